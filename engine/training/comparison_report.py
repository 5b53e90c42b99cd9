"""The report of a comparison: a table, curves, pictures, and a verdict in words that the numbers bear."""

from __future__ import annotations

import math
import statistics
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec

from engine.destination import write_whole
from engine.evaluation.report import html_page
from engine.training.comparison import Outcome

COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5aa8", "#b8860b", "#4f6d7a", "#a83f6f", "#5b5b5b")
WIDTH, HEIGHT, EDGE = 640, 300, 46  # of the drawing, in pixels
SURE = 2.0  # standard errors that a difference must have to be called one


class Standing(msgspec.Struct, frozen=True):
    """All runs of one contender."""

    title: str
    outcomes: tuple[Outcome, ...]

    @property
    def gain(self) -> float:
        """The mean held-out gain at the end."""
        return statistics.fmean(one.last for one in self.outcomes)

    @property
    def spread(self) -> float:
        return statistics.stdev(one.last for one in self.outcomes) if len(self.outcomes) > 1 else 0.0

    @property
    def lost_at_the_end(self) -> float:
        """How much better it had been before the end, on the mean."""
        return statistics.fmean(one.best - one.last for one in self.outcomes)

    def mean(self, what: str) -> float:
        return statistics.fmean(getattr(one, what) for one in self.outcomes)


def standings(outcomes: Sequence[Outcome]) -> list[Standing]:
    """The best first."""
    titles = list(dict.fromkeys(one.contender for one in outcomes))
    found = [Standing(title, tuple(one for one in outcomes if one.contender == title)) for title in titles]
    return sorted(found, key=lambda standing: -standing.gain)


def verdict(ranked: Sequence[Standing], unit: str = "dB") -> list[str]:
    """Sentences; a difference is one only where it is larger than the noise of the seeds."""
    first, seeds = ranked[0], min(len(one.outcomes) for one in ranked)
    if seeds < 2:
        return [
            f"One seed says little: {first.title} ends highest ({first.gain:.2f} {unit}), and another seed may turn that round."
        ]
    error = math.sqrt(statistics.fmean(one.spread**2 for one in ranked) * 2 / seeds)
    near = [one.title for one in ranked[1:] if first.gain - one.gain <= SURE * error]
    worse = [one for one in ranked[1:] if first.gain - one.gain > SURE * error]
    said = [
        f"{first.title} ends with the highest held-out gain: {first.gain:.2f} {unit}, ±{first.spread:.2f} over {seeds} seeds. "
        f"A difference below {SURE * error:.2f} {unit} is noise here."
    ]
    if near:
        said.append(f"Not told apart from it: {_listed(near)}.")
    if worse:
        said.append("Worse: " + _listed([f"{one.title} (by {first.gain - one.gain:.2f})" for one in worse]) + ".")
    if fell := [one.title for one in ranked if one.lost_at_the_end > SURE * error and one.lost_at_the_end > 0.02]:
        said.append(f"Better in between than at the end, so stop early: {_listed(fell)}.")
    if rolled := [f"{one.title} ({sum(run.roll_backs for run in one.outcomes)})" for one in ranked if one.mean("roll_backs")]:
        said.append(f"Diverged and was rolled back: {_listed(rolled)}.")
    rates = {one.title: one.mean("rate") for one in ranked}
    fastest, slowest = max(rates, key=lambda title: rates[title]), min(rates, key=lambda title: rates[title])
    said.append(f"In equal time {fastest} made {rates[fastest] / rates[slowest]:.1f} times as many steps as {slowest}.")
    return said


def write_comparison(title: str, outcomes: Sequence[Outcome], folder: Path, notes: Sequence[str] = (), extra: str = "") -> Path:
    """Write report.html and outcomes.json into `folder`; `extra` is HTML that stands before the pictures."""
    ranked = standings(outcomes)
    verdicts = "".join(f"<p>{escape(sentence)}</p>" for sentence in verdict(ranked))
    pictures = "".join(_picture(one) for one in ranked)
    told = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = (
        f"{verdicts}{_table(ranked)}{drawn_curves(ranked)}{extra}<h2>Held-out pictures at the end, first seed</h2>{pictures}"
        f'<h2>How it was done</h2><ul class="notes">{told}</ul>'
    )
    write_whole(folder / "outcomes.json", msgspec.json.format(msgspec.json.encode(list(outcomes)), indent=1) + b"\n")
    write_whole(folder / "report.html", html_page(title, body).encode())
    return folder / "report.html"


def _table(ranked: Sequence[Standing]) -> str:
    heads = (
        "", "held-out gain", "best", "best − last", "best at", "steps", "steps/s", "memory", "discriminator right",
        "gradient, 99 %", "roll-backs", "lamps",
    )  # fmt: skip
    rows = [
        (
            one.title,
            f"{one.gain:.2f} ± {one.spread:.2f}",
            f"{one.mean('best'):.2f}",
            f"{one.lost_at_the_end:.2f}",
            f"{statistics.fmean(run.best_step / run.steps for run in one.outcomes):.0%}",
            f"{one.mean('steps'):.0f}",
            f"{one.mean('rate'):.1f}",
            f"{one.mean('megabytes'):.0f} MB",
            f"{statistics.fmean(run.accuracy[0] for run in one.outcomes):.0%}"
            f" ± {statistics.fmean(run.accuracy[1] for run in one.outcomes):.0%}",
            f"{statistics.fmean(run.gradient[1] / max(run.gradient[0], 1e-9) for run in one.outcomes):.1f} × median",
            f"{one.mean('roll_backs'):.1f}",
            f"{statistics.fmean(len(run.lamps) for run in one.outcomes):.1f}",
        )
        for one in ranked
    ]
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heads)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def drawn_curves(ranked: Sequence[Standing]) -> str:
    """The gain over the run's time (SVG): one line for each run, one colour for each contender."""
    gains = [gain for one in ranked for run in one.outcomes for _, gain in run.curve]
    low, high = min(gains), max(max(gains), min(gains) + 1e-6)

    def place(share: float, gain: float) -> str:
        across = EDGE + share * (WIDTH - 2 * EDGE)
        return f"{across:.1f},{HEIGHT - EDGE + (gain - low) / (high - low) * (2 * EDGE - HEIGHT):.1f}"

    lines = [
        f'<polyline fill="none" stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="1.6" points="'
        + " ".join(place(step / run.steps, gain) for step, gain in run.curve)
        + '"/>'
        for number, one in enumerate(ranked)
        for run in one.outcomes
    ]
    right, bottom = WIDTH - EDGE, HEIGHT - EDGE
    names = [
        f'<text x="{right + 6}" y="{EDGE + 18 * number}" fill="{COLOURS[number % len(COLOURS)]}">{escape(one.title)}</text>'
        for number, one in enumerate(ranked)
    ]
    axes = (
        f'<text x="2" y="{bottom}">{low:.2f}</text><text x="2" y="{EDGE}">{high:.2f}</text>'
        f'<text x="{EDGE}" y="{bottom + 22}">start</text><text x="{right - 20}" y="{bottom + 22}">end</text>'
    )
    return (
        f'<h2>Held-out gain over time</h2><svg viewBox="0 0 {WIDTH + 170} {HEIGHT}" width="{WIDTH + 170}" '
        f'font-family="system-ui, sans-serif" font-size="13">{axes}{"".join(lines)}{"".join(names)}</svg>'
    )


def _picture(standing: Standing) -> str:
    file = Path(standing.outcomes[0].preview)
    data = b64encode(file.read_bytes()).decode() if file.exists() else ""
    return f'<h3>{escape(standing.title)}</h3><img alt="" src="data:image/png;base64,{data}">'


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
