"""What results are called: a template with places for what differs from picture to picture; and of what kind they are."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.errors import NameInvalid

Conflict = Literal["refuse", "number", "skip"]
"""What is done where a file that is not ours has the name of a result. It is never written over."""

Format = Literal["same", "tiff", "pyramid", "jpeg", "png"]
"""Of results; "same" as each picture's own. "pyramid" is TIFF with reduced copies of its picture."""

SUFFIXES: dict[Format, str | None] = {"same": None, "tiff": ".tif", "pyramid": ".tif", "jpeg": ".jpg", "png": ".png"}
PLAIN = "{name}"
PLACES = ("name", "folder", "date", "recipe")
Namer = Callable[[str, str, int], str]
"""Calls a picture, by the path of its folder, its own name, and the time of its last change in nanoseconds."""

REFUSED = '<>:"/\\|?*'  # by Windows; disks travel
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Naming:
    """How results of a call are called. Raises NameInvalid for a template that cannot be used."""

    suffix: str | None = None
    """Such as ".png"; None: each keeps its own."""

    template: str = PLAIN
    """Of the name before the suffix. Its places:

    {name}    the picture's own name
    {folder}  the folder that the picture lies in
    {date}    the day on which the picture's file was changed last, such as 1931-07-24
    {recipe}  the title of the recipe
    """

    conflict: Conflict = "refuse"
    pyramid: bool = False
    """Whether TIFFs hold reduced copies of their picture too."""

    @classmethod
    def of(cls, format: Format, template: str = PLAIN, conflict: Conflict = "refuse") -> Naming:
        """For results of that format."""
        return cls(SUFFIXES[format], template, conflict, format == "pyramid")

    @property
    def kind(self) -> str | None:
        """What the results' format is, for the keys of jobs; None: each keeps its own."""
        return f"{self.suffix or ''} pyramid" if self.pyramid else self.suffix

    def __post_init__(self) -> None:
        words = _PLACE.split(self.template)
        fixed, places = "".join(words[::2]), words[1::2]
        if not self.template.strip():
            raise NameInvalid("the template for names is empty", "{name} keeps the picture's own name.")
        if braces := [letter for letter in fixed if letter in "{}"]:
            raise NameInvalid(f"“{self.template}” has a “{braces[0]}” without its partner")
        if unknown := [place for place in places if place not in PLACES]:
            raise NameInvalid(f"“{{{unknown[0]}}}” in “{self.template}” stands for nothing")
        if bad := [letter for letter in fixed if letter in REFUSED or not letter.isprintable()]:
            raise NameInvalid(f"“{self.template}” has “{_shown(bad[0])}” in it, which names of files cannot have")
        if self.template.startswith("."):
            raise NameInvalid(f"“{self.template}” begins with a dot: results would be hidden")
        if "name" not in places:
            raise NameInvalid(
                f"“{self.template}” would call several pictures the same", "Put {name} into it: the picture's own name."
            )

    def namer(self, recipe: str) -> Namer:
        """For a recipe of that title."""
        if self.template == PLAIN:
            return lambda folder, name, changed: name
        title = "".join("-" if letter in REFUSED or not letter.isprintable() else letter for letter in recipe).strip(". ")
        words = _PLACE.split(self.template)

        def call(folder: str, name: str, changed: int) -> str:
            told = {"name": name, "folder": os.path.basename(folder), "recipe": title}
            if "date" in words[1::2]:
                told["date"] = f"{datetime.fromtimestamp(changed / 1e9):%Y-%m-%d}"
            return "".join(told[word] if place % 2 else word for place, word in enumerate(words)).lstrip(".")

        return call


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else f"\\x{ord(letter):02x}"
