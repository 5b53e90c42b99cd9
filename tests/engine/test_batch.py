"""Stories of whole batches, through the engine."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile

from engine.devices.device import Device
from engine.errors import DestinationNotWritable, ModelInvalid
from engine.events import Event, JobFailed, JobFinished, JobProgressed, JobsQueued
from engine.files.png_chunks import SIGNATURE, chunk
from engine.packages import BUNDLED
from engine.provenance import read_record
from engine.recipe import Recipe, find_recipe, with_options
from engine.stages.levels import Levels
from tests.engine.small_archive import (
    decoded,
    drawn,
    hashes,
    leftovers,
    noise,
    photograph,
    ramp,
    restored,
    saved,
    small_archive,
    tree,
)

TONES = Recipe(title="Tones only", stages=(Levels(),))
LINUX = sys.platform == "linux"


def cut(path: Path, share: float = 0.6) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def bad_pictures(folder: Path) -> dict[str, str]:
    """One of each bad kind, and a part of the sentence that names it."""
    big = photograph(120, 160)
    cut(saved(folder / "cut.jpg", big))
    cut(saved(folder / "cut.png", big))
    cut(saved(folder / "cut.tif", big))
    (folder / "empty.tif").touch()
    (folder / "letter.jpg").write_text("Dear grandfather, the pictures are in the box.\n" * 9)
    (folder / "zeros.png").write_bytes(bytes(5000))
    size = (60_000).to_bytes(4, "big") * 2
    head = chunk(b"IHDR", size + bytes([8, 2, 0, 0, 0]))
    (folder / "bomb.png").write_bytes(SIGNATURE + head + chunk(b"IDAT", b"x") + chunk(b"IEND", b""))
    saved(folder / "new.webp")
    (folder / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    bad = {
        "cut.jpg": "",
        "cut.png": "",
        "cut.tif": "",
        "empty.tif": "is empty",
        "letter.jpg": "is not a picture of a kind that is read",
        "zeros.png": "is not a picture of a kind that is read",
        "bomb.png": "claims 60000 x 60000 pixels",
        "new.webp": "is not a picture of a kind that is read yet",
        "phone.heic": "is not a picture of a kind that is read yet",
    }
    if LINUX:
        os.mkfifo(folder / "pipe.jpg")
        (folder / "gone.tif").symlink_to("nowhere")
        bad |= {"pipe.jpg": "is not a regular file", "gone.tif": "is not there any more"}
    return bad


def test_one_bad_photograph_never_stops_the_batch_and_each_is_named(tmp_path: Path, device: Device) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    good = small_archive(source)
    bad = bad_pictures(source)
    before = hashes(source)
    events = restored(source, out, device)

    failures = {Path(event.source).name: event for event in events if isinstance(event, JobFailed)}
    assert failures.keys() == bad.keys()
    for name, part in bad.items():
        assert name in failures[name].message
        assert part in failures[name].message
        assert failures[name].hint
        assert failures[name].traceback is None, "our bug, not the user's"
    assert tree(out) == sorted(path.relative_to(source).as_posix() for path in good)
    assert {path.name for path in good} == {Path(e.source).name for e in events if isinstance(e, JobFinished)}
    assert hashes(source) == before
    assert leftovers(out) == []


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg"])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_picture_of_one_pixel_is_a_picture(tmp_path: Path, device: Device, suffix: str, channels: int) -> None:
    saved(tmp_path / "in" / f"dot{suffix}", noise(1, 1, channels))
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device))[1:] == [f"✓ dot{suffix}"]
    assert decoded(tmp_path / "out" / f"dot{suffix}").shape[:2] == (1, 1)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bits_stay_16_bits_and_no_tones_are_lost(tmp_path: Path, device: Device, suffix: str) -> None:
    source = saved(tmp_path / "in" / f"ramp{suffix}", ramp(40, 600), bits=16)
    restored(tmp_path / "in", tmp_path / "out", device)
    result = decoded(tmp_path / "out" / f"ramp{suffix}")
    assert result.dtype == np.uint16
    assert len(np.unique(result[20])) > 0.9 * len(np.unique(decoded(source)[20]))


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_with_no_strength_the_result_has_the_same_pixels(tmp_path: Path, device: Device, suffix: str) -> None:
    gentle = with_options(with_options(find_recipe("restore"), "levels", strength=0), "restore", strength=0)
    source = saved(tmp_path / "in" / f"a{suffix}", bits=16)
    restored(tmp_path / "in", tmp_path / "out", device, gentle)
    assert np.array_equal(decoded(tmp_path / "out" / f"a{suffix}"), decoded(source))


def test_alpha_goes_along_untouched(tmp_path: Path, device: Device) -> None:
    levels = (np.dstack([photograph(40, 56), ramp(40, 56, 1)]) * 65535).astype(np.uint16)
    (tmp_path / "in").mkdir()
    tifffile.imwrite(tmp_path / "in" / "a.tif", levels, photometric="rgb", extrasamples=["unassalpha"], metadata=None)
    restored(tmp_path / "in", tmp_path / "out", device)
    result = decoded(tmp_path / "out" / "a.tif")
    assert np.array_equal(result[..., 3], levels[..., 3])
    assert not np.array_equal(result[..., :3], levels[..., :3])


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg"])
def test_all_results_may_get_one_format(tmp_path: Path, device: Device, suffix: str) -> None:
    saved(tmp_path / "in" / "a.jpg")
    saved(tmp_path / "in" / "a.tif", bits=16)
    saved(tmp_path / "in" / "b.png", bits=16)
    restored(tmp_path / "in", tmp_path / "out", device, TONES, suffix)
    names = {".png": ["a.jpg.png", "a.tif.png", "b.png"], ".tif": ["a.jpg.tif", "a.tif", "b.tif"]}
    assert tree(tmp_path / "out") == names.get(suffix, ["a.jpg", "a.tif.jpg", "b.jpg"])
    for name in tree(tmp_path / "out"):
        assert decoded(tmp_path / "out" / name).shape[:2] == (40, 56)


def test_a_picture_that_vanishes_before_its_turn_is_named(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    saved(tmp_path / "in" / "b.png")

    def vanish(event: Event) -> None:
        if isinstance(event, JobsQueued):
            (tmp_path / "in" / "a.png").unlink()

    told = drawn(restored(tmp_path / "in", tmp_path / "out", device, hear=vanish))
    assert told == ["2 queued, 0 done before", "✓ b.png", "✗ a.png is not there any more"]


def test_a_picture_that_changes_while_it_is_read_is_not_published(tmp_path: Path, device: Device) -> None:
    source = saved(tmp_path / "in" / "a.png", photograph(300, 300))

    def scribble(event: Event) -> None:
        if isinstance(event, JobProgressed):
            with source.open("ab") as file:
                file.write(b"more")

    events = restored(tmp_path / "in", tmp_path / "out", device, TONES, hear=scribble)
    assert drawn(events)[1:] == ["✗ a.png changed while it was read"]
    assert tree(tmp_path / "out") == []
    assert leftovers(tmp_path / "out") == []


@pytest.mark.parametrize("older", [False, True])
def test_what_somebody_puts_in_the_place_of_a_result_while_it_is_painted_stays(
    older: bool, tmp_path: Path, device: Device
) -> None:
    saved(tmp_path / "in" / "a.png", photograph(300, 300))
    theirs = tmp_path / "out" / "a.png"
    if older:  # there is a result already, and it is done again
        restored(tmp_path / "in", tmp_path / "out", device)

    def put(event: Event) -> None:
        if isinstance(event, JobProgressed):
            theirs.write_bytes(b"somebody's")

    events = restored(tmp_path / "in", tmp_path / "out", device, TONES, hear=put)
    assert drawn(events)[1:] == [f"✗ {theirs} was changed by somebody else while it was restored"]
    assert theirs.read_bytes() == b"somebody's"
    assert leftovers(tmp_path / "out") == []


def test_a_second_call_does_nothing_again(tmp_path: Path, device: Device) -> None:
    count = len(small_archive(tmp_path / "in"))
    restored(tmp_path / "in", tmp_path / "out", device)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*") if ".patina" not in path.parts}
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device)) == [f"0 queued, {count} done before"]
    assert all(path.stat().st_mtime_ns == changed for path, changed in before.items())


def test_without_its_journal_what_is_done_is_still_known(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    restored(tmp_path / "in", tmp_path / "out", device)
    changed = (tmp_path / "out" / "a.png").stat().st_mtime_ns
    shutil.rmtree(tmp_path / "out" / ".patina")
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device)) == ["1 queued, 0 done before", "✓ a.png"]
    assert (tmp_path / "out" / "a.png").stat().st_mtime_ns == changed


def test_new_and_changed_pictures_and_lost_results_are_done_at_the_next_call(tmp_path: Path, device: Device) -> None:
    for name in ("kept.png", "changed.png", "lost.png"):
        saved(tmp_path / "in" / name)
    restored(tmp_path / "in", tmp_path / "out", device)
    saved(tmp_path / "in" / "new.png")
    saved(tmp_path / "in" / "changed.png", noise(10, 10))
    (tmp_path / "out" / "lost.png").unlink()
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device))
    assert told == ["3 queued, 1 done before", "✓ changed.png", "✓ lost.png", "✓ new.png"]
    assert decoded(tmp_path / "out" / "changed.png").shape[:2] == (10, 10)


def test_with_another_recipe_all_is_done_again_and_back_again_too(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    found: list[str] = []
    for recipe in (find_recipe("restore"), TONES, find_recipe("restore")):
        assert drawn(restored(tmp_path / "in", tmp_path / "out", device, recipe))[1:] == ["✓ a.png"]
        found.append(hashes(tmp_path / "out")["a.png"])
    assert found[0] == found[2] != found[1]


def test_failed_pictures_are_tried_again_at_the_next_call(tmp_path: Path, device: Device) -> None:
    cut(saved(tmp_path / "in" / "a.png"))
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device))[1].startswith("✗")
    saved(tmp_path / "in" / "a.png")
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device))[1:] == ["✓ a.png"]


def test_the_record_says_what_was_made_of_what(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.tif", bits=16)
    recipe = with_options(find_recipe("restore"), "restore", strength=0.5)
    restored(tmp_path / "in", tmp_path / "out", device, recipe)
    record = read_record(tmp_path / "out" / "a.tif")
    assert record is not None
    assert record.source == str(tmp_path / "in" / "a.tif")
    assert record.result == "a.tif"
    assert record.source_sha256 == hashes(tmp_path / "in")["a.tif"]
    assert record.result_sha256 == hashes(tmp_path / "out")["a.tif"]
    assert record.recipe == recipe
    assert record.models.keys() == {"toner", "finder", "restorer"}
    for name, sha256 in record.models.items():
        assert hashes(BUNDLED / name)["weights.safetensors"] == sha256
    assert record.device == device.backend.title
    assert any(remark.startswith("noise: sigma") for finding in record.findings for remark in finding.remarks)


@pytest.mark.skipif(not LINUX, reason="this system's names are Unicode")
def test_names_that_are_no_utf_8_go_through_to_the_result_and_the_record(tmp_path: Path, device: Device) -> None:
    name = os.fsdecode(b"gro\xdfvater.png")
    saved(tmp_path / "in" / name)
    restored(tmp_path / "in", tmp_path / "out", device)
    assert (tmp_path / "out" / name).exists()
    record = json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))
    assert record["result"] == r"gro\udcdfvater.png"
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device)) == ["0 queued, 1 done before"]
    (tmp_path / "out" / ".patina" / "journal.sqlite").unlink()
    restored(tmp_path / "in", tmp_path / "out", device, TONES)
    assert json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))["recipe"]["title"] == "Tones only"


def test_a_missing_or_damaged_model_is_told_before_any_picture(tmp_path: Path, device: Device, home: Path) -> None:
    saved(tmp_path / "in" / "a.png")
    mine = home / "models" / "restorer"
    shutil.copytree(BUNDLED / "restorer", mine)
    try:
        (mine / "weights.safetensors").write_bytes(b"not weights")
        with pytest.raises(ModelInvalid, match=r"“restorer” cannot be used: .*restorer/weights\.safetensors is damaged"):
            restored(tmp_path / "in", tmp_path / "out", device)
        (mine / "weights.safetensors").unlink()
        with pytest.raises(ModelInvalid, match=r"restorer/weights\.safetensors cannot be read"):
            restored(tmp_path / "in", tmp_path / "out", device)
        (mine / "model.toml").write_text("title = 3")
        with pytest.raises(ModelInvalid, match=r"restorer/model\.toml is not a card"):
            restored(tmp_path / "in", tmp_path / "out", device)
    finally:
        shutil.rmtree(home / "models")
    assert drawn(restored(tmp_path / "in", tmp_path / "out", device))[1:] == ["✓ a.png"]


def test_two_batches_into_one_folder_at_a_time_are_refused(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")

    def again(event: Event) -> None:
        if isinstance(event, JobsQueued):
            with pytest.raises(DestinationNotWritable, match="another Patina is at work"):
                restored(tmp_path / "in", tmp_path / "out", device)

    assert drawn(restored(tmp_path / "in", tmp_path / "out", device, hear=again))[1:] == ["✓ a.png"]
