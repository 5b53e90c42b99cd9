"""How the picture in a TIFF file is laid out; files of kinds that are not read are refused here, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from engine.files.directories import Block, Broken, Directory
from engine.files.original import Original
from engine.files.source import Shape
from engine.pixels import Box

NONE, LZW, DEFLATE, OLD_DEFLATE, PACKBITS = 1, 5, 8, 32946, 32773
MOST_RATIO = {NONE: 1, LZW: 1400, DEFLATE: 1040, OLD_DEFLATE: 1040, PACKBITS: 64}  # the codecs' own limits, rounded up
REDUCED, MASK = 1, 4  # bits of NewSubfileType
MOST_SAMPLES = 16
MOST_PAGES = 10_000
MOST_TILE_BYTES = 128 * 2**20

COMPRESSIONS = {
    2: "fax (CCITT)", 3: "fax (CCITT)", 4: "fax (CCITT)", 6: "old JPEG", 7: "JPEG",
    34712: "JPEG 2000", 33003: "JPEG 2000", 34925: "LZMA",
    50000: "Zstandard", 34926: "Zstandard", 50001: "WebP", 50002: "JPEG XL", 52546: "JPEG XL",
    34887: "LERC", 34676: "LogLuv", 34677: "LogLuv", 32809: "ThunderScan", 34892: "lossy JPEG",
}  # fmt: skip
COLOURS = {3: "palette", 4: "mask", 5: "CMYK", 6: "YCbCr", 8: "Lab", 9: "Lab", 10: "Lab", 32803: "camera raw",
           32844: "LogLuv", 32845: "LogLuv", 34892: "camera raw"}  # fmt: skip


@dataclass(frozen=True)
class TiffLayout:
    """A segment is a strip or a tile. In planar files each plane has its own segments, one plane after the other."""

    shape: Shape  # as stored
    order: Literal["<", ">"]
    samples: int  # for each pixel, with those that are not read
    planar: bool
    compression: int
    differences: bool  # predictor 2
    bits_reversed: bool
    white_is_zero: bool
    premultiplied: bool
    tiled: bool
    segment_height: int
    segment_width: int
    offsets: NDArray[np.int64]
    counts: NDArray[np.int64]
    remarks: tuple[str, ...]

    @property
    def across(self) -> int:
        return -(-self.shape.width // self.segment_width)

    @property
    def down(self) -> int:
        return -(-self.shape.height // self.segment_height)

    @property
    def planes_together(self) -> int:
        """Samples of a pixel that lie side by side in a segment."""
        return 1 if self.planar else self.samples

    @property
    def pixel_bytes(self) -> int:
        return self.planes_together * self.shape.dtype.itemsize

    def rows(self, down: int) -> int:
        """Rows in the segments of that row of segments: tiles are always whole, the last strip is not."""
        left = self.shape.height - down * self.segment_height
        return self.segment_height if self.tiled else min(self.segment_height, left)

    def box(self, down: int, across: int) -> Box:
        """The part of the picture that a segment covers."""
        top, left = down * self.segment_height, across * self.segment_width
        whole = Box(top, left, top + self.segment_height, left + self.segment_width)
        return whole.clipped(self.shape.height, self.shape.width)

    def number(self, plane: int, down: int, across: int) -> int:
        return (plane * self.down + down) * self.across + across


def layout_of(original: Original, block: Block) -> TiffLayout:
    """Read and check the first directory. Nothing is allocated for pixels before all of it is known to fit."""
    try:
        directory, following = block.directory(block.first)
        if block.integer(directory, 254, 0) & REDUCED:
            raise original.refused("is a TIFF whose first page is only a preview: not read yet")
        _refuse_pages(original, block, following)
        return directory_layout(original, block, directory)
    except Broken as cause:
        raise original.damaged(str(cause)) from cause


def directory_layout(original: Original, block: Block, directory: Directory) -> TiffLayout:
    """Of any directory. Raises UnreadablePicture, or Broken."""
    _refuse_kinds(original, block, directory)
    layout = _layout(original, block, directory)
    _check_segments(original, layout)
    return layout


def _refuse_kinds(original: Original, block: Block, directory: Directory) -> None:
    def refuse(kind: str) -> NoReturn:
        raise original.refused(f"is a TIFF {kind}: not read yet")

    compression, colours = block.integer(directory, 259, 1), block.integer(directory, 262, -1)
    bits = set(block.integers(directory[258]).tolist()) if 258 in directory else {1}
    formats = set(block.integers(directory[339]).tolist()) if 339 in directory else {1}
    if 50706 in directory:
        refuse("of a camera's raw data (DNG)")
    if compression not in MOST_RATIO:
        refuse(f"with {COMPRESSIONS.get(compression, f'unknown (number {compression})')} compression")
    if bits == {1}:
        refuse("in black and white without greys (1 bit)")
    if colours not in (0, 1, 2):
        refuse(f"of the kind {COLOURS.get(colours, f'unknown (number {colours})')}")
    if not formats <= {1, 4}:
        refuse("with floating-point or signed numbers")
    if bits not in ({8}, {16}):
        refuse(f"with {' and '.join(map(str, sorted(bits)))} bits")
    if block.integer(directory, 317, 1) not in (1, 2):
        refuse("with the predictor for floating-point numbers")


def _refuse_pages(original: Original, block: Block, following: int) -> None:
    """Pyramids, thumbnails and masks are no pages; whatever else follows is."""
    pages = 1
    for directory in directories_from(block, following):
        pages += not (block.integer(directory, 254, 0) & (REDUCED | MASK) or block.integer(directory, 255, 1) == 2)
    if pages > 1:
        raise original.refused(f"has {pages} pages; files with several pictures are not read yet")


def directories_from(block: Block, following: int) -> Iterator[Directory]:
    """The chain of directories after the first one; `following`: where it begins."""
    seen = {block.first}
    while following:
        if following in seen or len(seen) > MOST_PAGES:
            raise Broken("its pages go round in a circle")
        seen.add(following)
        directory, following = block.directory(following)
        yield directory


def _layout(original: Original, block: Block, directory: Directory) -> TiffLayout:
    width, height = block.integer(directory, 256, 0), block.integer(directory, 257, 0)
    original.check_size(width, height)
    samples, colours = block.integer(directory, 277, 1), block.integer(directory, 262, 1)
    channels = 3 if colours == 2 else 1
    if not channels <= samples <= MOST_SAMPLES:
        raise Broken(f"it has {samples} samples for each pixel")
    kind = block.integer(directory, 338, 0) if samples > channels else 0
    alpha = kind in (1, 2)
    compression, tiled = block.integer(directory, 259, 1), 324 in directory
    bits = 16 if block.integer(directory, 258, 8) == 16 else 8
    further = samples > channels + alpha
    rows = min(block.integer(directory, 278, height), height)
    shape = Shape(height, width, channels, alpha, bits)
    segment_height = block.integer(directory, 323, 0) if tiled else rows
    segment_width = block.integer(directory, 322, 0) if tiled else width
    if segment_height < 1 or segment_width < 1:
        raise Broken("its tiles have no size")
    offsets, counts = _places(block, directory, tiled, compression, shape, samples)
    return TiffLayout(
        shape=shape,
        order=block.order,
        samples=samples,
        planar=samples > 1 and block.integer(directory, 284, 1) == 2,
        compression=compression,
        differences=compression in (LZW, DEFLATE, OLD_DEFLATE) and block.integer(directory, 317, 1) == 2,
        bits_reversed=block.integer(directory, 266, 1) == 2,
        white_is_zero=colours == 0,
        premultiplied=kind == 1,
        tiled=tiled,
        segment_height=segment_height,
        segment_width=segment_width,
        offsets=offsets,
        counts=counts,
        remarks=("Channels beside the colours (infrared, a selection) are left out.",) if further else (),
    )


def _places(
    block: Block, directory: Directory, tiled: bool, compression: int, shape: Shape, samples: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Offsets and byte counts of the segments, as the file tells them."""
    tags = (324, 325) if tiled else (273, 279)
    if tags[0] not in directory:
        raise Broken("it does not say where its pixels lie")
    offsets = block.integers(directory[tags[0]])
    if tags[1] in directory:
        return offsets, block.integers(directory[tags[1]])
    if compression == NONE and len(offsets) == 1:  # some old programs leave the count out
        return offsets, np.array([shape.height * shape.width * samples * shape.dtype.itemsize])
    raise Broken("it does not say how long its pixels are")


def _check_segments(original: Original, layout: TiffLayout) -> None:
    """Whether the places of the pixels can be true."""
    needed = layout.across * layout.down * (layout.samples if layout.planar else 1)
    if len(layout.offsets) < needed or len(layout.counts) < needed:
        raise Broken(f"it has {min(len(layout.offsets), len(layout.counts))} of the {needed} pieces of its picture")
    offsets, counts = layout.offsets[:needed], layout.counts[:needed]
    if (offsets <= 0).any() or (counts <= 0).any():
        raise Broken("a piece of its picture is missing")
    if (offsets + counts > original.size).any():
        raise original.cut_off()
    rows = np.array([layout.rows(down) for down in range(layout.down)])
    sizes = np.repeat(rows * layout.segment_width * layout.pixel_bytes, layout.across)
    if (counts * MOST_RATIO[layout.compression] < np.tile(sizes, needed // len(sizes))).any():
        raise Broken("a piece of its picture is shorter than it can be")
    if layout.tiled and int(sizes.max()) > MOST_TILE_BYTES:
        size = f"{layout.segment_width} x {layout.segment_height}"
        raise original.refused(f"has tiles of {size} pixels: too large to read")
