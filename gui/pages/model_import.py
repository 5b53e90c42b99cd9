"""Takes a model package into the user's folder: checked, copied whole, and never over another one."""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.destination import PART
from engine.errors import AppError
from engine.names import speakable

CARD, WEIGHTS = "model.toml", "weights.safetensors"
FOREIGN = (".pth", ".pt", ".ckpt", ".onnx")
SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")  # of a folder, on every system
CHUNK = 1 << 20  # bytes


class ImportRefused(AppError):
    """The package is not taken, and why."""


def import_package(source: Path, models: Path, taken: Collection[str]) -> str:
    """Copy the package into `models`; its id. `taken` are ids that are there already. Raises ImportRefused."""
    name, sha256 = _read_card(source)
    final = models / name
    if name in taken or final.exists():
        words = QCoreApplication.translate("models", "A model called “%1” is there already.")
        hint = QCoreApplication.translate("models", "Your own one can be removed first; those that came with Patina stay.")
        raise ImportRefused(words.replace("%1", name), hint)
    draft = models / f".{name}{PART}"
    try:
        _copy(source, draft, sha256)
        draft.rename(final)
    except OSError as error:
        raise ImportRefused(f"{speakable(str(models))}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return name


def _read_card(source: Path) -> tuple[str, str]:
    """Id and checksum."""
    _refuse_foreign(source)
    for needed in (CARD, WEIGHTS):
        if not (source / needed).is_file():
            words = QCoreApplication.translate("models", "There is no “%1” in “%2”.")
            hint = QCoreApplication.translate("models", "A model package is a folder with model.toml and weights.safetensors.")
            raise ImportRefused(words.replace("%1", needed).replace("%2", speakable(source.name)), hint)
    try:
        card: dict[str, Any] = tomllib.loads((source / CARD).read_text("utf-8"))
    except (OSError, ValueError) as error:  # not TOML, or not UTF-8
        words = QCoreApplication.translate("models", "model.toml cannot be read: %1")
        raise ImportRefused(words.replace("%1", str(error))) from error
    name, sha256 = card.get("id"), card.get("weights_sha256")
    if not isinstance(name, str) or not SAFE_NAME.fullmatch(name) or name.endswith("."):
        words = QCoreApplication.translate("models", "The id in model.toml cannot be the name of a folder.")
        hint = QCoreApplication.translate("models", "Small letters, digits, “-”, “_” and “.” make an id.")
        raise ImportRefused(words, hint)
    if not isinstance(sha256, str):
        raise ImportRefused(QCoreApplication.translate("models", "model.toml has no checksum of the weights."))
    return name, sha256.lower()


def _refuse_foreign(source: Path) -> None:
    names = [source.name] if source.is_file() else [file.name for file in source.iterdir()] if source.is_dir() else []
    if CARD not in names and any(name.lower().endswith(FOREIGN) for name in names):
        words = QCoreApplication.translate("models", "Models of other programs (.pth, .onnx) cannot be read yet.")
        hint = QCoreApplication.translate("models", "Choose a folder with model.toml and weights.safetensors.")
        raise ImportRefused(words, hint)


def _copy(source: Path, draft: Path, sha256: str) -> None:
    """The checksum is of what was copied, so that nothing can change in between."""
    draft.mkdir(parents=True)
    shutil.copyfile(source / CARD, draft / CARD)
    sum_of_copy = hashlib.sha256()
    with (source / WEIGHTS).open("rb") as read, (draft / WEIGHTS).open("wb") as written:
        while chunk := read.read(CHUNK):
            sum_of_copy.update(chunk)
            written.write(chunk)
    if sum_of_copy.hexdigest() != sha256:
        words = QCoreApplication.translate("models", "The weights are not the file that model.toml describes.")
        raise ImportRefused(words, QCoreApplication.translate("models", "The copy may be damaged: fetch the package again."))
