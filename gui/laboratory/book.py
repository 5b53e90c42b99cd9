"""Studies that were begun: each in a folder of its own, beside the report that came of it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from engine.paths import user_studies
from gui.books import Book

FILE = "study.json"
FIGURES, PAGE = "scores.json", "report.html"
"""What a report consists of, as the commands `evaluate` and `compare` write it."""


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, of which pictures, and the command that answers it."""

    format: int = 1
    title: str
    """As the engine has it, in English."""

    of: str
    """The folder of pictures, as a URI."""

    arguments: tuple[str, ...]
    """Of the command line; where the report goes to is added."""

    begun: str = ""
    """When, as ISO 8601 has it."""


class StudyBook(Book[Study]):
    """All studies, in the user's folder."""

    def __init__(self, place: Path | None = None) -> None:
        super().__init__(place or user_studies(), FILE, Study)


def finished(folder: Path) -> bool:
    """Whether there is a report in it."""
    return (folder / FIGURES).is_file()
