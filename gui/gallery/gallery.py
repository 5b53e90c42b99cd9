"""The gallery as a whole: the head, the grid of tiles, the mixer below, and one painting shown large over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui.bridge import Bridge
from gui.compare.held_key import HeldKey
from gui.gallery.delegate import EDGE
from gui.gallery.favourites import Favourites
from gui.gallery.hand import Hand, Wish
from gui.gallery.head import GalleryHead
from gui.gallery.large import LargeView
from gui.gallery.mixer import Mixer
from gui.gallery.model import MOST, GalleryModel
from gui.gallery.painting_view import Shown
from gui.gallery.tiles import TileView
from gui.looks.colours import Role
from gui.looks.pieces import GAP, MARGIN, sentence


class Gallery(QWidget):
    use_wanted = Signal(object)
    """The Hand that was mixed."""

    variants_wanted = Signal(list)
    """The Hands of which a sheet is wanted."""

    picture_wanted = Signal()
    said = Signal(str)

    def __init__(self, bridge: Bridge, favourites: Favourites, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source, self._said = "", ""
        self.model = GalleryModel(favourites, self)
        self.head, self.tiles, self.mixer = GalleryHead(self.model), TileView(bridge, self.model), Mixer(bridge, self.model)
        self._nothing = sentence(role=Role.QUIET)
        words = self.tr("Click styles to mix up to four of them. Rest the mouse on one to see it large.")
        self._hint = sentence(words, Role.QUIET)
        self._lay_out()
        self.large = LargeView(bridge, self)
        self._connect()
        self._make_keys()
        self._show_standing()

    def set_styles(self, styles: Iterable[str]) -> None:
        self.model.set_styles(styles)
        self.head.show_styles()
        self._show_standing()

    def set_picture(self, uri: str) -> None:
        self.source, self._said = uri, ""
        self.large.leave()
        self.head.show_picture(uri, None)
        self.mixer.set_source(uri)
        self.tiles.set_source(uri)
        self._show_untouched()

    def look_again(self) -> None:
        """Styles may paint otherwise now."""
        self.large.leave()
        self.tiles.in_sight.look_again()
        for view in (self.mixer.preview, self.large.painting):
            view.forget()

    def hands(self) -> list[Hand]:
        """What a sheet is made of: the chosen styles and their mixture, or every style that is shown."""
        chosen = self.model.chosen
        hands = [self.model.hand(style) for style in chosen or self.model.shown]
        mixture = self.mixer.hand
        return [*hands, mixture] if mixture and len(chosen) > 1 else hands

    def show_large(self) -> None:
        """The tile that the keys are on; or, where it is large already, the gallery again."""
        style = self.tiles.style_here
        if self.large.kept:
            self.large.leave()
        elif style:
            self.large.show_kept(self._shown(style))

    def _shown(self, style: str) -> Shown:
        return Shown(self.source, self.model.hand(style), self.tiles.untouched, self.tiles.painted(style))

    def _rest(self, style: str, tile: QRect) -> None:
        if self.large.kept:
            return
        if style:
            place = QRect(self.tiles.mapTo(self, tile.topLeft()), tile.size())
            self.large.show_beside(self._shown(style), place, self.parts.geometry())
        else:
            self.large.leave()

    def _turn_large(self, style: str) -> None:
        """Keys go from tile to tile also while one is large."""
        if self.large.kept and style:
            self.large.show_other(self._shown(style))

    def _follow_strength(self) -> None:
        if style := self._large_style():
            self.large.show_other(self._shown(style))

    def _large_style(self) -> str:
        hand = self.large.hand
        return hand.weights[0][0] if hand and len(hand.weights) == 1 else ""

    def _show_mixture(self, hand: Hand) -> None:
        self.large.show_kept(Shown(self.source, hand, self.tiles.untouched))
        self.tiles.setFocus()

    def _made(self, wish: Wish) -> None:
        if wish.source == self.source and not wish.weights:
            self._show_untouched()

    def _show_untouched(self) -> None:
        if untouched := self.tiles.untouched:
            self.head.show_picture(self.source, untouched)
            self.mixer.set_untouched(untouched)

    def _say_refused(self, wish: Wish) -> None:
        """Once, though every tile is refused for the same reason."""
        words = " ".join(self.tiles.paintings.problem(wish).split())
        if words != self._said:
            self._said = words
            self.said.emit(words)

    def _show_standing(self) -> None:
        some = bool(self.model.shown)
        self._stack.setCurrentIndex(0 if some else 1)
        self._nothing.setText(
            self.tr("No style has a star yet. Click the star below a style, or press F, to find it here.")
            if self.head.starred and not self.head.search.text()
            else self.tr("No style is called that.")
        )
        self._hint.setVisible(not self.model.chosen and some)

    def _on_tile(self, act: Callable[[str], object]) -> Callable[[], None]:
        def acts() -> None:
            style = self._large_style() or self.tiles.style_here
            if style:
                act(style)

        return acts

    def _make_keys(self) -> None:
        """They are also what a tile's menu offers."""
        keys: tuple[tuple[str, tuple[str, ...], Callable[[], None]], ...] = (
            (self.tr("Show large, and back"), ("Return", "Enter", "Space"), self.show_large),
            (self.tr("Into the mixture, or out of it"), ("M", "Ctrl+Space"), self._on_tile(self.model.toggle)),
            (self.tr("Favourite, or not any more"), ("F",), self._on_tile(self.model.star)),
            (self.tr("Stronger"), ("+", "="), self._on_tile(lambda style: self.model.turn(style, 1))),
            (self.tr("Weaker"), ("-",), self._on_tile(lambda style: self.model.turn(style, -1))),
        )
        for title, sequences, act in keys:
            action = QAction(title, self.tiles)
            action.setShortcuts([QKeySequence(sequence) for sequence in sequences])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.tiles.addAction(action)
        self.tiles.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        HeldKey(Qt.Key.Key_Backslash, self.tr("Before, while held"), self).held.connect(self._compare)
        closes = QShortcut(QKeySequence("Esc"), self)
        closes.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        closes.activated.connect(self.large.leave)

    def _compare(self, on: bool) -> None:
        """As long as a key is held."""
        self.tiles.compare_here(on)
        for view in (self.mixer.preview, self.large.painting):
            view.compare(on)

    def _lay_out(self) -> None:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self._nothing)
        self.parts = parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._stack)
        parts.addWidget(self.mixer)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        edge = MARGIN - EDGE  # tiles have edges of their own
        whole.setContentsMargins(edge, GAP, edge, GAP)
        whole.addWidget(self.head)
        whole.addWidget(self.parts, 1)
        whole.addWidget(self._hint)
        for part in (self.head, self.mixer, self._hint):
            part.setContentsMargins(EDGE, 0, EDGE, 0)

    def _connect(self) -> None:
        self.head.picture_wanted.connect(self.picture_wanted)
        self.head.variants_wanted.connect(lambda: self.variants_wanted.emit(self.hands()))
        self.mixer.use_wanted.connect(self.use_wanted)
        self.mixer.large_wanted.connect(self._show_mixture)
        self.tiles.rested.connect(self._rest)
        self.tiles.compared.connect(self.large.painting.compare)
        self.tiles.current_changed.connect(self._turn_large)
        self.tiles.paintings.made.connect(self._made)
        self.tiles.paintings.refused.connect(self._say_refused)
        self.model.brush_changed.connect(self._follow_strength)
        self.model.full.connect(lambda: self.said.emit(self.tr("%n style(s) can be mixed. Take one out first.", "", MOST)))
        self.model.favourites.failed.connect(self.said)
        for changed in (self.model.modelReset, self.model.chosen_changed, self.head.search.textChanged):
            changed.connect(self._show_standing)
