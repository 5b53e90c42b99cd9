"""What stands beside the picture: what marks are for, what is shown, where styles go, and the way that the picture takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLabel, QRadioButton, QSizePolicy, QWidget

from engine.edits.edit import Edit, Hint
from engine.messages.edit_answers import Leg
from gui.looks.colours import Role
from gui.looks.pieces import Column, button, heading, row, sentence
from gui.words import engine_text

SWATCH = 14  # logical pixels
PLACES = ("all", "subject", "background")


class EditSide(Column):
    purpose_changed = Signal(bool)
    """Whether marks are of the subject."""

    finding_changed = Signal(bool)
    trial_changed = Signal(bool)
    style_place_changed = Signal(str)
    faces_wanted = Signal()
    hints_cleared = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._filling = False
        self.name = heading("", 1.2)
        self.purpose = QButtonGroup(self)
        goes, subject = QRadioButton(self.tr("It is to go")), QRadioButton(self.tr("It is the subject"))
        for number, choice in enumerate((goes, subject)):
            self.purpose.addButton(choice, number)
        goes.setChecked(True)
        self.finding = QCheckBox(self.tr("Show the damage that was found"))
        self.trial = QCheckBox(self.tr("Show the result"))
        self.trial.setToolTip(self.tr("What you see is painted by the recipe, with your marks (R)"))
        self.style_place = QComboBox()
        for text in (self.tr("everywhere"), self.tr("on the subject alone"), self.tr("on everything but the subject")):
            self.style_place.addItem(text)
        self.style_place.setAccessibleName(self.tr("Where styles paint"))
        self.style_note = sentence(role=Role.QUIET)
        self.hints = sentence()
        self._hint_row = row(self.hints, clear_hints := button(self.tr("Forget them"), flat=True))
        self._clear_hints = clear_hints
        self.way = QLabel()
        self.way.setTextFormat(Qt.TextFormat.RichText)
        self.way.setWordWrap(True)
        self.faces = button(self.tr("Faces…"), "eye")
        self.again = button(self.tr("Take all marks away"), "trash", flat=True)
        self._lay_out(goes, subject)
        self.purpose.idToggled.connect(lambda number, on: self.purpose_changed.emit(number == 1) if on else None)
        self.finding.toggled.connect(self.finding_changed)
        self.trial.toggled.connect(self.trial_changed)
        self.style_place.currentIndexChanged.connect(self._style_chosen)
        clear_hints.clicked.connect(self.hints_cleared)
        self.faces.clicked.connect(self.faces_wanted)
        self.again.clicked.connect(self.cleared)

    def show_edit(self, edit: Edit, has_styles: bool) -> None:
        self._filling = True
        self.style_place.setCurrentIndex(PLACES.index(edit.style_on))
        self._filling = False
        self.style_place.setEnabled(has_styles and bool(edit.subject))
        self.style_note.setText("" if has_styles and edit.subject else self._why_no_place(has_styles))
        self.style_note.setVisible(bool(self.style_note.text()))
        self._show_hints(edit.hints)
        self.again.setEnabled(not edit.empty)

    def offer_finding(self, on: bool) -> None:
        self.finding.setEnabled(on)
        self.finding.setToolTip("" if on else self.tr("The recipe looks for no damage: it has no step “Scratches”."))

    def offer_faces(self, on: bool) -> None:
        self.faces.setEnabled(on)
        why = self.tr("The recipe restores no faces by themselves: it has no step “Faces”, for which models are to be added.")
        self.faces.setToolTip(self.tr("Each face that was found, and what it becomes") if on else why)

    def show_route(self, legs: Sequence[Leg], titles: dict[str, str]) -> None:
        """`titles` of stages, in the language of the window."""
        asked = {"content": self.tr("content"), "colour": self.tr("colour"), "style": self.tr("style")}
        lines = [
            f"<li><b>{titles.get(leg.stage, leg.stage)}</b> ({asked[leg.asked]}): {engine_text(leg.how)}</li>" for leg in legs
        ]
        self.way.setText(f"<ol style='margin-left: -24px'>{''.join(lines)}</ol>" if lines else "")

    def _why_no_place(self, has_styles: bool) -> str:
        if not has_styles:
            return self.tr("The recipe paints in no style. Choose one on the page “Styles”.")
        return self.tr("Mark the subject first.")

    def _show_hints(self, hints: Sequence[Hint]) -> None:
        count = len(hints)
        said = QCoreApplication.translate("EditSide", "%n colour(s) that you know", "", count)
        self.hints.setText(said)
        for part in (self.hints, self._clear_hints):
            part.setVisible(count > 0)

    def _style_chosen(self, number: int) -> None:
        if not self._filling:
            self.style_place_changed.emit(PLACES[number])

    def _lay_out(self, goes: QRadioButton, subject: QRadioButton) -> None:
        inside = self.inside
        inside.addWidget(self.name)
        inside.addWidget(heading(self.tr("What you mark"), 1.0))
        inside.addWidget(goes)
        inside.addWidget(subject)
        inside.addSpacing(6)
        inside.addWidget(heading(self.tr("What you see"), 1.0))
        inside.addWidget(self.finding)
        inside.addWidget(self.trial)
        inside.addLayout(row(self.faces))
        inside.addSpacing(6)
        inside.addWidget(heading(self.tr("Styles paint"), 1.0))
        inside.addWidget(self.style_place)
        inside.addWidget(self.style_note)
        inside.addLayout(self._hint_row)
        inside.addSpacing(6)
        inside.addWidget(heading(self.tr("The way of this picture"), 1.0))
        inside.addWidget(self.way)
        inside.addLayout(row(self.again))
        inside.addStretch(1)
