"""The engine's process: hears requests on standard input, line by line, and tells events on standard output.

It keeps the real standard output for itself: whatever libraries print goes to standard error. When its input ends, so does it.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Union

import msgspec

import engine.requests as asked
from engine.answers import (
    Beat,
    Counted,
    DevicesMeasured,
    EngineReady,
    ImportProgressed,
    ModelImported,
    RequestFailed,
)
from engine.describing import described, described_devices
from engine.device import Device
from engine.devices import BACKENDS, open_device
from engine.edit_requests import FindDamage, KeepEdit, ReadEdit, SelectPart
from engine.engine import Engine, scratch_folder
from engine.errors import AppError, Cancelled
from engine.events import DeviceChanged, Event
from engine.importing.importing import import_model
from engine.names import path_of, speakable
from engine.pictures import Pictures
from engine.provenance import program
from engine.queue_answers import QueueChanged
from engine.queues import Queues
from engine.recipe import recipe_of
from engine.speeds import measured, remembered
from engine.teaching import Teaching
from engine.wire import ASKED

BEAT = 5.0  # seconds
STUDIO = "damage studio"  # the view that only ever wants the newest pictures of damage
EDITOR = "editor"  # and that which only wants the newest marks
WORKERS = {
    "tiles": 2, "previews": 1, "gallery": 1, "examinations": 1, "queues": 1, "imports": 1, "measures": 1, "teaching": 1,
}  # fmt: skip
QUIET = 1.0  # seconds between two looks at whether a queue still runs
GRACE = 3.0  # seconds that what is under way is given to end, once nobody listens any more
decoder = msgspec.json.Decoder(Union[ASKED])  # type: ignore[valid-type]


class Server:
    """Answers requests, on threads of several kinds, so that a tile never waits for an examination."""

    def __init__(self, output: IO[bytes], device: Device, tile: int = 0) -> None:
        self._output, self._door = output, threading.Lock()
        self._engine = Engine(self.tell, device, tile=tile)
        self._queues = Queues(self._engine, self.tell)
        self._pictures, self._teaching = Pictures(device, scratch_folder()), Teaching()
        self._cancelled: set[int] = set()
        self._wanted: list[asked.PaintSmall] = []  # small pictures; the last is painted first
        self._newest: dict[str, int] = {}  # the last preview that was asked for, by view
        self._workers = {
            name: ThreadPoolExecutor(count, thread_name_prefix=name)
            for name, count in WORKERS.items()
        }
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
            case asked.Describe():
                self._do("queues", request, lambda: described(request.number))
            case asked.Examine():
                self._do("examinations", request, lambda: self._examined(request))
            case asked.ImportModel():
                self._do("imports", request, lambda: self._imported(request))
            case asked.ShowModel():
                self._do("gallery", request, lambda: self._pictures.show_model(request, lambda: self._unwanted(request.number)))
            case asked.MeasureDevices():
                self._do("measures", request, lambda: self._devices_measured(request))
            case asked.Measure():
                self._do("tiles", request, lambda: self._pictures.measure(request))
            case asked.MakeThumbnail():
                self._do("tiles", request, lambda: self._pictures.make_thumbnail(request))
            case asked.ReadTile():
                self._do("tiles", request, lambda: self._pictures.read_tile(request))
            case asked.PaintSmall():
                self._wanted.append(request)
                self._workers["gallery"].submit(self._paint_wanted)
            case asked.Preview():
                self._newest[request.view] = request.number
                self._do("previews", request, lambda: self._preview(request))
            case FindDamage() | SelectPart():
                self._newest[kind := f"{EDITOR} {type(request).__name__}"] = request.number
                self._do("previews", request, lambda: self._marked(request, kind))
            case ReadEdit():
                self._do("queues", request, lambda: self._queues.edit(request))
            case KeepEdit():
                self._do("queues", request, lambda: self._queues.keep_edit(request))
            case asked.ReadRows():
                self._do("tiles", request, lambda: self._queues.rows(request))
            case asked.ShowDamage():
                self._newest[STUDIO] = request.number
                self._do("teaching", request, lambda: self._damage(request))
            case asked.DescribeTeaching() | asked.ExamineCollection() | asked.EstimateDamage() | asked.PublishModel():
                self._do("teaching", request, lambda: self._taught(request))
            case _:
                self._do("queues", request, lambda: self._change(request))

    def _change(self, request: asked.Request) -> None:
        """What concerns a queue; answered by its own events."""
        queues = self._queues
        match request:
            case asked.Submit():
                queues.submit(request)
            case asked.Resume():
                queues.resume(request.queue)
            case asked.Pause():
                queues.pause(request.queue)
            case asked.Stop():
                queues.stop(request.queue, request.now)
            case asked.Close():
                queues.close(request.queue)
                self.tell(QueueChanged(request.queue, "stopped", 0, 0, 0, 0))
            case asked.Move():
                queues.move(request.queue, request.jobs)
            case asked.Retry():
                queues.retry(request.queue, request.jobs)
            case asked.Redo():
                queues.redo(request.queue, request.jobs, None if request.recipe is None else recipe_of(request.recipe))
            case asked.Remove():
                queues.remove(request.queue, request.jobs)
            case asked.KeepFailed():
                queues.keep_failed(request.queue)
            case asked.Judge():
                queues.judge(request.queue, request.jobs, request.verdict)
            case _:
                raise TypeError(request)

    def _do(self, kind: str, request: asked.Request, work: Callable[[], Event | None]) -> None:
        """Let a worker of that kind answer, or this thread; what goes wrong is an answer too."""
        number: int = getattr(request, "number", 0)

        def answer() -> None:
            try:
                if number not in self._cancelled:
                    answered = work()
                    if answered:
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

        if kind:
            self._workers[kind].submit(answer)
        else:
            answer()

    def _examined(self, request: asked.Examine) -> Event:
        number = request.number
        return self._pictures.examine(
            request, lambda pictures: self.tell(Counted(number, pictures)), lambda: self._unwanted(number)
        )

    def _imported(self, request: asked.ImportModel) -> Event:
        number, said = request.number, list[str]()

        def told(doing: str) -> None:
            if self._unwanted(number):
                raise Cancelled
            if doing not in said[-1:]:
                said.append(doing)
                self.tell(ImportProgressed(number, doing))

        card, recognised = import_model(path_of(request.source), request.name, request.licence, told)
        return ModelImported(number, card.id, card.title, recognised, card.caution)

    def _devices_measured(self, request: asked.MeasureDevices) -> Event:
        """In a quiet moment: a queue that runs would be slowed down, and the figure would be none."""

        def pause() -> None:
            while self._queues.busy and not self._closed.wait(QUIET):
                pass
            if self._unwanted(request.number):
                raise Cancelled

        known = {} if request.anew else remembered()
        for name in BACKENDS:
            if name not in known:
                measured(name, pause)
        return DevicesMeasured(request.number, described_devices())

    def _preview(self, request: asked.Preview) -> Event:
        def cancelled() -> bool:
            return self._newest[request.view] != request.number or self._unwanted(request.number)

        return self._pictures.preview(request, cancelled)

    def _marked(self, request: FindDamage | SelectPart, kind: str) -> Event:
        def cancelled() -> bool:
            return self._newest[kind] != request.number or self._unwanted(request.number)

        if isinstance(request, FindDamage):
            return self._pictures.find_damage(request, cancelled)
        return self._pictures.select_part(request, cancelled)

    def _taught(self, request: asked.Request) -> Event:
        match request:
            case asked.DescribeTeaching():
                return self._teaching.describe(request)
            case asked.ExamineCollection():
                return self._teaching.examine(request)
            case asked.EstimateDamage():
                return self._teaching.estimate(request)
            case asked.PublishModel():
                return self._teaching.publish(request)
            case _:
                raise TypeError(request)

    def _damage(self, request: asked.ShowDamage) -> Event:
        return self._teaching.show(
            request, lambda: self._newest[STUDIO] != request.number or self._unwanted(request.number)
        )

    def _paint_wanted(self) -> None:
        """The small picture that was asked for last."""
        request = self._wanted.pop()
        self._do("", request, lambda: self._pictures.paint_small(request, lambda: self._unwanted(request.number)))

    def _unwanted(self, number: int) -> bool:
        """Whether nobody waits for that answer any more."""
        return number in self._cancelled or self._closed.is_set()

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
        return device, f"{error}; {device.backend.title} is used instead"


def _clean(event: Event) -> Event:
    """Names that are no UTF-8 have their bytes escaped where people read them; where programs do, they are URIs."""
    texts = {
        name: speakable(value) for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str)
    }
    return msgspec.structs.replace(event, **texts)

