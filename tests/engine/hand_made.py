"""Models whose weights are set by hand.

A finder and an inpainter: white is damage, and what is damaged becomes a middle grey. A colouriser: each of its versions
has one colour for everything. A stylist: both of its styles add the same to every pixel.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from engine.archive.naming import Naming
from engine.backends.torch_cpu import TorchCpu
from engine.devices.device import Device
from engine.engine import Engine
from engine.events import Event
from engine.painting.masks import mask_path
from engine.palette.filling import Mask
from engine.pixels import Pixels
from engine.recipe import Recipe
from engine.stages.scratches import Scratches
from models.card import Card
from models.modules.colour_style import ColourStyleNetwork
from models.modules.colouriser import COLOUR
from models.modules.unet import CONTRAST
from models.network import NetworkDesign
from models.networks.colour_style import ColourStyle
from models.networks.damage_finder import DamageFinder
from models.networks.inpainter import Inpainter
from models.networks.residual_net import ResidualNet
from models.package import write_package
from tests.engine.small_archive import drawn, photograph

RECIPE = Recipe(title="Scratches", stages=(Scratches(),))
HEIGHT, WIDTH = 64, 88
SURE, WHITE = 200.0, 0.95
COLOURS = ((20.0, -20.0), (-20.0, 10.0), (10.0, 25.0))
"""a and b of CIELAB, of each version."""

STYLES, ADDED = ("red", "blue"), (0.3, -0.1, -0.1)
"""What the styles of the stylist are called, and what they add to every pixel."""


class HandMade(TorchCpu):
    """Runs designs without a graph."""

    def versions(self) -> dict[str, str]:
        return {"torch": str(torch.__version__)}


@contextmanager
def hand_made_device(home: Path) -> Generator[Device]:
    """A device; meanwhile the models are installed as the user's own."""
    finder, inpainter = DamageFinder(widths=(8,), blocks=(1,)), Inpainter(widths=(8,), blocks=(1,))
    models = {
        "finder": (finder, _white_is_damage(finder.build())),
        "inpainter": (inpainter, _zeroed(inpainter.build())),
    }
    with _installed(home, models) as device:
        yield device


@contextmanager
def hand_made_colouriser(home: Path) -> Generator[Device]:
    """The same, with a colouriser; what its versions say of every pixel is in COLOURS."""
    design = ColourStyle(widths=(8, 8))
    with _installed(home, {"colouriser": (design, _of_one_colour(design.build()))}) as device:
        yield device


@contextmanager
def hand_made_stylist(home: Path) -> Generator[Device]:
    """The same, with a stylist that knows STYLES."""
    design = ResidualNet(width=8, blocks=1, styles=len(STYLES))
    with _installed(home, {"stylist": (design, _adding(design.build()))}, STYLES) as device:
        yield device


@contextmanager
def _installed(
    home: Path, models: Mapping[str, tuple[NetworkDesign, nn.Module]], styles: tuple[str, ...] = ()
) -> Generator[Device]:
    for name, (design, network) in models.items():
        _install(home, name, design, network, styles)
    device = Device(HandMade())
    try:
        yield device
    finally:
        device.close()
        for name in models:
            shutil.rmtree(home / "models" / name)


def _install(home: Path, name: str, design: NetworkDesign, network: nn.Module, styles: tuple[str, ...]) -> None:
    card = Card(
        id=name, title=name, purpose="For tests.", network=design, halo=0, licence="none", trained_on="nothing",
        styles=styles, weights_sha256="",
    )  # fmt: skip
    write_package(home / "models" / name, card, network)


def _zeroed(network: nn.Module) -> nn.Module:
    for weights in network.parameters():
        nn.init.zeros_(weights)
    return network


def _white_is_damage(network: nn.Module) -> nn.Module:
    """The logit of each pixel is how far the mean of its colours lies above WHITE."""
    head, tail = _zeroed(network).head, network.tail
    assert isinstance(head, nn.Conv2d)
    assert isinstance(tail, nn.Conv2d)
    assert tail.bias is not None
    with torch.no_grad():
        for place in range(4):  # of the pixels in a square of two by two
            head.weight[place, place::4, 1, 1] = 1 / 3
            tail.weight[place, place, 1, 1] = SURE
        tail.bias.fill_(-SURE * (WHITE - 0.5) * CONTRAST)
    return network


def _of_one_colour(network: nn.Module) -> nn.Module:
    assert isinstance(network, ColourStyleNetwork)
    bias = network.colouriser.tail.bias
    assert bias is not None
    _zeroed(network)
    with torch.no_grad():
        bias.copy_(torch.tensor(COLOURS).flatten() / COLOUR)
    return network


def _adding(network: nn.Module) -> nn.Module:
    tail = _zeroed(network).tail
    assert isinstance(tail, nn.Conv2d)
    assert tail.bias is not None
    with torch.no_grad():
        tail.bias.copy_(torch.tensor(ADDED))
    return network


# Pictures and masks ---------------------------------------------------------------------------------------------------


def scratch(height: int = HEIGHT, width: int = WIDTH, across: int = 3) -> Mask:
    mask = np.zeros((height, width), np.bool_)
    mask[height // 6 : -height // 6, width // 2 : width // 2 + across] = True
    return mask


def scratched(mask: Mask, channels: int = 3) -> Pixels:
    height, width = mask.shape
    return np.where(mask[..., None], np.float32(1), np.float32(0.8) * photograph(height, width, channels))


def corner() -> NDArray[np.uint8]:
    """What somebody drew: white where the corner is to be painted anew."""
    canvas = np.zeros((HEIGHT, WIDTH), np.uint8)
    canvas[:16, :16] = 255
    return canvas


def draw(path: Path, canvas: NDArray[np.uint8] | NDArray[np.uint16] | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(corner() if canvas is None else canvas).save(path, format="PNG")


def mask_of(folder: Path, name: str) -> Path:
    return mask_path(folder / "masks", Path(name))


def ignored(event: Event) -> None:
    pass


def restored(
    folder: Path, device: Device, masks: str = "masks", suffix: str | None = None, hear: Callable[[Event], None] = ignored
) -> list[str]:
    """The pictures of folder/in, into folder/out, with masks in folder/masks; what the user sees at the end."""
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        hear(event)

    engine = Engine(emit, device)
    try:
        engine.submit([folder / "in"], RECIPE, folder / "out", Naming(suffix), folder / masks).wait()
    finally:
        engine.close()
    return drawn(events)
