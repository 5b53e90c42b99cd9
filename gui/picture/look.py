"""A look at one picture of any size: only what is seen is ever read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.bridge import Bridge
from gui.looks.colours import Role, colour
from gui.picture.files import PictureFiles
from gui.picture.note import PictureNote
from gui.picture.painting import paint_tiles, places_in
from gui.picture.questions import PictureQuestions
from gui.picture.tiles import PictureTiles, TilePlace
from gui.picture.viewpoint import MOST_ZOOM, Pane, Viewpoint
from gui.words import engine_text


class PictureLook(QWidget):
    zoomed = Signal()
    """Another picture, another zoom, or another size of the view."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = PictureQuestions(bridge, self)
        self.files = PictureFiles()
        self.picture: PictureTiles | None = None
        self.viewpoint: Viewpoint | None = None
        self._size = QSize()  # of the last picture
        self.fitted = True
        self._ringed = False  # whether the keyboard has come here
        self.note = PictureNote(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture"))
        self.clear()

    # Pictures

    def show_picture(self, source: str) -> None:
        """Look at that picture, a file's URI; from the same place, if it has the size of the one before."""
        self._let_go()
        self.picture = self.opened(source)
        self.picture.measured.connect(self._measured)
        self.note.hide()
        self.update()

    def clear(self) -> None:
        """Look at nothing."""
        self._let_go()
        self.note.say(self.tr("Choose a picture to look at it here."))
        self.zoomed.emit()
        self.update()

    def opened(self, source: str) -> PictureTiles:
        tiles = PictureTiles(self.questions, self.files, source, self)
        tiles.changed.connect(self.update)
        tiles.failed.connect(self._failed)
        return tiles

    def _let_go(self) -> None:
        if self.picture:
            self.picture.close()
        self.picture = None

    def _measured(self) -> None:
        assert self.picture
        size = self.picture.size
        if self.viewpoint is None or size != self._size:
            self._size, self.fitted = size, True
        self._settle()

    def _failed(self, message: str, hint: str) -> None:
        self.note.say(engine_text(message), engine_text(hint), low=bool(self.panes()))

    # Where one looks from

    @property
    def fineness(self) -> float:
        """Pixels of the finest picture that is shown for one of this picture's."""
        return 1.0

    @property
    def percent(self) -> float | None:
        """The zoom: 100 when a pixel of the finest picture is one of the screen. None when there is nothing to see."""
        pane = self.pane()
        return pane.viewpoint.zoom / self.one_to_one_zoom * 100 if pane else None

    @property
    def one_to_one_zoom(self) -> float:
        return self.fineness / self.devicePixelRatioF()

    def rects(self) -> Sequence[QRectF]:
        """The parts of the view that show the picture."""
        return (QRectF(self.rect()),)

    def panes(self) -> list[Pane]:
        """What each of those shows; nothing before the picture's size is known."""
        if not self.picture or self.picture.size.isEmpty() or self.viewpoint is None:
            return []
        frame = QSizeF(self.picture.size)
        return [Pane(rect, self.viewpoint, frame, self.devicePixelRatioF()) for rect in self.rects()]

    def pane(self, point: QPointF | None = None) -> Pane | None:
        """The pane at a point of the view, or the first."""
        panes = self.panes()
        here = (pane for pane in panes if point is None or pane.rect.contains(point))
        return next(here, panes[0] if panes else None)

    def fit(self) -> None:
        """The whole picture."""
        self.fitted = True
        self._settle()

    def one_to_one(self) -> None:
        """A pixel of the picture on a pixel of the screen."""
        self.zoom_to(self.one_to_one_zoom)

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Nearer, or further away; what lies at `about` stays there."""
        if self.viewpoint:
            self.zoom_to(self.viewpoint.zoom * factor, about)

    def zoom_to(self, zoom: float, about: QPointF | None = None) -> None:
        pane = self.pane(about)
        if pane:
            most = max(MOST_ZOOM / pane.ratio, self.one_to_one_zoom)
            least = min(pane.fitted().viewpoint.zoom, self.one_to_one_zoom) / 2
            self.fitted = False
            self.look_from(pane.zoomed(min(max(zoom, least), most), about or pane.rect.center()))

    def push(self, pane: Pane, by: QPointF) -> None:
        """Push the picture."""
        if pane.moved(by).viewpoint != pane.viewpoint:
            self.fitted = False
            self.look_from(pane.moved(by))

    def look_from(self, pane: Pane) -> None:
        self.viewpoint = pane.viewpoint
        self.zoomed.emit()
        self.update()

    def _settle(self) -> None:
        """After the view or the picture has changed: the whole picture still, or the same point in the middle."""
        if not self.picture or self.picture.size.isEmpty():
            return
        self.viewpoint = self.viewpoint or Viewpoint(0, 0, 1)
        pane = self.panes()[0]
        self.look_from(pane.fitted() if self.fitted else pane.resized(pane.rect))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Role.HOVER))
        self.paint(painter)
        if self._ringed:
            painter.setPen(QPen(colour(Role.ACCENT_TEXT), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
        self.want()

    def paint(self, painter: QPainter) -> None:
        for pane in self.panes():
            if self.picture:
                paint_tiles(painter, self.picture, pane)

    def looks(self) -> list[Pane]:
        """All that one looks through now."""
        return self.panes()

    def want(self) -> None:
        """Ask for the tiles that are seen."""
        if self.picture and not self.picture.size.isEmpty():
            self.picture.want(self.seen_of(self.picture))

    def seen_of(self, tiles: PictureTiles) -> list[TilePlace]:
        return [place for pane in self.looks() for place in places_in(tiles, pane)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics()
        return QSize(letters.averageCharWidth() * 24, letters.height() * 8)
