"""The patch's place: a square on the picture that can be moved and resized, and a larger view where it is seen too small."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from gui.picture.viewpoint import Pane, Viewpoint

SIDE = 384  # pixels of the picture
SMALLEST, LARGEST = 128, 768
SMALL = 150.0  # pixels of the window: a patch that is seen smaller is shown larger beside it
INSET_PART = 0.45  # of the pane's shorter side, which the larger view takes at most
EDGE = 12.0  # from the larger view to the pane's edge


def first_box(size: QSize) -> QRect:
    """In the middle of a picture."""
    side = min(SIDE, size.width(), size.height())
    return held(QRect((size.width() - side) // 2, (size.height() - side) // 2, side, side), size)


def held(box: QRect, size: QSize) -> QRect:
    """The box, moved into the picture."""
    left = max(0, min(box.left(), size.width() - box.width()))
    top = max(0, min(box.top(), size.height() - box.height()))
    return QRect(left, top, box.width(), box.height())


def moved(box: QRect, by: QPointF, size: QSize) -> QRect:
    return held(box.translated(round(by.x()), round(by.y())), size)


def resized(box: QRect, corner: QPointF, size: QSize) -> QRect:
    """With its lower right corner near that point: still square, and inside the picture."""
    side = round(max(corner.x() - box.left(), corner.y() - box.top()))
    room = min(size.width() - box.left(), size.height() - box.top())
    side = min(max(side, SMALLEST), LARGEST, room)
    return QRect(box.topLeft(), QSize(side, side))


def around(point: QPointF, box: QRect, size: QSize) -> QRect:
    """The box with its middle at that point."""
    middle = point.toPoint() - QPoint(box.width() // 2, box.height() // 2)
    return held(QRect(middle, box.size()), size)


def inset(box: QRect, pane: Pane) -> Pane | None:
    """A pane within the pane that shows the patch larger; None where it is seen well enough on the picture."""
    on_screen = pane.on_screen(QRectF(box))
    shorter = min(pane.rect.width(), pane.rect.height())
    if on_screen.width() >= min(SMALL, shorter * INSET_PART):
        return None
    side = round(min(box.width() / pane.ratio, shorter * INSET_PART))
    zoom = side / box.width()
    rect = _farthest_corner(pane.rect.adjusted(EDGE, EDGE, -EDGE, -EDGE), side, on_screen.center())
    middle = QRectF(box).center()
    return Pane(rect, Viewpoint(middle.x(), middle.y(), zoom), pane.frame, pane.ratio)


def _farthest_corner(room: QRectF, side: float, point: QPointF) -> QRectF:
    """The lower right one, unless the point is there."""
    right, bottom = room.right() - side, room.bottom() - side
    x = room.left() if point.x() > room.center().x() and point.y() > room.center().y() else right
    return QRectF(x, bottom, side, side)
