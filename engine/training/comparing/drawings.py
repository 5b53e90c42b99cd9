"""The drawings of a comparison (SVG): the gain over time, and what nearness costs in decibels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from engine.training.comparing.standings import PSNR, Standing, Yardstick

COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5aa8", "#b8860b", "#4f6d7a", "#a83f6f", "#5b5b5b")
WIDTH, HEIGHT, EDGE = 680, 300, 46  # of a drawing, in pixels
LEFT = 76  # pixels: the edge with the numbers
LEGEND = 170  # pixels beside it


def drawn_curves(ranked: Sequence[Standing]) -> str:
    """The gain over the run's time: one line for each run, one colour for each contender."""
    gains = [gain for one in ranked for run in one.outcomes for _, gain in run.curve]
    low, high = _ends(gains)
    place = _placing((0.0, 1.0), (low, high))
    lines = [
        f'<polyline fill="none" stroke="{colour(number)}" stroke-width="1.6" points="'
        + " ".join(place(step / run.steps, gain) for step, gain in run.curve)
        + '"/>'
        for number, one in enumerate(ranked)
        for run in one.outcomes
    ]
    return "<h2>Held-out gain over time</h2>" + _drawing(lines, ranked, ("start", "end"), (f"{low:.2f}", f"{high:.2f}"))


def drawn_trade(ranked: Sequence[Standing], nearness: Yardstick) -> str:
    """Decibels to the right, nearness upwards: a dot for each run, tied to the mean of its contender."""
    across, up = ([value for one in ranked for value in one.values(yardstick)] for yardstick in (PSNR, nearness))
    sides, heights = _ends(across), _ends(up)[:: -1 if nearness.less else 1]
    place = _placing(sides, heights)
    marks: list[str] = []
    for number, one in enumerate(ranked):
        middle = place(one.middle(PSNR), one.middle(nearness))
        for values in zip(one.values(PSNR), one.values(nearness), strict=True):
            run = place(*values)
            marks.append(f'<path d="M{run} L{middle}" stroke="{colour(number)}" stroke-width="0.8"/>')
            marks.append(_dot(run, 3, f'fill="{colour(number)}"'))
        marks.append(_dot(middle, 7, f'fill="#fff" stroke="{colour(number)}" stroke-width="2.4"'))
    left, right, bottom, top = [PSNR.told(end) for end in sides] + [nearness.told(end) for end in heights]
    return (
        f"<h2>Decibels against nearness {nearness.where}</h2>"
        + _drawing(marks, ranked, (left, right), (bottom, top))
        + f'<p class="notes">Each dot is a run, each ring the mean of a contender. To the right: more decibels; upwards: a '
        f"smaller {nearness.head}. Whoever has somebody above it on its right is outdone in both.</p>"
    )


def colour(number: int) -> str:
    """Of the contender of that rank."""
    return COLOURS[number % len(COLOURS)]


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Least and most, a little apart in any case."""
    return min(values), max(max(values), min(values) + 1e-6)


def _placing(sides: tuple[float, float], heights: tuple[float, ...]) -> Callable[[float, float], str]:
    """From values to "x,y" in pixels, between their values at left and right, and at the bottom and the top."""

    def place(side: float, height: float) -> str:
        across = LEFT + (side - sides[0]) / (sides[1] - sides[0]) * (WIDTH - EDGE - LEFT)
        return f"{across:.1f},{HEIGHT - EDGE - (height - heights[0]) / (heights[1] - heights[0]) * (HEIGHT - 2 * EDGE):.1f}"

    return place


def _drawing(marks: Sequence[str], ranked: Sequence[Standing], sides: tuple[str, str], heights: tuple[str, str]) -> str:
    """Marks within axes whose ends are named, and the contenders' names in their colours."""
    right, bottom = WIDTH - EDGE, HEIGHT - EDGE
    axes = (
        f'<path d="M{LEFT - 12},{EDGE - 12} V{bottom + 12} H{right + 12}" fill="none" stroke="#ccc"/>'
        f'<text x="{LEFT - 18}" y="{bottom + 4}" text-anchor="end">{heights[0]}</text>'
        f'<text x="{LEFT - 18}" y="{EDGE + 4}" text-anchor="end">{heights[1]}</text>'
        f'<text x="{LEFT}" y="{bottom + 30}">{sides[0]}</text>'
        f'<text x="{right}" y="{bottom + 30}" text-anchor="end">{sides[1]}</text>'
    )
    names = [
        f'<text x="{right + 20}" y="{EDGE + 18 * number}" fill="{colour(number)}">{escape(one.title)}</text>'
        for number, one in enumerate(ranked)
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH + LEGEND} {HEIGHT}" width="{WIDTH + LEGEND}" font-family="system-ui, sans-serif" '
        f'font-size="13">{axes}{"".join(marks)}{"".join(names)}</svg>'
    )


def _dot(place: str, radius: int, look: str) -> str:
    across, down = place.split(",")
    return f'<circle cx="{across}" cy="{down}" r="{radius}" {look}/>'
