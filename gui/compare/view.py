"""The comparison of a picture with its result, or with what a recipe would make of a patch of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.events import Event, JobFinished
from engine.names import path_of, speakable
from gui.bridge import Bridge
from gui.compare.bar import CompareBar
from gui.compare.canvas import CompareCanvas
from gui.compare.held_key import HeldKey
from gui.compare.modes import Mode


class CompareView(QWidget):
    found = Signal(object, object)
    """What the stages found in the patch: dict of places in the recipe to sentences; and the places that are not needed."""

    failed = Signal(str, str)
    """The patch could not be painted: message and hint."""

    mode_changed = Signal(object)

    def __init__(self, bridge: Bridge, view: str = "patch", parent: QWidget | None = None) -> None:
        """`view`: its name in requests; a preview of one view does not call off that of another."""
        super().__init__(parent)
        self.canvas = CompareCanvas(bridge, self)
        self.canvas.patch.preview.view = view
        self.canvas.patch.preview.see(False)  # until it is shown
        self._bar = CompareBar(self.canvas.fit, self.canvas.one_to_one, self)
        self._bar.chosen.connect(self.choose_mode)
        self._bar.blinked.connect(self.canvas.blink)
        self._bar.loupe_wished.connect(lambda on: self.canvas.wish_for_loupe("button", on))
        self.canvas.zoomed.connect(lambda: self._bar.show_zoom(self.canvas.percent))
        HeldKey(Qt.Key.Key_Backslash, self.tr("Before, while held"), self).held.connect(self.canvas.blink)
        loupe = HeldKey(Qt.Key.Key_L, self.tr("Loupe, while held"), self)
        loupe.held.connect(lambda on: self.canvas.wish_for_loupe("key", on))
        self.canvas.patch.preview.found.connect(self.found)
        self.canvas.patch.preview.failed.connect(self.failed)
        self._shown: tuple[str, str | None] | None = None
        self._said = ""
        bridge.happened.connect(self._heard)
        self.setFocusProxy(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._bar)

    def show_pictures(self, before: str, after: str | None) -> None:
        """Compare two files (URIs), or, without a result, try a recipe on a patch. The same pair again changes nothing."""
        if (before, after) != self._shown:
            self._shown = before, after
            self.canvas.show_pictures(before, after)

    def say(self, message: str, hint: str = "") -> None:
        """Words about the picture, until another one is shown; an empty message takes them off."""
        note = self.canvas.note
        if message:
            note.say(message, hint, low=True)
        elif self._said and note.message == self._said:
            note.hide()
        self._said = message

    def read_again(self) -> None:
        """The files have changed."""
        if self._shown:
            before, after = self._shown
            self.canvas.clear()
            self.canvas.show_pictures(before, after)

    def clear(self) -> None:
        self._shown = None
        self.canvas.clear()

    def set_recipe(self, recipe: dict[str, Any] | None) -> None:
        """The recipe that the patch is painted with; without one, there is nothing to compare."""
        self.canvas.patch.preview.set_recipe(recipe)

    @property
    def mode(self) -> Mode:
        return self.canvas.mode

    def choose_mode(self, mode: Mode) -> None:
        if mode != self.canvas.mode:
            self._bar.mark(mode)
            self.canvas.choose_mode(mode)
            self.mode_changed.emit(mode)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.canvas.patch.preview.see(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.canvas.patch.preview.see(False)

    def _heard(self, event: Event) -> None:
        after = self._shown[1] if self._shown else None
        if isinstance(event, JobFinished) and after is not None and event.result == speakable(str(path_of(after))):
            self.read_again()  # done again: another file at the same place
