"""Weights between those of the base and the tuned ones: as much of what is new as forgets next to nothing.

On the straight line between them, most of the gain comes early and most of the forgetting late (Wortsman et al. 2022,
"Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from engine.packages import find_package
from engine.training.export import trained_weights
from engine.training.photographs.collection import read_part
from engine.training.photographs.diagnosis import from_json
from engine.training.plan import read_plan
from engine.training.run import COLLECTION
from engine.training.tuning.rehearsing import answered, lost, rehearsed

SHARES = tuple(tenths / 10 for tenths in range(10, 0, -1))
MAY_FORGET = 0.2  # dB of the validation; the verdict allows a little more, on more photographs


def blended(run: Path) -> tuple[float, dict[str, Tensor]]:
    """The share of the tuned weights, and the weights: the largest of SHARES that keeps what was known, or the smallest."""
    plan = read_plan(run / "plan.toml")
    known = rehearsed(plan, read_part(from_json((run / COLLECTION).read_text()), "validation"))
    package = find_package(plan.start_from)
    base, tuned, network = package.tensors(), trained_weights(run), package.network()
    before = {title: [answered(network, plan, batch) for batch in batches] for title, batches in known.items()}
    weights = tuned
    for share in SHARES:
        weights = {name: torch.lerp(weight, tuned[name], share) for name, weight in base.items()}
        network.load_state_dict(weights)
        losses = (
            lost(before[title], [answered(network, plan, batch) for batch in batches], batches)
            for title, batches in known.items()
        )
        if all(loss <= MAY_FORGET for loss in losses):
            return share, weights
    return SHARES[-1], weights
