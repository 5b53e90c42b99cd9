"""Metadata: from the blocks found in a file to what goes along with the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from engine.files.directories import Block, Broken
from engine.files.exif import (
    ORIENTATION,
    RESOLUTION_UNIT,
    X_RESOLUTION,
    Y_RESOLUTION,
    Exif,
    exif_block,
    read_exif,
)
from engine.files.orientation import UPRIGHT, Orientation
from engine.files.source import Metadata, Shape

PROFILE_SPACES = {1: b"GRAY", 3: b"RGB "}


@dataclass
class Found:
    """The blocks of a file, as they are. Each may be broken: that never costs the picture."""

    icc: bytes | None = None
    exif: bytes | Block | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    dots_per_inch: tuple[float, float] | None = None  # of the stored picture
    remarks: list[str] = field(default_factory=list[str])

    def understood(self, shape: Shape) -> tuple[Metadata, Orientation]:
        """What can be carried along; `shape` is that of the stored picture."""
        exif, orientation, noted_dots = self._exif()
        dots = next((pair for pair in (self.dots_per_inch, noted_dots) if pair and _plausible(pair)), None)
        metadata = Metadata(
            icc_profile=self._kept("colour profile", self.icc, _profile_fault(self.icc, shape.channels)),
            dots_per_inch=orientation.turned(*dots) if dots else None,
            exif=None if exif is None or exif.empty else exif_block(exif, None),
            xmp=self._xmp(),
            iptc=self._kept("IPTC block", self.iptc, _iptc_fault(self.iptc)),
            remarks=tuple(self.remarks),
        )
        return metadata, orientation

    def _exif(self) -> tuple[Exif | None, Orientation, tuple[float, float] | None]:
        if self.exif is None:
            return None, UPRIGHT, None
        try:
            block = Block.of(self.exif) if isinstance(self.exif, bytes) else self.exif
            main, _ = block.directory(block.first)
            exif = read_exif(block)
            self.remarks += exif.remarks
            orientation = Orientation.of(block.integer(main, ORIENTATION, 1))
            horizontal, vertical = block.fraction(main, X_RESOLUTION), block.fraction(main, Y_RESOLUTION)
            inch = {2: 1.0, 3: 2.54}.get(block.integer(main, RESOLUTION_UNIT, 2))
        except Broken as cause:
            self.remarks.append(f"The EXIF block is damaged and is left out: {cause}.")
            return None, UPRIGHT, None
        if horizontal is None or vertical is None or inch is None:
            return exif, orientation, None
        return exif, orientation, (round(horizontal * inch, 2), round(vertical * inch, 2))

    def _xmp(self) -> bytes | None:
        kept = self._kept("XMP packet", self.xmp, _xmp_fault(self.xmp))
        if kept is None:
            return None
        upright = re.sub(rb"(<tiff:Orientation>|\btiff:Orientation=[\"'])\d", rb"\g<1>1", kept)
        return re.sub(rb"<(xmp|xap):Thumbnails\b.*?</\1:Thumbnails>", b"", upright, flags=re.DOTALL)

    def _kept(self, title: str, block: bytes | None, fault: str) -> bytes | None:
        if block is None or not fault:
            return block
        self.remarks.append(f"The {title} is left out: {fault}.")
        return None


def exif_for(metadata: Metadata, shape: Shape) -> Exif:
    """The notes that belong into a new file of that shape."""
    if metadata.exif is None:
        return Exif()
    return read_exif(Block.of(metadata.exif)).sized(shape.height, shape.width)


def embedded_exif(metadata: Metadata, shape: Shape) -> bytes | None:
    """The EXIF block for formats that embed one."""
    return exif_block(exif_for(metadata, shape), metadata.dots_per_inch) if metadata.exif else None


def fitting_profile(metadata: Metadata, shape: Shape) -> tuple[bytes | None, tuple[str, ...]]:
    """The colour profile, unless it describes another number of channels; a sentence if so."""
    fault = _profile_fault(metadata.icc_profile, shape.channels)
    if fault:
        return None, (f"The colour profile is left out: {fault}.",)
    return metadata.icc_profile, ()


def photoshop_iptc(resources: bytes) -> bytes | None:
    """The IPTC block among Photoshop's image resources, if there is one."""
    return next((content for kind, content in _resources(resources) if kind == 0x0404 and content), None)


def photoshop_resources(iptc: bytes) -> bytes:
    """Image resources that hold nothing but the IPTC block."""
    return b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc + b"\0" * (len(iptc) % 2)


def _resources(resources: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while resources[place : place + 4] == b"8BIM" and place + 12 <= len(resources):
        kind = int.from_bytes(resources[place + 4 : place + 6], "big")
        name = resources[place + 6]
        start = place + 6 + (name + 2) // 2 * 2
        size = int.from_bytes(resources[start : start + 4], "big")
        yield kind, resources[start + 4 : start + 4 + size]
        place = start + 4 + size + size % 2


def _plausible(dots_per_inch: tuple[float, float]) -> bool:
    return all(0.01 <= dots <= 100_000 for dots in dots_per_inch)


def _profile_fault(profile: bytes | None, channels: int) -> str:
    if profile is None:
        return ""
    if len(profile) < 132 or profile[36:40] != b"acsp" or int.from_bytes(profile[:4], "big") > len(profile):
        return "it is damaged"
    space = profile[16:20]
    if space != PROFILE_SPACES[channels]:
        return f"it is one for {space.decode('latin-1').strip()} pictures"
    return ""


def _xmp_fault(packet: bytes | None) -> str:
    if packet is None:
        return ""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _no_entities  # they are not part of XMP, only of attacks
    try:
        parser.Parse(packet.rstrip(b"\0"), True)
    except (expat.ExpatError, ValueError) as cause:
        return f"it is damaged ({cause})"
    return ""


def _no_entities(*_: object) -> None:
    raise ValueError("it declares entities")


def _iptc_fault(block: bytes | None) -> str:
    """Whether the data sets follow each other to the end."""
    content, place = block or b"", 0
    while place < len(content.rstrip(b"\0")):  # TIFF pads it
        size = int.from_bytes(content[place + 3 : place + 5], "big")
        if size >= 0x8000:  # an extended data set: the length follows, in so many bytes
            width = size & 0x7FFF
            size = width + int.from_bytes(content[place + 5 : place + 5 + min(width, 8)], "big")
        if content[place] != 0x1C or place + 5 + size > len(content):
            return "it is damaged"
        place += 5 + size
    return ""
