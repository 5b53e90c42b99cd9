"""Several devices share a batch: two backends on the processor stand for two cards."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

import engine.devices.opening as opening
from engine.backends.backend import Backend, Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.device import Device
from engine.devices.machine import BACKENDS
from engine.devices.opening import open_device
from engine.devices.several import Several
from engine.errors import DeviceUnknown
from engine.events import DeviceChanged
from models.package import Package
from tests.engine.small_archive import decoded, drawn, photograph, restored, saved

COUNT = 4


class Card(OnnxCpu):
    """Counts its runs, and waits in each until `others` have begun one too."""

    title = "A card"

    def __init__(self, number: int = 0, together: threading.Barrier | None = None, broken: bool = False) -> None:
        super().__init__()
        self.number, self.runs, self._together, self._broken = number, 0, together, broken

    def open(self, package: Package) -> Session:
        session = super().open(package)

        def run(*given: Tiles) -> Tiles:
            self.runs += 1
            if self._together and self.runs == 1:
                self._together.wait(60)
            if self._broken:
                raise RuntimeError("the driver was reset")
            return session(*given)

        return run


def box(folder: Path) -> Path:
    for number in range(COUNT):
        saved(folder / f"{number}.png", photograph(100, 120 + 10 * number))
    return folder


def test_two_cards_paint_at_the_same_time_what_one_paints(tmp_path: Path) -> None:
    folder, together = box(tmp_path / "in"), threading.Barrier(2)
    cards = [Card(number, together) for number in range(2)]
    alone, both = Device(OnnxCpu()), Several([Device(card) for card in cards])
    assert (alone.width, both.width) == (1, 2)
    wanted, found = (drawn(restored(folder, tmp_path / name, device)) for name, device in (("a", alone), ("b", both)))
    alone.close()
    both.close()
    assert found == wanted
    assert len(found) == 1 + COUNT
    assert all(card.runs for card in cards), "neither could have gone on without the other"
    for number in range(COUNT):
        assert np.array_equal(decoded(tmp_path / "a" / f"{number}.png"), decoded(tmp_path / "b" / f"{number}.png"))


def test_a_model_is_opened_on_all_cards_before_its_first_tile() -> None:
    opened = list[int]()

    class Opening(Card):
        def open(self, package: Package) -> Session:
            opened.append(self.number)
            return super().open(package)

    both = Several([Device(Opening(number)) for number in range(2)])
    both.network("restorer")
    both.close()
    assert sorted(opened) == [0, 1]


def test_the_record_says_how_many_there_were(tmp_path: Path) -> None:
    from engine.provenance import read_record

    both = Several([Device(Card()), Device(Card())])
    restored(saved(tmp_path / "a.png"), tmp_path / "out", both)
    both.close()
    record = read_record(tmp_path / "out" / "a.png")
    assert record is not None
    assert record.device == "2 × A card"


def test_tiles_go_to_whoever_has_the_least_to_do(small_model: Path) -> None:
    from engine.packages import find_package

    released = threading.Event()

    class Slow(Card):
        def open(self, package: Package) -> Session:
            session = super().open(package)

            def run(*given: Tiles) -> Tiles:
                released.wait(60)
                return session(*given)

            return run

    slow, quick = Slow(), Card()
    both = Several([Device(slow), Device(quick)])
    package, tile = find_package(str(small_model)), np.full((1, 16, 16, 4), 0.5, np.float32)
    waiting = both.submit(package, tile)
    for _ in range(5):
        both.submit(package, tile).result(60)
    assert (slow.runs, quick.runs) == (0, 5)
    unwanted = both.submit(package, tile), both.submit(package, tile)
    for future in unwanted:
        both.give_up(future)
    released.set()
    assert waiting.result(60).shape == (1, 16, 16, 3)
    both.close()


def test_a_card_that_fails_is_replaced_by_itself_and_the_other_goes_on(tmp_path: Path) -> None:
    broken, sound = Card(0, broken=True), Card(1)
    spares: list[Backend] = []

    def spare() -> Backend:
        spares.append(Card(2))
        return spares[-1]

    both = Several([Device(broken, [spare]), Device(sound)])
    told = restored(box(tmp_path / "in"), tmp_path / "out", both)
    both.close()
    assert drawn(told)[1:] == [f"✓ {number}.png" for number in range(COUNT)]
    said = [event.message for event in told if isinstance(event, DeviceChanged)]
    assert said == ["A card failed: the driver was reset; A card is used instead"]
    assert sound.runs
    assert len(spares) == 1


def test_names_of_several_cards_make_one_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BACKENDS, "cuda", (__name__, "Card"))
    opened = open_device("cuda:0, cuda:1", alone=True)
    assert opened.width == 2
    assert isinstance(opened, Several)
    assert [member.backend.number for member in opened._members if isinstance(member.backend, Card)] == [0, 1]
    opened.close()
    with pytest.raises(DeviceUnknown, match="cannot share a batch") as raised:
        open_device("cuda:0,cpu")
    assert "cuda:0,cuda:1" in raised.value.hint
    for unknown in ("cuda:x", "cuda:", "cpu:1", "cuda:0,", "cuda:0,none"):
        with pytest.raises(DeviceUnknown, match="there is no device"):
            open_device(unknown)


def test_auto_takes_all_cards_that_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    import torch

    cards = [SimpleNamespace(name=name, total_memory=8) for name in ("one", "another", "one")]
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda number: cards[number])
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 3)
    monkeypatch.setitem(BACKENDS, "cuda", (__name__, "Card"))
    monkeypatch.setattr(opening, "measure_likely", lambda: None)
    monkeypatch.setattr(opening, "best_device", lambda: "cuda")
    opened = open_device(alone=True)
    assert isinstance(opened, Several)
    assert [member.backend.number for member in opened._members if isinstance(member.backend, Card)] == [0, 2]
    opened.close()
    del cards[1:]
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    single = open_device(alone=True)
    assert single.width == 1
    single.close()
