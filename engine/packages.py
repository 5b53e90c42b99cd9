"""The model packages on this machine: the bundled ones, and the user's own."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from engine.errors import ModelInvalid
from engine.model import Between, Model
from engine.paths import user_models
from models.package import Package, PackageDamaged, between, read_package

BUNDLED = Path(__file__).parent.parent / "models" / "bundled"
SLIDES = 8  # places between two models that are remembered


def package_folders() -> dict[str, Path]:
    """Folder of each installed package by its id; the user's own come before bundled ones of the same name."""
    folders: dict[str, Path] = {}
    for place in (BUNDLED, user_models()):
        if place.is_dir():
            folders |= {folder.name: folder for folder in sorted(place.iterdir()) if (folder / "model.toml").is_file()}
    return folders


def find_package(model: Model) -> Package:
    """The package of that id, or of that folder, or what lies between two; raises ModelInvalid, in words."""
    if isinstance(model, Between):
        return _between(_place(model.one), _place(model.other), model.share)
    return _read(_place(model))


def packages_like(name: str) -> tuple[str, ...]:
    """Ids of the installed packages whose network is of the same kind as that of `name`, which comes first."""
    found = [name]
    try:
        kind = find_package(name).card.network
        planes = kind.planes
    except ModelInvalid:
        return (name,)
    for one in package_folders():
        try:
            network = find_package(one).card.network
        except ModelInvalid:
            continue  # the page of models says what is wrong with it
        if one != name and type(network) is type(kind) and network.planes == planes:
            found.append(one)
    return tuple(found)


class _Place(NamedTuple):
    """Where a package lies, and what its card is like now: a card that was replaced is another package."""

    folder: Path
    changed: int
    size: int


def _place(name: str) -> _Place:
    folder = package_folders().get(name, Path(name))
    card = folder / "model.toml"
    if not card.is_file():
        known = ", ".join(package_folders()) or "none"
        raise ModelInvalid(
            f"there is no model “{name}” (installed: {known})",
            "Install its package, or train one: docs/games.md has plans to start from.",
        )
    status = card.stat()
    return _Place(folder, status.st_mtime_ns, status.st_size)


@cache
def _read(place: _Place) -> Package:
    """The same package for the same place, so that devices open it once."""
    try:
        return read_package(place.folder)
    except PackageDamaged as error:
        raise ModelInvalid(str(error)) from error


@lru_cache(maxsize=SLIDES)
def _between(one: _Place, other: _Place, share: float) -> Package:
    try:
        return between(_read(one), _read(other), share)
    except PackageDamaged as error:
        raise ModelInvalid(str(error)) from error
