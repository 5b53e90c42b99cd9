"""Where a picture and its result, or a patch painted on trial, are drawn over or beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.bridge import Bridge
from gui.compare.loupe import loupe_panes, paint_loupe
from gui.compare.marks import HANDLE, paint_divider, paint_label
from gui.compare.modes import MODES, Mode, Part, Shown
from gui.compare.pair import Pair, PicturePair, paint_part
from gui.compare.patch_layer import PatchLayer
from gui.picture.painting import paint_tiles
from gui.picture.tiles import PictureTiles
from gui.picture.view import ARROWS, Drag, PictureView
from gui.picture.viewpoint import Pane

DIVIDER_STEP = 0.05  # of the room that is divided, for a press of a key


class CompareCanvas(PictureView):
    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.result: PictureTiles | None = None
        self.mode: Mode = MODES[0]
        self.divider = 0.5  # of the room that is divided
        self.blinking = False
        self._loupe_wishes: set[str] = set()  # who wishes for the loupe: a key, a button, the mouse
        self._pointer: QPointF | None = None
        self._patch_words = False  # whether the note speaks of the patch
        self._click: QPointF | None = None  # where a press began that may become a click on the picture
        super().__init__(bridge, parent)
        self.patch = PatchLayer(self.questions, self.files, self)
        self.patch.changed.connect(self._patch_changed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAccessibleName(self.tr("Picture before and after"))

    # Pictures

    def show_pictures(self, before: str, after: str | None) -> None:
        """Look at a picture and its result, or, where there is none, at a patch painted on trial."""
        self._forget_result()
        self.patch.take_off()
        if after is not None:
            self.result = self.opened(after)
            self.result.measured.connect(self._settle)
        if self.picture and self.picture.source == before and self.picture.sound:
            self.note.hide()
            self._measured()
        else:
            self.show_picture(before)

    def clear(self) -> None:
        self._forget_result()
        if self.picture:
            self.patch.take_off()
        super().clear()

    def _forget_result(self) -> None:
        if self.result:
            self.result.close()
        self.result = None

    def choose_mode(self, mode: Mode) -> None:
        self.mode = mode
        self._settle()
        self.update()

    def blink(self, on: bool) -> None:
        """Show what was before, everywhere."""
        self.blinking = on
        self.update()

    def wish_for_loupe(self, who: str, on: bool) -> None:
        """It is there as long as anybody wishes for it."""
        (self._loupe_wishes.add if on else self._loupe_wishes.discard)(who)
        self.update()

    @property
    def has_patch(self) -> bool:
        return bool(self.panes()) and self.result is None

    def pair(self, in_place: bool = False) -> Pair | None:
        """What there is to compare. `in_place`: the patch where it lies on the picture, however small."""
        if self.picture and self.result:
            return PicturePair(self.picture, self.result)
        return self.patch.pair(in_place) if self.has_patch else None

    def parts(self, number: int, pane: Pane) -> list[Part]:
        """What a pane compares, and where."""
        pair = self.pair()
        if not pair:
            return []
        area = pair.area(pane)
        return [Part(Shown.BEFORE, area)] if self.blinking else self.mode.parts(area, number, self.divider)

    def labels(self, number: int, pane: Pane) -> list[Part]:
        """What stands on the picture: a label for each part, and one for the picture around a patch."""
        around = [Part(Shown.BEFORE, pane.picture.intersected(pane.rect))] if self.has_patch else []
        return [*around, *self.parts(number, pane)]

    def cut(self, pane: Pane) -> QLineF | None:
        """The divider in a pane."""
        pair = self.pair()
        return self.mode.cut(pair.area(pane), self.divider) if pair and not self.blinking else None

    def loupe(self) -> list[Pane]:
        """What the loupe shows, when it is there."""
        point = self._pointer or QRectF(self.rect()).center()
        pane = self.pane(point)
        if not self._loupe_wishes or not pane:
            return []
        return loupe_panes(pane, point, QRectF(self.rect()), self.mode, self.one_to_one_zoom, QFontMetricsF(self.font()))

    # What a picture's view asks

    @property
    def fineness(self) -> float:
        if not self.picture or not self.result or self.result.size.isEmpty() or self.picture.size.isEmpty():
            return 1.0
        return max(1.0, self.result.size.width() / self.picture.size.width())

    def rects(self) -> Sequence[QRectF]:
        return self.mode.split(QRectF(self.rect()))

    def looks(self) -> list[Pane]:
        panes = self.panes()
        insets = [self.patch.inset(pane) for pane in panes] if self.has_patch else []
        return [*panes, *(inset for inset in insets if inset), *self.loupe()]

    def want(self) -> None:
        super().want()
        if self.result and not self.result.size.isEmpty() and self.panes():
            self.result.want(self.seen_of(self.result))

    def _measured(self) -> None:
        super()._measured()
        if self.picture and self.has_patch:
            self.patch.put_on(self.picture.source, self.picture.size)

    # Hands

    def grip(self, point: QPointF) -> Drag | None:
        pane, pair = self.pane(point), self.pair()
        if not pane:
            return None
        if pair and self._at_divider(point, pane):
            return partial(self._drag_divider, pair.area(pane))
        taken = self.patch.grip(point, pane) if self.has_patch else None
        return taken or super().grip(point)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        pane = self.pane(point)
        if pane and self._at_divider(point, pane):
            cut = self.cut(pane)
            return Qt.CursorShape.SplitHCursor if cut and cut.dx() == 0 else Qt.CursorShape.SplitVCursor
        shape = self.patch.cursor_at(point, pane) if pane and self.has_patch else None
        return super().cursor_at(point) if shape is None else shape

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            self.wish_for_loupe("mouse", True)
        super().mousePressEvent(event)
        on_picture = self.cursor_at(event.position()) == Qt.CursorShape.OpenHandCursor
        self._click = event.position() if event.button() == Qt.MouseButton.LeftButton and on_picture else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        super().mouseMoveEvent(event)
        if self._click and (event.position() - self._click).manhattanLength() >= QApplication.startDragDistance():
            self._click = None
        if self._loupe_wishes:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.wish_for_loupe("mouse", False)
        pane = self.pane(event.position())
        if self._click and pane and self.has_patch and pane.picture.contains(self._click):
            self.patch.bring(pane.in_picture(self._click))
        self._click = None
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = ARROWS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if way is not None and modifiers == Qt.KeyboardModifier.ShiftModifier and self.has_patch:
            self.patch.push(-way)
        elif way is not None and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.divider = min(max(self.divider - (way.x() + way.y()) * DIVIDER_STEP, 0), 1)
            self.update()
        else:
            super().keyPressEvent(event)

    def _at_divider(self, point: QPointF, pane: Pane) -> bool:
        cut = self.cut(pane)
        return cut is not None and QRectF(cut.p1(), cut.p2()).adjusted(-HANDLE, -HANDLE, HANDLE, HANDLE).contains(point)

    def _drag_divider(self, area: QRectF, point: QPointF) -> None:
        self.divider = self.mode.divided_at(area, point.x(), point.y())
        self.update()

    def _patch_changed(self) -> None:
        preview = self.patch.preview
        if preview.message and self.note.message != preview.message:
            self.note.say(preview.message, preview.hint, low=True)
        elif not preview.message and self._patch_words:
            self.note.hide()
        self._patch_words = bool(preview.message)
        self.update()

    # Painting

    def paint(self, painter: QPainter) -> None:
        for number, pane in enumerate(self.panes()):
            self._paint_pane(painter, number, pane)
        paint_loupe(painter, self.loupe(), self.picture, self.pair(in_place=True), self.mode, self.blinking)

    def _paint_pane(self, painter: QPainter, number: int, pane: Pane) -> None:
        pair = self.pair()
        if self.picture and self.has_patch:
            for ground in (pane, self.patch.inset(pane)):
                if ground:
                    paint_tiles(painter, self.picture, ground)
        painter.save()
        painter.setClipRect(pane.rect)
        for part in self.parts(number, pane):
            if pair:
                paint_part(painter, pair, pane, part)
        if self.has_patch:
            self.patch.paint_frame(painter, pane)
        cut = self.cut(pane)
        if cut:
            paint_divider(painter, cut)
        for part in self.labels(number, pane):
            paint_label(painter, part.shown.title, part.rect.intersected(pane.rect), part.corner)
        painter.restore()
