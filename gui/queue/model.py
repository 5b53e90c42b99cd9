"""The queue as Qt's views see it: it knows how many rows there are, and reads only those that somebody looks at."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from engine.events import Event, JobFailed, JobFinished, JobProgressed
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueChanged, Row, RowsChanged
from gui.bridge import Bridge
from gui.queue import words as queue_words
from gui.queue.pages import RowPages
from gui.words import engine_text

Filter = Literal["all", "waiting", "done", "failed"]
Index = QModelIndex | QPersistentModelIndex

STATES: dict[Filter, tuple[str, ...]] = {"all": (), "waiting": ("queued", "running"), "done": ("done",), "failed": ("failed",)}
NAME, NEEDS, STATE, SIZE, TIME = range(5)
ROW = Qt.ItemDataRole.UserRole
"""The whole Row, or None while it is being read."""

FRACTION = Qt.ItemDataRole.UserRole + 1
"""How much of a running picture is painted, 0 to 1, or None."""

REFRESH = 1_000  # milliseconds after which finished rows are read again: their events tell no size, and filters move on


class QueueModel(QAbstractTableModel):
    def __init__(self, bridge: Bridge, queue: str, stands: QueueChanged | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = queue
        self.counts = stands
        """Where the queue stood when it was last heard of."""

        self.filter: Filter = "all"
        self.pages = RowPages(bridge, queue, self)
        self._total = self._expected()
        self._fractions: dict[int, float] = {}
        self._lost = stands is None  # what is read may have been refused: the queue was not open yet, or is no more
        self._refresh = QTimer(self, interval=REFRESH, singleShot=True)
        self._refresh.timeout.connect(self.read_anew)
        self.pages.counted.connect(self._count)
        self.pages.arrived.connect(self._show)
        bridge.happened.connect(self._heard)
        self.pages.row(0)

    def show_only(self, filter: Filter) -> None:
        self.filter = filter
        self.beginResetModel()
        self.pages.show_states(STATES[filter])
        self._total = self._expected()
        self.endResetModel()
        self.pages.row(0)

    def row(self, place: int) -> Row | None:
        return self.pages.row(place)

    def read_anew(self) -> None:
        """Whatever is looked at is read again, and stays as it is until then."""
        self.pages.forget()
        if self._total:
            self._show(0, self._total)
        else:
            self.pages.row(0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else TIME + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Picture"), self.tr("Found and done"), self.tr("State"), self.tr("Result"), self.tr("Time"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (ROW, FRACTION, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.pages.row(index.row())
        if role == ROW:
            return row
        if row is None:
            return queue_words.ELLIPSIS if role == Qt.ItemDataRole.DisplayRole and index.column() == NAME else None
        if role == FRACTION:
            return self._fractions.get(row.job) if row.state == "running" else None
        return self._text(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else _tip(row, index.column())

    def _text(self, row: Row, column: int) -> str:
        if column == STATE and row.state == "running" and row.job in self._fractions:
            return queue_words.running_word(self._fractions[row.job])
        return {
            NAME: row.name,
            NEEDS: queue_words.note(row),
            STATE: queue_words.state_word(row.state),
            SIZE: queue_words.size(row.result_bytes) if row.state == "done" else "",
            TIME: queue_words.duration(row.seconds) if row.state == "done" else "",
        }[column]

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):
            self._lost = True
        if getattr(event, "queue", None) != self.queue:
            return
        match event:
            case QueueChanged(state="opening"):
                self._lost = True  # it counts nothing yet, and what is shown may stay
            case QueueChanged():
                self._stand(event)
            case RowsChanged():
                self.read_anew()
            case JobProgressed(job=job, fraction=fraction):
                self._fractions[job] = fraction
                self._change(job, state="running", note="", hint="", findings=())
            case JobFinished():
                self._end(event.job, state="done", note="", hint="", findings=event.findings, seconds=event.seconds)
            case JobFailed():
                self._end(event.job, state="failed", note=event.message, hint=event.hint)
            case _:
                pass

    def _stand(self, stands: QueueChanged) -> None:
        self.counts = stands
        self._count(self._expected())
        if self._lost:
            self._lost = False
            self.read_anew()

    def _end(self, job: int, **changes: object) -> None:
        self._fractions.pop(job, None)
        self._change(job, **changes)
        if not self._refresh.isActive():
            self._refresh.start()

    def _change(self, job: int, **changes: object) -> None:
        place = self.pages.change(job, **changes)
        if place is not None:
            self._show(place, 1)

    def _expected(self) -> int:
        stands = self.counts
        if stands is None:
            return 0
        counts = {"queued": stands.queued, "running": stands.running, "done": stands.done, "failed": stands.failed}
        return sum(counts[state] for state in STATES[self.filter] or counts)

    def _count(self, total: int) -> None:
        before = self._total
        if total > before:
            self.beginInsertRows(QModelIndex(), before, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < before:
            self.beginRemoveRows(QModelIndex(), total, before - 1)
            self._total = total
            self.endRemoveRows()

    def _show(self, first: int, count: int) -> None:
        last = min(first + count, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, TIME))


def _alignment(column: int) -> Qt.AlignmentFlag:
    return (
        Qt.AlignmentFlag.AlignRight if column in (SIZE, TIME) else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter


def _tip(row: Row, column: int) -> str | None:
    if column == NAME:
        return queue_words.path_in_words(row.source)
    return "\n".join(text for text in (*queue_words.note_lines(row), engine_text(row.hint)) if text) or None
