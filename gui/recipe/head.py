"""The head of the recipe panel: which recipe it is, whether it was changed, and what can be done with it as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.messages.answers import RecipeDescribed
from gui.looks.colours import Role, give_role
from gui.looks.icons import dress
from gui.looks.pieces import sentence
from gui.looks.tool_button import tool
from gui.recipe.chooser import RecipeChooser
from gui.recipe.draft import RecipeDraft
from gui.words import engine_text


class RecipeHead(QWidget):
    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = RecipeChooser()
        self.about = sentence(role=Role.QUIET)
        self.save = tool(self.tr("Save as…"))
        self.open = tool(self.tr("Open…"))
        self.delete = tool(self.tr("Delete"))
        self.delete.setToolTip(self.tr("Delete this recipe of your own"))
        self.mark = QLabel()
        self.revert = tool(self.tr("Revert"))
        self.revert.setToolTip(self.tr("Back to the recipe as it was saved"))
        self.only_needed = QCheckBox(self.tr("Only what the photo needs"))
        self.only_needed.setToolTip(self.tr("Stages that find nothing to do in a picture are left out"))
        self.only_needed.setAccessibleDescription(self.only_needed.toolTip())
        dress(undo, "undo")
        dress(redo, "redo")
        self.undo_button = tool(action=undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.chooser)
        layout.addWidget(self.about)
        layout.addLayout(_side_by_side(self.save, self.open, self.delete, None))
        layout.addLayout(_side_by_side(self.mark, None, self.revert, self.undo_button, tool(action=redo)))
        layout.addWidget(self.only_needed)

    def show_draft(self, draft: RecipeDraft, recipes: Sequence[RecipeDescribed], changed: bool) -> None:
        origin = next((recipe for recipe in recipes if recipe.name == draft.origin), None)
        self.chooser.show_recipes(recipes, origin.name if origin else "", draft.title)
        about = engine_text(origin.about) if origin else ""
        self.about.setText(_first_sentence(about))
        self.about.setToolTip(about)
        self.about.setVisible(bool(self.about.text()))
        self.mark.setText(self.tr("● Changed") if changed else self.tr("As it was saved"))
        give_role(self.mark, Role.ACCENT_TEXT if changed else Role.QUIET)
        self.revert.setEnabled(changed)
        self.save.setEnabled(any(step.on for step in draft.steps))
        self.delete.setEnabled(bool(origin and origin.own))
        self.only_needed.setChecked(draft.only_needed)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=\.)\s|(?<=。)", text)[0]


def _side_by_side(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets in a row; None is where the room goes."""
    layout = QHBoxLayout()
    layout.setSpacing(4)
    for widget in widgets:
        if widget:
            layout.addWidget(widget)
        else:
            layout.addStretch(1)
    return layout
