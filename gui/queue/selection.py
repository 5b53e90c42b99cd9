"""What is chosen in a queue's table: it follows its pictures when the queue changes below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal

from engine.events import Event
from engine.messages.queue_answers import Row, RowsChanged
from gui.bridge import Bridge
from gui.queue.model import STATES, TIME, QueueModel
from gui.queue.reading import RowReading
from gui.queue.view import QueueView

Flag = QItemSelectionModel.SelectionFlag
Wanted = TypeVar("Wanted")


class QueueSelection(QObject):
    chosen = Signal(object)
    """The current Row; again whenever it has changed."""

    selected = Signal(list)
    """list[Row]: all that are chosen and were read."""

    def __init__(self, bridge: Bridge, model: QueueModel, view: QueueView) -> None:
        super().__init__(view)
        self._bridge, self._model = bridge, model
        self._qt = view.selectionModel()
        self._said: Row | None = None
        self._jobs: set[int] = set()  # chosen when the rows moved
        self._current_job: int | None = None
        self._following = False
        self._reading: RowReading | None = None
        bridge.happened.connect(self._heard)
        self._qt.currentRowChanged.connect(self._say_current)
        self._qt.selectionChanged.connect(self._selection_changed)
        model.dataChanged.connect(self._data_changed)
        model.rowsInserted.connect(self._choose_first)
        model.modelReset.connect(self._choose_first)
        model.pages.arrived.connect(self._follow)
        self._choose_first()

    def current(self) -> Row | None:
        index = self._qt.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def rows(self) -> list[Row]:
        """Those of the chosen rows that were read."""
        return [row for span in self._spans() for row in self._model.pages.loaded(span.start, span.stop - 1)]

    def count(self) -> int:
        """How many rows are chosen, read or not."""
        return sum(len(span) for span in self._spans())

    def all_read(self) -> bool:
        return len(self.rows()) == self.count()

    def read(self, then: Callable[[list[Wanted]], None], wanted: Callable[[Row], Wanted]) -> None:
        """What is `wanted` of all chosen rows, which are read where that is needed: of a hundred thousand, a page at a time,
        and no row is kept. A later call takes the place of one that is not answered yet.
        """
        if self._reading:
            self._reading.stop()
            self._reading.deleteLater()
            self._reading = None
        if self.all_read():
            then([wanted(row) for row in self.rows()])
            return
        found: list[Wanted] = []
        self._reading = RowReading(
            self._bridge, self._model.queue, states=STATES[self._model.filter], spans=self._spans(), parent=self
        )
        self._reading.came.connect(lambda rows: found.extend(wanted(row) for row in rows))
        self._reading.ended.connect(lambda whole: then(found) if whole else None)
        self._reading.start()

    def _spans(self) -> list[range]:
        chosen = self._qt.selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted((range(part.top(), part.bottom() + 1) for part in parts), key=lambda span: span.start)

    def _choose_first(self) -> None:
        """So that there is a picture to look at."""
        if not self._qt.currentIndex().isValid() and self._model.rowCount():
            self._qt.setCurrentIndex(self._model.index(0, 0), Flag.ClearAndSelect | Flag.Rows)

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self._qt.currentIndex().row() <= last.row():
            self._say_current()

    def _say_current(self) -> None:
        row = self.current()
        if row is not None and row != self._said and self._current_job in (None, row.job):
            self._said = row
            self.chosen.emit(row)

    def _selection_changed(self) -> None:
        if not self._following:
            self._jobs, self._current_job = set(), None
        self.selected.emit(self.rows())

    def _heard(self, event: Event) -> None:
        """Remember who is chosen before the rows move."""
        if isinstance(event, RowsChanged) and event.queue == self._model.queue:
            self._jobs |= {row.job for row in self.rows()}
            if current := self.current():
                self._current_job = current.job

    def _follow(self, first: int, count: int) -> None:
        """On a page that was read again, choose the same pictures, where they are now; the neighbour of one that has gone."""
        if not self._jobs and self._current_job is None:
            return
        self._following = True
        model, last = self._model, first + count - 1
        here = [place for job in self._jobs if (place := model.pages.place_of(job)) is not None and first <= place <= last]
        if count:
            self._qt.select(QItemSelection(model.index(first, 0), model.index(last, TIME)), Flag.Deselect)
        for place in here:
            self._qt.select(QItemSelection(model.index(place, 0), model.index(place, TIME)), Flag.Select)
        if self._current_job is not None:
            self._follow_current(first, last)
        self._following = False
        self._say_current()

    def _follow_current(self, first: int, last: int) -> None:
        now = min(self._qt.currentIndex().row(), self._model.rowCount() - 1)
        place = self._model.pages.place_of(self._current_job or 0)
        if place is not None and first <= place <= last:
            now = place
        elif not first <= now <= last:
            return  # its page is still to come
        self._current_job = None
        self._qt.setCurrentIndex(self._model.index(now, 0), Flag.NoUpdate)
        if not self._qt.hasSelection():
            self._qt.select(self._model.index(now, 0), Flag.Select | Flag.Rows)
