"""Rounds: the program, the plain loop and the bare networks in turns, since the rest of the machine is not still."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import numpy as np

from engine.benchmark.children import run
from engine.benchmark.figures import Batch, Case, batch_of, figure, measured, ratio
from engine.benchmark.specimens import Specimen
from engine.benchmark.trial import Run, Trial, Way
from engine.devices import BACKENDS
from engine.engine import scratch_folder
from engine.errors import AppError
from engine.image_format import format_of
from engine.pixels import Box

if TYPE_CHECKING:
    from engine.source import Source

PLAIN_MOST = 200.0  # megapixels that the plain loop is given: beyond, it takes 10 GB and more
BAND = 256  # rows that are compared at a time


@dataclass(frozen=True)
class Contender:
    """A stage or a recipe."""

    name: str
    recipe: Path


@dataclass(frozen=True)
class Rounds:
    """How often, where, and who is told."""

    repeats: int
    plain: bool
    folder: Path
    """For specimens and results; what is made of them is removed after each run."""

    tell: Callable[[str], None]

    def case(self, contender: Contender, device: str, specimen: Specimen) -> Case:
        program: list[Run] = []
        plain: list[Run] = []
        bare: list[Run] = []
        psnr: float | None = None
        best = ""
        with_plain = self.plain and specimen.megapixels <= PLAIN_MOST
        for number in range(1, self.repeats + 1):
            with self._results() as ours, self._results() as theirs:
                program.append(self._run("program", contender, device, specimen.path, ours, number))
                if with_plain:
                    plain.append(self._run("plain", contender, "", specimen.path, theirs, number))
                    psnr = agreement(program[-1].pictures[0], plain[-1].pictures[0]) if number == 1 else psnr
            tried = [best] if best else list(BACKENDS)
            found = self._bare(contender, tried, specimen.path, number)
            best = min(found, key=lambda name: found[name].seconds)
            bare.append(found[best])
        megapixels = specimen.megapixels
        networks = [one.seconds for one in bare]
        seconds = [one.seconds for one in program]
        memory = all(one.megabytes for one in (*program, *plain))
        return Case(
            name=contender.name,
            device=device,
            height=specimen.height,
            width=specimen.width,
            seen=program[0].seen,
            program=measured(program, megapixels),
            plain=measured(plain, megapixels) if plain else None,
            bare=figure(networks) if median(networks) else None,
            bare_device=best,
            faster=ratio([one.seconds for one in plain], seconds) if plain else None,
            of_bare=ratio(seconds, networks) if min(networks) else None,
            memory=ratio([one.megabytes for one in program], [one.megabytes for one in plain]) if plain and memory else None,
            psnr=psnr,
            halos=bare[0].halos,
            tiles=bare[0].tiles,
        )

    def batch(self, contender: Contender, device: str, pictures: Path, count: int, megapixels: float) -> Batch:
        runs: list[Run] = []
        for number in range(1, self.repeats + 1):
            with self._results() as results:
                runs.append(self._run("program", contender, device, pictures, results, number))
        return batch_of(runs, contender.name, device, count, megapixels, cores())

    def _bare(self, contender: Contender, devices: Sequence[str], picture: Path, number: int) -> dict[str, Run]:
        """By device, those that can: a library may not be there."""
        found: dict[str, Run] = {}
        problem = AppError("no device can run the networks")
        for device in devices:
            try:
                found[device] = self._run("bare", contender, device, picture, self.folder, number)
            except AppError as error:
                problem = error
                self.tell(f"left out: {error}")
        if not found:
            raise problem
        return found

    def _run(self, way: Way, contender: Contender, device: str, source: Path, results: Path, number: int) -> Run:
        trial = Trial(way=way, source=str(source), results=str(results), recipe=str(contender.recipe), device=device)
        done = run(trial)
        where = f", {device}" if device else ""
        self.tell(
            f"{contender.name}, {source.name}{where}: round {number} of {self.repeats}, {way} "
            f"{done.seconds:.1f} s, {done.megabytes:.0f} MB"
        )
        return done

    @contextmanager
    def _results(self) -> Generator[Path]:
        folder = Path(mkdtemp(dir=self.folder, prefix="results-"))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def agreement(one: str, other: str) -> float | None:
    """PSNR of two pictures in dB, read in bands; None where they are the same. Raises AppError where their shapes differ."""
    squares, count = 0.0, 0
    with _opened(one) as first, _opened(other) as second:
        if first.shape != second.shape:
            raise AppError(f"the plain loop made another picture: {second.shape}, not {first.shape}", "This is our mistake.")
        shape = first.shape
        for top in range(0, shape.height, BAND):
            box = Box(top, 0, min(top + BAND, shape.height), shape.width)
            difference = first.region(box).astype(np.float32) - second.region(box)
            squares += float(np.square(difference).sum(dtype=np.float64))
            count += difference.size
    return 10 * math.log10((2**shape.bits - 1) ** 2 * count / squares) if squares else None


def _opened(path: str) -> Source:
    return format_of(Path(path)).open(Path(path), scratch_folder())
