"""Who stands where in a comparison, by which yardstick, and how much of a difference is noise."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from engine.training.comparing.comparison import Outcome

SURE = 2.0  # standard errors that a difference must have to be called one


class Yardstick(NamedTuple):
    """A figure of a run that contenders are ranked by: a field of the appraisal, or the gain that training has scored."""

    field: str
    head: str  # of its column
    where: str  # in a sentence: "nearest in features"
    digits: int = 3
    less: bool = False  # whether less is better
    unit: str = ""

    def of(self, outcome: Outcome) -> float | None:
        """None where it was not measured."""
        if self.field == GAIN.field:
            return outcome.last
        return getattr(outcome.appraisal.made, self.field) if outcome.appraisal else None

    def untouched(self, outcomes: Sequence[Outcome]) -> float | None:
        """The same of the pictures that nothing was done to, which are those of every run; None where it was not measured."""
        return self._shared(outcomes, "untouched")

    def start(self, outcomes: Sequence[Outcome]) -> float | None:
        """The same of the package that all runs began with; None where they began with none."""
        return self._shared(outcomes, "start")

    def _shared(self, outcomes: Sequence[Outcome], whose: str) -> float | None:
        looked = [getattr(one.appraisal, whose) for one in outcomes if one.appraisal]
        return getattr(looked[0], self.field) if looked and looked[0] and self.field != GAIN.field else None

    def better(self, one: float, other: float) -> float:
        """By how much one value is better than another; below 0 if it is worse."""
        return other - one if self.less else one - other

    def told(self, value: float, unit: bool = True) -> str:
        return f"{value:.{self.digits}f}{self.unit if unit else ''}"


GAIN = Yardstick("gain", "held-out gain", "in held-out gain", digits=2, unit=" dB")
PSNR = Yardstick("psnr", "PSNR, dB", "in decibels", digits=2, unit=" dB")
SSIM = Yardstick("ssim", "SSIM", "in structure")
PERCEPTUAL = Yardstick("perceptual", "perceptual distance", "in features", digits=4, less=True)
TEXTURE = Yardstick("texture", "texture distance", "in texture", digits=4, less=True)
DIVERSITY = Yardstick("diversity", "diversity", "in diversity", digits=2)
CONTENT = (PSNR, SSIM, PERCEPTUAL)  # compared with the photograph in every game


class Standing(msgspec.Struct, frozen=True):
    """All runs of one contender."""

    title: str
    outcomes: tuple[Outcome, ...]

    def values(self, yardstick: Yardstick) -> list[float]:
        """Of the runs that it was measured of."""
        return [value for one in self.outcomes if (value := yardstick.of(one)) is not None]

    def middle(self, yardstick: Yardstick) -> float:
        """The mean over the seeds."""
        return statistics.fmean(self.values(yardstick))

    def spread(self, yardstick: Yardstick) -> float:
        """The standard deviation between the seeds; 0 with one of them."""
        values = self.values(yardstick)
        return statistics.stdev(values) if len(values) > 1 else 0.0

    def mean(self, what: str) -> float:
        return statistics.fmean(getattr(one, what) for one in self.outcomes)

    @property
    def lost_at_the_end(self) -> float:
        """How much better its gain had been before the end, on the mean."""
        return statistics.fmean(one.best - one.last for one in self.outcomes)


def standings(outcomes: Sequence[Outcome]) -> list[Standing]:
    """The best first, by the yardstick that decides."""
    titles = list(dict.fromkeys(one.contender for one in outcomes))
    found = [Standing(title, tuple(one for one in outcomes if one.contender == title)) for title in titles]
    return ranked_by(deciding(found), found)


def deciding(ranked: Sequence[Standing]) -> Yardstick:
    """What ranks them: without an adversary the gain, with one what it is for, which is not decibels.

    That is the texture where there are works to come near to: the features there say how much of the photograph is left, and
    whoever paints nothing would win. Else it is the features.
    """
    outcomes = runs_of(ranked)
    adversary = any(accuracy for one in outcomes for accuracy in one.accuracy)
    aim = TEXTURE if with_works(ranked) else PERCEPTUAL
    if adversary and measured(aim, ranked):
        return aim
    units = {one.unit for one in outcomes}
    return GAIN._replace(unit=f" {units.pop()}".rstrip() if len(units) == 1 else "")


def ranked_by(yardstick: Yardstick, standings: Sequence[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda one: one.middle(yardstick), reverse=not yardstick.less)


def measured(yardstick: Yardstick, ranked: Sequence[Standing]) -> bool:
    """Whether all runs have it, features as seen by the same eyes: else nobody can be ranked by it."""
    runs = runs_of(ranked)
    if yardstick == PERCEPTUAL and len({one.appraisal.eyes for one in runs if one.appraisal}) > 1:
        return False
    return all(yardstick.of(one) is not None for one in runs)


def with_works(ranked: Sequence[Standing]) -> bool:
    return any(one.appraisal is not None and one.appraisal.works for one in runs_of(ranked))


def noise(yardstick: Yardstick, ranked: Sequence[Standing], *those: Standing) -> float:
    """The least difference that seeds do not make by themselves, of `those`: two contenders, or one and a fixed figure.

    Whoever is not named scatters as is usual here. Each one's own variance counts, but no less than the median of all: few
    seeds may agree by luck, and one wild contender must not hide what sets the others apart. 0, for want of knowledge, with one
    seed.
    """
    seeds, usual = min(len(one.outcomes) for one in ranked), statistics.median(one.spread(yardstick) ** 2 for one in ranked)
    variances = [max(usual, one.spread(yardstick) ** 2) for one in those] or [usual, usual]
    return SURE * math.sqrt(sum(variances) / seeds)


def leaders(yardstick: Yardstick, ranked: Sequence[Standing]) -> list[Standing]:
    """The best by a yardstick, and those that are not told apart from it."""
    first, *others = ranked_by(yardstick, ranked)
    gaps = [(one, yardstick.better(first.middle(yardstick), one.middle(yardstick))) for one in others]
    return [first, *(one for one, gap in gaps if gap <= noise(yardstick, ranked, first, one))]


def runs_of(ranked: Sequence[Standing]) -> list[Outcome]:
    return [run for one in ranked for run in one.outcomes]
