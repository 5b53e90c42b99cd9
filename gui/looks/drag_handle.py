"""A handle to take hold of something in a list, and to move it up or down."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.looks.colours import Role, colour


class DragHandle(QWidget):
    """Six dots. Moving begins once the mouse has gone far enough to mean it; Escape lets go."""

    dragged = Signal(QPoint)
    """Where the mouse is, on the screen."""

    dropped = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held_at: QPoint | None = None
        self._moving = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(round(height * 0.8), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.QUIET if self.underMouse() or self._held_at else Role.FAINT))
        gap = self.fontMetrics().height() * 0.3
        middle = QPointF(self.width() / 2, self.height() / 2)
        for row in (-1, 0, 1):
            for side in (-0.5, 0.5):
                painter.drawEllipse(middle + QPointF(side * gap, row * gap), gap * 0.24, gap * 0.24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held_at = event.globalPosition().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # to hear Escape
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._held_at is None:
            return
        if self._moving or (here - self._held_at).manhattanLength() >= QApplication.startDragDistance():
            self._moving = True
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end(dropped=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._held_at is not None and event.key() == Qt.Key.Key_Escape:
            self._end(dropped=False)
        else:
            super().keyPressEvent(event)

    def _end(self, dropped: bool) -> None:
        moved, self._moving, self._held_at = self._moving, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()
        if moved and dropped:
            self.dropped.emit()
        else:
            self.let_go.emit()
