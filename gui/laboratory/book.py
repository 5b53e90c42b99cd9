"""Studies that were begun: each in a folder of its own, beside the report that came of it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from engine.destination import in_words, write_whole
from engine.paths import user_studies

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


class StudyBook:
    """All studies, in the user's folder."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place or user_studies()

    def folders(self) -> list[Path]:
        """The newest first; what cannot be read is none."""
        if not self.place.is_dir():
            return []
        return sorted((folder for folder in self.place.iterdir() if self.read(folder)), reverse=True)

    def read(self, folder: Path) -> Study | None:
        try:
            return msgspec.json.decode((folder / FILE).read_bytes(), type=Study)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def begin(self, study: Study) -> Path:
        """A folder for it. Raises DestinationNotWritable."""
        now = datetime.now()
        study = msgspec.structs.replace(study, begun=now.isoformat(timespec="seconds"))
        name, number = f"{now:%Y-%m-%d %H%M%S}", 1
        while (folder := self.place / (name if number == 1 else f"{name} {number}")).exists():
            number += 1
        with in_words(self.place):
            folder.mkdir(parents=True)
        try:
            write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(study), indent=1))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder


def finished(folder: Path) -> bool:
    """Whether there is a report in it."""
    return (folder / FIGURES).is_file()
