"""One training run: a folder with its plan, its checkpoints, its diary and its previews."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import torch
from msgspec.structs import replace

from engine.errors import PlanInvalid
from engine.events import Event, TrainingFinished, TrainingWarned
from engine.training.checkpoint import load_checkpoint, save_checkpoint
from engine.training.observer import Observer, Silent
from engine.training.photographs.collection import Works, read_collection, read_works
from engine.training.photographs.diagnosis import Diagnosis, as_json, from_json
from engine.training.photographs.doctor import examine
from engine.training.photographs.echo import echoed
from engine.training.photographs.pair_batches import PairBatches
from engine.training.photographs.pairs import read_pairs
from engine.training.photographs.pictures import NO_WORKS, Batches
from engine.training.plan import TrainingPlan, read_plan, write_plan
from engine.training.players import Players
from engine.training.team import Team, team
from engine.training.trainer import Trainer

COLLECTION, WORKS = "collection.json", "works.json"
SAVE_EVERY = 300  # seconds
MOST_ROLL_BACKS = 5
PROBE = 10  # seconds, to find out how fast a run is
PROBED = 0.2  # of the time that it has, at most
FEEDERS = 8


def start_run(plan: TrainingPlan, pictures: Sequence[Path], folder: Path, works: Sequence[Path] = ()) -> None:
    """Examine the collection and lay out a run folder; `go_on` does the work.

    Which photographs are learnt from, and which are held out, is decided here and written down.
    """
    if (folder / "plan.toml").exists():
        raise PlanInvalid(f"{folder} holds a run already", "Name that folder alone to go on with it, or a new one.")
    lay_out(plan, examine([path.absolute() for path in pictures], plan.crop), folder, works)


def lay_out(plan: TrainingPlan, diagnosis: Diagnosis, folder: Path, works: Sequence[Path] = ()) -> None:
    """Write what the run needs; the plan last, which makes the folder a run."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / COLLECTION).write_text(as_json(diagnosis))
    (folder / WORKS).write_text(json.dumps([str(path.absolute()) for path in works]))
    write_plan(plan, folder / "plan.toml")


def go_on(
    folder: Path,
    emit: Callable[[Event], None],
    threads: int = 1,
    workers: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
    minutes: float | None = None,
    watched: bool = False,
) -> Players:
    """Train from the last checkpoint (or the start) to the end of the plan, or until it is stopped; both are saved.

    With `minutes`, a new run first finds out how fast it is, and its plan gets as many steps as that time allows. One thread,
    and a process beside it that ages the next pictures, out-runs two threads on a busy machine; a GPU is fed by as many
    processes as there are cores, up to FEEDERS. `watched`: see Observer.
    """
    torch.set_num_threads(threads)
    cv2.setNumThreads(1)  # before the other process is split off: it ages pictures with one thread, beside the training
    plan = read_plan(folder / "plan.toml")
    together = team()
    workers = _feeders(together.device) if workers is None else workers
    learnt, held_out = _batches(folder, plan)
    if minutes is not None and not (folder / "checkpoint.pt").exists():
        plan = _fitted(plan, learnt, together, workers, minutes)
        write_plan(plan, folder / "plan.toml")
        learnt, held_out = learnt.under(plan), held_out.under(plan)
    players = Players.start(plan, together.device)
    with Observer(folder, plan, emit, watched) if together.leads else Silent() as observer:
        if remark := load_checkpoint(players, folder):
            observer.tell(TrainingWarned(players.step, remark))
        trainer = Trainer(plan, players, together)
        observer.look_on(players, held_out)
        observer.begin(players.step)
        saved = time.monotonic()
        for losses in trainer.run(echoed(learnt, players.step, plan.echo, together.device, workers)):
            observer.stepped(players, losses)
            if players.facts.get("roll-backs", 0) > MOST_ROLL_BACKS:
                raise PlanInvalid(f"{folder}: the run diverges again and again, last at step {players.step}",
                                  "Lower the learning rate, or the weight of the adversary.")  # fmt: skip
            due = players.step % plan.validate_every == 0 or players.step == plan.steps
            ends = together.any(stopped())
            if due or ends:
                players.settle()
            weary = together.any(due and observer.scored(players, held_out))
            if together.leads and time.monotonic() - saved > SAVE_EVERY:
                save_checkpoint(players, folder)
                saved = time.monotonic()
            if ends or weary:
                break
        if together.leads:
            save_checkpoint(players, folder)
        observer.tell(TrainingFinished(players.step, plan.steps))
    return players


def _feeders(device: torch.device) -> int:
    return 1 if device.type == "cpu" else max(1, min(FEEDERS, (os.cpu_count() or 1) - 1))


def _fitted(plan: TrainingPlan, learnt: Batches, together: Team, workers: int, minutes: float) -> TrainingPlan:
    """The plan with as many steps as fit into the time; scored ten times at least."""
    if together.size > 1:
        raise PlanInvalid("several processes cannot agree on minutes", "Set the number of steps in the plan.")
    long = replace(plan, steps=10**9)
    trainer, first, started = Trainer(long, Players.start(long, together.device), together), 0.0, time.monotonic()
    seen = 0
    for seen, _ in enumerate(trainer.run(echoed(learnt.under(long), 0, plan.echo, together.device, workers)), 1):
        now = time.monotonic()
        if seen == 3:  # the first steps are slow: memory is laid out, the pictures are not there yet
            first = now
        if seen > 3 and (now - first > min(PROBE, 60 * minutes * PROBED) or seen >= 1000):
            break
    rate = (seen - 3) / (time.monotonic() - first)
    steps = max(10, round(rate * (60 * minutes - (time.monotonic() - started))))
    return replace(plan, steps=steps, validate_every=max(1, min(plan.validate_every, steps // 10)))


def works_of(folder: Path, plan: TrainingPlan) -> Works:
    """The second collection of a run, decoded; none where its game needs none."""
    if not plan.game.needs_works:
        return NO_WORKS
    return read_works([Path(path) for path in json.loads((folder / WORKS).read_text())], smallest=plan.crop)


def _batches(folder: Path, plan: TrainingPlan) -> tuple[Batches, Batches]:
    """Those to learn from, and those that are held out."""
    collection = read_collection(from_json((folder / COLLECTION).read_text()))
    works = works_of(folder, plan)
    learnt, held_out = Batches(collection.learnt, plan, works), Batches(collection.held_out, plan, works)
    if plan.pairs:
        pairs = read_pairs(folder)
        learnt = PairBatches(collection.learnt, pairs.laid("train"), plan)
        held_out = PairBatches(collection.held_out, pairs.laid("validation"), plan)
    try:
        _ = learnt[0]
    except OSError as error:  # a damage that takes what it does from files
        raise PlanInvalid(str(error), "Start the run beside that folder, or correct its name in the plan.") from error
    return learnt, held_out
