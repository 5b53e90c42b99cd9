"""Where results go, unless somebody says otherwise: beside what was dropped, and never among those of another queue."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.names import path_of
from gui.words import filled


def place_for(source: str, results: str, taken: Callable[[Path], bool]) -> Path:
    """`source`: the URI of what was dropped first; `results`: the folder of the user's choice, as a URI, or nothing;
    `taken`: whether others' results go to a place."""
    first = path_of(source)
    if not first.is_dir():
        first = first.parent
    name = filled(QCoreApplication.translate("PicturesPage", "%1 restored"), first.name or "Patina")
    folder = first.parent
    if results:
        with suppress(ValueError):  # somebody wrote something else into the settings
            folder = path_of(results)
    names = itertools.chain([name], (f"{name} {number}" for number in itertools.count(2)))
    return next(folder / one for one in names if not taken(folder / one))
