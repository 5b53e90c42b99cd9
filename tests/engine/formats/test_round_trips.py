"""What is written is read back: pixels exactly, at any place, in any order."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.Image
import pytest
import pyvips
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st

import engine.files.tiff_writer as tiff_writer
from engine.errors import UnreadablePicture
from engine.files.recognising import FORMATS
from engine.files.scratch import Scratch
from engine.files.source import Metadata, Shape
from engine.pixels import Box, Samples
from tests.engine.formats.pictures import (
    SHAPES,
    SUFFIXES,
    format_for,
    named,
    opened,
    painted,
    png_of,
    random_boxes,
    upright,
    whole,
    with_notes,
    written,
)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_pixels_come_back_exactly(tmp_path: Path, suffix: str, shape: Shape) -> None:
    samples, path = painted(shape), tmp_path / f"picture{suffix}"
    assert written(path, samples, shape) == ()
    with opened(path) as source:
        assert source.shape == shape
        for box in [Box(0, 0, shape.height, shape.width), *random_boxes(shape, 20)]:
            assert np.array_equal(source.region(box), samples[box.top : box.bottom, box.left : box.right])


@pytest.mark.parametrize("channels", [1, 3])
def test_a_jpeg_comes_back_nearly(tmp_path: Path, channels: Any) -> None:
    shape, path = Shape(83, 301, channels, False, 8), tmp_path / "picture.jpg"
    samples = painted(shape)
    written(path, samples, shape)
    assert np.abs(whole(path).astype(int) - samples).max() < 24
    assert np.abs(whole(path).astype(int) - samples).mean() < 4


@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_other_programs_read_the_same_pixels(tmp_path: Path, shape: Shape) -> None:
    samples = painted(shape)
    written(tmp_path / "a.tif", samples, shape)
    written(tmp_path / "a.png", samples, shape)
    assert np.array_equal(tifffile.imread(tmp_path / "a.tif").reshape(samples.shape), samples)
    if not (shape.alpha and shape.channels == 1):  # which OpenCV turns into RGB
        seen = cv2.imread(str(tmp_path / "a.png"), cv2.IMREAD_UNCHANGED)
        assert seen is not None
        order = [2, 1, 0, 3] if shape.channels == 3 else [0]
        assert np.array_equal(seen.reshape(samples.shape)[:, :, order[: shape.planes]], samples)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("size", [(1, 1), (1, 700), (700, 1), (256, 256), (257, 513)])
def test_any_size_comes_back(tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
    shape, path = Shape(*size, 3, False, 8), tmp_path / f"picture{suffix}"
    samples = painted(shape)
    written(path, samples, shape)
    assert np.abs(whole(path).astype(int) - samples).max() <= (40 if suffix == ".jpg" else 0)


@pytest.mark.parametrize("big", [False, True])
def test_bigtiff_is_written_where_classic_tiff_could_be_too_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, big: bool
) -> None:
    shape, path = SHAPES[-1], tmp_path / "picture.tif"
    monkeypatch.setattr(tiff_writer, "MOST_CLASSIC_BYTES", 1000 if big else 10**6)
    written(path, painted(shape), shape, Metadata(dots_per_inch=(300, 300)))
    with tifffile.TiffFile(path) as tiff:
        assert tiff.is_bigtiff == big
        assert np.array_equal(tiff.asarray(), painted(shape))
    assert np.array_equal(whole(path), painted(shape))


def test_very_wide_pictures_get_lower_tiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shape, path = Shape(83, 700, 3, False, 16), tmp_path / "wide.tif"
    monkeypatch.setattr(tiff_writer, "MOST_BAND_BYTES", 300_000)
    written(path, painted(shape), shape)
    with tifffile.TiffFile(path) as tiff:
        assert (tiff.pages.first.tilewidth, tiff.pages.first.tilelength) == (256, 64)
    assert np.array_equal(whole(path), painted(shape))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_check_finds_another_shape(tmp_path: Path, suffix: str) -> None:
    shape, path = Shape(40, 50, 3, False, 8), tmp_path / f"picture{suffix}"
    written(path, painted(shape), shape)
    with pytest.raises(UnreadablePicture, match="50 x 40, RGB, 8 bits instead of 40 x 50, RGB, 8 bits"):
        format_for(suffix).check(path, Shape(50, 40, 3, False, 8))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_many_threads_see_the_same_picture(tmp_path: Path, suffix: str) -> None:
    shape, path = Shape(400, 700, 3, False, 8), tmp_path / f"picture{suffix}"
    written(path, painted(shape), shape)
    reference = whole(path)
    with opened(path) as source, ThreadPoolExecutor(8) as threads:
        boxes = random_boxes(shape, 60)
        for box, region in zip(boxes, threads.map(source.region, boxes), strict=True):
            assert np.array_equal(region, reference[box.top : box.bottom, box.left : box.right])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_is_left_beside_the_picture(tmp_path: Path, suffix: str) -> None:
    shape, path = Shape(40, 50, 3, False, 8), tmp_path / f"picture{suffix}"
    written(path, painted(shape), shape)
    with opened(path):
        pass
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@given(
    height=st.integers(1, 600),
    width=st.integers(1, 600),
    parts=st.lists(st.integers(1, 300), min_size=1, max_size=5),
    number=st.integers(1, 8),
    seed=st.integers(0, 1000),
)
@settings(max_examples=30, deadline=None)
def test_a_scratch_file_gives_back_any_box(
    tmp_path_factory: pytest.TempPathFactory, height: int, width: int, parts: list[int], number: int, seed: int
) -> None:
    shape = Shape(height, width, 1, True, 16)
    samples = np.random.default_rng(seed).integers(0, 65536, (height, width, 2)).astype(np.uint16)
    scratch = Scratch(tmp_path_factory.getbasetemp(), shape)
    rows, turn = samples, 0
    while len(rows):
        scratch.append(rows[: parts[turn % len(parts)]])
        rows, turn = rows[parts[turn % len(parts)] :], turn + 1
    scratch.complete()
    for box in random_boxes(shape, 10, seed):
        assert np.array_equal(scratch.read(box), samples[box.top : box.bottom, box.left : box.right])
    scratch.close()


def test_files_are_read_alike_where_the_system_has_no_pread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = Shape(300, 400, 3, False, 16)
    for suffix in (".png", ".tif"):
        written(tmp_path / f"a{suffix}", painted(shape), shape)
    monkeypatch.delattr(os, "pread", raising=False)
    for suffix in (".png", ".tif"):
        assert np.array_equal(whole(tmp_path / f"a{suffix}"), painted(shape))


def palette_png(path: Path, samples: Samples, **options: Any) -> None:
    PIL.Image.fromarray(samples).convert("P", palette=PIL.Image.Palette.ADAPTIVE, colors=7).save(path, **options)


def test_palettes_few_bits_and_transparent_colours_are_spread_out(tmp_path: Path) -> None:
    samples = painted(Shape(40, 50, 3, False, 8))
    palette_png(tmp_path / "palette.png", samples)
    palette_png(tmp_path / "clear.png", samples, transparency=3)
    PIL.Image.fromarray(samples[:, :, 0]).convert("1").save(tmp_path / "bilevel.png")
    PIL.Image.fromarray(samples).save(tmp_path / "rgb.png", transparency=tuple(samples[3, 4].tolist()))
    for name, mode in (("palette", "RGB"), ("clear", "RGBA"), ("bilevel", "L"), ("rgb", "RGBA")):
        with PIL.Image.open(tmp_path / f"{name}.png") as picture:
            reference = np.asarray(picture.convert(mode)).reshape(40, 50, -1)
        assert np.array_equal(whole(tmp_path / f"{name}.png"), reference), name


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_greys_of_few_bits_span_the_whole_range(tmp_path: Path, bits: int) -> None:
    most = 2**bits - 1
    greys = np.arange(40 * 8).reshape(40, 8) % (most + 1)
    digits = np.unpackbits(greys.astype(np.uint8)[:, :, None], axis=2)[:, :, 8 - bits :]
    packed = np.packbits(digits.reshape(40, -1), axis=1)
    path = tmp_path / "few.png"
    path.write_bytes(png_of(8, 40, bits, 0, b"".join(b"\0" + row.tobytes() for row in packed)))
    assert np.array_equal(whole(path)[:, :, 0], greys * 255 // most)


@pytest.mark.parametrize("mode", ["progressive", "interlaced", "subsampled"])
def test_other_ways_to_order_the_pixels_are_read(tmp_path: Path, mode: str) -> None:
    samples = painted(Shape(300, 500, 3, False, 8))
    image = pyvips.Image.new_from_array(samples)
    path = tmp_path / ("a.png" if mode == "interlaced" else "a.jpg")
    if mode == "subsampled":
        image.jpegsave(str(path), Q=95, subsample_mode="on")
    else:
        image.write_to_file(str(path), interlace=True)
    difference = np.abs(whole(path).astype(int) - samples)
    assert difference.max() <= (0 if mode == "interlaced" else 60)
    assert difference.mean() < 6


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize("number", range(1, 9))
def test_noted_orientations_are_applied_once(tmp_path: Path, suffix: str, number: int) -> None:
    shape, path = Shape(40, 70, 3, False, 8), tmp_path / f"picture{suffix}"
    written(path, painted(shape), shape)
    stored = whole(path)
    with_notes(path, {"Exif.Image.Orientation": str(number)})
    assert np.array_equal(whole(path), upright(stored, number))
    again = tmp_path / f"again{suffix}"
    with opened(path) as source:
        turned = source.region(Box(0, 0, source.shape.height, source.shape.width))
        written(again, turned, source.shape, source.metadata)
    assert whole(again).shape == turned.shape


def test_each_format_says_what_it_can_hold() -> None:
    assert [format.title for format in FORMATS] == ["JPEG", "PNG", "TIFF"]
    rich = Shape(4, 5, 3, True, 16)
    assert [format.fitting(rich) for format in FORMATS] == [Shape(4, 5, 3, False, 8), rich, rich]
