"""Writing without harm: whole or not at all, nothing overwritten, and in words where it cannot be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.devices.device import Device
from engine.errors import DestinationNotWritable
from engine.events import Event, JobFailed
from engine.files.destination import PART, Draft, draft_of, sweep, write_whole
from engine.recipe import Recipe, find_recipe
from engine.stages.levels import Levels
from tests.engine.small_archive import decoded, drawn, hashes, leftovers, noise, restored, saved, tree


@contextmanager
def mounted(folder: Path, *options: str) -> Generator[Path]:
    """A small disk of its own; skips where that is not permitted."""
    folder.mkdir()
    if sys.platform != "linux":
        pytest.skip("needs a tmpfs")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip(f"mounting is not permitted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


# Drafts --------------------------------------------------------------------------------------------------------------


def test_a_file_appears_under_its_name_only_when_it_is_published(tmp_path: Path) -> None:
    final = tmp_path / "new" / "a.tif"
    with draft_of(final) as draft:
        draft.path.write_bytes(b"half")
        assert not final.exists()
        assert draft.path.parent == final.parent
        draft.publish()
        assert final.read_bytes() == b"half"
    assert [path.name for path in final.parent.iterdir()] == ["a.tif"]


def test_what_is_not_published_is_removed(tmp_path: Path) -> None:
    with draft_of(tmp_path / "a.tif") as draft:
        draft.path.write_bytes(b"half")
    assert list(tmp_path.iterdir()) == []


def test_a_small_file_of_ours_is_replaced_in_one_step(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write_whole(tmp_path / "a.json", content)
        assert (tmp_path / "a.json").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@given(one=st.text("aä文.", min_size=1, max_size=255), other=st.text("aä文.", min_size=1, max_size=255))
def test_drafts_have_names_that_fit_and_never_meet(one: str, other: str) -> None:
    names = [Draft(Path("/out") / f"x{name}").path.name for name in (one, other, f"{one}.json")]
    assert all(len(os.fsencode(name)) <= 255 and name.startswith(".") and name.endswith(PART) for name in names)
    assert (names[0] == names[1]) == (one == other)
    assert names[0] != names[2]


def test_drafts_of_two_machines_never_meet_and_whoever_lost_its_own_publishes_nothing(tmp_path: Path) -> None:
    final = tmp_path / f"{'n' * 250}.tif"
    lost, other = Draft(final, "0a"), Draft(final, "0b")
    assert len({lost.path, other.path, Draft(final).path}) == 3
    lost.path.write_bytes(b"half")
    other.path.write_bytes(b"whole")
    lost.path.unlink()
    with pytest.raises(FileNotFoundError):
        lost.publish()
    other.publish()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(final.name, b"whole")]


@pytest.mark.parametrize("length", [200, 241, 246, 250])
def test_long_names_are_no_harm(tmp_path: Path, device: Device, length: int) -> None:
    names = [f"{'n' * (length - 5)}{index}.png" for index in range(3)]
    for name in names:
        saved(tmp_path / "in" / name)
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device))[1:] == [f"✓ {name}" for name in names]


def test_a_name_for_which_there_is_no_room_is_told_in_words(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / f"{'n' * 251}.png")
    (told,) = drawn(restored(tmp_path / "in", tmp_path / "out", device))[1:]
    assert told.endswith("the name is too long for this place")


def test_drafts_of_a_killed_run_are_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.tif.patina-part", "1931/.b.tif.patina-part", "c.patina-part", "1931/d.tif", ".e.tif"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert left == [".e.tif", "1931/d.tif", "c.patina-part"]


# What is there already -----------------------------------------------------------------------------------------------

OTHER = Recipe(title="Tones only", stages=(Levels(),))


def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    foreign = saved(tmp_path / "out" / "a.png", noise(8, 8))
    before = foreign.read_bytes()
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device))
    assert told == ["1 queued, 0 done before", f"✗ {foreign} is there already, and is not as Patina wrote it"]
    assert foreign.read_bytes() == before
    assert tree(tmp_path / "out") == ["a.png"]


def test_a_record_that_is_not_ours_is_left_as_it_is(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    foreign = tmp_path / "out" / "a.png.json"
    foreign.parent.mkdir()
    foreign.write_bytes(b'{"tags": ["\xff"]}')
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device))
    assert told[1:] == [f"✗ {foreign} is there already, and is not as Patina wrote it"]
    assert foreign.read_bytes() == b'{"tags": ["\xff"]}'


def test_a_result_that_was_edited_since_is_left_as_it_is(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    restored(tmp_path / "in", tmp_path / "out", device)
    edited = saved(tmp_path / "out" / "a.png", noise(8, 8)).read_bytes()
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device, OTHER))
    assert told[1:] == [f"✗ {tmp_path / 'out' / 'a.png'} is there already, and is not as Patina wrote it"]
    assert (tmp_path / "out" / "a.png").read_bytes() == edited


def test_the_result_of_another_picture_is_left_as_it_is(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "first" / "scan0001.png")
    saved(tmp_path / "second" / "scan0001.png", noise(20, 20))
    restored(tmp_path / "first", tmp_path / "out", device)
    before = hashes(tmp_path / "out")["scan0001.png"]
    told = drawn(restored(tmp_path / "second", tmp_path / "out", device))
    assert told[1:] == [
        f"✗ {tmp_path / 'out' / 'scan0001.png'} is there already, and was made of another picture "
        f"({tmp_path / 'first' / 'scan0001.png'})"
    ]
    assert hashes(tmp_path / "out")["scan0001.png"] == before


def test_a_folder_of_originals_that_has_moved_is_known_again(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    restored(tmp_path / "in", tmp_path / "out", device)
    changed = (tmp_path / "out" / "a.png").stat().st_mtime_ns
    (tmp_path / "in").rename(tmp_path / "moved")
    assert drawn(restored(tmp_path / "moved", tmp_path / "out", device))[1:] == ["✓ a.png"]
    assert (tmp_path / "out" / "a.png").stat().st_mtime_ns == changed, "it was not painted again"


def test_an_original_named_as_its_own_destination_is_left_as_it_is(tmp_path: Path, device: Device) -> None:
    original = saved(tmp_path / "a.png")
    before = original.read_bytes()
    assert "is not as Patina wrote it" in drawn(restored(original, tmp_path, device))[1]
    assert original.read_bytes() == before


def test_a_result_that_was_being_replaced_when_all_ended_is_never_taken_for_the_new_one(
    tmp_path: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "in" / "a.png")
    restored(tmp_path / "in", tmp_path / "out", device)
    restored(tmp_path / "in", tmp_path / "wanted", device, OTHER)
    publish = Draft.publish

    def killed(draft: Draft) -> None:
        if draft.final.suffix != ".json":
            raise KeyboardInterrupt
        publish(draft)

    with monkeypatch.context() as patched:
        patched.setattr(Draft, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            restored(tmp_path / "in", tmp_path / "out", device, OTHER)
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device, OTHER))[1:] == ["✓ a.png"]
    assert hashes(tmp_path / "out")["a.png"] == hashes(tmp_path / "wanted")["a.png"]


# Places that cannot be written ---------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_no_half_file_stays(tmp_path: Path, device: Device) -> None:
    for name in ("a.png", "b.tif", "c.jpg"):
        saved(tmp_path / "in" / name, noise(900, 900))
    with mounted(tmp_path / "out", "size=700k") as out:
        events: list[Event] = []
        with suppress(DestinationNotWritable):  # when there is no room for the journal either, the batch ends
            restored(tmp_path / "in", out, device, OTHER, hear=events.append)
        failures = [event for event in events if isinstance(event, JobFailed)]
        assert failures
        assert not [failure.traceback for failure in failures if failure.traceback]
        assert all(re.search("no space left|disk is full", failure.message.lower()) for failure in failures)
        assert all(failure.hint for failure in failures)
        assert leftovers(out) == []
        for name in tree(out):
            assert np.asarray(decoded(out / name)).shape == (900, 900, 3)


def test_a_disk_that_was_full_is_filled_once_there_is_room(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.tif", noise(600, 600))
    with mounted(tmp_path / "out", "size=500k") as out:
        assert drawn(restored(tmp_path / "in", out, device, OTHER))[1].startswith("✗")
        subprocess.run(["mount", "-o", "remount,size=9m", str(out)], check=True)
        assert drawn(restored(tmp_path / "in", out, device, OTHER))[1:] == ["✓ a.tif"]


def test_a_disk_without_room_for_the_journal_is_told_in_words(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    with mounted(tmp_path / "out", "size=16k") as out, pytest.raises(DestinationNotWritable):
        restored(tmp_path / "in", out, device, OTHER)


def test_a_read_only_place_is_told_in_words(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    with mounted(tmp_path / "out", "size=1m", "ro") as out, pytest.raises(DestinationNotWritable, match="read-only"):
        restored(tmp_path / "in", out / "sub", device)


def test_originals_on_a_read_only_disk_are_no_trouble(tmp_path: Path, device: Device) -> None:
    with mounted(tmp_path / "in", "size=1m") as source:
        saved(source / "a.png")
        subprocess.run(["mount", "-o", "remount,ro", str(source)], check=True)
        assert drawn(restored(source, tmp_path / "out", device, find_recipe("restore")))[1:] == ["✓ a.png"]
