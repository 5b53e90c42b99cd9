"""Measures what a new style paints of photographs that were never learnt from, beside its works and the base's own styles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn.functional import one_hot

from engine.packages import find_package
from engine.pixels import Pixels
from engine.sheets import labelled_grid, write_sheet
from engine.training.distances import luminance_likeness
from engine.training.game import Batch
from engine.training.games.styles import Styles, with_code
from engine.training.photographs.collection import read_collection, read_works
from engine.training.photographs.diagnosis import from_json
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan, read_plan
from engine.training.run import COLLECTION
from engine.training.tuning.held_out_pictures import WORST, write_shown
from engine.training.tuning.style_measures import Measure, copied, measures
from engine.training.tuning.style_verdict import Near, Painted, StyleVerdict, judged_style, near
from engine.training.tuning.style_works import KEPT_BACK, LEARNT, read_style_works
from engine.training.tuning.verdict import Shown

LARGER = 2  # than a crop are the photographs that are measured, and the pieces of works
PIECES = 4  # of works, other ones for each photograph: then the interval knows of works that differ, too
PHOTOGRAPHS = 24  # at most: a minute or two
CHOSEN_BY = 8  # photographs, when the base's nearest style is looked for
SHOWN = 12  # on the sheet; as many are searched for pieces of works


class Trial:
    """Held-out photographs (N, 3, H, W), the paintings of them, and for each of them pieces of works."""

    def __init__(self, run: Path, tuned: Path) -> None:
        self.plan = _larger(read_plan(run / "plan.toml"))
        assert isinstance(self.plan.game, Styles)
        package = find_package(str(tuned.absolute()))
        self.game, self.network, self.names = self.plan.game, package.network(), package.card.styles
        collection = read_collection(from_json((run / COLLECTION).read_text()))
        unseen = [*collection.held_out, *collection.tested]
        count, smallest = min(len(unseen), PHOTOGRAPHS), self.plan.crop // LARGER
        self.works = read_works([run / LEARNT], smallest)
        self.photographs = Batches(unseen, self.plan).held_out(count)[self.plan.ageings[0].title].original
        self.learnt = [Batch(*Batches(unseen, self.plan, self.works)[n]).works for n in range(count)]
        self.unlearnt = self.learnt
        if read_style_works(run).held_out:
            kept_back = read_works([run / KEPT_BACK], smallest)
            self.unlearnt = [Batch(*Batches(unseen, self.plan, kept_back)[n]).works for n in range(count)]

    def painted(self, style: int, count: int | None = None) -> Tensor:
        """(count, 3, H, W), 0 to 1; of style numbers from 0 on, the new one is the last.

        The base's own styles are painted by the tuned network: they are the same to the last bit.
        """
        return torch.cat([_painted(self.network, one[None], style, self.game.first + 1) for one in self.photographs[:count]])


def compared_style(run: Path, tuned: Path, sheet: Path) -> StyleVerdict:
    """The verdict over a finished run, and a sheet of photographs, paintings and works."""
    plan, trial = read_plan(run / "plan.toml"), Trial(run, tuned)
    new = trial.game.first
    paintings = trial.painted(new)
    by = {name: _near(trial, measure, paintings) for name, measure in measures((*trial.game.style, *plan.losses)).items()}
    likeness = luminance_likeness(paintings, trial.photographs)
    shown = _draw(sheet, trial, paintings, by)
    base = find_package(plan.start_from).card.id
    copies = copied(paintings[:SHOWN], trial.photographs[:SHOWN], trial.works.pictures)
    return judged_style(base, new, by, likeness, copies, read_style_works(run), shown)


def _near(trial: Trial, measure: Measure, paintings: Tensor) -> Near:
    """The base's nearest style is found on a few photographs; all of them are measured with it."""

    def distances(pictures: Tensor, works: list[Tensor]) -> list[float]:
        return [round(measure(one[None], pieces), 4) for one, pieces in zip(pictures, works, strict=False)]

    tried = [np.mean(distances(trial.painted(style, CHOSEN_BY), trial.unlearnt)) for style in range(trial.game.first)]
    nearest = int(np.argmin(tried))
    given, shown = trial.photographs, (trial.photographs, paintings)
    columns = [distances(pictures, trial.unlearnt) for pictures in (given, trial.painted(nearest), paintings)]
    same = trial.unlearnt is trial.learnt
    columns += [columns[0], columns[2]] if same else [distances(pictures, trial.learnt) for pictures in shown]
    return near(nearest, trial.names[nearest], [Painted(*row) for row in zip(*columns, strict=True)])


@torch.inference_mode()
def _painted(network: nn.Module, pictures: Tensor, style: int, count: int) -> Tensor:
    codes = one_hot(torch.full((len(pictures),), style), count).float()
    answer: Tensor = network(with_code(pictures, codes))
    return answer.clamp(0, 1)


def _larger(plan: TrainingPlan) -> TrainingPlan:
    return replace(plan, crop=LARGER * plan.crop, batch=PIECES)


def _draw(sheet: Path, trial: Trial, paintings: Tensor, by: dict[str, Near]) -> list[Shown]:
    """Always the same dozen, chosen by chance; then those that came least nearer to the works than the base's nearest style."""
    name, first = next(iter(by.items()))
    dozen = np.random.default_rng(0).permutation(len(paintings))[:SHOWN].tolist()
    worst = np.argsort([one.nearest - one.painted for one in first.photographs], kind="stable")[:WORST].tolist()
    before = trial.painted(first.style)
    chosen = dozen + worst
    pictures = ([trial.photographs[n], before[n], paintings[n], *trial.unlearnt[n][:2]] for n in chosen)
    rows = [[_pixels(picture) for picture in row] for row in pictures]
    figures = [first.photographs[n] for n in chosen]
    captions = [f"{name}: {one.untouched:.2f}, {one.nearest:.2f}, {one.painted:.2f}" for one in figures]
    works = "held-out works" if trial.unlearnt is not trial.learnt else "works"
    write_sheet(sheet, labelled_grid(rows, ["photograph", first.name, "new style", works, ""], captions))
    named = [(f"photograph {n + 1}", row[:4]) for n, row in zip(chosen, rows, strict=True)]
    return write_shown(sheet.parent, named, len(dozen), ["photograph", "base", "tuned", "work"])


def _pixels(picture: Tensor) -> Pixels:
    return np.ascontiguousarray(picture.clamp(0, 1).permute(1, 2, 0).numpy())
