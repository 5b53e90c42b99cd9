"""Words in the user's language: the engine's, and sentences with places to fill."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication


def engine_text(text: str) -> str:
    """A text that the engine describes, in the language of the window; as it is, where nobody has translated it.

    These are titles, helps and sentences of stages, options, recipes and models. They come from the engine while it runs, so
    lupdate does not see them here: their translations stand in the context "engine", and are collected from what the
    engine describes.
    """
    return QCoreApplication.translate("engine", text)


def filled(sentence: str, *parts: object) -> str:
    """The sentence with its parts in the places of %1, %2, …; what stands in a part is left alone."""
    return re.sub(r"%(\d)", lambda place: str(parts[int(place[1]) - 1]), sentence)
