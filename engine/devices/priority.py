"""Which threads go first: on a processor, those of networks."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

LOWEST = -2  # THREAD_PRIORITY_LOWEST of Windows


def give_way() -> None:
    """From now on this thread lets others of the program go before it, where the system can tell threads apart.

    The threads of a network wait for each other after every layer: one that shares its core holds up all of them. What reads,
    cuts and writes tiles is better done between two runs, on all cores.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":  # even beside the lowest priority (nice 19), a network is slowed by 5 % instead of 2
            os.sched_setscheduler(threading.get_native_id(), os.SCHED_IDLE, os.sched_param(0))
        elif sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), LOWEST)
