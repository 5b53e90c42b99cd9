"""Weights between those of the base and the tuned ones: as much of what is new as forgets next to nothing.

On the straight line between them, most of the gain comes early and most of the forgetting late (Wortsman et al. 2022,
"Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from engine.packages import find_package
from engine.training.export import trained_weights
from engine.training.game import Batch
from engine.training.photographs.collection import read_collection
from engine.training.photographs.diagnosis import from_json
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan, read_plan
from engine.training.run import COLLECTION
from engine.training.trainer import network_input
from engine.training.tuning.estimation import TITLE

SHARES = tuple(tenths / 10 for tenths in range(10, 0, -1))
MAY_FORGET = 0.2  # dB of the validation; the verdict allows a little more, on more photographs
REHEARSED = 24  # pictures of each ageing
UNSEEN = (1 / 255) ** 2


def blended(run: Path) -> tuple[float, dict[str, Tensor]]:
    """The share of the tuned weights, and the weights: the largest of SHARES that keeps every ageing, or the smallest."""
    plan = read_plan(run / "plan.toml")
    collection = read_collection(from_json((run / COLLECTION).read_text()))
    held_out = rehearsed(Batches(collection.held_out, plan))
    package = find_package(plan.start_from)
    base, tuned, network = package.tensors(), trained_weights(run), package.network()
    before = {title: restored(network, plan, batch) for title, batch in held_out.items()}
    weights = tuned
    for share in SHARES:
        weights = {name: torch.lerp(weight, tuned[name], share) for name, weight in base.items()}
        network.load_state_dict(weights)
        losses = (lost(before[title], restored(network, plan, batch), batch) for title, batch in held_out.items())
        if all(loss <= MAY_FORGET for loss in losses):
            return share, weights
    return SHARES[-1], weights


def rehearsed(batches: Batches) -> dict[str, Batch]:
    """Held-out pictures of each ageing that the base was trained for."""
    return {title: batch for title, batch in batches.held_out(REHEARSED).items() if title != TITLE}


@torch.inference_mode()
def restored(network: nn.Module, plan: TrainingPlan, batch: Batch) -> Tensor:
    """(B, 3, H, W), 0 to 1."""
    answer: Tensor = network(network_input(batch, plan.network.planes))
    return answer.clamp(0, 1)


def lost(base: Tensor, tuned: Tensor, batch: Batch) -> float:
    """dB of PSNR; an error of one 8-bit level or less counts as none, as in the loss `psnr`."""
    errors = [(picture - batch.original).square().mean(dim=(1, 2, 3)) + UNSEEN for picture in (base, tuned)]
    return float(10 * (errors[1] / errors[0]).log10().mean())
