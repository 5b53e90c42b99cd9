"""Pieces of a file, one after the other, as a decoder reads them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import UnreadablePicture
from engine.files.original import Original


@dataclass(frozen=True)
class Piece:
    """`size` bytes from `offset` of the file."""

    offset: int
    size: int


class WholeReader:
    """Reads a file as it is, at any place."""

    def __init__(self, original: Original) -> None:
        self._original, self._position = original, 0
        self.problem: UnreadablePicture | None = None

    def read(self, size: int) -> bytes:
        """A decoder calls this from C, so problems wait in `problem`."""
        try:
            content = self._original.some(self._position, size)
        except UnreadablePicture as problem:
            self.problem = problem
            return b""
        self._position += len(content)
        return content

    def seek(self, offset: int, whence: int) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._original.size}[whence]
        self._position = max(0, start + offset)
        return self._position


class PieceReader:
    """Reads pieces of a file as if nothing lay between them, so that a decoder sees pixels and no metadata."""

    def __init__(self, original: Original, pieces: Sequence[Piece]) -> None:
        self._original, self._pieces = original, list(reversed(pieces))
        self._position = 0  # within the last of `_pieces`
        self.problem: UnreadablePicture | None = None

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end. A decoder calls this from C, so problems wait in `problem`."""
        parts: list[bytes] = []
        while size > 0 and self._pieces:
            piece = self._pieces[-1]
            wanted = min(size, piece.size - self._position)
            try:
                parts.append(self._original.at(piece.offset + self._position, wanted))
            except UnreadablePicture as problem:
                self.problem = problem
                return b""
            size -= wanted
            self._position += wanted
            if self._position == piece.size:
                self._pieces.pop()
                self._position = 0
        return b"".join(parts)
