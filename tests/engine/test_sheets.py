"""Sheets of small pictures."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.errors import AppError, DestinationNotWritable, UnreadablePicture
from engine.sheets import BACKGROUND, before_after_sheet, labelled_grid, pairs_of, shortened, small_copy, text_width

RED, BLUE = (200, 40, 40), (40, 40, 200)


def half_red_half_blue(height: int, width: int) -> np.ndarray:
    picture = np.empty((height, width, 3), np.uint8)
    picture[:, : width // 2], picture[:, width // 2 :] = RED, BLUE
    return picture


def assert_red_left_blue_right(copy: np.ndarray) -> None:
    height, width = copy.shape[:2]
    assert copy[height // 2, width // 4] == pytest.approx(RED, abs=4)
    assert copy[height // 2, 3 * width // 4] == pytest.approx(BLUE, abs=4)


def test_a_small_copy_has_the_long_side_that_was_asked_for(tmp_path: Path) -> None:
    Image.fromarray(half_red_half_blue(300, 600)).save(tmp_path / "large.png")
    Image.fromarray(half_red_half_blue(30, 20)).save(tmp_path / "tiny.png")
    assert small_copy(tmp_path / "large.png", 100).shape == (50, 100, 3)
    assert small_copy(tmp_path / "tiny.png", 90).shape == (90, 60, 3)


def test_a_small_copy_of_a_turned_jpeg_is_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.fromarray(half_red_half_blue(200, 400)).transpose(Image.Transpose.ROTATE_90)
    turned.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    copy = small_copy(tmp_path / "turned.jpg", 100)
    assert copy.shape == (50, 100, 3)
    assert_red_left_blue_right(copy)


def test_a_small_copy_of_a_turned_16_bit_tiff_is_upright(tmp_path: Path) -> None:
    samples = np.rot90(half_red_half_blue(200, 400)).astype(np.uint16) * 257
    orientation = (274, "H", 1, 6, True)
    tifffile.imwrite(tmp_path / "turned.tif", samples, photometric="rgb", extratags=[orientation])
    assert_red_left_blue_right(small_copy(tmp_path / "turned.tif", 100))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_grey_pictures_of_8_and_16_bits_keep_their_tones(tmp_path: Path, dtype: type, suffix: str) -> None:
    path = tmp_path / f"grey{suffix}"
    samples = np.full((40, 60), 0.25 * np.iinfo(dtype).max, dtype)
    if suffix == ".tif":
        tifffile.imwrite(path, samples)
    else:
        assert cv2.imwrite(str(path), samples)
    copy = small_copy(path, 60)
    assert copy.shape == (40, 60, 3)
    assert copy.mean() == pytest.approx(64, abs=1)


def test_what_is_not_a_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("Dear Anna")
    with pytest.raises(UnreadablePicture, match=r"letter\.png"):
        small_copy(tmp_path / "letter.png", 100)


def test_a_grid_stands_on_a_neutral_page_with_a_margin() -> None:
    page = labelled_grid([[half_red_half_blue(80, 120), np.zeros((80, 120, 1), np.float32)]], ["was", "is"], ["anna.tif"])
    assert page.dtype == np.uint8
    for edge in (page[:20], page[-20:], page[:, :20], page[:, -20:]):
        assert np.all(edge == BACKGROUND)
    assert np.all(np.any(page == 0, axis=2).sum() == 80 * 120), "the black picture is there, in its size"


def test_a_caption_stands_under_its_pictures_or_under_its_row() -> None:
    picture = half_red_half_blue(80, 120)
    two_pairs = [[picture] * 4, [picture] * 2]
    assert dark_words(labelled_grid(two_pairs, (), ["anna", "berta", "carl"], columns_per_caption=2)) == 3
    assert dark_words(labelled_grid(two_pairs, (), ["anna", "berta"])) == 2
    assert dark_words(labelled_grid(two_pairs)) == 0


def dark_words(page: np.ndarray) -> int:
    """How many groups of letters there are."""
    ink = np.all(page < 180, axis=2).astype(np.uint8)
    return cv2.connectedComponents(cv2.dilate(ink, np.ones((15, 15), np.uint8)))[0] - 1


@pytest.mark.parametrize("width", [0, 60, 100, 200, 1000])
def test_a_long_text_loses_its_middle_until_it_fits(width: int) -> None:
    text = "glass plates/a very long name that nobody can read.tif"
    short = shortened(text, width)
    assert short in (text, "…") or text_width(short) <= width
    start, _, end = short.partition("…")
    assert text.startswith(start)
    assert text.endswith(end)


def test_pictures_are_paired_by_place_and_name_whatever_the_suffix(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    make(
        before,
        "album/anna.tif",
        "album/anna.jpg",
        "album/berta.JPG",
        "carl.png",
        "dora.png",
        "emil.jpg",
        "emil.tif",
        "SAMPLES.txt",
    )
    make(
        after,
        "album/anna.tif",
        "album/anna.jpg",
        "album/berta.png",
        "carl.tif",
        "album/dora.png",
        "emil.jpg.png",
        "emil.tif.png",
        "SAMPLES.txt",
    )
    pairs = [(was.relative_to(before).as_posix(), is_.relative_to(after).as_posix()) for was, is_ in pairs_of(before, after)]
    assert pairs == [
        ("album/anna.jpg", "album/anna.jpg"),
        ("album/anna.tif", "album/anna.tif"),
        ("album/berta.JPG", "album/berta.png"),
        ("carl.png", "carl.tif"),
        ("emil.jpg", "emil.jpg.png"),
        ("emil.tif", "emil.tif.png"),
    ]


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_folders_without_a_common_picture_are_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="No picture"):
        pairs_of(tmp_path, tmp_path / "not there")


def test_a_sheet_has_each_pair_side_by_side(tmp_path: Path) -> None:
    for name in ("anna", "bärbel", "carl"):
        Image.fromarray(half_red_half_blue(60, 90)).save(tmp_path / f"{name}.png")
    pairs = [(path, path) for path in sorted(tmp_path.glob("*.png"))]
    out = tmp_path / "docs" / "sheet.png"
    before_after_sheet(pairs, out, columns=2, long_side=90)
    with Image.open(out) as sheet:
        red = np.all(np.asarray(sheet) == RED, axis=2)
    assert cv2.connectedComponents(red.astype(np.uint8))[0] - 1 == 6


def test_a_sheet_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    Image.fromarray(half_red_half_blue(60, 90)).save(tmp_path / "anna.png")
    pair = (tmp_path / "anna.png", tmp_path / "anna.png")
    with pytest.raises(DestinationNotWritable, match=r"anna\.png"):
        before_after_sheet([pair], tmp_path / "anna.png" / "sheet.png")
