"""The contact sheet: several pictures in several styles beside each other, to give stars to the best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from engine.errors import AppError
from engine.files.destination import write_whole
from engine.names import path_of, speakable
from gui.amounts import number
from gui.bridge import Bridge
from gui.compare.held_key import HeldKey
from gui.gallery.hand import Hand
from gui.gallery.large import LargeView
from gui.gallery.painting_view import Shown
from gui.gallery.sheet_model import SheetModel
from gui.gallery.sheet_picture import as_png, sheet_picture
from gui.gallery.sheet_table import SheetTable
from gui.gallery.stars import MOST, Stars
from gui.looks.colours import Role
from gui.looks.pieces import GAP, MARGIN, button, heading, row, sentence
from gui.words import filled


class Sheet(QWidget):
    back = Signal()
    variants_wanted = Signal(list)
    """Sources and recipes that are to be painted in full."""

    said = Signal(str)

    def __init__(self, bridge: Bridge, stars: Stars | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stars = stars or Stars(parent=self)
        self.remark = stars.remark
        """A sentence, if the user's stars could not be read."""

        stars.failed.connect(self.said)
        self.model = SheetModel(stars, self)
        self.table = SheetTable(bridge, self.model)
        self._standing = sentence(role=Role.QUIET)
        self._least = QComboBox()
        self._full = button("", "play", primary=True)
        self._save = button(self.tr("Save the sheet as PNG…"), "picture")
        self._back = button(self.tr("Back to the gallery"), "left", flat=True)
        self._lay_out()
        self.large = LargeView(bridge, self)
        self._connect()
        self._make_keys()
        self._show_standing()

    def show_variants(self, sources: Sequence[str], hands: Sequence[Hand]) -> None:
        self.large.leave()
        self.model.show(sources, hands)
        self.table.setCurrentIndex(self.model.index(0, 1))
        self.table.setFocus()
        self._show_standing()

    def look_again(self) -> None:
        """Styles may paint otherwise now."""
        self.large.leave()
        self.table.in_sight.look_again()
        self.large.painting.forget()

    def save(self, path: Path) -> None:
        """The sheet as it is now. Never over one of the pictures."""
        if any(_same(path, path_of(source)) for source in self.model.sources):
            self.said.emit(self.tr("That is one of the pictures themselves. Choose another name."))
            return
        try:
            write_whole(path, as_png(sheet_picture(self.model, self.table.paintings)))
        except AppError as error:
            self.said.emit(f"{speakable(str(error))}. {error.hint}")
        else:
            self.said.emit(filled(self.tr("The sheet is saved as “%1”."), speakable(path.name)))

    def _ask_where(self) -> None:
        start = path_of(self.model.sources[0]).parent / f"{self.tr('Contact sheet')}.png"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the sheet"), str(start), self.tr("PNG pictures (*.png)"))
        if name:
            path = Path(name)
            self.save(path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png"))

    def _give(self, stars: int) -> None:
        here = self.table.currentIndex()
        self.model.give(here.row(), here.column(), stars)

    def _show_large(self) -> None:
        here = self.table.currentIndex()
        hand = self.model.hand(here.column())
        if self.large.kept:
            self.large.leave()
        elif hand:
            self.large.show_kept(self._shown(here.row(), here.column(), hand))

    def _turn_large(self) -> None:
        here = self.table.currentIndex()
        hand = self.model.hand(here.column())
        if self.large.kept and hand:
            self.large.show_other(self._shown(here.row(), here.column(), hand))

    def _shown(self, line: int, column: int, hand: Hand) -> Shown:
        paintings, model = self.table.paintings, self.model
        before, after = (paintings.picture(model.wish(line, place)) for place in (0, column))
        return Shown(model.sources[line], hand, before, after)

    def _show_standing(self) -> None:
        done, whole = self.table.count()
        words = filled(self.tr("%1 of %2 painted."), number(done), number(whole)) if done < whole else ""
        hint = self.tr("Give stars with the keys 1 to 5, and 0 takes them away. Enter shows one large.")
        self._standing.setText(f"{words} {hint}".strip())
        starred = len(self.model.starred(self._least.currentData()))
        self._full.setText(self.tr("Paint the starred in full (%n)", "", starred))
        self._full.setEnabled(starred > 0)

    def _want_full(self) -> None:
        self.variants_wanted.emit(self.model.starred(self._least.currentData()))

    def _lay_out(self) -> None:
        for stars in range(1, MOST + 1):
            text = self.tr("%n star(s) or more", "", stars) if stars < MOST else self.tr("%n star(s)", "", stars)
            self._least.addItem(text, stars)
        self._least.setAccessibleName(self.tr("How many stars at least"))
        above = row(self._back, heading(self.tr("Variants"), 1.3), stretch=True)
        above.addWidget(self._save)
        below = row(self._standing, stretch=False)
        below.setStretch(0, 1)
        below.addWidget(self._least)
        below.addWidget(self._full)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        whole.setSpacing(GAP)
        whole.addLayout(above)
        whole.addWidget(self.table, 1)
        whole.addLayout(below)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._save.clicked.connect(self._ask_where)
        self._full.clicked.connect(self._want_full)
        self._least.currentIndexChanged.connect(self._show_standing)
        self.table.progressed.connect(self._show_standing)
        self.table.doubleClicked.connect(self._show_large)
        self.table.selectionModel().currentChanged.connect(self._turn_large)
        self.model.dataChanged.connect(self._show_standing)

    def _make_keys(self) -> None:
        keys: list[tuple[str, tuple[str, ...], Callable[[], None]]] = [
            (self.tr("%n star(s)", "", stars), (str(stars),), partial(self._give, stars)) for stars in range(MOST + 1)
        ]
        keys.append((self.tr("Show large, and back"), ("Return", "Enter", "Space"), self._show_large))
        for title, sequences, act in keys:
            action = QAction(title, self.table)
            action.setShortcuts([QKeySequence(sequence) for sequence in sequences])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.table.addAction(action)
        HeldKey(Qt.Key.Key_Backslash, self.tr("Before, while held"), self).held.connect(self.large.painting.compare)
        closes = QShortcut(QKeySequence("Esc"), self)
        closes.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        closes.activated.connect(self._leave)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _leave(self) -> None:
        if self.large.isVisible():
            self.large.leave()
        else:
            self.back.emit()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
