"""A trial: one run in a process of its own, and what that process says about it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Way: TypeAlias = Literal["program", "plain", "bare"]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a process is to do."""

    way: Way
    source: str
    """A picture; for the program, a folder of them as well."""

    results: str
    """The folder for results; "bare" makes none."""

    recipe: str
    """Its TOML file."""

    device: str
    """Not of the plain loop, which knows torch on the processor alone."""


class Halo(msgspec.Struct, frozen=True):
    """What the surroundings of tiles cost."""

    stage: str
    share: float
    """Pixels that are computed twice and more, for one of the picture."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it. Seconds are those of the work: from the file to the file, with the opening of models, without the
    start of the process."""

    seconds: float
    cpu: float
    """Of all processors together, user and system."""

    megabytes: float = 0.0
    """The most memory of the whole process; 0 where the system does not say."""

    wall: float = 0.0
    """Of the whole process, from its start to its end."""

    parts: dict[str, float] = {}
    """Seconds of each part of the work, of all threads together: parts that overlap add up to more than `seconds`."""

    pictures: tuple[str, ...] = ()
    """The results."""

    seen: tuple[str, ...] = ()
    """What stages found, in words."""

    rows: tuple[int, ...] = ()
    """Where tiles of the picture met: the first row of each row of them, but for the first; of the program's run alone."""

    columns: tuple[int, ...] = ()
    halos: tuple[Halo, ...] = ()
    tiles: int = 0
