"""The bridge: where the engine's process and the window meet. Requests go out as lines of JSON, events come back as signals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Union

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from engine.events import Event
from engine.messages.answers import Beat, Counted, EngineEnded, EngineReady, ImportProgressed
from engine.messages.model_answers import FetchProgressed
from engine.messages.requests import Bye, Cancel, Request
from engine.messages.wire import HEARD

Answered = Callable[[Event], None]

SILENCE = 60_000  # milliseconds without a beat after which an engine is taken for hanging
PATIENCE = 3_000  # milliseconds that an engine is given to end by itself
RESTARTS = 5  # in a row, without a beat between them

_decoder = msgspec.json.Decoder(Union[HEARD])  # type: ignore[valid-type]


class Bridge(QObject):
    """Asks an engine, and tells what it says. This class holds what every bridge does; how lines travel is `_write`'s."""

    happened = Signal(object)
    """Every Event, in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._waiting: dict[int, Answered] = {}

    def number(self) -> int:
        """A number for the next question."""
        self._number += 1
        return self._number

    def tell(self, request: Request) -> None:
        """Send a request whose answer, if any, everybody hears."""
        self._write(request)

    def ask(self, request: Request, answered: Answered) -> int:
        """Send a request that has a `number`; `answered` hears each of its answers, or RequestFailed. The number."""
        number: int = request.number  # type: ignore[attr-defined]
        self._waiting[number] = answered
        self._write(request)
        return number

    def cancel(self, number: int) -> None:
        """Nobody waits for that answer any more."""
        if self._waiting.pop(number, None):
            self._write(Cancel(number))

    def hear(self, event: Event) -> None:
        """Take an event in: whoever asked hears it first, then everybody."""
        number = getattr(event, "number", None)
        if number is not None:
            more = isinstance(event, Counted | ImportProgressed | FetchProgressed)
            answered = self._waiting.get(number) if more else self._waiting.pop(number, None)
            if answered and _there(answered):
                answered(event)
        self.happened.emit(event)

    def close(self) -> None:
        """Let the engine end."""

    def restart(self) -> None:
        """Let the engine end, and start it again; also after it has given up."""

    def _write(self, request: Request) -> None:
        raise NotImplementedError


class EngineBridge(Bridge):
    """The bridge to the engine's own process, which is started again if it dies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.device = "auto"
        """The name of the device that the engine is started with."""

        self.tile = 0
        """Pixels along the side of its tiles; 0: as it thinks best."""

        self._closing = self._restarting = False
        self._failures = 0
        self._early: list[Request] = []  # sent before the engine was there
        self._ready = False
        self._rest = b""
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed_to_start)
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Start the engine; what is asked meanwhile waits."""
        self._ready, self._rest = False, b""
        program, arguments = program_command("engine", "--device", self.device, "--tile", str(self.tile))
        self._process.start(program, arguments)
        self._silence.start(SILENCE)

    @property
    def process_id(self) -> int:
        """Of the engine; 0 while there is none."""
        return self._process.processId()

    def restart(self) -> None:
        self._failures = 0
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self.start()
        else:
            self._restarting, self._ready = True, False  # what is asked from now on waits for the next one
            self._write(Bye())
            self._silence.start(PATIENCE)

    def close(self) -> None:
        self._closing = True
        self._silence.stop()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._write(Bye())
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(PATIENCE):
            self._process.kill()
            self._process.waitForFinished(PATIENCE)

    def _write(self, request: Request) -> None:
        if not self._ready and not isinstance(request, Bye):
            self._early.append(request)
        else:
            self._process.write(msgspec.json.encode(request) + b"\n")

    def _read(self) -> None:
        lines = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._rest = lines.pop()
        if self._closing or self._restarting:  # what ends because we end it is no news
            return
        self._silence.start(SILENCE)
        for line in lines:
            event: Event = _decoder.decode(line)
            if isinstance(event, EngineReady):
                self._ready = True
                early, self._early = self._early, []
                for request in early:
                    self._write(request)
            elif isinstance(event, Beat):
                self._failures = 0
                continue
            self.hear(event)

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        self._silence.stop()
        self._ready = False
        self._waiting.clear()
        self._early = [request for request in self._early if not hasattr(request, "number")]  # who asked will ask again
        self._failures += not self._restarting
        again = not self._closing and self._failures <= RESTARTS
        expected, self._restarting = self._closing or self._restarting, False
        self.hear(EngineEnded(expected=expected, restarting=again))
        if again:
            self.start()


def _there(answered: Answered) -> bool:
    """Whether whoever asked is still there: widgets go while answers to them are on their way."""
    bound = answered.func if isinstance(answered, partial) else answered
    owner = getattr(bound, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def program_command(*arguments: str) -> tuple[str, list[str]]:
    """Our command line with these arguments: the engine's program beside the window's if they are frozen, else main.py."""
    if getattr(sys, "frozen", False):
        window = Path(sys.executable)
        return str(window.with_name(f"patina-engine{window.suffix}")), list(arguments)
    return sys.executable, [str(Path(__file__).parent.parent / "main.py"), *arguments]
