"""Masks that people drew or edited: they are used, by their picture alone, whatever program saved them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.devices.device import Device
from engine.errors import DestinationNotWritable
from engine.events import Event, JobProgressed
from engine.files.destination import Draft, draft_of
from engine.provenance import job_key, read_record, with_mask
from engine.stages.scratches import DRAWN, SOFT, WIDER
from tests.engine.hand_made import RECIPE, corner, draw, hand_made_device, mask_of, restored, scratch, scratched
from tests.engine.small_archive import decoded, hashes, leftovers, saved


@pytest.fixture(scope="module")
def device(home: Path) -> Iterator[Device]:
    with hand_made_device(home) as opened:
        yield opened


DRAWINGS: dict[str, Callable[[Path], object]] = {
    "grey": draw,
    "16 bits, not quite black": lambda path: draw(
        path, np.maximum(corner().astype(np.uint16) * np.uint16(257), np.uint16(255))
    ),
    "red on black": lambda path: draw(path, np.stack([corner(), corner() * 0, corner() * 0], axis=2)),
    "blue on black": lambda path: draw(path, np.stack([corner() * 0, corner() * 0, corner()], axis=2)),
    "white on nothing": lambda path: draw(path, np.stack([corner()] * 4, axis=2)),
    "two tones": lambda path: Image.fromarray(corner()).convert("1").save(path, format="PNG"),
    "palette": lambda path: Image.fromarray(corner()).convert("P").save(path, format="PNG"),
    "JPEG": lambda path: Image.fromarray(corner()).save(path, format="JPEG", quality=98),
    "TIFF": lambda path: Image.fromarray(corner()).save(path, format="TIFF", compression="tiff_lzw"),
}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two scratched pictures."""
    for name in ("a.png", "box/b.png"):
        saved(tmp_path / "in" / name, scratched(scratch()))
    (tmp_path / "masks").mkdir()
    return tmp_path


def only_the_corner_was_painted(folder: Path, name: str = "a.png") -> bool:
    before, after = (decoded(folder / place / name).astype(int) for place in ("in", "out"))
    changed, beyond = (before != after).any(axis=2), 16 + WIDER + SOFT
    grey = bool((np.abs(after[:16, :16] - 127.5) < 1).all())
    return grey and not changed[beyond:].any() and not changed[:, beyond:].any()


def times(folder: Path) -> dict[str, int]:
    return {name: (folder / "out" / name).stat().st_mtime_ns for name in ("a.png", "box/b.png")}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_mask_may_be_drawn_beforehand_and_saved_in_any_way(two: Path, device: Device, kind: str) -> None:
    DRAWINGS[kind](mask_of(two, "a.png"))
    as_drawn = mask_of(two, "a.png").read_bytes()
    assert restored(two, device) == ["2 queued, 0 done before", "✓ a.png", "✓ b.png"]
    assert only_the_corner_was_painted(two)
    assert not only_the_corner_was_painted(two, "box/b.png")
    assert mask_of(two, "a.png").read_bytes() == as_drawn


def test_with_the_masks_as_they_were_written_nothing_is_done_again(two: Path, device: Device) -> None:
    restored(two, device)
    before = times(two)
    restored(two, device)
    assert restored(two, device) == ["0 queued, 2 done before"]
    assert times(two) == before


def test_a_mask_that_was_edited_has_its_picture_alone_done_again(two: Path, device: Device) -> None:
    restored(two, device)
    before = times(two)
    draw(mask_of(two, "a.png"))
    restored(two, device)
    assert only_the_corner_was_painted(two)
    assert times(two)["a.png"] != before["a.png"]
    assert times(two)["box/b.png"] == before["box/b.png"]


def test_a_mask_that_is_older_than_its_picture_is_used_all_the_same(two: Path, device: Device) -> None:
    restored(two, device)
    draw(mask_of(two, "a.png"))
    os.utime(mask_of(two, "a.png"), (10**9, 10**9))
    restored(two, device)
    assert only_the_corner_was_painted(two)


def test_a_mask_that_is_edited_while_its_picture_is_painted_is_used_at_the_next_call(two: Path, device: Device) -> None:
    def edit(event: Event) -> None:
        if isinstance(event, JobProgressed):
            draw(mask_of(two, "a.png"))

    restored(two, device, hear=edit)
    restored(two, device)
    assert only_the_corner_was_painted(two)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_mask_that_is_drawn_as_ours_is_put_there_is_not_lost(
    moment: str, two: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just before it, it stays; just after it, it is not taken for the one that was used."""
    publish = Draft.publish_if_free

    def meanwhile(draft: Draft) -> bool:
        drawing = draft.final == mask_of(two, "a.png")
        if drawing and moment == "before":
            draw(draft.final)
        free = publish(draft)
        if drawing and moment == "after":
            draw(draft.final)
        assert free == (not drawing or moment == "after")
        return free

    monkeypatch.setattr(Draft, "publish_if_free", meanwhile)
    restored(two, device)
    monkeypatch.undo()
    assert not only_the_corner_was_painted(two)
    assert not leftovers(two)
    restored(two, device)
    assert only_the_corner_was_painted(two)


@pytest.mark.parametrize("links", [True, False])
def test_a_draft_takes_no_name_that_is_taken(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    for name, content in (("taken", b"theirs"), ("free", b"ours")):
        final = tmp_path / name
        if name == "taken":
            final.write_bytes(b"theirs")
        with draft_of(final) as draft:
            draft.path.write_bytes(b"ours")
            assert draft.publish_if_free() == (name == "free")
        assert final.read_bytes() == content
    assert not leftovers(tmp_path)


def test_without_the_mask_that_was_drawn_damage_is_found_anew(two: Path, device: Device) -> None:
    draw(mask_of(two, "a.png"))
    restored(two, device)
    mask_of(two, "a.png").unlink()
    restored(two, device)
    assert np.array_equal(decoded(mask_of(two, "a.png")), scratch() * np.uint8(DRAWN - 1))
    assert np.array_equal(decoded(two / "out" / "a.png"), decoded(two / "out" / "box" / "b.png"))


def test_the_record_tells_which_mask_was_used(two: Path, device: Device) -> None:
    draw(mask_of(two, "a.png"))
    restored(two, device)
    key, other = (read_record(two / "out" / name) for name in ("a.png", "box/b.png"))
    assert key is not None
    assert other is not None
    plain = job_key(RECIPE, None)
    assert key.job == with_mask(plain, mask_of(two, "a.png"))
    assert len({plain, key.job, other.job}) == 3
    assert with_mask(plain, None) == with_mask(plain, two / "masks" / "none.png") == plain


# What cannot be used --------------------------------------------------------------------------------------------------


def cut(path: Path, share: float = 0.5) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def cut_png(path: Path) -> None:
    draw(path, np.random.default_rng(0).integers(0, 256, corner().shape, np.uint8))
    cut(path)


def bad_pixels_in_a_tiff(path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, corner().shape, np.uint8)
    Image.fromarray(noise).save(path, format="TIFF", compression="tiff_deflate")
    content = bytearray(path.read_bytes())
    content[200:2000] = bytes(1800)
    path.write_bytes(content)


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "of another size": lambda path: draw(path, np.zeros((40, 40), np.uint8)),
    "turned": lambda path: draw(path, np.ascontiguousarray(corner().T)),
    "text": lambda path: path.write_text("I shall draw it tomorrow."),
    "empty": lambda path: path.touch(),
    "cut off": cut_png,
    "with damaged pixels": bad_pixels_in_a_tiff,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_mask_that_cannot_be_used_fails_its_picture_with_its_path_and_the_rest_is_done(
    two: Path, device: Device, kind: str
) -> None:
    path = mask_of(two, "a.png")
    UNUSABLE[kind](path)
    before = hashes(two / "masks")
    first, done, failed = restored(two, device)
    assert (first, done) == ("2 queued, 0 done before", "✓ b.png")
    assert failed.startswith("✗ the mask")
    assert str(path) in failed
    assert not (two / "out" / "a.png").exists()
    assert hashes(two / "masks").items() >= before.items(), "nothing of anybody's is overwritten"
    assert leftovers(two) == []


def test_a_mask_that_was_mended_is_used_at_the_next_call(two: Path, device: Device) -> None:
    cut_png(mask_of(two, "a.png"))
    restored(two, device)
    draw(mask_of(two, "a.png"))
    assert "✓ a.png" in restored(two, device)
    assert only_the_corner_was_painted(two)


def test_what_a_killed_run_left_beside_the_masks_is_no_hindrance(two: Path, device: Device) -> None:
    (two / "masks" / ".a.png.png.patina-part").write_bytes(b"half a mask")
    assert restored(two, device)[1:] == ["✓ a.png", "✓ b.png"]
    assert leftovers(two) == []


@pytest.mark.parametrize("masks", ["in", "in/masks", "way/masks", "out", "way/../out"])
def test_a_folder_for_masks_among_the_pictures_or_the_results_is_refused_before_anything_is_written(
    two: Path, device: Device, masks: str
) -> None:
    (two / "way").symlink_to(two / "in")
    before = hashes(two)
    with pytest.raises(DestinationNotWritable, match="masks"):
        restored(two, device, masks=masks)
    assert hashes(two) == before
    assert not (two / "out").exists()
