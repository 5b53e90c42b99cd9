"""A grid: figures by two things, such as processes and noise levels, as JSON, HTML and Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec
import numpy as np

from engine.evaluation.look import html_row


class Line(msgspec.Struct, frozen=True):
    name: str
    cells: tuple[float | None, ...]  # one for each column; None where there is nothing to say


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    note: str  # what was compared with what
    measure: str  # "psnr", "ssim" with or without its plane, "speed" …: as figures of that kind are written
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    folded: bool = False  # details: unfolded in the page by a click, and left out where figures are printed


def as_text(measure: str, value: float | None) -> str:
    if value is None or value != value:  # NaN
        return "–"
    if isinstance(value, int):  # a number of things
        return str(value)
    places = 2 if measure.startswith(("psnr", "speed")) else 4
    return f"{round(value, places) + 0.0:.{places}f}"  # no minus before zero


def mean_of(values: Sequence[float]) -> float | None:
    """Of those that are numbers; None where there are none."""
    found = [value for value in values if not np.isnan(value)]
    return float(np.mean(found)) if found else None


def grid_as_html(grid: Grid) -> str:
    head = html_row("th", ["", *grid.columns])
    body = "\n".join(html_row("td", [line.name, *_texts(grid, line)]) for line in grid.lines)
    table = f'<p class="notes">{escape(grid.note)}</p>\n<table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table>'
    if grid.folded:
        return f"<details><summary>{escape(grid.title)}</summary>\n{table}</details>"
    return f"<h2>{escape(grid.title)}</h2>\n{table}"


def grid_as_markdown(grid: Grid) -> str:
    lines = [f"| {' | '.join([grid.title, *grid.columns])} |", "|---" + "|---:" * len(grid.columns) + "|"]
    lines += [f"| {' | '.join([line.name, *_texts(grid, line)])} |" for line in grid.lines]
    return "\n".join(lines)


def _texts(grid: Grid, line: Line) -> list[str]:
    return [as_text(grid.measure, cell) for cell in line.cells]
