"""Subjects: what a picture is of, found by a network of another program where somebody has taken one in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from engine.desks.opened import Opened
from engine.devices.runner import PREVIEW
from engine.packages import find_package, first_of_own
from engine.pixels import Pixels, as_rgb
from models.package import Package

if TYPE_CHECKING:
    from engine.devices.device import Device


class _Seen(NamedTuple):
    package: Package
    shares: Pixels


class Subjects:
    """A network looks once at each picture that is open; what it saw is remembered until the picture is closed."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._seen: WeakKeyDictionary[Opened, _Seen] = WeakKeyDictionary()

    def shares(self, picture: Opened, stopped: Callable[[], bool]) -> Pixels | None:
        """(side, side, 1) in 0 to 1: how far each place of the whole picture, made square, belongs to what the picture is of.

        None where there is no such network. Raises Cancelled; ModelInvalid.
        """
        model = first_of_own(lambda design: design.finds_subjects)
        if not model:
            return None
        package, seen = find_package(model), self._seen.get(picture)
        if seen is None or seen.package is not package:
            network = self._device.network(model, PREVIEW, stopped)
            seen = _Seen(package, network(squared(picture.small, network.multiple_of)[None])[0])
            self._seen[picture] = seen
        return seen.shares


def squared(picture: Pixels, side: int) -> Pixels:
    """(side, side, 3) in 0 to 1: a whole picture (H, W, 1 or 3), as such networks have learnt to see it, squeezed."""
    made = cv2.resize(as_rgb(picture), (side, side), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(np.asarray(made, np.float32).clip(0, 1))
