"""A switch: on or off, drawn as a knob in a groove. For programs that read the screen it is a check box."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.looks.colours import Role, colour


class Switch(QCheckBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        height = round(self.fontMetrics().height() * 1.15) + 4  # the focus is drawn around it
        return QSize(round((height - 4) * 1.8) + 4, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.sizeHint()
        groove = QRectF(2.5, (self.height() - size.height()) / 2 + 2.5, size.width() - 5, size.height() - 5)
        round_by = groove.height() / 2
        if self.hasFocus():
            painter.setPen(QPen(colour(Role.ACCENT_TEXT), 1.5))
            painter.drawRoundedRect(groove.adjusted(-1.75, -1.75, 1.75, 1.75), round_by + 1.75, round_by + 1.75)
        on = self.isChecked()
        painter.setPen(QPen(colour(self._rim()), 1))
        painter.setBrush(colour(Role.ACCENT if on and self.isEnabled() else Role.HOVER))
        painter.drawRoundedRect(groove, round_by, round_by)
        inset = groove.height() * 0.19
        side = groove.height() - 2 * inset
        left = groove.right() - inset - side if on else groove.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.FAINT if not self.isEnabled() else Role.ON_ACCENT if on else Role.QUIET))
        painter.drawEllipse(QRectF(left, groove.top() + inset, side, side))

    def _rim(self) -> Role:
        if not self.isEnabled():
            return Role.LINE
        return Role.ACCENT if self.isChecked() else Role.QUIET
