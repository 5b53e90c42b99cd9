"""Reads files of weights that other programs have written, without ever running what may be in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

PICKLED = (".pth", ".pt", ".ckpt")
ASKED_FOR = re.compile(r"GLOBAL ([\w.]+)|global:? `?([\w.]+)")


class WeightsRefused(Exception):
    """The file is not opened, or holds no weights; the message says why."""


def read_weights(path: Path) -> dict[str, Any]:
    """What the file holds: tensors by name, perhaps in tables. Raises WeightsRefused; OSError where it cannot be read."""
    if path.suffix.lower() not in PICKLED:
        try:
            return dict(load(path.read_bytes()))
        except SafetensorError as error:
            raise WeightsRefused(f"it is damaged or cut off ({error})") from error
    if _is_program(path):
        raise WeightsRefused("it is a program (TorchScript), and only weights are taken")
    held = _unpickled(path)
    if not isinstance(held, dict):
        raise WeightsRefused("it holds no table of weights")
    for tensor in _tensors(held):
        if tensor.numel() * tensor.element_size() > tensor.untyped_storage().nbytes():
            raise WeightsRefused("it says that it holds more numbers than there are in it")
    return held


def _unpickled(path: Path) -> Any:
    """Only numbers, texts and tables: torch refuses whatever would have to be called."""
    with path.open("rb") as file:
        return _numbers_in(file)


def _numbers_in(file: BinaryIO) -> Any:
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # pickle, zip and torch have their own families, and seek beyond the end of what is cut off
        asked = ASKED_FOR.search(str(error))
        if asked:
            name = asked[1] or asked[2]
            raise WeightsRefused(
                f"it holds more than numbers: it asks for “{name}”, and such a file could run a program when it is opened"
            ) from error
        raise WeightsRefused("it is damaged or cut off, or no file of weights") from error


def _is_program(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(("/constants.pkl", "/code/__torch__.py")) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError):
        return False


def _tensors(held: Mapping[Any, Any], depth: int = 0) -> Iterator[Tensor]:
    for value in held.values():
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, dict) and depth < 8:
            yield from _tensors(value, depth + 1)
