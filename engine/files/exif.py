"""EXIF: what a camera, a scanner or an archivist noted in the tags of a picture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.files.directories import (
    LONG,
    LONG8,
    SHORT,
    SIZES,
    Block,
    Broken,
    Directory,
    Entry,
    Order,
    directory_bytes,
    header,
    numbers,
    rational,
)

PHOTO, GPS, INTEROPERABILITY = 0x8769, 0x8825, 0xA005
ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x112, 0x11A, 0x11B, 0x128
XMP, IPTC, PHOTOSHOP, ICC = 700, 33723, 34377, 34675
PIXEL_WIDTH, PIXEL_HEIGHT = 0xA002, 0xA003
MAKER_NOTE = 0x927C
PHOTOSHOP_LAYERS = 37724

# Tags that say how the pixels lie in their file. Those of the new file are its own; what is left is what was noted.
STRUCTURE = frozenset(
    {*range(0xFE, 0x10D), 0x111, *range(0x115, 0x11D), *range(0x11E, 0x129), 0x12D, 0x13D, *range(0x140, 0x14B)}
    | {*range(0x14C, 0x15C), *range(0x200, 0x20A), *range(0x211, 0x215), ORIENTATION, X_RESOLUTION, Y_RESOLUTION}
    | {RESOLUTION_UNIT, XMP, IPTC, PHOTOSHOP, ICC, PHOTO, GPS, INTEROPERABILITY, PHOTOSHOP_LAYERS}
)
MOST_NOTE_BYTES = 2**20
FARTHEST_MAKER_NOTE = 2**15


@dataclass(frozen=True)
class Exif:
    """The notes, by directory. Byte order is that of the block they come from: some values cannot be swapped."""

    order: Order = "<"
    main: tuple[Entry, ...] = ()
    photo: tuple[Entry, ...] = ()
    gps: tuple[Entry, ...] = ()
    interoperability: tuple[Entry, ...] = ()
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def empty(self) -> bool:
        return not (self.main or self.photo or self.gps or self.interoperability)

    @property
    def maker_note(self) -> Entry | None:
        """The camera's own note, if it has to stay where it is: it holds offsets that count from the block's start."""
        return next((entry for entry in self.photo if entry.place is not None), None)

    def sized(self, height: int, width: int) -> Exif:
        """With the pixel dimensions of another picture, where there are any."""
        size = {PIXEL_HEIGHT: height, PIXEL_WIDTH: width}
        new = (numbers(e.tag, LONG, self.order, [size[e.tag]]) if e.tag in size else e for e in self.photo)
        return replace(self, photo=tuple(new))


def read_exif(block: Block) -> Exif:
    """All notes of a block, but for how the pixels lie and for the thumbnail (it shows the picture as it was)."""
    reader = _Reader(block)
    main, _ = block.directory(block.first)
    photo, gps = reader.below(main, PHOTO), reader.below(main, GPS)
    return Exif(
        block.order,
        reader.entries({tag: field for tag, field in main.items() if tag not in STRUCTURE}),
        reader.entries(photo),
        reader.entries(gps),
        reader.entries(reader.below(photo, INTEROPERABILITY)),
        tuple(reader.remarks),
    )


def exif_block(exif: Exif, dots_per_inch: tuple[float, float] | None) -> bytes:
    """A block of its own, as JPEG and PNG embed it."""
    note = exif.maker_note
    start = header(exif.order, False, 0)
    if note is not None and note.place is not None:
        start = start.ljust(note.place, b"\0") + note.value
    start += b"\0" * (len(start) % 2)
    directories, first = appended(exif, resolution(exif.order, dots_per_inch), len(start), big=False)
    return header(exif.order, False, first) + start[8:] + directories


def resolution(order: Order, dots_per_inch: tuple[float, float] | None) -> tuple[Entry, ...]:
    if dots_per_inch is None:
        return ()
    horizontal, vertical = dots_per_inch
    return (
        rational(X_RESOLUTION, order, horizontal),
        rational(Y_RESOLUTION, order, vertical),
        numbers(RESOLUTION_UNIT, SHORT, order, [2]),
    )


def appended(exif: Exif, structure: tuple[Entry, ...], offset: int, big: bool, following: int = 0) -> tuple[bytes, int]:
    """The directories, to be put at that (even) offset, and where the main one begins. `following`: where the next one is."""
    content = b""

    def put(entries: tuple[Entry, ...], following: int = 0) -> int:
        nonlocal content
        place = offset + len(content)
        content += directory_bytes(entries, place, exif.order, big, following)
        return place

    def below(tag: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        kind = LONG8 if big else LONG
        return (numbers(tag, kind, exif.order, [put(entries)]),) if entries else ()

    photo = exif.photo + below(INTEROPERABILITY, exif.interoperability)
    main = exif.main + below(PHOTO, photo) + below(GPS, exif.gps) + structure
    first = put(main, following) if main else 0
    return content, first


class _Reader:
    """Reads values, and keeps in mind what could not be read."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self.remarks: list[str] = []

    def below(self, directory: Directory, tag: int) -> Directory:
        if tag not in directory:
            return {}
        try:
            found, _ = self._block.directory(self._block.integer(directory, tag, 0))
        except Broken as cause:
            self.remarks.append(f"A part of the EXIF notes is damaged and is left out: {cause}.")
            return {}
        return found

    def entries(self, directory: Directory) -> tuple[Entry, ...]:
        found = (self._entry(field.tag, field.kind, directory) for field in directory.values())
        return tuple(entry for entry in found if entry is not None)

    def _entry(self, tag: int, kind: int, directory: Directory) -> Entry | None:
        field = directory[tag]
        if kind in (13, 16, 17, 18) or tag == INTEROPERABILITY or field.count == 0:  # pointers, and kinds of BigTIFF
            return None
        if field.count * SIZES[kind] > MOST_NOTE_BYTES:
            self.remarks.append(f"The EXIF note {tag} is too large and is left out.")
            return None
        try:
            value = self._block.value(field)
        except Broken:
            self.remarks.append(f"The EXIF note {tag} is damaged and is left out.")
            return None
        if tag != MAKER_NOTE or len(value) <= 4:
            return Entry(tag, kind, value)
        if 16 <= field.offset <= FARTHEST_MAKER_NOTE:
            return Entry(tag, kind, value, field.offset)
        self.remarks.append("The camera's maker note had to be moved; programs may not understand it any more.")
        return Entry(tag, kind, value)
