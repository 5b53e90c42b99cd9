"""The rail at the left of the window: one button for each page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui.looks.colours import Role, colour
from gui.looks.icons import pixmap

MOST = 99  # that a badge says; beyond it is "99+"


class Rail(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, RailButton] = {}
        self.setAccessibleName(self.tr("Pages"))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(6, 10, 6, 10)
        self._inside.setSpacing(2)
        self._inside.addStretch(1)

    def add(self, key: str, title: str, icon: str, tip: str = "") -> None:
        button = RailButton(title, icon)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._inside.insertWidget(len(self._buttons), button)
        self._buttons[key] = button

    def choose(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """A number on a page's button; 0 takes it away."""
        self._buttons[key].set_badge(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Role.RAIL))


class RailButton(QAbstractButton):
    """An icon over a word; a bar at its left when its page is shown, and perhaps a badge."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._badge = 0
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def badge(self) -> int:
        return self._badge

    def set_badge(self, count: int) -> None:
        if count != self._badge:
            self._badge = count
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().height()
        return QSize(max(self.fontMetrics().horizontalAdvance(self.text()) + letter * 5 // 4, letter * 4), letter * 15 // 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, letter = self.rect(), self.fontMetrics().height()
        if self.isChecked() or self.underMouse():
            _fill(painter, QRectF(whole), colour(Role.SOFT if self.isChecked() else Role.BUTTON), 6)
        if self.isChecked():
            _fill(painter, QRectF(0, letter * 0.75, 3, whole.height() - letter * 1.5), colour(Role.ACCENT_TEXT), 1.5)
        ink = Role.ACCENT_TEXT if self.isChecked() else Role.QUIET
        side = letter * 3 // 2
        picture = QRect((whole.width() - side) // 2, letter // 2, side, side)
        painter.drawPixmap(picture, pixmap(self._icon, ink, side, self.devicePixelRatioF()))
        painter.setPen(colour(Role.TEXT if self.isChecked() else Role.QUIET))
        words = whole.adjusted(0, picture.bottom() + letter // 4, 0, -letter // 4)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge:
            self._paint_badge(painter, picture)
        if self.hasFocus():
            painter.setPen(colour(Role.ACCENT_TEXT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_badge(self, painter: QPainter, picture: QRect) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.8)
        font.setBold(True)
        painter.setFont(font)
        text = str(self._badge) if self._badge <= MOST else f"{MOST}+"
        metrics = painter.fontMetrics()
        height = metrics.height()
        width = max(metrics.horizontalAdvance(text) + height * 2 // 3, height)
        place = QRectF(picture.right() - height // 3, picture.top() - height // 3, width, height)
        _fill(painter, place, colour(Role.BAD), height / 2)
        painter.setPen(colour(Role.CARD))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._badge}" if self._badge else self.text())


def _fill(painter: QPainter, place: QRectF, ink: QColor, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(place, radius, radius)
