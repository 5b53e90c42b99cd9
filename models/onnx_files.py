"""Looks into an ONNX file without loading it: which numbers it holds, how many, whether it wants other files; fills it.

A file of protocol buffers (onnx.proto): each field has a number and a kind; unknown ones are skipped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GRAPH, FUNCTIONS = 7, 25  # of the model
NODE, INITIALISER, SPARSE_INITIALISER = 1, 5, 15  # of a graph
FUNCTION_NODE = 7
ATTRIBUTE = 5  # of a node
TENSOR, SUBGRAPH, TENSORS, SUBGRAPHS, SPARSE, SPARSES = 5, 6, 10, 11, 22, 23  # of an attribute
VALUES, INDICES = 1, 2  # of a sparse tensor
DIMENSIONS, NAME, RAW, EXTERNAL, LOCATION = 1, 8, 9, 13, 14  # of a tensor
DEEPEST = 32  # graphs within graphs


class OnnxDamaged(Exception):
    """It is not an ONNX file, or is cut off."""


class Contents(NamedTuple):
    parameters: int
    external: bool
    """Whether a tensor lies in another file."""


def contents(data: bytes) -> Contents:
    """Raises OnnxDamaged."""
    graphs = [value for number, value in _fields(memoryview(data)) if number == GRAPH and isinstance(value, memoryview)]
    if len(graphs) != 1:
        raise OnnxDamaged("it holds no graph")
    found = Contents(0, False)
    for tensor, weighs in _tensors_of_model(memoryview(data)):
        count, outside = _tensor(tensor)
        found = Contents(found.parameters + (count if weighs else 0), found.external or outside)
    return found


def weight_names(data: bytes) -> list[str]:
    """The names of a graph's own weights. Raises OnnxDamaged."""
    weights = (tensor for tensor, weighs in _tensors_of_model(memoryview(data)) if weighs)
    names = (value for tensor in weights for number, value in _fields(tensor) if number == NAME)
    return [bytes(name).decode() for name in names if isinstance(name, memoryview)]


def with_weights(data: bytes, weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The file with these numbers as its graph's own weights, for those that have their names. Raises OnnxDamaged."""
    parts = [_filled_graph(field, weights) if field.number == GRAPH else field.whole for field in _parts(memoryview(data))]
    return b"".join(parts)


def _filled_graph(graph: _Field, weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    assert isinstance(graph.value, memoryview)
    parts = [_filled(field, weights) if field.number == INITIALISER else field.whole for field in _parts(graph.value)]
    return _message(GRAPH, b"".join(parts))


def _filled(tensor: _Field, weights: Mapping[str, NDArray[np.float32]]) -> bytes | memoryview:
    assert isinstance(tensor.value, memoryview)
    fields = list(_parts(tensor.value))
    names = [bytes(field.value).decode() for field in fields if field.number == NAME and isinstance(field.value, memoryview)]
    if not names or names[0] not in weights:
        return tensor.whole
    kept = [field.whole for field in fields if field.number not in (EXTERNAL, LOCATION, RAW)]
    numbers = weights[names[0]].astype("<f4").tobytes()
    return _message(INITIALISER, b"".join([*kept, _message(RAW, numbers)]))


def _message(number: int, content: bytes) -> bytes:
    """A field that holds bytes."""
    return _as_varint(number << 3 | 2) + _as_varint(len(content)) + content


def _as_varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _tensors_of_model(model: memoryview) -> Iterator[tuple[memoryview, bool]]:
    """Each tensor, and whether it is one of the graph's own weights."""
    for number, value in _fields(model):
        if isinstance(value, memoryview):
            if number == GRAPH:
                yield from _tensors_of_graph(value, 0)
            elif number == FUNCTIONS:
                for inner, node in _fields(value):
                    if inner == FUNCTION_NODE and isinstance(node, memoryview):
                        yield from _tensors_of_node(node, 0)


def _tensors_of_graph(graph: memoryview, depth: int) -> Iterator[tuple[memoryview, bool]]:
    if depth > DEEPEST:
        raise OnnxDamaged("its graphs go too deep")
    for number, value in _fields(graph):
        if not isinstance(value, memoryview):
            continue
        if number == INITIALISER:
            yield value, True
        elif number == SPARSE_INITIALISER:
            yield from _of_sparse(value)
        elif number == NODE:
            yield from _tensors_of_node(value, depth)


def _tensors_of_node(node: memoryview, depth: int) -> Iterator[tuple[memoryview, bool]]:
    attributes = (value for number, value in _fields(node) if number == ATTRIBUTE and isinstance(value, memoryview))
    for attribute in attributes:
        for number, value in _fields(attribute):
            if not isinstance(value, memoryview):
                continue
            if number in (TENSOR, TENSORS):
                yield value, False
            elif number in (SPARSE, SPARSES):
                yield from _of_sparse(value)
            elif number in (SUBGRAPH, SUBGRAPHS):
                yield from _tensors_of_graph(value, depth + 1)


def _of_sparse(sparse: memoryview) -> Iterator[tuple[memoryview, bool]]:
    for number, value in _fields(sparse):
        if number in (VALUES, INDICES) and isinstance(value, memoryview):
            yield value, number == VALUES


def _tensor(tensor: memoryview) -> tuple[int, bool]:
    sizes, outside = list[int](), False
    for number, value in _fields(tensor):
        if number == DIMENSIONS:
            sizes += [value] if isinstance(value, int) else _packed(value)
        elif number == EXTERNAL or (number == LOCATION and value == 1):
            outside = True
    return math.prod(sizes), outside


def _packed(values: memoryview) -> list[int]:
    place, numbers = 0, list[int]()
    while place < len(values):
        number, place = _varint(values, place)
        numbers.append(number)
    return numbers


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field."""
    return ((field.number, field.value) for field in _parts(message))


class _Field(NamedTuple):
    number: int
    value: int | memoryview
    whole: memoryview


def _parts(message: memoryview) -> Iterator[_Field]:
    place = 0
    while place < len(message):
        start = place
        key, place = _varint(message, place)
        match key & 7:
            case 0:
                value, place = _varint(message, place)
                yield _Field(key >> 3, value, message[start:place])
                continue
            case 1:
                size = 8
            case 2:
                size, place = _varint(message, place)
            case 5:
                size = 4
            case _:
                raise OnnxDamaged("it does not look like an ONNX file")
        if place + size > len(message):
            raise OnnxDamaged("it is cut off")
        yield _Field(key >> 3, message[place : place + size], message[start : place + size])
        place += size


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message) and shift < 64:
        byte = message[place]
        value |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return value, place
    raise OnnxDamaged("it is cut off")
