"""The patch on a picture that has no result yet: drawn, dragged, resized, and painted anew after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from gui.compare import patch_box
from gui.compare.marks import ACTIVITY, corner_rect, paint_activity, paint_frame
from gui.compare.patch_preview import PaintedPatch, PatchPreview
from gui.picture.files import PictureFiles
from gui.picture.questions import PictureQuestions
from gui.picture.viewpoint import Pane

PATIENCE = 120  # milliseconds of work before anything moves on the screen
FRAME = 40  # milliseconds between pictures of the line of activity
GRASP = 24.0  # pixels of the window: a smaller patch is taken hold of as if it were that large


@dataclass(frozen=True)
class PatchPair:
    """What the patch compares. While it is dragged, the painting stays where it belongs, and what it lacks is as before."""

    painted: PaintedPatch
    box: QRect
    glass: Callable[[Pane], Pane]

    def area(self, pane: Pane) -> QRectF:
        glass = self.glass(pane)
        return glass.on_screen(QRectF(self.box)).intersected(glass.rect)

    def paint_before(self, painter: QPainter, pane: Pane) -> None:
        self._paint(painter, pane, after=False)

    def paint_after(self, painter: QPainter, pane: Pane) -> None:
        self._paint(painter, pane, after=True)

    def _paint(self, painter: QPainter, pane: Pane, after: bool) -> None:
        image = self.painted.after if after else self.painted.before
        painter.save()
        painter.setClipRect(self.area(pane), Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.glass(pane).on_screen(QRectF(self.painted.box)), image)
        painter.restore()


class PatchLayer(QObject):
    changed = Signal()

    def __init__(self, questions: PictureQuestions, files: PictureFiles, parent: QObject) -> None:
        super().__init__(parent)
        self.preview = PatchPreview(questions, files, self)
        self.preview.changed.connect(self._changed)
        self.box = QRect()
        self._size = QSize()
        self._clock = QElapsedTimer()
        self._beat = QTimer(self, interval=FRAME)
        self._beat.timeout.connect(self.changed)

    def put_on(self, source: str, size: QSize) -> None:
        """Lie on that picture; in the same place, if it has the size of the one before."""
        self.preview.set_source(source)
        if size != self._size:
            self._size, self.box = size, patch_box.first_box(size)
        self._move(self.box)

    def take_off(self) -> None:
        self.preview.set_source("")

    def bring(self, point: QPointF) -> None:
        """Put its middle at that point of the picture."""
        self._move(patch_box.around(point, self.box, self._size))

    def push(self, way: QPointF) -> None:
        """Move it by an eighth of its side."""
        self._move(patch_box.moved(self.box, way * (self.box.width() / 8), self._size))

    def inset(self, pane: Pane) -> Pane | None:
        return patch_box.inset(self.box, pane)

    def glass(self, pane: Pane) -> Pane:
        """Through which the patch is seen: the pane itself, or a larger view within it."""
        return self.inset(pane) or pane

    def pair(self, in_place: bool = False) -> PatchPair | None:
        """What there is to compare; `in_place`: where it lies on the picture, however small."""
        painted = self.preview.painted
        return PatchPair(painted, self.box, _itself if in_place else self.glass) if painted else None

    # Hands

    def grip(self, point: QPointF, pane: Pane) -> Callable[[QPointF], None] | None:
        """What is taken hold of there: the corner, the patch, or nothing."""
        if self._at_corner(point, pane):
            return partial(self._drag_corner, pane)
        if self._within(point, pane):
            return partial(self._drag, pane, self.box, point)
        return None

    def cursor_at(self, point: QPointF, pane: Pane) -> Qt.CursorShape | None:
        if self._at_corner(point, pane):
            return Qt.CursorShape.SizeFDiagCursor
        return Qt.CursorShape.SizeAllCursor if self._within(point, pane) else None

    def _drag(self, pane: Pane, box: QRect, start: QPointF, point: QPointF) -> None:
        self._move(patch_box.moved(box, (point - start) / pane.viewpoint.zoom, self._size))

    def _drag_corner(self, pane: Pane, point: QPointF) -> None:
        self._move(patch_box.resized(self.box, pane.in_picture(point), self._size))

    def _at_corner(self, point: QPointF, pane: Pane) -> bool:
        return self._has_corner(pane) and corner_rect(self._frame(pane)).adjusted(-4, -4, 4, 4).contains(point)

    def _within(self, point: QPointF, pane: Pane) -> bool:
        frame = self._frame(pane)
        more = max(0.0, (GRASP - frame.width()) / 2)
        return frame.adjusted(-more, -more, more, more).contains(point)

    def _has_corner(self, pane: Pane) -> bool:
        return self._frame(pane).width() >= 2 * GRASP

    def _frame(self, pane: Pane) -> QRectF:
        return pane.on_screen(QRectF(self.box))

    def _move(self, box: QRect) -> None:
        self.box = box
        self.preview.set_box(box)
        self.changed.emit()

    # Painting

    def paint_frame(self, painter: QPainter, pane: Pane) -> None:
        """Over the picture and what is compared."""
        inset = self.inset(pane)
        paint_frame(painter, self._frame(pane), self._has_corner(pane))
        if inset:
            paint_frame(painter, inset.rect, corner=False)
        if self._beat.isActive() and self._clock.elapsed() > PATIENCE:
            edge = inset.rect if inset else self._frame(pane)
            paint_activity(painter, edge.adjusted(ACTIVITY, 0, -ACTIVITY, -ACTIVITY), self._clock.elapsed())

    def _changed(self) -> None:
        if self.preview.busy and not self._beat.isActive():
            self._clock.start()
            self._beat.start()
        elif not self.preview.busy:
            self._beat.stop()
        self.changed.emit()


def _itself(pane: Pane) -> Pane:
    return pane
