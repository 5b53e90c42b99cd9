"""The page “Review”: results one after the other beside what they were, the doubtful ones first, judged with single keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from engine.messages.queue_answers import Row
from gui.bridge import Bridge
from gui.looks.pieces import GAP, MARGIN, heading
from gui.looks.question import Answer, ask
from gui.review.buttons import ReviewButtons
from gui.review.card import ReviewCard
from gui.review.head import ReviewHead
from gui.review.model import ReviewModel
from gui.review.rows import Order
from gui.review.strip import ReviewStrip
from gui.review.verdicts import Verdict

Flag = QItemSelectionModel.SelectionFlag
SETTLE = 60  # milliseconds that a picture must be the current one before it is opened; a held key flies past
FACTS = 38  # letters of the facts beside the picture


class Comparing(Protocol):
    def show_pictures(self, before: str, after: str, /) -> None: ...


class ReviewPage(QWidget):
    redo_wanted = Signal(list)
    """Jobs, as list[int]: they are to be done again."""

    why_wanted = Signal(str, object)
    """A queue, and the Row that is to be explained."""

    def __init__(self, bridge: Bridge, compare: QWidget, parent: QWidget | None = None) -> None:
        """`compare` has a method show_pictures(before_uri, after_uri)."""
        super().__init__(parent)
        self._compare = compare
        self._opened: Row | None = None
        self._column = 0  # where the reviewer is, also when that picture leaves
        self.model = ReviewModel(bridge, self)
        self.strip = ReviewStrip(bridge, self.model)
        self.verdicts = QUndoStack(self)
        self.head = ReviewHead()
        self.card = ReviewCard()
        self.buttons = ReviewButtons()
        self._words = heading("", 1.2)
        self._settle = QTimer(self, interval=SETTLE, singleShot=True)
        self._settle.timeout.connect(self._open_current)
        self._lay_out()
        self._connect()
        self._make_keys()
        self._show_standing()

    def set_queue(self, queue: str | None) -> None:
        """Review this queue's results from now on."""
        self.verdicts.clear()
        self._opened, self._column = None, 0
        self.model.set_queue(queue)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.read_anew()
        self.strip.setFocus()

    def judge(self, verdict: str) -> None:
        """The chosen pictures; then the next one."""
        jobs = self._jobs()
        self._push(jobs, verdict)
        if len(jobs) == 1 and self.model.shown == "all":
            self.go(1)

    def _sort_by(self, order: Order) -> None:
        self._opened, self._column = None, 0  # from the beginning
        self.model.sort_by(order)
        self.strip.setFocus()

    def toggle(self) -> None:
        """Accepted, or not any more."""
        if row := self._current():
            self._push([row.job], "" if row.verdict == "accepted" else "accepted")

    def go(self, steps: int) -> None:
        self._choose(self.strip.currentIndex().column() + steps)

    def ask_to_accept_left(self) -> None:
        left = self.model.left()
        if left:
            ask(
                self,
                self.tr("Accept the %n picture(s) that is/are not judged yet?", "", len(left)),
                self.tr("Results that waited for a verdict then go to their folder."),
                Answer(self.tr("Accept"), lambda: self._push(left, "accepted")),
            )

    def words(self) -> str:
        """What stands in place of pictures; nothing while there are some."""
        return self._words.text() if self._stack.currentWidget() is self._words else ""

    def _push(self, jobs: list[int], verdict: str) -> None:
        if any(given != verdict for given in self.model.verdicts(jobs).values()):
            self.verdicts.push(Verdict(self.model, jobs, verdict, self._go_to))

    def _want_redo(self) -> None:
        if jobs := self._jobs():
            self.model.await_again(jobs)
            self.redo_wanted.emit(jobs)

    def _want_why(self) -> None:
        if row := self._current():
            self.why_wanted.emit(self.model.queue, row)

    def _current(self) -> Row | None:
        return self.model.row(self.strip.currentIndex().column())

    def _jobs(self) -> list[int]:
        rows = [self.model.row(column) for column in self.strip.chosen_columns()]
        return [row.job for row in rows if row]

    def _choose(self, column: int) -> None:
        last = self.model.columnCount() - 1
        if last >= 0:
            index = self.model.index(0, max(min(column, last), 0))  # not by the view's own method: with Ctrl+Z held, it would
            self.strip.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)  # add to what is chosen

    def _go_to(self, job: int) -> None:
        column = self.model.column_of(job)
        if column is not None:
            self._choose(column)

    def _choose_again(self) -> None:
        """After pictures were read or filtered: the one that is open, its neighbour, or where the reviewer left off."""
        first = self._opened is None
        column = self.model.column_of(self._opened.job) if self._opened else self.model.first_open()
        if column is None:
            self._opened = None
        self._choose(self._column if column is None and not first else column or 0)
        self._current_changed()
        self._show_standing()

    def _current_changed(self) -> None:
        column = self.strip.currentIndex().column()
        if column >= 0:
            self._column = column
        self.card.show_row(self._current())
        self._settle.start()

    def _open_current(self) -> None:
        row = self._current()
        if row and (self._opened is None or (row.job, row.result) != (self._opened.job, self._opened.result)):
            cast(Comparing, self._compare).show_pictures(row.source, row.result)
            self._opened = row

    def _show_standing(self) -> None:
        rows, some = self.model.rows, self.model.columnCount() > 0
        self.card.show_row(self._current())
        self.head.show_count(rows.judged(), len(rows))
        self.buttons.allow(some, self.verdicts.canUndo())
        self._words.setText(self._empty())
        appears = some and self._stack.currentIndex() == 1
        self._stack.setCurrentIndex(0 if some else 1)
        if appears and self.isVisible():
            self.strip.setFocus()  # what was hidden could not have it

    def _empty(self) -> str:
        if not len(self.model.rows):
            return self.tr("Nothing to review yet. Pictures appear here once they are done.")
        if self.model.shown == "open":
            return self.tr("Every picture is judged.")
        return self.tr("No picture has this verdict.")

    def _lay_out(self) -> None:
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = QVBoxLayout()
        self.card.setObjectName("column")  # the style sheet lets the window shine through
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.card)
        side.addWidget(scroll, 1)
        side.addWidget(self.buttons)
        beside = QWidget()
        beside.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        beside.setFixedWidth(max(self.fontMetrics().averageCharWidth() * FACTS, self.buttons.sizeHint().width()))
        middle = QHBoxLayout()
        middle.setSpacing(GAP)
        middle.addWidget(self._compare, 1)
        middle.addWidget(beside)
        work = QWidget()
        below = QVBoxLayout(work)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(middle, 1)
        below.addWidget(self.strip)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.head.chosen.connect(self.model.show_only)
        self.head.sorted.connect(self._sort_by)
        self.head.newer.clicked.connect(self.model.read_anew)
        self.head.accept_left.clicked.connect(self.ask_to_accept_left)
        self.model.grown.connect(self.head.show_newer)
        self.model.modelReset.connect(self._choose_again)
        self.model.columnsRemoved.connect(lambda: self.go(0))  # Qt makes the neighbour the current one, and chooses none
        for changed in (self.model.judged, self.model.read, self.verdicts.indexChanged):
            changed.connect(self._show_standing)
        self.strip.selectionModel().currentChanged.connect(self._current_changed)

    def _make_keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "A": lambda: self.judge("accepted"),
            "R": lambda: self.judge("rejected"),
            "D": self._want_redo,
            "U": self.verdicts.undo,
            "I": self._want_why,
        }
        for made, key in self.buttons.keys().items():
            _on_key(self, key, acts[key])
            made.clicked.connect(acts[key])
        _on_key(self, QKeySequence.StandardKey.Undo, self.verdicts.undo)
        _on_key(self, QKeySequence.StandardKey.Redo, self.verdicts.redo)
        for place in (self.strip, self._compare):  # elsewhere, Space presses buttons
            _on_key(place, "Space", self.toggle)
        _on_key(self._compare, "Left", lambda: self.go(-1))
        _on_key(self._compare, "Right", lambda: self.go(1))


def _on_key(place: QWidget, key: str | QKeySequence.StandardKey, act: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(key), place)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
