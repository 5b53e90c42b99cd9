"""Asks for the name of a recipe that is to be saved, and says when it would replace another one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from engine.names import speakable
from gui.looks.colours import Role, give_role
from gui.looks.pieces import sentence
from gui.recipe.files import recipe_path
from gui.words import filled


class SaveRecipeDialog(QDialog):
    chosen = Signal(str)
    """The title to save under."""

    def __init__(self, title: str, bundled: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bundled = bundled
        self.setWindowTitle(self.tr("Save the recipe"))
        self.name = QLineEdit(title)
        self.name.selectAll()
        self.name.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)
        label = QLabel(self.tr("&Name of the recipe"))
        label.setBuddy(self.name)
        self.remark = sentence()
        self.remark.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._title))
        self.name.textChanged.connect(self._look)
        layout = QVBoxLayout(self)
        for widget in (label, self.name, self.remark, self.buttons):
            layout.addWidget(widget)
        self._look()

    @property
    def _title(self) -> str:
        return self.name.text().strip()

    def _look(self) -> None:
        path = recipe_path(self._title, self._bundled)
        there = bool(self._title) and path.exists()
        if there:
            words = filled(self.tr("There is a recipe “%1” already. It will be replaced."), speakable(path.name))
        else:
            words = filled(self.tr("It is kept as “%1”, among your own recipes."), speakable(path.name)) if self._title else ""
        self.remark.setText(words)
        give_role(self.remark, Role.WARNING if there else Role.QUIET)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Replace") if there else self.tr("Save"))
        save.setEnabled(bool(self._title))
