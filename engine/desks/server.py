"""The engine's process: hears requests on standard input, line by line, and tells events on standard output.

It keeps the real standard output for itself: whatever libraries print goes to standard error. When its input ends, so does it.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Union

import msgspec

import engine.messages.requests as asked
from engine.desks.desks import DESKS, Answer, Services, places
from engine.desks.pictures import Pictures
from engine.desks.teaching import Teaching
from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.engine import Engine, scratch_folder
from engine.errors import AppError, Cancelled
from engine.events import DeviceChanged, Event
from engine.messages.answers import Beat, EngineReady, RequestFailed
from engine.messages.wire import ASKED
from engine.names import speakable
from engine.provenance import program
from engine.queues.queues import Queues

BEAT = 5.0  # seconds
GRACE = 3.0  # seconds that what is under way is given to end, once nobody listens any more
decoder = msgspec.json.Decoder(Union[ASKED])  # type: ignore[valid-type]


class Server:
    """Answers requests, on threads of several desks (see desks.py)."""

    def __init__(self, output: IO[bytes], device: Device, tile: int = 0) -> None:
        self._output, self._door = output, threading.Lock()
        self._engine = Engine(self.tell, device, tile=tile)
        self._queues = Queues(self._engine, self.tell)
        self._pictures, self._teaching = Pictures(device, scratch_folder()), Teaching()
        self._places = places(Services(self._queues, self._pictures, self._teaching, self.tell))
        self._cancelled: set[int] = set()
        self._wanted: list[asked.PaintSmall] = []  # small pictures; the last is painted first
        self._newest: dict[str, int] = {}  # the last request for a view, by its name
        self._workers = {name: ThreadPoolExecutor(count, thread_name_prefix=name) for name, count in DESKS.items()}
        self._closed = threading.Event()

    def run(self, lines: IO[bytes]) -> None:
        """Until the input ends, or says so."""
        threading.Thread(target=self._live, name="heart", daemon=True).start()
        self.tell(EngineReady(program()))
        for line in lines:
            try:
                request = decoder.decode(line)
            except msgspec.DecodeError as error:
                self.tell(RequestFailed(0, f"a request could not be understood: {error}", "This is our mistake.", ""))
                continue
            if isinstance(request, asked.Bye):
                break
            self._take(request)
        _end_at_last(GRACE)
        self._close()

    def tell(self, event: Event) -> None:
        """Send an event; from any thread."""
        line = msgspec.json.encode(_clean(event)) + b"\n"
        with self._door, suppress(BrokenPipeError, ValueError):  # nobody listens any more: the input ends too
            self._output.write(line)
            self._output.flush()

    def _take(self, request: asked.Request) -> None:
        match request:
            case asked.Cancel():
                self._cancelled.add(request.number)
            case asked.PaintSmall():
                self._wanted.append(request)
                self._workers["gallery"].submit(self._paint_wanted)
            case _:
                place = self._places[type(request)]
                view = place.view(request) if place.view else ""
                if view:
                    self._newest[view] = _number(request)
                self._workers[place.desk].submit(self._answer, request, place.answer, view)

    def _answer(self, request: asked.Request, answer: Answer, view: str = "") -> None:
        """Tell the answer; what goes wrong is one too."""
        number = _number(request)

        def unwanted() -> bool:
            newer = bool(view) and self._newest[view] != number
            return newer or number in self._cancelled or self._closed.is_set()

        try:
            if number not in self._cancelled and (answered := answer(request, unwanted)):
                self.tell(answered)
        except Cancelled:
            pass
        except AppError as error:
            self.tell(RequestFailed(number, str(error), error.hint))
        except Exception as bug:  # noqa: BLE001 (whoever asked must hear of it)
            text = "".join(traceback.format_exception(bug))
            self.tell(RequestFailed(number, f"{bug!r}", "This is our mistake. Please report it.", text))
        finally:
            self._cancelled.discard(number)

    def _paint_wanted(self) -> None:
        """The small picture that was asked for last."""
        self._answer(self._wanted.pop(), self._pictures.paint_small)

    def _live(self) -> None:
        while not self._closed.wait(BEAT):
            self.tell(Beat())

    def _close(self) -> None:
        self._closed.set()
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)
        self._queues.close_all()
        for worker in self._workers.values():
            worker.shutdown()
        self._engine.close()
        self._pictures.close()
        self._teaching.close()


def _number(request: asked.Request) -> int:
    """By which whoever asked knows the answer."""
    return getattr(request, "number", 0)


def serve(name: str, tile: int = 0) -> None:
    """Be the engine of a window, until its input ends; on the device of that name, or on the best; `tile`: see Engine."""
    wire = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    device, remark = _device(name)
    try:
        server = Server(wire, device, tile)
        if remark:
            server.tell(DeviceChanged(remark))
        server.run(sys.stdin.buffer)
    finally:
        device.close()


def _end_at_last(seconds: float) -> None:
    """End the process by then, come what may: a tile that takes long is done at the next start, journals survive it."""
    last = threading.Timer(seconds, os._exit, (1,))
    last.daemon = True
    last.start()


def _device(name: str) -> tuple[Device, str]:
    """The device, and why it is another than was asked for."""
    try:
        return open_device(name), ""
    except (AppError, ImportError) as error:
        device = open_device()
        return device, f"{error}; {device.title} is used instead"


def _clean(event: Event) -> Event:
    """Names that are no UTF-8 have their bytes escaped where people read them; where programs do, they are URIs."""
    texts = {name: speakable(value) for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str)}
    return msgspec.structs.replace(event, **texts)
