"""Words in the user's language: the engine's, and sentences with places to fill."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from gui.sentences import known, translated


def engine_text(text: str) -> str:
    """A text of the engine in the language of the window; as it is, where nobody has translated it.

    These are titles, helps and sentences of stages, options, recipes and models, remarks about pictures, and errors. They
    come from the engine while it runs, so lupdate does not see them here: their translations stand in the context "engine",
    and are collected from what the engine describes and from gui/sentences.py.
    """
    plain = _looked_up(text)
    return plain if plain != text else translated(text, _looked_up)


def remark_text(remark: str) -> str:
    """A remark about a picture, as a line of its own."""
    words = engine_text(remark)
    return words[:1].upper() + words[1:]


def remarks_in(note: str) -> list[str]:
    """The remarks of a picture, which the journal keeps in one line, as lines of their own."""
    parts, found = note.split("; ") if note else [], list[str]()
    while parts:
        ends = (end for end in range(1, len(parts) + 1) if known("; ".join(parts[:end])))
        end = next(ends, 1)  # what has such a joint itself is put together again
        found.append(remark_text("; ".join(parts[:end])))
        del parts[:end]
    return found


def filled(sentence: str, *parts: object) -> str:
    """The sentence with its parts in the places of %1, %2, …; what stands in a part is left alone."""
    return re.sub(r"%(\d)", lambda place: str(parts[int(place[1]) - 1]), sentence)


def _looked_up(text: str) -> str:
    return QCoreApplication.translate("engine", text)
