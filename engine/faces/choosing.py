"""Which models the stage `faces` works with: those that it is told, or the first of each kind that somebody took in."""

from __future__ import annotations

from typing import Literal, TypeAlias

from engine.packages import first_of_own

Does: TypeAlias = Literal["find", "recognise", "restore"]

LISTED: dict[Does, str] = {"find": "yunet-2023mar", "recognise": "sface-2021dec", "restore": "gfpgan-1-4"}
"""A model of each kind that the catalogue lists: what is lacking is called by its name."""

LACKING = {
    "find": "the stage “faces” needs a model that finds faces, and none is there",
    "restore": "the stage “faces” needs a model that restores faces, and none is there",
}
UNFIT = {
    "find": "the model “{}” does not find faces",
    "recognise": "the model “{}” does not tell faces apart",
    "restore": "the model “{}” does not restore faces",
}


def installed(does: Does) -> str:
    """The id of the first model of that kind, or nothing."""
    return first_of_own(lambda design: design.faces == does)
