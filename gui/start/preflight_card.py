"""The card before the work: what was dropped, what will happen, how long it takes, and the button that begins it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton

from engine.archive.naming import PLAIN
from engine.events import Event
from engine.messages.answers import Counted, EngineEnded, Examined, RequestFailed
from engine.messages.requests import Examine, PlainRecipe
from engine.names import speakable, uri_of
from gui.amounts import number, size_in_words, time_in_words
from gui.bridge import Bridge
from gui.looks.colours import Role, give_role
from gui.looks.pieces import Column, button, card, heading, sentence
from gui.start.batch import Batch
from gui.start.needy_tiles import NeedyTiles
from gui.start.refused_list import RefusedList
from gui.words import engine_text, filled


class PreflightCard(Column):
    started = Signal(object)
    """The Batch."""

    cancelled = Signal()
    preview_wanted = Signal(str)
    """The source of a picture, as a URI."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._batch: Batch | None = None
        self._asked: int | None = None
        self._title = heading("")
        self._summary, self._remark = sentence(), sentence()
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)  # type: ignore[call-arg]
        self._busy.setMaximumHeight(self.fontMetrics().height() // 2)
        self._time, self._disk, self._place = sentence(), sentence(), sentence()
        self._change = button(self.tr("Change…"), "folder")
        self._change.setAccessibleName(self.tr("Change where results go"))
        self._refused, self._tiles = RefusedList(), NeedyTiles(bridge)
        self._held = QCheckBox(self.tr("Results &wait for my review before they are released"))
        self._start, self._cancel = button(self.tr("Start"), "play", primary=True), button(self.tr("Cancel"))
        self._build()
        self._change.clicked.connect(self._choose_destination)
        self._tiles.clicked.connect(self.preview_wanted)
        self._start.clicked.connect(self.start)
        self._cancel.clicked.connect(self._give_up)
        keys = ((Qt.Key.Key_Return, self._return), (Qt.Key.Key_Enter, self._return), (Qt.Key.Key_Escape, self._give_up))
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bridge.happened.connect(self._hear)

    def examine(self, batch: Batch) -> None:
        """Look through what was dropped, and show it; without a recipe, once `set_recipe` brings one."""
        self._batch = batch
        self.setFocus()  # not a button: Return begins as soon as it can
        self._ask()

    def set_recipe(self, recipe: PlainRecipe) -> None:
        """With another recipe: looked through anew."""
        if self._batch and recipe != self._batch.recipe:
            self.examine(replace(self._batch, recipe=recipe))

    def set_destination(self, destination: Path) -> None:
        if self._batch and destination != self._batch.destination:
            self.examine(replace(self._batch, destination=destination))

    def _ask(self) -> None:
        assert self._batch
        batch = self._batch
        self._forget_question()
        self._show_waiting()
        if batch.recipe is None:
            return
        if not batch.recipe["stages"]:
            self._show_failure(self.tr("All stages are switched off: nothing would be done."), self.tr("Switch one on."))
            return
        self._asked = self._bridge.number()
        place = uri_of(batch.destination)
        request = Examine(self._asked, batch.sources, place, batch.recipe, batch.suffix, batch.template, batch.pyramid)
        self._bridge.ask(request, self._answered)

    def _forget_question(self) -> None:
        if self._asked is not None:
            self._bridge.cancel(self._asked)
            self._asked = None

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded) and self._asked is not None:
            self._ask()  # the engine that was asked is no more; the next one will answer

    def _answered(self, event: Event) -> None:
        match event:
            case Counted(pictures=pictures):
                self._title.setText(self.tr("Looking through the pictures… %Ln so far", "", pictures))
            case Examined():
                self._asked = None
                self._show_examined(event)
            case RequestFailed(message=message, hint=hint):
                self._asked = None
                self._show_failure(message, hint)
            case _:
                pass

    def _show_waiting(self) -> None:
        assert self._batch
        self._title.setText(self.tr("Looking through the pictures…"))
        called = "" if self._batch.template == PLAIN else filled(self.tr("Names: %1"), self._batch.template)
        self._place.setText(f"{speakable(str(self._batch.destination))}\n{called}".strip())
        self._busy.show()
        self._start.setEnabled(False)
        self._remark.hide()
        self._summary.hide()
        for words in (self._time, self._disk):
            words.setText("…")
        give_role(self._disk, Role.TEXT)

    def _show_examined(self, found: Examined) -> None:
        self._busy.hide()
        self._title.setText(self.tr("%Ln photograph(s)", "", found.pictures))
        self._summary.setText(self._summed_up(found))
        self._summary.show()
        self._time.setText(time_in_words(found.seconds))
        self._show_disk(found)
        self._refused.show_refused(found.refused, found.refused_count)
        self._tiles.show_pictures(found.neediest)
        some = found.pictures > found.refused_count
        self._start.setEnabled(some)
        if not some:
            self._say(self.tr("There is no picture here that can be restored."), Role.WARNING)

    def _summed_up(self, found: Examined) -> str:
        amounts = self.tr("%1 megapixels, %2").replace("%1", number(found.megapixels, 1 if found.megapixels < 10 else 0))
        kinds = ", ".join(f"{kind} {number(count)}" for kind, count in kinds_of(found.kinds).items())
        text = "; ".join(part for part in (amounts.replace("%2", size_in_words(found.bytes)), kinds) if part)
        alone = self.tr("%Ln other file(s) are left alone.", "", found.left_alone) if found.left_alone else ""
        return f"{text}\n{alone}".strip()

    def _show_disk(self, found: Examined) -> None:
        short = found.needed_bytes > found.free_bytes
        words = self.tr("%1 needed, %2 free")
        if short:
            words = self.tr("%1 needed, only %2 free: make some room, or choose another place")
        needed, free = size_in_words(found.needed_bytes), size_in_words(found.free_bytes)
        self._disk.setText(words.replace("%1", needed).replace("%2", free))
        give_role(self._disk, Role.BAD if short else Role.TEXT)

    def _show_failure(self, message: str, hint: str) -> None:
        self._busy.hide()
        self._title.setText(self.tr("This cannot begin"))
        for words in (self._time, self._disk):
            words.setText("–")
        self._say(f"{engine_text(speakable(message))}\n{engine_text(speakable(hint))}".strip(), Role.BAD)

    def _say(self, text: str, role: Role) -> None:
        self._remark.setText(text)
        give_role(self._remark, role)
        self._remark.show()

    def _choose_destination(self) -> None:
        assert self._batch
        places = (self._batch.destination, *self._batch.destination.parents)
        start = next((str(place) for place in places if place.is_dir()), "")
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Folder for results"), start):
            self.set_destination(Path(chosen))

    def _return(self) -> None:
        """A button that has the focus is pressed; from anywhere else, the work begins."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            self.start()

    def start(self) -> None:
        """As if its button were pressed."""
        if self._batch and self._start.isEnabled():
            self.started.emit(replace(self._batch, held=self._held.isChecked()))

    def _give_up(self) -> None:
        self._forget_question()
        self.cancelled.emit()

    def _build(self) -> None:
        frame, inside = card()
        inside.setSpacing(12)
        for widget in (self._title, self._summary, self._busy, self._remark):
            inside.addWidget(widget)
        inside.addLayout(self._facts())
        for widget in (self._tiles, self._held):
            inside.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._start)
        inside.addLayout(buttons)
        self.inside.addWidget(frame)
        self.inside.addWidget(self._refused)
        self.inside.addStretch(1)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(1, 1)
        rows = ((self.tr("Time"), self._time), (self.tr("Disk space"), self._disk), (self.tr("Results go to"), self._place))
        for line, (name, words) in enumerate(rows):
            label = QLabel(name)
            give_role(label, Role.QUIET)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, line, 1)
        grid.addWidget(self._change, len(rows), 1, Qt.AlignmentFlag.AlignLeft)
        return grid


def kinds_of(suffixes: dict[str, int]) -> dict[str, int]:
    """How many files of each format, the most first: .tif and .tiff are one."""
    counts: dict[str, int] = {}
    for suffix, count in suffixes.items():
        kind = suffix.lstrip(".").upper()
        kind = {"TIF": "TIFF", "JPG": "JPEG", "JPE": "JPEG"}.get(kind, kind)
        counts[kind] = counts.get(kind, 0) + count
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))
