"""Style: the network is told which hands in which shares, works as broad as was asked for, and keeps what it must."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from engine.backends.torch_cpu import TorchCpu
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import RecipeInvalid
from engine.model import Model
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels
from engine.recipe import Recipe, style_recipe
from engine.stages.style import Style
from models.card import Card
from models.networks.residual_net import ResidualNet
from models.package import write_package
from tests.engine.small_archive import enlarged, inside, photograph

NAMES = ("red", "green", "blue")
LIFT = np.float32(0.3)


class Tints:
    """A network for tests: each style lifts its own channel by its share of LIFT."""

    planes, halo, multiple_of, memory, styles = 6, 8, 4, 100, NAMES

    def __init__(self) -> None:
        self.seen: list[Pixels] = []

    def look(self, picture: Any) -> Any:
        return None

    def __call__(self, tiles: Any, facts: Any = None) -> Any:
        assert tiles.dtype == np.float32
        assert tiles.shape[3] == self.planes
        self.seen.append(tiles[0, 0, 0, 3:])
        return tiles[..., :3] + LIFT * tiles[..., 3:]


def painter_of(picture: Pixels, stage: Style, network: Tints) -> Painter:
    height, width = picture.shape[:2]

    def networks(model: Model) -> Any:
        assert model == "stylist"
        return network

    painter = Painter(height, width, mirrored(inside(picture), height, width), networks)
    return painter.looking([stage], small_copy(height, width, inside(picture)))


def painted(picture: Pixels, network: Tints | None = None, **options: Any) -> Pixels:
    return painter_of(picture, Style(**options), network or Tints()).paint(Box(0, 0, *picture.shape[:2]))


def dim(height: int, width: int, channels: int = 3) -> Pixels:
    """Nothing of it leaves the range when it is lifted."""
    return 0.1 + 0.5 * photograph(height, width, channels)


def test_styles_are_mixed_by_their_weights() -> None:
    picture = dim(60, 80)
    lifts = (painted(picture, styles={"red": 0.2, "blue": 0.6}) - picture).mean(axis=(0, 1))
    assert np.allclose(lifts, LIFT * np.array([0.25, 0, 0.75]), atol=1e-5)


def test_half_the_strength_is_half_of_the_change() -> None:
    picture = dim(60, 80)
    whole, half = (painted(picture, styles={"green": 1.0}, strength=share) for share in (1.0, 0.5))
    assert np.allclose(half, (picture + whole) / 2, atol=1e-6)


def test_with_its_own_colours_only_the_lightness_changes() -> None:
    picture = dim(60, 80)
    kept = painted(picture, styles={"red": 1.0}, keep_colours=True)
    lab, before, tinted = (
        cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB) for pixels in (kept, picture, painted(picture, styles={"red": 1.0}))
    )
    assert np.abs(lab[..., 1:] - before[..., 1:]).mean() < 0.5
    assert np.abs(lab[..., 0] - tinted[..., 0]).mean() < 0.5
    assert (lab[..., 0] - before[..., 0]).mean() > 2


@pytest.mark.parametrize(("kept", "channels"), [(False, 3), (True, 1)])
def test_a_grey_picture_gets_the_colours_of_the_style_unless_it_keeps_its_own(kept: bool, channels: int) -> None:
    assert painted(dim(60, 80, 1), styles={"red": 1.0}, keep_colours=kept).shape == (60, 80, channels)


@pytest.mark.parametrize(("stroke", "shrink"), [("fine", 1), ("medium", 2), ("broad", 4)])
def test_strokes_are_as_wide_against_the_picture_as_was_asked_for(stroke: Any, shrink: int) -> None:
    picture = enlarged(dim(80, 100), 20)  # 2,000 pixels wide
    painter = painter_of(picture, Style(styles={"red": 1.0}, stroke=stroke), Tints())
    assert painter.steps[0].look.shrink == shrink


def test_painted_in_tiles_equals_painted_whole() -> None:
    painter = painter_of(dim(130, 170), Style(styles={"red": 0.5, "green": 0.5}, keep_colours=True), Tints())
    tiles = [np.concatenate([painter.paint(box) for box in row], axis=1) for row in tile_rows(130, 170, 48)]
    assert np.abs(np.concatenate(tiles) - painter.paint(Box(0, 0, 130, 170))).max() < 1e-4


@pytest.mark.parametrize("stroke", ["fine", "broad"])
def test_tiles_are_painted_by_what_was_seen_of_the_whole_picture(stroke: Any, tmp_path: Path) -> None:
    """A real network with norms: those of a tile of sky are not those of the picture."""
    torch.manual_seed(0)
    design = ResidualNet(width=16, blocks=2, styles=3, norms=True)
    network = design.build()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(0.1 * torch.randn_like(weight))
    card = Card(
        id="stylist", title="Stylist", purpose="For tests.", network=design, halo=48, styles=NAMES, licence="none",
        trained_on="nothing", weights_sha256="",
    )  # fmt: skip
    write_package(tmp_path / "stylist", card, network)
    picture = enlarged(dim(80, 100), 6)
    device = Device(TorchCpu())
    try:
        painter = Painter(480, 600, mirrored(inside(picture), 480, 600), lambda _: device.network(str(tmp_path / "stylist")))
        painter = painter.looking([Style(styles={"red": 1.0}, stroke=stroke)], small_copy(480, 600, inside(picture)))
        tiles = [np.concatenate([painter.paint(box) for box in row], axis=1) for row in tile_rows(480, 600, 256)]
        whole = painter.paint(Box(0, 0, 480, 600))
    finally:
        device.close()
    assert np.abs(whole - picture).mean() > 0.05
    assert np.abs(np.concatenate(tiles) - whole).max() < 1 / 255


def test_a_style_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    with pytest.raises(RecipeInvalid, match="there is no style “yellow”") as refused:
        Style(styles={"yellow": 1.0, "red": 0.5}).code(NAMES)
    assert "red, green, blue" in refused.value.hint


def test_a_batch_with_a_style_that_is_not_there_does_not_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    design = ResidualNet(width=8, blocks=1, styles=3)
    card = Card(
        id="stylist", title="Stylist", purpose="For tests.", network=design, halo=8, styles=NAMES, licence="none",
        trained_on="nothing", weights_sha256="",
    )  # fmt: skip
    write_package(tmp_path / "home" / "models" / "stylist", card, design.build())
    (tmp_path / "scans").mkdir()
    device = Device(TorchCpu())
    engine = Engine(lambda event: None, device)
    try:
        with pytest.raises(RecipeInvalid, match="there is no style “yellow”"):
            engine.submit([tmp_path / "scans"], style_recipe(["yellow"]), tmp_path / "out")
    finally:
        engine.close()
        device.close()
    assert not (tmp_path / "out").exists()


def test_styles_are_typed_with_or_without_a_weight() -> None:
    assert style_recipe(["red"]).stages == (Style(styles={"red": 1.0}),)
    mixed = style_recipe(["red=0.25", " blue = 0.75"], strength=0.5, keep_colours=True, stroke="broad")
    wanted = Style(styles={"red": 0.25, "blue": 0.75}, strength=0.5, keep_colours=True, stroke="broad")
    assert mixed == Recipe(title="red and blue", stages=(wanted,))


@pytest.mark.parametrize(
    ("styles", "message"),
    [
        (["red=1.5"], "<= 1.0"),
        (["red=-1"], ">= 0.0"),
        (["red=0", "blue=0"], "all weights of styles are 0"),
        (["red=much"], "float"),
    ],
)
def test_weights_that_are_none_are_refused(styles: list[str], message: str) -> None:
    with pytest.raises(RecipeInvalid, match=message):
        style_recipe(styles)
