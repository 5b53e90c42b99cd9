"""Pyramids: reduced copies beside the picture in a TIFF, as other programs see them, and as we do."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any, cast

import numpy as np
import PIL.Image
import pytest
import pyvips
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import engine.files.tiff_writer as tiff_writer
from engine.desks.opened import Opened
from engine.desks.thumbnails import thumbnail
from engine.errors import UnreadablePicture
from engine.files.source import Metadata, Shape
from engine.pixels import Box, Samples
from tests.engine.formats.pictures import (
    SHAPES,
    format_for,
    metadata_of,
    named,
    opened,
    painted,
    upright,
    whole,
    with_notes,
    written,
)

TIFF = format_for(".tif")
PYRAMID = TIFF.pyramidal()
RGB = Shape(301, 1101, 3, False, 8)
P3 = cast(Any, pyvips.Image).profile_load("p3")


def stacked(path: Path, samples: Samples, shape: Shape, metadata: Metadata | None = None, rows: int = 37) -> Path:
    """Write a pyramid in uneven parts, and check it."""
    sink = PYRAMID.create(path, shape, metadata or Metadata(), path.parent)
    for top in range(0, shape.height, rows):
        sink.write(samples[top : top + rows])
    sink.finish()
    PYRAMID.check(path, shape)
    return path


def levels_in(path: Path) -> list[NDArray[Any]]:
    """As tifffile reads them: the picture first, all with an axis for planes."""
    with tifffile.TiffFile(path) as tiff:
        pages = [page.asarray() for page in tiff.pages]
    return [page if page.ndim == 3 else page[..., None] for page in pages]


def half(level: NDArray[Any], alpha: bool) -> NDArray[Any]:
    """What a level's half is to be, spelled out: means of 2 x 2, the last row and column repeated, colours by their alpha."""
    exact = np.pad(level.astype(np.float64), ((0, level.shape[0] % 2), (0, level.shape[1] % 2), (0, 0)), mode="edge")
    squares = np.stack([exact[down::2, across::2] for down in (0, 1) for across in (0, 1)])
    means = squares.mean(axis=0)
    if alpha:
        weights = squares[..., -1:].sum(axis=0)
        seen = (squares[..., :-1] * squares[..., -1:]).sum(axis=0) / np.maximum(weights, 1)
        means[..., :-1] = np.where(weights > 0, seen, means[..., :-1])
    return np.rint(means).astype(level.dtype)


@given(
    size=st.tuples(st.integers(1, 1200), st.integers(1, 1200)),
    channels=st.sampled_from((1, 3)),
    alpha=st.booleans(),
    bits=st.sampled_from((8, 16)),
    rows=st.integers(1, 600),
    seed=st.integers(0, 1000),
)
@settings(max_examples=20, deadline=None)
def test_each_level_is_the_mean_of_the_one_before_until_one_fits_into_a_tile(
    tmp_path_factory: pytest.TempPathFactory,
    size: tuple[int, int],
    channels: Any,
    alpha: bool,
    bits: Any,
    rows: int,
    seed: int,
) -> None:
    shape, path = Shape(*size, channels, alpha, bits), tmp_path_factory.mktemp("pyramid") / "picture.tif"
    most = 2**bits - 1
    samples = np.random.default_rng(seed).integers(0, most + 1, (*size, shape.planes)).astype(shape.dtype)
    if alpha:  # some of it not seen at all
        samples[..., -1][samples[..., -1] < most // 3] = 0
    levels = levels_in(stacked(path, samples, shape, rows=rows))
    path.unlink()
    assert np.array_equal(levels[0], samples)
    for level, before in zip(levels[1:], levels, strict=False):
        assert max(before.shape[:2]) > 256
        assert np.array_equal(level, half(before, alpha))
    assert max(levels[-1].shape[:2]) <= 256


def test_levels_do_not_grow_brighter(tmp_path: Path) -> None:
    grain = np.random.default_rng(1).integers(0, 256, (2048, 2048, 1)).astype(np.uint8)
    means = [level.mean() for level in levels_in(stacked(tmp_path / "grain.tif", grain, Shape(2048, 2048, 1, False, 8)))]
    assert len(means) == 4
    assert np.ptp(means) < 0.02  # rounding halves up makes it an eighth of a level each time


@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_other_programs_see_one_picture_in_several_sizes(tmp_path: Path, shape: Shape) -> None:
    path = stacked(tmp_path / "picture.tif", painted(shape), shape, Metadata(dots_per_inch=(600, 300)))
    with tifffile.TiffFile(path) as tiff:
        assert len(tiff.series) == 1, "no pages of a book"
        assert [level.shape[:2] for level in tiff.series[0].levels] == [(83, 301), (42, 151)]
        assert [page.subfiletype for page in cast(Any, tiff.pages)] == [0, 1]
        assert all(page.is_tiled and page.predictor == 2 for page in cast(Any, tiff.pages))
        across, down = (cast(Any, tiff.pages)[1].tags[tag].value for tag in ("XResolution", "YResolution"))
    assert across[0] / across[1] == pytest.approx(600 * 151 / 301, rel=1e-6)
    assert down[0] / down[1] == pytest.approx(300 * 42 / 83, rel=1e-6)
    pages = [cast(Any, pyvips.Image).new_from_file(str(path), page=page).numpy() for page in (0, 1)]
    for page, level in zip(pages, levels_in(path), strict=True):
        assert np.array_equal(page.reshape(level.shape), level)
    if (shape.channels, shape.bits) != (3, 16) and shape.planes != 2:  # which Pillow does not read
        with PIL.Image.open(path) as picture:
            assert (cast(Any, picture).n_frames, picture.size) == (2, (301, 83))
            picture.seek(1)
            assert np.array_equal(np.asarray(picture).reshape(42, 151, -1), levels_in(path)[1])


@pytest.mark.parametrize("big", [False, True])
def test_pyramids_count_all_their_sizes_for_bigtiff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, big: bool) -> None:
    raw = RGB.height * RGB.width * 3
    monkeypatch.setattr(tiff_writer, "MOST_CLASSIC_BYTES", int(raw * (1.2 if big else 1.4)))
    path = stacked(tmp_path / "picture.tif", painted(RGB), RGB)
    with tifffile.TiffFile(path) as tiff:
        assert tiff.is_bigtiff == big
        assert len(tiff.pages) == 4
    assert np.array_equal(whole(path), painted(RGB))
    plain = tmp_path / "plain.tif"
    written(plain, painted(RGB), RGB)
    with tifffile.TiffFile(plain) as tiff:
        assert not tiff.is_bigtiff


def test_a_pyramid_is_read_as_its_picture_with_its_notes_and_its_copies_have_the_profile(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain.tif", tmp_path / "pyramid.tif"
    written(plain, painted(RGB), RGB, Metadata(icc_profile=P3, dots_per_inch=(300, 300)))
    with_notes(plain, {"Exif.Image.Artist": "Łukasz", "Exif.Photo.LensModel": "Symmar 150", "Xmp.photoshop.City": "Köln"})
    stacked(path, painted(RGB), RGB, metadata_of(plain))
    assert metadata_of(path) == metadata_of(plain)
    with opened(path) as source:
        assert source.shape == RGB
        assert np.array_equal(source.region(Box(0, 0, RGB.height, RGB.width)), painted(RGB))
    with tifffile.TiffFile(path) as tiff:
        pages = cast(Any, tiff.pages)
        assert [page.tags["InterColorProfile"].value == P3 for page in pages] == [True] * 4
        assert [34665 in page.tags for page in pages] == [True, False, False, False]


@pytest.mark.parametrize("pyramid", [False, True])
def test_memory_does_not_grow_with_the_height_of_a_picture(tmp_path: Path, pyramid: bool) -> None:
    """And a pyramid holds at most one row of tiles of each level: together twice the picture's, and half a row under way."""
    rows, band = painted(Shape(64, 2500, 1, False, 8)), 256 * 2560
    peaks: list[int] = []
    for height in (1024, 4096):
        tracemalloc.start()
        kind = PYRAMID if pyramid else TIFF
        sink = kind.create(tmp_path / f"{height}.tif", Shape(height, 2500, 1, False, 8), Metadata(), tmp_path)
        try:
            for _ in range(height // 64):
                sink.write(rows)
            sink.finish()
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
            sink.abandon()
    most = (3.8 if pyramid else 2.6) * band  # the band, what comes in, and its tiles, of which more or fewer are packed by then
    assert peaks[0] < most
    assert peaks[1] < most, "the file is four times as large"


def test_a_check_misses_a_level_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "plain.tif"
    written(path, painted(RGB), RGB)
    with pytest.raises(UnreadablePicture, match="it has 1 of the 4 sizes of its picture"):
        PYRAMID.check(path, RGB)


def test_a_check_notices_damage_in_a_level(tmp_path: Path) -> None:
    path = stacked(tmp_path / "picture.tif", painted(RGB), RGB)
    with tifffile.TiffFile(path) as tiff:
        page = cast(Any, tiff.pages)[2]
        place, size = page.dataoffsets[0], page.databytecounts[0]
    content = bytearray(path.read_bytes())
    content[place : place + size // 2] = bytes(size // 2)
    path.write_bytes(content)
    TIFF.check(path, RGB)  # the picture itself is whole
    with pytest.raises(UnreadablePicture, match="cannot be unpacked"):
        PYRAMID.check(path, RGB)


@pytest.mark.parametrize("number", range(1, 9))
def test_copies_come_upright_as_their_picture_does(tmp_path: Path, number: int) -> None:
    path = stacked(tmp_path / "picture.tif", painted(RGB), RGB)
    levels = levels_in(path)
    with tifffile.TiffFile(path, mode="r+") as tiff:
        cast(Any, tiff.pages)[0].tags["Orientation"].overwrite(number)
    with opened(path) as source:
        for halvings in (1, 2, 3):
            reduced = source.reduced(halvings)
            assert reduced is not None
            box = Box(0, 0, reduced.shape.height, reduced.shape.width)
            assert np.array_equal(reduced.region(box), upright(levels[halvings], number))
        assert source.reduced(4) is None


@pytest.mark.parametrize("subifd", [False, True])
def test_copies_that_libvips_wrote_are_used_in_the_chain_and_as_subifds(tmp_path: Path, subifd: bool) -> None:
    picture, path = painted(Shape(768, 1024, 3, False, 8)), tmp_path / "vips.tif"
    image = cast(Any, pyvips.Image).new_from_array(picture)
    image.tiffsave(str(path), pyramid=True, tile=True, tile_width=256, tile_height=256, compression="deflate", subifd=subifd)
    with opened(path) as source:
        reduced = source.reduced(2)
        assert reduced is not None
        assert (reduced.shape.height, reduced.shape.width) == (192, 256)
        wanted = half(half(picture, False), False)
        assert np.abs(reduced.region(Box(0, 0, 192, 256)).astype(int) - wanted).max() <= 2  # it rounds halves up


def test_what_is_no_copy_of_the_picture_is_passed_over(tmp_path: Path) -> None:
    path, picture = tmp_path / "picture.tif", painted(RGB)
    options: dict[str, Any] = {"photometric": "rgb", "tile": (256, 256), "subfiletype": 1}
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(picture, photometric="rgb", tile=(256, 256))
        tiff.write(picture[:150, :500], **options)  # another size
        tiff.write(picture[::2, ::2, 0], photometric="minisblack", tile=(256, 256), subfiletype=1)  # no colours
        tiff.write(picture[::4, ::4].astype(np.float32), **options)  # of a kind that is not read
        tiff.write(picture[::2, ::2], photometric="rgb", subfiletype=1)  # in strips: no quicker than the picture
    with opened(path) as source:
        assert source.reduced(1) is None
        assert np.array_equal(source.region(Box(0, 0, RGB.height, RGB.width)), picture)


def test_copies_are_looked_at_but_never_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wrote them made them of what they liked: tiles to look at come from them, what stages see does not."""
    monkeypatch.setattr("engine.desks.opened.STORED", 100_000)
    path, picture = tmp_path / "picture.tif", painted(Shape(1200, 1100, 3, False, 8))
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(picture, photometric="rgb", tile=(256, 256))
        tiff.write(np.full((600, 550, 3), 7, np.uint8), photometric="rgb", tile=(256, 256), subfiletype=1)
    seen = Opened(path, tmp_path)
    try:
        assert (seen.tile(1, 0, 0) == 7).all()
        assert np.array_equal(seen.tile(0, 1, 1), picture[512:1024, 512:1024])
        assert seen.small.std() > 0.1
    finally:
        seen.close()


def test_the_largest_copy_in_memory_is_one_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.desks.opened.STORED", 50_000)
    views: list[list[NDArray[np.uint8]]] = []
    for name, write in (("pyramid.tif", stacked), ("plain.tif", written)):
        write(tmp_path / name, painted(RGB), RGB)
        picture = Opened(tmp_path / name, tmp_path)
        views.append([picture.tile(level, 0, 0) for level in range(picture.levels)])
        picture.close()
    for copied, made in zip(*views, strict=True):
        assert copied.shape == made.shape
        assert np.abs(copied.astype(int) - made).max() <= 2


def test_a_thumbnail_of_a_pyramid_has_its_colours(tmp_path: Path) -> None:
    """libvips makes it of a copy, and of the profile that lies beside that."""
    shape = Shape(768, 512, 3, False, 8)
    shown: list[NDArray[Any]] = []
    for profile in (P3, None):
        for name, write in (("pyramid", stacked), ("plain", written)):
            path = tmp_path / f"{name} {profile is None}.tif"
            write(path, painted(shape), shape, Metadata(icc_profile=profile))
            with PIL.Image.open(thumbnail(path, 128, tmp_path)) as small:
                shown.append(np.asarray(small).astype(int))
    assert np.abs(shown[0] - shown[1]).mean() < 2
    assert np.abs(shown[0] - shown[2]).mean() > 4, "another profile gives other colours"
