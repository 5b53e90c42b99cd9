"""Whether a style that was learnt is one: nearer to its works than what the model could paint before, by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from engine.intervals import FEWEST, Interval, interval_of
from engine.names import speakable
from engine.training.tuning.style_measures import COPIED
from engine.training.tuning.style_works import FEWEST_TO_HOLD_OUT, MOST, StyleWorks
from engine.training.tuning.verdict import Shown

LEAST_LIKENESS = 0.3
"""SSIM of the luminance. Photographs of different places have 0.04 to 0.39 with each other, nine in ten below 0.3: less than
that, and the painting is no more a picture of its photograph than of another one."""


class Painted(msgspec.Struct, frozen=True):
    """A held-out photograph, by one measure: the distance to works that were not learnt from, and to those that were."""

    untouched: float
    nearest: float
    """Painted in that style of the base which is nearest to the works."""

    painted: float
    learnt_untouched: float
    learnt_painted: float


class Near(msgspec.Struct, frozen=True):
    """What one measure says over all photographs."""

    style: int
    """The number of the nearest style of the base, and its name."""

    name: str
    over_untouched: Interval
    over_nearest: Interval
    gap: float
    """How much more is gained on the works that were learnt than on the others: learnt by heart, if well above 0."""

    photographs: tuple[Painted, ...]

    def mean(self, of: str) -> float:
        return float(np.mean([getattr(each, of) for each in self.photographs]))


class StyleVerdict(msgspec.Struct, frozen=True, kw_only=True):
    keep: Literal["base", "tuned"]
    because: tuple[str, ...]
    base: str
    """The id of the base model."""

    style: int
    """The number of the new style."""

    by: dict[str, Near]
    """What each measure says; with too few works to hold any out, all of it is about works that were learnt from."""

    likeness: float
    """SSIM of the luminance between painting and photograph, the mean."""

    copied: float
    """See style_measures.copied."""

    works: StyleWorks
    shown: tuple[Shown, ...] = ()


def near(style: int, name: str, photographs: Sequence[Painted]) -> Near:
    gaps = [(each.learnt_untouched - each.learnt_painted) - (each.untouched - each.painted) for each in photographs]
    return Near(
        style=style,
        name=name,
        over_untouched=interval_of([each.untouched - each.painted for each in photographs]),
        over_nearest=interval_of([each.nearest - each.painted for each in photographs]),
        gap=round(float(np.mean(gaps)), 3) if gaps else 0.0,
        photographs=tuple(photographs),
    )


def judged_style(
    base: str,
    style: int,
    by: dict[str, Near],
    likeness: float,
    copied: float,
    works: StyleWorks,
    shown: Sequence[Shown] = (),
) -> StyleVerdict:
    """The base stays unless every measure gains by more than chance, and the content is kept, and nothing is copied.

    That it is nearer than the untouched photographs need not be so by every measure: they may have the palette of the works.
    """
    because = [reason for name, one in by.items() if (reason := _doubt(name, one))]
    if by and all(one.over_untouched.low <= 0 for one in by.values()):
        because.append("no nearer to the works than the untouched photographs are")
    if likeness < LEAST_LIKENESS:
        because.append(f"the content is lost: SSIM {likeness:.2f} is no more than any two photographs may have")
    if copied > COPIED:
        because.append(f"it copies: a piece of a painting correlates by {copied:.2f} with a work")
    gains = ", ".join(f"{name} {_interval(one.over_nearest)}" for name, one in by.items())
    return StyleVerdict(
        keep="base" if because else "tuned",
        because=tuple(because) or (f"nearer to the works than any style of the base: {gains}",),
        base=base,
        style=style,
        by=by,
        likeness=round(likeness, 3),
        copied=round(copied, 3),
        works=works,
        shown=tuple(shown),
    )


def told_style(verdict: StyleVerdict) -> str:
    """A few lines in plain words."""
    works = verdict.works
    learnt = f"The style was learnt: it is number {verdict.style} of the package, counted from 0."
    lines = ["Keep the base." if verdict.keep == "base" else learnt]
    lines += [f"  {reason}" for reason in verdict.because]
    which = "works that were not learnt from" if works.held_out else "the works"
    lines.append(f"Distance of held-out photographs to {which}: untouched, in the nearest style of the base, in the new one")
    for name, one in verdict.by.items():
        means = ", ".join(f"{one.mean(of):.3f}" for of in ("untouched", "nearest", "painted"))
        lines.append(f"  {name} {means}; nearer than photographs by {_interval(one.over_untouched)}, than “{one.name}” by "
                     f"{_interval(one.over_nearest)}")  # fmt: skip
    if works.held_out:
        gaps = ", ".join(f"{name} {one.gap:+.3f}" for name, one in verdict.by.items())
        lines.append(f"More gained on the works that were learnt (over-fit if well above 0): {gaps}")
    else:
        lines.append(f"None was held out, which takes {FEWEST_TO_HOLD_OUT} different works: whether it has learnt the hand or "
                     "only these works is not known.")  # fmt: skip
    lines.append(f"Likeness to the photographs: SSIM {verdict.likeness:.2f}")
    lines.append(f"Largest correlation of a piece with a work: {verdict.copied:.2f} (above {COPIED}: it copies)")
    lines.append("The other styles paint just as before.")
    if works.found > MOST:
        lines.append(f"{MOST} of {works.found} works were taken, evenly by name.")
    lines += [f"Not used: {name} ({reason})" for name, reason in works.left_out.items()]
    return speakable("\n".join(lines))


def _doubt(name: str, one: Near) -> str:
    gain = one.over_nearest
    if gain.photographs < FEWEST:
        return f"{gain.photographs} held-out photographs are too few to tell a gain from chance"
    if gain.low <= 0:
        return f"no nearer to the works than “{one.name}” of the base, by more than chance ({name} {_interval(gain)})"
    return ""


def _interval(gain: Interval) -> str:
    return f"{gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"
