"""The list of recipes to choose from: the bundled ones, the user's own, and one that is on the panel and in neither."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from engine.messages.answers import RecipeDescribed
from gui.recipe.option_editors import Manners
from gui.words import engine_text


class RecipeChooser(QComboBox):
    chosen = Signal(str)
    """The name of a recipe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Recipe"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Manners(self)
        self.activated.connect(self._choose)

    def show_recipes(self, recipes: Sequence[RecipeDescribed], name: str, title: str) -> None:
        """Show what there is, with the recipe of that name chosen; without a name, one from elsewhere with that title."""
        self.clear()
        for own in (False, True):
            group = [recipe for recipe in recipes if recipe.own == own]
            if group and self.count():
                self.insertSeparator(self.count())
            for recipe in group:
                self.addItem(title_of(recipe), recipe.name)
                self.setItemData(self.count() - 1, engine_text(recipe.about) or None, Qt.ItemDataRole.ToolTipRole)
        if not name:
            if self.count():
                self.insertSeparator(self.count())
            self.addItem(title, "")
        self.setCurrentIndex(self.findData(name))

    def _choose(self, place: int) -> None:
        name = self.itemData(place)
        if name:
            self.chosen.emit(name)


def title_of(recipe: RecipeDescribed) -> str:
    """Users' own titles are theirs, and never translated."""
    return recipe.title if recipe.own else engine_text(recipe.title)
