"""Watches a run: writes the diary, the TensorBoard log and the previews, tells events, and sees when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import numpy as np
from torch import Tensor

from engine.events import Event, Score, TrainingScored, TrainingStepped, TrainingWarned
from engine.sheets import labelled_grid, write_sheet
from engine.training.lamps import Gradients, Lamp, lit_by_accuracy, lit_by_pictures
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan
from engine.training.players import Players

REPORT_EVERY = 100  # steps
HELD_OUT = 24  # pictures of each ageing
SHOWN = 4  # of them on a preview
NUMBERS = {ord(digit): None for digit in "0123456789.%"}
GAIN = 0.01  # of the score's unit: less is no gain


class Observer:
    """Entered while a run lasts."""

    def __init__(self, run: Path, plan: TrainingPlan, emit: Callable[[Event], None]) -> None:
        self._run, self._plan, self._emit = run, plan, emit
        self._gradients = Gradients()
        self._lit: dict[str, set[str]] = {}

    def __enter__(self) -> Self:
        from tensorboardX import SummaryWriter

        self._board = SummaryWriter(str(self._run / "board"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._board.close()

    def begin(self, step: int) -> None:
        self._first, self._started = step, time.monotonic()

    def tell(self, event: Event) -> None:
        self._emit(event)
        with (self._run / "diary.jsonl").open("ab") as diary:
            diary.write(msgspec.json.encode(event) + b"\n")

    def stepped(self, players: Players, losses: dict[str, float]) -> None:
        if "rolled back" in losses:
            message = "a loss was no number: gone back to the average, at half the learning rate"
            self.tell(TrainingWarned(players.step, message, serious=True))
        if "gradient" in losses:
            lamp = self._gradients.seen(losses["gradient"])
            self._light(players.step, "gradient", [lamp] if lamp else [])
        if players.step % REPORT_EVERY and players.step % self._plan.validate_every:
            return
        rate = (players.step - self._first) / (time.monotonic() - self._started)
        self.tell(TrainingStepped(players.step, self._plan.steps, losses, rate))
        for name, value in {**losses, **players.facts, "steps a second": rate}.items():
            self._board.add_scalar(name, value, players.step)

    def scored(self, players: Players, batches: Batches) -> bool:
        """Score the averages on held-out pictures, show some; whether the plan's patience has come to its end."""
        held_out = batches.held_out(HELD_OUT)
        scores = self._plan.game.scores(players, self._plan, held_out)
        shown = {title: self._plan.game.shown(players, self._plan, batch) for title, batch in held_out.items()}
        preview = self._run / "previews" / f"{players.step:07}.png"
        preview.parent.mkdir(exist_ok=True)
        rows = [_row(columns, index) for columns in shown.values() for index in range(SHOWN)]
        write_sheet(preview, labelled_grid(rows, captions=[title for title in shown for _ in range(SHOWN)]))
        self.tell(TrainingScored(players.step, scores, str(preview)))
        for title, score in scores.items():
            self._board.add_scalar(f"held out/{title}", score.after, players.step)
        self._light(players.step, "accuracy", lit_by_accuracy(players.facts))
        for title, columns in shown.items() if self._plan.network.paints else ():
            self._light(players.step, title, lit_by_pictures(columns[1], columns[0], columns[-1]))
        return bool(self._plan.patience) and self._weary(players, scores)

    def _weary(self, players: Players, scores: dict[str, Score]) -> bool:
        """Early stopping: keep the best averages, and count the scores without a gain."""
        judged = [title for title in self._plan.judged if title in scores] or list(scores)
        facts, score = players.facts, sum(scores[title].gain for title in judged) / len(judged)
        if score > facts.get("best score", float("-inf")) + GAIN:
            facts.update({"best score": score, "best step": players.step, "scores without a gain": 0})
            players.best = {name: weight.detach().clone() for name, weight in players.average.state_dict().items()}
        else:
            facts["scores without a gain"] = facts.get("scores without a gain", 0) + 1
        return facts["scores without a gain"] >= self._plan.patience

    def _light(self, step: int, where: str, lamps: list[Lamp]) -> None:
        """Say once what has gone wrong there; again only after it was well."""
        lit = {lamp.message.translate(NUMBERS): lamp for lamp in lamps}
        for kind in lit.keys() - self._lit.get(where, set()):
            self.tell(TrainingWarned(step, lit[kind].message, lit[kind].serious))
        self._lit[where] = set(lit)


class Silent(Observer):
    """That of a process which follows another one: it neither writes nor tells."""

    def __init__(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return

    def begin(self, step: int) -> None:
        return

    def tell(self, event: Event) -> None:
        return

    def stepped(self, players: Players, losses: dict[str, float]) -> None:
        return

    def scored(self, players: Players, batches: Batches) -> bool:
        return False


def _row(columns: list[Tensor], index: int) -> list[np.ndarray]:
    """One picture of each column, float32 (H, W, 3), 0 to 1."""
    return [column[index].float().clamp(0, 1).permute(1, 2, 0).cpu().numpy() for column in columns]
