"""Graphs for faces (.onnx): what they are, told by the names and sizes of what goes in and comes out, and by running them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.importing.refusal import ImportRefused

if TYPE_CHECKING:
    import onnxruntime

    from models.fixed_network import FixedNetwork

FREE = 640  # pixels along each side of what a finder is given, if it takes any size; it was trained with as many
LOUDEST = 4.0  # numbers beyond this are neither from 0 to 1 nor from -1 to 1
BELOW = -0.25  # answers this dark are none from 0 to 1
FIND, RECOGNISE = "Take one of the YuNet family, such as OpenCV's.", "Take one of the SFace family, such as OpenCV's."
RESTORE = "Take one with pictures of 3 x 512 x 512 going in and coming out, as GFPGAN and CodeFormer are exported."


def face_design(session: onnxruntime.InferenceSession) -> FixedNetwork | None:
    """The design of a graph for faces; None if it is for something else. Raises ImportRefused for those that cannot be used."""
    from models.networks.face_detector import OUTPUTS

    if {one.name for one in session.get_outputs()} & set(OUTPUTS):
        return _detector(session)
    sizes = [list(one.shape)[1:] for one in session.get_inputs()]
    if sizes == [[3, 112, 112]]:
        return _recogniser(session)
    if sizes[:1] == [[3, 512, 512]] and len(sizes) <= 2:
        return _restorer(session)
    return None


def _detector(session: onnxruntime.InferenceSession) -> FixedNetwork:
    from models.networks.face_detector import OUTPUTS, PARTS, STRIDES, FaceDetector

    names = {one.name for one in session.get_outputs()}
    if lacking := ", ".join(name for name in OUTPUTS if name not in names):
        raise ImportRefused(f"it looks like a finder of faces (YuNet), but it does not answer with {lacking}", FIND)
    height, width = list(session.get_inputs()[0].shape)[2:]
    side = height if isinstance(height, int) else FREE
    if (isinstance(width, int) and width != side) or side % STRIDES[-1]:
        words = f"it looks like a finder of faces (YuNet), but takes only pictures of {width} x {height} pixels"
        raise ImportRefused(words, FIND)
    answers = _ran(session, list(OUTPUTS), np.zeros((1, 3, side, side), np.float32), FIND)
    for name, answer in zip(OUTPUTS, answers, strict=True):
        part, stride = name.split("_")
        if answer.shape != (1, (side // int(stride)) ** 2, PARTS[part]):
            raise ImportRefused(f"it looks like a finder of faces (YuNet), but its answer {name} has another size", FIND)
    return FaceDetector(side=side)


def _recogniser(session: onnxruntime.InferenceSession) -> FixedNetwork:
    from models.networks.face_recogniser import NUMBERS, FaceRecogniser

    (answer,) = _ran(session, [session.get_outputs()[0].name], np.full((1, 3, 112, 112), 128, np.float32), RECOGNISE)
    if answer.shape != (1, NUMBERS):
        words = f"it looks like one that tells faces apart, but answers with {_size(answer)} numbers, not 1 x {NUMBERS}"
        raise ImportRefused(words, RECOGNISE)
    return FaceRecogniser()


def _restorer(session: onnxruntime.InferenceSession) -> FixedNetwork:
    """A picture from -1 to 1 tells its range: a network that answers with 0 to 1 does not go below."""
    from engine.backends.face_graphs import NUMBERS, picture_output
    from models.networks.face_restorer_graph import FaceRestorerGraph

    picture, *more = session.get_inputs()
    if any(one.type not in NUMBERS or any(side not in (1, None) for side in one.shape) for one in more):
        raise ImportRefused("it looks like a restorer of faces, but its second input is not a single number", RESTORE)
    half = picture.type == "tensor(float16)"
    across = np.linspace(-0.9, 0.9, 512, dtype=np.float16 if half else np.float32)
    smooth = np.ascontiguousarray(np.broadcast_to(across[:, None], (1, 3, 512, 512)))
    (answer,) = _ran(session, [picture_output(session, 512)], smooth, RESTORE, 0.5)
    if answer.shape != smooth.shape:
        raise ImportRefused(f"it looks like a restorer of faces, but answers with {_size(answer)} numbers", RESTORE)
    loudest = float(np.abs(answer).max())
    if not loudest <= LOUDEST:  # also where it is no number
        raise ImportRefused(f"it answers a picture from -1 to 1 with numbers up to {loudest:.0f}", RESTORE)
    return FaceRestorerGraph(signed=bool(answer.min() < BELOW), half=half)


def _ran(
    session: onnxruntime.InferenceSession, wanted: list[str], picture: NDArray[Any], hint: str, second: float = 0
) -> list[NDArray[Any]]:
    from engine.backends.face_graphs import NUMBERS

    first, *more = session.get_inputs()
    given = {first.name: picture} | {one.name: np.full([1] * len(one.shape), second, NUMBERS[one.type]) for one in more}
    try:
        return [np.asarray(answer) for answer in session.run(wanted, given)]
    except Exception as error:  # onnxruntime's own errors have no common base
        height, width = picture.shape[2:]
        why = (str(error).strip().splitlines() or [repr(error)])[0][:200]
        raise ImportRefused(f"it fails on a picture of {width} x {height} pixels: {why}", hint) from error


def _size(answer: NDArray[Any]) -> str:
    return " x ".join(str(side) for side in answer.shape)
