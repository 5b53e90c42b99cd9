"""Where one looks at a picture from: places on the screen as places in the picture, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

MOST_ZOOM = 32.0  # pixels of the screen, across, for one of the picture


@dataclass(frozen=True)
class Viewpoint:
    """The picture's point that lies in the middle of the pane, and how large its pixels are there."""

    x: float
    y: float
    zoom: float  # of the window's pixels for one of the picture's


@dataclass(frozen=True)
class Pane:
    """A part of a widget through which one sees a picture."""

    rect: QRectF
    viewpoint: Viewpoint
    frame: QSizeF  # the picture, in its own pixels
    ratio: float  # pixels of the screen for one of the window's

    def on_screen(self, box: QRectF) -> QRectF:
        """Where a box of the picture lies; its edges are pixels of the screen, so that neighbours meet."""
        corners = [self._place(box.left(), box.top()), self._place(box.right(), box.bottom())]
        return QRectF(*(QPointF(round(x * self.ratio) / self.ratio, round(y * self.ratio) / self.ratio) for x, y in corners))

    def in_picture(self, point: QPointF) -> QPointF:
        """The picture's point that lies there."""
        away = (point - self.rect.center()) / self.viewpoint.zoom
        return QPointF(self.viewpoint.x + away.x(), self.viewpoint.y + away.y())

    @property
    def picture(self) -> QRectF:
        """Where the whole picture lies on the screen."""
        return self.on_screen(QRectF(QPointF(), self.frame))

    @property
    def seen(self) -> QRectF:
        """The part of the picture that is seen, in its own pixels."""
        box = QRectF(self.in_picture(self.rect.topLeft()), self.in_picture(self.rect.bottomRight()))
        return box.intersected(QRectF(QPointF(), self.frame))

    def moved(self, by: QPointF) -> Pane:
        """After the picture was pushed by so many pixels of the window."""
        away = by / self.viewpoint.zoom
        return self._held(Viewpoint(self.viewpoint.x - away.x(), self.viewpoint.y - away.y(), self.viewpoint.zoom))

    def zoomed(self, zoom: float, about: QPointF) -> Pane:
        """With pixels of that size, and the picture's point at `about` where it was."""
        fixed = self.in_picture(about)
        away = (about - self.rect.center()) / zoom
        return self._held(Viewpoint(fixed.x() - away.x(), fixed.y() - away.y(), zoom))

    def fitted(self) -> Pane:
        """With the whole picture in sight; a small one is at most doubled."""
        zoom = min(self.rect.width() / self.frame.width(), self.rect.height() / self.frame.height(), 2 / self.ratio)
        return replace(self, viewpoint=Viewpoint(self.frame.width() / 2, self.frame.height() / 2, zoom))

    def resized(self, rect: QRectF) -> Pane:
        """The same point in the middle of another pane."""
        return replace(self, rect=rect)._held(self.viewpoint)

    def _held(self, viewpoint: Viewpoint) -> Pane:
        """With no more emptiness around the picture than there must be."""
        x = _held(viewpoint.x, self.frame.width(), self.rect.width() / viewpoint.zoom)
        y = _held(viewpoint.y, self.frame.height(), self.rect.height() / viewpoint.zoom)
        return replace(self, viewpoint=Viewpoint(x, y, viewpoint.zoom))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        middle = self.rect.center()
        return (
            middle.x() + (x - self.viewpoint.x) * self.viewpoint.zoom,
            middle.y() + (y - self.viewpoint.y) * self.viewpoint.zoom,
        )


def _held(centre: float, length: float, seen: float) -> float:
    return length / 2 if seen >= length else min(max(centre, seen / 2), length - seen / 2)
