"""Held-out scores: how well photographs that were never learnt from are restored."""

from __future__ import annotations

import torch
from torch import nn

from engine.training.pictures import Batches
from engine.training.trainer import network_input

PICTURES = 24


@torch.inference_mode()
def held_out_scores(network: nn.Module, batches: Batches, planes: int) -> dict[str, tuple[float, float]]:
    """For each ageing: mean PSNR in dB of the damaged and of the restored pictures (RGB, 0 to 1)."""
    scores: dict[str, tuple[float, float]] = {}
    for title, aged in batches.held_out_batches(PICTURES):
        restored = network(network_input(aged, planes)).float().clamp(0, 1)
        scores[title] = (_psnr(aged.damaged.clamp(0, 1), aged.original), _psnr(restored, aged.original))
    return scores


def _psnr(found: torch.Tensor, wanted: torch.Tensor) -> float:
    error = (found - wanted.clamp(0, 1)).square().mean(dim=(1, 2, 3)).clamp_min(1e-10)
    return float((-10 * error.log10()).mean())
