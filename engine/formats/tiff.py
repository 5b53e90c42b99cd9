"""TIFF and BigTIFF: 8 or 16 bits, grey or RGB, with or without alpha, in strips or tiles, as pyramids too."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from engine.files.directories import Block, Broken
from engine.files.exif import ICC, IPTC, PHOTOSHOP, PHOTOSHOP_LAYERS, XMP
from engine.files.image_format import ImageFormat
from engine.files.metadata import Found, photoshop_iptc
from engine.files.orientation import Orientation
from engine.files.original import Original
from engine.files.sink import Sink
from engine.files.source import Metadata, Shape, Source
from engine.files.tiff_layout import NONE, TiffLayout, layout_of
from engine.files.tiff_pyramid import levels_of
from engine.files.tiff_segments import check_tiles, plain_box, rows_of, segment
from engine.files.tiff_writer import TiffSink, shapes_written
from engine.files.tile_cache import TileCache
from engine.files.unpacking import check_shape, unpacked
from engine.pixels import Box, Samples

SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
CACHE_SAMPLES = 16 * 2**20  # enough for what large boxes share with their neighbours, in RGB pictures up to 8,000 pixels wide
SHARED = 2  # rows of tiles at the lower edge of a box, that the box below it touches too
REDUCED_CACHE_BYTES = 4 * 2**20  # of each reduced copy: they are looked at one after the other


class Tiff(ImageFormat):
    title = "TIFF"
    suffixes = (".tif", ".tiff")

    def __init__(self, pyramid: bool = False) -> None:
        """`pyramid`: what is created holds reduced copies too."""
        self._pyramid = pyramid

    def recognises(self, start: bytes) -> bool:
        return start.startswith(SIGNATURES)

    def shape(self, path: Path) -> Shape:
        original = Original(path)
        try:
            block, layout = _begin(original)
            _, orientation = _found(block, layout).understood(layout.shape)
            return layout.shape.turned(orientation.swapped)
        finally:
            original.close()

    def open(self, path: Path, scratch_folder: Path) -> Source:
        original = Original(path)
        stays_open = False
        try:
            block, layout = _begin(original)
            metadata, orientation = _found(block, layout).understood(layout.shape)
            stays_open = layout.tiled or layout.compression == NONE
            if stays_open:
                levels = levels_of(original, block, layout)
                return TiffSource(original, layout, metadata, orientation, levels)
            rows = rows_of(original, layout)
            return unpacked(path, layout.shape, rows, metadata, orientation, scratch_folder)
        finally:
            if not stays_open:
                original.close()

    def create(self, path: Path, shape: Shape, metadata: Metadata, scratch_folder: Path) -> Sink:
        return TiffSink(path, shape, metadata, self._pyramid)

    def check(self, path: Path, shape: Shape) -> None:
        original = Original(path)
        try:
            block, layout = _begin(original)
            check_shape(original, layout.shape, shape)
            levels = [layout, *(levels_of(original, block, layout) if self._pyramid else [])]
            if len(levels) != self.sizes(shape):
                raise original.damaged(f"it has {len(levels)} of the {self.sizes(shape)} sizes of its picture")
            for level in levels:
                if level.tiled:
                    check_tiles(original, level)
                else:
                    deque(rows_of(original, level), maxlen=0)
        finally:
            original.close()

    def pyramidal(self) -> ImageFormat:
        return Tiff(pyramid=True)

    def sizes(self, shape: Shape) -> int:
        return len(shapes_written(shape, self._pyramid))


class TiffSource(Source):
    """A file that is read where it lies: only the tiles that a box touches are decoded, the last ones are kept.

    Its reduced copies are sources of their own, that read from the same open file.
    """

    def __init__(
        self,
        original: Original,
        layout: TiffLayout,
        metadata: Metadata,
        orientation: Orientation,
        levels: Sequence[TiffLayout] = (),
        cache_bytes: int = 0,
    ) -> None:
        super().__init__(original.path, layout.shape.turned(orientation.swapped), metadata)
        self._original, self._layout, self._orientation = original, layout, orientation
        self._reduced = [TiffSource(original, level, metadata, orientation, (), REDUCED_CACHE_BYTES) for level in levels]
        self._tiles = TileCache(cache_bytes or CACHE_SAMPLES * layout.shape.dtype.itemsize)

    def region(self, box: Box) -> Samples:
        stored = self._orientation.stored_box(box, self.shape.height, self.shape.width)
        return self._orientation.upright(self._stored(stored))

    def reduced(self, halvings: int) -> Source | None:
        return self._reduced[halvings - 1] if 1 <= halvings <= len(self._reduced) else None

    def close(self) -> None:
        self._original.close()
        self._tiles.clear()

    def _stored(self, box: Box) -> Samples:
        layout = self._layout
        if not layout.tiled:
            return plain_box(self._original, layout, box)
        samples = layout.shape.empty(box)
        downs = range(box.top // layout.segment_height, -(-box.bottom // layout.segment_height))
        for down in downs:
            for across in range(box.left // layout.segment_width, -(-box.right // layout.segment_width)):
                tile = layout.box(down, across)
                top, left = max(tile.top, box.top), max(tile.left, box.left)
                part = Box(top, left, min(tile.bottom, box.bottom), min(tile.right, box.right))
                read = partial(segment, self._original, layout, down, across)
                samples[part.inside(box)] = self._tiles.get((down, across), read, down in downs[-SHARED:])[part.inside(tile)]
        return samples


def _begin(original: Original) -> tuple[Block, TiffLayout]:
    try:
        block = Block(original.at, original.size)
    except Broken as cause:
        raise original.damaged(str(cause)) from cause
    return block, layout_of(original, block)


def _found(block: Block, layout: TiffLayout) -> Found:
    """The blocks that lie in tags of the first directory."""
    found = Found(exif=block, remarks=list(layout.remarks))
    directory, _ = block.directory(block.first)

    def value(tag: int, title: str) -> bytes | None:
        try:
            return block.value(directory[tag]) if tag in directory else None
        except Broken as cause:
            found.remarks.append(f"The {title} is left out: {cause}.")
            return None

    found.icc, found.xmp, found.iptc = value(ICC, "colour profile"), value(XMP, "XMP packet"), value(IPTC, "IPTC block")
    if not found.iptc:
        found.iptc = photoshop_iptc(value(PHOTOSHOP, "IPTC block") or b"")
    if PHOTOSHOP_LAYERS in directory:
        found.remarks.append("Photoshop's layers are left out; the picture is read as they show it together.")
    return found
