"""What the engine tells of edits: answers to the requests in edit_requests.py."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from engine.edits.edit import Point, Ring
from engine.events import Event
from engine.findings import Finding


class Leg(msgspec.Struct, frozen=True):
    """A part of a picture's way: what is asked for there, the stage that does it, and how."""

    asked: Literal["content", "colour", "style"]
    stage: str
    how: str


class EditRead(Event, frozen=True):
    """A picture's edit, its recipe without the edit, and the way that it takes with it."""

    number: int
    source: str
    edit: dict[str, Any]
    recipe: dict[str, Any]
    route: tuple[Leg, ...]


class Shown(msgspec.Struct, frozen=True):
    """What a stage went by."""

    stage: str
    """Its name; nothing for the result as a whole."""

    title: str
    picture: str = ""
    """The file (a URI) of a grey picture of the whole; white is most."""

    most: str = ""
    """What white stands for."""

    curves: tuple[tuple[float, ...], ...] = ()
    """Of red, green and blue, at even steps from 0 to 1."""


class ResultExplained(Event, frozen=True):
    number: int
    findings: tuple[Finding, ...]
    shown: tuple[Shown, ...]
    made_by: tuple[str, ...]
    """The program, the models and the device."""


class DamageFound(Event, frozen=True):
    """What the recipe's finder has marked: a picture, small, as a file (its URI) of which white is damage; "" where the recipe
    has no stage that looks for any."""

    number: int
    mask: str


class FaceListed(msgspec.Struct, frozen=True):
    """A face that was found. Files as URIs, to be deleted once they are read."""

    point: Point
    """In its middle: names it in an edit."""

    before: str
    after: str
    share: float
    """How much of the change is made, 0 to 1."""

    likeness: float | None
    """How much it stays like itself, up to 1; None where nobody can tell."""

    left: str = ""
    """Why it is left alone, whatever is ticked: "small", "many", or nothing."""


class FacesListed(Event, frozen=True):
    number: int
    faces: tuple[FaceListed, ...]


class PartSelected(Event, frozen=True):
    """The outlines of what was selected; none where nothing was found."""

    number: int
    rings: tuple[Ring, ...]
