"""Graphs that find subjects (.onnx): told by one colour picture going in and one mask coming out, and by running them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.importing.refusal import ImportRefused

if TYPE_CHECKING:
    from typing import Literal

    import onnxruntime

    from models.networks.subject_finder import SubjectFinder

SMALLEST, LARGEST = 224, 1024  # pixels along each side of what such networks are given
FREE = 320  # of what one that takes any size is given: U2-Net was trained with 288 to 320
LOUDEST = 256.0  # no mask has larger numbers: not as shares, logits or levels
BEYOND = 0.02  # how far shares may leave 0 to 1 by rounding
KINDS = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
TAKE = "Take one that gives one mask as large as its picture, such as u2net or isnet-general-use of rembg."


def subject_design(session: onnxruntime.InferenceSession) -> SubjectFinder | None:
    """The design of a graph that finds subjects; None if it is for something else. Raises ImportRefused for near misses."""
    given = session.get_inputs()
    if len(given) != 1 or given[0].type not in KINDS or len(given[0].shape) != 4 or given[0].shape[1] != 3:
        return None
    height, width = given[0].shape[2:]
    masks = _masks(list(session.get_outputs()[0].shape)) if _tells(session) else _found(session, height, width)
    if masks == 0 or (masks > 1 and not isinstance(height, int)):
        return None
    if isinstance(height, int) != isinstance(width, int) or (isinstance(height, int) and height != width):
        words = f"it looks like one that finds what a picture is of, but takes only pictures of {width} x {height} pixels"
        raise ImportRefused(words, TAKE)
    side = height if isinstance(height, int) else FREE
    if not SMALLEST <= side <= LARGEST:
        words = f"it looks like one that finds what a picture is of, but takes only pictures of {side} x {side} pixels"
        raise ImportRefused(words, TAKE)
    if masks > 1:
        words = (
            f"it looks like one that finds what a picture is of, but tells {masks} kinds of things apart, "
            "and not one from its ground"
        )
        raise ImportRefused(words, TAKE)
    return _probed(session, side)


def _tells(session: onnxruntime.InferenceSession) -> bool:
    """Whether the graph says what it answers with: some name no sizes."""
    shape = session.get_outputs()[0].shape
    return len(shape) > 1 and isinstance(shape[1], int)


def _found(session: onnxruntime.InferenceSession, height: Any, width: Any) -> int:
    """How many masks it answers with when it is run; nothing is tried on graphs of any size: most of them restore pictures."""
    if height != width or not isinstance(height, int) or not SMALLEST <= height <= LARGEST:
        return 0
    kind = KINDS[session.get_inputs()[0].type]
    return _masks(list(_ran(session, np.zeros((1, 3, height, width), kind)).shape))


def _masks(shape: list[Any]) -> int:
    """How many masks an answer of that shape holds, 0 where it holds none: three channels are a picture."""
    if len(shape) == 4 and isinstance(shape[1], int):
        return 0 if shape[1] == 3 else shape[1]
    return int(len(shape) == 3 and shape[0] in (1, None) and shape[1] == shape[2] and isinstance(shape[1], int))


def _probed(session: onnxruntime.InferenceSession, side: int) -> SubjectFinder:
    """Its range is told by its answers to a bright disc and to noise. At 1024 pixels logits are BiRefNet's, shares IS-Net's."""
    from models.networks.subject_finder import SubjectFinder

    kind = KINDS[session.get_inputs()[0].type]
    across = (np.arange(side) + 0.5) / side - 0.5
    disc = np.where(across**2 + across[:, None] ** 2 < 0.06, 2.0, -1.5)
    pictures = [np.broadcast_to(disc, (1, 3, side, side)), np.random.default_rng(0).normal(size=(1, 3, side, side))]
    answers = [_ran(session, np.ascontiguousarray(picture, kind)) for picture in pictures]
    for answer in answers:
        if answer.shape not in ((1, 1, side, side), (1, side, side)):
            size = " x ".join(str(length) for length in answer.shape)
            words = (
                f"it looks like one that finds what a picture is of, but answers with {size} numbers, not one for each pixel"
            )
            raise ImportRefused(words, TAKE)
    least, most = min(float(one.min()) for one in answers), max(float(one.max()) for one in answers)
    loudest = max(abs(least), abs(most))
    if not loudest <= LOUDEST:  # also where it is no number
        words = f"it looks like one that finds what a picture is of, but answers with numbers up to {loudest:.0f}"
        raise ImportRefused(words, TAKE)
    range_: Literal["shares", "logits", "levels"] = "shares"
    if least < -BEYOND:
        range_ = "logits"
    elif most > 1 + BEYOND:
        range_ = "levels"
    centred = side == LARGEST and range_ != "logits"
    return SubjectFinder(side=side, normalised="centred" if centred else "imagenet", answers=range_, half=kind is np.float16)


def _ran(session: onnxruntime.InferenceSession, picture: NDArray[Any]) -> NDArray[np.float32]:
    try:
        answer = session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: picture})[0]
    except Exception as error:  # onnxruntime's own errors have no common base
        height, width = picture.shape[2:]
        why = (str(error).strip().splitlines() or [repr(error)])[0][:200]
        raise ImportRefused(f"it fails on a picture of {width} x {height} pixels: {why}", TAKE) from error
    return np.asarray(answer, np.float32)
