"""Reports, as `evaluate` and `compare` write them, and what can be said of one in the user's language."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.evaluation.standing import Standing
from engine.intervals import FEWEST, Interval
from gui.amounts import number
from gui.laboratory.book import FIGURES
from gui.words import filled

CLEARLY_QUICKER = 1.3  # times, as the engine has it
translate = QCoreApplication.translate


class Row(msgspec.Struct, frozen=True):
    name: str
    mean: dict[str, float | None]


class Table(msgspec.Struct, frozen=True):
    title: str
    pictures: tuple[str, ...]
    rows: tuple[Row, ...]


class Line(msgspec.Struct, frozen=True):
    name: str
    cells: tuple[float | int | None, ...]


class Grid(msgspec.Struct, frozen=True):
    title: str
    note: str
    measure: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    folded: bool = False


class Making(msgspec.Struct, frozen=True):
    command: str
    program: str
    device: str
    made: str


class Report(msgspec.Struct, frozen=True):
    title: str
    made: Making
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...] = ()
    verdict: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    task: str = ""


def read_report(folder: Path) -> Report | None:
    """None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / FIGURES).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def sheets_of(folder: Path) -> list[Path]:
    """Its pictures, by name."""
    return sorted(folder.glob("sheet-*.png"))


def worth_using(report: Report) -> list[str]:
    """The models of a contest that make pictures better: the best, and the one that comes nearest to the eye."""
    ranked = report.standings
    best = [one.model for one in ranked[:1] if one.gain.low > 0]
    eyes = [one.model for one in ranked if one.nearer > 0 and one.nearer == max(other.nearer for other in ranked)]
    return list(dict.fromkeys([*best, *eyes[:1]]))


def told(report: Report) -> list[str]:
    """What can be said: of a contest in the user's language, of others as they say it themselves."""
    return _of_contest(report.standings) if report.standings else list(report.verdict)


def _of_contest(ranked: tuple[Standing, ...]) -> list[str]:
    """As engine/evaluation/standings.py says it."""
    first, said = ranked[0], list[str]()
    if first.gain.low > 0:
        words = translate("laboratory", "“%1” comes nearest to the clean pictures: it gains %2.")
    else:
        words = translate("laboratory", "No model makes these pictures better for sure: the best, “%1”, gains %2.")
    said.append(filled(words, first.model, _interval(first.gain)))
    photographs = first.gain.photographs
    if photographs < FEWEST:
        said.append(
            filled(
                translate("laboratory", "%1 photographs are too few to tell models apart: give %2 or more."),
                photographs,
                FEWEST,
            )
        )
    elif len(ranked) > 1:
        said += _beside(first, ranked[1:])
    eyes = max(ranked, key=lambda one: one.nearer)
    if eyes != first and eyes.nearer > 0:
        words = translate("laboratory", "To the eye “%1” may come nearer: in features it is %2 % nearer, “%3” %4 %.")
        said.append(filled(words, eyes.model, number(100 * eyes.nearer), first.model, number(100 * first.nearer)))
    quickest = max(ranked, key=lambda one: one.rate)
    if quickest.rate > CLEARLY_QUICKER * first.rate:
        words = translate("laboratory", "“%1” is %2 times as quick as “%3”.")
        said.append(filled(words, quickest.model, number(quickest.rate / first.rate, 1), first.model))
    return said


def _beside(first: Standing, others: tuple[Standing, ...]) -> list[str]:
    said = [filled(translate("laboratory", "It is the best on %1 of %2 photographs."), first.best_on, first.gain.photographs)]
    if near := [one.model for one in others if not one.told_apart]:
        said.append(filled(translate("laboratory", "Chance may have made its lead over %1."), ", ".join(near)))
    apart = next((one for one in others if one.told_apart), None)
    if apart and apart.behind:
        said.append(filled(translate("laboratory", "Over “%1” it leads by %2."), apart.model, _interval(apart.behind)))
    return said


def _interval(gain: Interval) -> str:
    words = translate("laboratory", "%1 dB (95 % certain: %2 to %3)")
    return filled(words, signed(gain.mean), signed(gain.low), signed(gain.high))


def signed(value: float, digits: int = 2) -> str:
    return ("+" if value >= 0 else "−") + number(abs(value), digits)
