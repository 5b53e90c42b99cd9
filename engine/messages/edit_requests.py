"""What the window asks of the engine about one picture of a queue: what was drawn on it, and why it became what it is."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from engine.edits.edit import Point
from engine.messages.requests import PlainRecipe, Request

PlainEdit = dict[str, Any]
"""An edit as plain values, as they stand in its TOML (see edit.py)."""


class ReadEdit(Request, frozen=True):
    """Say what was drawn on a picture of a queue: answered by EditRead."""

    number: int
    queue: str
    job: int


class Explain(Request, frozen=True):
    """Say why a picture of a queue became what it is: answered by ResultExplained. A later one cancels it."""

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


class ListFaces(Request, frozen=True):
    """Show the faces that the recipe finds, and what it makes of each: answered by FacesListed. A later one cancels it."""

    number: int
    source: str
    recipe: PlainRecipe


class SelectPart(Request, frozen=True):
    """Find the outline of a thing, or of what is written: answered by PartSelected. A later one cancels it."""

    number: int
    source: str
    kind: Literal["object", "writing"]
    around: Annotated[tuple[Point, ...], Meta(min_length=1)]
    """One point on the object, or a line drawn around it; of writing, the line around where it is."""
