"""A picture to move about in: with the wheel, the keys, and by dragging."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.bridge import Bridge
from gui.picture.look import PictureLook
from gui.picture.viewpoint import Pane

STEP = 1.25  # of zoom, for a notch of the wheel or a press of a key
NOTCH = 120  # what Qt counts for a notch

Drag = Callable[[QPointF], None]
"""What a pointer that is held down does when it moves there."""

ARROWS = {
    Qt.Key.Key_Left: QPointF(1, 0),
    Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}  # where the picture goes when one looks further that way


class PictureView(PictureLook):
    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self._add_keys()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()  # Alt makes it the other
        self.zoom_by(STEP ** (turned / NOTCH), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag = self.grip(event.position())
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag:
            self._drag(event.position())
        else:
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer, and away again."""
        if self.fitted:
            self.zoom_to(self.one_to_one_zoom, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pane, plain = self.pane(), Qt.KeyboardModifier.KeypadModifier
        way = ARROWS.get(Qt.Key(event.key()))
        if pane and way is not None and not event.modifiers() & ~plain:
            self.push(pane, way * min(pane.rect.width(), pane.rect.height()) / 8)
        else:
            super().keyPressEvent(event)

    def grip(self, point: QPointF) -> Drag | None:
        """What is taken hold of at that point."""
        pane = self.pane(point)
        return partial(self._pan, pane, point) if pane else None

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        return Qt.CursorShape.OpenHandCursor if self.panes() else Qt.CursorShape.ArrowCursor

    def _pan(self, pane: Pane, start: QPointF, point: QPointF) -> None:
        self.look_from(pane.moved(point - start))

    def _show_cursor(self, point: QPointF) -> None:
        shape = self.cursor_at(point)
        self.setCursor(Qt.CursorShape.ClosedHandCursor if self._drag and shape == Qt.CursorShape.OpenHandCursor else shape)

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, tuple[str, ...], Callable[[], None]], ...] = (
            (self.tr("Nearer"), ("Ctrl++", "Ctrl+="), partial(self.zoom_by, STEP)),
            (self.tr("Further away"), ("Ctrl+-",), partial(self.zoom_by, 1 / STEP)),
            (self.tr("Whole picture"), ("Ctrl+0",), self.fit),
            (self.tr("One to one"), ("Ctrl+1",), self.one_to_one),
        )
        for title, sequences, act in keys:
            action = QAction(title, self)
            action.setShortcuts([QKeySequence(sequence) for sequence in sequences])
            action.triggered.connect(lambda _, act=act: act())
            self.addAction(action)
