"""Says something at most every few milliseconds, and never forgets the last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer


class Throttle(QObject):
    """Calls `say` at once, or as soon as `interval` milliseconds have passed since it was called last."""

    def __init__(self, interval: int, say: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interval, self._say = interval, say
        self._since = QElapsedTimer()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._now)

    def ask(self) -> None:
        """There is something to say."""
        passed = self._since.elapsed() if self._since.isValid() else self._interval
        if passed >= self._interval:
            self._now()
        elif not self._later.isActive():
            self._later.start(self._interval - passed)

    def flush(self) -> None:
        """Say at once what waits."""
        if self._later.isActive():
            self._now()

    def _now(self) -> None:
        self._later.stop()
        self._since.restart()
        self._say()
