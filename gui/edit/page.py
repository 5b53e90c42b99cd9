"""The page “Edit”: one picture of a queue, drawn on. What is drawn is kept beside the results, and worked in with the rest."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QHideEvent, QImage, QKeySequence, QShowEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from engine.answers import Described, RequestFailed
from engine.edit import Area, Edit, Hint, Mark, Point, Shape
from engine.edit_answers import DamageFound, EditRead, PartSelected
from engine.edit_requests import FindDamage, KeepEdit, ReadEdit, SelectPart
from engine.events import Event
from engine.queue_answers import Row
from gui.bridge import Bridge
from gui.compare.held_key import HeldKey
from gui.edit.canvas import EditCanvas
from gui.edit.faces import FaceBoard
from gui.edit.history import EditHistory
from gui.edit.nothing import NothingChosen
from gui.edit.side import EditSide
from gui.edit.tool_box import ToolBox
from gui.looks.icons import dress
from gui.looks.tool_button import tool
from gui.words import engine_text

RESTS = 400  # milliseconds after a change, before it is kept


class EditPage(QStackedWidget):
    said = Signal(str)
    pictures_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._queue, self._row = "", None
        self._wanted: tuple[str, Row] | None = None  # what is to be shown once anybody looks
        self._recipe: dict[str, Any] = {}
        self._titles: dict[str, str] = {}
        self._asked: dict[type, int] = {}
        self._drawn = False  # whether anything was changed since the picture was last to be done again
        self.canvas, self.tools, self.side = EditCanvas(bridge), ToolBox(), EditSide()
        self.history = EditHistory(self)
        self._keep = QTimer(self, interval=RESTS, singleShot=True)
        self._keep.timeout.connect(self._keep_edit)
        nothing = NothingChosen()
        nothing.pictures_wanted.connect(self.pictures_wanted)
        self.addWidget(nothing)
        self.addWidget(self._desk())
        self._connect()
        self.tools.set_width(self.canvas.width_share)
        self.tools.offer_colours(False, self._no_colours())

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
        self.side.trial.setChecked(False)
        self.side.finding.setChecked(False)
        self._recipe = {}
        self.canvas.setEnabled(False)  # until it is known what was drawn before: it would be written over
        for kind in (SelectPart, FindDamage):  # of the picture before
            self._asked.pop(kind, None)
        if self._row is None:
            self.canvas.clear()
            return
        self.history.begin(Edit())
        self.side.name.setText(self._row.name)
        self.canvas.show_picture(self._row.source)
        self._ask(ReadEdit(self._bridge.number(), self._queue, self._row.job), self._read)

    def _read(self, event: Event) -> None:
        if isinstance(event, EditRead):
            self._recipe = event.recipe
            self.canvas.setEnabled(True)
            stages = [stage["type"] for stage in self._recipe["stages"]]
            has_colours = "colourise" in stages
            self.tools.offer_colours(has_colours, "" if has_colours else self._no_colours())
            self.side.offer_finding("scratches" in stages)
            self.side.offer_faces("faces" in stages)
            self.history.begin(msgspec.convert(event.edit, Edit))
            self._show_route(event)
        elif isinstance(event, RequestFailed):
            self._fail(event)

    # What is drawn

    def _connect(self) -> None:
        self.tools.chosen.connect(self.canvas.choose)
        self.tools.width_changed.connect(self._set_width)
        self.canvas.drew.connect(self._draw)
        self.canvas.asked.connect(self._select)
        self.canvas.pointed.connect(self._ask_colour)
        self.canvas.preview.failed.connect(lambda message, hint: self.canvas.note.say(message, hint, low=True))
        self.side.purpose_changed.connect(self._set_purpose)
        self.side.finding_changed.connect(self._find)
        self.side.faces_wanted.connect(self._show_faces)
        self.side.trial_changed.connect(self.canvas.try_out)
        self.side.style_place_changed.connect(
            lambda place: self.history.push(self.tr("where styles paint"), replace(self.history.edit, style_on=place))
        )
        self.side.hints_cleared.connect(
            lambda: self.history.push(self.tr("forget colours"), replace(self.history.edit, hints=()))
        )
        self.side.cleared.connect(lambda: self.history.push(self.tr("take all marks away"), Edit()))
        self.history.changed.connect(self._changed)

    def _set_width(self, share: float) -> None:
        self.canvas.width_share = share
        self.canvas.update()

    def _set_purpose(self, on_subject: bool) -> None:
        self.canvas.on_subject = on_subject
        self.canvas.update()

    def _draw(self, shape: Shape, erases: bool, words: str = "") -> None:
        self.side.trial.setChecked(False)
        mark, edit = Mark(shape=shape, erases=erases), self.history.edit
        if self.canvas.on_subject:
            place = "subject" if edit.style_on == "all" else edit.style_on
            after = replace(edit, subject=(*edit.subject, mark), style_on=place)
        else:
            after = replace(edit, marks=(*edit.marks, mark))
        self.history.push(words or (self.tr("erase") if erases else self.tr("mark")), after)

    def _select(self, kind: str, around: tuple[Point, ...]) -> None:
        assert self._row
        self.canvas.note.say(self.tr("Looking for its outline…"), low=True)
        request = SelectPart(self._bridge.number(), self._row.source, kind, around)  # pyright: ignore[reportArgumentType]
        self._ask(request, self._selected)

    def _selected(self, event: Event) -> None:
        self.canvas.note.hide()
        if isinstance(event, PartSelected) and event.rings:
            self._draw(Area(rings=event.rings), False, self.tr("select"))
        elif isinstance(event, PartSelected):
            hint = self.tr("Draw a line closely around it, or use the brush.")
            self.canvas.note.say(self.tr("No outline was found there."), hint, low=True)
        elif isinstance(event, RequestFailed):
            self._fail(event)

    def _ask_colour(self, across: float, down: float) -> None:
        chosen = QColorDialog.getColor(QColor("#808080"), self, self.tr("What colour is it?"))
        if chosen.isValid():
            hint = Hint(across=round(across, 5), down=round(down, 5), colour=chosen.name())
            self.history.push(self.tr("known colour"), replace(self.history.edit, hints=(*self.history.edit.hints, hint)))

    def _find(self, on: bool) -> None:
        if on and self._row and self._recipe:
            self.canvas.note.say(self.tr("Looking for damage…"), low=True)
            self._ask(FindDamage(self._bridge.number(), self._row.source, self._recipe), self._found)
        else:
            self.canvas.show_found(QImage())

    def _show_faces(self) -> None:
        if self._row and self._recipe:
            board = FaceBoard(self._bridge, self._row.source, self._recipe, self.history.edit.faces_left, self)
            board.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            board.left_changed.connect(self._leave_faces)
            board.open()

    def _leave_faces(self, points: tuple[Point, ...]) -> None:
        self.side.trial.setChecked(False)
        self.history.push(self.tr("choose faces"), replace(self.history.edit, faces_left=points))

    def _found(self, event: Event) -> None:
        self.canvas.note.hide()
        if isinstance(event, DamageFound) and event.mask:
            self.canvas.files.read(event.mask, self, self.canvas.show_found)
        elif isinstance(event, RequestFailed):
            self._fail(event)

    # What becomes of it

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
            request = KeepEdit(self._bridge.number(), self._queue, self._row.job, plain, again)
            self._ask(request, self._kept)

    def _kept(self, event: Event) -> None:
        if isinstance(event, EditRead):
            self._show_route(event)
        elif isinstance(event, RequestFailed):
            self.said.emit(f"{engine_text(event.message)} {engine_text(event.hint)}".strip())

    def _show_route(self, event: EditRead) -> None:
        if self._row and event.source == self._row.source:
            self.side.show_route(event.route, self._titles)

    def _ask(self, request: Any, heard: Any) -> None:
        """Of a kind of question only the last is waited for."""
        kind = type(request)
        self._asked[kind] = request.number

        def hear(event: Event) -> None:
            if self._asked.get(kind) == getattr(event, "number", None):
                heard(event)

        self._bridge.ask(request, hear)

    def _fail(self, event: RequestFailed) -> None:
        self.canvas.note.say(engine_text(event.message), engine_text(event.hint), low=True)

    def _no_colours(self) -> str:
        return self.tr("The recipe gives no colours: it has no step “Colourise”.")

    # How it looks

    def _desk(self) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 8)
        left.addWidget(self.tools, 1)
        stack = self.history.stack
        for made, picture, keys in (
            (stack.createUndoAction(self, self.tr("Undo")), "undo", ("Ctrl+Z",)),
            (stack.createRedoAction(self, self.tr("Redo")), "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        ):
            made.setShortcuts([QKeySequence(one) for one in keys])
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            whole.addAction(made)
            step = tool(picture=picture, action=made)
            step.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            dress(made, picture)
            left.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        result = QAction(self.tr("Show the result"), whole, shortcut=QKeySequence("R"))
        result.triggered.connect(self.side.trial.toggle)
        whole.addAction(result)
        HeldKey(Qt.Key.Key_Backslash, self.tr("Before, while held"), whole).held.connect(
            lambda on: self.canvas.try_out(self.side.trial.isChecked() and not on)
        )
        self.side.setMinimumWidth(whole.fontMetrics().averageCharWidth() * 34)
        across.addLayout(left)
        across.addWidget(self.canvas, 3)
        across.addWidget(self.side, 1)
        return whole
