"""The badge on the program's icon, in the task bar or the dock: how many pictures are left while queues run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from engine.events import Event
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueChanged
from gui.bridge import Bridge

BUSY = ("running", "stopping")


class Badge(QObject):
    def __init__(self, bridge: Bridge, show: Callable[[int], None], parent: QObject | None = None) -> None:
        """`show`: puts a number on the icon; 0 takes it away."""
        super().__init__(parent)
        self._show = show
        self._left: dict[str, int] = {}  # pictures, by queue
        self._shown = 0
        bridge.happened.connect(self._hear)

    def clear(self) -> None:
        self._left.clear()
        self._tell()

    def _hear(self, event: Event) -> None:
        match event:
            case QueueChanged(queue=queue, state=state):
                self._left.pop(queue, None)
                if state in BUSY:
                    self._left[queue] = event.queued + event.running
                self._tell()
            case EngineEnded():  # another one tells anew
                self.clear()
            case _:
                pass

    def _tell(self) -> None:
        left = sum(self._left.values())
        if left != self._shown:
            self._shown = left
            self._show(left)
