"""Pages of a queue's rows: read when somebody looks at them, and let go when nobody has for long."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.events import Event
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import Row, RowsRead
from engine.messages.requests import ReadRows
from gui.bridge import Bridge

PAGE = 200  # rows
KEPT = 40  # pages
AT_ONCE = 2  # questions under way
WAITING = 6  # pages that wait to be asked for; a quick scroll leaves behind what it flew over


class RowPages(QObject):
    """Rows that were read once are shown until newer ones arrive, so that nothing flickers."""

    counted = Signal(int)
    """How many rows there are."""

    arrived = Signal(int, int)
    """The first of the rows that were read, and how many."""

    def __init__(self, bridge: Bridge, queue: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._queue = bridge, queue
        self._states: tuple[str, ...] = ()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()  # the last one was looked at last
        self._stale: set[int] = set()
        self._places: dict[int, int] = {}  # of jobs on the pages
        self._under_way: dict[int, int] = {}  # page: number of the question
        self._waiting: list[int] = []  # the last one is asked for first
        self._late: dict[int, dict[str, object]] = {}  # of jobs that changed while a page was under way
        bridge.happened.connect(self._heard)

    def row(self, place: int) -> Row | None:
        """The row there, or None while it is being read."""
        page, at = divmod(place, PAGE)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._want(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows[at] if at < len(rows) else None

    def place_of(self, job: int) -> int | None:
        """Where a job stands, if its page is here."""
        return self._places.get(job)

    def loaded(self, first: int, last: int) -> list[Row]:
        """Those of the rows from `first` to `last` that are here; asks for none."""
        found: list[Row] = []
        for page in sorted(self._pages):
            start = page * PAGE
            found += self._pages[page][max(first - start, 0) : max(last + 1 - start, 0)]
        return found

    def change(self, job: int, **changes: object) -> int | None:
        """Change a row in place, if it is here: its place."""
        if self._under_way:
            self._late.setdefault(job, {}).update(changes)
        place = self._places.get(job)
        if place is not None:
            page, at = divmod(place, PAGE)
            self._pages[page][at] = msgspec.structs.replace(self._pages[page][at], **changes)
        return place

    def show_states(self, states: tuple[str, ...]) -> None:
        """Other rows from now on."""
        self.forget()
        self._states = states
        self._pages.clear()
        self._places.clear()

    def forget(self) -> None:
        """What was read holds no more: it is read again when somebody looks."""
        for number in self._under_way.values():
            self._bridge.cancel(number)
        self._under_way.clear()
        self._waiting.clear()
        self._late.clear()
        self._stale = set(self._pages)

    def _want(self, page: int) -> None:
        if page in self._under_way:
            return
        if page in self._waiting:
            self._waiting.remove(page)
        self._waiting = [*self._waiting[1 - WAITING :], page]
        self._ask()

    def _ask(self) -> None:
        while self._waiting and len(self._under_way) < AT_ONCE:
            page = self._waiting.pop()
            number = self._under_way[page] = self._bridge.number()
            request = ReadRows(number, self._queue, page * PAGE, PAGE, states=self._states)
            self._bridge.ask(request, partial(self._answered, page))

    def _answered(self, page: int, event: Event) -> None:
        del self._under_way[page]
        if isinstance(event, RowsRead):
            self._keep(page, list(event.rows))
            self.counted.emit(event.total)
            self.arrived.emit(page * PAGE, len(event.rows))
        if not self._under_way:
            self._late.clear()
        self._ask()

    def _keep(self, page: int, rows: list[Row]) -> None:
        self._let_go(page)
        for at, row in enumerate(rows):
            if row.job in self._late:
                rows[at] = msgspec.structs.replace(row, **self._late[row.job])
            self._places[row.job] = page * PAGE + at
        self._pages[page] = rows
        while len(self._pages) > KEPT:
            self._let_go(next(iter(self._pages)))

    def _let_go(self, page: int) -> None:
        self._stale.discard(page)
        for at, row in enumerate(self._pages.pop(page, [])):
            if self._places.get(row.job) == page * PAGE + at:
                del self._places[row.job]

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # whatever was asked is never answered
            self.forget()
