"""Who works on a cluster, and what happens where nobody can: with workers that are made up, and end when they are told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine.cluster.cluster import TRIES, Cluster
from engine.cluster.connection import AT_ONCE, ClusterUnavailable, Machine, WorkerLost
from engine.cluster.worker import Standing, Worker
from engine.control import Control
from engine.errors import AppError, Cancelled, DeviceUnknown
from engine.photograph import Job
from engine.provenance import program
from engine.recipe import recipe_of
from tests.engine.small_archive import photograph, saved

RECIPE = recipe_of({"title": "Tones", "stages": [{"type": "levels"}]})


class Made:
    """A worker that does what it was made for."""

    def __init__(self, begin: Callable[[], Standing], restore: Callable[[], Any]) -> None:
        self.begin, self._restore, self.ended = begin, restore, False

    def restore(self, *_: object) -> Any:
        return self._restore()

    def end(self) -> None:
        self.ended = True


class MadeUp:
    """A connection to machines that are not there."""

    def __init__(self, *machines: Machine, begin: Callable[[], Standing] | None = None, restore: Any = None) -> None:
        self.there = list(machines)
        self.engaged: list[tuple[str, float, float]] = []
        self.workers: list[Made] = []
        self._begin, self._restore = begin or standing, restore
        self.closed = False

    def machines(self) -> list[Machine]:
        return self.there

    def engage(self, machine: Machine, processors: float, cards: float, device: str, tile: int) -> Any:
        self.engaged.append((machine.node, processors, cards))
        self.workers.append(Made(self._begin, self._restore))
        return self.workers[-1]

    def close(self) -> None:
        self.closed = True


def standing(version: str = "") -> Standing:
    return Standing("far", 1, "a device", version or program(), "0a")


def raises(error: Exception) -> Callable[[], Any]:
    def act() -> Any:
        raise error

    return act


def cluster_of(connection: Any, device: str = "auto", workers: int = 0) -> Cluster:
    return Cluster(connection, device, 0, workers)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cluster.staff.LOOK", 0.01)
    monkeypatch.setattr("engine.cluster.cluster.GLANCE", 0.01)


def job_of(tmp_path: Path) -> Job:
    return Job(saved(tmp_path / "a.png", photograph(16, 16)), tmp_path / "out" / "a.png", RECIPE, "key")


def services() -> Any:
    return SimpleNamespace(control=Control())


@pytest.mark.parametrize(
    ("machine", "device", "workers", "wanted"),
    [
        (Machine("a", 8, 0), "auto", 0, [("a", 8, 0)]),
        (Machine("a", 8, 0), "cpu", 2, [("a", 4, 0)] * 2),
        (Machine("a", 8, 2), "auto", 0, [("a", 0, 1)] * 2),
        (Machine("a", 8, 2), "cuda", 4, [("a", 0, 0.5)] * 4),
        (Machine("a", 8, 3), "cuda", 2, [("a", 0, 1)] * 2),
        (Machine("a", 8, 2), "cpu", 0, [("a", 8, 0)]),
    ],
)
def test_a_machine_has_a_worker_for_each_card_or_one_that_has_all_its_processors(
    machine: Machine, device: str, workers: int, wanted: list[tuple[str, float, float]]
) -> None:
    connection = MadeUp(machine, Machine("a head that is to do nothing", 0, 0))
    with cluster_of(connection, device, workers) as cluster:
        assert cluster.lanes == AT_ONCE * len(wanted)
        while len(cluster.staff.standings) < len(wanted):
            pass
        assert connection.engaged == wanted
    assert connection.closed
    assert all(worker.ended for worker in connection.workers)


def test_a_picture_that_ends_every_worker_is_blamed_at_last(tmp_path: Path) -> None:
    connection = MadeUp(Machine("a", 2, 0), restore=raises(WorkerLost("it has died")))
    said: list[str] = []
    with cluster_of(connection) as cluster:
        cluster.told = said.append
        with pytest.raises(AppError, match=rf"a\.png has ended {TRIES} workers") as raised:
            cluster.restore(job_of(tmp_path), services(), lambda fraction: None)
    assert raised.value.hint
    assert cluster.staff.lost == TRIES
    assert said == ["a worker on far was lost; its pictures are given to others"] * TRIES


def test_a_picture_is_not_blamed_for_machines_that_are_lost_and_without_any_the_batch_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.cluster.cluster.PATIENCE", 0.2)
    monkeypatch.setattr("engine.cluster.staff.LOOK", 60.0)
    connection = MadeUp(*(Machine(str(number), 2, 0) for number in range(TRIES + 2)))

    def pulled() -> Any:
        connection.there = []
        raise WorkerLost("its machine has died")

    connection._restore = pulled
    given = services()
    with cluster_of(connection) as cluster:
        while len(cluster.staff.standings) < TRIES + 2:
            pass
        with pytest.raises(Cancelled):
            cluster.restore(job_of(tmp_path), given, lambda fraction: None)
    assert cluster.staff.lost == TRIES + 2
    assert given.control.stopped
    assert cluster.gone is not None
    assert str(cluster.gone) == "the cluster has no worker any more"
    assert "start again" in cluster.gone.hint


def test_what_keeps_workers_from_beginning_is_told() -> None:
    connection = MadeUp(Machine("a", 2, 0), begin=raises(DeviceUnknown("there is no device “cuda” on this machine")))
    with pytest.raises(DeviceUnknown, match="there is no device"), cluster_of(connection):
        pass
    assert connection.closed
    assert len(connection.engaged) == 1, "it would not go better another time"


def test_a_worker_that_is_lost_before_it_has_begun_is_tried_again_and_then_no_more() -> None:
    connection = MadeUp(Machine("a", 2, 0), begin=raises(WorkerLost("No module named 'engine'")))
    with pytest.raises(ClusterUnavailable, match="a worker could not begin: No module named 'engine'"), cluster_of(connection):
        pass
    assert len(connection.engaged) == 3


def test_another_version_of_the_program_does_not_work_with_this_one() -> None:
    connection = MadeUp(Machine("a", 2, 0), begin=lambda: standing("Patina 9.9"))
    with pytest.raises(ClusterUnavailable, match=r"far has Patina 9\.9, and this is Patina"), cluster_of(connection):
        pass


def test_a_machine_that_does_not_see_the_folders_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cluster.sharing.SETTLING", 0.0)
    worker = Worker("cpu", 0)
    worker.begin()
    with pytest.raises(AppError, match=r"does not see .*out") as raised:
        worker.restore(job_of(tmp_path), {})
    assert "same storage" in raised.value.hint
    assert not (tmp_path / "out").exists()
