"""A comparison: the same short run under several objectives, optimisers or other choices, with equal time and several seeds."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from engine.errors import AppError, Cancelled, PlanInvalid
from engine.evaluation.watching import called_off, tell
from engine.files.destination import write_whole
from engine.known import known
from engine.running import own_command
from engine.training.adversary import Adversary
from engine.training.comparing.appraisal import Appraisal, appraise, outdated
from engine.training.menu import OBJECTIVES, OPTIMISERS
from engine.training.plan import TrainingPlan
from engine.training.run import start_run
from models.optimiser import OptimiserDesign

Kind = TypeVar("Kind", bound=msgspec.Struct)
BESIDE_ADAM = {"rmsprop": 0.5, "lion": 0.2, "sgd": 50.0}
"""Learning rates that do about as much as one of Adam's: Lion moves every weight by the whole rate (Chen et al. 2023 take a
third to a tenth), SGD by the gradient itself. They are usual proportions, nothing that was searched for."""
GLANCE = 0.1  # seconds between two looks at a run
OUTCOME = "outcome.json"


class Contender(msgspec.Struct, frozen=True):
    title: str
    plan: TrainingPlan


class Outcome(msgspec.Struct, frozen=True):
    """What one run came to; scores are gains on held-out photographs, in the score's own unit."""

    contender: str
    seed: int
    steps: int
    seconds: float
    megabytes: float  # the most memory it took
    last: float
    best: float
    best_step: int
    accuracy: tuple[float, float]  # of the discriminator: mean and standard deviation; 0, 0 without one
    gradient: tuple[float, float]  # median and 99th percentile of its length
    roll_backs: int
    lamps: tuple[str, ...]
    curve: tuple[tuple[int, float], ...]  # step, gain
    preview: str
    unit: str = "dB"  # of the gains; empty where scores of several units are averaged
    appraisal: Appraisal | None = None
    """None where the network paints nothing, or the checkpoint was lost before it could be looked at."""

    @property
    def rate(self) -> float:
        """Steps a second."""
        return self.steps / self.seconds


def under_objectives(plan: TrainingPlan, names: Sequence[str]) -> list[Contender]:
    """The plan under each GAN objective. Raises PlanInvalid for a name that is none, or a game without an adversary."""
    adversary = _adversary(plan)
    chosen = [named(OBJECTIVES, name) for name in names]
    return [
        Contender(_tag(one), replace(plan, game=replace(plan.game, adversary=replace(adversary, objective=one))))
        for one in chosen
    ]


def under_optimisers(plan: TrainingPlan, names: Sequence[str]) -> list[Contender]:
    """The plan under each optimiser, of both players, with a learning rate that suits it (see BESIDE_ADAM)."""
    contenders: list[Contender] = []
    for name in names:
        one = named(OPTIMISERS, name)
        changed = replace(plan, optimiser=_scaled(one, plan.optimiser))
        adversary = getattr(plan.game, "adversary", None)
        if isinstance(adversary, Adversary):
            changed = replace(
                changed, game=replace(plan.game, adversary=replace(adversary, optimiser=_scaled(one, adversary.optimiser)))
            )
        contenders.append(Contender(name, changed))
    return contenders


def compare(
    contenders: Sequence[Contender],
    pictures: Sequence[Path],
    works: Sequence[Path],
    folder: Path,
    minutes: float,
    seeds: int,
    told: Callable[[str], None] = print,
) -> list[Outcome]:
    """Run them one after the other, each in a process of its own, and appraise them.

    What is done stays done when it is started again; a run whose appraisal is missing is looked at, not made anew. Raises
    Cancelled when whoever watches (see watching.py) has called it off.
    """
    outcomes: list[Outcome] = []
    count = seeds * len(contenders)
    for number in range(count):
        seed, contender = number // len(contenders) + 1, contenders[number % len(contenders)]
        run = run_of(folder, contender.title, seed)
        tell(f"{contender.title}, {seed}", number, count)
        if not (run / OUTCOME).exists():
            told(f"{number + 1} of {count}: {contender.title}, seed {seed}")
            if not (run / "plan.toml").exists():
                start_run(replace(contender.plan, seed=seed), pictures, run, works)
            write_whole(run / OUTCOME, msgspec.json.encode(_run(contender, seed, run, minutes)))
        outcomes.append(_appraised(run, told))
    return outcomes


def run_of(folder: Path, contender: str, seed: int) -> Path:
    """Where a comparison keeps a run."""
    return folder / "runs" / f"{contender}-{seed}"


def _appraised(run: Path, told: Callable[[str], None]) -> Outcome:
    """The run's outcome; its appraisal is added where it is missing, or was made by other eyes than today's."""
    outcome = msgspec.json.decode((run / OUTCOME).read_bytes(), type=known(Outcome))
    if outcome.appraisal and not outdated(outcome.appraisal, run):
        return outcome
    told(f"looking at what {outcome.contender}, seed {outcome.seed}, has made")
    appraisal = appraise(run)
    if appraisal:
        outcome = replace(outcome, appraisal=appraisal)
        write_whole(run / OUTCOME, msgspec.json.encode(outcome))
    return outcome


def _run(contender: Contender, seed: int, run: Path, minutes: float) -> Outcome:
    started = time.monotonic()
    command = own_command("train", str(run), "--minutes", str(minutes), "--json")
    with tempfile.TemporaryFile() as trouble:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=trouble)
        megabytes = _waited_for(process)
        trouble.seek(0)
        said = trouble.read().decode(errors="replace").strip()
    if called_off():
        raise Cancelled
    if process.returncode:
        raise AppError(f"the run {run} failed: {said.splitlines()[-1] if said else process.returncode}")
    return outcome_of(run, contender.title, seed, time.monotonic() - started, megabytes)


def _waited_for(process: subprocess.Popen[bytes]) -> float:
    """The most memory that a process took, in MB; 0 where the system does not say. One that was called off is ended."""
    asked = False
    while True:
        if called_off() and not asked:
            process.terminate()  # it saves what it has learnt
            asked = True
        if sys.platform == "win32":
            if process.poll() is not None:
                return 0.0
        else:
            number, status, usage = os.wait4(process.pid, os.WNOHANG)
            if number:
                process.returncode = os.waitstatus_to_exitcode(status)
                return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        time.sleep(GLANCE)


def outcome_of(run: Path, contender: str, seed: int, seconds: float, megabytes: float) -> Outcome:
    """Read a run's diary."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in (run / "diary.jsonl").read_text().splitlines()]
    steps = [line for line in lines if line["type"] == "TrainingStepped"]
    scored = [line for line in lines if line["type"] == "TrainingScored"]
    warned = [line for line in lines if line["type"] == "TrainingWarned"]
    if not scored:
        raise PlanInvalid(f"{run} was never scored: it needs more time")
    curve = tuple((line["step"], statistics.fmean(_gain(score) for score in line["scores"].values())) for line in scored)
    units = {score[2] for line in scored for score in line["scores"].values()}
    best_step, best = max(curve, key=lambda point: point[1])
    accuracies = [value for line in steps for name, value in line["losses"].items() if name.endswith("accuracy")]
    gradients = sorted(line["losses"]["gradient"] for line in steps if "gradient" in line["losses"])
    return Outcome(
        contender=contender,
        seed=seed,
        steps=scored[-1]["step"],
        seconds=seconds,
        megabytes=megabytes,
        last=curve[-1][1],
        best=best,
        best_step=best_step,
        accuracy=(statistics.fmean(accuracies), statistics.pstdev(accuracies)) if accuracies else (0.0, 0.0),
        gradient=(gradients[len(gradients) // 2], gradients[int(0.99 * len(gradients))]) if gradients else (0.0, 0.0),
        roll_backs=sum("gone back" in line["message"] for line in warned),
        lamps=tuple(line["message"] for line in warned),
        curve=curve,
        preview=scored[-1]["preview"],
        unit=units.pop() if len(units) == 1 else "",
    )


def _gain(score: list[Any]) -> float:
    before, after, _, distance = score
    return before - after if distance else after - before


def _adversary(plan: TrainingPlan) -> Adversary:
    adversary = getattr(plan.game, "adversary", None)
    if not isinstance(adversary, Adversary):
        raise PlanInvalid(
            f"the plan “{plan.title}” has no adversary: there is no objective to compare", "Add [game.adversary]."
        )
    return adversary


def _scaled(design: OptimiserDesign, instead_of: OptimiserDesign) -> OptimiserDesign:
    """With the learning rate that is to its own kind what the plan's is to the optimiser which it replaces."""
    if type(design) is type(instead_of):
        return instead_of
    one, other = (BESIDE_ADAM.get(_tag(each), 1.0) for each in (design, instead_of))
    return replace(design, learning_rate=instead_of.learning_rate * one / other)


def _tag(choice: msgspec.Struct) -> str:
    return str(choice.__struct_config__.tag)


def named(choices: Sequence[type[Kind]], name: str) -> Kind:
    """The choice of that name, as it is by default. Raises PlanInvalid where there is none."""
    known = {str(kind.__struct_config__.tag): kind for kind in choices}
    if name not in known:
        raise PlanInvalid(f"“{name}” is none of {', '.join(sorted(known))}")
    return known[name]()
