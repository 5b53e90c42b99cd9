"""A server on this machine that has one file, and serves it as badly as a test wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PLACE = "/model.pth"
PAUSE = 0.05  # seconds between bytes that drip


class Server(ThreadingHTTPServer):
    content = b""
    knows_parts = True
    breaks_after: int | None = None
    """Where in the file the connection ends."""

    drips_from: int | None = None
    """From where in the file it sends single bytes, with pauses."""

    asked: list[str]
    """The Range of each question, or nothing."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PLACE}"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append(self.headers.get("Range", ""))
        if self.path != PLACE:
            return self.send_error(404)
        start = int(self.headers["Range"][6:-1]) if server.knows_parts and "Range" in self.headers else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(server.content) - start))
        self.end_headers()
        self.wfile.write(server.content[start : server.drips_from or server.breaks_after])
        if server.drips_from is not None:
            self._drip(server.content[server.drips_from :])
        return None

    def _drip(self, rest: bytes) -> None:
        with suppress(ConnectionError):  # whoever asked has stopped
            for place in range(len(rest)):
                time.sleep(PAUSE)
                self.wfile.write(rest[place : place + 1])

    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def serving(content: bytes) -> Generator[Server]:
    with Server(("127.0.0.1", 0), _Answers) as server:
        server.content, server.asked = content, []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
