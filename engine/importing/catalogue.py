"""The catalogue: models of other people that Patina can use, where they are to be had, and what their authors allow.

It is a list of facts (resources/catalogue.toml), to which a catalogue.toml in the user's folder adds its own. Nothing is
fetched but what somebody asks for by its id, and what comes must be the file that was listed, to the last bit. A file that
came by another way can be put in by hand, and is checked likewise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from engine.documents import read_toml
from engine.errors import ModelInvalid
from engine.importing.about import About
from engine.paths import RESOURCES, cache_folder, user_folder

CATALOGUE = RESOURCES / "catalogue.toml"
MEGABYTE = 1_000_000

Told: TypeAlias = Callable[[int, int], None]
"""Hears how many bytes are there, of how many."""


class Listed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model that is somewhere else."""

    id: Annotated[str, Meta(pattern="^[a-z0-9-]{1,64}$")]
    title: str
    author: str
    task: Literal["restore", "enlarge", "faces", "select"]
    """The stage that can use it, or the tool that selects things and persons."""

    architecture: str
    scale: Literal[1, 2, 4, 8]
    tags: tuple[str, ...]
    """What it was made for."""

    licence: str
    suffix: Literal[".pth", ".safetensors", ".onnx"]
    bytes: Annotated[int, Meta(gt=0)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    address: Annotated[str, Meta(pattern="^https?://")]


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    models: tuple[Listed, ...]


def catalogue(task: str = "") -> tuple[Listed, ...]:
    """All that is listed, or what one stage can use."""
    files = (CATALOGUE, own) if (own := own_catalogue()).exists() else (CATALOGUE,)
    models = {model.id: model for file in files for model in read_toml(file, _Catalogue, ModelInvalid).models}
    return tuple(model for model in models.values() if not task or model.task == task)


def own_catalogue() -> Path:
    """Where the user may list more; what has the id of another stands in its place."""
    return user_folder() / "catalogue.toml"


def listed(name: str) -> Listed:
    """Raises ModelInvalid where nothing has that id."""
    found = next((model for model in catalogue() if model.id == name), None)
    if not found:
        raise ModelInvalid(f"the catalogue has no model “{name}”", "`catalogue` lists those that there are.")
    return found


def known_of(model: Listed) -> About:
    """What its package is to say."""
    return About(model.licence, model.title, model.author, model.suffix)


def obtained(model: Listed, told: Told, stopped: Callable[[], bool] = lambda: False, folder: Path | None = None) -> Path:
    """The model's file, fetched if it is not there yet; a part that came before is gone on with.

    Raises ModelInvalid where it cannot be had, or is not the file that was listed; DestinationNotWritable; Cancelled.
    """
    from engine.importing.fetching import fetched  # the window reads this module too, and fetches nothing

    file = place_of(model, folder)
    if file.exists():
        try:
            return checked(file, model)
        except ModelInvalid:
            file.unlink()  # it was whole once; what became of it is of no use to anybody
    fetched(model.address, file, model.bytes, model.sha256, told, stopped)
    return file


def place_of(model: Listed, folder: Path | None = None) -> Path:
    """Where its file is kept once it is fetched."""
    return (folder or cache_folder() / "catalogue") / f"{model.id}{model.suffix}"


def checked(file: Path, model: Listed) -> Path:
    """The file, if it is the one that was listed. Raises ModelInvalid."""
    try:
        with file.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == model.sha256
    except OSError as error:
        raise ModelInvalid(f"{file} cannot be read: {error.strerror}", "Name the file that you have fetched.") from error
    if not same:
        hint = f"It should be {model.bytes / MEGABYTE:.0f} MB from {model.address}. Fetch it from there once more."
        raise ModelInvalid(f"{file} is not the file that the catalogue lists as “{model.id}”", hint)
    return file
