"""Where one draws on a picture: the picture, the marks on it, and, on trial, what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.edits.edit import Edit, Point
from gui.bridge import Bridge
from gui.compare.patch_preview import PatchPreview
from gui.edit.layer import paint_hints, paint_marks, paint_shape, point_at, tinted
from gui.edit.tools import COLOUR, ERASER, HAND, SELECT, WIDE, WRITING, Tool, asked_around, shape_of, tools
from gui.looks.colours import Role, colour
from gui.picture.view import Drag, PictureView
from gui.picture.viewpoint import Pane

SETTLED = 250  # milliseconds without moving, before what is seen is painted anew
LEAST_WIDTH, MOST_WIDTH = 0.002, 0.2  # of a brush, as shares of the picture's longer side


class EditCanvas(PictureView):
    drew = Signal(object, bool)
    """A Shape, and whether it erases."""

    asked = Signal(str, object)
    """What is to be selected, "object" or "writing", and where: tuple[Point, …]."""

    pointed = Signal(float, float)
    """Somewhere whose colour is known: across and down, as fractions."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.tool: Tool = tools()[1]
        self.width_share = 0.02
        self.on_subject = False
        """Whether marks are of the subject, and not of what is to go."""

        self.found: QImage | None = None
        """What was found by itself, tinted."""

        self._edit = Edit()
        self._stroke: list[Point] = []
        self._pointer: QPointF | None = None
        self._panning = self._space = False
        super().__init__(bridge, parent)
        self.preview = PatchPreview(self.questions, self.files, self)
        self.preview.view = "edit"
        self.preview.see(False)
        self.preview.changed.connect(self.update)
        self._trying = False
        self._settled = QTimer(self, interval=SETTLED, singleShot=True)
        self._settled.timeout.connect(self._try_what_is_seen)
        self.zoomed.connect(self._settled.start)
        self.setAccessibleName(self.tr("Picture to draw on"))

    # What is shown

    def show_edit(self, edit: Edit) -> None:
        self._edit = edit
        self.update()

    def show_found(self, mask: QImage) -> None:
        """What was found by itself, of the whole picture; a null one for nothing."""
        self.found = None if mask.isNull() else tinted(mask, self.tint)
        self.update()

    def try_out(self, on: bool) -> None:
        """Show what becomes of what is seen, instead of the marks."""
        self._trying = on
        self.preview.see(on)
        if on:
            self._try_what_is_seen()
        self.update()

    @property
    def tint(self) -> QColor:
        return colour(Role.ACCENT_TEXT if self.on_subject else Role.BAD)

    def show_picture(self, source: str) -> None:
        super().show_picture(source)
        self.preview.set_source(source)
        self.show_found(QImage())

    def clear(self) -> None:
        if self.picture:
            self.preview.set_source("")
        super().clear()

    def _try_what_is_seen(self) -> None:
        pane = self.pane()
        if pane and self._trying and not pane.seen.isEmpty():
            self.preview.set_box(pane.seen.toAlignedRect().intersected(QRect(0, 0, *_whole(pane))))

    # Hands

    def choose(self, tool: Tool) -> None:
        self.tool = tool
        self._stroke = []
        self.setCursor(tool.cursor)
        self.update()

    def grip(self, point: QPointF) -> Drag | None:
        pane = self.pane(point)
        if not pane or self._panning or self._space or self.tool.name == HAND:
            return super().grip(point)
        self._stroke = [point_at(point, pane)]
        return partial(self._draw_on, pane)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        moves = self._panning or self._space or not self.panes()
        return super().cursor_at(point) if moves else self.tool.cursor

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._panning = event.button() == Qt.MouseButton.MiddleButton
        super().mousePressEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        super().mouseMoveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._panning = False
        points, self._stroke = self._stroke, []
        if points:
            self._finish(points)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two strokes, quickly; with the hand, as in every view."""
        if self.tool.name == HAND:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = True
        elif event.key() == Qt.Key.Key_Escape and self._stroke:
            self._stroke = []
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        super().keyReleaseEvent(event)

    def _draw_on(self, pane: Pane, place: QPointF) -> None:
        if self._stroke:  # Escape may have ended it
            self._stroke.append(point_at(place, pane))

    def _finish(self, points: Sequence[Point]) -> None:
        name = self.tool.name
        if name in (SELECT, WRITING):
            self.asked.emit("object" if name == SELECT else "writing", asked_around(name, points))
        elif name == COLOUR:
            across, down = (min(max(place, 0.0), 1.0) for place in points[-1])
            self.pointed.emit(across, down)
        elif shape := shape_of(name, points, self.width_share):
            self.drew.emit(shape, name == ERASER)

    # Painting

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        pane = self.pane()
        if not pane:
            return
        if self._trying:
            self._paint_trial(painter, pane)
        else:
            marks = self._edit.subject if self.on_subject else self._edit.marks
            paint_marks(painter, pane, marks, self.tint, None if self.on_subject else self.found)
        paint_hints(painter, pane, self._edit.hints)
        self._paint_stroke(painter, pane)

    def _paint_trial(self, painter: QPainter, pane: Pane) -> None:
        if painted := self.preview.painted:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(pane.on_screen(QRectF(painted.box)), painted.after)

    def _paint_stroke(self, painter: QPainter, pane: Pane) -> None:
        """What is being drawn, and the brush."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stroke:
            tint = QColor(self.tint)
            tint.setAlphaF(0.6)
            if shape := shape_of(self.tool.name, self._stroke, self.width_share):
                paint_shape(painter, pane, shape, tint)
            elif self.tool.name in (SELECT, WRITING):
                painter.setPen(QPen(tint, 2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                size = pane.frame
                line = [QPointF(x * size.width(), y * size.height()) for x, y in asked_around(self.tool.name, self._stroke)]
                painter.drawPolygon([pane.on_screen(QRectF(point, point)).topLeft() for point in line])
        elif self._pointer and self.tool.name in WIDE:
            across = self.width_share * max(pane.frame.width(), pane.frame.height()) * pane.viewpoint.zoom
            for ink, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1)):
                painter.setPen(QPen(ink, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(self._pointer, across / 2, across / 2)


def _whole(pane: Pane) -> tuple[int, int]:
    return round(pane.frame.width()), round(pane.frame.height())
