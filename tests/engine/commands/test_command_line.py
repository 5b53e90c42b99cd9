"""Stories of whole batches through the command line, as a user types it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.commands.command_line import run
from tests.engine.small_archive import ROOT, hashes, leftovers, lines_of, main_program, photograph, saved, small_archive, tree

LINUX = sys.platform == "linux"


def test_a_folder_goes_through_the_command_line_and_a_second_time_nothing_is_done(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    good = small_archive(source)
    (source / "letter.jpg").write_text("Dear grandfather")
    if LINUX:
        (source / os.fsdecode(b"gro\xdf.jpg")).write_bytes(b"")
    bad = 1 + LINUX
    before = hashes(source)

    first = main_program("restore", source, "-o", out, "--json")
    assert first.returncode == 1, "some failed"
    events = lines_of(first)
    assert next(event for event in events if event["type"] == "JobsQueued")["count"] == len(good) + bad
    assert sum(event["type"] == "JobFinished" for event in events) == len(good)
    failed = [event for event in events if event["type"] == "JobFailed"]
    assert len(failed) == bad
    assert any("letter.jpg is not a picture" in event["message"] for event in failed)
    assert all(event["traceback"] is None for event in failed)
    assert first.stderr == b""

    for path in source.glob("*.jpg"):
        path.unlink()
    before = {name: sha for name, sha in before.items() if not name.endswith(("letter.jpg", "\udcdf.jpg"))}
    second = main_program("restore", source, "-o", out)
    assert second.returncode == 0
    assert f"{len(good)} done before" in second.stderr.decode()
    assert second.stdout == b""
    assert hashes(source) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-o", "{out}"], 2, "Name pictures or folders"),
        (["{in}"], 2, "output"),
        (["{in}", "-o", "{out}", "--format", "bmp"], 2, "bmp"),
        (["{in}", "-o", "{out}", "--strength", "2"], 1, "$.stages[1].strength"),
        (["{in}", "-o", "{out}", "--crisp", "1.5"], 1, "$.stages[1].crisp"),
        (["{in}", "-o", "{out}", "--recipe", "dream"], 1, "there is no recipe “dream”"),
        (["{in}", "-o", "{out}", "--device", "cuda9"], 1, "there is no device “cuda9”"),
        (["{in}/lost", "-o", "{out}"], 1, "is not there"),
        (["{in}", "-o", "{in}/out"], 1, "lies inside the source"),
        (["{in}", "-o", "{out}", "--name", "{{nam}}"], 1, "“{nam}” in “{nam}” stands for nothing"),
        (["{in}", "-o", "{out}", "--name", "{{date}}"], 1, "would call several pictures the same"),
        (["{in}", "-o", "{out}", "--conflict", "overwrite"], 2, "overwrite"),
    ],
)
def test_a_wrong_call_is_told_in_words(
    tmp_path: Path,
    arguments: list[str],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved(tmp_path / "in" / "a.png")
    places = {"in": tmp_path / "in", "out": tmp_path / "out"}
    monkeypatch.setattr(sys, "argv", ["main.py", "restore", *(argument.format(**places) for argument in arguments)])
    with pytest.raises(SystemExit) as ended:
        run()
    said = capsys.readouterr()
    assert ended.value.code == code
    assert words in " ".join((said.out + said.err).split())


@pytest.mark.skipif(os.name == "nt", reason="another way of stopping there")
def test_a_stopped_command_says_so_and_the_next_goes_on(tmp_path: Path) -> None:
    for index in range(12):
        saved(tmp_path / "in" / f"{index:02}.png", photograph(200, 300))
    command = [sys.executable, str(ROOT / "main.py"), "restore", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if b"JobFinished" in line:
                child.send_signal(signal.SIGINT)
                break
        started = time.monotonic()
        child.communicate(timeout=60)
        assert time.monotonic() - started < 20
    assert child.returncode == 130
    done = len(tree(tmp_path / "out"))
    assert 1 <= done < 12
    assert leftovers(tmp_path / "out") == []
    second = main_program("restore", tmp_path / "in", "-o", tmp_path / "out", "--json")
    assert second.returncode == 0
    queued = lines_of(second)[0]
    assert (queued["type"], queued["count"], queued["done_before"]) == ("JobsQueued", 12 - done, done)
    assert len(tree(tmp_path / "out")) == 12
