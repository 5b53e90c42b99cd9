"""What the window asks about its laboratory, and what the engine says: what can be measured here, and with which options."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.events import Event
from engine.messages.answers import OptionDescribed
from engine.messages.requests import Request


class DescribeLaboratory(Request, frozen=True):
    """Say what can be measured here: answered by LaboratoryDescribed."""

    number: int


class FolderDescribed(msgspec.Struct, frozen=True):
    """A folder that a study needs, or may have."""

    name: str
    title: str
    help: str
    needed: bool = False


class StudyDescribed(msgspec.Struct, frozen=True):
    """Something that can be measured, and how it is called."""

    name: str
    title: str
    about: str
    command: tuple[str, ...]
    """Of the command line, without folders and options."""

    folders: tuple[FolderDescribed, ...]
    """The first one is an argument if its name is empty; all others are options."""

    options: tuple[OptionDescribed, ...]
    fewest: int = 1
    """Pictures that the first folder must have, for anything to be learnt from the answer."""

    lacking: str = ""
    """Why it cannot be done here, in a sentence."""


class LaboratoryDescribed(Event, frozen=True):
    number: int
    studies: tuple[StudyDescribed, ...]


def arguments(study: StudyDescribed, folders: dict[str, str], options: dict[str, Any], output: str) -> list[str]:
    """The command that makes the study; `folders` as paths, by name; `options` that are not given stand at their defaults.

    Those are said too: a command may have others of its own, and what was measured is written down.
    """
    first, *others = study.folders
    said = [*study.command, *([folders[""]] if not first.name else [])]
    for folder in [first, *others] if first.name else others:
        if place := folders.get(folder.name):
            said += [f"--{folder.name}", place]
    for name, value in ({one.name: one.default for one in study.options} | options).items():
        values = value if isinstance(value, list | tuple) else [value] if value else []  # 0, or no name: as it is without
        if values:
            said += [f"--{name}", *(f"{one:g}" if isinstance(one, float) else str(one) for one in values)]
    return [*said, "-o", output, "--json", "--attended"]
