"""What the data doctor found, with pictures: the user ticks what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import PictureMade
from engine.messages.requests import MakeThumbnail
from engine.messages.teaching_answers import PhotographFound
from engine.names import path_of
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.pieces import sentence
from gui.words import engine_text

LINES = 5  # of text, that a thumbnail is high
ONE_ROW = 5  # pictures that stand in a row, also in a small window
MOST = 300  # pictures that are shown; thumbnails of more would keep the engine busy for minutes
ADVISED = ("already damaged",)
"""Findings that are ticked at first: clean pictures with damage teach that damage is to be left."""


class FindingsList(QWidget):
    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._found: tuple[PhotographFound, ...] = ()
        self._left: set[str] = set()
        self._asked: set[int] = set()
        self._told = sentence(role=Role.QUIET)
        self._all = QCheckBox(self.tr("Show all pictures, also those that are as they should be"))
        self._all.toggled.connect(self._fill)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Findings"))
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setWordWrap(True)
        self._list.setSpacing(6)
        letter = self.fontMetrics()
        self._list.setIconSize(QSize(letter.height() * LINES * 4 // 3, letter.height() * LINES))
        self._list.setGridSize(QSize(letter.averageCharWidth() * 26, letter.height() * (LINES + 5)))
        self._list.itemChanged.connect(self._ticked)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self._told, self._list, self._all):
            inside.addWidget(part)

    @property
    def kept(self) -> list[PhotographFound]:
        return [one for one in self._found if not one.fixed and one.source not in self._left]

    @property
    def without(self) -> tuple[str, ...]:
        """What the user, or our advice, leaves out beyond what is never learnt from."""
        return tuple(one.source for one in self._found if not one.fixed and one.source in self._left)

    def show_found(self, found: Sequence[PhotographFound]) -> None:
        self._found = tuple(found)
        self._left = {one.source for one in found if one.finding in ADVISED}
        self._all.setVisible(any(not one.finding for one in found))
        self._fill()

    def _fill(self) -> None:
        for number in self._asked:
            self._bridge.cancel(number)
        self._asked.clear()
        shown = [one for one in self._found if one.finding or self._all.isChecked()]
        self._list.blockSignals(True)
        self._list.clear()
        for one in shown[:MOST]:
            self._list.addItem(self._item(one))
        self._list.blockSignals(False)
        self._list.setVisible(bool(shown))
        rows = 1 if len(shown) <= ONE_ROW else 2
        self._list.setFixedHeight(rows * self._list.gridSize().height() + self.fontMetrics().height())
        findings = sum(bool(one.finding) for one in self._found)
        words = self.tr("The doctor has something to say of %Ln picture(s). Tick what is to be left out.", "", findings)
        self._told.setText(words if findings else self.tr("The doctor has nothing to say against any of them."))

    def _item(self, one: PhotographFound) -> QListWidgetItem:
        item = QListWidgetItem(f"{one.name}\n{in_words(one)}")
        item.setData(Qt.ItemDataRole.UserRole, one.source)
        item.setToolTip(f"{one.name}\n{one.width} × {one.height}\n{in_words(one)}")
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        item.setSizeHint(self._list.gridSize())  # by itself it takes no room for a line that wraps
        left = one.fixed or one.source in self._left
        item.setCheckState(Qt.CheckState.Checked if left else Qt.CheckState.Unchecked)
        if one.fixed:
            item.setFlags(item.flags() & ~(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled))
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        side = self._list.iconSize().width()
        empty = QPixmap(self._list.iconSize())
        empty.fill(Qt.GlobalColor.transparent)
        item.setIcon(QIcon(empty))
        number = self._bridge.number()
        self._asked.add(number)
        answered = partial(self._picture_came, one.source)
        self._bridge.ask(MakeThumbnail(number, one.source, round(side * self.devicePixelRatioF())), answered)
        return item

    def _picture_came(self, source: str, event: Event) -> None:
        self._asked.discard(getattr(event, "number", 0))
        if not isinstance(event, PictureMade):
            return  # what cannot be read has no picture
        for place in range(self._list.count()):
            item = self._list.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == source:
                self._list.blockSignals(True)
                item.setIcon(QIcon(QPixmap(str(path_of(event.path)))))
                self._list.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        source: str = item.data(Qt.ItemDataRole.UserRole)
        before = len(self._left)
        if item.checkState() == Qt.CheckState.Checked:
            self._left.add(source)
        else:
            self._left.discard(source)
        if len(self._left) != before:
            self.changed.emit()


def in_words(found: PhotographFound) -> str:
    """What is wrong with a picture, on one line; nothing, if it is as it should be."""
    words = engine_text(found.finding)
    because = engine_text(found.because) if found.because else ""
    return f"{words}: {because}" if because else words
