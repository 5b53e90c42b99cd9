"""The model packages on this machine: the bundled ones, and the user's own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from engine.errors import ModelInvalid
from engine.model import Between, Model
from engine.paths import user_models
from models.network import NetworkDesign
from models.package import Package, PackageDamaged, between, read_package

BUNDLED = Path(__file__).parent.parent / "models" / "bundled"
SLIDES = 8  # places between two models that are remembered


def package_folders() -> dict[str, Path]:
    """Folder of each installed package by its id; the user's own come before bundled ones of the same name."""
    folders: dict[str, Path] = {}
    for place in (BUNDLED, user_models()):
        if place.is_dir():
            names = (folder for folder in sorted(place.iterdir()) if not folder.name.startswith("."))  # those are half done
            folders |= {folder.name: folder for folder in names if (folder / "model.toml").is_file()}
    return folders


def find_package(model: Model) -> Package:
    """The package of that id, or of that folder, or what lies between two; raises ModelInvalid, in words."""
    if isinstance(model, Between):
        return _between(_place(model.one), _place(model.other), model.share)
    return _read(_place(model))


def first_of_own(fits: Callable[[NetworkDesign], bool]) -> str:
    """The id of the first model of the user's own whose network fits, or nothing."""
    for name, folder in sorted(package_folders().items()):
        if folder.parent != BUNDLED:
            with suppress(ModelInvalid):  # a damaged one is said elsewhere
                if fits(find_package(name).card.network):
                    return name
    return ""


def check_weights(models: Iterable[Model]) -> None:
    """Whether the weights of these are the files that their cards describe. Raises ModelInvalid for the first that is not.

    A file that has not changed since is not read again.
    """
    for model in models:
        for name in (model.one, model.other) if isinstance(model, Between) else (model,):
            package = find_package(name)
            try:
                status = package.weights.stat()
            except OSError:
                status = None
            try:
                _check(package.weights, package.card.weights_sha256, status and (status.st_mtime_ns, status.st_size))
            except PackageDamaged as error:
                raise ModelInvalid(f"the model “{package.card.id}” cannot be used: {error}") from error


@lru_cache(maxsize=64)
def _check(weights: Path, sha256: str, state: tuple[int, int] | None) -> None:
    """What it raises is not remembered."""
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackageDamaged(f"{weights} cannot be read: {error.strerror}") from error
    if found != sha256:
        raise PackageDamaged(f"{weights} is damaged: it is not the file that {weights.parent / 'model.toml'} describes")


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
        raise ModelInvalid(str(error), error.hint) from error


@lru_cache(maxsize=SLIDES)
def _between(one: _Place, other: _Place, share: float) -> Package:
    try:
        return between(_read(one), _read(other), share)
    except PackageDamaged as error:
        raise ModelInvalid(str(error), error.hint) from error
