"""What every craft promises. (What each of its own is known by stands in test_what_crafts_do.py.)"""

from __future__ import annotations

import re

import cv2
import msgspec
import numpy as np
import pytest
import skimage.data

import models.crafts
from models.choices import choices
from models.craft import Craft, Picture, Values
from models.filters import blurred, grey

CRAFTS = choices(models.crafts, Craft)
every_craft = pytest.mark.parametrize("kind", CRAFTS, ids=lambda kind: kind.__struct_config__.tag)


def photograph(side: int = 160) -> Picture:
    """A woman in orange before a grey wall, a flag and black: colours, skin, edges, all tones."""
    small = cv2.resize(skimage.data.astronaut()[:400, 60:460], (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def flat(*colour: float, side: int = 96) -> Picture:
    """One tone, or red, green and blue."""
    return np.broadcast_to(np.array(colour, np.float32), (side, side, 3)).copy()


def done(craft: Craft, picture: Picture, seed: int = 1) -> Picture:
    return craft.made(picture, np.random.default_rng(seed))


def likeness(one: Values, other: Values) -> float:
    """Correlation of two greys."""
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@every_craft
def test_the_same_random_state_gives_the_same_work(kind: type[Craft]) -> None:
    assert np.array_equal(done(kind(), photograph(64), 3), done(kind(), photograph(64), 3))


@every_craft
def test_a_craft_leaves_the_photograph_alone(kind: type[Craft]) -> None:
    given = photograph(48)
    given.flags.writeable = False
    done(kind(), given)
    assert np.array_equal(given, photograph(48))


@every_craft
@pytest.mark.parametrize("shape", [(16, 16), (1, 1), (33, 47), (90, 17), (2, 130)], ids=str)
def test_a_work_has_the_size_of_the_photograph_and_no_wild_numbers(kind: type[Craft], shape: tuple[int, int]) -> None:
    height, width = shape
    for seed in range(2):
        given = np.random.default_rng(seed).random((height, width, 3), np.float32)
        checked(done(kind(), given, seed), given)


@every_craft
@pytest.mark.parametrize("tone", [0.0, 0.3, 1.0])
def test_a_photograph_may_be_even(kind: type[Craft], tone: float) -> None:
    checked(done(kind(), flat(tone, side=40)), flat(tone, side=40))


@every_craft
def test_a_photograph_may_be_grey(kind: type[Craft]) -> None:
    given = np.dstack([grey(photograph(64))] * 3).astype(np.float32)
    checked(done(kind(), given), given)


def checked(work: Picture, given: Picture) -> None:
    assert work.shape == given.shape
    assert work.dtype == np.float32
    assert np.isfinite(work).all()
    assert work.min() >= 0
    assert work.max() <= 1


@every_craft
def test_the_work_shows_what_the_photograph_shows(kind: type[Craft]) -> None:
    given = photograph()
    assert likeness(blurred(grey(done(kind(), given)), 5), blurred(grey(given), 5)) > 0.7


@every_craft
def test_a_work_is_another_picture(kind: type[Craft]) -> None:
    assert np.abs(done(kind(), photograph()) - photograph()).mean() > 0.02


@every_craft
def test_what_is_darker_in_the_photograph_is_darker_in_the_work(kind: type[Craft]) -> None:
    tones = [float(done(kind(), flat(tone)).mean()) for tone in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert tones == sorted(tones)
    assert tones[0] < tones[-1] - 0.4


@every_craft
def test_a_craft_comes_back_from_toml_and_refuses_what_it_does_not_know(kind: type[Craft]) -> None:
    assert msgspec.toml.decode(msgspec.toml.encode(kind()), type=kind) == kind()
    with pytest.raises(msgspec.ValidationError, match="strenght"):
        msgspec.convert({"type": kind.__struct_config__.tag, "strenght": 1}, kind)


@every_craft
def test_the_name_of_a_craft_is_a_name_for_a_folder(kind: type[Craft]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", str(kind.__struct_config__.tag))


def test_no_two_works_of_different_crafts_are_alike() -> None:
    works = [done(kind(), photograph(96)) for kind in CRAFTS]
    for number, one in enumerate(works):
        for other in works[:number]:
            assert np.abs(one - other).mean() > 0.02
