"""One face: cut out, restored, compared with what it was."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.faces.aligning import TEMPLATE, centres, cut_out, for_comparison, similarity
from engine.faces.finding import Found
from engine.faces.guarding import Kept, kept
from engine.faces.laying import Face, mask_at, stored
from engine.overview import Overview
from engine.pixels import Pixels, as_rgb

if TYPE_CHECKING:
    from engine.devices.device import Network

KEPT = 32  # faces that are remembered, as long as the program runs
SAMPLED = 8  # of each so many pixels one tells whether a face has colours
CURVE = 3  # degree of the curve of a toning: shadows and lights of a sepia print have other tints
TONED = 4 / 255  # how far tints scatter about it in a toned print that was scanned


@dataclass(frozen=True)
class Means:
    """What faces are restored with."""

    restorer: Network
    key: str
    """Which one it is, with its weights and options; what it made is remembered under that."""

    recogniser: Network | None
    strength: float
    guard: float


def untouched(found: Found) -> Face:
    return Face(found, similarity(found.points, TEMPLATE))


def restored(found: Found, overview: Overview, means: Means) -> Face:
    """The face, and as much of its change as the guard leaves."""
    to_frame = similarity(found.points, TEMPLATE)
    before = cut_out(overview, to_frame)
    change = _remembered(before, means)
    if not coloured(before):  # a restorer learnt from colours, and may tint what has none
        change = change.mean(axis=2, dtype=np.float32, keepdims=True)
    verdict = Kept(means.strength, None)
    if means.recogniser:
        made = change * mask_at(centres(len(change)))[..., None]
        seen, added = (for_comparison(one, found.points, to_frame) for one in (before, made))
        verdict = kept(means.recogniser, seen, added, means.strength, means.guard)
    return Face(found, to_frame, change=stored(change, to_frame), share=verdict.share, likeness=verdict.likeness)


_kept: OrderedDict[bytes, NDArray[np.float16]] = OrderedDict()
_door = Lock()


def _remembered(face: Pixels, means: Means) -> Pixels:
    """(512, 512, 3): what restoring adds to the face; while somebody moves a slider, those of before."""
    seen = np.ascontiguousarray(as_rgb(face))
    key = hashlib.sha256(means.key.encode() + seen.tobytes()).digest()
    with _door:
        known = _kept.get(key)
    if known is None:
        known = (means.restorer(seen[None])[0] - seen).astype(np.float16)
    with _door:
        _kept[key] = known
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return known.astype(np.float32)


def coloured(face: Pixels) -> bool:
    """Whether it has colours: tints (of red and of blue against all) that brightness alone does not explain."""
    if face.shape[2] == 1:
        return False
    few = face[::SAMPLED, ::SAMPLED].reshape(-1, 3).astype(np.float64)
    light = few.mean(axis=1)
    powers = light[:, None] ** np.arange(CURVE + 1)
    tints = few[:, ::2] - light[:, None]
    unexplained = tints - powers @ np.linalg.lstsq(powers, tints, rcond=None)[0]
    return bool(unexplained.std(axis=0).max() > TONED)
