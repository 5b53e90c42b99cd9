"""Kills a batch (kill -9) at random moments, starts it again, and looks for harm: `python -m tests.engine.kill_trial 50`."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from engine.provenance import Record, read_record
from tests.engine.small_archive import ROOT, decoded, hashes, leftovers, small_archive, tree

PATIENCE = 120  # seconds


@dataclass
class Trial:
    """What happened; `harm` is empty if all is well."""

    kills: int = 0
    batches: int = 0
    moments: Counter[str] = field(default_factory=Counter[str])
    harm: list[str] = field(default_factory=list[str])


def kill_trial(folder: Path, kills: int, seed: int) -> Trial:
    """Restore a small archive into new folders, again and again, until it was killed so many times."""
    chance, trial = random.Random(seed), Trial()
    source, wanted = folder / "in", folder / "wanted"
    small_archive(source)
    before = hashes(source)
    startup, work = undisturbed(source, wanted)
    while trial.kills < kills:
        out = folder / f"out {trial.batches}"
        one_batch(source, out, wanted, trial, kills, chance, startup, work)
        trial.batches += 1
        if hashes(source) != before:
            trial.harm.append("an original has changed")
    return trial


def undisturbed(source: Path, out: Path) -> tuple[float, float]:
    """Seconds until the work begins, and seconds of work."""
    started = time.monotonic()
    child, log = start(source, out)
    begun = until_queued(child, log) - started
    if child.wait(PATIENCE) != 0:
        raise RuntimeError(f"the undisturbed run failed: {log.read_text()}")
    return begun, time.monotonic() - started - begun


def one_batch(
    source: Path, out: Path, wanted: Path, trial: Trial, kills: int, chance: random.Random, startup: float, work: float
) -> None:
    """Start and kill until one start comes to its end."""
    first_seen: dict[str, int] = {}
    while True:
        child, log = start(source, out)
        if trial.kills < kills:
            if chance.random() < 0.15:  # while it starts: the journal is opened, drafts are swept
                late = startup * chance.uniform(0.7, 1.1)
                time.sleep(late)
            else:
                until_queued(child, log)
                time.sleep(work * chance.uniform(0, 0.9))
        else:
            child.wait(PATIENCE)
        if child.poll() is None:
            child.kill()
            child.wait(PATIENCE)
            trial.kills += 1
            trial.moments[moment(log, out)] += 1
            look(out, wanted, first_seen, trial)
            continue
        look(out, wanted, first_seen, trial)
        if child.returncode != 0:
            trial.harm.append(f"exit code {child.returncode}: {log.read_text()}")
        look_at_the_end(source, out, wanted, trial)
        return


def look(out: Path, wanted: Path, first_seen: dict[str, int], trial: Trial) -> None:
    """Whatever is visible must be whole, and stay as it is."""
    for name in tree(out):
        decoded(out / name)
        if (out / name).read_bytes() != (wanted / name).read_bytes():
            trial.harm.append(f"{name} is not what an undisturbed run makes")
        changed = (out / name).stat().st_mtime_ns
        if first_seen.setdefault(name, changed) != changed:
            trial.harm.append(f"{name} was made twice")


def look_at_the_end(source: Path, out: Path, wanted: Path, trial: Trial) -> None:
    if tree(out) != tree(wanted) or len(tree(out)) != len(tree(source)):
        trial.harm.append(f"{len(tree(out))} results of {len(tree(source))} pictures")
    if left := leftovers(out):
        trial.harm.append(f"left over: {left}")
    found, originals = hashes(out), hashes(source)
    for name in tree(out):
        record = read_record(out / name)
        if record is None or record.result_sha256 != found[name] or record.source_sha256 != originals[name]:
            trial.harm.append(f"the record of {name} is wrong: {said(record)}")


def said(record: Record | None) -> str:
    return "there is none" if record is None else msgspec.json.encode(record).decode()


def start(source: Path, out: Path) -> tuple[subprocess.Popen[bytes], Path]:
    log = Path(tempfile.mkstemp(suffix=".jsonl", dir=source.parent)[1])
    command = [sys.executable, str(ROOT / "main.py"), "restore", str(source), "-o", str(out), "--json"]
    with log.open("wb") as file:
        return subprocess.Popen(command, stdout=file, stderr=file, stdin=subprocess.DEVNULL), log


def until_queued(child: subprocess.Popen[bytes], log: Path) -> float:
    """Wait for the event that says the work begins; the time then."""
    end = time.monotonic() + PATIENCE
    while b"JobsQueued" not in log.read_bytes() and child.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    return time.monotonic()


def moment(log: Path, out: Path) -> str:
    """Where a killed run was, as far as can be seen from outside."""
    if b"JobsQueued" not in log.read_bytes():
        return "starting"
    return "writing a file" if leftovers(out) else "reading or painting"


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as place:
        result = kill_trial(Path(place), count, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    sys.stdout.write(f"{result.kills} kills in {result.batches} batches, {dict(result.moments)}\n")
    sys.stdout.write("\n".join(result.harm or ["no harm"]) + "\n")
    sys.exit(bool(result.harm))
