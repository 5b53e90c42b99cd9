"""One training run: a folder with its plan, its checkpoint and its diary."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import torch

from engine.errors import PlanInvalid
from engine.events import Event, TrainingFinished, TrainingScored, TrainingStepped
from engine.training.pictures import Batches, loader, read_collection
from engine.training.plan import TrainingPlan, read_plan, write_plan
from engine.training.players import Players, load_checkpoint, save_checkpoint
from engine.training.trainer import Trainer
from engine.training.validation import held_out_scores

REPORT_EVERY = 100  # steps
SAVE_EVERY = 300  # seconds


def start_run(plan: TrainingPlan, pictures: Sequence[Path], folder: Path) -> None:
    """Lay out a run folder; `go_on` does the work."""
    if (folder / "plan.toml").exists():
        raise PlanInvalid(f"{folder} holds a run already", "Name that folder alone to go on with it, or a new one.")
    folder.mkdir(parents=True, exist_ok=True)
    write_plan(plan, folder / "plan.toml")
    (folder / "pictures.json").write_text(json.dumps([str(path.absolute()) for path in pictures]))


def go_on(
    folder: Path,
    emit: Callable[[Event], None],
    threads: int = 1,
    workers: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Players:
    """Train from the last checkpoint (or the start) to the end of the plan, or until it is stopped; both are saved.

    One thread, and a process beside it that ages the next pictures, out-runs two threads on a busy machine.
    """
    torch.set_num_threads(threads)
    plan = read_plan(folder / "plan.toml")
    folders = [Path(path) for path in json.loads((folder / "pictures.json").read_text())]
    collection = read_collection(folders, smallest=plan.crop)
    players = Players.start(plan)
    if (folder / "checkpoint.pt").exists():
        load_checkpoint(players, folder / "checkpoint.pt")

    trainer = Trainer(plan, players)
    learnt, held_out = Batches(collection.learnt, plan), Batches(collection.held_out, plan)
    started, first, saved = time.monotonic(), players.step, time.monotonic()
    for losses in trainer.run(loader(learnt, players.step, workers)):
        if players.step % REPORT_EVERY == 0:
            rate = (players.step - first) / (time.monotonic() - started)
            _tell(folder, emit, TrainingStepped(players.step, plan.steps, losses, rate))
        if players.step % plan.validate_every == 0 or players.step == plan.steps:
            scores = held_out_scores(players.average, held_out, plan.network.planes)
            _tell(folder, emit, TrainingScored(players.step, scores))
        if time.monotonic() - saved > SAVE_EVERY:
            save_checkpoint(players, folder / "checkpoint.pt")
            saved = time.monotonic()
        if stopped():
            break
    save_checkpoint(players, folder / "checkpoint.pt")
    _tell(folder, emit, TrainingFinished(players.step, plan.steps))
    return players


def _tell(folder: Path, emit: Callable[[Event], None], event: Event) -> None:
    emit(event)
    with (folder / "diary.jsonl").open("ab") as diary:
        diary.write(msgspec.json.encode(event) + b"\n")
