"""What a model of another program is for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.network import NetworkDesign


class Use(NamedTuple):
    does: str
    purpose: str
    caution: str = ""


FACES = {
    "find": Use("finds faces", "Finds faces; of another program."),
    "recognise": Use("tells faces apart", "Tells faces apart; of another program."),
    "restore": Use(
        "restores faces",
        "Restores faces, for the stage “faces”; of another program.",
        "It makes up what it cannot see: a face may become somebody else's.",
    ),
}

SUBJECTS = Use("finds what a picture is of", "Finds what a picture is of, for selecting it by a click; of another program.")


def use_of(design: NetworkDesign) -> Use:
    if design.faces:
        return FACES[design.faces]
    if design.finds_subjects:
        return SUBJECTS
    if design.scale == 1:
        return Use("restores", "Restores pictures; of another program.")
    return Use(f"enlarges {design.scale} times", f"Enlarges pictures {design.scale} times; of another program.")
