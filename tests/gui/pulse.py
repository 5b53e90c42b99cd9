"""A pulse: beats in the window's event loop, and notes for how long the loop lets it wait."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 10  # milliseconds


class Pulse(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.waits: dict[str, tuple[float, float]] = {}
        """The longest wait of each phase in milliseconds, and the longest that this thread worked in one go."""

        self._phase = ""
        self._wall, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self, phase: str) -> None:
        self._beat()
        self._phase = phase
        self.waits[phase] = 0.0, 0.0

    def _beat(self) -> None:
        wall, work = time.perf_counter(), time.thread_time()
        if self._phase:
            longest, most = self.waits[self._phase]
            self.waits[self._phase] = (
                max(longest, (wall - self._wall) * 1000 - BEAT), max(most, (work - self._work) * 1000),
            )  # fmt: skip
        self._wall, self._work = wall, work
