"""Verdicts, as the trainer writes them, and the honest sentence about each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.intervals import FEWEST, Interval
from gui.amounts import number
from gui.teach.lessons import VERDICT
from gui.words import engine_text, filled

ALIKE = 0.1  # dB: less of a loss or gain nobody sees


class Held(msgspec.Struct, frozen=True):
    """PSNR in dB of a photograph that was never learnt from."""

    name: str
    before: float
    base: float
    tuned: float


class Shown(msgspec.Struct, frozen=True):
    name: str
    worst: bool
    pictures: dict[str, str]


class RepairVerdict(msgspec.Struct, frozen=True, kw_only=True):
    keep: Literal["base", "tuned"]
    because: tuple[str, ...]
    base: str
    measured_on: Literal["pairs", "synthetic", "enlarged", "coloured"]
    gain: Interval
    forgetting: dict[str, float]
    share: float
    photographs: tuple[Held, ...]
    shown: tuple[Shown, ...] = ()

    @property
    def better(self) -> int:
        """Photographs that gained."""
        return sum(each.tuned > each.base for each in self.photographs)

    def mean(self, of: Literal["before", "base", "tuned"]) -> float:
        return sum(getattr(each, of) for each in self.photographs) / max(1, len(self.photographs))


class Painted(msgspec.Struct, frozen=True):
    untouched: float
    nearest: float
    painted: float


class Near(msgspec.Struct, frozen=True):
    style: int
    over_untouched: Interval
    over_nearest: Interval
    gap: float
    photographs: tuple[Painted, ...]
    name: str = ""
    """Of the base's style that is nearest; earlier verdicts knew its number alone."""

    def mean(self, of: Literal["untouched", "nearest", "painted"]) -> float:
        return sum(getattr(each, of) for each in self.photographs) / max(1, len(self.photographs))


class Works(msgspec.Struct, frozen=True):
    learnt: tuple[str, ...]
    held_out: tuple[str, ...]


class StyleVerdict(msgspec.Struct, frozen=True, kw_only=True):
    keep: Literal["base", "tuned"]
    because: tuple[str, ...]
    base: str
    style: int
    by: dict[str, Near]
    likeness: float
    copied: float
    works: Works
    shown: tuple[Shown, ...] = ()


Verdict = RepairVerdict | StyleVerdict


def read_verdict(folder: Path) -> Verdict | None:
    """That of a lesson; None if there is none, or it cannot be read."""
    try:
        data = (folder / VERDICT).read_bytes()
        plain = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        return msgspec.json.decode(data, type=StyleVerdict if "by" in plain else RepairVerdict)
    except (OSError, msgspec.DecodeError):
        return None


def told(verdict: Verdict) -> str:
    """One honest sentence, or two: a failure is said as plainly as a success."""
    return _told_style(verdict) if isinstance(verdict, StyleVerdict) else _told_repair(verdict)


def forgetting(verdict: RepairVerdict) -> str:
    """What became of what the base was trained for."""
    worse = {title: lost for title, lost in verdict.forgetting.items() if lost > ALIKE}
    if not worse:
        return QCoreApplication.translate("Verdict", "about the same on what it could do before")
    named = ", ".join(f"{engine_text(title)} {signed(-lost)} dB" for title, lost in worse.items())
    return filled(QCoreApplication.translate("Verdict", "a little worse on some of what it could do before (%1)"), named)


def signed(value: float, digits: int = 2) -> str:
    """With its sign, also where it is none: gains are told apart from amounts."""
    return ("+" if value > 0 else "") + number(value, digits)


def _told_repair(verdict: RepairVerdict) -> str:
    gain = verdict.gain
    if gain.photographs < FEWEST:
        return _too_few(gain.photographs)
    figures = (signed(one) for one in (gain.mean, gain.low, gain.high))
    better = filled(_better(verdict), verdict.better, gain.photographs, *figures)
    if gain.low <= 0:
        words = QCoreApplication.translate(
            "Verdict", "No improvement that is more than chance: it is %1. Keep the model that you had."
        )
        return filled(words, better)
    if verdict.keep == "base":
        words = QCoreApplication.translate(
            "Verdict", "It is %1, but it has forgotten too much: %2. Keep the model that you had."
        )
        return filled(words, better, forgetting(verdict))
    return filled(QCoreApplication.translate("Verdict", "It is %1; %2."), better, forgetting(verdict))


def _better(verdict: RepairVerdict) -> str:
    """With places for the photographs that gained, all, the mean, and its ends."""
    match verdict.measured_on:
        case "pairs":
            return QCoreApplication.translate(
                "Verdict", "better on %1 of %2 photographs it had never seen, by %3 dB on average (95 % certain: %4 to %5)"
            )
        case "synthetic":
            return QCoreApplication.translate(
                "Verdict",
                "better on %1 of %2 photographs it had never seen, damaged as your scans seem to be, by %3 dB on average "
                "(95 % certain: %4 to %5)",
            )
        case "enlarged":
            return QCoreApplication.translate(
                "Verdict",
                "better on %1 of %2 photographs it had never seen, made small and enlarged again, by %3 dB on average "
                "(95 % certain: %4 to %5)",
            )
        case "coloured":
            return QCoreApplication.translate(
                "Verdict",
                "nearer to the true colours on %1 of %2 photographs it had never seen, made grey and coloured again, by %3 dB "
                "on average (95 % certain: %4 to %5)",
            )


def _told_style(verdict: StyleVerdict) -> str:
    weakest = min(verdict.by.values(), key=lambda one: one.over_nearest.low)  # what it fails by, if it fails
    if verdict.keep == "base" and len(weakest.photographs) < FEWEST:
        return _too_few(len(weakest.photographs))
    facts = filled(
        QCoreApplication.translate(
            "Verdict", "nearer to your works than in any style it knew, on %1 of %2 photographs it had never seen"
        ),
        sum(one.painted < one.nearest for one in weakest.photographs), len(weakest.photographs),
    )  # fmt: skip
    if verdict.keep == "tuned":
        words = filled(QCoreApplication.translate("Verdict", "The style was learnt: what it paints is %1."), facts)
        return words if verdict.works.held_out else f"{words} {_only_these()}"
    if any(one.over_nearest.low <= 0 for one in verdict.by.values()):
        words = QCoreApplication.translate(
            "Verdict", "No improvement that is more than chance: what it paints is %1. Keep the model that you had."
        )
        return filled(words, facts)
    words = QCoreApplication.translate(
        "Verdict", "What it paints is %1, but not as it should be; the reasons stand below. Keep the model that you had."
    )
    return filled(words, facts)


def _too_few(count: int) -> str:
    words = QCoreApplication.translate(
        "Verdict", "Only %1 photographs were kept aside: too few to tell a gain from chance. Keep the model that you had."
    )
    return filled(words, count)


def _only_these() -> str:
    return QCoreApplication.translate(
        "Verdict", "There were too few works to keep one aside: whether it learnt the hand, or only these works, is not known."
    )
