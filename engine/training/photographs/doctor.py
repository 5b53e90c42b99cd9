"""The data doctor: examines a collection of photographs before anything learns from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from engine.errors import PlanInvalid
from engine.training.photographs.diagnosis import Diagnosis, Examined
from engine.training.photographs.fingerprints import Fingerprint, firsts_alike
from engine.training.photographs.parts import HELD_OUT, HeldOut, parts_of
from engine.training.photographs.reading import Seen, files_below, seen
from engine.training.photographs.triage import LeftOut, blurred, blurred_below, is_grey, strays, unfit


def examine(
    folders: Sequence[Path],
    smallest: int,
    held_out: HeldOut = HELD_OUT,
    without: Collection[Path] = frozenset(),
    in_colour: bool = False,
) -> Diagnosis:
    """Examine the photographs below `folders`, for a network that sees crops of `smallest` pixels, and part them.

    Files in `without` are as if they were not there.

    Left out are unreadable files, photographs smaller than a crop, all but the first of files with the same bytes, and
    blurred photographs; also the grey ones, if they are less than a tenth of a collection in colour, and the other way
    round: so few are strays that teach the wrong thing and will not be missed. From a tenth on the mixture is meant, unless
    colours are what is learnt (`in_colour`).

    Near-duplicates (of other size or compression, mirrored, another moment of the scene) are kept, since they differ, but
    stay in one part: what is tested must not have been learnt. The name of their first file decides which (see
    `parts_of`), so other photographs that come or go move nothing; a near-duplicate that comes before the first may.

    Raises PlanInvalid if there is nothing to learn from.
    """
    files, others = files_below(folders)
    files = [file for file in files if file not in without]
    found = seen(files, smallest)
    left_out = unfit(files, found, smallest)
    limit = blurred_below(_rest(found, left_out))
    left_out |= blurred(_rest(found, left_out), limit)
    left_out |= strays(_rest(found, left_out), in_colour)
    rest = _rest(found, left_out)
    if not rest:
        raise _nothing_left(folders, left_out)

    numbers = list(rest)
    firsts = {number: numbers[first] for number, first in zip(rest, firsts_alike(list(rest.values())), strict=True)}
    groups = Counter(firsts.values())
    parts = dict(zip(groups, parts_of([files[first].name for first in groups], held_out), strict=True))

    def examined(number: int, file: Path, its: Seen) -> Examined:
        reason, because = left_out.get(number, (None, ""))
        first = firsts.get(number, -1)
        return Examined(
            file=str(file),
            width=its.width,
            height=its.height,
            format=its.format,
            sharpness=round(its.fingerprint.sharpness, 4) if its.fingerprint else 0.0,
            grey=its.fingerprint is not None and is_grey(its.fingerprint),
            alike=str(files[first]) if groups[first] > 1 else "",
            left_out=reason,
            because=because,
            part=parts.get(first),
        )

    return Diagnosis(
        folders=tuple(map(str, folders)),
        smallest=smallest,
        blurred_below=limit,
        photographs=tuple(examined(number, *each) for number, each in enumerate(zip(files, found, strict=True))),
        others=others,
    )


def _rest(found: Sequence[Seen], left_out: LeftOut) -> dict[int, Fingerprint]:
    """Those that are good so far, by the number of their file."""
    return {n: its.fingerprint for n, its in enumerate(found) if its.fingerprint and n not in left_out}


def _nothing_left(folders: Sequence[Path], left_out: LeftOut) -> PlanInvalid:
    counts = Counter(reason for reason, _ in left_out.values())
    why = ", ".join(f"{count} {reason}" for reason, count in counts.items()) or "it has no pictures"
    return PlanInvalid(
        f"nothing to learn from in {', '.join(map(str, folders))}: {why}",
        "Name folders with more, or larger, photographs; a hundred are few, a thousand are good.",
    )
