"""A cluster of two machines, both of them this one: workers on Ray, killed in the middle; nothing is lost or done twice."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import engine.cluster.sharing as sharing
from engine.archive.address import Address
from engine.cluster.cluster import Cluster
from engine.cluster.connection import QUIET, STORE, ClusterUnavailable, Connection
from engine.control import Control
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import Cancelled, ModelInvalid
from engine.events import DeviceChanged, Event, JobFailed, JobFinished, JobsQueued
from engine.photograph import Job
from engine.provenance import job_key, read_record
from engine.recipe import Recipe, recipe_of
from tests.engine.small_archive import decoded, hashes, leftovers, lines_of, main_program, photograph, saved, tree

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="Ray has no clusters of several machines on Windows"),
    pytest.mark.filterwarnings("ignore::ResourceWarning:ray"),
]
COUNT = 6
RECIPE: Recipe = recipe_of({"title": "Noise", "stages": [{"type": "restore", "noise": 10.0}]})
WAIT = 240.0  # seconds until a test gives up
Hear = Callable[[Event, Engine], None]


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Ray's own stand-in for a cluster: a head and another machine, one processor each."""
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # short: sockets lie in it
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        patch.setenv("RAY_AUTH_MODE", "disabled")
        patch.setenv("RAY_TMPDIR", folder)
        patch.setenv("RAY_memory_monitor_refresh_ms", "0")  # whatever else runs here is none of our workers' fault
        from ray import cluster_utils

        here: dict[str, Any] = {"num_cpus": 1, "object_store_memory": STORE, "include_dashboard": False}
        quick = {"health_check_period_ms": 500, "health_check_failure_threshold": 3, "health_check_initial_delay_ms": 0}
        begun: Any = cluster_utils.Cluster(initialize_head=True, head_node_args={**here, "_system_config": quick})
        begun.other = begun.add_node(**here)
        begun.another = lambda: begun.add_node(**here)
        yield begun
        begun.shutdown()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def cluster(machines: Any) -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patch, Cluster(Connection(machines.address), "cpu", tile=256) as begun:
        patch.setattr("engine.cluster.connection.GRACE", WAIT)  # a slow machine is no reason to end a worker
        until(lambda: len(begun.staff.standings) == 2)
        yield begun


def until(done: Callable[[], Any]) -> None:
    end = time.monotonic() + WAIT
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def at_work(cluster: Cluster) -> set[int]:
    """The processes of two workers that live; what another test has lost may be noticed late."""
    found: set[int] = set()

    def live() -> bool:
        found.clear()
        found.update(standing.process for standing in cluster.staff.standings if _lives(standing.process))
        return len(found) == 2

    until(live)
    return found


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def box(folder: Path, size: int = 150) -> Path:
    for number in range(COUNT):
        saved(folder / f"{number}.png", photograph(size - 20, size + number))
    return folder


def run(folder: Path, out: Path, device: Device, cluster: Cluster | None = None, heard: Hear | None = None) -> list[Event]:
    """Restore a folder, here or on the cluster; what was told."""
    told: list[Event] = []

    def hear(event: Event) -> None:
        told.append(event)
        if heard:
            heard(event, engine)

    if cluster:
        cluster.told = lambda message: hear(DeviceChanged(message))
    engine = Engine(hear, device, cluster.lanes, carry=cluster.restore) if cluster else Engine(hear, device)
    try:
        engine.submit([folder], RECIPE, out).wait()
    finally:
        engine.close()
    return told


def finished(told: list[Event]) -> Counter[str]:
    return Counter(Path(event.source).name for event in told if isinstance(event, JobFinished))


def failed(told: list[Event]) -> list[tuple[str, str, str | None]]:
    return sorted((event.message, event.hint, event.traceback) for event in told if isinstance(event, JobFailed))


ALL = Counter(f"{number}.png" for number in range(COUNT))


def test_workers_make_what_this_machine_makes_and_bad_pictures_fail_in_the_same_words(
    cluster: Cluster, tmp_path: Path, device: Device
) -> None:
    folder = box(tmp_path / "in")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    here = run(folder, tmp_path / "here", device)
    there = run(folder, tmp_path / "there", device, cluster)
    assert finished(there) == finished(here) == ALL
    assert failed(there) == failed(here)
    assert len(failed(here)) == 1
    for name in ALL:
        one, other = (decoded(tmp_path / place / name).astype(int) for place in ("here", "there"))
        assert np.abs(one - other).max() <= 1  # of 255: the device here may be another than that of the workers
    before = hashes(tmp_path / "there")
    again = run(folder, tmp_path / "there", device, cluster)
    assert finished(again) == Counter()
    assert [event.done_before for event in again if isinstance(event, JobsQueued)] == [COUNT]
    assert {name: one for name, one in hashes(tmp_path / "there").items() if ".patina" not in name} == {
        name: one for name, one in before.items() if ".patina" not in name
    }


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_nothing_is_done_twice(
    cluster: Cluster, tmp_path: Path, device: Device
) -> None:
    until(lambda: len(cluster.staff.standings) == 2)
    folder, out, lost = box(tmp_path / "in"), tmp_path / "out", cluster.staff.lost
    victim = cluster.staff.standings[0].process
    made: dict[str, int] = {}

    def kill(event: Event, engine: Engine) -> None:
        if isinstance(event, JobFinished) and not made:
            made.update({path.name: path.stat().st_mtime_ns for path in out.glob("*.png") if read_record(path)})
            os.kill(victim, signal.SIGKILL)

    told = run(folder, out, device, cluster, kill)
    assert finished(told) == ALL
    assert failed(told) == []
    assert cluster.staff.lost == lost + 1
    said = [event.message for event in told if isinstance(event, DeviceChanged)]
    assert said == [f"a worker on {platform.node()} was lost; its pictures are given to others"]
    assert {name: (out / name).stat().st_mtime_ns for name in made} == made != {}
    assert tree(out) == sorted(ALL)
    assert leftovers(out) == []
    until(lambda: len(cluster.staff.standings) == 2)
    assert victim not in [standing.process for standing in cluster.staff.standings]


def test_a_machine_that_is_lost_in_the_middle_loses_nothing_and_one_that_joins_gets_a_worker(
    cluster: Cluster, machines: Any, tmp_path: Path, device: Device
) -> None:
    until(lambda: len(cluster.staff.standings) == 2)
    folder, out, lost = box(tmp_path / "in"), tmp_path / "out", cluster.staff.lost
    pulled: list[Any] = []

    def pull(event: Event, engine: Engine) -> None:
        if isinstance(event, JobFinished) and not pulled:
            pulled.append(machines.other)
            machines.remove_node(machines.other, allow_graceful=False)

    told = run(folder, out, device, cluster, pull)
    assert pulled
    assert (finished(told), failed(told)) == (ALL, [])
    assert tree(out) == sorted(ALL)
    machines.other = machines.another()
    until(lambda: len(cluster.staff.standings) == 2 and cluster.staff.lost == lost + 1)


def test_a_batch_that_is_stopped_goes_on_at_the_next_start(cluster: Cluster, tmp_path: Path, device: Device) -> None:
    folder = box(tmp_path / "in", 480)  # so large that not all are done at once

    def stop(event: Event, engine: Engine) -> None:
        if isinstance(event, JobFinished):
            engine.stop()

    workers = at_work(cluster)
    first = finished(run(folder, tmp_path / "out", device, cluster, stop))
    assert 0 < first.total() < COUNT
    second = finished(run(folder, tmp_path / "out", device, cluster))
    assert first + second == ALL
    assert leftovers(tmp_path / "out") == []
    assert workers <= at_work(cluster), "nobody is ended for it"


def test_between_addresses_workers_fetch_and_bring_themselves_also_when_one_is_killed(
    cluster: Cluster, tmp_path: Path, device: Device
) -> None:
    until(lambda: len(cluster.staff.standings) == 2)
    folder, told, lost = box(tmp_path / "in"), list[Event](), cluster.staff.lost
    victim = cluster.staff.standings[0].process

    here = finished(run(folder, tmp_path / "here", device, cluster))

    def hear(event: Event) -> None:
        if isinstance(event, JobFinished) and not finished(told):
            os.kill(victim, signal.SIGKILL)
        told.append(event)

    source, out = (Address(f"file://{tmp_path / name}") for name in ("in", "out"))
    for _ in range(2):
        engine = Engine(hear, device, cluster.lanes, carry=cluster.restore)
        try:
            engine.submit([source], RECIPE, out, journal=tmp_path / "journal").wait()
        finally:
            engine.close()
    assert (finished(told), failed(told), cluster.staff.lost) == (here, [], lost + 1)
    assert [(event.count, event.done_before) for event in told if isinstance(event, JobsQueued)] == [(COUNT, 0), (0, COUNT)]
    for name in ALL:
        record = read_record(tmp_path / "out" / name)
        assert record is not None
        assert record.source == f"{source}/{name}"
        assert hashes(tmp_path / "out")[name] == hashes(tmp_path / "here")[name] == record.result_sha256
    assert leftovers(tmp_path / "out") == []


def job_of(tmp_path: Path, size: int) -> Job:
    return Job(saved(tmp_path / "a.png", photograph(size, size)), tmp_path / "out" / "a.png", RECIPE, job_key(RECIPE, None))


def test_a_picture_that_nobody_wants_any_more_is_left_in_the_middle(cluster: Cluster, tmp_path: Path) -> None:
    services: Any = SimpleNamespace(control=Control())
    job, workers = job_of(tmp_path, 3000), at_work(cluster)
    watch = threading.Thread(target=lambda: (until(lambda: leftovers(tmp_path)), services.control.stop()))
    watch.start()
    with pytest.raises(Cancelled):
        cluster.restore(job, services, lambda fraction: None)
    watch.join()
    assert (tree(tmp_path / "out"), leftovers(tmp_path)) == ([], [])
    assert workers <= at_work(cluster)


def test_what_the_machines_do_not_share_is_told_in_words(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services: Any = SimpleNamespace(control=Control())
    job = job_of(tmp_path, 40)
    monkeypatch.setattr("engine.cluster.cluster.model_hashes", lambda recipe: {"restorer": "another"})
    with pytest.raises(ModelInvalid, match=r"the model “restorer” on .* is not that of the machine") as raised:
        cluster.restore(job, services, lambda fraction: None)
    assert raised.value.hint
    monkeypatch.undo()
    monkeypatch.setattr(sharing, "SETTLING", 0.0)
    monkeypatch.setattr("engine.cluster.cluster.appears", lambda path: False)  # the worker wrote it onto a disk of its own
    with pytest.raises(sharing.StorageNotShared, match=r"has written .*a\.png, and it is not there on this machine"):
        cluster.restore(job, services, lambda fraction: None)


def test_the_command_begins_a_cluster_on_this_machine_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    picture, home = saved(tmp_path / "in" / "a.png"), tmp_path / "user"
    home.mkdir()
    environment = {"RAY_AUTH_MODE": None, "HOME": str(home), "RAY_memory_monitor_refresh_ms": "0"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
        done = main_program(
            "restore", picture, "-o", tmp_path / "out", "--noise", "10", "--device", "cpu", "--cluster", "local", "--json",
            timeout=WAIT,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert [line["source"] for line in lines_of(done) if line["type"] == "JobFinished"] == [str(picture)]
    assert tree(tmp_path / "out") == ["a.png"]
    assert done.stderr == b""
    assert not (home / ".ray").exists()
    assert list(Path("/tmp").glob("patina-ray-*")) == []


def test_a_cluster_that_is_not_there_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(ClusterUnavailable, match=f"the cluster {address} cannot be reached: .*refused") as raised:
            Connection(address)
    assert raised.value.hint


def test_without_ray_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterUnavailable, match="a cluster needs ray, which is not installed") as raised:
        Connection("auto")
    assert "pip install" in raised.value.hint
