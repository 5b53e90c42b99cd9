"""Says in words why a recipe does not fit the stages that there are, before any of it is shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.errors import RecipeInvalid
from engine.messages.answers import OptionDescribed, StageDescribed
from gui.words import engine_text, filled

translate = QCoreApplication.translate

FORMAT = 1
KEYS = frozenset({"format", "title", "stages", "only_needed"})


def check_recipe(recipe: object, stages: Mapping[str, StageDescribed]) -> None:
    """Raises RecipeInvalid, with the part that does not fit."""
    if not isinstance(recipe, Mapping):
        raise _no_recipe()
    _check_format(recipe.get("format", FORMAT))
    if "stages" not in recipe:
        raise _no_recipe()
    unknown = [name for name in recipe if name not in KEYS]
    if unknown:
        raise _newer(filled(translate("RecipeCheck", "The recipe says “%1”, which this version does not know."), unknown[0]))
    if not isinstance(recipe.get("title"), str) or not isinstance(recipe.get("only_needed", False), bool):
        raise _no_recipe()
    steps = recipe["stages"]
    if not isinstance(steps, list | tuple) or not all(isinstance(step, Mapping) and "type" in step for step in steps):
        raise _no_recipe()
    for step in steps:
        _check_step(step, stages)


def _check_format(number: object) -> None:
    if not isinstance(number, int) or number < 1:
        raise _no_recipe()
    if number > FORMAT:
        raise _newer(
            filled(translate("RecipeCheck", "The recipe has format %1; this version reads format %2."), number, FORMAT)
        )


def _check_step(step: Mapping[str, Any], stages: Mapping[str, StageDescribed]) -> None:
    stage = stages.get(step["type"]) if isinstance(step["type"], str) else None
    if not stage:
        raise _newer(
            filled(translate("RecipeCheck", "The recipe has a stage “%1”, which this version does not know."), step["type"])
        )
    options = {option.name: option for option in stage.options}
    for name, value in step.items():
        if name == "type" or value is None:
            continue
        if name not in options:
            sentence = translate(
                "RecipeCheck", "The stage “%1” has an option “%2” in the recipe, which this version does not know."
            )
            raise _newer(filled(sentence, engine_text(stage.title), name))
        if not _suits(options[name], value):
            sentence = translate("RecipeCheck", "In the stage “%1”, “%2” cannot be “%3”.")
            words = filled(sentence, engine_text(stage.title), engine_text(options[name].title), _short(value))
            raise RecipeInvalid(words, f"{_limits(options[name])} {_unchanged()}".strip())


def _suits(option: OptionDescribed, value: Any) -> bool:
    match option.kind:
        case "number" | "whole":
            sort = int if option.kind == "whole" else int | float
            return isinstance(value, sort) and not isinstance(value, bool) and _within(option, value)
        case "switch":
            return isinstance(value, bool)
        case "choice":
            return any(value == choice and type(value) is type(choice) for choice in option.choices)
        case "text":
            return isinstance(value, str)
        case "range":
            ends: list[Any] = list(value) if isinstance(value, list | tuple) else []
            numbers = all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends)
            return len(ends) == 2 and numbers and ends[0] <= ends[1]
        case "numbers":
            return isinstance(value, list | tuple) and all(isinstance(one, int | float) for one in value)
        case "several":
            return isinstance(value, list | tuple) and set(value) <= set(option.choices)
        case "other":  # the engine knows
            return True


def _within(option: OptionDescribed, value: float) -> bool:
    least = -math.inf if option.least is None else option.least
    most = math.inf if option.most is None else option.most
    return math.isfinite(value) and least <= value <= most


def _limits(option: OptionDescribed) -> str:
    if option.kind == "choice":
        return filled(translate("RecipeCheck", "There are: %1."), ", ".join(str(choice) for choice in option.choices))
    if option.least is not None and option.most is not None:
        return filled(translate("RecipeCheck", "It goes from %1 to %2."), f"{option.least:g}", f"{option.most:g}")
    return ""


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _newer(sentence: str) -> RecipeInvalid:
    return RecipeInvalid(sentence, translate("RecipeCheck", "It may come from a newer version of Patina. ") + _unchanged())


def _no_recipe() -> RecipeInvalid:
    return RecipeInvalid(translate("RecipeCheck", "This is not a recipe."), _unchanged())


def _unchanged() -> str:
    return translate("RecipeCheck", "The panel stays as it was.")
