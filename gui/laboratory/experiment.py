"""A study under way, in a process of its own: it ends with the window, for it holds on to the other end of its input."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal, Union

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from engine.events import DeviceChanged, StudyFailed, StudyFinished, StudyProgressed
from gui.bridge import program_command

Ending = Literal["done", "stopped", "failed", "broken"]
"""broken: the process has ended without a word."""

PATIENCE = 8_000  # milliseconds that a process is given to stop by itself

_decoder = msgspec.json.Decoder(Union[StudyProgressed, StudyFinished, StudyFailed, DeviceChanged])


class Experiment(QObject):
    progressed = Signal(object)
    """A StudyProgressed."""

    ended = Signal(str)
    """An Ending."""

    def __init__(self, folder: Path, arguments: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.failure: StudyFailed | None = None
        self.progress: StudyProgressed | None = None
        """What was heard last."""

        self.began = time.monotonic()
        self.trouble = ""
        """What the process wrote on its error stream."""

        self._finished = self._stopping = self._over = False
        self._rest = b""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_trouble)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._failed_to_start)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._process.kill)
        program, said = program_command(*arguments)
        self._process.setProgram(program)
        self._process.setArguments(said)

    @property
    def running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def stopping(self) -> bool:
        return self._stopping

    @property
    def process_id(self) -> int:
        """0 while there is none."""
        return self._process.processId()

    def start(self) -> None:
        self._process.start()

    def stop(self) -> None:
        """Ask it to end; it is ended if it does not."""
        if self.running:
            self._stopping = True
            self._process.closeWriteChannel()
            self._patience.start(PATIENCE)

    def close(self) -> None:
        """End it, now."""
        self.stop()
        if self.running and not self._process.waitForFinished(PATIENCE):
            self._process.kill()
            self._process.waitForFinished(PATIENCE)

    def _read(self) -> None:
        lines = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            match _decoder.decode(line):
                case StudyProgressed() as event:
                    self.progress = event
                    self.progressed.emit(event)
                case StudyFinished():
                    self._finished = True
                case StudyFailed() as event:
                    self.failure = event
                case _:
                    pass

    def _read_trouble(self) -> None:
        self.trouble += bytes(self._process.readAllStandardError().data()).decode(errors="replace")

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end()

    def _end(self) -> None:
        if self._over:
            return
        self._over = True
        self._patience.stop()
        self._read()
        self._read_trouble()
        self.ended.emit(self._ending())

    def _ending(self) -> Ending:
        if self._finished:
            return "done"
        if self.failure:
            return "failed"
        return "stopped" if self._stopping else "broken"
