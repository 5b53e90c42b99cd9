"""Graphs of other programs in onnxruntime, made to look like our own: channels last, 32 bits, any number of tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.backends.backend import Session, Tiles
from models.network import NetworkDesign
from models.networks.foreign_graph import ForeignGraph
from models.package import PackageDamaged

Run: TypeAlias = Callable[[onnxruntime.InferenceSession, Sequence[str], dict[str, NDArray[Any]]], list[NDArray[Any]]]
"""Session, names of outputs, inputs by name, to the outputs."""


def foreign_session(
    graph: bytes,
    design: NetworkDesign,
    options: onnxruntime.SessionOptions,
    run: Run | None = None,
    providers: Sequence[Any] = ("CPUExecutionProvider",),
) -> Session:
    """The graph, run by onnxruntime through `run` (else `ran`). Raises PackageDamaged where it cannot be opened."""
    assert isinstance(design, ForeignGraph)
    session = opened(graph, options, providers)
    given, wanted = session.get_inputs()[0].name, session.get_outputs()[0].name
    through = run or ran
    kind = np.float16 if design.half else np.float32

    def answer(tiles: Tiles) -> Tiles:
        """Pictures one by one: many graphs were made for one."""
        pictures = np.moveaxis(tiles, 3, 1)
        if design.channels == 1:
            pictures = pictures.reshape(-1, 1, *pictures.shape[2:])
        parts = [through(session, [wanted], {given: np.ascontiguousarray(one[None], kind)})[0] for one in pictures]
        answers = np.concatenate(parts).astype(np.float32)
        if design.channels == 1:
            answers = answers.reshape(len(tiles), 3, *answers.shape[2:])
        return np.ascontiguousarray(np.moveaxis(np.clip(answers, 0, 1), 1, 3))

    return answer


def opened(graph: bytes, options: onnxruntime.SessionOptions, providers: Sequence[Any]) -> onnxruntime.InferenceSession:
    """Raises PackageDamaged where it cannot be opened."""
    try:
        return onnxruntime.InferenceSession(graph, options, providers=list(providers))
    except Exception as error:  # onnxruntime's own errors have no common base
        raise PackageDamaged(f"the graph cannot be opened: {error}") from error


def ran(
    session: onnxruntime.InferenceSession,
    wanted: Sequence[str],
    given: dict[str, NDArray[Any]],
    options: onnxruntime.RunOptions | None = None,
) -> list[NDArray[Any]]:
    """The answers. Raises MemoryError where the tiles are too large."""
    try:
        return [np.asarray(answer) for answer in session.run(list(wanted), given, options)]
    except Exception as error:
        if "bad_alloc" in str(error) or "allocate memory" in str(error):
            raise MemoryError(str(error)) from error
        raise
