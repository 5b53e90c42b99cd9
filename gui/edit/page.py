"""The page “Edit”: one picture of a queue, drawn on. What is drawn is kept beside the results, and worked in with the rest."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from engine.edits.edit import Edit
from engine.events import Event
from engine.messages.answers import Described, RequestFailed
from engine.messages.edit_answers import EditRead
from engine.messages.edit_requests import KeepEdit, ReadEdit
from engine.messages.queue_answers import Row
from gui.bridge import Bridge
from gui.edit.desk import EditDesk
from gui.edit.drawing import Drawing
from gui.edit.nothing import NothingChosen
from gui.edit.questions import LastQuestions
from gui.words import engine_text

RESTS = 400  # milliseconds after a change, before it is kept


class EditPage(QStackedWidget):
    said = Signal(str)
    pictures_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = LastQuestions(bridge)
        self._queue, self._row = "", None
        self._wanted: tuple[str, Row] | None = None  # what is to be shown once anybody looks
        self._recipe: dict[str, Any] = {}
        self._titles: dict[str, str] = {}
        self._drawn = False  # whether anything was changed since the picture was last to be done again
        desk, nothing = EditDesk(bridge), NothingChosen()
        self.canvas, self.tools, self.side, self.history = desk.canvas, desk.tools, desk.side, desk.history
        self._drawing = Drawing(bridge, desk)
        self._drawing.offer_colours(False)
        self._keep = QTimer(self, interval=RESTS, singleShot=True)
        self._keep.timeout.connect(self._keep_edit)
        nothing.pictures_wanted.connect(self.pictures_wanted)
        self.history.changed.connect(self._changed)
        self.addWidget(nothing)
        self.addWidget(desk)

    # Which picture

    def set_described(self, described: Described) -> None:
        self._titles = {stage.name: engine_text(stage.title) for stage in described.stages}

    def set_picture(self, queue: str, row: Row | None) -> None:
        """The picture that is chosen in a queue; it is read when the page is looked at."""
        self._wanted = (queue, row) if row else None
        if self.isVisible():
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    def leave(self) -> None:
        """A picture that was drawn on is done again, if it was done."""
        if self._row and self._drawn:
            self._keep_edit(again=True)
        self._drawn = False

    def _follow(self) -> None:
        before = (self._queue, self._row.job) if self._row else None
        if self._wanted and (self._wanted[0], self._wanted[1].job) == before:
            return
        self.leave()
        self._queue, self._row = self._wanted or ("", None)
        self.setCurrentIndex(1 if self._row else 0)
        self._recipe = {}
        self._drawing.begin(self._row.source if self._row else "")
        self.canvas.setEnabled(False)  # until it is known what was drawn before: it would be written over
        if self._row is None:
            self.canvas.clear()
            return
        self.history.begin(Edit())
        self.side.name.setText(self._row.name)
        self.canvas.show_picture(self._row.source)
        self._questions.ask(ReadEdit(self._questions.number(), self._queue, self._row.job), self._read)

    def _read(self, event: Event) -> None:
        if isinstance(event, EditRead):
            self._recipe = event.recipe
            self.canvas.setEnabled(True)
            self._drawing.set_recipe(self._recipe)
            self.history.begin(msgspec.convert(event.edit, Edit))
            self._show_route(event)
        elif isinstance(event, RequestFailed):
            self.canvas.note.say(engine_text(event.message), engine_text(event.hint), low=True)

    # What becomes of what is drawn

    def _changed(self, by_hand: bool) -> None:
        edit = self.history.edit
        self.canvas.show_edit(edit)
        self.side.show_edit(edit, any(stage["type"] == "style" for stage in self._recipe.get("stages", ())))
        self.canvas.preview.set_recipe(self._recipe or None, msgspec.to_builtins(edit))
        if by_hand:
            self._drawn = True
            self._keep.start()

    def _keep_edit(self, again: bool = False) -> None:
        self._keep.stop()
        if self._row:
            plain = msgspec.to_builtins(self.history.edit)
            request = KeepEdit(self._questions.number(), self._queue, self._row.job, plain, again)
            self._questions.ask(request, self._kept)

    def _kept(self, event: Event) -> None:
        if isinstance(event, EditRead):
            self._show_route(event)
        elif isinstance(event, RequestFailed):
            self.said.emit(f"{engine_text(event.message)} {engine_text(event.hint)}".strip())

    def _show_route(self, event: EditRead) -> None:
        if self._row and event.source == self._row.source:
            self.side.show_route(event.route, self._titles)
