"""Intervals: where a mean lies, and whether chance alone could have made it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

SAMPLES = 10_000
CERTAIN = 0.95
FEWEST = 6  # photographs: with fewer, all of them gain by chance more often than one time in 40


class Interval(msgspec.Struct, frozen=True):
    """A mean gain (in dB, or in the distance of a style), and where it lies with 95 % certainty."""

    mean: float
    low: float
    high: float
    photographs: int


def interval_of(each: Sequence[float]) -> Interval:
    """Of the mean gain of each photograph.

    A paired bootstrap over photographs (Efron & Tibshirani 1993, percentile interval); the same every time.
    """
    import numpy as np  # the window reads intervals without it

    gains = np.array(each)
    if not len(gains):
        return Interval(0.0, 0.0, 0.0, 0)
    means = np.random.default_rng(0).choice(gains, (SAMPLES, len(gains))).mean(axis=1)
    low, high = np.quantile(means, ((1 - CERTAIN) / 2, (1 + CERTAIN) / 2))
    return Interval(round(float(gains.mean()), 3), round(float(low), 3), round(float(high), 3), len(gains))
