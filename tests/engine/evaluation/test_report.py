"""The report's files open again and say the same."""

import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from engine.commands.command_line import app
from engine.evaluation.figures import Case, Evaluation, Row, Table
from engine.evaluation.grids import Grid, Line
from engine.evaluation.report import Report, markdown, write_report
from engine.evaluation.run import evaluate_folders
from engine.evaluation.scores import Scores, scores
from engine.evaluation.showcase import SIDE, Showcase, middle
from tests.engine.evaluation.pictures import painting, saved


class Page(HTMLParser):
    """A page as a reader sees it: its words, the cells in bold, and what it loads from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.bold: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "img"):
            self.open.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href") and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open and self.open[-1] == "b":
            self.bold.append(data)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for seed in range(20):
        clean = painting(seed=seed)
        for folder, error in (("clean", 0), ("damaged", 20), ("restored", 2 if seed != 7 else 30)):
            saved(clean + np.uint8(error), tmp_path / folder / f"picture {seed:02} <&>.png")
    return tmp_path


def reported(archive: Path) -> Evaluation:
    clean, restored, damaged, report = (archive / name for name in ("clean", "restored", "damaged", "report"))
    return evaluate_folders(clean, restored, damaged, report, 0, ["evaluate", "my clean", "restored"])


def test_the_figures_can_be_read_again(archive: Path) -> None:
    evaluation = reported(archive)
    text = (archive / "report" / "scores.json").read_bytes()
    assert msgspec.json.decode(text, type=Evaluation) == evaluation
    assert json.loads(text)["tables"][0]["rows"][0]["mean"]["psnr_rgb"] == pytest.approx(22.11, abs=0.01)


def test_the_page_is_whole_loads_nothing_and_says_how_it_was_made(archive: Path) -> None:
    reported(archive)
    page = Page((archive / "report" / "report.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert [link[:22] for link in page.links] == ["data:image/jpeg;base64"] * 3
    words = " ".join(page.words)
    for said in ("main.py evaluate 'my clean' restored", "Patina", "unknown for 20 pictures", "picture 07 <&>.png", "numpy"):
        assert said in words
    assert page.bold[0] in markdown(reported(archive))


def test_the_sheets_show_a_dozen_pictures_and_the_worst_at_the_end(archive: Path) -> None:
    showcase = Showcase(40, "restored")
    for index in range(40):
        error = {9: 8, 20: 30, 31: 25}.get(index, 2)
        case = Case(f"{index}", painting(), {"restored": painting() + np.uint8(error)})
        showcase.see(index, case, {"restored": scores(case.results["restored"], case.clean)})
    assert " ".join(word + item.name for word, item in showcase.chosen()) == (
        "0 4 7 11 14 18 21 25 28 32 35 39 worst: 20 worst: 31 worst: 9"
    )
    reported(archive)
    assert sum(pictures_on(archive / "report" / f"sheet-restored-{number}.png") for number in (1, 2, 3)) in (12, 13, 14, 15)


def pictures_on(path: Path) -> int:
    """How many rows of pictures a sheet has, by the colours in its first column."""
    sheet = cv2.imread(str(path))
    assert sheet is not None
    coloured = np.any(np.ptp(sheet[:, 40:90].astype(int), axis=2) > 8, axis=1).astype(np.uint8)
    return cv2.connectedComponents(coloured[:, None])[0] - 1


def test_a_crop_is_from_the_middle_and_one_to_one() -> None:
    picture = np.zeros((600, 300, 3), np.uint8)
    picture[300, 150] = 255
    crop = middle(picture)
    assert crop.shape == (SIDE, SIDE, 3)
    assert crop[SIDE // 2, SIDE // 2].tolist() == [255, 255, 255]
    assert middle(picture[:10, :20]).shape == (10, 20, 3)


def test_the_best_of_each_column_is_bold() -> None:
    first, second = Scores(30.0, 0.9, 32.0, float("nan"), 0.25), Scores(31.0, 0.8, 32.001, float("nan"), 0.125)
    table = Table("a table", ("anna",), (Row.of("one", (first,)), Row.of("two", (second,))))
    evaluation = msgspec.convert({"title": "", "made": MADE, "notes": [], "tables": []}, Evaluation)
    assert markdown(msgspec.structs.replace(evaluation, tables=(table,))).splitlines()[2:] == [
        "| one | 30.00 | **0.9000** | **32.00** | – | 0.2500 |",
        "| two | **31.00** | 0.8000 | **32.00** | – | **0.1250** |",
    ]


def test_grids_stand_on_the_page_with_their_notes_and_folded_ones_are_not_printed(tmp_path: Path) -> None:
    lines = (Line("sepia <&>", (31.0, None)), Line("albumen", (-0.001, float("nan"))))
    grid = Grid(title="a grid", note="against what", measure="psnr", columns=("input", "restored"), lines=lines)
    folded = msgspec.structs.replace(grid, title="each", folded=True)
    evaluation = msgspec.convert({"title": "", "made": MADE, "notes": [], "tables": []}, Evaluation)
    evaluation = msgspec.structs.replace(evaluation, grids=(grid, folded))
    assert markdown(evaluation).splitlines() == [
        "| a grid | input | restored |",
        "|---|---:|---:|",
        "| sepia <&> | 31.00 | – |",
        "| albumen | 0.00 | – |",
    ]
    write_report(Report(evaluation, plates={"worst": painting()}), tmp_path)
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert {"a grid", "each", "against what", "sepia <&>"} <= set(page.words)
    assert len(page.links) == 1
    assert (tmp_path / "sheet-worst.png").is_file()


MADE = {"command": "", "program": "", "device": "", "models": [], "versions": {}, "made": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8 exist on Linux only")
def test_a_name_that_is_no_utf_8_is_written_escaped(archive: Path) -> None:
    for folder in ("clean", "restored"):
        saved(painting(), archive / f"{folder}2" / os.fsdecode(b"caf\xe9.png"))
    evaluate_folders(archive / "clean2", archive / "restored2", None, archive / "report", 0, [])
    assert r"caf\udce9.png" in (archive / "report" / "report.html").read_text(encoding="utf-8")


# The command ---------------------------------------------------------------------------------------------------------


def called(*arguments: str | Path) -> object:
    """The exit code."""
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", *map(str, arguments)], exit_on_error=False)
    return ended.value.code


def test_the_command_prints_a_table_and_where_the_report_is(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = archive / "report"
    assert called(archive / "clean", archive / "restored", "--damaged", archive / "damaged", "-o", out) == 0
    printed = capsys.readouterr().out
    assert re.search(r"\| restored \| \*\*[\d.]+\*\* \|", printed)
    assert printed.splitlines()[-1] == str(out / "report.html")


def test_the_command_runs_the_suite(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(painting(24, 24), archive / "one" / "anna.png")
    out = archive / "report"
    assert called(archive / "one", "--suite", "denoise", "--sigma", "15", "25", "--device", "cpu", "-o", out) == 0
    assert "| sigma 25 |" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {
        "report.html",
        "scores.json",
        "sheet-sigma-15-1.png",
        "sheet-sigma-25-1.png",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name either a folder of restored pictures, or a suite"),
        (["restored", "--suite", "denoise"], "Name either a folder of restored pictures, or a suite"),
        (["restored", "--sigma", "25"], "--sigma belongs to a suite"),
        (["--suite", "denoise", "--damaged", "damaged"], "--damaged belongs to"),
        (["--suite", "denoise", "--recipe", "restore"], "--recipe does not belong to the suite denoise"),
        (["--suite", "processes", "--model", "restorer"], "--model does not belong to the suite processes"),
        (["--suite", "robustness", "--sigma", "25"], "--sigma does not belong to the suite robustness"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("clean", *arguments, "-o", "report") == 2
    assert said in capsys.readouterr().err
