"""The directories (IFDs) that TIFF, BigTIFF and EXIF blocks are made of."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Order: TypeAlias = Literal["<", ">"]

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, LONG8 = 1, 2, 3, 4, 5, 7, 16
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
INTEGERS = {1: "u1", 3: "u2", 4: "u4", 13: "u4", 16: "u8", 18: "u8"}
MOST_VALUE_BYTES = 256 * 2**20


class Broken(ValueError):
    """A directory or a value in it that cannot be."""


@dataclass(frozen=True)
class Entry:
    """One tag with its value, as bytes in the block's order."""

    tag: int
    kind: int
    value: bytes
    place: int | None = None  # where the value already lies and has to stay

    @property
    def count(self) -> int:
        return len(self.value) // SIZES[self.kind]


@dataclass(frozen=True)
class Field:
    """Where the value of a tag lies."""

    tag: int
    kind: int
    count: int
    offset: int


Directory: TypeAlias = dict[int, Field]


class Block:
    """A TIFF structure, in a file or in memory; `at` gives `size` bytes at an offset."""

    def __init__(self, at: Callable[[int, int], bytes], size: int) -> None:
        self._at, self._size = at, size
        start = self.bytes_at(0, 8)
        if start[:2] not in (b"II", b"MM"):
            raise Broken("it does not begin like a TIFF")
        self.order: Order = "<" if start[:2] == b"II" else ">"
        version = self._unpack("H", start[2:4])
        if version not in (42, 43):
            raise Broken("it does not begin like a TIFF")
        self.big = version == 43
        self.first = self._unpack("Q", self.bytes_at(8, 8)) if self.big else self._unpack("I", start[4:8])

    @staticmethod
    def of(content: bytes) -> Block:
        return Block(lambda offset, size: content[offset : offset + size], len(content))

    def bytes_at(self, offset: int, size: int) -> bytes:
        if offset + size > self._size:
            raise Broken("a directory leads outside the file")
        return self._at(offset, size)

    def directory(self, offset: int) -> tuple[Directory, int]:
        """The fields of the directory at that offset, and the offset of the next one (0: none)."""
        counter, width, entry = ("Q", 8, 20) if self.big else ("H", 2, 12)
        count = self._unpack(counter, self.bytes_at(offset, width))
        if not 1 <= count <= 4096:
            raise Broken(f"a directory of {count} entries")
        listing = self.bytes_at(offset + width, count * entry)
        fields: Directory = {}
        for index in range(count):
            field = self._field(listing[index * entry :][:entry], offset + width + index * entry)
            if field.kind in SIZES:  # readers skip kinds that they do not know
                fields.setdefault(field.tag, field)
        end = offset + width + count * entry
        following = self.bytes_at(end, width if self.big else 4) if end < self._size else b""
        return fields, int.from_bytes(following, "little" if self.order == "<" else "big")

    def value(self, field: Field) -> bytes:
        size = field.count * SIZES[field.kind]
        if size > MOST_VALUE_BYTES:
            raise Broken(f"tag {field.tag} says that it has {size} bytes")
        return self.bytes_at(field.offset, size)

    def integers(self, field: Field) -> NDArray[np.int64]:
        if field.kind not in INTEGERS:
            raise Broken(f"tag {field.tag} holds no whole numbers")
        values = np.frombuffer(self.value(field), self.order + INTEGERS[field.kind])
        if field.kind in (16, 18) and len(values) and values.max() > 2**62:
            raise Broken(f"tag {field.tag} leads outside the file")
        return values.astype(np.int64)

    def integer(self, directory: Directory, tag: int, default: int) -> int:
        field = directory.get(tag)
        if field is None:
            return default
        if not 1 <= field.count <= 2**16:
            raise Broken(f"tag {tag} has {field.count} values")
        return int(self.integers(field)[0])

    def fraction(self, directory: Directory, tag: int) -> float | None:
        field = directory.get(tag)
        if field is None or field.kind != RATIONAL or field.count != 1:
            return None
        above, below = struct.unpack(self.order + "II", self.value(field))
        return above / below if above and below else None

    def _field(self, entry: bytes, offset: int) -> Field:
        tag, kind, count = struct.unpack(self.order + ("HHQ" if self.big else "HHI"), entry[: 12 if self.big else 8])
        head, room = (12, 8) if self.big else (8, 4)
        if count * SIZES.get(kind, 1) > room:
            return Field(tag, kind, count, self._unpack("Q" if self.big else "I", entry[head:]))
        return Field(tag, kind, count, offset + head)

    def _unpack(self, form: str, value: bytes) -> int:
        return struct.unpack(self.order + form, value)[0]


def numbers(tag: int, kind: int, order: Order, values: Sequence[int] | NDArray[np.int64]) -> Entry:
    return Entry(tag, kind, np.asarray(values).astype(order + INTEGERS[kind]).tobytes())


def rational(tag: int, order: Order, value: float) -> Entry:
    near = Fraction(value).limit_denominator(10_000)
    return Entry(tag, RATIONAL, struct.pack(order + "II", near.numerator, near.denominator))


def header(order: Order, big: bool, first: int) -> bytes:
    mark = b"II" if order == "<" else b"MM"
    return mark + (struct.pack(order + "HHHQ", 43, 8, 0, first) if big else struct.pack(order + "HI", 42, first))


def directory_bytes(entries: Sequence[Entry], offset: int, order: Order, big: bool, following: int = 0) -> bytes:
    """A directory that is to lie at an (even) offset, followed by those of its values that need room of their own.

    `following`: the offset of the next directory; 0: there is none.
    """
    counter, whole, head, room = ("Q", "Q", "HHQ", 8) if big else ("H", "I", "HHI", 4)
    listing = struct.pack(order + counter, len(entries))
    values = b""
    values_start = offset + len(listing) + len(entries) * (4 + 2 * room) + room
    for entry in sorted(entries, key=lambda entry: entry.tag):
        listing += struct.pack(order + head, entry.tag, entry.kind, entry.count)
        if len(entry.value) <= room:
            listing += entry.value.ljust(room, b"\0")
        elif entry.place is not None:
            listing += struct.pack(order + whole, entry.place)
        else:
            listing += struct.pack(order + whole, values_start + len(values))
            values += entry.value + b"\0" * (len(entry.value) % 2)
    return listing + struct.pack(order + whole, following) + values
