"""Colourise: colours are laid under a picture's own luminance, as the network sees them in a small copy of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.errors import RecipeInvalid
from engine.model import Model
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels, as_rgb
from engine.recipe import Recipe, read_recipe, write_recipe
from engine.stage import Stage
from engine.stages.colourise import APART, MODEL, POINT, SIDE, Colourise, Hint, edge_aware
from models.colour_spaces import from_lab, to_lab
from models.modules.colouriser import COLOUR, facts_without_hints, with_facts
from models.networks.colour_style import VIVID, ColourStyle
from tests.engine.small_archive import enlarged, inside, photograph

Colours = Callable[[Pixels], Pixels]
"""What a network says, (h, w, 2) of CIELAB, to the planes that it sees."""

INNER = 0.002  # so far inside 0 to 1, nothing is cut off
CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
SEPIA = (1.0, 0.9, 0.72)
HINT_BELOW = Hint(across=1, down=0.9, colour="#3060a0")
sizes = st.tuples(st.integers(1, 200), st.integers(1, 200))


def lab(pixels: Pixels) -> NDArray[np.float32]:
    """(H, W, 3), as the training has it: OpenCV's is rounded, up to a fifth of a unit."""
    planes = torch.from_numpy(np.ascontiguousarray(as_rgb(pixels))).permute(2, 0, 1)
    return to_lab(planes).permute(1, 2, 0).numpy()


def rgb(lab: NDArray[np.float32]) -> Pixels:
    return from_lab(torch.from_numpy(np.ascontiguousarray(lab)).permute(2, 0, 1)).permute(1, 2, 0).numpy()


class Colourist:
    """A network for tests that lays under the lightness of a picture what it is made to say.

    It is used as `engine.devices.device.Network` is, and remembers what it has seen.
    """

    planes, halo = ColourStyle().planes, 0

    def __init__(self, colours: Colours, multiple_of: int) -> None:
        self.multiple_of = multiple_of
        self.seen: list[Pixels] = []
        self._colours = colours

    def __call__(self, tiles: Any) -> Any:
        assert tiles.dtype == np.float32
        assert tiles.shape[3] == self.planes
        assert not any(side % self.multiple_of for side in tiles.shape[1:3])
        assert tiles.min() >= 0
        assert tiles.max() <= 1
        beyond = slice(self.multiple_of, -self.multiple_of)  # mirrored there
        self.seen += list(tiles[:, beyond, beyond])
        return np.stack([rgb(np.dstack([lab(tile[..., :3])[..., 0], self._colours(tile)])) for tile in tiles])


def even(a: float, b: float) -> Colours:
    return lambda planes: np.broadcast_to(np.array([a, b], np.float32), (*planes.shape[:2], 2))


def waves(planes: Pixels) -> Pixels:
    """Other colours in every place, and in light than in dark."""
    down, across = (np.linspace(0, 9, side, dtype=np.float32) for side in planes.shape[:2])
    a = 14 * np.sin(down)[:, None] * np.cos(across) + 20 * (planes[..., 0] - 0.5)
    return np.stack([a, 14 * np.cos(down)[:, None] + 0 * a], axis=2).astype(np.float32)


def painter_of(
    picture: Pixels, *stages: Stage, colours: Colours = waves, multiple_of: int = 32, only_needed: bool = False
) -> tuple[Painter, Colourist]:
    height, width = picture.shape[:2]
    network: Any = Colourist(colours, multiple_of)

    def networks(model: Model) -> Any:
        assert model == MODEL
        return network

    painter = Painter(height, width, mirrored(inside(picture), height, width), networks)
    return painter.looking(stages, small_copy(height, width, inside(picture)), only_needed=only_needed), network


def coloured(picture: Pixels, colours: Colours = waves, **options: Any) -> Pixels:
    return painter_of(picture, Colourise(**options), colours=colours)[0].paint(Box(0, 0, *picture.shape[:2]))


def seen(picture: Pixels, **options: Any) -> Pixels:
    """The planes that the network sees of it, (h, w, planes)."""
    (planes,) = painter_of(picture, Colourise(**options))[1].seen
    return planes


def middling(height: int, width: int, channels: int = 1) -> Pixels:
    """A photograph without the darkest and lightest tones, which cannot have every colour."""
    return 0.25 + 0.5 * photograph(height, width, channels)


def toned(grey: Pixels, tint: Sequence[float] = SEPIA) -> Pixels:
    """As a bath tones a print: black and white stay nearly as they were, and what lies between takes a colour by its tone."""
    return (grey ** (1 / np.array(tint))).astype(np.float32)


# What is painted ------------------------------------------------------------------------------------------------------


@given(size=sizes, channels=st.sampled_from([1, 3]))
def test_a_picture_becomes_rgb_of_its_own_size(size: tuple[int, int], channels: int) -> None:
    picture = photograph(*size, channels)
    result = coloured(picture)
    assert result.shape == (*size, 3)
    assert result.dtype == np.float32
    assert result.min() >= 0
    assert result.max() <= 1
    assert np.array_equal(picture, photograph(*size, channels))


@settings(max_examples=10)
@given(size=sizes, kind=st.sampled_from(["grey", "sepia", "colour"]))
def test_luminance_stays_where_there_are_such_colours(size: tuple[int, int], kind: str) -> None:
    picture = toned(middling(*size)) if kind == "sepia" else middling(*size, 1 if kind == "grey" else 3)
    result = coloured(picture)
    shown = ((result > INNER) & (result < 1 - INNER)).all(axis=2)
    assert shown.mean() > 0.9
    assert np.abs(lab(result)[..., 0] - lab(picture)[..., 0])[shown].max() < 0.5


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("a", "b"), [(20, -25), (-20, 10), (30, 25)])
def test_a_picture_has_the_colours_that_the_network_says_whatever_it_had(channels: int, a: float, b: float) -> None:
    picture = 0.4 + 0.2 * photograph(60, 90, channels)
    found = lab(coloured(picture, even(a, b)))
    assert np.abs(found[..., 1:] - (a, b)).max() < 1
    assert np.abs(found[..., 0] - lab(picture)[..., 0]).max() < 0.5


def test_colours_stand_where_the_network_has_seen_them() -> None:
    """Left of the middle red, right of it green; and blue below."""

    def quarters(planes: Pixels) -> Pixels:
        height, width = planes.shape[:2]
        ab = np.zeros((height, width, 2), np.float32)
        ab[:, : width // 2, 0], ab[:, width // 2 :, 0], ab[height // 2 :, :, 1] = 25, -25, -25
        return ab

    for height, width in ((120, 200), (200, 120), (60, 1400)):
        found = lab(coloured(np.full((height, width, 1), 0.5, np.float32), quarters))
        quarter = np.s_[height // 4, [width // 4, 3 * width // 4]]
        assert np.abs(found[quarter][:, 1:] - ((25, 0), (-25, 0))).max() < 1.5
        assert np.abs(found[3 * height // 4, width // 4, 1:] - (25, -25)).max() < 1.5


@pytest.mark.parametrize("tone", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_what_the_network_leaves_grey_stays_as_it_is(tone: float) -> None:
    picture = np.full((40, 50, 1), tone, np.float32)
    assert np.abs(coloured(picture, even(0, 0)) - picture).max() < 0.5 / 255


@pytest.mark.parametrize("colour", [(0.3, 0.5, 0.2), (0.9, 0.2, 0.3), (0.11, 0.13, 0.62), (0.7, 0.65, 0.5), (0.01, 0.03, 0)])
def test_what_already_has_the_colours_that_the_network_says_stays_as_it_is(colour: tuple[float, float, float]) -> None:
    """Conversions are rounded to a third of an 8-bit level; that must not be seen in 16 bits."""
    picture = np.full((40, 50, 3), colour, np.float32)
    assert np.abs(coloured(picture, lambda planes: lab(planes[..., :3])[..., 1:]) - picture).max() < 1e-4


@settings(max_examples=10)
@given(size=sizes, channels=st.sampled_from([1, 3]), tones=st.sampled_from([photograph, middling]))
def test_strength_is_the_share_of_the_change(
    size: tuple[int, int], channels: int, tones: Callable[[int, int, int], Pixels]
) -> None:
    picture = tones(*size, channels)
    assert np.array_equal(coloured(picture, strength=0), as_rgb(picture))
    whole = coloured(picture)
    shown = ((whole > INNER) & (whole < 1 - INNER)).all(axis=2)
    assert np.abs(coloured(picture, strength=0.5) - (picture + whole) / 2)[shown].max(initial=0) < 1e-5


def test_a_grey_picture_is_painted_as_its_rgb_would_be() -> None:
    grey = middling(70, 90)
    assert np.array_equal(coloured(np.ascontiguousarray(as_rgb(grey))), coloured(grey))


# Whether it is needed -------------------------------------------------------------------------------------------------


PRINTS = {
    "grey": photograph(90, 120, 1),
    "grey in RGB": np.repeat(photograph(90, 120, 1), 3, axis=2),
    "sepia": toned(photograph(90, 120, 1)),
    "cyanotype": toned(photograph(90, 120, 1), (0.6, 0.85, 1)),
    "yellowed": photograph(90, 120, 1) * np.array([0.98, 0.9, 0.75], np.float32),
    "grainy sepia": toned(photograph(90, 120, 1)) + np.random.default_rng(0).normal(0, 0.01, (90, 120, 3)).astype(np.float32),
    "one tone": np.full((30, 40, 1), 0.3, np.float32),
    "one pixel": np.full((1, 1, 3), 0.5, np.float32),
}
COLOURED = {
    "colour": photograph(200, 300, left=0),
    "faded": 0.3 + 0.5 * photograph(200, 300, left=0),
    "dark": 0.5 * photograph(200, 300, left=0),
    "with a cast": photograph(200, 300, left=0) * np.array([0.98, 0.85, 0.6], np.float32),
}


@pytest.mark.parametrize("print_", PRINTS.values(), ids=PRINTS)
def test_a_print_without_colours_is_coloured_and_the_record_says_that_they_are_a_guess(print_: Pixels) -> None:
    painter, _ = painter_of(print_, Colourise(version=2, hints=(HINT_BELOW, HINT_BELOW)), only_needed=True)
    assert painter.left_out == ()
    (step,) = painter.steps
    assert step.look.remarks == ("colours: a plausible guess (version 2, 2 hints), not evidence",)


@pytest.mark.parametrize("picture", COLOURED.values(), ids=COLOURED)
def test_a_picture_in_colour_is_said_to_have_its_own_and_is_left_as_it_is(picture: Pixels) -> None:
    painter, _ = painter_of(picture, Colourise(), only_needed=True)
    assert painter.steps == ()
    assert not painter.colours
    (step,) = painter.left_out
    (remark,) = step.look.remarks
    assert remark.startswith("colours: it has its own (they scatter by ")
    assert np.array_equal(painter.paint(Box(0, 0, 200, 300)), picture)


def test_a_picture_in_colour_is_coloured_anew_where_that_is_asked_for() -> None:
    painter, _ = painter_of(COLOURED["faded"], Colourise(), colours=even(-15, 20))
    assert not painter.steps[0].look.needed
    assert np.abs(lab(painter.paint(Box(0, 0, 200, 300)))[..., 1:] - (-15, 20)).mean() < 2


# What the network sees ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("multiple_of", [4, 32])
@pytest.mark.parametrize(
    ("size", "longest"),
    [((300, 400), 1), ((400, 300), 0), ((1, 1), 0), ((17, 1900), 1), ((90, 20), 0), ((5, 900), 1)],
)
def test_it_sees_the_whole_picture_small_with_the_longer_side_as_it_is_used_to(
    size: tuple[int, int], longest: int, multiple_of: int
) -> None:
    picture = photograph(*size, 1)
    _, network = painter_of(picture, Colourise(), multiple_of=multiple_of)
    (planes,) = network.seen
    assert planes.shape[longest] == SIDE
    wanted = size[1 - longest] / size[longest] * SIDE
    assert abs(planes.shape[1 - longest] - wanted) <= max(multiple_of / 2, multiple_of - wanted)
    small = cv2.resize(picture, planes.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(planes[..., 0] - small).mean() < 0.02
    assert (planes[..., :3] == planes[..., :1]).all()


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("colourful", [0.0, 0.35, 1.0])
def test_the_version_and_how_colourful_it_shall_be_are_told(version: Any, colourful: float) -> None:
    planes = seen(middling(60, 80), version=version, colourful=colourful)
    assert (planes[..., 3:5] == 0.5).all()
    assert not planes[..., 5].any()
    assert np.allclose(planes[..., 6], colourful)
    assert np.array_equal(planes[..., 7:].reshape(-1, 3), np.broadcast_to(np.eye(3)[version - 1], (planes[..., 0].size, 3)))


def test_what_it_is_told_is_laid_out_as_in_training() -> None:
    planes = seen(middling(96, 256), version=3, colourful=0.7)
    pictures = torch.from_numpy(planes[..., :3]).permute(2, 0, 1)[None]
    wanted = with_facts(pictures, facts_without_hints(pictures, 0.7), version=2)[0].permute(1, 2, 0)
    assert VIVID == 100, "of which `colourful` is the share"
    assert np.abs(planes - wanted.numpy()).max() < 1e-6


@pytest.mark.parametrize(("across", "down"), [*CORNERS, (0.5, 0.5), (0.31, 0.77), (0.999, 0.4), (0.005, 0.02)])
@pytest.mark.parametrize("size", [(60, 80), (300, 100), (40, 1500)])
def test_a_hint_arrives_at_its_place(size: tuple[int, int], across: float, down: float) -> None:
    planes = seen(middling(*size), hints=(Hint(across=across, down=down, colour="#3060a0"),))
    height, width = planes.shape[:2]
    known = planes[..., 5]
    assert set(np.unique(known)) == {0, 1}
    assert known.sum() == POINT**2
    rows, columns = np.nonzero(known)
    for place, side, found in ((down, height, rows), (across, width, columns)):
        assert found.max() - found.min() == POINT - 1, "a square"
        assert found.min() <= min(int(place * side), side - 1) <= found.max()
        middle = np.clip(place * side, POINT / 2, side - POINT / 2)
        assert abs((found.min() + found.max() + 1) / 2 - middle) <= 1
    wanted = lab(np.array([[[0x30, 0x60, 0xA0]]], np.float32) / np.float32(255))[0, 0, 1:] / COLOUR / 2 + 0.5
    assert np.abs(planes[known == 1][:, 3:5] - wanted).max() < 0.005
    assert (planes[known == 0][:, 3:5] == 0.5).all()


def test_in_a_picture_that_is_thinner_than_a_hint_the_hint_covers_it() -> None:
    planes = painter_of(middling(3, 400), Colourise(hints=(HINT_BELOW,)), multiple_of=4)[1].seen[0]
    assert planes.shape[0] == 4 < POINT
    assert planes[:, :, 5].sum() == 4 * POINT
    assert planes[:, -1, 5].all()


def test_every_hint_arrives_with_its_own_colour() -> None:
    reds = [Hint(across=across, down=down, colour="#c02020") for across, down in CORNERS]
    planes = seen(middling(200, 256), hints=(*reds, Hint(across=0.5, down=0.5, colour="#2020C0")))
    assert planes[..., 5].sum() == 5 * POINT**2
    assert (planes[[0, 0, -1, -1], [0, -1, 0, -1], 3] > 0.7).all()
    middle = planes[planes.shape[0] // 2, planes.shape[1] // 2]
    assert middle[5] == 1
    assert middle[4] < 0.3


def test_a_hint_colours_the_picture_at_its_place() -> None:
    def hinted(planes: Pixels) -> Pixels:
        return (planes[..., 3:5] - 0.5) * 2 * COLOUR * planes[..., 5:6]

    picture = np.full((240, 320, 1), 0.5, np.float32)
    found = lab(coloured(picture, hinted, hints=(Hint(across=0.9, down=0.25, colour="#a06060"),)))
    strength = np.hypot(found[..., 1], found[..., 2])
    top, left = np.unravel_index(int(strength.argmax()), strength.shape)
    assert abs(top - 60) <= 4
    assert abs(left - 288) <= 4
    assert strength.max() > 15
    assert strength[:, :250].max() < 1


# Edges ----------------------------------------------------------------------------------------------------------------


def halves(middle: int, height: int = 80, width: int = 160) -> tuple[NDArray[np.float32], Pixels]:
    """Lightness of a dark and a light half, and a red and a green one under them."""
    left = np.arange(width) < middle
    guide = np.broadcast_to(np.where(left, np.float32(25), np.float32(75)), (height, width)).copy()
    ab = np.where(left[:, None], *np.array([(30, 10), (-30, 10)], np.float32))
    return guide, np.broadcast_to(ab, (height, width, 2)).copy()


@pytest.mark.parametrize("middle", [80, 83, 86])
def test_colours_end_where_lightness_does(middle: int) -> None:
    """They are known only in cells of eight pixels."""
    guide, true = halves(middle)
    known = np.asarray(cv2.resize(true, (20, 10), interpolation=cv2.INTER_AREA), np.float32)
    plain = cv2.resize(known, (160, 80), interpolation=cv2.INTER_LINEAR)
    near = np.s_[:, middle - 6 : middle + 6]
    found = edge_aware(known, guide)
    assert found.shape == true.shape
    assert np.abs(found - true)[near].mean() < 0.5 * np.abs(plain - true)[near].mean()
    assert np.abs(found - true)[:, : middle - 40].max() < 1


def test_colours_that_are_the_same_everywhere_stay_the_same_whatever_lies_over_them() -> None:
    guide = lab(photograph(100, 140))[..., 0]
    found = edge_aware(np.full((25, 35, 2), (20, -15), np.float32), guide)
    assert np.abs(found - (20, -15)).max() < 0.1


def test_grain_of_one_unit_of_lightness_leaves_no_grain_in_the_colours() -> None:
    """Of colours that change from left to right, under an even grey."""
    known = np.broadcast_to(np.linspace(-30, 30, 20, dtype=np.float32)[:, None], (10, 20, 2)).copy()
    flat = np.full((80, 160), 50, np.float32)
    grain = np.random.default_rng(0).normal(0, 1, flat.shape).astype(np.float32)
    assert np.abs(edge_aware(known, flat + grain) - edge_aware(known, flat)).std() < 0.02
    assert np.ptp(edge_aware(known, flat)) > 50


# Tiles and scales -----------------------------------------------------------------------------------------------------


def in_tiles(painter: Painter, tile: int) -> Pixels:
    rows = tile_rows(painter.height, painter.width, tile)
    return np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])


@given(size=sizes, tile=st.integers(32, 128), channels=st.sampled_from([1, 3]))
@example(size=(70, 1300), tile=96, channels=1)
def test_painted_in_tiles_equals_painted_whole(size: tuple[int, int], tile: int, channels: int) -> None:
    painter, _ = painter_of(photograph(*size, channels), Colourise(hints=(HINT_BELOW,)))
    assert np.abs(in_tiles(painter, tile) - painter.paint(Box(0, 0, *size))).max() < 1e-5


@pytest.mark.parametrize("size", [(120, 160), (300, 200)])
def test_a_picture_and_the_same_with_more_pixels_get_the_same_colours(size: tuple[int, int]) -> None:
    picture = middling(*size)
    found = coloured(enlarged(picture, 4))
    small = np.asarray(cv2.resize(found, size[::-1], interpolation=cv2.INTER_AREA), np.float32)
    difference = np.abs(lab(small) - lab(coloured(picture)))
    assert difference[..., 1:].mean() < 0.5
    assert difference.mean() < 0.5


def test_a_stage_after_it_sees_the_colours_and_a_stage_before_it_may_give_its_own() -> None:
    picture = middling(80, 100)
    twice, network = painter_of(picture, Colourise(version=1), Colourise(version=2), colours=even(10, 20))
    first, second = network.seen
    assert (first[..., :3] == first[..., :1]).all()
    assert np.abs(lab(second[..., :3])[..., 1:] - (10, 20)).mean() < 1
    assert twice.colours
    assert np.abs(twice.paint(Box(0, 0, 80, 100)) - coloured(picture, even(10, 20))).max() < 0.01


# Recipes --------------------------------------------------------------------------------------------------------------


HINTS = "hints = [{ across = 0.5, down = 0.1, colour = '#3060a0' }, { %s }]"


@pytest.mark.parametrize(
    ("option", "place"),
    [
        (HINTS % "across = 1.2, down = 0.5, colour = '#3060a0'", r"\.hints\[1\]\.across"),
        (HINTS % "across = 0.5, down = -0.1, colour = '#3060a0'", r"\.hints\[1\]\.down"),
        (HINTS % "across = 0.5, down = 0.5, colour = 'red'", r"\.hints\[1\]\.colour"),
        (HINTS % "across = 0.5, down = 0.5, colour = '#3060a'", r"\.hints\[1\]\.colour"),
        (HINTS % "across = 0.5, down = 0.5, colour = '#3060a0ff'", r"\.hints\[1\]\.colour"),
        (HINTS % "across = 0.5, down = 0.5, color = '#3060a0'", r"\.hints\[1\]"),
        (HINTS % "across = 0.5, down = 0.5", r"colour.*\.hints\[1\]"),
        ("version = 4", r"\.version"),
        ("version = 0", r"\.version"),
        ("version = '1'", r"\.version"),
        ("colourful = 1.1", r"\.colourful"),
    ],
)
def test_a_recipe_that_asks_for_what_there_is_not_is_refused_with_the_place(tmp_path: Path, option: str, place: str) -> None:
    (tmp_path / "mine.toml").write_text(f'title = "Mine"\n[[stages]]\ntype = "colourise"\n{option}\n')
    with pytest.raises(RecipeInvalid, match=rf"mine\.toml: .*{place}" if "colour." in place else rf"\$\.stages\[0\]{place}"):
        read_recipe(tmp_path / "mine.toml")


def test_hints_come_back_from_a_recipe_and_make_another_recipe_of_it(tmp_path: Path) -> None:
    hints = (Hint(across=0, down=1, colour="#3060a0"), Hint(across=0.25, down=0.5, colour="#FFFFFF"))
    recipe = Recipe(title="Mine", stages=(Colourise(version=3, hints=hints),))
    write_recipe(recipe, tmp_path / "mine.toml")
    assert read_recipe(tmp_path / "mine.toml") == recipe
    assert recipe.key != Recipe(title="Mine", stages=(Colourise(version=3, hints=hints[::-1]),)).key


# How sure it is ------------------------------------------------------------------------------------------------------


def torn(planes: Pixels) -> Pixels:
    """The same colours at the left, whichever version is asked for; others at the right."""
    version = int(planes[0, 0, 7:].argmax())
    ab = np.zeros((*planes.shape[:2], 2), np.float32)
    ab[:, : planes.shape[1] // 2] = (20, 10)
    ab[:, planes.shape[1] // 2 :] = ((0, 0), (15, 0), (40, 0))[version]
    return ab


@pytest.mark.parametrize(("version", "right"), [(1, 0.0), (2, 1 - 25 / APART), (3, 0.0)])
def test_colours_are_sure_where_all_versions_agree(version: Any, right: float) -> None:
    painter, network = painter_of(middling(64, 96), Colourise(version=version), colours=torn)
    assert len(network.seen) == 1  # nobody has asked yet
    (step,) = painter.steps
    evidence = step.stage.evidence(painter.overview_of(middling(64, 96)), step.look, None)
    assert evidence
    assert evidence.shade is not None
    assert evidence.shade.shape[2] == 1
    half = evidence.shade.shape[1] // 2
    assert np.median(evidence.shade[:, : half - 4]) > 0.95
    assert np.median(evidence.shade[:, half + 4 :]) == pytest.approx(right, abs=0.05)
    assert len(network.seen) == 3
