"""Memory: how much of it tiles may take on this machine, and how the C library hands it out."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

ROOM = 560 * 10**6  # bytes for tiles at most: more of it saves little time (see docs/speed.md)
SHARE = 1 / 8  # of what is free
TRIM, MAPPED, ARENAS = -1, -3, -8  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of glibc's malloc.h
KEPT = 128 * 2**20  # bytes free at the end of the heap that stay there until `give_back`
HEAPED = 32 * 2**20  # bytes of a single piece of the heap; glibc takes no more


def free_room() -> int:
    """Bytes that the tiles under way may take: ROOM, or less on a machine that has little free."""
    free = free_memory()
    return ROOM if free is None else min(ROOM, int(free * SHARE))


def free_memory() -> int | None:
    """Bytes that this process could still get; None where the system does not say."""
    if sys.platform == "win32":
        return _free_on_windows()
    with suppress(OSError, ValueError):
        if sys.platform == "linux":
            return min([_free_on_linux(), *left_of_group()])
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2  # macOS tells no more without its own tools
    return None


def gather_arenas() -> None:
    """Let glibc take memory for all threads from one heap: with one for each thread, each keeps what its largest tile took.

    And let it keep what is freed: else each tile is put into pages that the system must first clear. (A sixth of all that is
    done for small pictures beside their networks.) Only before threads have started; elsewhere it does nothing.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(ARENAS, 1)
            mallopt(TRIM, KEPT)
            mallopt(MAPPED, HEAPED)


def give_back() -> None:
    """Let glibc return what is free in its heap to the system: after something large, such as opening a model; elsewhere
    it does nothing. The system clears each page that is wanted again."""
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)


def _free_on_linux() -> int:
    told = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text("ascii").splitlines())
    return int(told["MemAvailable"].split()[0]) * 1024


def left_of_group(folder: Path = Path("/sys/fs/cgroup")) -> list[int]:
    """What a container may still take, if it is limited."""
    with suppress(OSError, ValueError):  # "max": no limit
        most, taken = (int((folder / name).read_text("ascii")) for name in ("memory.max", "memory.current"))
        return [max(0, most - taken)]
    return []


if sys.platform == "win32":
    from ctypes import wintypes

    class _Status(ctypes.Structure):
        """MEMORYSTATUSEX."""

        _fields_ = (("length", wintypes.DWORD), ("load", wintypes.DWORD), ("sizes", ctypes.c_uint64 * 7))

    def _free_on_windows() -> int | None:
        status = _Status(length=ctypes.sizeof(_Status))
        return status.sizes[1] if ctypes.WinDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status)) else None
else:

    def _free_on_windows() -> int | None:
        return None
