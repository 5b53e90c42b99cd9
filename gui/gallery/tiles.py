"""The tiles under the mouse and the keys: a click chooses, a press compares, the wheel turns the strength, rest enlarges."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.bridge import Bridge
from gui.gallery.delegate import EDGE, tile_places
from gui.gallery.model import GalleryModel
from gui.gallery.tile_grid import TileGrid

REST = 550  # milliseconds that the mouse rests on a tile before it is shown large
HELD = 300  # milliseconds after which a press compares, and does not choose
NOTCH = 120  # what Qt counts for a notch of the wheel


class TileView(TileGrid):
    rested = Signal(str, QRect)
    """The mouse rests on the tile of that style, which is there in our own coordinates; no style: it has left."""

    compared = Signal(bool)
    """Whether the picture as it was is to be seen now."""

    current_changed = Signal(str)
    """The style of the tile that the keys are on."""

    def __init__(self, bridge: Bridge, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(bridge, model, parent)
        self._pressed, self._over, self._turned = "", "", 0
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._tell_rested)
        self._hold = QTimer(self, interval=HELD, singleShot=True)
        self._hold.timeout.connect(lambda: self._compare(self._pressed))
        self.setMouseTracking(True)

    @property
    def style_here(self) -> str:
        """Of the tile that the keys are on; nothing where there is none."""
        return self.styles.style(self.currentIndex().row())

    def compare_here(self, on: bool) -> None:
        """As long as a key is held."""
        self._compare(self.style_here if on else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._on_star(point):
            self._pressed = self._style_at(point)
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        style, (pressed, self._pressed) = self._style_at(point), (self._pressed, "")
        self._hold.stop()
        if self.compared_style:
            self._compare("")
        elif event.button() == Qt.MouseButton.LeftButton and style:
            if self._on_star(point):
                self.styles.star(style)
            elif pressed == style:
                self._rest.stop()
                self.rested.emit("", QRect())  # what it does to the mixture is to be seen
                self.styles.toggle(style)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        style = self._style_at(event.position().toPoint())
        if style != self._over:
            self._leave()
            self._over = style
            if style:
                self._rest.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, the strength of the tile below."""
        style = self._style_at(event.position().toPoint())
        if not (style and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            super().wheelEvent(event)
            return
        notches = int((self._turned + event.angleDelta().y()) / NOTCH)
        self._turned += event.angleDelta().y() - notches * NOTCH  # fine wheels tell of parts of a notch
        if notches:
            self.styles.turn(style, notches)
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Letters do things; there is a field for searching."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.styles.style(current.row()))

    def _tell_rested(self) -> None:
        if self._over in self.styles.shown:
            place = self.visualRect(self.styles.index(self.styles.shown.index(self._over)))
            self.rested.emit(self._over, place.translated(self.viewport().pos()))

    def _leave(self) -> None:
        self._over = ""
        self._rest.stop()
        self.rested.emit("", QRect())

    def _compare(self, style: str) -> None:
        self.compared_style = style
        self.compared.emit(bool(style))
        self.viewport().update()

    def _style_at(self, point: QPoint) -> str:
        return self.styles.style(self.indexAt(point).row())

    def _on_star(self, point: QPoint) -> bool:
        *_, star = tile_places(self.visualRect(self.indexAt(point)), self.fontMetrics())
        return star.adjusted(-EDGE, -EDGE / 2, EDGE, EDGE / 2).contains(point.toPointF())
