"""What is asked before a recipe is opened, saved or deleted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.paths import user_recipes
from gui.looks.question import Answer, ask
from gui.recipe.save_dialog import SaveRecipeDialog
from gui.recipe.work import RecipeWork
from gui.words import filled


class RecipeQuestions(QObject):
    def __init__(self, work: RecipeWork, window: QWidget) -> None:
        """`window`: a widget of the one in front of which they are asked."""
        super().__init__(window)
        self._work, self._window = work, window

    def ask_for_file(self) -> None:
        start = str(user_recipes()) if user_recipes().is_dir() else ""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a recipe"), start, self.tr("Recipes (*.toml)"))
        if name:
            self._work.open_file(Path(name))

    def ask_for_name(self) -> None:
        dialog = SaveRecipeDialog(self._work.draft.title, self._work.bundled, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._work.save_as)
        dialog.open()

    def ask_to_delete(self) -> None:
        origin = self._work.origin
        if not origin:
            return
        ask(
            self._window,
            filled(self.tr("Delete the recipe “%1”?"), origin.title),
            self.tr("Its file is removed. What is on the panel stays."),
            Answer(self.tr("Delete"), lambda: self._work.delete(origin.name), destroys=True),
        )
