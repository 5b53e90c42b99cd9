"""Opening a device: the one that was asked for, or the quickest that there is."""

from __future__ import annotations

from engine.devices.device import Device
from engine.devices.machine import BACKENDS, NUMBERED, device_named, kind_of
from engine.devices.memory import gather_arenas
from engine.devices.several import Several
from engine.devices.speeds import best_device, measure_likely
from engine.errors import DeviceUnknown


def open_device(name: str = "auto", *, alone: bool = False) -> Device:
    """The device of that name, or the quickest of those that were measured (see speeds.py); raises DeviceUnknown.

    Several names (cuda:0,cuda:1) are one device, whose tiles they share; `auto` takes all cards that are like the first.
    `alone`: see device_named.
    """
    gather_arenas()
    if name == "auto":
        measure_likely()
        name = best_device()
        name = _all_cards() if name == NUMBERED else name
    names = [one.strip() for one in name.split(",")]
    for one in names:
        if kind_of(one) not in BACKENDS:
            raise DeviceUnknown(f"there is no device “{one}” on this machine (there are: {', '.join(BACKENDS)})")
    if len({kind_of(one) for one in names}) > 1:
        raise DeviceUnknown(
            f"{name}: devices of several kinds cannot share a batch: a picture would depend on which of them had time",
            "Name several cards of one kind, such as cuda:0,cuda:1.",
        )
    opened = [device_named(one, alone=alone) for one in names]
    return opened[0] if len(opened) == 1 else Several(opened)


def _all_cards() -> str:
    from engine.backends.torch_gpu import equal_cards

    return ",".join(f"{NUMBERED}:{number}" for number in equal_cards())
