"""What was starred on a contact sheet as batches for queues: one for each recipe, for it has results of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from engine.messages.requests import PlainRecipe
from engine.names import path_of
from gui.settings import Settings
from gui.start.batch import Batch


def batches_of(variants: Iterable[tuple[str, PlainRecipe]], settings: Settings, taken: Callable[[Path], bool]) -> list[Batch]:
    """`taken`: whether results of another queue go to a place."""
    groups: dict[tuple[str, str], list[str]] = {}
    recipes: dict[str, PlainRecipe] = {}
    for source, recipe in variants:
        groups.setdefault((source.rpartition("/")[0], repr(recipe)), []).append(source)
        recipes[repr(recipe)] = recipe
    batches: list[Batch] = []
    for (folder, key), sources in groups.items():
        used = {batch.destination for batch in batches}
        recipe = recipes[key]
        place = _place(path_of(f"{folder}/"), recipe["title"], settings, lambda place, used=used: place in used or taken(place))
        naming = settings.suffix, settings.template, settings.conflict
        batches.append(Batch(tuple(sources), place, recipe, *naming, pyramid=settings.pyramid))
    return batches


def _place(folder: Path, title: str, settings: Settings, taken: Callable[[Path], bool]) -> Path:
    """Beside the folder of the pictures, or where the settings say."""
    beside = folder.parent
    if settings.results:
        with suppress(ValueError):  # somebody wrote something else into the settings
            beside = path_of(settings.results)
    name = f"{folder.name} {title}".strip()
    names = itertools.chain([name], (f"{name} {number}" for number in itertools.count(2)))
    return next(beside / one for one in names if not taken(beside / one))
