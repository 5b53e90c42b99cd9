"""Drawing: what is drawn, clicked and chosen becomes steps of the history; outlines, damage and faces are asked for."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QColorDialog

from engine.edits.edit import Area, Edit, Hint, Mark, Point, Shape
from engine.events import Event
from engine.messages.answers import RequestFailed
from engine.messages.edit_answers import DamageFound, PartSelected
from engine.messages.edit_requests import FindDamage, SelectPart
from gui.bridge import Bridge
from gui.edit.desk import EditDesk
from gui.edit.faces import FaceBoard
from gui.edit.questions import LastQuestions


class Drawing(QObject):
    def __init__(self, bridge: Bridge, desk: EditDesk) -> None:
        super().__init__(desk)
        self._bridge, self._desk, self._questions = bridge, desk, LastQuestions(bridge)
        self._canvas, self._side, self._history = desk.canvas, desk.side, desk.history
        self._source, self._recipe = "", dict[str, Any]()
        self._canvas.drew.connect(self._draw)
        self._canvas.asked.connect(self._select)
        self._canvas.pointed.connect(self._ask_colour)
        self._side.finding_changed.connect(self._find)
        self._side.faces_wanted.connect(self._show_faces)
        self._side.style_place_changed.connect(lambda place: self._push(self.tr("where styles paint"), style_on=place))
        self._side.hints_cleared.connect(lambda: self._push(self.tr("forget colours"), hints=()))
        self._side.cleared.connect(lambda: self._history.push(self.tr("take all marks away"), Edit()))

    def begin(self, source: str) -> None:
        """On another picture, whose recipe is not known yet; answers about the one before come too late."""
        self._source, self._recipe = source, {}
        self._side.trial.setChecked(False)
        self._side.finding.setChecked(False)
        self._questions.forget()

    def set_recipe(self, recipe: dict[str, Any]) -> None:
        """That of the picture: what it has no step for is not offered."""
        self._recipe = recipe
        stages = [stage["type"] for stage in recipe["stages"]]
        self.offer_colours("colourise" in stages)
        self._side.offer_finding("scratches" in stages)
        self._side.offer_faces("faces" in stages)

    def offer_colours(self, offered: bool) -> None:
        why = "" if offered else self.tr("The recipe gives no colours: it has no step “Colourise”.")
        self._desk.tools.offer_colours(offered, why)

    def _push(self, words: str, **changes: Any) -> None:
        self._history.push(words, replace(self._history.edit, **changes))

    def _draw(self, shape: Shape, erases: bool, words: str = "") -> None:
        self._side.trial.setChecked(False)
        mark, edit = Mark(shape=shape, erases=erases), self._history.edit
        words = words or (self.tr("erase") if erases else self.tr("mark"))
        if self._canvas.on_subject:
            place = "subject" if edit.style_on == "all" else edit.style_on
            self._push(words, subject=(*edit.subject, mark), style_on=place)
        else:
            self._push(words, marks=(*edit.marks, mark))

    # Things and writing

    def _select(self, kind: str, around: tuple[Point, ...]) -> None:
        self._canvas.note.say(self.tr("Looking for its outline…"), low=True)
        request = SelectPart(self._questions.number(), self._source, kind, around)  # pyright: ignore[reportArgumentType]
        self._questions.ask(request, self._selected)

    def _selected(self, event: Event) -> None:
        self._canvas.note.hide()
        if isinstance(event, PartSelected) and event.rings:
            self._draw(Area(rings=event.rings), False, self.tr("select"))
        elif isinstance(event, PartSelected):
            hint = self.tr("Draw a line closely around it, or use the brush.")
            self._canvas.note.say(self.tr("No outline was found there."), hint, low=True)
        elif isinstance(event, RequestFailed):
            self._desk.say_failed(event)

    # Colours

    def _ask_colour(self, across: float, down: float) -> None:
        chosen = QColorDialog.getColor(QColor("#808080"), self._desk, self.tr("What colour is it?"))
        if chosen.isValid():
            hint = Hint(across=round(across, 5), down=round(down, 5), colour=chosen.name())
            self._push(self.tr("known colour"), hints=(*self._history.edit.hints, hint))

    # Damage

    def _find(self, on: bool) -> None:
        if on and self._recipe:
            self._canvas.note.say(self.tr("Looking for damage…"), low=True)
            self._questions.ask(FindDamage(self._questions.number(), self._source, self._recipe), self._found)
        else:
            self._canvas.show_found(QImage())

    def _found(self, event: Event) -> None:
        self._canvas.note.hide()
        if isinstance(event, DamageFound) and event.mask:
            self._canvas.files.read(event.mask, self, self._canvas.show_found)
        elif isinstance(event, RequestFailed):
            self._desk.say_failed(event)

    # Faces

    def _show_faces(self) -> None:
        if self._recipe:
            board = FaceBoard(self._bridge, self._source, self._recipe, self._history.edit.faces_left, self._desk)
            board.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            board.left_changed.connect(self._leave_faces)
            board.open()

    def _leave_faces(self, points: tuple[Point, ...]) -> None:
        self._side.trial.setChecked(False)
        self._push(self.tr("choose faces"), faces_left=points)
