"""A small school: the bundled restorer under a tiny plan, so that a real run of the real trainer takes seconds."""

from __future__ import annotations

from pathlib import Path

import msgspec

from engine.packages import find_package
from engine.paths import user_plans
from engine.training.plan import write_plan
from models.damages.noise import Noise
from models.optimisers.adamw import AdamW
from tests.engine.training import NOISE, PLAN, eight_bits, scene, written


def small_plan() -> None:
    """By its title it stands for the plan that the restorer was trained by, which takes hours."""
    card = find_package("restorer").card
    plan = msgspec.structs.replace(
        PLAN, title=card.plan, network=card.network, ageings=(NOISE,), batch=2, crop=32, optimiser=AdamW(learning_rate=1e-4)
    )
    user_plans().mkdir(parents=True, exist_ok=True)
    write_plan(plan, user_plans() / "small.toml")


def box_of_scans(folder: Path, count: int = 16) -> Path:
    """Noisy pictures, each of another scene."""
    import torch

    from engine.training.photographs.pictures import to_tensor

    noise = Noise(sigma=(20, 20))
    pictures = [to_tensor(scene(number, 96, 112))[None] for number in range(count)]
    random = torch.Generator().manual_seed(1)
    damaged = [noise.apply(picture, random)[0].clamp(0, 1).permute(1, 2, 0).numpy() for picture in pictures]
    return written(folder, [eight_bits(one) for one in damaged])


def clean_pictures(folder: Path, count: int = 24) -> Path:
    return written(folder, [scene(100 + number, 96, 112) for number in range(count)])
