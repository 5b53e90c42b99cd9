"""Masks that are written: what was found, as pictures as large as theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.devices.device import Device
from engine.stages.scratches import DRAWN, SOFT, WIDER
from tests.engine.hand_made import HEIGHT, WIDTH, draw, hand_made_device, mask_of, restored, scratch, scratched
from tests.engine.small_archive import decoded, enlarged, hashes, saved, tree


@pytest.fixture(scope="module")
def device(home: Path) -> Iterator[Device]:
    with hand_made_device(home) as opened:
        yield opened


@pytest.mark.parametrize(("name", "bits", "channels"), [("a.png", 8, 3), ("a.png", 16, 1), ("a.tif", 16, 3), ("a.tif", 8, 1)])
def test_the_mask_shows_what_was_found_and_nothing_else_is_changed(
    tmp_path: Path, device: Device, name: str, bits: int, channels: int
) -> None:
    source = saved(tmp_path / "in" / name, scratched(scratch(), channels), bits)
    assert restored(tmp_path, device)[1:] == [f"✓ {name}"]
    found = decoded(mask_of(tmp_path, name))
    assert found.dtype == np.uint8
    assert np.array_equal(found, scratch() * np.uint8(DRAWN - 1))
    before, after = decoded(source), decoded(tmp_path / "out" / name)
    far = cv2.dilate(found, np.ones((2 * (WIDER + SOFT) + 1,) * 2, np.uint8)) == 0
    assert np.array_equal(after[far], before[far])
    assert (np.abs(after[scratch()] / (2**bits - 1) - 0.5) < 1 / 255).all()


def test_on_a_large_scan_the_mask_is_as_large_as_the_picture_and_is_read_back(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png", enlarged(scratched(scratch(80, 80, 6)), 16)[:-3, :-5])
    restored(tmp_path, device)
    mask, first = decoded(mask_of(tmp_path, "a.png")), hashes(tmp_path / "out")["a.png"]
    assert mask.shape == (80 * 16 - 3, 80 * 16 - 5)
    squares = mask[:1276, :1272].reshape(319, 4, 318, 4)
    assert (squares.max(axis=(1, 3)) == squares.min(axis=(1, 3))).all(), "found at a working scale of 4"
    assert 0 < (mask > 0).mean() < 0.2
    (tmp_path / "out" / "a.png").unlink()
    restored(tmp_path, device)
    assert hashes(tmp_path / "out")["a.png"] == first
    draw(mask_of(tmp_path, "a.png"), np.zeros_like(mask))
    restored(tmp_path, device)
    assert np.array_equal(decoded(tmp_path / "out" / "a.png"), decoded(tmp_path / "in" / "a.png"))


@pytest.mark.parametrize("size", [(100, 100), (33, 47), (1, 1)])
def test_a_small_picture_without_detail_has_its_mask_too(tmp_path: Path, device: Device, size: tuple[int, int]) -> None:
    """It is worked on at a sixteenth, where the last pixels stand for less than sixteen."""
    saved(tmp_path / "in" / "a.png", np.ones((*size, 3), np.float32))
    assert restored(tmp_path, device)[1:] == ["✓ a.png"]
    assert decoded(mask_of(tmp_path, "a.png")).shape == size
    assert (decoded(mask_of(tmp_path, "a.png")) == DRAWN - 1).all()


def test_pictures_of_the_same_name_have_masks_of_their_own(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png", scratched(scratch()))
    saved(tmp_path / "in" / "a.tif", scratched(scratch(40, 50)))
    restored(tmp_path, device, suffix=".png")
    assert tree(tmp_path / "masks") == ["a.png.png", "a.tif.png.png"]
    assert decoded(tmp_path / "masks" / "a.tif.png.png").shape == (40, 50)


def test_the_mask_of_a_picture_that_is_turned_stands_as_the_picture_is_seen(tmp_path: Path, device: Device) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "in").mkdir()
    levels = np.rint(scratched(scratch()) * 255).astype(np.uint8)
    Image.fromarray(levels).save(tmp_path / "in" / "a.jpg", quality=100, subsampling=0, exif=exif)
    restored(tmp_path, device)
    mask = decoded(mask_of(tmp_path, "a.jpg"))
    assert mask.shape == (WIDTH, HEIGHT)
    assert ((np.rot90(scratch(), -1) > 0) == (mask > 100)).mean() > 0.97
