"""Reads the program's TOML files, and says which part of one is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from engine.errors import AppError

Document = TypeVar("Document")


def read_toml(path: Path, kind: type[Document], wrong: type[AppError]) -> Document:
    """The file as a value of `kind`; raises `wrong`, with the file's name and the place in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise wrong(f"{path.name} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise wrong(f"{path.name}: {error}") from error
