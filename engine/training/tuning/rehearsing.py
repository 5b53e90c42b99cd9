"""What a model could do before it learnt from the user's photographs, and how much of that was lost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from engine.samples import ASTRONAUT, BRICK, CAMERA, CHELSEA, COFFEE, ROCKET
from engine.training.game import Batch
from engine.training.games.paired import Paired
from engine.training.photographs.collection import Photograph
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan
from engine.training.tuning.estimation import TITLE
from engine.training.tuning.scenes import scenes
from engine.training.tuning.with_photographs import OTHER_PHOTOGRAPHS, learns_from_photographs

REHEARSED = 24  # pictures of each ageing
UNSEEN = (1 / 255) ** 2


def rehearsed(plan: TrainingPlan, held_out: Sequence[Photograph]) -> dict[str, list[Batch]]:
    """What a tuned model must still be able to do, by its title.

    A restorer: the held-out photographs in each ageing that its base was trained for. What learns from photographs alone: those
    that come with Patina, which are like nobody's collection.
    """
    if learns_from_photographs(plan):
        return {OTHER_PHOTOGRAPHS: scenes(_known(in_colour=plan.whole), plan)}
    assert isinstance(plan.game, Paired)
    batches = Batches(held_out, plan).held_out(REHEARSED)
    return {title: [batch] for title, batch in batches.items() if title != TITLE}


@torch.inference_mode()
def answered(network: nn.Module, plan: TrainingPlan, batch: Batch) -> Tensor:
    """(B, 3, H, W), 0 to 1."""
    return plan.game.answer(network, plan, batch).float().clamp(0, 1)


def lost(base: Sequence[Tensor], tuned: Sequence[Tensor], batches: Sequence[Batch]) -> float:
    """dB of PSNR, from the base's answers to the tuned one's; an error of one 8-bit level or less counts as none, as in the
    loss `psnr`."""
    each: list[Tensor] = []
    for one, other, batch in zip(base, tuned, batches, strict=True):
        errors = [(picture - batch.original).square().mean(dim=(1, 2, 3)) + UNSEEN for picture in (one, other)]
        each.append(10 * (errors[1] / errors[0]).log10())
    return float(torch.cat(each).mean())


def _known(in_colour: bool) -> list[Photograph]:
    """(H, W, 3) each; of those in colour their quarters as well, which are other scenes."""
    origins = (ASTRONAUT, CHELSEA, COFFEE, ROCKET) if in_colour else (ASTRONAUT, BRICK, CAMERA, CHELSEA, COFFEE, ROCKET)
    pictures = [np.array(Image.fromarray(origin.load()).convert("RGB")) for origin in origins]
    return [*pictures, *(quarter for one in pictures for quarter in _quarters(one))] if in_colour else pictures


def _quarters(picture: Photograph) -> list[Photograph]:
    height, width = (side // 2 for side in picture.shape[:2])
    return [picture[top : top + height, left : left + width] for top in (0, height) for left in (0, width)]
