"""The segments of a JPEG file: where its pixels and its metadata blocks lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.files.metadata import Found, photoshop_iptc, photoshop_resources
from engine.files.original import Original
from engine.files.streams import Piece

EXIF_HEAD = b"Exif\0\0"
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP_HEAD = b"http://ns.adobe.com/xmp/extension/\0"
PROFILE_HEAD = b"ICC_PROFILE\0"
PHOTOSHOP_HEAD = b"Photoshop 3.0\0"
MOST_SEGMENT_BYTES = 65533
MOST_SEGMENTS = 100_000

START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
KINDS = {0: "baseline", 1: "extended", 2: "progressive", 3: "lossless"}
CHUNK = 2**20
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)  # within pixels, FF is followed by 00 or a restart


@dataclass
class Segments:
    """What the walk through a file found."""

    width: int = 0
    height: int = 0
    components: int = 0
    bits: int = 0
    frame: int = 0
    pixels: list[Piece] = field(default_factory=list[Piece])  # all that the decoder needs
    found: Found = field(default_factory=Found)


def segments_of(original: Original) -> Segments:
    """Walk from marker to marker up to the end of the picture; what follows that is not part of it."""
    segments = Segments(pixels=[Piece(0, 2)])
    blocks: dict[bytes, list[bytes]] = {}
    comments: list[bytes] = []
    for marker, place, size in _markers(original):
        if marker == END:
            segments.pixels.append(Piece(place, 2))
        elif 0xE0 <= marker <= 0xEF or marker == COMMENT:
            if marker in (0xE0, 0xEE):  # JFIF and Adobe also say which colours these are
                segments.pixels.append(Piece(place, size))
            _sort(original.at(place + 4, size - 4), marker, blocks)
            if marker == COMMENT:
                comments.append(original.at(place + 4, size - 4))
        else:
            segments.pixels.append(Piece(place, size))
            if marker in FRAMES:
                _read_frame(original, original.at(place + 4, size - 4), marker, segments)
    if not segments.frame:
        raise original.damaged("it has no picture in it")
    segments.found = _found(blocks)
    if any(comment.strip(b"\0 ") for comment in comments):
        segments.found.remarks.append("The JPEG comment is left out.")
    return segments


def metadata_segments(
    exif: bytes | None,
    xmp: bytes | None,
    iptc: bytes | None,
    icc: bytes | None,
    dots_per_inch: tuple[float, float] | None,
) -> tuple[bytes, tuple[str, ...]]:
    """The start of a new file, up to where its tables begin; a sentence for each block that is too large for JPEG."""
    horizontal, vertical = (max(1, min(65535, round(dots))) for dots in dots_per_inch or (1, 1))
    unit = 1 if dots_per_inch else 0
    content = b"\xff\xd8" + _segment(
        0xE0, b"JFIF\0\1\2" + bytes([unit]) + horizontal.to_bytes(2, "big") + vertical.to_bytes(2, "big") + b"\0\0"
    )
    lost: list[str] = []
    resources = photoshop_resources(iptc) if iptc else None
    for title, marker, head, block in (
        ("EXIF notes", 0xE1, EXIF_HEAD, exif),
        ("XMP packet", 0xE1, XMP_HEAD, xmp),
        ("IPTC block", 0xED, PHOTOSHOP_HEAD, resources),
    ):
        if block and len(head + block) > MOST_SEGMENT_BYTES:
            lost.append(f"The {title} did not fit into a JPEG file ({len(block)} bytes).")
        elif block:
            content += _segment(marker, head + block)
    return content + _profile_segments(icc or b""), tuple(lost)


def _markers(original: Original) -> Iterator[tuple[int, int, int]]:
    """(marker, place, size with the marker) of each segment; pixels count as part of their scan's segment."""
    place = 2
    for _ in range(MOST_SEGMENTS):
        place, marker = _marker_at(original, place)
        if marker == END:
            yield marker, place, 2
            return
        if marker == START or 0xD0 <= marker <= 0xD7 or marker < 0xC0:
            raise original.damaged(f"the marker {marker:02X} stands where a segment should begin")
        length = int.from_bytes(original.at(place + 2, 2), "big")
        if length < 2:
            raise original.damaged("a segment has no length")
        end = place + 2 + length
        if marker == SCAN:
            end = _end_of_scan(original, end)
        elif end > original.size:
            original.at(place, end - place)
        yield marker, place, end - place
        place = end
    raise original.damaged("it has too many segments")


def _marker_at(original: Original, place: int) -> tuple[int, int]:
    if original.at(place, 1) != b"\xff":
        raise original.damaged("a segment does not begin where the one before it ends")
    while (code := original.at(place + 1, 1)[0]) == 0xFF:  # padding
        place += 1
    return place, code


def _end_of_scan(original: Original, place: int) -> int:
    while chunk := original.some(place, CHUNK):
        if hit := MARKER.search(chunk):
            return place + hit.start()
        if len(chunk) < 2:
            break
        place += len(chunk) - (chunk[-1] == 0xFF)
    raise original.cut_off()


def _read_frame(original: Original, frame: bytes, marker: int, segments: Segments) -> None:
    if segments.frame:
        raise original.damaged("it has two pictures in one")
    if len(frame) < 6:
        raise original.damaged("its size is missing")
    segments.frame = marker
    segments.bits = frame[0]
    segments.height, segments.width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    segments.components = frame[5]


def _sort(content: bytes, marker: int, blocks: dict[bytes, list[bytes]]) -> None:
    heads = {0xE0: (b"JFIF\0",), 0xE1: (EXIF_HEAD, XMP_HEAD, MORE_XMP_HEAD), 0xE2: (PROFILE_HEAD,)}
    for head in (*heads.get(marker, ()), *((PHOTOSHOP_HEAD,) if marker == 0xED else ())):
        if content.startswith(head):
            blocks.setdefault(head, []).append(content[len(head) :])


def _found(blocks: dict[bytes, list[bytes]]) -> Found:
    found = Found(exif=blocks.get(EXIF_HEAD, [None])[0], xmp=blocks.get(XMP_HEAD, [None])[0])
    found.iptc = photoshop_iptc(b"".join(blocks.get(PHOTOSHOP_HEAD, [])))
    if MORE_XMP_HEAD in blocks:
        found.remarks.append("The part of the XMP packet that is longer than one JPEG segment is left out.")
    parts = sorted(blocks.get(PROFILE_HEAD, []), key=lambda part: part[:1])
    if parts and [part[:2] for part in parts] == [bytes([n + 1, len(parts)]) for n in range(len(parts))]:
        found.icc = b"".join(part[2:] for part in parts)
    elif parts:
        found.remarks.append("The colour profile is left out: a part of it is missing.")
    density = blocks.get(b"JFIF\0", [b""])[0]
    inch = {1: 1.0, 2: 2.54}.get(density[2]) if len(density) >= 7 else None
    horizontal, vertical = int.from_bytes(density[3:5], "big"), int.from_bytes(density[5:7], "big")
    if inch and horizontal and vertical:
        found.dots_per_inch = (horizontal * inch, vertical * inch)
    return found


def _profile_segments(icc: bytes) -> bytes:
    step = MOST_SEGMENT_BYTES - len(PROFILE_HEAD) - 2
    parts = [icc[place : place + step] for place in range(0, len(icc), step)]
    return b"".join(_segment(0xE2, PROFILE_HEAD + bytes([number, len(parts)]) + part) for number, part in enumerate(parts, 1))


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content
