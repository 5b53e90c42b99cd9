"""Neighbours: what else the machine did meanwhile, since that is in every figure. Only Linux says it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

STATISTICS = Path("/proc/stat")
MANY = 0.05  # share of the processors from which on a machine is called shared


class Moment(NamedTuple):
    """Seconds until now, of all processors together; since the machine started."""

    time: float
    busy: float
    stolen: float
    """Taken by other machines of the same host."""

    own: float
    """Of this process and of the children that have ended."""


def moment() -> Moment | None:
    """None where the system does not say."""
    try:
        line = STATISTICS.read_text("ascii").partition("\n")[0]
    except OSError:
        return None
    user, nice, system, idle, waiting, interrupts, soft, stolen = (
        int(ticks) / os.sysconf("SC_CLK_TCK") for ticks in line.split()[1:9]
    )
    busy = user + nice + system + interrupts + soft
    return Moment(busy + idle + waiting + stolen, busy, stolen, sum(os.times()[:4]))


def meanwhile(before: Moment | None, after: Moment | None) -> str:
    """A sentence on what others took between two moments; nothing where that is not known."""
    if before is None or after is None or after.time <= before.time:
        return ""
    whole, busy, stolen, own = (end - start for start, end in zip(before, after, strict=True))
    programs, hosts = max(0.0, busy - own) / whole, stolen / whole
    said = f"Meanwhile other programs took {programs:.0%} of the processors, and other machines of the same host {hosts:.0%}"
    return f"{said}: these are figures of a shared machine." if programs + hosts > MANY else f"{said}."
