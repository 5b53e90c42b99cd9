"""What is not taken in, and how a model may be called."""

from __future__ import annotations

import re
from collections.abc import Collection

from engine.errors import ModelInvalid

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
ID = re.compile(r"[a-z0-9-]{1,64}")


class ImportRefused(ModelInvalid):
    """The model is not taken in; message and hint say why."""

    hint = ""


def id_for(name: str, taken: Collection[str]) -> str:
    """An id made of a file's name that is fit for a folder on every system, and not taken yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:48].strip("-") or "model"
    if plain in RESERVED:
        plain = f"model-{plain}"
    return next(one for one in (plain, *(f"{plain}-{number}" for number in range(2, 10_000))) if one not in taken)


def checked_id(name: str, taken: Collection[str]) -> str:
    """The id as it was given. Raises ImportRefused where it cannot be the name of a folder, or is taken."""
    if not ID.fullmatch(name) or name in RESERVED:
        raise ImportRefused(f"“{name}” cannot be the name of a model", "Small letters, digits and “-” make an id.")
    if name in taken:
        hint = "Your own one can be removed first; those that came with Patina stay."
        raise ImportRefused(f"a model called “{name}” is there already", hint)
    return name
