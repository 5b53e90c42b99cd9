"""The table of the catalogue: a row for each model, which can be sorted, searched, and gone through with the keyboard."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from engine.messages.model_answers import Offered
from gui.amounts import size_in_words
from gui.catalogue.words import made_for, use_of
from gui.looks.colours import Role
from gui.looks.icons import icon
from gui.words import filled

TITLE, USE, MADE_FOR, AUTHOR, ARCHITECTURE, SIZE, LICENCE = range(7)
LETTERS = {TITLE: 46, USE: 17, MADE_FOR: 30, AUTHOR: 18, ARCHITECTURE: 20, SIZE: 14, LICENCE: 20}
"""The widths of columns; the third takes what is left."""

ORDER = Qt.ItemDataRole.UserRole
"""What rows are sorted by."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Row(NamedTuple):
    offer: Offered
    cells: tuple[str, ...]
    order: tuple[Any, ...]
    searched: str


class CatalogueModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []

    def set_offers(self, offers: tuple[Offered, ...]) -> None:
        self.beginResetModel()
        self._rows = [_row_of(offer) for offer in offers]
        self.endResetModel()

    def row(self, place: int) -> _Row:
        return self._rows[place]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(LETTERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = (
                self.tr("Model"), self.tr("Use"), self.tr("Made for"), self.tr("Author"), self.tr("Architecture"),
                self.tr("Size"), self.tr("Licence"),
            )  # fmt: skip
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        marked = column == TITLE and row.offer.installed
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.cells[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return filled(self.tr("%1, added already"), row.cells[column]) if marked else row.cells[column]
            case Qt.ItemDataRole.DecorationRole:
                return icon("check", Role.GOOD) if marked else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case _:
                return row.order[column] if role == ORDER else None


class CatalogueFilter(QSortFilterProxyModel):
    """What is of one use, and has every word that is looked for."""

    def __init__(self, model: CatalogueModel) -> None:
        super().__init__()
        self._model, self._task, self._words = model, "", list[str]()
        self.setSourceModel(model)
        self.setSortRole(ORDER)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_only(self, task: str, search: str) -> None:
        """`task`: "restore", "enlarge", "faces", "select", or "" for all."""
        self.beginFilterChange()
        self._task, self._words = task, search.lower().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._model.row(source_row)
        right_use = self._task in ("", row.offer.model.task)
        return right_use and all(word in row.searched for word in self._words)


class CatalogueTable(QTableView):
    chosen = Signal(object)
    """The model that is chosen (Offered), or None."""

    entered = Signal()
    """Return was pressed on a row, or it was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._model = CatalogueModel()
        self.filter = CatalogueFilter(self._model)
        self.setModel(self.filter)
        self._dress()
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current))
        self.activated.connect(lambda _: self.entered.emit())

    @property
    def current(self) -> Offered | None:
        index = self.filter.mapToSource(self.currentIndex())
        return self._model.row(index.row()).offer if index.isValid() else None

    def set_offers(self, offers: tuple[Offered, ...]) -> None:
        self._model.set_offers(offers)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as they are listed, until somebody sorts

    def choose_first(self) -> None:
        """A row to begin with, where none is chosen any more."""
        if not self.currentIndex().isValid() and self.filter.rowCount():
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.filter.index(0, TITLE), how)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setProperty("quiet", "true")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setAccessibleName(self.tr("Models of the catalogue"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, letters in LETTERS.items():
            self.setColumnWidth(column, letters * self.fontMetrics().averageCharWidth())
        header.setSectionResizeMode(MADE_FOR, QHeaderView.ResizeMode.Stretch)


def _row_of(offer: Offered) -> _Row:
    model = offer.model
    cells = (
        model.title, use_of(model), made_for(model), model.author, model.architecture, size_in_words(model.bytes), model.licence
    )  # fmt: skip
    order: list[Any] = [cell.lower() for cell in cells]
    order[USE], order[SIZE] = model.scale, model.bytes
    return _Row(offer, cells, tuple(order), " ".join((*cells, *model.tags, model.id)).lower())


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SIZE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
