"""Lessons: what the user teaches, each in a folder of its own, which holds the run as well; nothing is lost with the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from engine.documents import toml_of
from engine.files.destination import write_whole
from engine.names import path_of
from engine.paths import user_lessons
from gui.books import Book

Goal = Literal["repair", "pairs", "style", "colours", "enlarge"]

FILE, WITHOUT, AGEING = "lesson.json", "without.txt", "ageing.toml"
EVENTS, TROUBLE, WISH = "events.jsonl", "trouble.txt", "wish"
VERDICT, PACKAGE = "verdict.json", "package"


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be learnt, from what, and how long. Files and folders are URIs."""

    format: int = 1
    title: str
    goal: Goal
    model: str
    """The id of the one that goes on learning."""

    scans: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    style: str = ""
    pictures: tuple[str, ...] = ()
    """Clean photographs; for colours and enlarging all that is learnt from."""

    without: tuple[str, ...] = ()
    ageing: dict[str, Any] | None = None
    """What the scans suffer from; None: the trainer estimates it."""

    minutes: float = 5.0
    begun: str = ""
    """When, as ISO 8601 has it."""

    published: str = ""
    """The id of the model that became of it, or the name of the style."""

    def arguments(self, folder: Path) -> list[str]:
        """Of the command that learns it in that folder, and goes on with it."""
        said = [
            "finetune",
            self.model,
            "-o",
            str(folder),
            "--minutes",
            str(self.minutes),
            "--json",
            "--wish",
            str(folder / WISH),
        ]
        for option, places in (
            ("--scans", self.scans), ("--before", (self.before,)), ("--after", (self.after,)), ("--style", (self.style,)),
            ("--pictures", self.pictures),
        ):  # fmt: skip
            for place in filter(None, places):
                said += [option, str(path_of(place))]
        if self.without:
            said += ["--without", str(folder / WITHOUT)]
        if self.ageing:
            said += ["--ageing", str(folder / AGEING)]
        return said


class LessonBook(Book[Lesson]):
    """All lessons, in the user's folder."""

    def __init__(self, place: Path | None = None) -> None:
        super().__init__(place or user_lessons(), FILE, Lesson)

    def _furnish(self, folder: Path, entry: Lesson) -> None:
        write_whole(folder / WITHOUT, "\n".join(entry.without).encode("ascii"))
        if entry.ageing:
            write_whole(folder / AGEING, toml_of(entry.ageing))
