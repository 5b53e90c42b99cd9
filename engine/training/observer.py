"""Watches a run: writes the diary, the TensorBoard log and the previews, tells events, and sees when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import numpy as np
from torch import Tensor

from engine.events import Event, Score, TrainingScored, TrainingStepped, TrainingWarned
from engine.sheets import labelled_grid, write_sheet
from engine.sheets import shown as to_copy
from engine.training.lamps import Gradients, Lamp, lit_by_accuracy, lit_by_pictures
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan
from engine.training.players import Players

REPORT_EVERY = 100  # steps
WATCHED_EVERY = 2  # seconds
COLUMNS = "given", "painted", "hoped-for"
HELD_OUT = 24  # pictures of each ageing
SHOWN = 4  # of them on a preview
NUMBERS = {ord(digit): None for digit in "0123456789.%"}
GAIN = 0.01  # of the score's unit: less is no gain


class Observer:
    """Entered while a run lasts.

    Where somebody watches, the start is scored too, pictures are kept for each column of a preview, and steps are told every
    few seconds; the diary has them as ever.
    """

    def __init__(self, run: Path, plan: TrainingPlan, emit: Callable[[Event], None], watched: bool = False) -> None:
        self._run, self._plan, self._emit, self._watched = run, plan, emit, watched
        self._gradients = Gradients()
        self._lit: dict[str, set[str]] = {}

    def __enter__(self) -> Self:
        from tensorboardX import SummaryWriter

        self._board = SummaryWriter(str(self._run / "board"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._board.close()

    def look_on(self, players: Players, batches: Batches) -> None:
        """Score what a watched run starts from."""
        if self._watched and not players.step:
            self._score(players, batches)

    def begin(self, step: int) -> None:
        self._first, self._started = step, time.monotonic()
        self._told = self._started

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
        now = time.monotonic()
        rate = (players.step - self._first) / max(now - self._started, 1e-6)
        event = TrainingStepped(players.step, self._plan.steps, losses, rate)
        if players.step % REPORT_EVERY and players.step % self._plan.validate_every:
            if self._watched and now - self._told > WATCHED_EVERY:
                self._told = now
                self._emit(event)
            return
        self._told = now
        self.tell(event)
        for name, value in {**losses, **players.facts, "steps a second": rate}.items():
            self._board.add_scalar(name, value, players.step)

    def scored(self, players: Players, batches: Batches) -> bool:
        """Score the averages on held-out pictures, show some; whether the plan's patience has come to its end."""
        scores = self._score(players, batches)
        return bool(self._plan.patience) and self._weary(players, scores)

    def _score(self, players: Players, batches: Batches) -> dict[str, Score]:
        held_out = {title: batch.on(players.device) for title, batch in batches.held_out(HELD_OUT).items()}
        scores = self._plan.game.scores(players, self._plan, held_out)
        shown = {title: self._plan.game.shown(players, self._plan, batch) for title, batch in held_out.items()}
        preview = self._run / "previews" / f"{players.step:07}.png"
        preview.parent.mkdir(exist_ok=True)
        rows = [_row(column[index] for column in columns) for columns in shown.values() for index in range(SHOWN)]
        write_sheet(preview, labelled_grid(rows, captions=[title for title in shown for _ in range(SHOWN)]))
        self.tell(TrainingScored(players.step, scores, str(preview), self._columns(shown, preview) if self._watched else ()))
        for title, score in scores.items():
            self._board.add_scalar(f"held out/{title}", score.after, players.step)
        self._light(players.step, "accuracy", lit_by_accuracy(players.facts))
        for title, columns in shown.items() if self._plan.network.paints else ():
            self._light(players.step, title, lit_by_pictures(columns[1], columns[0], columns[-1]))
        return scores

    def _columns(self, shown: dict[str, list[Tensor]], preview: Path) -> tuple[str, ...]:
        """Given, painted and hoped for, each as a strip of pictures in a file of its own."""
        judged = next((title for title in self._plan.judged if title in shown), next(iter(shown)))
        files: list[str] = []
        for name, column in zip(COLUMNS, shown[judged], strict=False):
            file = preview.with_name(f"{preview.stem}-{name}.png")
            write_sheet(file, to_copy(np.concatenate(_row([column[index] for index in range(SHOWN)]), axis=1)))
            files.append(str(file))
        return tuple(files)

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

    def look_on(self, players: Players, batches: Batches) -> None:
        return

    def begin(self, step: int) -> None:
        return

    def tell(self, event: Event) -> None:
        return

    def stepped(self, players: Players, losses: dict[str, float]) -> None:
        return

    def scored(self, players: Players, batches: Batches) -> bool:
        return False


def _row(pictures: Iterable[Tensor]) -> list[np.ndarray]:
    """Each (3, H, W) as float32 (H, W, 3), 0 to 1."""
    return [picture.float().clamp(0, 1).permute(1, 2, 0).cpu().numpy() for picture in pictures]
