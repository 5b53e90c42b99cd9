"""The engine's own process, as the window has it, for tests: requests go in, events are waited for."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, Union

import msgspec

from engine.events import Event
from engine.messages.answers import EngineReady, RequestFailed
from engine.messages.requests import Bye, Request, Submit
from engine.messages.wire import HEARD
from engine.names import uri_of
from tests.engine.small_archive import ROOT

Kind = TypeVar("Kind", bound=Event)
TONES: dict[str, Any] = {"title": "Tones", "stages": [{"type": "levels"}]}
RESTORE: dict[str, Any] = {"title": "Restore", "stages": [{"type": "levels"}, {"type": "restore"}]}


class EngineProcess:
    def __init__(self) -> None:
        command = [sys.executable, str(ROOT / "main.py"), "engine"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._events: queue.Queue[Event] = queue.Queue()
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_for(EngineReady)

    def number(self) -> int:
        self._number += 1
        return self._number

    def tell(self, request: Request) -> None:
        self.write(msgspec.json.encode(request))

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def wait_for(self, kind: type[Kind], such: Callable[[Kind], bool] = lambda _: True, timeout: float = 60) -> Kind:
        """The next event of that kind; others that come before it are dropped."""
        end = time.monotonic() + timeout
        while True:
            event = self._events.get(timeout=max(0.01, end - time.monotonic()))
            if isinstance(event, kind) and such(event):
                return event

    def answer(self, request: Request, kind: type[Kind]) -> Kind:
        """Ask, and wait for that answer; a failure is raised."""
        self.tell(request)
        number: int = request.number  # type: ignore[attr-defined]
        event = self.wait_for(Event, lambda event: isinstance(event, (kind, RequestFailed)) and of(event) == number)
        assert isinstance(event, kind), event
        return event

    def refusal(self, request: Request) -> RequestFailed:
        self.tell(request)
        return self.wait_for(RequestFailed)

    def submit(self, queue: str, source: Path, destination: Path, recipe: dict[str, Any] = TONES, **options: Any) -> None:
        self.tell(Submit(queue, (uri_of(source),), uri_of(destination), recipe, **options))

    def end(self) -> int:
        """Say good-bye; the exit code."""
        if self.process.poll() is None:
            self.tell(Bye())
        code = self.process.wait(20)
        self.close()
        return code

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self._reader.join(10)
        self.process.stdout.close()

    def _read(self) -> None:
        decoder = msgspec.json.Decoder(Union[HEARD])  # pyright: ignore
        assert self.process.stdout
        for line in self.process.stdout:
            self._events.put(decoder.decode(line))


def of(event: Event) -> int | None:
    return getattr(event, "number", None)
