"""Graphs for faces in onnxruntime, made to look like our own networks: RGB from 0 to 1, channels last, any number of faces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.backends.backend import Session, Tiles
from engine.backends.foreign_graphs import Run, opened, ran
from models.network import NetworkDesign
from models.networks.face_detector import COLUMNS, OUTPUTS, PARTS, STRIDES, FaceDetector
from models.networks.face_recogniser import FaceRecogniser
from models.networks.face_restorer_graph import FaceRestorerGraph
from models.package import PackageDamaged

LARGEST = 8.0  # e to the power of it: no box is wider than so many cells, and no number beyond all
NUMBERS = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64}


def face_session(
    graph: bytes,
    design: NetworkDesign,
    options: onnxruntime.SessionOptions,
    run: Run | None = None,
    providers: Sequence[Any] = ("CPUExecutionProvider",),
) -> Session:
    """The graph, run by onnxruntime through `run` (else `ran`). Raises PackageDamaged where it cannot be opened."""
    session, through = opened(graph, options, providers), run or ran
    answer: Callable[[Run, onnxruntime.InferenceSession, Tiles], Tiles]
    match design:
        case FaceDetector():
            answer = _found
        case FaceRecogniser():
            answer = _described
        case FaceRestorerGraph():
            answer = partial(_restored, design)
        case _:
            raise PackageDamaged(f"the graph cannot be opened: nothing is known of {design.key}")

    def answered(faces: Tiles) -> Tiles:
        """One by one: these graphs were made for one."""
        return np.stack([answer(through, session, face) for face in faces])

    return answered


def _found(through: Run, session: onnxruntime.InferenceSession, picture: Tiles) -> Tiles:
    """(cells, 1, 15); see FaceDetector."""
    answers = through(session, OUTPUTS, {session.get_inputs()[0].name: _planes(picture[..., ::-1] * 255)})
    by_name = {name: answer.reshape(-1, PARTS[name.split("_")[0]]) for name, answer in zip(OUTPUTS, answers, strict=True)}
    return np.concatenate([_boxes(by_name, stride, picture.shape[1] // stride) for stride in STRIDES])[:, None]


def _boxes(answers: Mapping[str, NDArray[Any]], stride: int, columns: int) -> NDArray[np.float32]:
    """(cells, 15): what the cells of one grid say, in pixels; as cv2.FaceDetectorYN reads them."""
    sure, fits, box, points = (np.asarray(answers[f"{part}_{stride}"], np.float32) for part in PARTS)
    places = np.arange(len(sure))
    cell = np.stack([places % columns, places // columns], axis=1).astype(np.float32)
    found = np.empty((len(sure), COLUMNS), np.float32)
    found[:, :1] = np.sqrt(sure.clip(0, 1) * fits.clip(0, 1))
    size = np.exp(np.minimum(box[:, 2:], LARGEST)) * stride
    found[:, 1:3] = (box[:, :2] + cell) * stride - size / 2
    found[:, 3:5] = size
    found[:, 5:] = (points + np.tile(cell, (1, 5))) * stride
    return found


def _described(through: Run, session: onnxruntime.InferenceSession, face: Tiles) -> Tiles:
    """(1, 1, 128)."""
    wanted, given = session.get_outputs()[0].name, session.get_inputs()[0].name
    return through(session, [wanted], {given: _planes(face * 255)})[0].reshape(1, 1, -1).astype(np.float32)


def _restored(design: FaceRestorerGraph, through: Run, session: onnxruntime.InferenceSession, face: Tiles) -> Tiles:
    """(side, side, 3)."""
    picture, *more = session.get_inputs()
    kind = np.float16 if design.half else np.float32
    given: dict[str, NDArray[Any]] = {picture.name: _planes(face * 2 - 1 if design.signed else face, kind)}
    for second in more:
        given[second.name] = np.full([1] * len(second.shape), design.fidelity, NUMBERS[second.type])
    answer = through(session, [picture_output(session, design.side)], given)[0].astype(np.float32)
    levels = (answer + 1) / 2 if design.signed else answer
    return np.ascontiguousarray(np.moveaxis(levels[0].clip(0, 1), 0, 2))


def picture_output(session: onnxruntime.InferenceSession, side: int) -> str:
    """The name of the first answer that may be the restored face: of some graphs there are more, for training."""
    shapes = {one.name: tuple(one.shape) for one in session.get_outputs()}
    pictures = [name for name, shape in shapes.items() if len(shape) == 4 and shape[1:] == (3, side, side)]
    return (pictures or list(shapes))[0]


def _planes(picture: NDArray[Any], kind: Any = np.float32) -> NDArray[Any]:
    """(1, 3, H, W)."""
    return np.ascontiguousarray(np.moveaxis(picture, 2, 0)[None], kind)
