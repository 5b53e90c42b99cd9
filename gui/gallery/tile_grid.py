"""The grid of tiles: where they stand, and what is painted for them: first what is in the middle of what is visible."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gui.bridge import Bridge
from gui.gallery.delegate import EDGE, TileDelegate, TileLook, words_height
from gui.gallery.hand import Wish, wish_for
from gui.gallery.in_sight import InSight
from gui.gallery.model import GalleryModel
from gui.gallery.paintings import Paintings

WIDE = 17  # lines of text that a tile is wide, about
LOWEST, HIGHEST = 0.5, 1.4  # height of a picture against its width, in a tile
SIDES = (384, 768)  # pixels of small paintings, for screens of one and of two pixels for a point


class TileGrid(QListView):
    def __init__(self, bridge: Bridge, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.styles = model
        self.compared_style = ""
        """Where the picture as it was is to be seen now."""

        self._source, self._shape = "", QSize(4, 3)
        self._last: dict[str, QPixmap] = {}  # what a style showed before it was asked for anew
        self.paintings = Paintings(bridge, self)
        self.in_sight = InSight(self, self.paintings, self._wishes)
        self._tile = TileDelegate(model, self._look, self)
        self._dress()
        self.setModel(model)
        self.setItemDelegate(self._tile)
        self.paintings.made.connect(self._made)
        self.paintings.refused.connect(lambda _: self.viewport().update())
        model.modelReset.connect(self.in_sight.settle)
        model.dataChanged.connect(lambda *_: self.in_sight.settle())

    def set_source(self, source: str) -> None:
        """The picture that styles are painted on, as a URI."""
        if source != self._source:
            self._source = source
            self._last.clear()
            self.in_sight.settle()
            self.viewport().update()

    def wish(self, style: str) -> Wish:
        return wish_for(self._source, self.styles.hand(style), self._side)

    def painted(self, style: str) -> QPixmap | None:
        """In that style, or as it was painted before."""
        return self.paintings.picture(self.wish(style)) or self._last.get(style)

    @property
    def untouched(self) -> QPixmap | None:
        return self.paintings.picture(Wish(self._source, self._side))

    def visible_styles(self) -> list[str]:
        """Those nearest to the middle first."""
        places = {style: self.visualRect(self.styles.index(row)) for row, style in enumerate(self.styles.shown)}
        ways = {style: self.in_sight.far(place) for style, place in places.items()}
        return sorted((style for style, (hidden, _) in ways.items() if not hidden), key=ways.__getitem__)

    @property
    def _side(self) -> int:
        longest = max(self.gridSize().width(), self.gridSize().height()) - 2 * EDGE
        return SIDES[0] if longest * self.devicePixelRatioF() <= SIDES[0] * 1.1 else SIDES[1]

    def _look(self, style: str) -> TileLook:
        problem = self.paintings.problem(self.wish(style))
        return TileLook(self.untouched, self.painted(style), problem, self.compared_style == style)

    def _wishes(self) -> list[Wish]:
        return [Wish(self._source, self._side), *map(self.wish, self.visible_styles())] if self._source else []

    def _made(self, wish: Wish) -> None:
        picture = self.paintings.picture(wish)
        if picture is None or wish.source != self._source:
            return
        if wish.weights:
            self._last[wish.weights[0][0]] = picture
        else:  # tiles have the picture's shape, unless it is a very long one
            self._shape = picture.size()
            self._arrange()
        self.viewport().update()

    def _arrange(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()  # also where there is none: else it would come and go
        room = max(self.width() - bar - 2, 1)
        columns = max(1, round(room / (self.fontMetrics().height() * WIDE)))
        width = room // columns
        slope = min(max(self._shape.height() / self._shape.width(), LOWEST), HIGHEST)
        height = round((width - 2 * EDGE) * slope) + words_height(self.fontMetrics()) + 2 * EDGE
        if QSize(width, height) != self.gridSize():
            self._tile.size = QSize(width, height)
            self.setGridSize(self._tile.size)
            self.verticalScrollBar().setSingleStep(height // 4)
        self.in_sight.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _dress(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Styles"))
        self.viewport().setAutoFillBackground(False)
