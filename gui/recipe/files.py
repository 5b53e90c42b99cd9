"""Recipes as TOML: in files of the user's, and on the clipboard."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QMimeData

from engine.errors import RecipeInvalid
from engine.files.destination import in_words, write_whole
from engine.messages.requests import PlainRecipe
from engine.paths import user_recipes
from gui.recipe.check import FORMAT
from gui.words import filled

translate = QCoreApplication.translate

MIME = "application/x-patina-recipe"
LARGEST = 1_000_000  # bytes; recipes have a few hundred
LONGEST = 80  # letters of a file's name
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # as names of files, on Windows


def read_recipe_file(path: Path) -> Any:
    """What a TOML file says. Raises RecipeInvalid, in words."""
    try:
        with path.open("rb") as file:
            return _parsed(file.read(LARGEST + 1))
    except OSError as error:
        words = translate("RecipeFiles", "It cannot be read: %1.")
        raise RecipeInvalid(filled(words, error.strerror or error), "") from error
    except ValueError as error:
        words = translate("RecipeFiles", "It is not a TOML file.")
        raise RecipeInvalid(words, _advice()) from error


def write_recipe_file(recipe: PlainRecipe, path: Path) -> None:
    """Raises DestinationNotWritable."""
    write_whole(path, toml_of(recipe).encode())


def delete_recipe_file(name: str) -> None:
    """Delete a recipe of the user's own, by its name. Raises DestinationNotWritable."""
    path = user_recipes() / f"{name}.toml"
    with in_words(path):
        path.unlink(missing_ok=True)


def toml_of(recipe: PlainRecipe) -> str:
    return msgspec.toml.encode({"format": FORMAT, **recipe}).decode()


def mime_of(recipe: PlainRecipe) -> QMimeData:
    """For the clipboard: as a recipe for us, as text for everybody."""
    text = toml_of(recipe)
    data = QMimeData()
    data.setText(text)
    data.setData(MIME, text.encode())
    return data


def recipe_of(data: QMimeData) -> Any:
    """What is on the clipboard, as plain values. Raises RecipeInvalid."""
    text = bytes(data.data(MIME).data()) if data.hasFormat(MIME) else data.text().encode(errors="replace")
    try:
        return _parsed(text)
    except ValueError as error:
        words = translate("RecipeFiles", "There is no recipe on the clipboard.")
        raise RecipeInvalid(words, translate("RecipeFiles", "Copy the settings of a recipe first.")) from error


def recipe_path(title: str, bundled: Collection[str]) -> Path:
    """Where a recipe of the user's with that title is kept: never under the name of a bundled one, which it would hide."""
    name = _safe_name(title)
    path, number = user_recipes() / f"{name}.toml", 2
    while path.stem in bundled:
        path, number = user_recipes() / f"{name}-{number}.toml", number + 1
    return path


def _safe_name(title: str) -> str:
    """A name that every file system takes, and that people still read."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).casefold())
    name = "-".join(words)[:LONGEST].rstrip("-") or "recipe"
    while len(name.encode()) > 2 * LONGEST:  # names of files are measured in bytes
        name = name[:-1]
    return f"{name}-recipe" if RESERVED.fullmatch(name) else name


def _parsed(text: bytes) -> Any:
    """Raises ValueError for what is not TOML."""
    if len(text) > LARGEST:
        raise ValueError("too large")
    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except RecursionError as error:  # lists in lists in lists …
        raise ValueError("too deep") from error


def _advice() -> str:
    return translate("RecipeFiles", "Recipes are TOML files. The panel stays as it was.")
