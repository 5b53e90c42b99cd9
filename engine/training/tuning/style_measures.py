"""How far paintings are from a hand, and whether they hold pieces of its works: one painting at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import TypeAlias

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from torch import Tensor

from engine.training.distances import texture_distance
from engine.training.photographs.collection import Photograph
from models.feature_loss import FeatureLoss
from models.features import feature_network
from models.loss import Loss
from models.losses.gram import relative_gram_distance

Measure: TypeAlias = Callable[[Tensor, Tensor], float]
"""(a picture (1, 3, H, W), pieces of works (P, 3, h, w)), both 0 to 1, to a distance: 0 is alike."""
Detail: TypeAlias = NDArray[np.float32]  # (H, W, 3) RGB, 0 to 1, without its coarse shades: about 0 on the mean

LAYERS = ("conv1", "fire2", "fire4", "fire6", "fire8")  # those that our own recognition network has
PATCH = 32  # pixels
PLACES = 8  # of each painting: where it differs most from its photograph
SCALES = (1.0, 0.7, 0.5)  # works are learnt from at their size down to half of it
COARSE = 4.0  # pixels: coarser shades than that are all alike, in any two pictures
LEAST = 0.01  # standard deviation of a patch that has something on it
FAINT = 1 / 255  # noise on works: nothing correlates with a perfectly even place, or by rounding everything
COPIED = 0.9  # correlation


def measures(losses: Iterable[Loss]) -> dict[str, Measure]:
    """By name; those on features only where the network behind these losses, or our own, is there."""
    weights = next((loss.weights for loss in losses if isinstance(loss, FeatureLoss)), "")
    found: dict[str, Measure] = {"texture": texture_distance}
    try:
        network = feature_network(weights, LAYERS)
    except (ValueError, OSError, SafetensorError):
        return found

    @torch.inference_mode()
    def of_features(picture: Tensor, works: Tensor) -> float:
        """The relative distance of Gram matrices (Gatys et al. 2016), those of the works taken over all pieces."""
        pairs = zip(network(picture.clamp(0, 1)), network(works), strict=True)
        return float(torch.stack([relative_gram_distance(one, _in_one(many)) for one, many in pairs]).mean())

    return {"features": of_features, **found}


def copied(paintings: Tensor, photographs: Tensor, works: Sequence[Photograph]) -> float:
    """The largest normalised cross-correlation of a patch (RGB) of a painting with any place in a work, -1 to 1.

    Coarse shades are taken off first. What correlates as much with the same work does not count where it is the photograph at
    that place, or the patch upside down: an edge is like many an edge. Both are (B, 3, H, W), 0 to 1.
    """
    random, largest = np.random.default_rng(0), -1.0
    details = [_scaled(work, scale, random) for work in works for scale in SCALES]
    searched = [detail for detail in details if min(detail.shape[:2]) >= PATCH]
    for painting, photograph in zip(_details(paintings), _details(photographs), strict=True):
        for place in _places(painting, photograph):
            for work in searched:
                found = _best(work, painting[place])
                by_chance = photograph[place], painting[place][::-1, ::-1]
                if found > largest and not (found > COPIED and any(_best(work, one) > COPIED for one in by_chance)):
                    largest = found
    return largest


def _in_one(features: Tensor) -> Tensor:
    """(P, C, h, w) to (1, C, P h, w): all pieces as one picture."""
    return features.transpose(0, 1).flatten(1, 2)[None]


def _places(painting: Detail, photograph: Detail) -> list[tuple[slice, slice]]:
    """The patches with most that is new, of those that have something on them."""
    down, across = ([slice(at, at + PATCH) for at in range(0, side - PATCH + 1, PATCH // 2)] for side in painting.shape[:2])
    filled = [place for place in product(down, across) if painting[place].std() >= LEAST]
    return sorted(filled, key=lambda place: -float((painting - photograph)[place].std()))[:PLACES]


def _best(work: Detail, patch: Detail) -> float:
    return float(np.max(cv2.matchTemplate(work, np.ascontiguousarray(patch), cv2.TM_CCOEFF_NORMED)))


def _scaled(work: Photograph, scale: float, random: np.random.Generator) -> Detail:
    pixels = work.astype(np.float32) / 255
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32)
    return _detail(small) + random.normal(0, FAINT, small.shape).astype(np.float32)


def _details(pictures: Tensor) -> list[Detail]:
    return [_detail(picture) for picture in pictures.clamp(0, 1).permute(0, 2, 3, 1).contiguous().numpy()]


def _detail(pixels: NDArray[np.float32]) -> Detail:
    return pixels - np.asarray(cv2.GaussianBlur(pixels, (0, 0), COARSE), np.float32)
