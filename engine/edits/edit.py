"""An edit: what somebody drew and clicked on one picture. It is kept beside the results, and never in the original.

Places are fractions of the picture's width and height, so an edit fits the picture at every scale. Nothing here needs more than
msgspec: the window draws with it.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, Union

import msgspec
from msgspec import Meta

Across = Annotated[float, Meta(ge=-9, le=9, description="0 is the left edge, 1 the right; strokes may leave the picture")]
Down = Annotated[float, Meta(ge=-9, le=9, description="0 is the top, 1 the bottom")]
Point: TypeAlias = tuple[Across, Down]
Ring: TypeAlias = Annotated[tuple[Point, ...], Meta(min_length=3)]
"""The outline of a part, or of a hole in one."""


class Stroke(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="stroke"):
    """Where a round brush went, in straight lines from point to point."""

    points: Annotated[tuple[Point, ...], Meta(min_length=1)]
    width: Annotated[float, Meta(gt=0, le=2, description="of the brush, as a share of the picture's longer side")]


class Area(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="area"):
    """What lies inside an odd number of its rings."""

    rings: Annotated[tuple[Ring, ...], Meta(min_length=1)]


Shape: TypeAlias = Union[Stroke, Area]


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A shape that marks part of a picture, or takes marks away: of those before it, and of what was found there."""

    shape: Shape
    erases: bool = False


class Hint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What colour something has, at one point of the picture."""

    across: Annotated[float, Meta(ge=0, le=1, description="0 is the left edge, 1 the right")]
    down: Annotated[float, Meta(ge=0, le=1, description="0 is the top, 1 the bottom")]
    colour: Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", description="such as #3060a0")]


class Edit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a file of the folder `edits` holds."""

    format: Annotated[int, Meta(ge=1, le=1)] = 1
    marks: tuple[Mark, ...] = ()
    """What is to be painted over from around it; what is erased is left alone, also where damage was found."""

    subject: tuple[Mark, ...] = ()
    """What the picture shows, against its background."""

    style_on: Literal["all", "subject", "background"] = "all"
    """Where styles paint."""

    hints: tuple[Hint, ...] = ()
    """Colours that are known."""

    faces_left: tuple[Point, ...] = ()
    """Points in faces that stay as they are."""

    @property
    def empty(self) -> bool:
        return self == Edit()
