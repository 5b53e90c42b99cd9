"""The table of a queue: rows as high as a thumbnail and two lines, columns that leave when there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.bridge import Bridge
from gui.looks.colours import Role, colour
from gui.queue.delegate import EDGE, QueueDelegate, column_widths, row_height
from gui.queue.model import NAME, NEEDS, SIZE, TIME, QueueModel
from gui.queue.thumbnails import Thumbnails
from gui.queue.words import picture_of

SETTLE = 40  # milliseconds that a row must be in sight before its thumbnail is asked for
ROOM = {NEEDS: 100, SIZE: 118, TIME: 134}  # letters of the whole table below which a column leaves


class QueueHeader(QHeaderView):
    """Titles that stand back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 10)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's own)
        painter.save()
        painter.fillRect(rect, colour(Role.CARD))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(Role.LINE))
        painter.setPen(colour(Role.QUIET))
        title: str = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        alignment: Qt.AlignmentFlag = self.model().headerData(
            logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        painter.drawText(rect.adjusted(EDGE, 0, -EDGE, 0), alignment, title)
        painter.restore()


class QueueView(QTableView):
    def __init__(self, bridge: Bridge, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setHorizontalHeader(QueueHeader(self))
        self.setModel(model)
        for header in (self.horizontalHeader(), self.verticalHeader()):  # with the table's own selection, a header walks
            header.setSelectionModel(QItemSelectionModel(model, header))  # over all rows to see whether a column is chosen
        side = round(row_height(self.fontMetrics()) * 1.25 * self.devicePixelRatioF())
        self.thumbnails = Thumbnails(bridge, side, parent=self)
        self._delegate = QueueDelegate(self.thumbnails, self)
        self.setItemDelegate(self._delegate)
        self._dress()
        self._look = QTimer(self, interval=SETTLE, singleShot=True)
        self._look.timeout.connect(self._ask_for_thumbnails)
        self.thumbnails.made.connect(lambda _: self.viewport().update())
        self.verticalScrollBar().valueChanged.connect(
            lambda _: self._look.start()
        )  # anew at each step: what flies past is not wanted
        for changed in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._look_soon)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search: that would read the whole queue."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._look.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_look"):
            self._fit()

    def rows_in_sight(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Pictures of the queue"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (NAME, NEEDS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        self.verticalHeader().setDefaultSectionSize(row_height(metrics))
        self.verticalScrollBar().setSingleStep(row_height(metrics) // 2)
        letter = metrics.averageCharWidth()
        for column, width in column_widths(metrics).items():
            self.setColumnWidth(column, width)
        for column, letters in ROOM.items():
            self.setColumnHidden(column, self.viewport().width() < letters * letter)
        self._delegate.notes_below_names = self.isColumnHidden(NEEDS)

    def _look_soon(self) -> None:
        if not self._look.isActive():
            self._look.start()

    def _ask_for_thumbnails(self) -> None:
        rows = [self._model.row(place) for place in self.rows_in_sight()] if self.isVisible() else []
        self.thumbnails.show_only(picture_of(row) for row in rows if row)
