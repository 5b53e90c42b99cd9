"""A painting shown large over the gallery: beside the tile on which the mouse rests, or over everything until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.amounts import number
from gui.bridge import Bridge
from gui.gallery.hand import Hand
from gui.gallery.painting_view import PaintingView, Shown, alike
from gui.looks.colours import Role, colour
from gui.looks.pieces import GAP, MARGIN, card, sentence
from gui.words import filled

LEAST = 14  # lines of text: where there is less room beside a tile, resting on it shows nothing
SHADE = 0.96  # how much of the gallery is hidden behind


class LargeView(QWidget):
    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._gallery = parent
        self.painting = PaintingView(bridge)
        self._title, self._hint = QLabel(), sentence(role=Role.QUIET)
        self.kept = False
        """Whether it stays until it is closed."""

        self.hand: Hand | None = None
        """Whose painting it is; nothing while none is shown."""

        frame, column = card()
        self._column = column
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        column.addWidget(self.painting, 1)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        self._margins = whole = QVBoxLayout(self)
        whole.addWidget(frame)
        self.painting.pressed_beside.connect(self.leave)
        parent.installEventFilter(self)
        self.hide()

    def show_beside(self, shown: Shown, tile: QRect, whole: QRect) -> bool:
        """On the side of the tile that has most room in `whole`; not at all where that is little. The mouse sees through it."""
        left, right = whole.right() - tile.right(), tile.left() - whole.left()
        room = QRect(whole)
        if left > right:
            room.setLeft(tile.right() + 1)
        else:
            room.setRight(tile.left() - 1)
        line = self.fontMetrics().height()
        if min(room.width(), room.height()) < line * LEAST:
            return False
        self._open(shown, room, kept=False)
        self.setGeometry(self._no_larger_than_needed(room, at_left=left > right, middle=tile.center().y()))
        return True

    def _no_larger_than_needed(self, room: QRect, at_left: bool, middle: int) -> QRect:
        """Near the tile."""
        for layout in (self._margins, self._column):
            layout.activate()
        around = self.size() - self.painting.size()
        picture = self.painting.shape.scaled(room.size() - around, Qt.AspectRatioMode.KeepAspectRatio)
        size = (picture + around).boundedTo(room.size())
        place = QRect(room.topLeft(), size)
        place.moveCenter(QPoint(place.center().x(), middle))
        place.moveTop(min(max(place.top(), room.top()), room.bottom() - size.height()))
        if not at_left:
            place.moveRight(room.right())
        return place

    def show_kept(self, shown: Shown) -> None:
        self._open(shown, self._gallery.rect(), kept=True)
        self.setAccessibleName(filled(self.tr("%1, large"), shown.hand.title))

    def show_other(self, shown: Shown) -> None:
        """Another painting, in the same place."""
        if self.hand and not alike(self.hand, shown.hand):
            self.painting.show_painting(None)  # another style's painting must not stand under this name
        self.hand = shown.hand
        self.painting.show_painting(shown)
        strength = f"{number(shown.hand.brush.strength * 100)} %"
        shares = sum(weight for _, weight in shown.hand.weights)
        parts = " · ".join(f"{number(weight / shares * 100)} %" for _, weight in shown.hand.weights)
        words = self.tr("%1: strength %2") if len(shown.hand.weights) == 1 else self.tr("%1 (%3): strength %2")
        self._title.setText(filled(words, shown.hand.title, strength, parts))

    def leave(self) -> None:
        if self.isVisible():
            self.hide()
            self.hand = None
            self.painting.show_painting(None)
            self.kept = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.kept:
            shade = colour(Role.RAIL)
            shade.setAlphaF(SHADE)
            QPainter(self).fillRect(self.rect(), shade)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if self.kept and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._gallery.rect())
        return False

    def _open(self, shown: Shown, room: QRect, kept: bool) -> None:
        self.kept = kept
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not kept)
        margin = MARGIN if kept else GAP // 2
        self._margins.setContentsMargins(margin, margin, margin, margin)
        self._hint.setText(
            self.tr("Hold the mouse down, or \\, to see the picture before. Arrow keys show other styles, Esc goes back.")
            if kept
            else self.tr("Hold the mouse down on the tile to see the picture before.")
        )  # fmt: skip
        self.setGeometry(room)
        self.show_other(shown)
        self.raise_()
        self.show()
