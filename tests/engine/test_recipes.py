"""Recipes are found by name or file, and refused in words where they do not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from engine.errors import RecipeInvalid
from engine.recipe import Recipe, find_recipe
from engine.stages.levels import Levels

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
