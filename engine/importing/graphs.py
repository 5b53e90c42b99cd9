"""Graphs of other programs (.onnx): what goes in and comes out, found by running them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.importing.face_graphs import face_design
from engine.importing.refusal import ImportRefused
from engine.importing.subject_graphs import subject_design

if TYPE_CHECKING:
    import onnxruntime

    from models.network import NetworkDesign

KINDS = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
FACTORS = (1, 2, 4, 8)
LOUDEST = 4.0  # numbers beyond this are not meant to be from 0 to 1
AGAIN = "Export it again with one input (1, 3, height, width) of float numbers from 0 to 1, and free height and width."


def examined(graph: bytes) -> tuple[NetworkDesign, int]:
    """What the graph is, its grid not yet measured, and how many numbers it has learnt. Raises ImportRefused."""
    from models.networks.foreign_graph import ForeignGraph
    from models.onnx_files import OnnxDamaged, contents

    try:
        held = contents(graph)
    except OnnxDamaged as error:
        raise ImportRefused(f"it is not a whole ONNX file: {error}", "Fetch the file again.") from error
    if held.external:
        hint = "Export it again as one file: other files are never opened on behalf of a model."
        raise ImportRefused("it keeps weights in another file", hint)
    session = _opened(graph)
    if known := subject_design(session) or face_design(session):
        return known, held.parameters
    channels, kind = _input(session)
    small = _ran(session, channels, kind, 64, 96)
    factor = small.shape[2] // 64 if small.ndim == 4 else 0
    if small.shape != (1, channels, 64 * factor, 96 * factor) or factor not in FACTORS:
        answer = " x ".join(str(side) for side in small.shape)
        given = f"1 x {channels} x 64 x 96"
        raise ImportRefused(f"it answers {given} numbers with {answer}: not a picture 1, 2, 4 or 8 times as large", AGAIN)
    loudest = float(np.abs(small).max())
    if not loudest <= LOUDEST:  # also where it is no number
        raise ImportRefused(f"it answers a picture from 0 to 1 with numbers up to {loudest:.0f}", AGAIN)
    return ForeignGraph(factor=factor, channels=channels, half=kind is np.float16), held.parameters


def _opened(graph: bytes) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common base
        raise ImportRefused(f"onnxruntime cannot open it: {_short(error)}", "Fetch the file again.") from error


def _input(session: onnxruntime.InferenceSession) -> tuple[Any, Any]:
    """Channels (1 or 3) and the kind of numbers."""
    inputs = session.get_inputs()
    if len(inputs) != 1:
        raise ImportRefused(f"it has {len(inputs)} inputs, and one picture is all that it can be given", AGAIN)
    shape, kind = list(inputs[0].shape), KINDS.get(inputs[0].type)
    if kind is None or len(shape) != 4:
        seen = f"its input is a {inputs[0].type} with {len(shape)} dimensions, not a picture of float numbers"
        raise ImportRefused(seen, AGAIN)
    if shape[1] not in (1, 3) and not isinstance(shape[1], str | None):
        last = shape[3] in (1, 3)
        seen = "its input has the colours last" if last else f"its input has {shape[1]} channels: only 3 and 1 can be used"
        raise ImportRefused(seen, AGAIN)
    if any(isinstance(side, int) for side in shape[2:]):
        raise ImportRefused(f"it takes only pictures of {shape[3]} x {shape[2]} pixels", AGAIN)
    if isinstance(shape[0], int) and shape[0] != 1:
        raise ImportRefused(f"it takes only {shape[0]} pictures at once", AGAIN)
    return (shape[1] if shape[1] in (1, 3) else 3), kind


def _ran(session: onnxruntime.InferenceSession, channels: int, kind: Any, height: int, width: int) -> NDArray[Any]:
    picture = np.random.default_rng(0).random((1, channels, height, width)).astype(kind)
    try:
        answer = session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: picture})[0]
    except Exception as error:  # onnxruntime's own errors have no common base
        raise ImportRefused(f"it fails on a picture of {width} x {height} pixels: {_short(error)}", AGAIN) from error
    return np.asarray(answer, np.float32)


def _short(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [repr(error)])[0][:200]
