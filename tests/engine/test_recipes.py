"""Recipes are found by name or file, and refused in words where they do not fit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.errors import RecipeInvalid
from engine.recipe import Recipe, find_recipe
from engine.stage import Stage
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from engine.stages.style import Style

TONES = Recipe(title="Tones only", stages=(Levels(),))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title = "x"\nstages = []', r"\$\.stages"),
        ('title = "x"', "stages"),
        ('title = "x"\n[[stages]]\ntype = "dream"', r"dream.*\$\.stages\[0\]"),
        ('title = "x"\n[[stages]]\ntype = "levels"\n[[stages]]\ntype = "restore"\nnoise = 300', r"\$\.stages\[1\]\.noise"),
        ('title = "x"\nformat = 2\n[[stages]]\ntype = "levels"', r"\$\.format"),
        ("title = ", "mine.toml"),
    ],
)
def test_a_recipe_that_does_not_fit_is_refused_with_the_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(RecipeInvalid, match=place):
        find_recipe(str(tmp_path / "mine.toml"))


def test_the_users_own_recipes_are_found_by_name(home: Path) -> None:
    (home / "recipes").mkdir()
    try:
        (home / "recipes" / "tones.toml").write_bytes(msgspec.toml.encode(TONES))
        assert find_recipe("tones") == TONES
    finally:
        shutil.rmtree(home / "recipes")
    with pytest.raises(RecipeInvalid, match=r"no recipe “tones” \(there are: .*restore"):
        find_recipe("tones")


class Earlier(Stage, tag="dust", frozen=True):
    strength: float = 1.0


class Later(Stage, tag="dust", frozen=True):
    careful: bool = True
    strength: float = 1.0
    places: tuple[str, ...] = ()


def test_an_option_that_a_later_version_brings_lets_nothing_be_done_anew_and_everything_else_does() -> None:
    def key(*stages: Stage, **more: Any) -> str:
        return Recipe(title="Mine", stages=stages, **more).key

    assert key(Earlier()) == key(Later())
    assert key(Earlier(strength=0.5)) == key(Later(strength=0.5))
    others = [
        key(Later()), key(Later(careful=False)), key(Later(strength=0.5)), key(Later(places=("a",))), key(Later(), Later()),
        key(Levels()), key(Later(), only_needed=True),
    ]  # fmt: skip
    assert len(set(others)) == len(others)
    assert Recipe(title="Yours", stages=(Later(),)).key == key(Later())


def test_every_option_decides() -> None:
    for stage, others in (
        (Restore(), [Restore(strength=0.5), Restore(crisp=0.5), Restore(noise=3), Restore(views=8), Restore(model="mine")]),
        (Style(), [Style(styles={"monet": 0.5}), Style(styles={"monet": 1.0, "turner": 1.0}), Style(keep_colours=True)]),
    ):
        keys = [Recipe(title="", stages=(one,)).key for one in (stage, *others)]
        assert len(set(keys)) == len(keys)
