"""Whether a fine-tuned model may take the place of its base: a claim only where chance cannot have made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec
import numpy as np

from engine.intervals import FEWEST, Interval, interval_of
from engine.names import speakable

FORGOTTEN = 0.3  # dB that what the base was trained for may lose

MeasuredOn: TypeAlias = Literal["pairs", "synthetic", "enlarged", "coloured"]
"""Real pairs; clean photographs that were aged as the scans seem to be; made small or grey, and enlarged or coloured again."""

KINDS: dict[MeasuredOn, str] = {
    "pairs": "held-out pairs",
    "synthetic": "synthetic: clean photographs aged as the scans seem to be",
    "enlarged": "held-out photographs, made small and enlarged again",
    "coloured": "held-out photographs, made grey and coloured again",
}


class Held(msgspec.Struct, frozen=True):
    """PSNR in dB of one photograph that was never learnt from, in RGB, of pictures rounded to 8 bits."""

    name: str
    before: float
    base: float
    tuned: float
    file: str = ""
    """Its name in each folder of `measured` (see measured_files.py); nothing, if it was not kept."""

    @property
    def gain(self) -> float:
        return self.tuned - self.base


class Left(msgspec.Struct, frozen=True):
    """What can be said of a real scan without its original: before, with the base, with the tuned model."""

    name: str
    noise: tuple[float, float, float]  # sigma, 8-bit levels
    sharpness: tuple[float, float, float]  # see fingerprints.sharpness_of


class Shown(msgspec.Struct, frozen=True):
    """A held-out photograph that can be looked at."""

    name: str
    worst: bool
    """One of those with the least gain, and not of the choice that is the same for every model."""

    pictures: dict[str, str]
    """Files (PNG) beside the verdict, by what they show: before, base, tuned, after, or original; or, of a style, photograph,
    base, tuned, work."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    keep: Literal["base", "tuned"]
    because: tuple[str, ...]
    base: str
    """The id of the base model."""

    measured_on: MeasuredOn

    gain: Interval
    forgetting: dict[str, float]
    """dB lost, for each kind of ageing that the base was trained for, or on other photographs; below 0: gained."""

    share: float = 1.0
    """Of the tuned weights in the package; the rest is the base's (see blending.py)."""

    photographs: tuple[Held, ...]
    scans: tuple[Left, ...] = ()
    dropped: dict[str, str] = {}
    """Pairs that were not used, and why."""

    shown: tuple[Shown, ...] = ()


def judged(
    base: str,
    measured_on: MeasuredOn,
    photographs: Sequence[Held],
    forgetting: dict[str, float],
    share: float = 1.0,
    scans: Sequence[Left] = (),
    dropped: dict[str, str] | None = None,
    shown: Sequence[Shown] = (),
) -> Verdict:
    """The base stays unless the gain is more than chance, and nothing is lost for it."""
    gain = interval_of([each.gain for each in photographs])
    because: list[str] = []
    if gain.photographs < FEWEST:
        because.append(f"{gain.photographs} held-out photographs are too few to tell a gain from chance")
    elif gain.low <= 0:
        because.append(f"no gain that is more than chance ({_interval(gain)})")
    because += [f"it has forgotten: {title} lost {lost:.2f} dB" for title, lost in forgetting.items() if lost > FORGOTTEN]
    return Verdict(
        keep="base" if because else "tuned",
        because=tuple(because) or (f"held-out photographs gain {_interval(gain)}, and nothing was forgotten",),
        base=base,
        measured_on=measured_on,
        gain=gain,
        forgetting={title: round(lost, 3) for title, lost in forgetting.items()},
        share=share,
        photographs=tuple(photographs),
        scans=tuple(scans),
        dropped=dropped or {},
        shown=tuple(shown),
    )


def told(verdict: Verdict) -> str:
    """A few lines in plain words."""
    lines = ["Keep the base." if verdict.keep == "base" else "The tuned model is better on photographs like yours."]
    lines += [f"  {reason}" for reason in verdict.because]
    kind = KINDS[verdict.measured_on]
    if verdict.photographs:
        before, base, tuned = (
            np.mean([getattr(each, name) for each in verdict.photographs]) for name in ("before", "base", "tuned")
        )
        lines.append(f"PSNR ({kind}): before {before:.2f}, base {base:.2f}, tuned {tuned:.2f} dB; {_interval(verdict.gain)}")
    lost = ", ".join(f"{title} {-loss:+.2f}" for title, loss in verdict.forgetting.items())
    lines.append(f"What it could do before, in dB: {lost}")
    if verdict.share < 1:
        lines.append(f"The package holds {verdict.share:.0%} of what was learnt: more would have forgotten too much.")
    if verdict.scans:
        noise, sharpness = (np.mean([getattr(each, name) for each in verdict.scans], axis=0) for name in ("noise", "sharpness"))
        lines.append("Held-out scans, which have no original to be measured against: before, base, tuned")
        lines.append("  noise left " + ", ".join(f"{one:.1f}" for one in noise))
        lines.append("  sharpness " + ", ".join(f"{one:.3f}" for one in sharpness))
    lines += [f"Not used: {name} ({reason})" for name, reason in verdict.dropped.items()]
    return speakable("\n".join(lines))


def _interval(gain: Interval) -> str:
    return f"{gain.mean:+.2f} dB, 95 % interval {gain.low:+.2f} to {gain.high:+.2f}, {gain.photographs} photographs"
