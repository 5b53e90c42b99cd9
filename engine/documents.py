"""Reads the program's TOML files, and says which part of one is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from engine.errors import AppError
from engine.known import known

Document = TypeVar("Document")


def read_toml(path: Path, kind: type[Document], wrong: type[AppError]) -> Document:
    """The file as a value of `kind`; raises `wrong`, with the file's name and the place in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=known(kind))
    except OSError as error:
        raise wrong(f"{path.name} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise wrong(f"{path.name}: {error}") from error


def toml_of(value: msgspec.Struct | dict[str, Any]) -> bytes:
    """The value as TOML, with every option, also those that are as they are by default; TOML has no word for None: left out."""
    return msgspec.toml.encode(_without_none(msgspec.to_builtins(value)))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(one) for name, one in value.items() if one is not None}
    if isinstance(value, (list, tuple)):
        return [_without_none(one) for one in value]
    return value
