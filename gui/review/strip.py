"""The strip below a review: thumbnails side by side, each with the mark of its verdict."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from PySide6.QtWidgets import QWidget as Widget

from engine.messages.queue_answers import Row
from gui.bridge import Bridge
from gui.looks.colours import Role, colour
from gui.queue.marks import paint_thumbnail, paint_verdict
from gui.queue.thumbnails import Thumbnails
from gui.queue.words import picture_of
from gui.review.model import ROW, ReviewModel

LINES = 5.5  # height of the strip, in lines of text
SETTLE = 40  # milliseconds that a picture must be in sight before its thumbnail is asked for
KEPT = 800  # thumbnails


class ReviewStrip(QTableView):
    def __init__(self, bridge: Bridge, model: ReviewModel, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        side = round(self.fontMetrics().height() * LINES)
        self.thumbnails = Thumbnails(bridge, round(side * 1.2 * self.devicePixelRatioF()), KEPT, self)
        self.setItemDelegate(StripDelegate(self.thumbnails, self))
        self._dress(side)
        self._look = QTimer(self, interval=SETTLE, singleShot=True)
        self._look.timeout.connect(self._ask_for_thumbnails)
        self.thumbnails.made.connect(lambda _: self.viewport().update())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._look.start())
        for changed in (model.columnsInserted, model.columnsRemoved, model.modelReset):
            changed.connect(lambda *_: self._look.start())

    def keyboardSearch(self, search: str) -> None:
        """Letters judge; they do not search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.start()

    def chosen_columns(self) -> list[int]:
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted({column for part in parts for column in range(part.left(), part.right() + 1)})

    def _dress(self, side: int) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Pictures to review"))
        for header, size in ((self.horizontalHeader(), round(side * 1.25)), (self.verticalHeader(), side)):
            header.hide()
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
        self.horizontalScrollBar().setSingleStep(side)
        self.setFixedHeight(side + self.horizontalScrollBar().sizeHint().height() + 4)

    def _ask_for_thumbnails(self) -> None:
        first = self.columnAt(0)
        if first < 0 or not self.isVisible():
            self.thumbnails.show_only(())
            return
        last = self.columnAt(self.viewport().width() - 1)
        columns = range(first, (last if last >= 0 else self._model.columnCount() - 1) + 1)
        rows = [self._model.row(column) for column in columns]
        self.thumbnails.show_only(picture_of(row) for row in rows if row)


class StripDelegate(QStyledItemDelegate):
    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        row: Row = index.data(ROW)
        picture = self._thumbnails.picture(picture_of(row))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colour(Role.CARD))  # over the strong colour that the table gives to what is chosen
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colour(Role.SOFT))
            painter.setPen(QPen(colour(Role.ACCENT_TEXT), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 6, 6)
        if row.verdict == "rejected":
            painter.setOpacity(0.45)
        where = paint_thumbnail(painter, rect.adjusted(8, 8, -8, -8), picture, painter.device().devicePixelRatioF())
        painter.setOpacity(1)
        if row.verdict:
            side = max(rect.height() / 4.5, 14)
            paint_verdict(painter, QRectF(where.right() - side * 0.75, where.bottom() - side * 0.75, side, side), row.verdict)
        painter.restore()
