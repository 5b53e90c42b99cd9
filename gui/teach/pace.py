"""How fast this machine learns: measured once for each model, by the trainer's own command in a process of its own."""

from __future__ import annotations

from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from engine.events import PaceMeasured
from gui.bridge import program_command

SECONDS = 4


class Pace(QObject):
    measured = Signal(object)
    """A PaceMeasured; or None, where it could not be measured."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, PaceMeasured] = {}
        self._asked = ""
        self._process: QProcess | None = None

    def measure(self, model: str) -> None:
        """Say how fast, now or in a while; what was asked before is not answered any more."""
        if model in self._known:
            self._end()
            self.measured.emit(self._known[model])
            return
        if model == self._asked:
            return
        self._end()
        self._asked = model
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        program, arguments = program_command("pace", model, "--seconds", str(SECONDS), "--json")
        self._process.start(program, arguments)

    def close(self) -> None:
        self._end()

    def _finished(self) -> None:
        process, model = self._process, self._asked
        if process is None:
            return
        found = None
        with suppress(msgspec.DecodeError):
            found = msgspec.json.decode(bytes(process.readAllStandardOutput().data()), type=PaceMeasured)
            self._known[model] = found
        self._end()
        self.measured.emit(found)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end()
            self.measured.emit(None)

    def _end(self) -> None:
        process, self._process, self._asked = self._process, None, ""
        if process is not None:
            process.blockSignals(True)
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()
