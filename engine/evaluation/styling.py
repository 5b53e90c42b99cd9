"""Styling: photographs painted in every style that is installed, beside works of that style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.errors import AppError
from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.hands import Nearness, middle, nearness
from engine.evaluation.painted import painted
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in, spread
from engine.evaluation.watching import tracked
from engine.packages import find_package
from engine.sheets import Copy, labelled_grid, shown
from engine.stages.style import MODEL, Style

if TYPE_CHECKING:
    from engine.stage import Networks

MOST_WORKS = 24  # of one style
SMALLER = 1.5  # works, against the files: the middle of what the stylist learns from
SHOWN = 6  # photographs on the sheet
COLUMNS = ("features, share", "patches, share", "likeness, SSIM", "colourfulness", "of the works")


class Styled(NamedTuple):
    """One style on all photographs."""

    style: str
    reached: Nearness
    row: list[Copy]  # some of the paintings, then a work


def styles_with_works(works: Path) -> list[str]:
    """Names of the stylist's styles for which `works` has a folder of that name; AppError where there is none."""
    known = find_package(Style().models[0]).card.styles
    if found := [style for style in known if (works / style).is_dir()]:
        return found
    raise AppError(
        f"{works} has no folder of works for any of the styles that “{MODEL}” knows",
        f"It knows: {', '.join(known)}. Each needs a folder of that name.",
    )


def styled(photographs: Sequence[Copy], works: Path, styles: Sequence[str], networks: Networks) -> Iterator[Styled]:
    """Paints all photographs in each of the styles."""
    chosen = spread(len(photographs), SHOWN)
    for style in tracked(styles, "styles"):
        stage = Style(styles={style: 1.0})
        paintings = [shown(painted(np.asarray(one / 255, np.float32), (stage,), networks)) for one in photographs]
        examples = works_of(works / style)
        reached = nearness(photographs, paintings, examples)
        yield Styled(style, reached, [*(middle(paintings[index]) for index in sorted(chosen)), middle(examples[0])])


def works_of(folder: Path) -> list[Copy]:
    """Some works, spread over the folder, SMALLER times as small as the files; AppError where there is none."""
    paths = pictures_in(folder, MOST_WORKS)
    works: list[Copy] = []
    for path in paths:
        work = read(folder / path)
        size = [max(1, round(side / SMALLER)) for side in work.shape[1::-1]]
        works.append(np.asarray(cv2.resize(work, size, interpolation=cv2.INTER_AREA), np.uint8))
    return works


def grid(found: Sequence[Styled]) -> Grid:
    lines = [Line(one.style, tuple(one.reached)) for one in found]
    means = tuple(mean_of([one.reached[column] for one in found]) for column in range(len(COLUMNS)))
    note = "Shares: less is nearer to the works; 1 is as far as the untouched photographs are."
    return Grid(title="Styles", note=note, measure="share", columns=COLUMNS, lines=(*lines, Line("mean", means)))


def sheet(photographs: Sequence[Copy], found: Sequence[Styled]) -> Copy:
    """The photographs in the first row, then each style on them; a work at the end of each row."""
    chosen = [middle(photographs[index]) for index in sorted(spread(len(photographs), SHOWN))]
    captions = ["photographs", *(_caption(one) for one in found)]
    return labelled_grid([chosen, *(one.row for one in found)], (), captions)


def _caption(one: Styled) -> str:
    features, patches, likeness, *_ = one.reached
    return f"{one.style}   distance {features:.2f} (features), {patches:.2f} (patches); likeness {likeness:.2f}. Last: a work"
