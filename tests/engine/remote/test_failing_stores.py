"""Originals that change, stores that go away, and kills: the batch goes on, and nothing is half done or lost."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from engine.archive.address import Address
from engine.control import Control
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import PlaceTaken
from engine.events import Event, JobFinished, JobsQueued
from engine.painting.tiles import TileLimit
from engine.photograph import Job, Services
from engine.provenance import job_key
from engine.remote.connecting import StoreUnavailable
from engine.remote.passing import ROOM, restore_at
from engine.running import running_in
from tests.engine.remote.batches import GENTLE, IN, OUT, TONES, contents, created, encoded, put, run, said, whole
from tests.engine.remote.stores import Watched, deaf
from tests.engine.small_archive import drawn

pytestmark = pytest.mark.usefixtures("scratch")


# Originals that change -----------------------------------------------------------------------------------------------


def test_an_original_that_vanishes_or_changes_is_named_and_the_batch_goes_on(
    tmp_path: Path, device: Device, watched: type[Watched], scratch: Path
) -> None:
    source = Address("watched://archive/in")
    for name in ("changed.png", "gone.png", "good.png"):
        watched().pipe_file(f"/archive/in/{name}", encoded(40))

    def vanish(event: Event) -> None:
        if isinstance(event, JobsQueued):
            watched().rm_file("/archive/in/gone.png")

    def change(call: str, path: str) -> None:
        if call == "get" and path.endswith("changed.png"):
            watched().pipe_file(path, encoded(41))

    watched.hooks.after = change
    events = run(source, OUT, device, tmp_path / "journal", hear=vanish)
    assert drawn(events)[1:] == [
        "✓ good.png", "✗ changed.png changed while it was read", "✗ gone.png is not there any more",
    ]  # fmt: skip
    assert all(hint and not bug for _, hint, bug in said(events))
    assert list(scratch.iterdir()) == []


def test_what_comes_to_the_place_of_a_result_while_the_original_is_fetched_is_not_taken_for_ours(
    tmp_path: Path, device: Device, watched: type[Watched], memory: MemoryFileSystem
) -> None:
    watched().pipe_file("/archive/in/a.png", encoded(40))
    watched.hooks.after = lambda call, path: memory.pipe_file("/archive/out/a.png", b"mine") if call == "get" else None
    events = run(Address("watched://archive/in"), OUT, device, tmp_path / "journal")
    assert drawn(events)[1:] == [f"✗ {OUT}/a.png was changed by somebody else while it was restored"]
    assert contents(memory) == {"a.png": b"mine"}


def test_a_worker_does_not_take_what_came_before_its_turn_for_ours_and_does_nothing_twice(
    tmp_path: Path, device: Device, memory: MemoryFileSystem, scratch: Path
) -> None:
    put(memory, "a.png", "b.png")
    run(IN, OUT, device, tmp_path / "journal")
    memory.pipe_file("/archive/out/b.png", b"mine")
    before = created(memory)
    with ThreadPoolExecutor(1) as crew:
        services = Services(device, crew, TileLimit(lambda message: None), scratch, Control(threading.Semaphore()))
        for recipe in (TONES, GENTLE):
            job = Job(IN / "b.png", OUT / "b.png", recipe, job_key(recipe, None))
            if recipe is TONES:  # the record says that it is done, as it does on a disk
                assert restore_at(job, services, lambda fraction: None).result == "b.png"
            else:
                with pytest.raises(PlaceTaken, match="is not as Patina wrote it"):
                    restore_at(job, services, lambda fraction: None)
    assert created(memory) == before


def test_a_picture_is_left_while_it_is_fetched(tmp_path: Path, device: Device, watched: type[Watched], scratch: Path) -> None:
    watched().pipe_file("/archive/in/a.png", encoded(40))
    engine = Engine(lambda event: None, device)
    watched.hooks.before = lambda call, path: engine.stop() if call == "get" else None
    batch = engine.submit([Address("watched://archive/in")], TONES, OUT, journal=tmp_path / "journal")
    batch.settle()
    assert batch.journal.counts() == {"queued": 1}
    batch.journal.close()
    engine.close()
    assert contents(MemoryFileSystem) == {}
    assert list(scratch.iterdir()) == []


# Stores that fail ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("scheme", ["watched", "s3"])
def test_a_store_that_goes_away_at_any_upload_leaves_nothing_half_done_and_the_next_start_does_the_rest(
    tmp_path: Path, device: Device, request: pytest.FixtureRequest, scheme: str, count: int
) -> None:
    kind: type[Watched] = request.getfixturevalue({"watched": "watched", "s3": "buckets"}[scheme])
    for number in range(3):
        kind().pipe_file(f"/archive/in/{number}.png", encoded(40 + number))
    source, out = Address(f"{scheme}://archive/in"), Address(f"{scheme}://archive/out")
    calls, lock = list[str](), threading.Lock()

    def fail(call: str, path: str) -> None:
        with lock:
            calls.append(path)
            if len(calls) >= count and call in ("put", "copy"):
                raise ConnectionResetError(104, "Connection reset by peer")

    def go_away(event: Event) -> None:
        if isinstance(event, JobsQueued):
            kind.hooks.before = fail

    first = run(source, out, device, tmp_path / "journal", hear=go_away)
    assert said(first)
    for message, hint, bug in said(first):
        assert message.startswith(f"{scheme}://archive/out/")
        assert message.endswith("Connection reset by peer")
        assert (bool(hint), bug) == (True, None)
    kind.hooks.before = deaf
    assert not [name for name in contents(kind) if name.endswith(".patina-part")]
    done = [Path(event.source).name for event in first if isinstance(event, JobFinished)]
    before = created(kind)
    second = run(source, out, device, tmp_path / "journal")
    assert drawn(second)[0] == f"{3 - len(done)} queued, {len(done)} done before"
    assert said(second) == []
    whole(contents(kind), 3)
    assert all(created(kind)[f"/archive/out/{name}"] == before[f"/archive/out/{name}"] for name in done)


@pytest.mark.parametrize("after", ["a.png.json", "a.png"])
def test_a_kill_between_record_and_result_and_over_an_older_result_does_no_harm(
    tmp_path: Path, device: Device, buckets: type[Watched], after: str
) -> None:
    class Killed(BaseException):
        """What a kill is to a lane: nothing more is done."""

    source, out = Address("s3://archive/in"), Address("s3://archive/out")
    buckets().pipe_file("/archive/in/a.png", encoded(40))
    run(source, out, device, tmp_path / "journal")

    def kill(call: str, path: str) -> None:
        if call == "put" and path.endswith(f"/{after}"):
            raise Killed

    buckets.hooks.before = kill
    with pytest.raises(Killed):
        run(source, out, device, tmp_path / "journal", GENTLE)
    assert "a.png" not in contents(buckets)
    buckets.hooks.before = deaf
    assert drawn(run(source, out, device, tmp_path / "journal", GENTLE)) == ["1 queued, 0 done before", "✓ a.png"]
    whole(contents(buckets), 1)


def test_in_stores_that_show_only_what_is_whole_nothing_is_written_twice_and_records_come_first(
    tmp_path: Path, device: Device, buckets: type[Watched]
) -> None:
    buckets().pipe_file("/archive/in/a.png", encoded(40))
    calls: list[tuple[str, str]] = []
    buckets.hooks.before = lambda call, path: calls.append((call, path.rpartition("/")[2]))
    run(Address("s3://archive/in"), Address("s3://archive/out"), device, tmp_path / "journal")
    assert calls[0][0] == "remove"  # of what looked whether it may write
    assert calls[1:] == [("get", "a.png"), ("put", "a.png.json"), ("put", "a.png")]


def test_a_result_that_arrives_cut_is_named(tmp_path: Path, device: Device, buckets: type[Watched]) -> None:
    buckets().pipe_file("/archive/in/a.png", encoded(40))

    def cut(call: str, path: str) -> None:
        if call == "put" and path.endswith("a.png"):
            buckets.store[path].truncate(20)

    buckets.hooks.after = cut
    events = run(Address("s3://archive/in"), Address("s3://archive/out"), device, tmp_path / "journal")
    assert drawn(events)[1:] == ["✗ s3://archive/out/a.png has not arrived whole"]


def test_drafts_that_a_kill_left_are_swept_and_files_of_others_are_not(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png")
    for name in (".a.png.patina-part", "box/.b.png.1f2e.patina-part", "box/mine.patina-part", ".mine"):
        memory.pipe_file(f"/archive/out/{name}", b"?")
    run(IN, OUT, device, tmp_path / "journal")
    assert sorted(contents(memory)) == [".mine", "a.png", "a.png.json", "box/mine.patina-part"]


def test_copies_that_a_kill_left_on_the_disk_are_removed_and_those_of_others_at_work_are_not(
    tmp_path: Path, device: Device, memory: MemoryFileSystem, scratch: Path
) -> None:
    put(memory, "a.png")
    killed, working, young = (scratch / f"{ROOM}{name}" for name in ("killed", "working", "young"))
    young.mkdir()
    with running_in(killed):
        (killed / "large.tif").write_bytes(b"?")
    with running_in(working):
        for room in (killed, working):
            os.utime(room, (0, 0))
        run(IN, OUT, device, tmp_path / "journal")
        assert sorted(scratch.iterdir()) == [working, young]


def test_without_room_for_a_copy_the_picture_is_named(
    tmp_path: Path, device: Device, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, "a.png")
    monkeypatch.setattr("engine.remote.passing.SPARE_BYTES", 2**60)
    (message,) = [message for message, _, bug in said(run(IN, OUT, device, tmp_path / "journal")) if bug is None]
    assert message == f"{tmp_path / 'scratch'} has no room for a copy of a.png"


def test_a_destination_that_cannot_be_written_is_told_before_anything_is_painted(
    tmp_path: Path, device: Device, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, "a.png")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "pipe_file", refuse)
        with pytest.raises(StoreUnavailable, match=f"{OUT}: it may not be read or written with these credentials"):
            run(IN, OUT, device, tmp_path / "journal")
    other = Address("memory://archive/other")
    assert drawn(run(IN, other, device, tmp_path / "journal"))[1:] == ["✓ a.png"], "the journal is still nobody's"
