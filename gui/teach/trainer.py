"""The trainer's own process, as the window follows it: by a file of events, so that either may end without the other.

The process belongs to nobody: it goes on when the window is closed, and a window that opens later follows it again. It says
what happens in `events.jsonl`, and looks into the file `wish` for what is wanted of it. While it lives it holds a lock.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Literal, Union

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from engine.errors import DestinationNotWritable
from engine.events import (
    Event,
    TrainingFinished,
    TrainingScored,
    TrainingStepped,
    TrainingWarned,
    TuningFailed,
    TuningReached,
)
from engine.files.destination import write_whole
from engine.running import is_running, process_in
from gui.bridge import program_command
from gui.teach.lessons import EVENTS, TROUBLE, VERDICT, WISH, LessonBook

State = Literal[
    "starting", "preparing", "training", "paused", "stopping", "judging", "done", "stopped", "failed", "broken", "new"
]
"""broken: the process has ended without a word; new: it was never started."""

BUSY: tuple[State, ...] = ("starting", "preparing", "training", "paused", "stopping", "judging")
GLANCE = 300  # milliseconds between two looks at the file
PATIENCE = 90  # seconds that a process is given to begin
QUICK_DEATH = 5  # seconds, after which one that has written its trouble, and holds no lock, will not begin any more

_decoder = msgspec.json.Decoder(
    Union[TrainingStepped, TrainingScored, TrainingWarned, TrainingFinished, TuningReached, TuningFailed]
)


class Trainer(QObject):
    """That of one lesson."""

    happened = Signal(object)
    """An Event of the run."""

    changed = Signal(str)
    """The State."""

    def __init__(self, book: LessonBook, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder, self._book = folder, book
        self.events: list[Event] = []
        self._read_to, self._rest = 0, b""
        self._started: float | None = None
        self._part = ""
        self._running = False
        self._read()
        self.state: State = self._standing()
        self._clock = QTimer(self, interval=GLANCE)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    @property
    def process_id(self) -> int:
        """Of the process that learns now; 0 if there is none."""
        return process_in(self.folder)

    @property
    def busy(self) -> bool:
        return self.state in BUSY

    @property
    def failure(self) -> TuningFailed | None:
        """Why it cannot go on, if it said so."""
        return next((event for event in reversed(self.events) if isinstance(event, TuningFailed)), None)

    @property
    def trouble(self) -> str:
        """What the process wrote as it ended: for those who mend the program."""
        with suppress(OSError):
            return (self.folder / TROUBLE).read_text("utf-8", errors="replace")[-4000:].strip()
        return ""

    def start(self) -> None:
        """Begin, or go on after a stop, a failure or a death."""
        lesson = self._book.read(self.folder)
        if lesson is None or self.busy:
            return
        with suppress(OSError):
            (self.folder / WISH).unlink(missing_ok=True)
        program, arguments = program_command(*lesson.arguments(self.folder))
        process = QProcess()
        process.setProgram(program)
        process.setArguments(arguments)
        process.setStandardOutputFile(str(self.folder / EVENTS), QProcess.OpenModeFlag.Append)
        process.setStandardErrorFile(str(self.folder / TROUBLE), QProcess.OpenModeFlag.Truncate)
        process.setStandardInputFile(QProcess.nullDevice())
        begun: bool = process.startDetached()  # pyright: ignore[reportAssignmentType] (PySide's types promise a tuple)
        self._started, self._part = (time.monotonic() if begun else None), "starting"
        self._set("starting" if begun else "broken")

    def pause(self) -> None:
        self._wish("pause")

    def go_on(self) -> None:
        """After a pause, or anything else that made it rest."""
        if self.state == "paused":
            self._wish("")
        else:
            self.start()

    def stop(self) -> None:
        """Save what was learnt, and end; `start` goes on with it."""
        self._wish("stop")

    def look(self) -> None:
        """Read what has happened since."""
        self._read()
        self._set(self._standing())

    def _wish(self, wish: str) -> None:
        try:
            write_whole(self.folder / WISH, wish.encode())
        except DestinationNotWritable as error:
            self._tell(TuningFailed(str(error), error.hint))
        self.look()

    def _read(self) -> None:
        with suppress(OSError), (self.folder / EVENTS).open("rb") as file:
            file.seek(self._read_to)
            data = file.read()
            self._read_to += len(data)
            lines = (self._rest + data).split(b"\n")
            self._rest = lines.pop()
            for line in lines:
                with suppress(msgspec.DecodeError):  # the verdict, which has its file; or a line that a death cut off
                    self._tell(_decoder.decode(line))

    def _tell(self, event: Event) -> None:
        if isinstance(event, TuningReached):
            self._part = event.part
        elif isinstance(event, TuningFailed):
            self._part = "failed"
        self.events.append(event)
        self.happened.emit(event)

    def _standing(self) -> State:
        running = is_running(self.folder)
        if running:
            self._running = True
            wish = self._wished()
            if self._part in ("stopped", "failed") or (wish == "stop" and self._part != "judging"):
                return "stopping"
            if self._part == "training":
                return "paused" if wish == "pause" else "training"
            return "judging" if self._part in ("judging", "done") else "preparing" if self._part == "preparing" else "starting"
        if self._started is not None and not self._running and self._part == "starting" and not self._is_dead():
            return "starting"
        if self._running:
            self._running, self._started = False, None
            self._read()  # what it said last
        return self._rested()

    def _rested(self) -> State:
        match self._part:
            case "done" if (self.folder / VERDICT).is_file():
                return "done"
            case "stopped" | "failed" as part:
                return part
            case "":
                return "new"
            case _:
                return "broken"

    def _is_dead(self) -> bool:
        """One that never took its lock."""
        assert self._started is not None
        since = time.monotonic() - self._started
        return since > PATIENCE or (since > QUICK_DEATH and bool(self.trouble))

    def _wished(self) -> str:
        with suppress(OSError):
            return (self.folder / WISH).read_text("utf-8").strip()
        return ""

    def _set(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
