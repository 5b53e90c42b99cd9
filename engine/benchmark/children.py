"""Trials in processes of their own, so that memory and time are those of one run alone."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from engine.benchmark.peak import peak_megabytes
from engine.benchmark.trial import Run, Trial
from engine.errors import AppError
from engine.known import known

MAIN = Path(__file__).parents[2] / "main.py"
COMMAND = "bench-trial"  # of engine/commands/benchmarking.py


def run(trial: Trial) -> Run:
    """Start a process that does it, and wait. Raises AppError where it fails, with the last line that it said."""
    with TemporaryDirectory(prefix="patina-trial-") as folder:
        asked, answered = Path(folder) / "trial.json", Path(folder) / "run.json"
        asked.write_bytes(msgspec.json.encode(trial))
        started = time.perf_counter()
        ended = subprocess.run(_ourselves(COMMAND, str(asked), str(answered)), capture_output=True, check=False)
        wall = time.perf_counter() - started
        if ended.returncode:
            said = ended.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {ended.returncode}"]
            first, *others = reversed(said) if said[0].startswith("Traceback") else said
            raise AppError(f"the trial “{trial.way}” of {Path(trial.recipe).stem} failed: {first}", "\n  ".join(others))
        return msgspec.structs.replace(msgspec.json.decode(answered.read_bytes(), type=known(Run)), wall=wall)


def be_trial(asked: Path, answered: Path) -> None:
    """What that process does."""
    trial = msgspec.json.decode(asked.read_bytes(), type=known(Trial))
    done = msgspec.structs.replace(_done(trial), megabytes=peak_megabytes())
    answered.write_bytes(msgspec.json.encode(done))


def _done(trial: Trial) -> Run:
    match trial.way:
        case "program":
            from engine.benchmark.program import restored

            return restored(trial)
        case "plain":
            from engine.benchmark.plain import looped

            return looped(trial)
        case "bare":
            from engine.benchmark.bare import bare

            return bare(trial)


def _ourselves(*arguments: str) -> list[str]:
    """Our command line; a frozen engine is its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, str(MAIN), *arguments]
