"""A picture with a caption under it, as large as there is room, in its own proportions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.looks.colours import Role, colour


class Picture(QWidget):
    """`shape`: width over height of the room that it takes while there is no picture; always, if it is `firm`."""

    def __init__(self, caption: str = "", shape: float = 1.0, *, firm: bool = False) -> None:
        super().__init__()
        self._image, self._caption, self._shape, self._firm = QImage(), caption, shape, firm
        self.setAccessibleName(caption)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def image(self) -> QImage:
        return self._image

    def show_image(self, image: QImage) -> None:
        self._image = image
        if not self._firm and not image.isNull() and abs(image.width() / image.height() - self._shape) > 0.01:
            self._shape = image.width() / image.height()
            self.updateGeometry()
        self.update()

    def show_file(self, file: Path) -> None:
        """A file that cannot be read leaves the room empty."""
        self.show_image(QImage(str(file)))

    def heightForWidth(self, width: int) -> int:
        return round(width / self._shape) + self._words

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 24
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.fontMetrics().height() * 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(0, 0, 0, -self._words)
        if self._image.isNull():
            painter.fillRect(room, colour(Role.HOVER))
        else:
            size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.left() + (room.width() - size.width()) // 2, room.top(), size.width(), size.height())
            ratio = self.devicePixelRatioF()
            painter.drawImage(place, self._image.scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation))  # fmt: skip
        if self._caption:
            painter.setPen(colour(Role.QUIET))
            words = self.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideMiddle, self.width())
            below = QRectF(0, self.height() - self._words, self.width(), self._words)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, words)

    @property
    def _words(self) -> int:
        """Pixels for the caption."""
        return round(self.fontMetrics().height() * 1.4) if self._caption else 0
