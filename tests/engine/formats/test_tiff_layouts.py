"""Every way in which a TIFF can hold its pixels is read exactly; the kinds that are not read are named."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

import engine.files.tiff_segments as tiff_segments
from engine.errors import UnreadablePicture
from engine.files.source import Shape
from engine.pixels import Box
from tests.engine.formats.pictures import opened, painted, random_boxes, upright, whole

LAYOUTS: dict[str, dict[str, Any]] = {
    "one strip": {"rowsperstrip": 500},
    "strips": {"rowsperstrip": 7},
    "tiles": {"tile": (32, 48)},
}
COMPRESSIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "lzw": {"compression": "lzw"},
    "lzw with predictor": {"compression": "lzw", "predictor": 2},
    "deflate": {"compression": "zlib"},
    "deflate with predictor": {"compression": "zlib", "predictor": 2},
    "old deflate with predictor": {"compression": "deflate", "predictor": 2},
    "packbits": {"compression": "packbits"},
}
COLOURS: dict[str, tuple[Shape, dict[str, Any]]] = {
    "grey": (Shape(83, 131, 1, False, 8), {"photometric": "minisblack"}),
    "grey with alpha": (
        Shape(83, 131, 1, True, 16),
        {"photometric": "minisblack", "planarconfig": "contig", "extrasamples": ["unassalpha"]},
    ),
    "rgb": (Shape(83, 131, 3, False, 16), {"photometric": "rgb", "planarconfig": "contig"}),
    "rgb in planes": (Shape(83, 131, 3, False, 8), {"photometric": "rgb", "planarconfig": "separate"}),
    "rgb with alpha": (
        Shape(83, 131, 3, True, 8),
        {"photometric": "rgb", "planarconfig": "contig", "extrasamples": ["unassalpha"]},
    ),
    "rgb with alpha in planes": (
        Shape(83, 131, 3, True, 16),
        {"photometric": "rgb", "planarconfig": "separate", "extrasamples": ["unassalpha"]},
    ),
}


def stored_as(samples: np.ndarray[Any, Any], options: dict[str, Any]) -> np.ndarray[Any, Any]:
    """The array as tifffile wants it: planes first for planar files, no planes for grey."""
    if options.get("planarconfig") == "separate":
        return np.moveaxis(samples, 2, 0)
    return samples[:, :, 0] if samples.shape[2] == 1 else samples


def write(path: Path, samples: np.ndarray[Any, Any], **options: Any) -> None:
    tifffile.imwrite(path, stored_as(samples, options), **options)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("colours", COLOURS)
def test_every_layout_is_read_exactly(tmp_path: Path, layout: str, compression: str, colours: str) -> None:
    shape, options = COLOURS[colours]
    samples = painted(shape)
    for order, big in itertools.product("<>", (False, True)):
        path = tmp_path / f"{'big' if big else 'classic'}{ord(order)}.tif"
        write(path, samples, byteorder=order, bigtiff=big, **options, **LAYOUTS[layout], **COMPRESSIONS[compression])
        with opened(path) as source:
            assert source.shape == shape
            assert np.array_equal(source.region(Box(0, 0, shape.height, shape.width)), samples)
            for box in random_boxes(shape, 5):
                assert np.array_equal(source.region(box), samples[box.top : box.bottom, box.left : box.right])


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("colours", COLOURS)
def test_long_strips_are_streamed_and_read_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compression: str, colours: str
) -> None:
    monkeypatch.setattr(tiff_segments, "WHOLE_STRIP_BYTES", 1000)
    monkeypatch.setattr(tiff_segments, "BAND_BYTES", 5000)
    shape, options = COLOURS[colours]
    samples = painted(shape)
    for order in "<>":
        path = tmp_path / f"{ord(order)}.tif"
        write(path, samples, rowsperstrip=500, byteorder=order, **options, **COMPRESSIONS[compression])
        assert np.array_equal(whole(path), samples)


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("compression", ["plain", "lzw with predictor"])
def test_turned_tiffs_come_upright(tmp_path: Path, number: int, layout: str, compression: str) -> None:
    stored = painted(Shape(83, 131, 3, False, 16))
    path = tmp_path / "turned.tif"
    tags = [(274, "H", 1, number, True)]
    write(path, stored, photometric="rgb", extratags=tags, **LAYOUTS[layout], **COMPRESSIONS[compression])
    reference = upright(stored, number)
    with opened(path) as source:
        assert (source.shape.height, source.shape.width) == reference.shape[:2]
        for box in [Box(0, 0, source.shape.height, source.shape.width), *random_boxes(source.shape, 20)]:
            assert np.array_equal(source.region(box), reference[box.top : box.bottom, box.left : box.right])


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("compression", ["plain", "lzw", "deflate"])
@pytest.mark.parametrize("bits", [8, 16])
def test_white_is_zero_is_turned_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: Any, compression: str, long: bool
) -> None:
    if long:
        monkeypatch.setattr(tiff_segments, "WHOLE_STRIP_BYTES", 1000)
    samples = painted(Shape(83, 131, 1, False, bits))
    path = tmp_path / "negative.tif"
    write(path, 2**bits - 1 - samples, photometric="miniswhite", **COMPRESSIONS[compression])
    assert np.array_equal(whole(path), samples)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("compression", ["lzw", "deflate"])
def test_colours_multiplied_with_alpha_are_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compression: str, long: bool
) -> None:
    if long:
        monkeypatch.setattr(tiff_segments, "WHOLE_STRIP_BYTES", 1000)
    samples = painted(Shape(83, 131, 3, True, 16))
    samples[:, :, 3] = np.maximum(samples[:, :, 3], 20000)
    stored = samples.copy()
    stored[:, :, :3] = np.rint(samples[:, :, :3] * (samples[:, :, 3:] / 65535))
    path = tmp_path / "multiplied.tif"
    write(path, stored, photometric="rgb", extrasamples=["assocalpha"], **COMPRESSIONS[compression])
    assert np.abs(whole(path).astype(int) - samples).max() <= 2


def test_an_infrared_channel_is_left_out_and_mentioned(tmp_path: Path) -> None:
    samples = painted(Shape(83, 131, 3, True, 16))
    path = tmp_path / "infrared.tif"
    write(path, samples, photometric="rgb", extrasamples=["unspecified"])
    assert np.array_equal(whole(path), samples[:, :, :3])
    with opened(path) as source:
        assert source.metadata.remarks == ("Channels beside the colours (infrared, a selection) are left out.",)


def test_previews_and_pyramids_beside_the_picture_are_ignored(tmp_path: Path) -> None:
    samples = painted(Shape(83, 131, 3, False, 8))
    path = tmp_path / "pyramid.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(samples, photometric="rgb", subifds=1)
        tiff.write(samples[::2, ::2], photometric="rgb", subfiletype=1)
        tiff.write(samples[::4, ::4], photometric="rgb", subfiletype=1)
    assert np.array_equal(whole(path), samples)


def test_several_pages_are_refused_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "pages.tif"
    tifffile.imwrite(path, np.zeros((3, 20, 30), np.uint8), photometric="minisblack")
    with pytest.raises(UnreadablePicture, match=r"^pages\.tif has 3 pages; files with several pictures are not read"):
        whole(path)


KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "floating-point": (np.zeros((9, 9), np.float32), {}),
    "32 bits": (np.zeros((9, 9), np.uint32), {}),
    "signed": (np.zeros((9, 9), np.int16), {}),
    "1 bit": (np.zeros((9, 9), np.bool_), {}),
    "palette": (np.zeros((9, 9), np.uint8), {"photometric": "palette", "colormap": np.zeros((3, 256), np.uint16)}),
    "CMYK": (np.zeros((9, 9, 4), np.uint8), {"photometric": "separated"}),
    "Lab": (np.zeros((9, 9, 3), np.uint8), {"photometric": "cielab"}),
    "JPEG": (np.zeros((16, 16, 3), np.uint8), {"photometric": "rgb", "compression": "jpeg"}),
    "Zstandard": (np.zeros((9, 9), np.uint8), {"compression": "zstd"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_that_are_not_read_are_named(tmp_path: Path, kind: str) -> None:
    samples, options = KINDS[kind]
    path = tmp_path / "odd.tif"
    tifffile.imwrite(path, samples, **options)
    with pytest.raises(UnreadablePicture, match=rf"^odd\.tif is a TIFF .*{kind}.*: not read yet$"):
        whole(path)


def test_reversed_bits_are_read(tmp_path: Path) -> None:
    samples = painted(Shape(40, 50, 1, False, 8)).astype(np.uint8)
    path = tmp_path / "reversed.tif"
    turned = np.packbits(np.unpackbits(samples, bitorder="big"), bitorder="little").reshape(samples.shape)
    tifffile.imwrite(path, turned[:, :, 0], extratags=[(65000, "H", 1, 2, True)], photometric="minisblack")
    own, fill_order = struct.pack("<HHI", 65000, 3, 1), struct.pack("<HHI", 266, 3, 1)
    path.write_bytes(path.read_bytes().replace(own, fill_order))
    assert np.array_equal(whole(path), samples)
