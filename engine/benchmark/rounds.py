"""Rounds: the program, the plain loop and the bare networks in turns, since the rest of the machine is not still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from engine.benchmark.agreement import agreement
from engine.benchmark.children import run
from engine.benchmark.figures import Batch, Case
from engine.benchmark.reckoning import Gathered, batch_of, case_of
from engine.benchmark.seams import seams
from engine.benchmark.specimens import Specimen
from engine.benchmark.trial import Run, Trial, Way
from engine.devices.machine import BACKENDS
from engine.errors import AppError

PLAIN_MOST = 200.0  # megapixels that the plain loop is given: beyond, it takes 10 GB and more


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
        gathered, picture = Gathered(), specimen.path
        for number in range(1, self.repeats + 1):
            with self._results() as ours, self._results() as theirs:
                gathered.program.append(self._run("program", contender, device, picture, ours, number))
                if number == 1:
                    made = gathered.program[0]
                    gathered.seams = seams(picture, Path(made.pictures[0]), made.rows, made.columns)
                if self.plain and specimen.megapixels <= PLAIN_MOST:
                    gathered.plain.append(self._run("plain", contender, "", picture, theirs, number))
                    if number == 1:
                        gathered.psnr = agreement(gathered.program[0].pictures[0], gathered.plain[0].pictures[0])
            tried = [gathered.bare_device] if gathered.bare_device else list(BACKENDS)
            found = self._bare(contender, tried, picture, number)
            gathered.bare_device = min(found, key=lambda name: found[name].seconds)
            gathered.bare.append(found[gathered.bare_device])
        return case_of(gathered, contender.name, device, specimen)

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
