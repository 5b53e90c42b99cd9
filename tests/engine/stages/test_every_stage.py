"""What every stage promises, tested for each that there is: a new stage is tested by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from engine.commands.describe import first_sentence, options_of
from engine.devices.device import Device
from engine.errors import RecipeInvalid
from engine.files.colour import ColourSpace
from engine.files.source import Shape
from engine.painting.painter import Painter
from engine.painting.readers import larger
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels, as_rgb
from engine.recipe import STAGES, Recipe, offered_stages, read_recipe, with_options, write_recipe
from engine.stage import Stage
from engine.stages.artwork import Artwork
from engine.stages.restore import Restore
from engine.stages.style import Style
from tests.engine.small_archive import enlarged, noise, painter_of, photograph, ramp

CONTENTS = {
    "noise": noise,
    "ramp": ramp,
    "photograph": photograph,
    "faded and noisy": lambda h, w, c: np.clip(0.4 + 0.3 * photograph(h, w, c) + 0.1 * (noise(h, w, c) - 0.5), 0, 1),
    "scanned large": lambda h, w, c: enlarged(photograph(-(-h // 4), -(-w // 4), c), 4)[:h, :w],
}
every_stage = pytest.mark.parametrize("kind", STAGES, ids=lambda kind: kind.__struct_config__.tag)
OFFERED = offered_stages()
"""Those whose models are bundled; what paints with others is tested with models made by hand."""

every_offered_stage = pytest.mark.parametrize("kind", OFFERED, ids=lambda kind: kind.__struct_config__.tag)
TOGETHER = tuple(kind() for kind in OFFERED if kind().scale == 1 and kind not in {Artwork, Style})
"""Without what enlarges and what paints anew: surroundings add up, it would take minutes, and show no more."""

every_recipe = pytest.mark.parametrize(
    "stages",
    [*((kind(),) for kind in OFFERED), TOGETHER, (Restore(crisp=0.5),), (Restore(views=4),)],
    ids=lambda stages: "+".join(stage.name for stage in stages),
)


@dataclass(frozen=True)
class Drawing:
    """A picture in a few words, so that a failure can be read."""

    content: str
    height: int
    width: int
    channels: int

    @property
    def pixels(self) -> Pixels:
        return np.asarray(CONTENTS[self.content](self.height, self.width, self.channels), np.float32)


drawings = st.builds(
    Drawing, st.sampled_from(sorted(CONTENTS)), st.integers(1, 200), st.integers(1, 200), st.sampled_from([1, 3])
)


def whole(painter: Painter) -> Pixels:
    return painter.paint(Box(0, 0, *painter.size))


def kept_or_rgb(picture: Pixels, stage: Stage) -> Pixels:
    """The picture with the channels, and of the size, that the stage gives it."""
    return larger(as_rgb(picture) if stage.colours else picture, stage.scale)


def in_tiles(painter: Painter, tile: int) -> Pixels:
    rows = tile_rows(*painter.size, tile)
    return np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])


@every_recipe
@settings(max_examples=3)
@given(drawing=drawings, tile=st.integers(64, 128))
def test_painted_in_tiles_equals_painted_whole(device: Device, stages: tuple[Stage, ...], drawing: Drawing, tile: int) -> None:
    painter = painter_of(drawing.pixels, stages, device)
    error = np.abs(whole(painter) - in_tiles(painter, tile))
    assert error.max() <= 1 / 255
    assert error.mean() <= 1 / 4000


@every_recipe
def test_a_large_picture_has_no_seams_either(device: Device, stages: tuple[Stage, ...]) -> None:
    for picture in (photograph(300, 420), enlarged(photograph(100, 120), 4)):
        painter = painter_of(picture, stages, device)
        error = np.abs(whole(painter) - in_tiles(painter, 160))
        assert error.max() <= 1 / 255
        assert error.mean() <= 1 / 4000


@every_offered_stage
@settings(max_examples=10)
@given(drawing=drawings)
def test_a_painted_picture_is_as_large_and_in_range(device: Device, kind: type[Stage], drawing: Drawing) -> None:
    picture, stage = drawing.pixels, kind()
    painted = whole(painter_of(picture, [stage], device))
    assert painted.dtype == np.float32
    assert painted.shape == kept_or_rgb(picture, stage).shape
    assert painted.min() >= 0
    assert painted.max() <= 1


@every_offered_stage
@settings(max_examples=10)
@given(drawing=drawings)
def test_strength_0_changes_nothing(device: Device, kind: type[Stage], drawing: Drawing) -> None:
    if "strength" not in kind.__struct_fields__:
        pytest.skip("the stage has no strength")
    stage = msgspec.convert({"type": kind.__struct_config__.tag, "strength": 0}, kind)
    picture = drawing.pixels
    assert np.array_equal(whole(painter_of(picture, [stage], device)), kept_or_rgb(picture, stage))


@every_recipe
@pytest.mark.parametrize("channels", [1, 3])
def test_a_16_bit_ramp_shows_no_bands(device: Device, stages: tuple[Stage, ...], channels: Any) -> None:
    stages = tuple(stage for stage in stages if not isinstance(stage, Style))  # a hand may paint two tones as one
    if not stages:
        pytest.skip("nothing is left that keeps tones apart")
    shape = Shape(48, 2048, channels, False, 16)
    samples = np.rint(ramp(shape.height, shape.width, channels) * 65535).astype(np.uint16)
    space = ColourSpace(shape, None)
    before = space.to_pixels(samples)
    painter = painter_of(before, stages, device)
    plain, painted = painter.before_and_after(Box(0, 0, *painter.size))
    after = space.changed(larger(samples, painter.scale), plain, painted)
    row = after[24 * painter.scale, :, 0].astype(int)
    inner = row[(row > 0) & (row < 65535)]  # raised contrast may burn out the ends
    assert len(np.unique(inner)) > 0.95 * len(inner), "tones fall together"
    assert np.abs(np.diff(inner)).max() < 65535 / 255, "a step that eyes can see"


@every_stage
def test_a_stage_has_one_line_of_help_and_each_option_too(kind: type[Stage]) -> None:
    assert 10 < len(first_sentence(kind)) < 120
    assert len(options_of(kind)) == len(kind.__struct_fields__)
    assert not [line for line in options_of(kind) if line.endswith((": ; ", "; "))]


@every_stage
def test_a_stage_comes_back_from_a_recipe_as_it_was(kind: type[Stage], tmp_path: Path) -> None:
    recipe = Recipe(title="One stage", stages=(kind(),))
    write_recipe(recipe, tmp_path / "one.toml")
    assert read_recipe(tmp_path / "one.toml") == recipe
    assert read_recipe(tmp_path / "one.toml").key == recipe.key


def outside(kind: type[Stage]) -> list[tuple[str, float]]:
    """(option, value) just beyond each limit of each option."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    limited = [(field.encode_name, field.type) for field in info.fields]
    found: list[tuple[str, float]] = []
    for name, limits in limited:
        while isinstance(limits, inspect.Metadata):
            limits = limits.type
        if isinstance(limits, inspect.IntType | inspect.FloatType):
            found += [(name, limits.le + 1)] if limits.le is not None else []
            found += [(name, limits.ge - 1)] if limits.ge is not None else []
    return found


@every_stage
def test_an_option_out_of_range_is_refused_with_its_place(kind: type[Stage], tmp_path: Path) -> None:
    tag = kind.__struct_config__.tag
    for name, value in outside(kind):
        (tmp_path / "mine.toml").write_text(f'title = "Mine"\n[[stages]]\ntype = "{tag}"\n{name} = {value}\n')
        with pytest.raises(RecipeInvalid, match=rf"mine\.toml: .*\$\.stages\[0\]\.{name}"):
            read_recipe(tmp_path / "mine.toml")
        with pytest.raises(RecipeInvalid, match=rf"\$\.stages\[0\]\.{name}"):
            with_options(Recipe(title="Mine", stages=(kind(),)), str(tag), **{name: value})


@every_stage
def test_an_unknown_option_is_refused(kind: type[Stage], tmp_path: Path) -> None:
    tag = kind.__struct_config__.tag
    (tmp_path / "mine.toml").write_text(f'title = "Mine"\n[[stages]]\ntype = "{tag}"\nstrenght = 1\n')
    with pytest.raises(RecipeInvalid, match=r"strenght.*\$\.stages\[0\]"):
        read_recipe(tmp_path / "mine.toml")
