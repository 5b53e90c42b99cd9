"""The report of a comparison: a verdict in words, a table, drawings and pictures, on one page that loads nothing."""

from __future__ import annotations

import statistics
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

import cv2
import msgspec

from engine.evaluation.look import html_page, html_row
from engine.files.destination import write_whole
from engine.training.comparing.comparison import Outcome, run_of
from engine.training.comparing.drawings import colour, drawn_curves, drawn_trade
from engine.training.comparing.standings import (
    CONTENT,
    DIVERSITY,
    GAIN,
    PERCEPTUAL,
    PSNR,
    SSIM,
    TEXTURE,
    Standing,
    Yardstick,
    deciding,
    leaders,
    measured,
    runs_of,
    standings,
    with_works,
)
from engine.training.comparing.summary import write_summary
from engine.training.comparing.verdict import verdict

PAGE, FIGURES = "report.html", "outcomes.json"
MOST = 2_000_000  # bytes of all pictures on the page; as text they take a third more
QUALITIES = (92, 85, 75, 60, 45, 30)  # of JPEG: the first that is small enough
NOTHING = "–"
LOOK = (
    "<style>.figures { font-size: 13px } .figures th, .figures td { padding: .25rem .42rem; vertical-align: top }"
    " .figures small { color: #777 } .figures .group { text-align: center; border-left: 1px solid #ddd }"
    " .figures td:first-child { white-space: nowrap } .figures tr.untouched { color: #777; font-style: italic }"
    " .side-by-side { display: flex; flex-wrap: wrap; gap: 1rem } figure { margin: 0 }</style>"
)


def write_comparison(title: str, outcomes: Sequence[Outcome], folder: Path, notes: Sequence[str] = (), extra: str = "") -> Path:
    """Write report.html, outcomes.json and scores.json into `folder`; `extra` is HTML that stands before the pictures."""
    ranked = standings(outcomes)
    nearness = TEXTURE if with_works(ranked) or not measured(PERCEPTUAL, ranked) else PERCEPTUAL
    drawings = drawn_trade(ranked, nearness) if measured(nearness, ranked) else ""
    verdicts = "".join(f"<p>{escape(sentence)}</p>" for sentence in verdict(ranked))
    pictures = "".join(_picture(one, folder, MOST // len(ranked)) for one in ranked)
    told = "".join(f"<li>{escape(note)}</li>" for note in [*notes, *_meanings(ranked)])
    body = (
        f"{LOOK}{verdicts}{_table(ranked)}{drawings}{drawn_curves(ranked)}{extra}"
        "<h2>Held-out pictures at the end, first seed</h2>"
        '<p class="notes">Given, made, hoped for. Compressed here; the folders of the runs have the exact pixels.</p>'
        f'<div class="side-by-side">{pictures}</div>'
        f'<h2>How it was done</h2><ul class="notes">{told}</ul>'
    )
    write_whole(folder / FIGURES, msgspec.json.format(msgspec.json.encode(list(outcomes)), indent=1) + b"\n")
    write_summary(title, ranked, folder, notes)
    write_whole(folder / PAGE, html_page(title, body).encode())
    return folder / PAGE


# The table -----------------------------------------------------------------------------------------------------------


def _table(ranked: Sequence[Standing]) -> str:
    """A line for each contender, in groups of columns; bold is the best, and what is not told apart from it."""
    quality = [GAIN, *(one for one in (PSNR, SSIM, PERCEPTUAL, TEXTURE) if any(standing.values(one) for standing in ranked))]
    coverage = [DIVERSITY] if any(standing.values(DIVERSITY) for standing in ranked) else []
    groups = {"": 1, "quality": len(quality), "coverage": len(coverage), "stability": len(STABILITY), "cost": len(COST)}
    head = "".join(f'<th class="group" colspan="{span}">{name}</th>' for name, span in groups.items() if span)
    heads = html_row("th", ["", *(one.head for one in [*quality, *coverage]), *STABILITY, *COST])
    seeds = min(len(one.outcomes) for one in ranked)  # with one, nobody knows what is noise
    best = {one: leaders(one, ranked) if seeds > 1 and measured(one, ranked) else [] for one in quality}
    lines = [
        f'<tr><td style="color:{colour(number)}">{escape(standing.title)}</td>'
        + "".join(_measure(standing, one, standing in best.get(one, [])) for one in [*quality, *coverage])
        + "".join(f"<td>{escape(cell)}</td>" for cell in [*_stability(standing), *_cost(standing)])
        + "</tr>"
        for number, standing in enumerate(ranked)
    ]
    return f'<table class="figures"><tr>{head}</tr>{heads}{"".join(lines)}{_beside(ranked, [*quality, *coverage])}</table>'


def _measure(standing: Standing, yardstick: Yardstick, best: bool) -> str:
    if not standing.values(yardstick):
        return f"<td>{NOTHING}</td>"
    mean, spread = (yardstick.told(value, unit=False) for value in (standing.middle(yardstick), standing.spread(yardstick)))
    seeds = f"<br><small>±{spread}</small>" if len(standing.values(yardstick)) > 1 else ""
    return f"<td>{f'<b>{mean}</b>' if best else mean}{seeds}</td>"


def _beside(ranked: Sequence[Standing], yardsticks: Sequence[Yardstick]) -> str:
    """The same of the package before training, and of the pictures as they were given.

    Where there are works, the pictures as given are the photographs themselves: no yardstick for content.
    """
    runs = runs_of(ranked)
    untouched = [None if with_works(ranked) and one in CONTENT else one.untouched(runs) for one in yardsticks]
    start = [one.start(runs) for one in yardsticks]
    return "".join(
        '<tr class="untouched">' + "".join(f"<td>{cell}</td>" for cell in [name, *_told(yardsticks, values)]) + "</tr>"
        for name, values in (("before training", start), ("untouched", untouched))
        if any(value is not None for value in values)
    )


def _told(yardsticks: Sequence[Yardstick], values: Sequence[float | None]) -> list[str]:
    """A cell for each, and empty ones for the rest of the line."""
    figures = [NOTHING if value is None else one.told(value, unit=False) for one, value in zip(yardsticks, values, strict=True)]
    return [*figures, *[""] * len([*STABILITY, *COST])]


STABILITY = ("best − last", "best at", "discriminator right", "gradient, 99 % / median", "roll-backs", "lamps")
COST = ("steps", "steps/s", "MB")


def _stability(one: Standing) -> list[str]:
    runs = one.outcomes
    return [
        f"{one.lost_at_the_end:.2f}",
        f"{statistics.fmean(run.best_step / run.steps for run in runs):.0%}",
        f"{statistics.fmean(run.accuracy[0] for run in runs):.0%} ± {statistics.fmean(run.accuracy[1] for run in runs):.0%}",
        f"{statistics.fmean(run.gradient[1] / max(run.gradient[0], 1e-9) for run in runs):.1f}",
        f"{one.mean('roll_backs'):.1f}",
        f"{statistics.fmean(len(run.lamps) for run in runs):.1f}",
    ]


def _cost(one: Standing) -> list[str]:
    return [f"{one.mean('steps'):.0f}", f"{one.mean('rate'):.1f}", f"{one.mean('megabytes'):.0f}"]


# Pictures and notes --------------------------------------------------------------------------------------------------


def _picture(standing: Standing, folder: Path, most: int) -> str:
    """The last preview of the first seed, in at most so many bytes; looked for beside the report too, which may have moved."""
    run = standing.outcomes[0]
    seen = Path(run.preview)
    found = [file for file in (seen, run_of(folder, run.contender, run.seed) / "previews" / seen.name) if file.is_file()]
    pixels = cv2.imread(str(found[0])) if found else None
    if pixels is None:
        return ""
    tried = [cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes() for quality in QUALITIES]
    data = b64encode(next((one for one in tried if len(one) <= most), tried[-1])).decode()
    caption = f"<figcaption>{escape(standing.title)}</figcaption>"
    return f'<figure>{caption}<img alt="Held-out pictures" src="data:image/jpeg;base64,{data}"></figure>'


def _meanings(ranked: Sequence[Standing]) -> list[str]:
    """What the columns say, as far as they are there."""
    looked = [run.appraisal for run in runs_of(ranked) if run.appraisal]
    if not looked:
        return []
    one, works = looked[0], with_works(ranked)
    decides = deciding(ranked)
    return [
        f"held-out gain, also where it was best: by the scores of training; the other columns of quality and coverage: of "
        f"{one.pictures} held-out pictures of each ageing, by the run's average weights; means over the ageings, ± the "
        "standard deviation over the seeds; bold: the best, and what is not told apart from it",
        *([f"perceptual distance: of features, relative to those of the original; seen through {one.eyes}. Where the plan's "
           "losses look through that network, or through the one it has learnt from, it is what they asked for"]
          if one.eyes else []),
        f"texture distance: between small patches of all results and of all {'works' if works else 'originals'}, whatever they "
        "show (sliced Wasserstein)",
        "diversity: how far the results are apart from each other, as a share of how far the originals are",
        f"ranked by: {decides.head}",
    ]  # fmt: skip
