"""The verdict of a comparison: sentences that the numbers bear."""

from __future__ import annotations

from collections.abc import Sequence

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
    noise,
    ranked_by,
    runs_of,
    with_works,
)
from engine.training.lamps import NEARLY_ALIKE

LITTLE = 0.02  # of the gain's unit: falling back by less is not worth a word


def verdict(ranked: Sequence[Standing]) -> list[str]:
    """Sentences; a difference is one only where it is larger than the noise of the seeds."""
    decides, seeds = deciding(ranked), min(len(one.outcomes) for one in ranked)
    others = (PERCEPTUAL, PSNR, TEXTURE) if decides.field != GAIN.field else (PERCEPTUAL, TEXTURE)
    yardsticks = [decides, *(one for one in others if one != decides and measured(one, ranked))]
    if seeds < 2:
        said = [_by_one_seed(yardsticks, ranked)]
    else:
        said = [_order(yardstick, ranked, seeds) for yardstick in yardsticks] + _price(decides, ranked)
    return said + _no_better_than_nothing(ranked) + _collapsed(ranked) + _unsteady(decides, ranked) + [_speed(ranked)]


def _by_one_seed(yardsticks: Sequence[Yardstick], ranked: Sequence[Standing]) -> str:
    firsts = [f"{_first(yardstick, ranked).title} {_leads(yardstick, ranked)}" for yardstick in yardsticks]
    return f"One seed says little: {_listed(firsts)}; another seed may turn that round."


def _order(yardstick: Yardstick, ranked: Sequence[Standing], seeds: int) -> str:
    first, least = _first(yardstick, ranked), noise(yardstick, ranked)
    digits = yardstick.digits + (round(least, yardstick.digits) == 0)
    near = leaders(yardstick, ranked)[1:]
    behind = [one for one in ranked_by(yardstick, ranked) if one != first and one not in near]
    spread = yardstick.told(first.spread(yardstick), unit=False)
    wild = any(yardstick.better(first.middle(yardstick), one.middle(yardstick)) > least for one in near)
    said = (
        f"{first.title} {_leads(yardstick, ranked)}, ±{spread} over {seeds} seeds. "
        f"A difference below {least:.{digits}f}{yardstick.unit} is noise here{', and more where seeds scatter more' * wild}."
    )
    if near:
        said += f" Not told apart from it: {_listed([one.title for one in near])}."
    if behind:
        said += f" Worse: {_listed([f'{one.title} (by {_gap(yardstick, first, one)})' for one in behind])}."
    return said


def _leads(yardstick: Yardstick, ranked: Sequence[Standing]) -> str:
    """What is said of the first: "comes nearest in features: 0.2140 (untouched 0.4800)"."""
    value = yardstick.told(_first(yardstick, ranked).middle(yardstick))
    if yardstick.field == GAIN.field:
        return f"ends with the highest held-out gain: {value}"
    untouched = None if with_works(ranked) and yardstick in CONTENT else yardstick.untouched(runs_of(ranked))
    beside = "" if untouched is None else f" (untouched {yardstick.told(untouched)})"
    return f"{'comes nearest' if yardstick.less else 'is first'} {yardstick.where}: {value}{beside}"


def _price(decides: Yardstick, ranked: Sequence[Standing]) -> list[str]:
    """What nearness in features costs in decibels, and who is outdone in both."""
    if decides != PERCEPTUAL or not measured(PSNR, ranked):
        return []
    first, loudest = _first(PERCEPTUAL, ranked), _first(PSNR, ranked)
    if loudest in leaders(PERCEPTUAL, ranked) and first in leaders(PSNR, ranked):
        said = [f"Features and decibels agree here: {first.title} is not told apart from the first in either."]
    elif first in leaders(PSNR, ranked):
        said = [f"Its nearness in features costs {first.title} no decibels beyond the noise."]
    else:
        said = [f"Its nearness in features costs {first.title} {_gap(PSNR, loudest, first)} dB beside {loudest.title}."]
    outdone = [one.title for one in ranked if any(_outdoes(other, one, ranked) for other in ranked)]
    if outdone:
        said.append(f"Outdone by another in features and in decibels, by more than the noise: {_listed(outdone)}.")
    return said


def _outdoes(one: Standing, other: Standing, ranked: Sequence[Standing]) -> bool:
    return all(
        yardstick.better(one.middle(yardstick), other.middle(yardstick)) > noise(yardstick, ranked, one, other)
        for yardstick in (PERCEPTUAL, PSNR)
    )


def _no_better_than_nothing(ranked: Sequence[Standing]) -> list[str]:
    """Who is further from what was hoped for than the pictures that nothing was done to."""
    said: list[str] = []
    judged = (TEXTURE,) if with_works(ranked) else (PSNR, SSIM, PERCEPTUAL, TEXTURE)  # beside works they are the photograph
    for one in ranked:
        places: list[str] = []
        for yardstick in judged:
            untouched = yardstick.untouched(runs_of(ranked))
            if untouched is None or not measured(yardstick, ranked):
                continue
            if yardstick.better(untouched, one.middle(yardstick)) > noise(yardstick, ranked, one):
                places.append(yardstick.where)
        if places:
            said.append(f"{one.title} ({_listed(places)})")
    return [f"Worse than the untouched pictures: {_listed(said)}."] if said else []


def _collapsed(ranked: Sequence[Standing]) -> list[str]:
    """Whose results look alike, if only with one seed."""
    least = {one.title: min(one.values(DIVERSITY), default=1.0) for one in ranked}
    lost = [f"{title} ({value:.0%})" for title, value in least.items() if value < NEARLY_ALIKE]
    return [f"Lost diversity; so much are its results apart, of what the photographs are: {_listed(lost)}."] if lost else []


def _unsteady(decides: Yardstick, ranked: Sequence[Standing]) -> list[str]:
    said: list[str] = []
    if fell := [one.title for one in ranked if one.lost_at_the_end > max(noise(GAIN, ranked), LITTLE)]:
        names = "all of them" if len(fell) == len(ranked) > 1 else _listed(fell)
        if decides.field == GAIN.field:
            said.append(f"Better in between than at the end, so stop early: {names}.")
        else:
            said.append(f"The held-out gain was higher in between than at the end, as adversaries have it: {names}.")
    if rolled := [f"{one.title} ({sum(run.roll_backs for run in one.outcomes)})" for one in ranked if one.mean("roll_backs")]:
        said.append(f"Diverged and was rolled back: {_listed(rolled)}.")
    return said


def _speed(ranked: Sequence[Standing]) -> str:
    rates = {one.title: one.mean("rate") for one in ranked}
    fastest, slowest = max(rates, key=lambda title: rates[title]), min(rates, key=lambda title: rates[title])
    return f"In equal time {fastest} made {rates[fastest] / rates[slowest]:.1f} times as many steps as {slowest}."


def _first(yardstick: Yardstick, ranked: Sequence[Standing]) -> Standing:
    return ranked_by(yardstick, ranked)[0]


def _gap(yardstick: Yardstick, one: Standing, other: Standing) -> str:
    return yardstick.told(abs(one.middle(yardstick) - other.middle(yardstick)), unit=False)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
