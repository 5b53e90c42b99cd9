"""What the window asks of the engine about teaching: what can be taught, what pictures are like, what becomes of a model."""

from __future__ import annotations

from engine.messages.requests import PlainRecipe, Request


class DescribeTeaching(Request, frozen=True):
    """Say what can be taught here, and from which models on: answered by TeachingDescribed."""

    number: int


class ExamineCollection(Request, frozen=True):
    """Let the data doctor look through folders: answered by CollectionExamined."""

    number: int
    model: str
    """The model that is to learn; it says how large photographs must be."""

    folders: tuple[str, ...]
    kind: str = "clean"
    """"scans" and "works" may be blurred and grey; "clean" ones are what is hoped for, and "colour" ones have colours, too."""


class EstimateDamage(Request, frozen=True):
    """Find out what scans suffer from: answered by DamageEstimated."""

    number: int
    model: str
    scans: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Files that are left alone."""


class ShowDamage(Request, frozen=True):
    """Show scans beside clean photographs that were damaged so: answered by DamageShown. A later one cancels it."""

    number: int
    model: str
    scans: tuple[str, ...]
    pictures: tuple[str, ...]
    without: tuple[str, ...]
    ageing: PlainRecipe
    """As in DamageEstimated."""

    chance: int = 0
    """Another number gives other places and strengths within the ranges."""


class PublishModel(Request, frozen=True):
    """Put a model that has learnt among the user's own: answered by ModelPublished."""

    number: int
    package: str
    id: str
    title: str
    style: str = ""
    """What the last of its styles is to be called, if it learnt one."""
