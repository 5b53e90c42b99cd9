"""Which threads go first: on a processor, those of networks."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

BEHIND = 10  # nice: a tenth of a thread that wants the same core; with less, other programs would stop ours (docs/speed.md)
LOWEST = -2  # THREAD_PRIORITY_LOWEST of Windows


def give_way() -> None:
    """From now on this thread lets others of the program go before it, where the system can tell threads apart.

    The threads of a network wait for each other after every layer: one that shares its core holds up all of them. What reads,
    cuts and writes tiles is better done between two runs, on all cores.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
        elif sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), LOWEST)
