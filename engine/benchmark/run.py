"""The benchmark: what is asked for, checked first, then measured case by case, and written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.benchmark.aims import aims
from engine.benchmark.figures import Batch, Case
from engine.benchmark.making import about_machine, making_of
from engine.benchmark.neighbours import meanwhile, moment
from engine.benchmark.reckoning import growths
from engine.benchmark.report import Benchmark, write_report
from engine.benchmark.rounds import Contender, Rounds
from engine.benchmark.specimens import write_batch, write_specimen
from engine.devices.machine import BACKENDS
from engine.devices.speeds import best_device
from engine.errors import DeviceUnknown, RecipeInvalid
from engine.files.destination import in_words
from engine.recipe import Recipe, check, find_recipe, offered_stages, write_recipe

DEFAULT = "restore"  # the recipe that is measured if none is named


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
        about, before = about_machine(), moment()
        tell(about)
        cases = _cases(rounds, contenders, devices, sorted(set(wishes.megapixels)))
        batches = _batches(rounds, contenders, devices, wishes.batch) if wishes.batch else []
    about = f"{about} {meanwhile(before, moment())}".rstrip()
    made = making_of(arguments, list(asked.values()), about)
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
