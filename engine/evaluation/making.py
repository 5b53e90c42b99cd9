"""What all evaluations need round their figures: where they go, and how they were made."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import DestinationNotWritable
from engine.evaluation.figures import Making
from engine.files.destination import in_words
from engine.names import speakable
from engine.packages import find_package
from engine.provenance import now, program

if TYPE_CHECKING:
    from engine.devices.device import Device


@dataclass(frozen=True)
class Workplace:
    """Where a suite works: on which device, for which folder of results, at which call."""

    device: Device
    output: Path
    arguments: Sequence[str]

    def prepare(self, *sources: Path) -> None:
        """Before the work begins; `sources` are the folders of pictures."""
        prepare(self.output, sources)

    def making(self, models: Sequence[str]) -> Making:
        """How figures are made here with these models; ModelInvalid where one is missing or damaged."""
        found = tuple(f"{name}, sha256 {find_package(name).card.weights_sha256}" for name in dict.fromkeys(models))
        backend = self.device.backend
        return making(self.arguments, backend.title, found, backend.versions())


def noted(notes: tuple[str, ...], crop: int) -> tuple[str, ...]:
    return (*notes, f"{crop} pixels on each side of every picture do not count.") if crop else notes


def making(arguments: Sequence[str], device: str, models: tuple[str, ...], versions: dict[str, str] | None = None) -> Making:
    libraries = {name: version(name) for name in ("numpy", "scikit-image", "opencv-python-headless")}
    return Making(
        command=speakable(shlex.join(["main.py", *arguments])),
        program=program(),
        device=device,
        models=models,
        versions=libraries | {name: str(number) for name, number in (versions or {}).items()},  # torch has a class for it
        made=now(),
    )


def prepare(output: Path, sources: Sequence[Path]) -> None:
    """Make the folder, so that what would fail in the end fails now. Not among the pictures: sheets would pass for some."""
    for source in sources:
        if output.resolve().is_relative_to(source.resolve()):
            raise DestinationNotWritable(f"{output} lies inside {source}", "Choose a folder outside the pictures.")
    with in_words(output):
        output.mkdir(parents=True, exist_ok=True)
