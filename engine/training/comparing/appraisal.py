"""An appraisal: what a finished run makes of held-out photographs, by more than decibels, which every adversary costs."""

from __future__ import annotations

import hashlib
import json
import statistics
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from engine.training.checkpoint import BEFORE, LAST
from engine.training.distances import diversity, feature_distances, luminance_likeness, psnr, texture_distance
from engine.training.export import trained_weights
from engine.training.game import Batch
from engine.training.photographs.collection import read_part, read_works
from engine.training.photographs.diagnosis import from_json
from engine.training.photographs.pictures import NO_WORKS, Batches
from engine.training.plan import TrainingPlan, read_plan
from engine.training.players import Players
from engine.training.run import COLLECTION, WORKS
from models import features
from models.feature_loss import FeatureLoss
from models.package import read_package

HELD_OUT = 48  # pictures of each ageing, at most
LAYERS = ("fire2", "fire4", "fire8")
SMALLEST = 32  # pixels that a recognition network must see
SEED = 0  # for whatever is drawn to appraise by, such as holes and works: the same for all runs


class Likeness(msgspec.Struct, frozen=True):
    """Pictures beside what they should be; means over the ageings."""

    psnr: float  # dB
    ssim: float  # of the luminance, up to 1
    perceptual: float | None  # distance of features: 0 alike, 1 as far as nothing is; None where no network can look
    texture: float  # distance of the sets of pictures: 0 alike, about 1 quite different
    diversity: float  # 1: they differ from each other as much as the photographs do; 0: all are the same


class Appraisal(msgspec.Struct, frozen=True):
    """Of one run's average weights, beside the pictures that nothing was done to."""

    made: Likeness
    untouched: Likeness
    pictures: int  # of each ageing
    eyes: str  # the network behind `perceptual`; empty without one
    works: bool  # whether `texture` is nearness to works; all else is likeness to the photograph, as ever
    start: Likeness | None = None  # of the package that the run began with


class Eyes(NamedTuple):
    """A recognition network to look through."""

    weights: str  # as `feature_network` takes them
    name: str  # tells other weights apart


def appraise(run: Path) -> Appraisal | None:
    """Look at what the run's average makes; None where there is no checkpoint, or the network paints nothing."""
    plan = read_plan(run / "plan.toml")
    if not plan.network.paints or not any((run / name).exists() for name in (LAST, BEFORE)):
        return None
    torch.set_num_threads(1)  # the same sums in the same order, whatever the machine
    eyes = eyes_for(plan)
    begun = bool(plan.start_from)
    plan = replace(plan, seed=SEED, adapters=0)
    players, held_out = Players.start(plan), _held_out(run, plan)
    start = _seen(players, plan, held_out, eyes)[0] if begun else None
    players.average.load_state_dict(trained_weights(run))
    made, untouched = _seen(players, plan, held_out, eyes)
    pictures = len(next(iter(held_out.values())).original)
    return Appraisal(made, untouched, pictures, eyes.name if eyes else "", plan.game.needs_works, start)


def outdated(appraisal: Appraisal, run: Path) -> bool:
    """Whether other eyes have come since: runs that were seen through different ones cannot be compared."""
    eyes = eyes_for(read_plan(run / "plan.toml"))
    return eyes is not None and eyes.name != appraisal.eyes


def eyes_for(plan: TrainingPlan) -> Eyes | None:
    """Our own network, or the one that the plan's losses name; None where there is neither, or the crops are too small."""
    if plan.crop < SMALLEST:
        return None
    if features.OWN.exists():
        return Eyes("", f"{features.OWN.name} {read_package(features.OWN).card.weights_sha256[:8]}")
    files = [Path(loss.weights) for loss in plan.losses if isinstance(loss, FeatureLoss) and loss.weights]
    for file in files:
        if file.is_file():
            return Eyes(str(file), f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:8]}")
    return None


def _held_out(run: Path, plan: TrainingPlan) -> dict[str, Batch]:
    """Some held-out photographs under each ageing; the same for every run with such a plan and collection."""
    photographs = read_part(from_json((run / COLLECTION).read_text()), "validation")
    works = NO_WORKS
    if plan.game.needs_works:
        works = read_works([Path(path) for path in json.loads((run / WORKS).read_text())], smallest=plan.crop)
    return Batches(photographs, plan, works).held_out(min(HELD_OUT, len(photographs)))


@torch.inference_mode()
def _seen(players: Players, plan: TrainingPlan, held_out: dict[str, Batch], eyes: Eyes | None) -> tuple[Likeness, Likeness]:
    """What is made, and what is given; means over the ageings."""
    likenesses: list[tuple[Likeness, Likeness]] = []
    for batch in held_out.values():
        given, made, *_, hoped_for = plan.game.shown(players, plan, batch)
        likenesses.append((_likeness(made, batch.original, hoped_for, eyes), _likeness(given, batch.original, hoped_for, eyes)))
    made, given = zip(*likenesses, strict=True)
    return _mean(made), _mean(given)


def _likeness(pictures: Tensor, original: Tensor, hoped_for: Tensor, eyes: Eyes | None) -> Likeness:
    """(B, 3, H, W) each, 0 to 1; `hoped_for` is the original itself, or works."""
    return Likeness(
        psnr=psnr(pictures, original),
        ssim=luminance_likeness(pictures, original),
        perceptual=_perceptual(pictures, original, eyes) if eyes else None,
        texture=texture_distance(pictures, hoped_for),
        diversity=diversity(pictures, original),
    )


def _perceptual(pictures: Tensor, original: Tensor, eyes: Eyes) -> float:
    look = _network(eyes)
    found, wanted = (look(one.float().clamp(0, 1)) for one in (pictures, original))
    return feature_distances(found, wanted).mean().item()


@cache
def _network(eyes: Eyes) -> nn.Module:
    return features.feature_network(eyes.weights, LAYERS)


def _mean(several: Sequence[Likeness]) -> Likeness:
    def of(field: str) -> float:
        return statistics.fmean(getattr(one, field) for one in several)

    return Likeness(
        psnr=of("psnr"),
        ssim=of("ssim"),
        perceptual=None if several[0].perceptual is None else of("perceptual"),
        texture=of("texture"),
        diversity=of("diversity"),
    )
