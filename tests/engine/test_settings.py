"""Options of stages as they are typed on the command line."""

from __future__ import annotations

import pytest

from engine.errors import RecipeInvalid
from engine.recipe import Recipe, with_settings
from engine.stages.colourise import Colourise, Hint
from engine.stages.restore import Restore

RECIPE = Recipe(title="Both", stages=(Restore(), Colourise()))


def test_options_are_set_on_their_stage() -> None:
    changed = with_settings(RECIPE, ["restore.noise=12.5", " colourise.version = 2", "restore.strength=0.5"])
    assert changed.stages == (Restore(noise=12.5, strength=0.5), Colourise(version=2))


def test_hints_are_typed_as_toml_has_them() -> None:
    changed = with_settings(RECIPE, ['colourise.hints=[{ across = 0.25, down = 1.0, colour = "#3060a0" }]'])
    assert changed.stages[1] == Colourise(hints=(Hint(across=0.25, down=1.0, colour="#3060a0"),))


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("noise=3", "“noise=3” sets nothing"),
        ("restore.noise", "“restore.noise” sets nothing"),
        ("polish.noise=3", "no stage “polish”"),
        ("restore.shine=3", "shine"),
        ("restore.noise=loud", "float"),
        ("restore.noise=101", r"<= 100.0 - at `\$\.stages\[0\]\.noise`"),
    ],
)
def test_what_sets_nothing_is_refused_in_words(setting: str, message: str) -> None:
    with pytest.raises(RecipeInvalid, match=message):
        with_settings(RECIPE, [setting])
