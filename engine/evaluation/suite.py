"""A suite: it damages clean pictures, restores them, and measures how close they come to what they were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, TypeAlias

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace
    from engine.evaluation.report import Report

Pictures: TypeAlias = Annotated[
    Annotated[int, Meta(ge=1)] | None,
    Meta(title="Pictures", description="how many at most, spread evenly over the folder; all where there is no number"),
]
Crop: TypeAlias = Annotated[int, Meta(ge=0, title="Crop", description="pixels on each side that do not count")]


class Suite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Its fields are its options, as the command `evaluate` has them; its `tag` is its name there."""

    title: ClassVar[str]
    """The report's, as far as it says nothing of the pictures."""

    pictures: Pictures = None

    def run(self, clean: Path, workplace: Workplace) -> Report:
        """All that there is to measure on a folder of clean pictures.

        What is wrong with the folder or the options is told first, then the folder of results is prepared and the models are
        looked for, and only then begins the work.
        """
        raise NotImplementedError


def views_note(views: int) -> tuple[str, ...]:
    """For a report of what was made so."""
    return () if views == 1 else (f"What is restored is the mean over {views} ways to turn and mirror the picture.",)
