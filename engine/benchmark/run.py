"""The benchmark: what is asked for, checked first, then measured case by case, and written down."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.benchmark.aims import aims
from engine.benchmark.figures import Batch, Case, growths
from engine.benchmark.report import Benchmark, Making, write_report
from engine.benchmark.rounds import Contender, Rounds, cores
from engine.benchmark.specimens import write_batch, write_specimen
from engine.destination import in_words
from engine.devices import BACKENDS
from engine.errors import DeviceUnknown, RecipeInvalid
from engine.evaluation.speeds import machine
from engine.names import speakable
from engine.packages import find_package
from engine.provenance import now, program, versions
from engine.recipe import Recipe, check, find_recipe, offered_stages, write_recipe
from engine.speeds import LIBRARIES, best_device

DEFAULT = "restore"  # the recipe that is measured if none is named
BUSY = 0.25  # processes at work or waiting, for each processor, from which on a machine counts as shared


@dataclass(frozen=True)
class Wishes:
    """What is to be measured."""

    megapixels: tuple[float, ...]
    stages: tuple[str, ...]
    recipes: tuple[str, ...]
    devices: tuple[str, ...]
    plain: bool
    batch: int
    """Small JPEGs; 0 for none."""

    repeats: int


def benchmark(wishes: Wishes, output: Path, arguments: Sequence[str], tell: Callable[[str], None]) -> Benchmark:
    """Measure, and write the report into the folder. Raises AppError for what cannot be measured, before anything is."""
    asked = chosen(wishes)
    devices = [_device(name) for name in wishes.devices]
    with in_words(output):
        output.mkdir(parents=True, exist_ok=True)
    with in_words(output), TemporaryDirectory(dir=output, prefix=".bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        rounds = Rounds(wishes.repeats, wishes.plain, folder, tell)
        contenders = [_written(name, recipe, folder / "recipes") for name, recipe in asked.items()]
        about = _machine()  # before its own work makes it busy
        tell(about)
        cases = _cases(rounds, contenders, devices, sorted(set(wishes.megapixels)))
        batches = _batches(rounds, contenders, devices, wishes.batch) if wishes.batch else []
    made = _making(arguments, list(asked.values()), about)
    grown = growths(cases)
    found = Benchmark(
        title=f"How fast Patina is here: {', '.join(asked)}",
        made=made,
        repeats=wishes.repeats,
        cases=tuple(cases),
        growths=grown,
        batches=tuple(batches),
        aims=aims(cases, batches, grown, made.bf16),
    )
    write_report(found, output)
    return found


def chosen(wishes: Wishes) -> dict[str, Recipe]:
    """What is to be measured, by name. Raises RecipeInvalid, ModelInvalid, in words."""
    kinds = {kind().name: kind for kind in offered_stages()}
    if unknown := [name for name in wishes.stages if name not in kinds]:
        raise RecipeInvalid(f"there is no stage “{unknown[0]}” that can run here (there are: {', '.join(kinds)})")
    found = {f"stage {name}": Recipe(title=name, stages=(kinds[name](),)) for name in wishes.stages}
    recipes = wishes.recipes or (() if wishes.stages else (DEFAULT,))
    found |= {f"recipe {Path(name).stem}": find_recipe(name) for name in recipes}
    for recipe in found.values():
        check(recipe)
    return found


def _device(name: str) -> str:
    """The name of a device that there is; raises DeviceUnknown."""
    if name != "auto" and name not in BACKENDS:
        raise DeviceUnknown(f"there is no device “{name}” on this machine (there are: {', '.join(BACKENDS)})")
    return best_device() if name == "auto" else name


def _written(name: str, recipe: Recipe, folder: Path) -> Contender:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    write_recipe(recipe, path)
    return Contender(name, path)


def _cases(rounds: Rounds, contenders: Sequence[Contender], devices: Sequence[str], sizes: Sequence[float]) -> list[Case]:
    """Size by size: a picture lies there only as long as it is needed."""
    found: list[Case] = []
    for size in sizes:
        specimen = write_specimen(rounds.folder / f"{size:g} MP.tif", size)
        found += [rounds.case(contender, device, specimen) for contender in contenders for device in devices]
        specimen.path.unlink()
    return found


def _batches(rounds: Rounds, contenders: Sequence[Contender], devices: Sequence[str], count: int) -> list[Batch]:
    pictures = rounds.folder / f"{count} JPEGs"
    megapixels = write_batch(pictures, count)
    return [rounds.batch(contender, device, pictures, count, megapixels) for contender in contenders for device in devices]


def _making(arguments: Sequence[str], recipes: Sequence[Recipe], machine: str) -> Making:
    names = dict.fromkeys(model for recipe in recipes for stage in recipe.stages for model in stage.models)
    return Making(
        command=speakable(shlex.join(["main.py", *arguments])),
        program=program(),
        machine=machine,
        bf16=_bf16(),
        models=tuple(f"{name}, sha256 {find_package(name).card.weights_sha256}" for name in names),
        versions=versions() | _libraries(),
        made=now(),
    )


def _libraries() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _machine() -> str:
    busy = hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY * cores()
    shared = " Others were at work on it from the start: these are figures of a shared machine." if busy else ""
    instructions = "with" if _bf16() else "without"
    return f"{machine()} The processor is one {instructions} instructions for bfloat16.{shared}"


def _bf16() -> bool:
    import torch

    return any("bf16" in name and present for name, present in torch.cpu.get_capabilities().items())
