"""Small plans, pictures and works for the tests of training."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from engine.pixels import Pixels
from engine.training.adversary import Adversary
from engine.training.game import Game
from engine.training.games.colourise import Colourise
from engine.training.games.contrast import Contrast
from engine.training.games.cycle import Cycle
from engine.training.games.distillation import Distillation
from engine.training.games.enlarging import Enlarging
from engine.training.games.finding import Finding
from engine.training.games.inpainting import Inpainting
from engine.training.games.paired import Paired
from engine.training.games.restyling import Restyling
from engine.training.games.styles import Styles
from engine.training.photographs.collection import Photograph, Works
from engine.training.photographs.pictures import Batches
from engine.training.plan import Ageing, TrainingPlan
from engine.training.players import Players
from models.damages.film_damage import FilmDamage
from models.damages.monochrome import Monochrome
from models.damages.noise import Noise
from models.discriminators.patch import Patch
from models.losses.charbonnier import Charbonnier
from models.losses.colourfulness import Colourfulness
from models.losses.total_variation import TotalVariation
from models.networks.colour_style import ColourStyle
from models.networks.damage_finder import DamageFinder
from models.networks.enlarger import Enlarger
from models.networks.inpainter import Inpainter
from models.networks.perception import Perception
from models.networks.residual_net import ResidualNet
from models.networks.residual_unet import ResidualUNet
from models.networks.restyler import Restyler
from models.objectives.hinge import Hinge
from models.objectives.non_saturating_r1 import NonSaturatingR1
from models.optimisers.adam import Adam
from models.optimisers.adamw import AdamW
from tests.engine.small_archive import photograph

SMALL = Patch(width=8, layers=2)
SQUEEZENET = str(Path(__file__).resolve().parents[4] / "shared" / "models" / "squeezenet1_0.safetensors")
JUDGE = Adversary(discriminator=SMALL, objective=Hinge(), optimiser=Adam(learning_rate=2e-3))
UNET = ResidualUNet(widths=(8, 8), blocks=(1, 1))
NOISE = Ageing(title="noise", damages=(Noise(sigma=(25, 35)),))
SCRATCHED = Ageing(title="scratched", damages=(FilmDamage(opacity=(0.9, 1.0)),))
GREY = Ageing(title="grey", damages=(Monochrome(),))
PLAN = TrainingPlan(
    title="Tiny", network=UNET, losses=(Charbonnier(),), ageings=(NOISE,), optimiser=AdamW(learning_rate=3e-3),
    steps=8, batch=4, crop=32, average=0.8, precision="float32", validate_every=4,
)  # fmt: skip


def plan(game: Game, **changes: Any) -> TrainingPlan:
    return msgspec.structs.replace(PLAN, game=game, **changes)


PLANS: dict[str, TrainingPlan] = {
    "paired": plan(Paired()),
    "paired with an adversary": plan(
        Paired(adversary=Adversary(
            discriminator=Patch(width=8, layers=2, spectral_norm=True), objective=NonSaturatingR1(every=2), matching=0.5,
            adapt=True, balance=True, optimiser=Adam(learning_rate=2e-3),
        ))
    ),
    "cycle": plan(Cycle(adversary=JUDGE), network=ResidualNet(width=8, blocks=2), losses=()),
    "contrast": plan(Contrast(adversary=JUDGE, patches=16), losses=()),
    "styles": plan(
        Styles(
            style=(Colourfulness(), TotalVariation(weight=2.0)), mixed=0.5, diversity=0.1,
            adversary=Adversary(discriminator=Patch(width=8, layers=2, classes=2), objective=Hinge()),
        ),
        network=ResidualNet(width=8, blocks=2, styles=2),
    ),
    "restyling": plan(
        Restyling(style=(Colourfulness(),), content=(Charbonnier(),)),
        network=Restyler(widths=(8, 8), blocks=(1, 1), styles=2),
    ),
    "enlarging": plan(Enlarging(adversary=JUDGE), network=Enlarger(width=8, blocks=2)),
    "finding": plan(Finding(), network=DamageFinder(widths=(8, 8), blocks=(1, 1)), losses=(), ageings=(SCRATCHED, NOISE)),
    "inpainting": plan(
        Inpainting(adversary=JUDGE), network=Inpainter(widths=(8, 8), blocks=(1, 1)), ageings=(SCRATCHED, NOISE)
    ),
    "distillation": plan(
        Distillation(weights=SQUEEZENET), network=Perception(widths=(8, 8, 8), layers=("conv1", "fire4")), losses=(), crop=48
    ),
    "colourise": plan(Colourise(adversary=JUDGE), network=ColourStyle(widths=(8, 8)), ageings=(GREY,)),
    "colourise and style": plan(
        Colourise(adversary=JUDGE, style=(Colourfulness(),), content=(Charbonnier(),), shares=(0.25, 0.25, 0.25, 0.25)),
        network=ColourStyle(widths=(8, 8), styles=2, stylist_width=8, stylist_blocks=1),
        ageings=(GREY,),
    ),
}  # fmt: skip


def batches(of: TrainingPlan, held_out: bool = False) -> Batches:
    """Pictures with colours, and works of two styles: reddish stripes, and dark blue ones."""
    photographs = [eight_bits(photograph(72, 80, left=17 * number + held_out * 300)) for number in range(10)]
    red, blue = (eight_bits(photograph(64, 64, left=900 + 50 * style)) for style in range(2))
    red[..., 1:] //= 3
    blue[..., :2] //= 4
    works = Works([red, blue], [0, 1], ("red", "blue")) if of.game.needs_works else Works((), (), ())
    return Batches(photographs, of, works)


def eight_bits(pixels: Pixels) -> NDArray[np.uint8]:
    return np.rint(pixels * 255).astype(np.uint8)


def scene(number: int, height: int = 72, width: int = 80) -> Photograph:
    """Different pictures: smooth clouds of their own, with edges."""
    random = np.random.default_rng(number)
    clouds = cv2.resize(random.random((6, 7, 3), np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    picture = 0.15 + 0.7 * np.clip(clouds, 0, 1)
    for _ in range(6):
        top, left = random.integers(height - 12), random.integers(width - 12)
        down, right = random.integers(6, 30, 2)
        picture[top : top + down, left : left + right] += random.uniform(-0.3, 0.3, 3).astype(np.float32)
    return eight_bits(np.clip(picture, 0, 1).astype(np.float32))


def work(number: int, height: int = 72, width: int = 90) -> Photograph:
    """Reddish strokes across."""
    random = np.random.default_rng(number)
    strokes = np.repeat(random.integers(0, 90, (height // 6 + 1, 1, 3)), 6, axis=0)[:height] + np.array([160, 40, 20])
    return (strokes + random.integers(-8, 8, (height, width, 3))).clip(0, 255).astype(np.uint8)


def written(folder: Path, pictures: Sequence[Photograph]) -> Path:
    folder.mkdir(parents=True)
    for number, picture in enumerate(pictures):
        Image.fromarray(picture).save(folder / f"{number:02}.png")
    return folder


def state_of(players: Players) -> list[torch.Tensor]:
    """All tensors and facts that a run holds."""
    state = players.state()
    kept = [tensor for kind in ("networks", "averages") for one in state[kind].values() for tensor in one.values()]
    moments = [one for side in state["optimisers"].values() for entry in side["state"].values() for one in entry.values()]
    return [*kept, *moments, torch.tensor([state["facts"][name] for name in sorted(state["facts"])])]
