"""The pictures that need it most, as a row of tiles to click."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import Needy, PictureMade
from engine.messages.requests import MakeThumbnail
from engine.names import path_of, speakable
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.icons import pixmap
from gui.looks.pieces import sentence
from gui.words import remark_text

SHOWN = 3
HEIGHT = 5  # of a thumbnail, in lines of text


class NeedyTiles(QWidget):
    clicked = Signal(str)
    """The source of a picture, as a URI."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._asked: list[int] = []
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(10)
        self._tiles.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(sentence(self.tr("These need it most. Click one to see what would be done."), Role.QUIET))
        inside.addLayout(self._tiles)
        self.hide()

    def show_pictures(self, pictures: tuple[Needy, ...]) -> None:
        self._forget()
        tiles = [self._tile(picture) for picture in pictures[:SHOWN]]
        for place, tile in enumerate(tiles):
            tile.setMinimumWidth(max(one.sizeHint().width() for one in tiles))
            self._tiles.insertWidget(place, tile)
        self.setVisible(bool(pictures))

    def _tile(self, picture: Needy) -> QToolButton:
        name = speakable(path_of(picture.source).name)
        remarks = [remark_text(remark) for remark in picture.remarks]
        height = self.fontMetrics().height() * HEIGHT
        tile = QToolButton()
        tile.setProperty("tile", "true")
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        tile.setIconSize(QSize(height * 4 // 3, height))
        tile.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, height * 4 // 3).replace("&", "&&"))
        tile.setToolTip("\n".join([name, *remarks]))
        tile.setAccessibleName(", ".join([name, *remarks]))
        ratio = self.devicePixelRatioF()
        tile.setIcon(QIcon(_framed(pixmap("picture", Role.FAINT, height // 3, ratio), tile.iconSize(), ratio)))
        tile.clicked.connect(lambda: self.clicked.emit(picture.source))
        self._ask_for_thumbnail(tile, picture.source)
        return tile

    def _ask_for_thumbnail(self, tile: QToolButton, source: str) -> None:
        ratio = self.devicePixelRatioF()

        def answered(event: Event) -> None:
            if not isinstance(event, PictureMade):
                return
            self._asked.remove(event.number)
            thumbnail = QPixmap(str(path_of(event.path)))
            if not thumbnail.isNull():
                tile.setIcon(QIcon(_framed(thumbnail, tile.iconSize(), ratio)))

        number = self._bridge.number()
        self._asked.append(number)
        self._bridge.ask(MakeThumbnail(number, source, round(tile.iconSize().width() * ratio)), answered)

    def _forget(self) -> None:
        for number in self._asked:
            self._bridge.cancel(number)
        self._asked.clear()
        while self._tiles.count() > 1:
            item = self._tiles.takeAt(0)
            if item and (tile := item.widget()):
                tile.hide()
                tile.deleteLater()


def _framed(picture: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """In the middle of a picture of that size, so that tiles are alike; smaller than itself where it must be."""
    framed = QPixmap(size * ratio)
    framed.fill(Qt.GlobalColor.transparent)
    if picture.width() > framed.width() or picture.height() > framed.height():
        picture = picture.scaled(
            framed.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
    picture.setDevicePixelRatio(1)
    painter = QPainter(framed)
    painter.drawPixmap((framed.width() - picture.width()) // 2, (framed.height() - picture.height()) // 2, picture)
    painter.end()
    framed.setDevicePixelRatio(ratio)
    return framed
