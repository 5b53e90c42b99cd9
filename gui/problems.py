"""What went wrong, collected: the same message once, with how often it came."""

from __future__ import annotations

import platform
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal, qVersion

from engine.events import DeviceChanged, Event, JobFailed
from engine.messages.answers import EngineEnded, EngineReady, RequestFailed
from engine.messages.queue_answers import QueueChanged
from engine.names import speakable
from gui.bridge import Bridge

MOST = 500  # that are kept; the oldest go first

Kind = Literal["picture", "bug", "device"]
"""picture: the user can solve it; bug: ours, with a report to send; device: worth knowing."""


@dataclass(frozen=True)
class Problem:
    kind: Kind
    message: str
    hint: str = ""
    traceback: str = ""
    when: datetime = datetime.min
    """When it came last."""

    count: int = 1
    program: str = ""
    """The engine's program and version."""

    @property
    def key(self) -> tuple[str, ...]:
        """Problems with the same key are one."""
        return self.kind, self.message, self.hint, self.traceback

    def report(self) -> str:
        """For those who mend the program. It names no user; the message may name a file."""
        lines = [
            self.program or "Patina",
            f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}",
            f"{self.when:%Y-%m-%d %H:%M:%S}, {self.count} x",
            "",
            self.message,
            *([self.hint] if self.hint else []),
            "",
            self.traceback.strip() or "(no traceback)",
        ]
        return "\n".join(lines) + "\n"


class Problems(QObject):
    """Listens to the bridge."""

    changed = Signal()
    count_changed = Signal(int)
    """How many different ones there are."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: dict[tuple[str, ...], Problem] = {}  # the newest at the end
        self._program = ""
        self.down = False
        """Whether the engine has ended for good, unless somebody starts it again."""

        bridge.happened.connect(self.hear)

    def hear(self, event: Event) -> None:
        match event:
            case JobFailed(message=message, hint=hint, traceback=traceback):
                self._add("bug" if traceback else "picture", message, hint, traceback)
            case RequestFailed(message=message, hint=hint, traceback=str(traceback)):
                self._add("bug", message, hint, traceback)
            case RequestFailed(number=0, message=message, hint=hint):  # others are told where they were asked
                self._add("picture", message, hint)
            case QueueChanged(message=str(message), hint=hint) if message:
                self._add("picture", message, hint)
            case DeviceChanged(message=message):
                self._add("device", message)
            case EngineEnded(expected=False, restarting=restarting):
                self.down = not restarting
                self._add("bug", *_ended(restarting))
            case EngineReady(program=program):
                self._program, self.down = program, False
                self.changed.emit()
            case _:
                pass

    def all(self) -> list[Problem]:
        """The newest first."""
        return list(reversed(self._found.values()))

    def clear(self) -> None:
        self._found.clear()
        self._tell()

    def _add(self, kind: Kind, message: str, hint: str = "", traceback: str | None = None) -> None:
        problem = Problem(kind, speakable(message), speakable(hint), traceback or "", datetime.now(), program=self._program)
        before = self._found.pop(problem.key, None)
        self._found[problem.key] = replace(problem, count=before.count + 1) if before else problem
        if len(self._found) > MOST:
            del self._found[next(iter(self._found))]
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.count_changed.emit(len(self._found))


def _ended(restarting: bool) -> tuple[str, str]:
    if restarting:
        return (
            QCoreApplication.translate("Problems", "The engine ended unexpectedly, and was started again."),
            QCoreApplication.translate("Problems", "The queue goes on, and nothing is lost. Do send us the report."),
        )
    return (
        QCoreApplication.translate("Problems", "The engine ends whenever it is started."),
        QCoreApplication.translate("Problems", "Start it again here. If that does not help, install Patina again."),
    )
