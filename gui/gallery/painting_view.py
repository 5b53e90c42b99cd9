"""A large painting that follows what is wanted, and shows the picture as it was while the mouse is pressed on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.bridge import Bridge
from gui.gallery.hand import Hand, Wish, wish_for
from gui.gallery.paint import inside, paint_blend, paint_pill
from gui.gallery.paintings import Paintings

SIDE = 1024  # pixels; as large as the engine paints without the picture itself
LEAST = 8  # lines of text that the view is high at least


@dataclass(frozen=True)
class Shown:
    """A painting to be shown, and what can be shown of it meanwhile."""

    source: str
    hand: Hand
    before: QPixmap | None = None
    after: QPixmap | None = None


class PaintingView(QWidget):
    pressed_beside = Signal()
    """The mouse was pressed outside the picture."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paintings = Paintings(bridge, self)
        self.paintings.made.connect(self._made)
        self.paintings.refused.connect(self._refused)
        self._shown: Shown | None = None
        self._asked: Wish | None = None
        self._before: QPixmap | None = None
        self._after: QPixmap | None = None
        self._compared = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_painting(self, shown: Shown | None) -> None:
        """What was there stays until something better comes; of another picture, nothing stays."""
        if shown is None or self._shown is None or shown.source != self._shown.source:
            self._before = self._after = None
        self._shown = shown
        if shown:
            self._before = self._before or shown.before
            self._after = shown.after or self._after
            self.setAccessibleName(shown.hand.title)
        self._ask()
        self.update()

    def compare(self, on: bool) -> None:
        """Show the picture as it was."""
        if on != self._compared:
            self._compared = on
            self.update()

    def forget(self) -> None:
        """Styles may paint otherwise now."""
        self.paintings.forget()
        self._asked = None
        self._ask()

    @property
    def picture_place(self) -> QRectF:
        """Where the picture is."""
        return inside(QRectF(self.rect()), self.shape)

    @property
    def shape(self) -> QSize:
        """Of the picture, in pixels of no matter which size."""
        one = self._before or self._after
        return one.size() if one else QSize(4, 3)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 20, line * 15)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1) * self.fontMetrics().height() * LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shown or not (self._before or self._after):
            return
        painter = QPainter(self)
        where = self.picture_place
        after = None if self._compared else self._after
        paint_blend(painter, where, self._before, after, self._shown.hand.brush.strength, faint=not self._compared)
        if words := self._words():
            paint_pill(painter, where.topLeft() + QPointF(8, 8), words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.picture_place.contains(event.position()):
            self.compare(True)
        else:
            self.pressed_beside.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.compare(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.paintings.show_only(())
        self._asked, self._compared = None, False

    def _ask(self) -> None:
        """While a slider moves, each painting is awaited before the next: so one sees it move."""
        if not self._shown or not self.isVisible():
            self.paintings.show_only(())
            self._asked = None
            return
        untouched, wish = Wish(self._shown.source, SIDE), wish_for(self._shown.source, self._shown.hand, SIDE)
        self._before = self.paintings.picture(untouched) or self._before
        self.setToolTip(self.paintings.problem(wish))
        if picture := self.paintings.picture(wish):
            self._after, self._asked = picture, None
            self.paintings.show_only([untouched])
        elif not (self.paintings.busy and self._asked and _differ_by_weights(self._asked, wish)):
            self._asked = wish
            self.paintings.show_only([untouched, wish])

    def _made(self, wish: Wish) -> None:
        if self._shown and wish.source == self._shown.source:
            if wish.weights:
                self._after = self.paintings.picture(wish)
            else:
                self._before = self.paintings.picture(wish)
        self._go_on(wish)

    def _refused(self, wish: Wish) -> None:
        self.setToolTip(self.paintings.problem(wish))
        self._go_on(wish)

    def _go_on(self, wish: Wish) -> None:
        if wish == self._asked:
            self._asked = None
            self._ask()
        self.update()

    def _words(self) -> str:
        """What there is to say on the picture."""
        if self._compared:
            return self.tr("Before")
        if not self._shown:
            return ""
        wish = wish_for(self._shown.source, self._shown.hand, SIDE)
        if self.paintings.problem(wish):
            return self.tr("It could not be painted")
        return "" if self.paintings.has(wish) else self.tr("Painting…")


def alike(one: Hand | Wish, other: Hand | Wish) -> bool:
    """Whether they have the same styles."""
    return {style for style, _ in one.weights} == {style for style, _ in other.weights}


def _differ_by_weights(one: Wish, other: Wish) -> bool:
    """Whether only the sliders of a mixture lie between them."""
    return alike(one, other) and Wish(one.source, SIDE, (), one.keep_colours, one.stroke) == Wish(
        other.source, SIDE, (), other.keep_colours, other.stroke
    )
