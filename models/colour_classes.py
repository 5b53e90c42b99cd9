"""Colours as classes (Zhang et al. 2016): how probable each of many is, instead of the mean of them all, which is grey.

The classes are the nodes of a grid in a and b of CIELAB. A colour between nodes is shares of the four around it, so nothing is
rounded: the mean of the shares is the colour itself.
"""

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, log_softmax

from models.colour_spaces import to_lab
from models.losses.colour import rarity

STEP = 18.0  # units of CIELAB between nodes
ALONG = 12  # nodes along a, and along b: from -99 to 99; few colours of sRGB lie beyond
CLASSES = ALONG * ALONG
EDGE = STEP * (ALONG - 1) / 2
TEMPERATURE = 0.38
"""Of the annealed mean (section 2.3 of the paper): 1 is the mean of all that it may be, near 0 the most probable colour."""

FORGOTTEN = 0.1  # share of the versions that were further off


def annealed(logits: Tensor) -> Tensor:
    """(B, CLASSES, H, W) to the annealed mean of the colours, (B, 2, H, W): a and b, in CIELAB's units."""
    shares = (logits.float() * (1 / TEMPERATURE)).softmax(dim=1)
    along = torch.arange(ALONG, device=logits.device) * STEP - EDGE
    nodes = torch.stack([along.repeat_interleave(ALONG), along.repeat(ALONG)])
    return conv2d(shares, nodes[:, :, None, None])


def surprise(logits: Tensor, ab: Tensor) -> Tensor:
    """How improbable the true colours (B, 2, H, W) were held to be by (B, CLASSES, H, W): the cross entropy, (B, H, W)."""
    place = (ab.float().clamp(-EDGE, EDGE) + EDGE) / STEP
    corner = place.floor().clamp(0, ALONG - 2)
    along_a, along_b = (place - corner).unbind(1)
    first_a, first_b = corner.long().unbind(1)
    found = log_softmax(logits.float(), dim=1)
    total = torch.zeros_like(along_a)
    for step_a, share_a in enumerate((1 - along_a, along_a)):
        for step_b, share_b in enumerate((1 - along_b, along_b)):
            node = (first_a + step_a) * ALONG + first_b + step_b
            total = total - share_a * share_b * found.gather(1, node[:, None])[:, 0]
    return total


def surprises(beliefs: Tensor, original: Tensor, uniform: float) -> tuple[Tensor, Tensor]:
    """How improbable the first version held the colours of originals (B, 3, H, W), and the nearest of the others held them.

    Beliefs are (B, versions, CLASSES, H/4, W/4). Rare colours count more (see `rarity`). Of the others, the nearest for each
    picture learns, and the rest hardly, so that they differ, but none is forgotten (Rupprecht et al. 2017).
    """
    ab = to_lab(avg_pool2d(original, original.shape[-1] // beliefs.shape[-1]))[:, 1:]
    counts = rarity(ab, uniform)[:, 0]
    each = torch.stack([(surprise(one, ab) * counts).mean(dim=(1, 2)) for one in beliefs.unbind(1)])
    others = each[1:]
    return each[0].mean(), ((1 - FORGOTTEN) * others.amin(dim=0) + FORGOTTEN * others.mean(dim=0)).mean()
