"""The chunks of a PNG file: where its pixels and its metadata blocks lie."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.files.metadata import Found, photoshop_iptc
from engine.files.original import Original
from engine.files.streams import Piece

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
RAW_PROFILE = b"Raw profile type "
NOTES = frozenset((b"Title", b"Author", b"Description", b"Copyright", b"Creation Time", b"Source", b"Comment"))
MOST_BLOCK_BYTES = 32 * 2**20
MOST_CHUNKS = 1_000_000
CHUNK = 2**20
METRES = 0.0254  # in an inch


@dataclass
class Chunks:
    """What the walk through a file found."""

    width: int = 0
    height: int = 0
    bits: int = 0
    colour: int = 0  # 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
    interlaced: bool = False
    transparency: bool = False
    pixels: list[Piece] = field(default_factory=list[Piece])  # all that the decoder needs
    found: Found = field(default_factory=Found)


def chunks_of(original: Original) -> Chunks:
    """Walk from chunk to chunk up to IEND, and check each one's sum."""
    chunks = Chunks(pixels=[Piece(0, 8)])
    seen: set[bytes] = set()
    for kind, place, size, intact in _walk(original):
        if not seen and kind != b"IHDR":
            raise original.damaged("its size is missing")
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            if not intact:
                raise original.damaged("its checksums do not fit")
            chunks.pixels.append(Piece(place, size))
        elif kind[0] & 0x20 == 0:
            raise original.refused("needs something that is not read yet (an unknown kind of PNG)")
        if kind == b"IHDR":
            if kind in seen or size != 12 + 13:
                raise original.damaged("its size is missing")
            _read_header(original.at(place + 8, 13), chunks)
        elif kind == b"tRNS":
            chunks.transparency = True
        elif kind == b"acTL":
            raise original.refused("is an animation, not a photograph")
        elif kind in BLOCKS:
            _read_block(original, kind, Piece(place + 8, size - 12), intact, chunks.found)
        seen.add(kind)
    if b"IDAT" not in seen:
        raise original.damaged("it has no picture in it")
    return chunks


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(content, zlib.crc32(kind)).to_bytes(4, "big")


def metadata_chunks(
    exif: bytes | None, xmp: bytes | None, icc: bytes | None, dots_per_inch: tuple[float, float] | None
) -> bytes:
    """The chunks that stand between size and pixels. (IPTC has no chunk.)"""
    content = b""
    if icc:
        content += chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))
    if dots_per_inch:
        metres = b"".join(max(1, round(dots / METRES)).to_bytes(4, "big") for dots in dots_per_inch)
        content += chunk(b"pHYs", metres + b"\1")
    if exif:
        content += chunk(b"eXIf", exif)
    if xmp:
        content += chunk(b"iTXt", XMP_KEYWORD + b"\0\0\0\0\0" + xmp)
    return content


def _walk(original: Original) -> Iterator[tuple[bytes, int, int, bool]]:
    """(kind, place, size with frame, whether its checksum fits) of each chunk."""
    place = 8
    for _ in range(MOST_CHUNKS):
        head = original.at(place, 8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if not kind.isalpha():
            raise original.damaged("a chunk does not begin where the one before it ends")
        end = place + 8 + length
        if end + 4 > original.size:
            raise original.cut_off()
        total = zlib.crc32(kind)
        for start in range(place + 8, end, CHUNK):
            total = zlib.crc32(original.at(start, min(CHUNK, end - start)), total)
        yield kind, place, length + 12, total == int.from_bytes(original.at(end, 4), "big")
        place = end + 4
        if kind == b"IEND":
            return
    raise original.damaged("it has too many chunks")


def _read_header(header: bytes, chunks: Chunks) -> None:
    chunks.width, chunks.height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    chunks.bits, chunks.colour, chunks.interlaced = header[8], header[9], header[12] == 1


def _read_block(original: Original, kind: bytes, piece: Piece, intact: bool, found: Found) -> None:
    title, reader = BLOCKS[kind]
    try:
        if not intact or piece.size > MOST_BLOCK_BYTES:
            raise ValueError("it is too large" if intact else "it is damaged")
        reader(original.at(piece.offset, piece.size), found)
    except (ValueError, zlib.error) as cause:
        found.remarks.append(f"The {title} is left out: {cause}.")


def _read_profile(content: bytes, found: Found) -> None:
    name, _, rest = content.partition(b"\0")
    if len(name) > 79 or rest[:1] != b"\0":
        raise ValueError("it is damaged")
    found.icc = _inflated(rest[1:])


def _read_text(content: bytes, found: Found) -> None:
    keyword, _, rest = content.partition(b"\0")
    if keyword in NOTES:
        _mention(keyword, found)
    if keyword != XMP_KEYWORD or len(rest) < 4:
        return
    packed = rest[0] == 1
    text = rest[2:].split(b"\0", 2)[-1]  # after language and translated keyword
    found.xmp = _inflated(text) if packed else text


def _read_latin_text(content: bytes, found: Found) -> None:
    keyword, _, text = content.partition(b"\0")
    if keyword in NOTES:
        _mention(keyword, found)
    elif keyword.startswith(RAW_PROFILE):
        _read_raw_profile(keyword[len(RAW_PROFILE) :], text, found)


def _read_packed_text(content: bytes, found: Found) -> None:
    keyword, _, packed = content.partition(b"\0")
    if keyword in NOTES or keyword.startswith(RAW_PROFILE):
        _read_latin_text(keyword + b"\0" + _inflated(packed[1:]), found)


def _read_raw_profile(kind: bytes, text: bytes, found: Found) -> None:
    """As ImageMagick writes it: the kind once more, the length, and the block in hexadecimal digits."""
    block = bytes.fromhex(b"".join(text.split()[2:]).decode("ascii", "replace"))
    if kind == b"iptc":
        found.iptc = found.iptc or photoshop_iptc(block) or (block if block[:1] == b"\x1c" else None)
    elif kind in (b"exif", b"APP1") and block.startswith(b"Exif\0\0"):
        found.exif = found.exif or block[6:]
    elif kind == b"xmp":
        found.xmp = found.xmp or block


def _mention(keyword: bytes, found: Found) -> None:
    found.remarks.append(f"The PNG note “{keyword.decode('latin-1')}” is left out.")


def _read_gamma(content: bytes, found: Found) -> None:
    gamma = int.from_bytes(content[:4], "big") / 100_000
    if found.icc is None and gamma and abs(gamma * 2.2 - 1) > 0.03:
        found.remarks.append(f"The PNG says that its brightness has the gamma {gamma:.3g}; that is left out.")


def _read_exif(content: bytes, found: Found) -> None:
    found.exif = content.removeprefix(b"Exif\0\0")


def _read_density(content: bytes, found: Found) -> None:
    horizontal, vertical = int.from_bytes(content[:4], "big"), int.from_bytes(content[4:8], "big")
    if content[8:] == b"\1" and horizontal and vertical:
        found.dots_per_inch = (round(horizontal * METRES, 2), round(vertical * METRES, 2))


def _inflated(content: bytes) -> bytes:
    inflater = zlib.decompressobj()
    result = inflater.decompress(content, MOST_BLOCK_BYTES)
    if not inflater.eof:
        raise ValueError("it is damaged or too large")
    return result


BLOCKS = {
    b"iCCP": ("colour profile", _read_profile),
    b"eXIf": ("EXIF block", _read_exif),
    b"iTXt": ("text", _read_text),
    b"tEXt": ("text", _read_latin_text),
    b"zTXt": ("text", _read_packed_text),
    b"gAMA": ("gamma", _read_gamma),
    b"pHYs": ("resolution", _read_density),
}
