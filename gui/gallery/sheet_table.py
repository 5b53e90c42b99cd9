"""The table of a contact sheet: paintings with their stars; what is visible is painted first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.bridge import Bridge
from gui.gallery.hand import Wish
from gui.gallery.in_sight import InSight
from gui.gallery.paint import inside, paint_blend, paint_icon, paint_ring
from gui.gallery.paintings import Paintings
from gui.gallery.sheet_model import SheetModel
from gui.gallery.stars import MOST
from gui.looks.colours import Role, colour

LEAST, MOST_WIDE = 11, 20  # lines of text, of a column
HIGHEST = 1.25  # of a painting, against its width
EDGE = 8  # logical pixels around a painting
Index = QModelIndex | QPersistentModelIndex


class SheetTable(QTableView):
    progressed = Signal()
    """One more is painted, or another sheet is shown."""

    def __init__(self, bridge: Bridge, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self.paintings = Paintings(bridge, self)
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(self.paintings, model, self))
        self.in_sight = InSight(self, self.paintings, self._wishes)
        self.in_sight.asked.connect(self.progressed)
        self._dress()
        model.modelReset.connect(self._arrange)
        self.paintings.made.connect(self._made)
        self.paintings.refused.connect(self._tell)

    def count(self) -> tuple[int, int]:
        """How many are painted, and how many there will be."""
        rows, columns = range(self._sheet.rowCount()), range(1, self._sheet.columnCount())
        wishes = [self._sheet.wish(row, column) for row in rows for column in columns]
        return sum(map(self.paintings.has, wishes)), len(wishes)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a star: so many."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        below = cell_places(QRectF(self.visualRect(index)), self.fontMetrics())[1]
        for star in range(1, MOST + 1):
            if index.isValid() and star_place(below, self.fontMetrics(), star).contains(event.position()):
                given = self._sheet.stars(index.row(), index.column())
                self._sheet.give(index.row(), index.column(), 0 if star == given else star)

    def keyboardSearch(self, search: str) -> None:
        """Figures give stars; they do not search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Columns share the width, and rows have the shape of their pictures."""
        line, columns = self.fontMetrics().height(), max(1, self._sheet.columnCount())
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        width = min(max(room // columns, line * LEAST), line * MOST_WIDE)
        self.horizontalHeader().setDefaultSectionSize(width)
        for row in range(self._sheet.rowCount()):
            before = self.paintings.picture(self._sheet.wish(row, 0))
            slope = min(before.height() / before.width(), HIGHEST) if before else 0.75
            self.setRowHeight(row, round((width - 2 * EDGE) * slope + EDGE * 1.5 + below_height(self.fontMetrics())))
        self.in_sight.settle()

    def _made(self, wish: Wish) -> None:
        if not wish.weights:
            self._arrange()
        self._tell()

    def _tell(self) -> None:
        self.viewport().update()
        self.progressed.emit()

    def _wishes(self) -> list[Wish]:
        """All of them; first the pictures as they are, then what is visible, from the middle."""

        def far(cell: tuple[int, int]) -> tuple[bool, bool, int]:
            hidden, way = self.in_sight.far(self.visualRect(self._sheet.index(*cell)))
            return hidden, cell[1] > 0, way

        cells = [(row, column) for row in range(self._sheet.rowCount()) for column in range(self._sheet.columnCount())]
        return [self._sheet.wish(*cell) for cell in sorted(cells, key=far)]

    def _dress(self) -> None:
        line = self.fontMetrics().height()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Contact sheet"))
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        for header, size in ((self.horizontalHeader(), line * LEAST), (self.verticalHeader(), line * LEAST)):
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)


class SheetDelegate(QStyledItemDelegate):
    def __init__(self, paintings: Paintings, model: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paintings, self._model = paintings, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        picture = paint_cell(painter, QRectF(rect), metrics, self._model, self._paintings, index.row(), index.column())
        focus, over = state & QStyle.StateFlag.State_HasFocus, state & QStyle.StateFlag.State_MouseOver
        if focus or over:
            paint_ring(painter, picture, Role.ACCENT_TEXT if focus else Role.FAINT, 2)
        stars = self._model.stars(index.row(), index.column())
        if self._model.hand(index.column()) and (stars or focus or over):
            paint_stars(painter, cell_places(QRectF(rect), metrics)[1], metrics, stars)


def paint_cell(
    painter: QPainter, rect: QRectF, metrics: QFontMetrics, model: SheetModel, paintings: Paintings, row: int, column: int
) -> QRectF:
    """The painting, or the picture as it is with its name. Where it went."""
    room, below = cell_places(rect, metrics)
    before, wish, hand = paintings.picture(model.wish(row, 0)), model.wish(row, column), model.hand(column)
    after = paintings.picture(wish) if hand else None
    picture = inside(room, before.size()) if before else room
    paint_blend(painter, picture, before, after, hand.brush.strength if hand else 1, faint=hand is not None)
    if hand is None:
        painter.setPen(colour(Role.TEXT))
        name = metrics.elidedText(model.name(row), Qt.TextElideMode.ElideMiddle, round(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
    if paintings.problem(wish):
        side = min(picture.width(), picture.height()) / 4
        middle = picture.center()
        paint_icon(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), "warning", Role.WARNING)
    return picture


def paint_stars(painter: QPainter, below: QRectF, metrics: QFontMetrics, stars: int) -> None:
    for star in range(1, MOST + 1):
        place = star_place(below, metrics, star).adjusted(1, 1, -1, -1)
        if star <= stars:
            paint_icon(painter, place, "star-full", Role.ACCENT_TEXT)
        else:
            paint_icon(painter, place, "star", Role.FAINT)


def cell_places(rect: QRectF, metrics: QFontMetrics) -> tuple[QRectF, QRectF]:
    """Of the painting, and of what is below it."""
    whole = rect.adjusted(EDGE, EDGE, -EDGE, -EDGE / 2)
    line = below_height(metrics)
    room = whole.adjusted(0, 0, 0, -line)
    return room, QRectF(whole.left(), room.bottom(), whole.width(), line)


def below_height(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 1.4)


def star_place(below: QRectF, metrics: QFontMetrics, star: int) -> QRectF:
    side = round(metrics.height() * 0.95)
    return QRectF(below.center().x() + side * (star - 1 - MOST / 2), below.center().y() - side / 2, side, side)
