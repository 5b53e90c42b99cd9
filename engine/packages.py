"""The model packages on this machine: the bundled ones, and the user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.errors import ModelInvalid
from engine.paths import user_models
from models.package import Package, PackageDamaged, read_package

BUNDLED = Path(__file__).parent.parent / "models" / "bundled"


def package_folders() -> dict[str, Path]:
    """Folder of each installed package by its id; the user's own come before bundled ones of the same name."""
    folders: dict[str, Path] = {}
    for place in (BUNDLED, user_models()):
        if place.is_dir():
            folders |= {folder.name: folder for folder in sorted(place.iterdir()) if (folder / "model.toml").is_file()}
    return folders


def find_package(name: str) -> Package:
    """The package of that id, or of that folder; raises ModelInvalid, in words."""
    folder = package_folders().get(name, Path(name))
    card = folder / "model.toml"
    if not card.is_file():
        known = ", ".join(package_folders()) or "none"
        raise ModelInvalid(f"there is no model “{name}” (installed: {known})")
    status = card.stat()
    return _read(folder, status.st_mtime_ns, status.st_size)


@cache
def _read(folder: Path, changed: int, size: int) -> Package:
    """The same package for the same card, so that devices open it once; another one when the card was replaced."""
    try:
        return read_package(folder)
    except PackageDamaged as error:
        raise ModelInvalid(str(error)) from error
