"""Takes a model package into the user's folder: checked, copied whole, and never over another one."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from engine.importing.refusal import ImportRefused, checked_id
from engine.names import speakable

if TYPE_CHECKING:
    from models.card import Card

CARD = "model.toml"
PACKAGE = "A model package is a folder with model.toml and weights.safetensors."


def copied(source: Path, draft: Path, name: str, taken: Collection[str]) -> Card:
    """Copy a package into the folder `draft`; its card, under `name` if one is given. Raises ImportRefused, OSError."""
    import msgspec

    from models.package import PackageDamaged, read_package

    if not (source / CARD).is_file():
        raise ImportRefused(f"there is no “{CARD}” in “{speakable(source.name)}”", PACKAGE)
    draft.mkdir(parents=True)
    shutil.copyfile(source / CARD, draft / CARD)
    try:
        package = read_package(draft)
    except PackageDamaged as error:
        words = f"the card of “{speakable(source.name)}” is not understood: {error.__cause__}"
        raise ImportRefused(words, PACKAGE) from error
    card = package.card
    card = msgspec.structs.replace(card, id=checked_id(name or card.id, taken))
    weights = source / package.weights.name
    if not weights.is_file():
        raise ImportRefused(f"there is no “{weights.name}” in “{speakable(source.name)}”", PACKAGE)
    shutil.copyfile(weights, package.weights)
    try:
        package.data()  # of what was copied, so that nothing can change in between
    except PackageDamaged as error:
        words = f"the weights in “{speakable(source.name)}” are not the file that model.toml describes"
        raise ImportRefused(words, "The copy may be damaged: fetch the package again.") from error
    if card != package.card:
        (draft / CARD).write_bytes(msgspec.toml.encode(card))
    return card
