"""Batches whose originals or results lie at addresses: what a local run makes, and nothing of anybody else's is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from engine.archive.address import Address, AddressInvalid
from engine.archive.naming import Naming
from engine.devices.device import Device
from engine.errors import DestinationNotWritable
from engine.events import Event, JobFailed, JobProgressed, JobsQueued
from engine.recipe import find_recipe
from tests.engine.remote.batches import GENTLE, IN, OUT, TONES, contents, created, put, record, run, upload
from tests.engine.small_archive import decoded, drawn, photograph, restored, saved, small_archive, tree

pytestmark = pytest.mark.usefixtures("scratch")


# What is made --------------------------------------------------------------------------------------------------------


def test_in_a_store_lies_what_a_local_run_makes_and_a_second_start_has_nothing_to_do(
    tmp_path: Path, device: Device, memory: MemoryFileSystem, scratch: Path
) -> None:
    count = len(small_archive(tmp_path / "in"))
    upload(tmp_path / "in", memory, "/archive/in")
    originals = contents(memory, "/archive/in")
    here = restored(tmp_path / "in", tmp_path / "out", device, TONES)
    there = run(IN, OUT, device, tmp_path / "journal")
    assert drawn(there) == drawn(here)
    made = contents(memory)
    assert sorted(made) == sorted(name for one in tree(tmp_path / "out") for name in (one, f"{one}.json"))
    for name in tree(tmp_path / "out"):
        assert made[name] == (tmp_path / "out" / name).read_bytes()
        one, other = (json.loads(data) for data in (made[f"{name}.json"], (tmp_path / "out" / f"{name}.json").read_bytes()))
        assert one.pop("source") == f"{IN}/{other.pop('source').removeprefix(str(tmp_path / 'in') + '/')}"
        assert {key: one[key] for key in one if key not in ("made", "seconds")} == {
            key: other[key] for key in other if key not in ("made", "seconds")
        }
    before = created(memory)
    assert drawn(run(IN, OUT, device, tmp_path / "journal")) == [f"0 queued, {count} done before"]
    shutil.rmtree(tmp_path / "journal")
    again = run(IN, OUT, device, tmp_path / "journal")
    assert [event.count for event in again if isinstance(event, JobsQueued)] == [count]
    assert not [event for event in again if isinstance(event, JobProgressed | JobFailed)], "records say that all is done"
    assert created(memory) == before
    assert contents(memory, "/archive/in") == originals
    assert list(scratch.iterdir()) == []


def test_a_tree_that_was_copied_to_a_disk_is_gone_on_with_there(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png", "box/b.png")
    run(IN, OUT, device, tmp_path / "journal")
    for place in ("in", "out"):
        for name, data in contents(memory, f"/archive/{place}").items():
            (tmp_path / place / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place / name).write_bytes(data)
    events = restored(tmp_path / "in", tmp_path / "out", device, TONES)
    assert not [event for event in events if isinstance(event, JobProgressed | JobFailed)]
    assert drawn(events)[1:] == ["✓ a.png", "✓ b.png"]


def test_only_one_of_both_may_be_at_an_address(tmp_path: Path, device: Device, memory: MemoryFileSystem) -> None:
    source = saved(tmp_path / "in" / "a.png")
    memory.pipe_file("/archive/in/a.png", source.read_bytes())
    assert drawn(run(tmp_path / "in", OUT, device, tmp_path / "journal"))[1:] == ["✓ a.png"]
    assert drawn(run(IN, tmp_path / "out", device, None))[1:] == ["✓ a.png"]
    assert (tmp_path / "out" / "a.png").read_bytes() == contents(memory)["a.png"]
    told = [record(data).source for data in (contents(memory)["a.png.json"], (tmp_path / "out" / "a.png.json").read_bytes())]
    assert told == [str(source), f"{IN}/a.png"]
    assert drawn(run(IN, tmp_path / "out", device, None)) == ["0 queued, 1 done before"]


def test_new_and_changed_originals_and_lost_results_are_done_at_the_next_start(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "kept.png", "changed.png", "lost.png")
    run(IN, OUT, device, tmp_path / "journal")
    put(memory, "changed.png", "new.png", size=20)
    memory.rm_file("/archive/out/lost.png")
    told = drawn(run(IN, OUT, device, tmp_path / "journal"))
    assert told == ["3 queued, 1 done before", "✓ changed.png", "✓ lost.png", "✓ new.png"]
    made = contents(memory)
    assert record(made["changed.png.json"]).megapixels == round(20 * 56 / 1e6, 3)
    assert drawn(run(IN, OUT, device, tmp_path / "journal", GENTLE))[0] == "4 queued, 0 done before"
    assert drawn(run(IN, OUT, device, tmp_path / "journal"))[0] == "4 queued, 0 done before"
    assert {name: data for name, data in contents(memory).items() if name.endswith(".png")} == {
        name: data for name, data in made.items() if name.endswith(".png")
    }


def test_names_with_signs_in_them_that_mean_something_elsewhere(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    names = ("a[1].png", "b*.png", "50%25 #1.png", "groß {x}.png", "c?.png", "Straße/d+e&f.png")
    put(memory, *names)
    assert len(drawn(run(IN, OUT, device, tmp_path / "journal"))) == 1 + len(names)
    assert {name.removesuffix(".json") for name in contents(memory)} == set(names)


def test_marks_are_kept_on_a_disk(tmp_path: Path, device: Device, memory: MemoryFileSystem) -> None:
    put(memory, "a.png")
    first = run(IN, OUT, device, tmp_path / "journal", find_recipe("damaged"), masks=tmp_path / "masks")
    assert drawn(first)[1:] == ["✓ a.png"]
    assert tree(tmp_path / "masks") == ["a.png.png"]
    saved(tmp_path / "masks" / "a.png.png", photograph(40, 56, 1) * 0)
    again = run(IN, OUT, device, tmp_path / "journal", find_recipe("damaged"), masks=tmp_path / "masks")
    assert drawn(again) == ["1 queued, 0 done before", "✓ a.png"]


# What is not ours ----------------------------------------------------------------------------------------------------


def test_a_result_that_somebody_has_changed_is_left_as_it_is_and_named(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png", "b.png")
    run(IN, OUT, device, tmp_path / "journal")
    memory.pipe_file("/archive/out/a.png", b"mine now")
    events = run(IN, OUT, device, tmp_path / "journal", GENTLE)
    assert drawn(events)[1:] == ["✓ b.png", f"✗ {OUT}/a.png is there already, and is not as Patina wrote it"]
    assert contents(memory)["a.png"] == b"mine now"


def test_of_files_that_are_not_ours_the_picture_fails_is_numbered_or_skipped(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png", "b.png")
    memory.pipe_file("/archive/out/a.png", b"mine")
    memory.pipe_file("/archive/out/b.png.json", b"mine too")
    told = drawn(run(IN, OUT, device, tmp_path / "journal"))
    assert [line.partition("is there already")[0] for line in told[1:]] == [f"✗ {OUT}/a.png ", f"✗ {OUT}/b.png.json "]
    told = drawn(run(IN, OUT, device, tmp_path / "journal", naming=Naming(conflict="skip")))
    assert [line.partition("is there already")[0] for line in told[1:]] == ["✓ a.png", f"✗ {OUT}/b.png.json "]
    shutil.rmtree(tmp_path / "journal")
    told = drawn(run(IN, OUT, device, tmp_path / "journal", naming=Naming(conflict="number")))
    assert told[1:] == ["✓ a.png", "✓ b.png"]
    made = contents(memory)
    assert (made["a.png"], made["b.png.json"]) == (b"mine", b"mine too")
    assert sorted(made) == ["a-2.png", "a-2.png.json", "a.png", "b-2.png", "b-2.png.json", "b.png.json"]


def test_what_comes_while_a_picture_is_painted_is_not_written_over(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png")

    def come(event: Event) -> None:
        if isinstance(event, JobProgressed):
            memory.pipe_file("/archive/out/a.png", b"mine")

    events = run(IN, OUT, device, tmp_path / "journal", hear=come)
    assert drawn(events)[1:] == [f"✗ {OUT}/a.png was changed by somebody else while it was restored"]
    assert contents(memory) == {"a.png": b"mine"}


# The journal ---------------------------------------------------------------------------------------------------------


def test_a_journal_on_a_disk_is_needed_and_is_that_of_one_destination(
    tmp_path: Path, device: Device, memory: MemoryFileSystem
) -> None:
    put(memory, "a.png")
    with pytest.raises(AddressInvalid, match=f"the journal of {OUT} must lie on a disk of this machine") as raised:
        run(IN, OUT, device, None)
    assert "--journal" in raised.value.hint
    run(IN, OUT, device, tmp_path / "journal")
    run(IN, tmp_path / "here", device, None)
    for destination, journal in (
        (Address("memory://archive/other"), "journal"), (tmp_path / "there", "journal"), (tmp_path / "journal", None),
        (OUT, "here"), (tmp_path / "there", "here"),
    ):  # fmt: skip
        with pytest.raises(DestinationNotWritable, match="is that of the results in"):
            run(IN, destination, device, tmp_path / journal if journal else None)
    assert not (tmp_path / "there").exists()


def test_a_journal_may_lie_apart_from_results_on_a_disk_but_not_among_originals(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    assert drawn(run(tmp_path / "in", tmp_path / "out", device, tmp_path / "journal"))[1:] == ["✓ a.png"]
    assert not (tmp_path / "out" / ".patina").exists()
    assert drawn(run(tmp_path / "in", tmp_path / "out", device, tmp_path / "journal")) == ["0 queued, 1 done before"]
    with pytest.raises(DestinationNotWritable, match=r"the folder of the journal .* lies inside the source"):
        run(tmp_path / "in", tmp_path / "out", device, tmp_path / "in" / "journal")
    assert decoded(tmp_path / "out" / "a.png").shape[:2] == (40, 56)
