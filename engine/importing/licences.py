"""What the authors of models allow, as the user knows it: written onto the cards of the user's own models."""

from __future__ import annotations

import msgspec

from engine.errors import ModelInvalid
from engine.files.destination import write_whole
from engine.importing.about import UNKNOWN
from engine.importing.copying import CARD
from engine.packages import BUNDLED, package_folders

LONGEST = 200  # characters; names are short, and sentences that fit a line are welcome


def say_licence(model: str, licence: str) -> str:
    """Write it onto the model's card, and say what stands there now. Raises ModelInvalid, DestinationNotWritable."""
    from models.package import PackageDamaged, read_package

    folder = package_folders().get(model)
    if folder is None or folder.parent == BUNDLED:
        raise ModelInvalid(f"“{model}” is none of your own models", "Only their cards can be written on.")
    words = " ".join(licence.split()) or UNKNOWN
    if len(words) > LONGEST:
        raise ModelInvalid(f"the name of a licence has {LONGEST} letters at most", "Leave its text where you found it.")
    try:
        card = read_package(folder).card
    except PackageDamaged as error:
        raise ModelInvalid(str(error), error.hint) from error
    write_whole(folder / CARD, msgspec.toml.encode(msgspec.structs.replace(card, licence=words)))
    return words
