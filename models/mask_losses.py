"""Losses of masks, for networks that mark something; all that is marked is little beside what is not."""

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, binary_cross_entropy_with_logits

PLAIN = 0.12  # a change of the picture that nobody overlooks
LEAST = 0.05


def seen_loss(logits: Tensor, mask: Tensor, change: Tensor) -> Tensor:
    """Cross-entropy in which what is masked counts as much as it can be seen, by how it changes the picture.

    logits and mask (B, 1, H, W), mask 0 or 1; change (B, 3, H, W): damaged - original. A white scratch in a white sky
    cannot be found, and a network that is asked to learns to guess.
    """
    seen = avg_pool2d(change, 3, stride=1, padding=1).abs().amax(dim=1, keepdim=True)  # noise is not what makes it visible
    counts = torch.where(mask > 0, (seen / PLAIN).clamp(LEAST, 1), 1.0)
    return (counts * binary_cross_entropy_with_logits(logits, mask, reduction="none")).mean()


def dice_loss(logits: Tensor, mask: Tensor) -> Tensor:
    """1 - twice the overlap over the sum (Milletari et al. 2016), over the whole batch: many pictures have nothing to mark."""
    found = logits.sigmoid()
    return 1 - (2 * (found * mask).sum() + 1) / (found.sum() + mask.sum() + 1)


@torch.inference_mode()
def f1(found: Tensor, mask: Tensor) -> float:
    """Of what is found (bool) against a mask (bool), over all pixels: 1 where both agree; 1 too where both are empty."""
    total = found.sum() + mask.sum()
    return float(2 * (found & mask).sum() / total) if total else 1.0
