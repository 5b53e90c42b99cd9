"""The review as Qt's views see it: one row of pictures side by side, the doubtful ones first."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from engine.events import Event, JobFinished
from engine.messages.queue_answers import Row, RowsChanged
from engine.messages.requests import Judge
from gui.bridge import Bridge
from gui.queue import words as queue_words
from gui.queue.reading import RowReading
from gui.review.rows import Order, ReviewRows, Shown

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
CALM = 400  # milliseconds without a change before the queue is read again


class ReviewModel(QAbstractTableModel):
    read = Signal()
    """The pictures were read, or read again."""

    judged = Signal()
    """A verdict has changed."""

    grown = Signal(int)
    """How many pictures were finished since they were read. They are not pushed under the reviewer's hand."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.queue: str | None = None
        self.rows = ReviewRows()
        self.shown: Shown = "all"
        self.order: Order = "change"
        self._places: array[int] = array("q")  # of the shown pictures among all
        self._new = 0
        self._awaited: set[int] = set()  # jobs that the reviewer has sent to be done again
        self._reading: RowReading | None = None
        self._coming = ReviewRows()
        self._again = QTimer(self, interval=CALM, singleShot=True)
        self._again.timeout.connect(self.read_anew)
        bridge.happened.connect(self._heard)

    def set_queue(self, queue: str | None) -> None:
        self.queue = queue
        self._awaited.clear()
        self._take(ReviewRows())
        self.read_anew()

    def read_anew(self) -> None:
        """What is shown stays until all is read."""
        self._stop_reading()
        self._again.stop()
        if self.queue is None:
            return
        self._coming = ReviewRows()
        self._reading = RowReading(self._bridge, self.queue, states=("done",), order=self.order, parent=self)
        self._reading.came.connect(self._coming.add)
        self._reading.ended.connect(self._end_reading)
        self._reading.start()

    def await_again(self, jobs: Iterable[int]) -> None:
        """These are being done again: they come back by themselves."""
        self._awaited.update(jobs)

    def show_only(self, shown: Shown) -> None:
        self.shown = shown
        self._take(self.rows)

    def sort_by(self, order: Order) -> None:
        """They are read again, in that order."""
        self.order = order
        self.read_anew()

    def row(self, column: int) -> Row | None:
        return self.rows.row(self._places[column]) if 0 <= column < len(self._places) else None

    def column_of(self, job: int) -> int | None:
        place = self.rows.place_of(job)
        return self._places.index(place) if place is not None and place in self._places else None

    def first_open(self) -> int | None:
        """The first picture without a verdict."""
        return next((column for column, place in enumerate(self._places) if not self.rows.verdict(place)), None)

    def left(self) -> list[int]:
        """Jobs without a verdict, also those that are not shown."""
        return [self.rows.jobs[place] for place in self.rows.places("open")]

    def verdicts(self, jobs: list[int]) -> dict[int, str]:
        if len(jobs) == 1:
            place = self.rows.place_of(jobs[0])
            return {} if place is None else {jobs[0]: self.rows.verdict(place)}
        wanted = set(jobs)
        return {job: self.rows.verdict(place) for place, job in enumerate(self.rows.jobs) if job in wanted}

    def judge(self, verdicts: Mapping[int, str]) -> None:
        """Give verdicts, here at once and in the queue."""
        if self.queue is None:
            return
        for verdict in ("accepted", "rejected", ""):
            jobs = tuple(job for job, given in verdicts.items() if given == verdict)
            if jobs:
                self._bridge.tell(Judge(self.queue, jobs, verdict))
        places = {job: place for place, job in enumerate(self.rows.jobs) if job in verdicts}
        for job, verdict in verdicts.items():
            if job in places:
                self.rows.judge(places[job], verdict)
        self._shown_again(places.values())
        if self._reading:  # what is under way was read before these verdicts
            self._stop_reading()
            self._again.start()
        self.judged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.column())
        if row is None or role == ROW:
            return row
        return f"{row.name}, {queue_words.verdict_word(row.verdict)}" if role == Qt.ItemDataRole.DisplayRole else row.name

    def _shown_again(self, places: Any) -> None:
        """After verdicts: pictures that the filter does not want leave, others that it wants come back."""
        if self.shown == "all":
            if places:
                self.dataChanged.emit(self.index(0, min(places)), self.index(0, max(places)))
            return
        wanted = self.rows.places(self.shown)
        if len(places) == 1:
            self._come_or_go(wanted)
        elif wanted != self._places:
            self.beginResetModel()
            self._places = wanted
            self.endResetModel()

    def _come_or_go(self, wanted: array[int]) -> None:
        before = self._places
        if len(wanted) == len(before):
            return
        at = next(
            (at for at, (old, new) in enumerate(zip(before, wanted, strict=False)) if old != new), min(len(before), len(wanted))
        )
        if len(wanted) < len(before):
            self.beginRemoveColumns(QModelIndex(), at, at)
            self._places = wanted
            self.endRemoveColumns()
        else:
            self.beginInsertColumns(QModelIndex(), at, at)
            self._places = wanted
            self.endInsertColumns()

    def _heard(self, event: Event) -> None:
        if self.queue is None or getattr(event, "queue", None) != self.queue:
            return
        if isinstance(event, RowsChanged):
            self._stop_reading()
            self._again.start()
        elif isinstance(event, JobFinished):
            self._new += 1
            self.grown.emit(self._new)
            if event.job in self._awaited or not len(self.rows):  # nobody's hand is disturbed
                self._awaited.discard(event.job)
                if not self._again.isActive():
                    self._again.start()

    def _end_reading(self, whole: bool) -> None:
        self._reading = None
        if whole:
            if self._coming.jobs == self.rows.jobs and self._same_verdicts():
                self.rows = self._coming
            else:
                self._take(self._coming)
            self._new = 0
            self.grown.emit(0)
            self.read.emit()

    def _same_verdicts(self) -> bool:
        return all(self.rows.verdict(place) == self._coming.verdict(place) for place in range(len(self.rows)))

    def _take(self, rows: ReviewRows) -> None:
        self.beginResetModel()
        self.rows = rows
        self._places = rows.places(self.shown)
        self.endResetModel()

    def _stop_reading(self) -> None:
        if self._reading:
            self._reading.stop()
            self._reading.deleteLater()
            self._reading = None
