"""Figures: what the runs of a case come to."""

from __future__ import annotations

import msgspec

from engine.benchmark.trial import Halo, Run


class Figure(msgspec.Struct, frozen=True):
    median: float
    least: float
    most: float


class Ratio(msgspec.Struct, frozen=True):
    """Of two medians; the range is that of the single rounds, in which both ran one after the other."""

    ratio: float
    least: float
    most: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One way of doing it."""

    seconds: Figure
    rate: Figure
    """Megapixels a second, of the picture that goes in."""

    wall: Figure
    """Seconds of the whole process, with its start."""

    cpu: Figure
    megabytes: Figure | None
    """None where the system does not say."""

    shares: dict[str, float]
    """Of the seconds of all parts together; medians of the parts."""

    runs: tuple[Run, ...]


class Seams(msgspec.Struct, frozen=True):
    """How large steps are across the borders of tiles, against those across the lines beside them."""

    ratio: float
    """1: no seam is seen."""

    least: float
    """The least and the most that the lines beside the borders come to, each taken for a border: what chance makes."""

    most: float
    borders: int
    of: str
    """"change", result minus source; or "result", where that is calmer."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A stage or a recipe on one device, with a picture of one size."""

    name: str
    device: str
    height: int
    width: int
    seen: tuple[str, ...]
    program: Measured
    plain: Measured | None
    bare: Figure | None
    """Seconds within the networks of the best backend."""

    bare_cpu: Figure | None
    bare_device: str
    faster: Ratio | None
    """Seconds of the plain loop for one of the program."""

    of_bare: Ratio | None
    """Seconds of the program for one of the bare networks."""

    work: Ratio | None
    """CPU seconds of the program for one of the plain loop: other work on the machine changes them less."""

    memory: Ratio | None
    """Memory of the program for one byte of the plain loop."""

    psnr: float | None
    """Of the program's picture against the plain loop's, dB; None where they are the same, or there is only one."""

    halos: tuple[Halo, ...]
    tiles: int
    seams: Seams | None = None
    """None where no tiles met."""

    @property
    def megapixels(self) -> float:
        return self.height * self.width / 1e6


class Growth(msgspec.Struct, frozen=True):
    """How a case grows with the picture, against the smallest one."""

    name: str
    device: str
    megapixels: tuple[float, ...]
    cost: tuple[float, ...]
    """Seconds for a megapixel; the first is 1."""

    memory: tuple[float, ...]
    """The first is 1; empty where the system does not say."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Many small pictures in one call."""

    name: str
    device: str
    pictures: int
    megapixels: float
    cores: int
    program: Measured
    networks: Figure
    """Seconds that the device worked."""

    bound: Figure
    """The larger of CPU seconds for one core and of the device's seconds: nothing can be quicker with the same work."""

    ratio: Ratio
    """Seconds for one of the bound."""
