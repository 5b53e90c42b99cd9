"""How far a queue is, and the buttons that start, rest and stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engine.events import Event, JobFailed, JobFinished, JobProgressed
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueChanged, QueueState
from engine.messages.requests import Pause, Request, Resume, Stop
from gui.amounts import number
from gui.bridge import Bridge
from gui.looks.colours import Role, give_role
from gui.looks.icons import dress
from gui.looks.pieces import button, sentence
from gui.queue.marks import paint_bar
from gui.queue.words import time_left
from gui.words import engine_text, filled

STARTS: tuple[QueueState, ...] = ("resting", "paused", "stopped")
STOPS: tuple[QueueState, ...] = ("running", "paused")
FINE = 10_000  # steps of the progress bar


class ProgressLine(QProgressBar):
    """A quiet bar, without the frame that styles draw."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 8, self.fontMetrics().height() // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 2, self.fontMetrics().height() // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_bar(painter, QRectF(self.rect()), self.value() / self.maximum())


class QueueBar(QWidget):
    title_changed = Signal(str)
    """For the window: “31 % · Patina”."""

    progress = Signal(float)
    """0 to 1: pictures that are done or failed, and the parts of those under way."""

    def __init__(self, bridge: Bridge, queue: str, stands: QueueChanged | None = None, parent: QWidget | None = None) -> None:
        """`stands`: where the queue stood when it was last heard of, if that was before this bar was made."""
        super().__init__(parent)
        self._bridge, self._queue = bridge, queue
        self._stands = stands or QueueChanged(queue, "opening", 0, 0, 0, 0)
        self._fractions: dict[int, float] = {}  # of the pictures under way
        self._title = ""
        self.main_button = button(self.tr("Start"), "play", primary=True)
        self.stop_button = button(self.tr("Stop"), "stop")
        self.bar = ProgressLine(maximum=FINE, textVisible=False)
        self.line = sentence()
        self._lay_out()
        self._make_stop_menu()
        self.main_button.clicked.connect(self._press)
        for keys, text, act in (
            ("F5", self.tr("Start the queue, or go on"), self._go_on),
            ("F6", self.tr("Pause the queue"), self._pause),
            ("F7", self.tr("Stop after the pictures under way"), self._stop),
            ("Shift+F7", self.tr("Stop at once"), self._stop_now),
        ):
            action = QAction(text, self, shortcut=QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)
        bridge.happened.connect(self._heard)
        self._show()

    def _lay_out(self) -> None:
        room = max(self.main_button.fontMetrics().horizontalAdvance(text) for text in self._main_texts().values())
        self.main_button.setMinimumWidth(room + 5 * self.main_button.fontMetrics().height())  # it does not jump
        self.bar.setAccessibleName(self.tr("Progress of the queue"))
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        middle = QVBoxLayout()
        middle.setSpacing(5)
        middle.addWidget(self.bar)
        middle.addWidget(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.main_button)
        layout.addWidget(self.stop_button)
        layout.addSpacing(6)
        layout.addLayout(middle, 1)

    def _make_stop_menu(self) -> None:
        menu = QMenu(self)
        soft = QAction(self.tr("After the pictures under way (F7)"), menu)
        hard = QAction(self.tr("Now; they will be done again (Shift+F7)"), menu)
        soft.triggered.connect(self._stop)
        hard.triggered.connect(self._stop_now)
        menu.addActions([soft, hard])
        self.stop_button.setMenu(menu)
        self.soft_stop, self.hard_stop = soft, hard

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):
            self._fractions.clear()
        if getattr(event, "queue", None) != self._queue:
            return
        match event:
            case QueueChanged():
                self._stands = event
                if event.state not in ("running", "paused", "stopping"):
                    self._fractions.clear()
                self._show()
            case JobProgressed(job=job, fraction=fraction):
                self._fractions[job] = fraction
                self._show_progress()
            case JobFinished() | JobFailed():
                self._fractions.pop(event.job, None)
            case _:
                pass

    def _press(self) -> None:
        self._pause() if self._stands.state == "running" else self._go_on()

    def _go_on(self) -> None:
        if self._stands.state in STARTS:
            self._tell(Resume(self._queue))

    def _pause(self) -> None:
        if self._stands.state == "running":
            self._tell(Pause(self._queue))

    def _stop(self) -> None:
        if self._stands.state in STOPS:
            self._tell(Stop(self._queue))

    def _stop_now(self) -> None:
        if self._stands.state in (*STOPS, "stopping"):
            self._tell(Stop(self._queue, now=True))

    def _tell(self, request: Request) -> None:
        self._bridge.tell(request)

    def _main_texts(self) -> dict[str, str]:
        return {"start": self.tr("Start"), "pause": self.tr("Pause"), "go on": self.tr("Go on")}

    def _show(self) -> None:
        state = self._stands.state
        does = {"running": "pause", "opening": "start", "resting": "start", "finished": "start"}.get(state, "go on")
        tips = {
            "start": self.tr("Start with the pictures that wait (F5)"),
            "pause": self.tr("Rest; the pictures under way stay in memory (F6)"),
            "go on": self.tr("Go on with the pictures that wait (F5)"),
        }
        self.main_button.setText(self._main_texts()[does])
        self.main_button.setToolTip(tips[does])
        dress(self.main_button, "pause" if does == "pause" else "play", Role.ON_ACCENT)
        self.main_button.setEnabled(state == "running" or state in STARTS)
        self.stop_button.setEnabled(state in (*STOPS, "stopping"))
        self.soft_stop.setEnabled(state in STOPS)
        self.line.setText(self._words())
        give_role(self.line, Role.BAD if self._stands.message else Role.QUIET)
        self._show_progress()

    def _show_progress(self) -> None:
        fraction = self._fraction()
        self.bar.setValue(round(fraction * FINE))
        self.progress.emit(fraction)
        titles = {
            "running": filled(self.tr("%1 % · %2"), int(fraction * 100), "Patina"),
            "paused": filled(self.tr("Paused at %1 % · %2"), int(fraction * 100), "Patina"),
            "stopping": filled(self.tr("Stopping · %1"), "Patina"),
            "finished": filled(self.tr("Done · %1"), "Patina"),
        }
        title = titles.get(self._stands.state, "Patina")
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)

    def _fraction(self) -> float:
        stands = self._stands
        whole = stands.queued + stands.running + stands.done + stands.failed
        under_way = min(sum(self._fractions.values()), stands.running)
        return min((stands.done + stands.failed + under_way) / whole, 1) if whole else 0

    def _words(self) -> str:
        stands = self._stands
        if stands.message:
            return " ".join(engine_text(part) for part in (stands.message, stands.hint) if part)
        ended, whole = stands.done + stands.failed, stands.queued + stands.running + stands.done + stands.failed
        so_far = filled(self.tr("%1 of %2"), number(ended), number(whole))
        failed = filled(self.tr("%1 failed"), number(stands.failed)) if stands.failed else ""
        if stands.state == "opening":
            return self.tr("Opening the queue…")
        if not whole:
            return self.tr("There are no pictures in this queue.")
        if stands.state == "finished":
            return self._result(number(stands.done), number(stands.failed) if stands.failed else "")
        waiting = self.tr("%n picture(s) wait(s)", "", stands.queued + stands.running)
        parts = {
            "resting": [waiting, failed] if not ended else [so_far, failed],
            "running": [so_far, failed, self._rate(), time_left(stands.seconds_left)],
            "paused": [filled(self.tr("Paused at %1"), so_far), failed],
            "stopping": [self.tr("Stopping after the pictures under way"), so_far, failed],
            "stopped": [filled(self.tr("Stopped at %1"), so_far), failed],
        }[stands.state]
        return " · ".join(part for part in parts if part)

    def _result(self, done: str, failed: str) -> str:
        if failed:
            return filled(self.tr("All done: %1 restored, %2 failed"), done, failed)
        return filled(self.tr("All done: %1 restored"), done)

    def _rate(self) -> str:
        rate = self._stands.megapixels_per_second
        return filled(self.tr("%1 MP/s"), number(rate, 1)) if rate > 0 else ""
