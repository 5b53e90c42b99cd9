"""The report: a page to read and print, the same figures as JSON, and the tables as Markdown."""

from __future__ import annotations

from html import escape
from pathlib import Path

import msgspec

from engine.benchmark.aims import Aim
from engine.benchmark.figures import Batch, Case, Growth
from engine.benchmark.making import Making
from engine.benchmark.tables import (
    Table,
    aim_table,
    batch_table,
    growth_table,
    halo_table,
    ratio_table,
    seam_table,
    share_table,
    speed_table,
)
from engine.evaluation.look import html_page, html_row
from engine.files.destination import write_whole

PAGE, FIGURES = "report.html", "speed.json"


class Benchmark(msgspec.Struct, frozen=True, kw_only=True):
    """What `speed.json` holds."""

    title: str
    made: Making
    repeats: int
    cases: tuple[Case, ...]
    growths: tuple[Growth, ...] = ()
    batches: tuple[Batch, ...] = ()
    aims: tuple[Aim, ...] = ()


NOTES = (
    "Patina: what `restore` does, in a process of its own. Seconds begin when the models are opened and end when the result "
    "is on disk, checked; “with start” is the whole process, in which Python and its libraries are loaded too.",
    "The plain loop: the picture is decoded whole, becomes one array (float32, NCHW), is cut into tiles of 512 pixels with the "
    "same halos, which go one after the other through the same weights in PyTorch, and is encoded at the end, in the same "
    "format. It does not hash, check or flush what it writes.",
    "Networks alone: Patina's tiles through the quickest backend with nothing else at work; its seconds are the networks'.",
    "Memory is the most that the process had resident at any time, its libraries included.",
    "The pictures are made by code: an aged photograph, mirrored on and on, under noise as fine as a pixel.",
)


def write_report(benchmark: Benchmark, folder: Path) -> None:
    figures = msgspec.json.format(msgspec.json.encode(benchmark), indent=1) + b"\n"
    write_whole(folder / FIGURES, figures)
    write_whole(folder / PAGE, page(benchmark).encode())


def page(benchmark: Benchmark) -> str:
    body = "\n".join(_as_html(table) for table in tables(benchmark))
    notes = "".join(f"<li>{escape(note)}</li>" for note in (*NOTES, benchmark.made.machine))
    return html_page(
        benchmark.title,
        f'{body}\n<h2>What the figures mean</h2>\n<ul class="notes">{notes}</ul>\n'
        f"<h2>How they were made</h2>\n{_making(benchmark.made)}",
    )


def markdown(benchmark: Benchmark) -> str:
    return "\n\n".join(_as_markdown(table) for table in tables(benchmark))


def tables(benchmark: Benchmark) -> list[Table]:
    """Those that have lines."""
    cases, batches = benchmark.cases, benchmark.batches
    found = (
        speed_table(cases),
        ratio_table(cases),
        growth_table(benchmark.growths),
        batch_table(batches),
        share_table(cases, batches),
        halo_table(cases),
        seam_table(cases),
        aim_table(benchmark.aims),
    )
    return [table for table in found if table.lines]


def _as_html(table: Table) -> str:
    head = html_row("th", table.columns)
    body = "\n".join(html_row("td", line) for line in table.lines)
    note = f'<p class="notes">{escape(table.note)}</p>'
    return f"<h2>{escape(table.title)}</h2>\n{note}\n<table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table>"


def _as_markdown(table: Table) -> str:
    first, *others = table.columns
    lines = [f"| {' | '.join([first or table.title, *others])} |", "|---" + "|---:" * len(others) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(line)} |" for line in table.lines)])


def _making(made: Making) -> str:
    lines = {
        "Command": made.command,
        "Program": made.program,
        "Models": "; ".join(made.models) or "none",
        "Libraries": ", ".join(f"{name} {version}" for name, version in made.versions.items()),
        "Made": made.made,
    }
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in lines.items()) + "</dl>"
