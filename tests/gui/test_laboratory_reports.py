"""Reports in the laboratory: tables that can be sorted, what is said of them, and where they are kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from engine.evaluation.standing import Standing
from engine.evaluation.standings import told as engine_told
from engine.intervals import Interval
from engine.training.comparing.report import write_comparison
from gui.laboratory.book import Study, StudyBook
from gui.laboratory.figures import FigureColumn, Figures
from gui.laboratory.form import command_of
from gui.laboratory.report_view import ReportView, Sheet
from gui.laboratory.reports import Report, read_report, told
from tests.engine.training.test_comparison import appraised
from tests.gui.finding import texts
from tests.gui.measuring import click_head, column, written_in

LINES = (
    ("a model with quite a long name, as those of other programs have", 9.5, None),
    ("berta", -10.3, 3),
    ("carla", 1000.0, 21),
    ("dora", None, 1),
    ("emma", float("nan"), 2),
)


def figures(qtbot: QtBot, width: int) -> Figures:
    table = Figures("Ranking", (FigureColumn("Model"), FigureColumn("gain", 1), FigureColumn("best on", 0)), LINES)
    qtbot.addWidget(table)
    table.resize(width, 50)
    table.show()
    return table


def test_figures_are_sorted_as_numbers_and_what_has_none_comes_last_both_ways(qtbot: QtBot) -> None:
    table = figures(qtbot, 900)
    assert column(table, 0) == [line[0] for line in LINES], "as they came"
    assert written_in(table, 1) == ["9.5", "-10.3", "1,000.0", "–", "–"]
    place = click_head(qtbot, table, "gain")
    assert written_in(table, place) == ["-10.3", "9.5", "1,000.0", "–", "–"]
    click_head(qtbot, table, "gain")
    assert written_in(table, place) == ["1,000.0", "9.5", "-10.3", "–", "–"]
    assert written_in(table, click_head(qtbot, table, "best on")) == ["1", "2", "3", "21", "–"]
    assert column(table, click_head(qtbot, table, "Model"))[1:] == ["berta", "carla", "dora", "emma"]


@pytest.mark.parametrize("width", [120, 300, 900])
def test_a_table_shows_all_its_lines_and_whole_names(qtbot: QtBot, width: int) -> None:
    table = figures(qtbot, width)
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(LINES[0][0])
    last = table.visualRect(table.model().index(len(LINES) - 1, 0))
    assert last.bottom() <= table.viewport().height()
    assert table.height() < 2 * last.bottom() + 60, "and nothing below"
    whole = sum(table.columnWidth(place) for place in range(3))
    assert whole >= table.viewport().width(), "names get what is left"
    assert (table.horizontalScrollBar().maximum() > 0) == (whole > table.viewport().width())


def standing(model: str, gain: float, behind: float | None, nearer: float, rate: float, count: int = 8) -> Any:
    lead = None if behind is None else Interval(behind, behind - 0.25, behind + 0.25, count)
    interval = Interval(gain, gain - 0.5, gain + 0.5, count)
    return Standing(model, interval, nearer, 3, rate, lead)


BEST = standing("anna", 3.0, None, 0.5, 1.0)
CONTESTS = {
    "alone": (BEST,),
    "clear": (BEST, standing("berta", 2.0, 1.0, 0.25, 1.25), standing("carla", -1.0, 4.0, -0.5, 0.5)),
    "chance": (BEST, standing("emma", 2.9, 0.125, 0.5, 1.0), standing("dora", 2.8, 0.1875, 0.5, 1.0)),
    "mixed": (BEST, standing("emma", 2.9, 0.125, 0.75, 7.5), standing("fritz", 1.0, 2.0, 0.81, 0.125)),
    "no gain": (standing("anna", 0.25, None, -0.5, 1.0), standing("berta", -2.0, 2.25, -0.25, 1.0)),
    "few": (standing("anna", 3.0, None, 0.5, 1.0, 5), standing("berta", 2.0, 1.0, 0.62, 4.0, 5)),
}


@pytest.mark.parametrize("name", CONTESTS)
def test_the_window_says_of_a_contest_what_the_report_says(name: str) -> None:
    """Sentence for sentence: the same models and the same figures in the same order."""
    ranked = CONTESTS[name]
    ours = msgspec.json.decode(msgspec.json.encode(ranked), type=tuple[Standing, ...])
    assert [one.told_apart for one in ours] == [one.told_apart for one in ranked]
    report = msgspec.convert({"title": "", "made": MADE, "notes": [], "tables": []}, Report)
    said, printed = told(msgspec.structs.replace(report, standings=ours)), engine_told(ranked)
    assert [facts(sentence) for sentence in said] == [facts(sentence) for sentence in printed]
    assert [no_model(sentence) for sentence in said] == [no_model(sentence) for sentence in printed]


@pytest.mark.parametrize(
    ("name", "used"),
    [("alone", ["anna"]), ("clear", ["anna"]), ("mixed", ["anna", "fritz"]), ("no gain", []), ("few", ["anna", "berta"])],
)
def test_what_is_worth_it_can_be_put_into_the_recipe(qtbot: QtBot, tmp_path: Path, name: str, used: list[str]) -> None:
    report = msgspec.convert({"title": "", "made": MADE, "notes": [], "tables": []}, Report)
    report = msgspec.structs.replace(report, standings=CONTESTS[name], task="enlarge-4")
    view, wanted = ReportView(tmp_path, report), list[tuple[str, str, dict[str, Any]]]()
    qtbot.addWidget(view)
    view.use_wanted.connect(lambda *what: wanted.append(what))
    for use in view.uses:
        use.click()
    assert wanted == [("enlarge", model, {"factor": 4}) for model in used]
    older = ReportView(tmp_path, msgspec.structs.replace(report, task=""))
    qtbot.addWidget(older)
    assert older.uses == [], "it does not say what they were to do"


MADE = {"command": "", "program": "", "device": "", "made": ""}
FACTS = re.compile("anna|berta|carla|dora|emma|fritz|[+-]?[0-9]+(?:[.][0-9]+)?")


def facts(sentence: str) -> list[str]:
    """Models and numbers; the report says with each interval how many photographs it is of, the window once."""
    plain = re.sub(r"[“”]|95 %|, \d+ photographs(?=\))", "", sentence).replace("−", "-")
    return FACTS.findall(plain)


def no_model(sentence: str) -> bool:
    return sentence.startswith("No model makes these pictures better for sure")


def test_a_comparison_of_trainings_opens_with_its_verdict_its_figures_and_its_sheets(qtbot: QtBot, tmp_path: Path) -> None:
    runs = [
        appraised(title, seed, psnr=psnr + 0.01 * seed) for title, psnr in (("adam", 24.0), ("lion", 22.5)) for seed in (1, 2)
    ]
    previews = tmp_path / "runs" / "adam-1" / "previews"
    previews.mkdir(parents=True)
    (previews / "last.png").write_bytes(PNG)
    write_comparison("Two optimisers", [msgspec.structs.replace(one, preview="previews/last.png") for one in runs], tmp_path)
    report = read_report(tmp_path)
    assert report
    view = ReportView(tmp_path, report)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    assert view.said == list(report.verdict) != []
    assert set(view.said) <= set(texts(view))
    (table,) = view.tables
    assert set(column(table, 0)) == {"adam", "lion"}
    assert len(view.findChildren(Sheet)) == 1


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f000500"
    "01ff5c7a5d7e0000000049454e44ae426082"
)


def test_studies_are_listed_from_the_newest_and_what_is_no_study_is_none(tmp_path: Path) -> None:
    book = StudyBook(tmp_path / "book")
    assert book.folders() == []
    asked = Study(title="Which model?", of="file:///scans", arguments=("evaluate", "%OUTPUT%"))
    first, second = book.begin(asked), book.begin(asked)
    for number, content in enumerate((b"", b"{", b'{"title": "\xff"}', b"[]")):
        (tmp_path / "book" / f"{number}").mkdir()
        (tmp_path / "book" / f"{number}" / "study.json").write_bytes(content)
    (tmp_path / "book" / "empty").mkdir()
    assert book.folders() == [second, first]
    again = book.read(first)
    assert again
    assert again.begun
    assert command_of(again, first) == ("evaluate", str(first))
