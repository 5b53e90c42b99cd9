"""A recipe as it stands on the panel: a value, with the stages that are switched off too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.messages.answers import StageDescribed
from engine.messages.requests import PlainRecipe

ORDER = ("levels", "scratches", "restore", "faces", "colourise", "style", "artwork", "enlarge", "grain")
"""The restorer's: no colour goes under brightness that is still scratched, and no grain is enlarged."""

Stages = Mapping[str, StageDescribed]


@dataclass(frozen=True)
class Step:
    key: int  # the same for a step through all changes, so that its card stays
    stage: str
    options: Mapping[str, Any]
    on: bool = True


@dataclass(frozen=True)
class RecipeDraft:
    title: str = ""
    steps: tuple[Step, ...] = ()
    only_needed: bool = False
    origin: str = ""
    """The name in the list of recipes that it began as; nothing, if it came from elsewhere."""

    saved: PlainRecipe | None = None
    """The recipe that it began as."""

    @property
    def recipe(self) -> PlainRecipe:
        """As it stands in TOML; stages that are switched off are left out."""
        stages = [{"type": step.stage, **step.options} for step in self.steps if step.on]
        return {"title": self.title, "stages": stages, "only_needed": self.only_needed}

    def step(self, key: int) -> Step:
        return next(step for step in self.steps if step.key == key)

    def place(self, key: int) -> int:
        return next(place for place, step in enumerate(self.steps) if step.key == key)

    def switched(self, key: int, on: bool) -> RecipeDraft:
        return self._with(replace(self.step(key), on=on))

    def with_options(self, key: int, options: Mapping[str, Any]) -> RecipeDraft:
        return self._with(replace(self.step(key), options=options))

    def moved(self, key: int, place: int) -> RecipeDraft:
        """With a step at another place, counted without it."""
        steps = list(self.without(key).steps)
        steps.insert(place, self.step(key))
        return replace(self, steps=tuple(steps))

    def without(self, key: int) -> RecipeDraft:
        return replace(self, steps=tuple(step for step in self.steps if step.key != key))

    def added(self, step: Step) -> RecipeDraft:
        """With another step, where a restorer would do it."""
        later = (place for place, other in enumerate(self.steps) if _rank(other.stage) > _rank(step.stage))
        place = next(later, len(self.steps))
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place:]))

    def _with(self, changed: Step) -> RecipeDraft:
        return replace(self, steps=tuple(changed if step.key == changed.key else step for step in self.steps))


def drafted(recipe: PlainRecipe, keys: Iterator[int], before: RecipeDraft, origin: str, saved: PlainRecipe) -> RecipeDraft:
    """A recipe as a draft. Its steps take over the keys of equal stages `before`: their cards stay as they are."""
    free = list(before.steps)
    steps: list[Step] = []
    for stage in recipe["stages"]:
        options = {name: value for name, value in stage.items() if name != "type" and value is not None}
        known = next((step for step in free if step.stage == stage["type"]), None)
        if known:
            free.remove(known)
        steps.append(Step(known.key if known else next(keys), stage["type"], options))
    return RecipeDraft(recipe["title"], tuple(steps), recipe.get("only_needed", False), origin, saved)


def does_the_same(one: PlainRecipe, other: PlainRecipe, stages: Stages) -> bool:
    """Whether two recipes do the same, under the same title; a default that is written out changes nothing."""
    return _bare(one, stages) == _bare(other, stages)


def _bare(recipe: PlainRecipe, stages: Stages) -> tuple[str, bool, list[dict[str, Any]]]:
    return recipe["title"], recipe.get("only_needed", False), [_bare_stage(stage, stages) for stage in recipe["stages"]]


def _bare_stage(stage: dict[str, Any], stages: Stages) -> dict[str, Any]:
    defaults = {option.name: option.default for option in stages[stage["type"]].options}
    return {name: value for name, value in stage.items() if name == "type" or (value is not None and value != defaults[name])}


def _rank(stage: str) -> int:
    return ORDER.index(stage) if stage in ORDER else len(ORDER)
