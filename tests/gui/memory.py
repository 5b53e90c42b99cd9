"""How much memory a process has taken at most, on Linux."""

from __future__ import annotations

from pathlib import Path


def peak_megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
