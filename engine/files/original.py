"""A picture file that is open read-only, and read at any place by several threads."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import IO

from engine.errors import UnreadablePicture

MAXIMUM_PIXELS = 4_000_000_000
HARMLESS_PIXELS = 100_000_000
# Below this size an empty picture costs nothing worth a refusal. Above it: no grey or colour picture comes near this
# ratio, not even an empty page, since Deflate stops at 1032:1 and LZW at 1362:1 and a pixel takes at least a byte.
# Only repeated tiles, lying headers and vast bilevel surfaces do. A scan, with its noise, stays below 100.
MAXIMUM_PIXELS_PER_BYTE = 1500


class Original:
    """Reads bytes at an offset. Also holds what must be said in every message: the file's name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        try:
            self._file: IO[bytes] = _opened(path)
            self.size = os.fstat(self._file.fileno()).st_size
        except OSError as error:
            cause = f"{self.name} cannot be read: {error.strerror}"
            raise UnreadablePicture(cause, "Check the permissions.") from error
        self._lock = threading.Lock()

    def some(self, offset: int, size: int) -> bytes:
        """At most `size` bytes; fewer only at the file's end."""
        try:
            return read_at(self._file, offset, size, self._lock)
        except (OSError, ValueError) as error:  # ValueError: closed meanwhile
            cause = error.strerror if isinstance(error, OSError) else str(error)
            raise UnreadablePicture(f"{self.name} cannot be read: {cause}") from error

    def at(self, offset: int, size: int) -> bytes:
        """Exactly `size` bytes."""
        found = self.some(offset, size) if offset + size <= self.size else b""
        if len(found) != size:
            raise self.cut_off()
        return found

    def cut_off(self) -> UnreadablePicture:
        return UnreadablePicture(f"{self.name} is cut off: the end of the picture is missing")

    def damaged(self, cause: str) -> UnreadablePicture:
        return UnreadablePicture(f"{self.name} is damaged: {cause}")

    def refused(self, kind: str) -> UnreadablePicture:
        return UnreadablePicture(f"{self.name} {kind}", "Save it as an ordinary grey or RGB picture first.")

    def check_size(self, width: int, height: int) -> None:
        """Refuse sizes that no photograph has, before anything is made for them."""
        if width < 1 or height < 1:
            raise self.damaged(f"it says that it is {width} x {height} pixels")
        pixels = width * height
        if pixels > max(HARMLESS_PIXELS, MAXIMUM_PIXELS_PER_BYTE * self.size):
            raise UnreadablePicture(f"{self.name} claims {width} x {height} pixels in {_words(self.size)}: not a photograph")
        if pixels > MAXIMUM_PIXELS:
            limit = f"{MAXIMUM_PIXELS // 1_000_000_000} gigapixels"
            raise UnreadablePicture(f"{self.name} has {width} x {height} pixels; more than {limit} are not read")

    def close(self) -> None:
        self._file.close()


def read_at(file: IO[bytes], offset: int, size: int, lock: threading.Lock) -> bytes:
    """Bytes at an offset, for several threads at once. The lock is only needed where the system has no pread."""
    if not hasattr(os, "pread"):
        with lock:
            file.seek(offset)
            return file.read(size)
    parts: list[bytes] = []
    while size > 0:  # one call gives at most 2 GB, and may be interrupted
        part = os.pread(file.fileno(), size, offset)
        if not part:
            break
        parts.append(part)
        offset, size = offset + len(part), size - len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _opened(path: Path) -> IO[bytes]:
    if not stat.S_ISREG(path.stat().st_mode):  # opening a FIFO would wait for ever
        raise UnreadablePicture(f"{path.name} is not a regular file")
    return path.open("rb", buffering=0)


def _words(size: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            return f"{size / factor:.0f} {unit}"
    return f"{size} bytes"
