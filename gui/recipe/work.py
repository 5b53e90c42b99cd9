"""The work on a recipe, without its window: the draft, its history, and the recipes that there are."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QUndoStack

from engine.errors import AppError, RecipeInvalid
from engine.messages.answers import Described, RecipeDescribed, StageDescribed
from engine.messages.requests import PlainRecipe
from engine.names import speakable
from gui.looks.throttle import Throttle
from gui.recipe.check import check_recipe
from gui.recipe.draft import RecipeDraft, Step, does_the_same, drafted
from gui.recipe.files import delete_recipe_file, mime_of, read_recipe_file, recipe_of, recipe_path, write_recipe_file
from gui.recipe.history import DraftChange
from gui.words import engine_text, filled

RECOMMENDED = "restore"
"""The recipe to begin with: what most scans need."""

INTERVAL = 30  # milliseconds, at least, between two calls of `changed`
STEPS_BACK = 300  # that can be undone


class RecipeWork(QObject):
    shown = Signal()
    """There is something else to show."""

    changed = Signal(object)
    """The recipe, after the user has changed it; throttled."""

    saved = Signal(str)
    deleted = Signal(str)
    problem = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stages: dict[str, StageDescribed] = {}
        self.recipes: tuple[RecipeDescribed, ...] = ()
        self.draft = RecipeDraft()
        self.history = QUndoStack(self)
        self.history.setUndoLimit(STEPS_BACK)
        self._keys = itertools.count()
        self._said = self.draft.recipe
        self._throttle = Throttle(INTERVAL, self._say, self)

    @property
    def differs(self) -> bool:
        """Whether the recipe is another than the one that was saved."""
        return self.draft.saved is not None and not does_the_same(self.draft.recipe, self.draft.saved, self.stages)

    @property
    def origin(self) -> RecipeDescribed | None:
        """The recipe of the list that the draft began as."""
        return next((recipe for recipe in self.recipes if recipe.name == self.draft.origin), None)

    @property
    def bundled(self) -> frozenset[str]:
        return frozenset(recipe.name for recipe in self.recipes if not recipe.own)

    def set_described(self, described: Described) -> None:
        self.stages = {stage.name: stage for stage in described.stages}
        self.recipes = described.recipes
        fitting = self._fitting()
        if self.draft.saved is None and fitting:
            recommended = next((recipe for recipe in fitting if recipe.name == RECOMMENDED), fitting[0])
            self._begin(self._chosen(recommended))
        else:
            self.shown.emit()

    def set_recipe(self, recipe: PlainRecipe) -> None:
        self._throttle.flush()
        if self._fits(recipe):
            self._begin(self._loaded(recipe))

    def choose(self, name: str) -> None:
        described = next(recipe for recipe in self.recipes if recipe.name == name)
        if self._fits(described.recipe):
            self._push(filled(self.tr("Choice of “%1”"), described.title), self._chosen(described))
        else:
            self.shown.emit()  # the list stands on what is still there

    def revert(self) -> None:
        saved = self.draft.saved
        if saved is not None:
            self._push(self.tr("Revert"), drafted(saved, self._keys, self.draft, self.draft.origin, saved))

    def switch(self, key: int, on: bool) -> None:
        words = self.tr("“%1” on") if on else self.tr("“%1” off")
        self._push(filled(words, self._title(key)), self.draft.switched(key, on))

    def set_options(self, key: int, options: Mapping[str, Any], name: str) -> None:
        """The options of a step, of which the user has just changed the one with that name."""
        stage = self.stages[self.draft.step(key).stage]
        option = next(option for option in stage.options if option.name == name)
        words = filled(self.tr("“%1” of “%2”"), engine_text(option.title), engine_text(stage.title))
        self._push(words, self.draft.with_options(key, options), subject=(key, name))

    def move(self, key: int, place: int) -> None:
        place = max(0, min(place, len(self.draft.steps) - 1))
        self._push(filled(self.tr("Moving “%1”"), self._title(key)), self.draft.moved(key, place))

    def remove(self, key: int) -> None:
        self._push(filled(self.tr("Removing “%1”"), self._title(key)), self.draft.without(key))

    def add(self, stage: str) -> int:
        """Add a stage, as it is by default; the key of its step."""
        step = Step(next(self._keys), stage, {})
        self._push(filled(self.tr("Adding “%1”"), engine_text(self.stages[stage].title)), self.draft.added(step))
        return step.key

    def use_model(self, stage: str, model: str, **options: Any) -> None:
        """Let the stage paint with that model, and those options: the first one of that kind, switched on, or a new one."""
        found = next((step for step in self.draft.steps if step.stage == stage), None)
        if found is None:
            draft = self.draft.added(Step(next(self._keys), stage, {**options, "model": model}))
        else:
            draft = self.draft.switched(found.key, True).with_options(found.key, {**found.options, **options, "model": model})
        self._push(filled(self.tr("Using “%1”"), model), draft)

    def set_only_needed(self, only_needed: bool) -> None:
        self._push(self.tr("Only what the photo needs"), replace(self.draft, only_needed=only_needed))

    def open_file(self, path: Path) -> None:
        try:
            recipe = read_recipe_file(path)
            check_recipe(recipe, self.stages)
        except RecipeInvalid as error:
            self.problem.emit(filled(self.tr("“%1” was not opened. %2"), speakable(path.name), error), error.hint)
        else:
            self._push(filled(self.tr("Opening “%1”"), speakable(path.name)), self._loaded(recipe, by_title=False))

    def save_as(self, title: str) -> None:
        """Keep the recipe among the user's own. One of the same name is replaced."""
        recipe = self.draft.recipe | {"title": title}
        path = recipe_path(title, self.bundled)
        try:
            write_recipe_file(recipe, path)
        except AppError as error:
            words = filled(self.tr("The recipe was not saved. %1"), engine_text(speakable(str(error))))
            self.problem.emit(words, engine_text(error.hint))
            return
        others = (other for other in self.recipes if other.name != path.stem)
        self.recipes = (*others, RecipeDescribed(path.stem, title, "", recipe, own=True))
        self._push(filled(self.tr("Saving “%1”"), title), replace(self.draft, title=title, origin=path.stem, saved=recipe))
        self.shown.emit()  # also where it was the same before: the list has changed
        self.saved.emit(path.stem)

    def delete(self, name: str) -> None:
        """Delete a recipe of the user's own; what is on the panel stays there."""
        try:
            delete_recipe_file(name)
        except AppError as error:
            words = filled(self.tr("The recipe was not deleted. %1"), engine_text(speakable(str(error))))
            self.problem.emit(words, engine_text(error.hint))
            return
        self.recipes = tuple(recipe for recipe in self.recipes if recipe.name != name)
        self.shown.emit()
        self.deleted.emit(name)

    def copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(mime_of(self.draft.recipe))

    def paste(self) -> None:
        try:
            recipe = recipe_of(QGuiApplication.clipboard().mimeData())
            check_recipe(recipe, self.stages)
        except RecipeInvalid as error:
            self.problem.emit(filled(self.tr("Nothing was pasted. %1"), error), error.hint)
        else:
            self._push(self.tr("Pasting"), self._loaded(recipe))

    def _push(self, words: str, draft: RecipeDraft, subject: object = None) -> None:
        if draft != self.draft:
            self.history.push(DraftChange(words, self.draft, draft, self._take, subject))

    def _begin(self, draft: RecipeDraft) -> None:
        """Go on with another draft; what came before is forgotten."""
        self.history.clear()
        self._said = draft.recipe
        self._take(draft)

    def _take(self, draft: RecipeDraft) -> None:
        self.draft = draft
        self.shown.emit()
        self._throttle.ask()

    def _say(self) -> None:
        if self.draft.recipe != self._said:
            self._said = self.draft.recipe
            self.changed.emit(self._said)

    def _fits(self, recipe: PlainRecipe) -> bool:
        try:
            check_recipe(recipe, self.stages)
        except RecipeInvalid as error:
            self.problem.emit(str(error), error.hint)
            return False
        return True

    def _fitting(self) -> list[RecipeDescribed]:
        """Recipes of the list that this version can run; users' own may come from a newer one."""
        fitting: list[RecipeDescribed] = []
        for recipe in self.recipes:
            with suppress(RecipeInvalid):
                check_recipe(recipe.recipe, self.stages)
                fitting.append(recipe)
        return fitting

    def _chosen(self, described: RecipeDescribed) -> RecipeDraft:
        return drafted(described.recipe, self._keys, self.draft, described.name, described.recipe)

    def _loaded(self, recipe: PlainRecipe, by_title: bool = True) -> RecipeDraft:
        """A recipe from elsewhere: as one of the list, if it is that, or (by its title) was that before it was changed."""
        fitting = self._fitting()
        same = (known for known in fitting if does_the_same(known.recipe, recipe, self.stages))
        titled = (known for known in fitting if by_title and known.title == recipe["title"])
        known = next(itertools.chain(same, titled), None)
        return drafted(recipe, self._keys, self.draft, known.name if known else "", known.recipe if known else recipe)

    def _title(self, key: int) -> str:
        return engine_text(self.stages[self.draft.step(key).stage].title)
