"""Graphs that find subjects in onnxruntime, made to look like our own networks: RGB from 0 to 1, channels last, any number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.backends.backend import Session, Tiles
from engine.backends.foreign_graphs import Run, opened, ran
from models.network import NetworkDesign
from models.networks.subject_finder import SubjectFinder

MEANS = np.array((0.485, 0.456, 0.406), np.float32)  # of ImageNet's colours
DEVIATIONS = np.array((0.229, 0.224, 0.225), np.float32)
DARK = 1e-6  # the least brightness of a picture that is scaled
STEEP = 60.0  # beyond this a sigmoid is 0 or 1


def subject_session(
    graph: bytes,
    design: NetworkDesign,
    options: onnxruntime.SessionOptions,
    run: Run | None = None,
    providers: Sequence[Any] = ("CPUExecutionProvider",),
) -> Session:
    """The graph, run by onnxruntime through `run` (else `ran`). Raises PackageDamaged where it cannot be opened."""
    assert isinstance(design, SubjectFinder)
    session, through = opened(graph, options, providers), run or ran
    given, wanted = session.get_inputs()[0].name, session.get_outputs()[0].name  # further ones are for training

    def answered(pictures: Tiles) -> Tiles:
        """(B, side, side, 1). One by one: these graphs were made for one."""
        masks = [through(session, [wanted], {given: taken(design, picture)})[0] for picture in pictures]
        return np.stack([shares(design, mask)[..., None] for mask in masks])

    return answered


def taken(design: SubjectFinder, picture: Tiles) -> NDArray[Any]:
    """(side, side, 3) RGB in 0 to 1, to (1, 3, side, side), as the network was trained; see rembg's sessions."""
    bright = picture / max(float(picture.max()), DARK)
    numbers = (bright - MEANS) / DEVIATIONS if design.normalised == "imagenet" else bright - np.float32(0.5)
    return np.ascontiguousarray(np.moveaxis(numbers, 2, 0)[None], np.float16 if design.half else np.float32)


def shares(design: SubjectFinder, answer: NDArray[Any]) -> NDArray[np.float32]:
    """(side, side) in 0 to 1, of whatever the network answered."""
    mask = np.asarray(answer, np.float32).reshape(design.side, design.side)
    if design.answers == "logits":
        mask = 1 / (1 + np.exp(-mask.clip(-STEEP, STEEP)))
    elif design.answers == "levels":
        least, most = float(mask.min()), float(mask.max())
        mask = (mask - least) / max(most - least, DARK)
    return np.asarray(mask.clip(0, 1), np.float32)
