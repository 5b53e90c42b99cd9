"""What the window asks of the engine for the editor; see requests.py."""

from __future__ import annotations

from typing import Any, Literal

from engine.edit import Point
from engine.requests import PlainRecipe, Request

PlainEdit = dict[str, Any]
"""An edit as plain values, as they stand in its TOML (see edit.py)."""


class ReadEdit(Request, frozen=True):
    """Say what was drawn on a picture of a queue: answered by EditRead."""

    number: int
    queue: str
    job: int


class KeepEdit(Request, frozen=True):
    """Keep what was drawn: answered by EditRead. With `again`, a picture that was done already is done again."""

    number: int
    queue: str
    job: int
    edit: PlainEdit
    again: bool = False


class FindDamage(Request, frozen=True):
    """Show what the recipe would repair, without what was drawn: answered by DamageFound. A later one cancels it."""

    number: int
    source: str
    recipe: PlainRecipe


class SelectPart(Request, frozen=True):
    """Find the outline of a thing, or of what is written: answered by PartSelected. A later one cancels it."""

    number: int
    source: str
    kind: Literal["object", "writing"]
    around: tuple[Point, ...]
    """One point on the object, or a line drawn around it; of writing, the line around where it is."""
