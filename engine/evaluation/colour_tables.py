"""The tables of the suite `colour`: how colourful, how far in features and in colours, and in decibels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.evaluation.colours import colour_error, colourfulness
from engine.evaluation.features import feature_distance
from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.recolouring import GREY, VERSIONS
from engine.evaluation.scores import psnr
from engine.sheets import Copy

NEAREST, ORIGINAL = "nearest of the three versions", "original"
MEASURES = {
    "colourfulness": "colourfulness",
    "features": "distance in features",
    "error": "error of colour",
    "psnr": "PSNR (dB)",
}
MEANS = "Means of the pictures' own figures."
SHARES = f"{MEANS} The share is that of the means: 1 is as far from the originals as grey is, less is nearer."
TIMID = "Colours must not be judged by it: plain grey scores well."
NOTES = (
    f"“{NEAREST}”: of each picture the version with the least error of colour. The original chose it, so this is "
    "what choosing well can reach, and not what the program does by itself.",
    "The distance in features is a figure of our own, in the manner of Johnson et al. 2016: what differs for the bundled "
    "perceptual network, as a share of what there is (0: nothing); lower is better. It is not LPIPS. The colouriser has learnt "
    "by that network's features, so it is flattered.",
    "PSNR is scikit-image's, in RGB; a PSNR above 100 dB counts as 100 dB. Colours must not be judged by it: plain grey scores "
    "well, since its lightness is right and most colours are faint, while colours that are plausible, but not the original's, "
    "cost decibels. It stands here to show that.",
)


class Reached(NamedTuple):
    """What one method reaches on one picture."""

    colourfulness: float
    features: float  # distance to the original; NaN for tiny pictures
    error: float  # of colour, in units of CIELAB
    psnr: float  # dB

    @classmethod
    def of(cls, picture: Copy, clean: Copy) -> Reached:
        ours, theirs = picture / 255, clean / 255
        apart = feature_distance(ours, theirs)
        return cls(colourfulness(picture), apart, colour_error(picture, clean), psnr(ours, theirs))


class Outcome(NamedTuple):
    """What became of one picture."""

    picture: str
    colourfulness: float  # of the original
    reached: dict[str, Reached]  # by method

    @classmethod
    def of(cls, picture: str, clean: Copy, results: dict[str, Copy]) -> Outcome:
        """Of grey, versions and others, beside which the nearest version stands as a method of its own."""
        reached = {method: Reached.of(one, clean) for method, one in results.items()}
        reached[NEAREST] = min((reached[version] for version in VERSIONS), key=lambda one: one.error)
        return cls(picture, colourfulness(clean), reached)


def grids(outcomes: Sequence[Outcome]) -> tuple[Grid, ...]:
    """The tables; folded, every picture by itself."""
    return (
        _colourfulness(outcomes),
        _far(outcomes, "features", "Distance in features", "to the originals"),
        _far(outcomes, "error", "Error of colour", "in a and b of CIELAB"),
        _decibels(outcomes),
        *(_each(outcomes, measure) for measure in MEASURES),
    )


def _colourfulness(outcomes: Sequence[Outcome]) -> Grid:
    columns = ("of the results", "of the originals", "absolute difference")
    wanted = [one.colourfulness for one in outcomes]
    lines: list[Line] = []
    for method in outcomes[0].reached:
        found = _column(outcomes, method, "colourfulness")
        missed = [abs(ours - theirs) for ours, theirs in zip(found, wanted, strict=True)]
        lines.append(Line(method, (mean_of(found), mean_of(wanted), mean_of(missed))))
    return Grid(title="Colourfulness", note=MEANS, measure="colourfulness", columns=columns, lines=tuple(lines))


def _far(outcomes: Sequence[Outcome], measure: str, title: str, column: str) -> Grid:
    """A distance, and what share of grey's it is."""
    means = {method: mean_of(_column(outcomes, method, measure)) for method in outcomes[0].reached}
    most = means[GREY]
    lines = [Line(method, (mean, mean / most if mean is not None and most else None)) for method, mean in means.items()]
    columns = (column, "as a share of grey's")
    return Grid(title=title, note=SHARES, measure=measure, columns=columns, lines=tuple(lines))


def _decibels(outcomes: Sequence[Outcome]) -> Grid:
    lines = [Line(method, (mean_of(_column(outcomes, method, "psnr")),)) for method in outcomes[0].reached]
    return Grid(title="PSNR", note=f"{MEANS} {TIMID}", measure="psnr", columns=(MEASURES["psnr"],), lines=tuple(lines))


def _each(outcomes: Sequence[Outcome], measure: str) -> Grid:
    columns, note = tuple(outcomes[0].reached), "One picture in each line."
    lines = [Line(one.picture, tuple(mean_of([getattr(it, measure)]) for it in one.reached.values())) for one in outcomes]
    if measure == "colourfulness":
        columns = (*columns, ORIGINAL)
        lines = [Line(line.name, (*line.cells, one.colourfulness)) for line, one in zip(lines, outcomes, strict=True)]
    title = f"Every picture: {MEASURES[measure]}"
    return Grid(title=title, note=note, measure=measure, columns=columns, lines=tuple(lines), folded=True)


def _column(outcomes: Sequence[Outcome], method: str, measure: str) -> list[float]:
    return [getattr(one.reached[method], measure) for one in outcomes]
