"""What the engine tells the page that teaches: what can be taught, what it found in folders, and what damage looks like."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from engine.events import Event
from engine.messages.answers import StageDescribed

Goal: TypeAlias = Literal["repair", "style", "colours", "enlarge"]


class GoalDescribed(msgspec.Struct, frozen=True):
    """Something that models could be taught."""

    name: Goal
    models: tuple[str, ...]
    """Ids of those that can go on learning that, the recommended one first."""

    lacking: str = ""
    """Why none can, in a sentence."""


class TeachingDescribed(Event, frozen=True):
    number: int
    goals: tuple[GoalDescribed, ...]
    damages: tuple[StageDescribed, ...]
    """What can be done to clean photographs, in the order of its physics."""


class PhotographFound(msgspec.Struct, frozen=True):
    """A file of a collection, as the data doctor sees it."""

    source: str
    name: str
    width: int = 0
    height: int = 0
    finding: str = ""
    """What is wrong with it, in a word or two; nothing, if it is as it should be."""

    because: str = ""
    fixed: bool = False
    """Whether it is left out whatever the user says."""


class CollectionExamined(Event, frozen=True):
    number: int
    photographs: tuple[PhotographFound, ...]
    others: int
    """Files that are no pictures."""

    smallest: int
    """Pixels that a photograph must have, high and wide."""


class DamageEstimated(Event, frozen=True):
    number: int
    ageing: dict[str, Any]
    """An ageing, as it stands in a plan: its `damages` each with `type` and options."""


class DamageShown(Event, frozen=True):
    """Files as URIs, to be deleted once they are read."""

    number: int
    scans: tuple[str, ...]
    damaged: tuple[str, ...]
    clean: tuple[str, ...]


class ModelPublished(Event, frozen=True):
    number: int
    id: str
