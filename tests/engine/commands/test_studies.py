"""Studies: evaluations and comparisons that tell how far they are, and that can be called off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec
import pytest
from PIL import Image

from engine.commands.command_line import app
from engine.errors import Cancelled
from engine.evaluation.figures import Evaluation
from engine.evaluation.watching import Watcher, called_off, tell, tracked, watched
from engine.training.comparing import comparison
from engine.training.comparing.comparison import Contender, Outcome, compare, under_optimisers
from engine.training.comparing.report import write_comparison
from engine.training.comparing.standings import standings
from engine.training.comparing.verdict import verdict
from tests.engine.small_archive import ROOT, main_program
from tests.engine.training.runs import PLAN, scene, written

PATIENCE = 120  # seconds, on a busy machine
COUNT = 6
QUICK = ("--suite", "ranking", "--damage", "noise", "--contestants", "restorer", "--device", "torch-cpu")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean", [scene(number, 72, 80) for number in range(COUNT)])


def study(clean: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """A process as the window has it: it is attended, and tells lines of JSON."""
    command = [sys.executable, str(ROOT / "main.py"), "evaluate", str(clean), *options, "-o", str(output)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def read(stream: IO[bytes] | None) -> bytes:
    assert stream
    return stream.read()


def lines(said: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.decode().splitlines()]


def test_it_tells_in_json_how_far_it_is_and_where_the_report_lies(clean: Path, tmp_path: Path) -> None:
    with study(clean, tmp_path / "out", *QUICK, "--pictures", "2", "--json", "--attended") as process:
        said, trouble = read(process.stdout), read(process.stderr)  # while its input stays open
        assert process.wait(PATIENCE) == 0
    *progress, last = lines(said)
    assert progress == [{"type": "StudyProgressed", "title": "noise", "done": done, "count": 2} for done in range(3)]
    assert last == {"type": "StudyFinished", "report": str(tmp_path / "out" / "report.html")}
    assert trouble == b"", "there is no bar beside the lines"
    assert (tmp_path / "out" / "report.html").is_file()
    figures = msgspec.json.decode((tmp_path / "out" / "scores.json").read_bytes(), type=Evaluation)
    assert figures.standings[0].model == "restorer"


def test_it_ends_soon_and_silently_when_its_input_ends(tmp_path: Path) -> None:
    clean = written(tmp_path / "many", [scene(number, 96, 120) for number in range(24)])
    with study(clean, tmp_path / "out", "--suite", "ranking", "--device", "torch-cpu", "--json", "--attended") as process:
        assert process.stdin
        assert process.stdout
        assert json.loads(process.stdout.readline()) == {"type": "StudyProgressed", "title": "noise", "done": 0, "count": 24}
        assert json.loads(process.stdout.readline())["done"] == 1, "it is in the middle"
        process.stdin.close()
        began = time.monotonic()
        rest, trouble = read(process.stdout), read(process.stderr)
        assert process.wait(PATIENCE) == 0
    assert time.monotonic() - began < 30, "all of it takes minutes"
    assert trouble == b""
    assert all(line["type"] == "StudyProgressed" and line["title"] == "noise" for line in lines(rest))
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_measured_is_told_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = main_program("evaluate", tmp_path / "empty", *QUICK, "--json", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert lines(done.stdout) == [
        {
            "type": "StudyFailed",
            "message": f"There are no pictures in {tmp_path / 'empty'}",
            "hint": "Give a folder that holds clean pictures.",
        }
    ]
    assert not (tmp_path / "out").exists()


def test_without_json_a_bar_moves_on_the_error_stream_and_the_tables_are_printed(
    clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # else rich draws no bar where there is no terminal
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", str(clean), *QUICK, "--pictures", "2", "-o", str(tmp_path / "out")])
    assert ended.value.code == 0
    said, trouble = capsys.readouterr()
    assert "noise" in trouble
    assert "\x1b[2K" in trouble, "it is wiped away in the end"
    assert said.splitlines()[-1] == str(tmp_path / "out" / "report.html")
    assert any(line.startswith("| restorer | ") for line in said.splitlines())
    assert "\x1b" not in said
    assert '"type"' not in said


# Watching ------------------------------------------------------------------------------------------------------------


class Looking(list[tuple[str, int, int]]):
    """Hears everything, and has had enough after so many."""

    def __init__(self, enough: int = 99) -> None:
        super().__init__()
        self.watcher = Watcher(lambda *told: self.append(told), lambda: len(self) >= enough)


def test_unwatched_steps_go_by_and_nobody_has_called_anything_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(tracked("abc", "letters", 3)) == ["a", "b", "c"]
    assert list(tracked(iter(range(4)), "numbers")) == [0, 1, 2, 3]
    tell("nobody hears it", 1, 2)
    assert not called_off()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("steps", "count", "told"), [(["a", "b"], None, 2), (iter("ab"), 2, 2), (iter("ab"), None, 0)])
def test_whoever_watches_hears_from_nothing_to_all(steps: Any, count: int | None, told: int) -> None:
    looking = Looking()
    with watched(looking.watcher):
        assert list(tracked(steps, "letters", count)) == ["a", "b"]
        tell("itself", 5, 7)
    assert looking == [("letters", 0, told), ("letters", 1, told), ("letters", told, told), ("itself", 5, 7)]
    tell("afterwards", 1, 1)
    assert len(looking) == 4


def test_of_what_is_called_off_no_further_step_is_made() -> None:
    made: list[int] = []
    done: list[int] = []

    def making() -> Iterator[int]:
        for number in range(10):
            made.append(number)
            yield number

    looking = Looking(enough=3)
    with watched(looking.watcher):
        with pytest.raises(Cancelled):
            done.extend(tracked(making(), "numbers", 10))
        assert called_off()
    assert looking == [("numbers", 0, 10), ("numbers", 1, 10), ("numbers", 2, 10)]
    assert made == [0, 1, 2], "the next one may take long"
    assert not called_off()


# Comparing -----------------------------------------------------------------------------------------------------------


MINUTES = 0.03
TITLES = ["adam", "lion"]


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    return written(tmp_path / "photographs", [scene(number) for number in range(30)])


def contenders() -> Sequence[Contender]:
    return under_optimisers(msgspec.structs.replace(PLAN, validate_every=1000), TITLES)


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError:
        return False
    return True


def test_a_comparison_that_is_called_off_ends_its_run_and_goes_on_later(
    photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, heard = tmp_path / "out", list[tuple[str, int, int]]()
    begun: list[Any] = []
    really = subprocess.Popen

    def noted(*arguments: Any, **more: Any) -> Any:
        begun.append(really(*arguments, **more))
        return begun[-1]

    monkeypatch.setattr(comparison.subprocess, "Popen", noted)

    def compared(enough: Callable[[], bool]) -> list[Outcome]:
        with watched(Watcher(lambda *told: heard.append(told), enough)):
            return compare(contenders(), [photographs], [], out, MINUTES, 1, lambda _: None)

    run = out / "runs" / "adam-1"
    with pytest.raises(Cancelled):
        compared(lambda: bool(of_kind(run, "TrainingStepped")))
    (process,) = begun
    assert process.returncode == 0, "it was asked, and has saved what it has learnt"
    assert not alive(process.pid)
    assert heard == [("adam, 1", 0, 2)]
    (stopped,) = of_kind(run, "TrainingFinished")
    assert stopped["step"] < stopped["steps"]
    assert not (run / "outcome.json").exists()

    outcomes = compared(lambda: False)
    assert heard[1:] == [("adam, 1", 0, 2), ("lion, 1", 1, 2)]
    assert [one.contender for one in outcomes] == TITLES
    assert len(begun) == 3, "a process for each run, and one that was stopped"
    assert not any(alive(process.pid) for process in begun)
    ended = of_kind(run, "TrainingFinished")[1]
    assert ended["step"] == ended["steps"] == stopped["steps"], "it has gone on with what was begun"
    assert min(line["step"] for line in lines_after(run, stopped)) > stopped["step"], "and not from the start"

    write_comparison("Two optimisers", outcomes, out, ["as a test"])
    figures = msgspec.json.decode((out / "scores.json").read_bytes(), type=Evaluation)
    assert list(figures.verdict) == verdict(standings(outcomes))
    assert figures.notes == ("as a test",)
    (grid,) = figures.grids
    assert sorted(line.name for line in grid.lines) == TITLES
    assert all(len(line.cells) == len(grid.columns) for line in grid.lines)
    assert sorted(path.name for path in out.glob("sheet-*")) == [f"sheet-{title}-1.png" for title in TITLES]
    for title in TITLES:
        with Image.open(out / f"sheet-{title}-1.png") as sheet:
            assert sheet.format == "PNG"
            assert min(sheet.size) > 60


def diary(run: Path) -> list[dict[str, Any]]:
    """Its whole lines."""
    file = run / "diary.jsonl"
    whole = file.read_bytes().rpartition(b"\n")[0] if file.is_file() else b""
    return lines(whole)


def of_kind(run: Path, kind: str) -> list[dict[str, Any]]:
    return [line for line in diary(run) if line["type"] == kind]


def lines_after(run: Path, stopped: dict[str, Any]) -> list[dict[str, Any]]:
    found = diary(run)
    return [line for line in found[found.index(stopped) + 1 :] if line["type"] == "TrainingStepped"]
