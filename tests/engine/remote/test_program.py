"""The program itself, between addresses: killed at any moment it loses nothing, and it repeats no secret."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.provenance import read_record
from tests.engine.small_archive import ROOT, hashes, leftovers, lines_of, main_program, small_archive, tree

KILLS = 5
PATIENCE = 120.0  # seconds


def started(source: Path, out: Path, journal: Path, scratch: Path, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "main.py"), "restore", f"file://{source}", "-o", f"file://{out}"]
    places = {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    with log.open("wb") as file:
        return subprocess.Popen(
            [*command, "--journal", str(journal), "--json"], stdout=file, stderr=file, env=os.environ | places
        )  # fmt: skip


def test_killed_again_and_again_it_loses_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    source, out, journal, scratch, log = (tmp_path / name for name in ("in", "out", "journal", "scratch", "log"))
    count = len(small_archive(source))
    scratch.mkdir()
    before = hashes(source)
    assert main_program("restore", source, "-o", tmp_path / "wanted").returncode == 0
    seen, code, left = dict[str, int](), -1, list[Path]()
    for kill in range(KILLS + 1):
        child = started(source, out, journal, scratch, log)
        end = time.monotonic() + PATIENCE
        while b"JobsQueued" not in log.read_bytes() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        if kill < KILLS:
            time.sleep(0.08 * (kill + 1))
            child.kill()
            child.wait(PATIENCE)
            for room in scratch.glob("patina-remote-*"):
                os.utime(room, (0, 0))  # a minute goes by
                left.append(room)
        code = child.wait(PATIENCE)
        for name in tree(out):  # whatever is visible is whole, and stays as it is
            assert (out / name).read_bytes() == (tmp_path / "wanted" / name).read_bytes()
            changed = (out / name).stat().st_mtime_ns
            assert seen.setdefault(name, changed) == changed
    assert code == 0, log.read_text()
    assert tree(out) == tree(tmp_path / "wanted")
    assert len(tree(out)) == count
    assert leftovers(out) == []
    found = hashes(out)
    for name in tree(out):
        record = read_record(out / name)
        assert record is not None
        assert (record.result_sha256, record.source_sha256) == (found[name], before[name])
        assert record.source == f"file://{source}/{name}"
    assert hashes(source) == before
    assert left, "no kill came while a copy was there"
    assert list(scratch.glob("patina-remote-*")) == []
    done = main_program("restore", f"file://{source}", "-o", f"file://{out}", "--journal", journal, "--json")
    assert [(line["type"], line["count"], line["done_before"]) for line in lines_of(done)] == [("JobsQueued", 0, count)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sftp://me:hunter2@host/in", "-o", "memory://out"], "an address of sftp:// has a password or a token in it"),
        (["memory://in", "-o", "memory://out"], "the journal of memory://out must lie on a disk of this machine"),
        (["memory://in", "-o", "memory://out", "--journal", "memory://j"], "the journal must be on a disk of this machine"),
        (["memory://in", "-o", "out", "--masks", "s3://masks"], "the folder for masks must be on a disk of this machine"),
        (["memory://in", "-o", "memory://out", "--journal", "journal"], "memory://in is not there"),
        (["foo://in", "-o", "memory://out", "--journal", "journal"], "foo:// is no kind of storage that fsspec knows"),
    ],
)
def test_calls_that_cannot_be_done_are_told_in_words(
    arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = main_program("restore", *arguments)
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert lines[0].startswith(sentence)
    assert lines[1].startswith("  ")
    assert len(lines) == 2
    assert b"hunter2" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
