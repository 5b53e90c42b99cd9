"""Lessons: what the user teaches, each in a folder of its own, which holds the run as well; nothing is lost with the window."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from engine.destination import in_words, write_whole
from engine.documents import toml_of
from engine.names import path_of
from engine.paths import user_lessons

Goal = Literal["repair", "pairs", "style"]

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
    """Clean photographs."""

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


class LessonBook:
    """All lessons, in the user's folder."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place or user_lessons()

    def folders(self) -> list[Path]:
        """The newest first; what cannot be read is none."""
        if not self.place.is_dir():
            return []
        return sorted((folder for folder in self.place.iterdir() if self.read(folder)), reverse=True)

    def read(self, folder: Path) -> Lesson | None:
        try:
            return msgspec.json.decode((folder / FILE).read_bytes(), type=Lesson)
        except (OSError, msgspec.DecodeError):
            return None

    def begin(self, lesson: Lesson) -> Path:
        """A folder for it. Raises DestinationNotWritable."""
        now = datetime.now()
        lesson = msgspec.structs.replace(lesson, begun=now.isoformat(timespec="seconds"))
        name, number = f"{now:%Y-%m-%d %H%M%S}", 1
        while (folder := self.place / (name if number == 1 else f"{name} {number}")).exists():
            number += 1
        with in_words(self.place):
            folder.mkdir(parents=True)
        try:
            write_whole(folder / WITHOUT, "\n".join(lesson.without).encode("ascii"))
            if lesson.ageing:
                write_whole(folder / AGEING, toml_of(lesson.ageing))
            self._write(folder, lesson)  # last: it makes the folder a lesson
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder

    def change(self, folder: Path, **changes: Any) -> Lesson | None:
        """Another title, say. Raises DestinationNotWritable."""
        if lesson := self.read(folder):
            lesson = msgspec.structs.replace(lesson, **changes)
            self._write(folder, lesson)
        return lesson

    def _write(self, folder: Path, lesson: Lesson) -> None:
        write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(lesson), indent=1))
