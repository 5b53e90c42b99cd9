"""A backend: a library that runs networks on one device."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.package import Package

Tiles: TypeAlias = NDArray[np.float32]
"""float32 (B, H, W, planes), 0 to 1."""

Facts: TypeAlias = NDArray[np.float32]
"""float32 (B, facts): what a network must know of the picture that a tile is of."""

Session: TypeAlias = Callable[..., Tiles]
"""A model that is open on a device: tiles, and facts where it needs them, to answers. Raises MemoryError where the tiles are
too large for it, and Interrupted."""


class Interrupted(Exception):
    """A run was ended by `Backend.interrupt`."""


class Backend(ABC):
    """Opens models on a device. Everything it does happens in the one thread that owns the device."""

    name: ClassVar[str]
    title: str
    """For people: what computes, and by which library."""

    batch: ClassVar[int] = 1
    """How many tiles of one shape are worth running together."""

    @abstractmethod
    def open(self, package: Package) -> Session:
        """Raises models.package.PackageDamaged where the package cannot be used."""

    def interrupt(self) -> None:  # noqa: B027 (not every library can)
        """End the run that is under way, or else the next one: it raises Interrupted. From another thread. Where the library
        cannot, the run goes on to its end."""

    def card_room(self) -> int:
        """Bytes that one tile may take on the graphics card; 0: networks run in the memory of the machine."""
        return 0

    @abstractmethod
    def versions(self) -> dict[str, str]:
        """The libraries at work, for the record of each result."""
