"""A small school: a tiny restorer with a plan of its own, so that a real run of the real trainer takes seconds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import torch
from msgspec.structs import replace

from engine.packages import find_package
from engine.paths import user_models, user_plans
from engine.training.games.enlarging import Enlarging
from engine.training.games.styles import Styles
from engine.training.graph import write_graph
from engine.training.photographs.pictures import to_tensor
from engine.training.plan import write_plan
from gui.teach.page import TeachPage
from gui.teach.steps import Steps
from gui.teach.trainer import Trainer
from models.card import Card
from models.damages.noise import Noise
from models.losses.charbonnier import Charbonnier
from models.losses.total_variation import TotalVariation
from models.network import NetworkDesign
from models.networks.residual_net import ResidualNet
from models.networks.residual_unet import ResidualUNet
from models.optimisers.adamw import AdamW
from models.package import write_package
from tests.engine.training.runs import NOISE, PLAN, PLANS, eight_bits, plan, scene, written

NETWORK: NetworkDesign = ResidualUNet(widths=(8, 12), blocks=(1, 1))
SHORT = 0.04  # minutes: some dozens of steps
LONG = 30.0


def open_school() -> None:
    """Put a model called “tiny” among the user's own, and the plan that it was trained by."""
    torch.manual_seed(3)
    network = NETWORK.build()
    with torch.no_grad():
        for weights in network.parameters():
            weights.mul_(0.8)
    card = Card(
        id="tiny", title="Tiny", purpose="For tests.", network=NETWORK, halo=24, licence="none", trained_on="nothing",
        plan="Tiny", weights_sha256="",
    )  # fmt: skip
    package = write_package(user_models() / "tiny", card, network)
    write_graph(NETWORK, package.own_graph)
    user_plans().mkdir(parents=True)
    write_plan(msgspec.structs.replace(PLAN, title="Tiny", network=NETWORK, ageings=(NOISE,)), user_plans() / "tiny.toml")


def open_school_of_styles() -> None:
    """A stylist with two styles, random ones, and the plan that it was trained by."""
    torch.manual_seed(4)
    design = ResidualNet(width=8, blocks=1, styles=2)
    own = plan(Styles(style=(Charbonnier(),)), network=design, losses=(TotalVariation(weight=0.1),), title="Tiny styles")
    card = Card(
        id="stylist", title="Stylist", purpose="For tests.", network=design, halo=24, styles=("one", "two"), licence="none",
        trained_on="nothing", plan=own.title, weights_sha256="",
    )  # fmt: skip
    package = write_package(user_models() / "stylist", card, design.build())
    write_graph(design, package.own_graph)
    user_plans().mkdir(parents=True)
    write_plan(own, user_plans() / "styles.toml")


def open_school_of_photographs() -> None:
    """A colouriser and an enlarger, which learn from photographs alone, with the plans that they were trained by."""
    torch.manual_seed(5)
    own = (
        replace(PLANS["colourise"], title="Tiny colours", whole=True),
        replace(PLANS["enlarging"], title="Tiny enlarger", game=Enlarging()),
    )
    user_plans().mkdir(parents=True)
    for place in own:
        name = place.title.lower().replace(" ", "-")
        card = Card(
            id=name, title=place.title, purpose="For tests.", network=place.network, halo=24, licence="none",
            trained_on="nothing", plan=place.title, weights_sha256="",
        )  # fmt: skip
        package = write_package(user_models() / name, card, place.network.build())
        write_graph(place.network, package.own_graph)
        write_plan(place, user_plans() / f"{name}.toml")


def box_of_scans(folder: Path, count: int = 24) -> Path:
    """Noisy pictures, each of another scene."""
    noise, random = Noise(sigma=(20, 20)), torch.Generator().manual_seed(1)
    clean = (to_tensor(scene(number, 64, 72))[None] for number in range(count))
    damaged = [noise.apply(picture, random)[0].clamp(0, 1).permute(1, 2, 0).numpy() for picture in clean]
    return written(folder, [eight_bits(one) for one in damaged])


def clean_pictures(folder: Path, count: int = 32) -> Path:
    return written(folder, [scene(100 + number, 64, 72) for number in range(count)])


def walk(steps: Steps, wait: Callable[[Callable[[], object]], None], place: Path, minutes: float) -> None:
    """From the first step to the last, as a user goes; “Begin” is left to press."""
    wait(lambda: steps.goal.ready)
    choose_model(steps, "tiny")
    steps.next.click()
    steps.folders.scans.take(box_of_scans(place / "scans"))
    steps.folders.pictures.take(clean_pictures(place / "clean"))
    wait(lambda: steps.next.isEnabled())
    steps.next.click()
    wait(lambda: steps.studio.ready and not steps.studio.damaged[0].image.isNull())
    steps.next.click()
    steps.time.own.setValue(minutes)
    steps.time.choose_own()


def choose_model(steps: Steps, name: str) -> None:
    box = steps.goal.models
    box.setCurrentText(name)
    box.activated.emit(box.currentIndex())


def only_trainer(page: TeachPage) -> Trainer:
    (folder,) = page.book.folders()
    return page.trainer(folder)


def end(page: TeachPage) -> None:
    """No process of a test outlives it."""
    page.close_down()
    for folder in page.book.folders():
        trainer = page.trainer(folder)
        deadline = time.monotonic() + 60
        if trainer.busy:
            trainer.stop()
        while (process := trainer.process_id) and time.monotonic() < deadline:
            time.sleep(0.05)
            if time.monotonic() > deadline - 30:
                os.kill(process, 15 if sys.platform == "win32" else 9)


def quick_restorer() -> None:
    """A small plan that stands, by its title, for the one that the bundled restorer was trained by, which takes hours."""
    card = find_package("restorer").card
    quick = msgspec.structs.replace(
        PLAN, title=card.plan, network=card.network, ageings=(NOISE,), batch=2, crop=64, optimiser=AdamW(learning_rate=1e-4)
    )
    user_plans().mkdir(parents=True, exist_ok=True)
    write_plan(quick, user_plans() / "quick.toml")
