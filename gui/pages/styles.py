"""The page of styles: every style on the user's own picture, mixtures of them, and contact sheets of several pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import Described, Examined, ModelDescribed
from engine.names import path_of, uri_of
from gui.bridge import Bridge
from gui.drops import holds_files, uris_in
from gui.gallery.favourites import Favourites
from gui.gallery.gallery import Gallery
from gui.gallery.hand import Hand
from gui.gallery.sheet import Sheet
from gui.looks.colours import Role
from gui.looks.pieces import MARGIN, button, heading, sentence

STYLIST = "stylist"
MOST = 200  # pictures of a sheet, and of a folder that is dropped


class StylesPage(QStackedWidget):
    recipe_wanted = Signal(dict)
    """The recipe of what was mixed, for the pictures of the page of pictures."""

    variants_wanted = Signal(list)
    """Pairs of sources and recipes that were starred: list[tuple[str, PlainRecipe]]."""

    models_wanted = Signal()
    said = Signal(str)

    def __init__(self, bridge: Bridge, favourites: Favourites | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        favourites = favourites or Favourites()
        self._bridge = bridge
        self._stylist: ModelDescribed | None = None
        self._described = False
        self._suffixes: tuple[str, ...] = ()
        self._sources: tuple[str, ...] = ()
        self.gallery, self.sheet = Gallery(bridge, favourites), Sheet(bridge)
        self.remark = " ".join(filter(None, (favourites.remark, self.sheet.remark)))
        """A sentence, if the user's favourites or stars could not be read."""

        self._waiting = sentence(self.tr("The engine is looking for styles…"), Role.QUIET)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._to_models = button(self.tr("Go to Models"), "models", primary=True)
        self._choose = button(self.tr("Choose a picture…"), "picture", primary=True)
        self._lacking = _notice(
            self.tr("There is no stylist yet"),
            (
                self.tr("Styles are painted by a model with the id “stylist”, and none is installed."),
                self.tr("If you have one as a folder, with model.toml and weights.safetensors, add it on the page of models."),
                self.tr("Or train one of your own from paintings that you like: docs/games.md tells how, below “styles”."),
            ),
            self._to_models,
        )
        self._empty = _notice(
            self.tr("Drop a photograph here"),
            (self.tr("Every style is then painted on it, so that you see what it does. The photograph stays as it is."),),
            self._choose,
        )
        for part in (self._waiting, self._lacking, self._empty, self.gallery, self.sheet):
            self.addWidget(part)
        self._connect()

    def set_described(self, described: Described) -> None:
        """Which styles there are."""
        stylist = next((model for model in described.models if model.id == STYLIST and model.styles), None)
        changed, self._stylist = stylist != self._stylist, stylist
        self._described, self._suffixes = True, described.suffixes
        self.setAcceptDrops(bool(stylist))  # else the window takes them
        if changed:
            self.gallery.set_styles(stylist.styles if stylist else ())
            self.gallery.look_again()
            self.sheet.look_again()
        self._show_standing()

    def set_picture(self, uri: str) -> None:
        """The picture that styles are painted on."""
        if uri != self.gallery.source:
            self.gallery.set_picture(uri)
        self._show_standing()

    def set_pictures(self, uris: Sequence[str]) -> None:
        """The pictures of contact sheets."""
        self._sources = tuple(uris[:MOST])
        if uris and not self.gallery.source:
            self.set_picture(uris[0])

    def take(self, paths: Iterable[Path]) -> None:
        """Pictures were dropped here, or chosen."""
        found = [uri_of(path) for path in islice(self._pictures_in(paths), MOST)]
        if not found:
            self.said.emit(self.tr("There is no picture in that."))
            return
        self.set_picture(found[0])
        self.set_pictures(found)
        if self.currentWidget() is self.sheet:
            self._show_gallery()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(map(path_of, uris_in(event.mimeData())))

    def _pictures_in(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Of folders, what lies in them directly: this is for trying out."""
        for path in paths:
            try:
                files = sorted(path.iterdir()) if path.is_dir() else [path]
            except OSError:
                continue
            yield from (file for file in files if file.suffix.lower() in self._suffixes)

    def _ask_for_picture(self) -> None:
        names = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in self._suffixes)
        kinds = self.tr("Photographs (%1)").replace("%1", names)
        start = str(path_of(self.gallery.source).parent) if self.gallery.source else ""
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose a picture, or several"), start, kinds)
        if chosen:
            self.take([Path(name) for name in chosen])

    def _hear(self, event: Event) -> None:
        """What is looked through on the page of pictures can be tried here at once."""
        if isinstance(event, Examined) and event.neediest:
            sources = [needy.source for needy in event.neediest]
            if self.gallery.source not in sources:
                self.set_picture(sources[0])
                self.set_pictures(sources)

    def _show_sheet(self, hands: list[Hand]) -> None:
        if not hands:
            return  # nothing was found by that search
        sources = self._sources if self.gallery.source in self._sources else (self.gallery.source, *self._sources)
        self.sheet.show_variants(sources, hands)
        self.setCurrentWidget(self.sheet)
        self.sheet.table.setFocus()

    def _show_gallery(self) -> None:
        self.setCurrentWidget(self.gallery)
        self.gallery.tiles.setFocus()

    def _show_standing(self) -> None:
        part: QWidget = self.gallery
        if not self._described:
            part = self._waiting
        elif not self._stylist:
            part = self._lacking
        elif not self.gallery.source:
            part = self._empty
        elif self.currentWidget() is self.sheet:
            part = self.sheet
        self.setCurrentWidget(part)
        self.setFocusProxy(self.gallery.tiles if part is self.gallery else part)

    def _connect(self) -> None:
        self._bridge.happened.connect(self._hear)
        self._to_models.clicked.connect(self.models_wanted)
        self._choose.clicked.connect(self._ask_for_picture)
        self.gallery.picture_wanted.connect(self._ask_for_picture)
        self.gallery.variants_wanted.connect(self._show_sheet)
        self.gallery.use_wanted.connect(lambda hand: self.recipe_wanted.emit(hand.recipe))
        self.sheet.back.connect(self._show_gallery)
        self.sheet.variants_wanted.connect(self.variants_wanted)
        for part in (self.gallery, self.sheet):
            part.said.connect(self.said)


def _notice(title: str, sentences: Iterable[str], act: QWidget) -> QWidget:
    """A card in place of the gallery, in the middle of the page."""
    frame = QFrame()
    frame.setProperty("card", "drop")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    inside.setSpacing(10)
    inside.addStretch(3)
    large = heading(title, 1.7)
    large.setAlignment(Qt.AlignmentFlag.AlignCenter)
    inside.addWidget(large)
    for text in sentences:
        words = sentence(text, Role.QUIET)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        inside.addWidget(words)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(act)
    line.addStretch(1)
    inside.addSpacing(6)
    inside.addLayout(line)
    inside.addStretch(4)
    page = QWidget()
    whole = QVBoxLayout(page)
    whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    whole.addWidget(frame)
    return page
