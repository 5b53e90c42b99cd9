"""Stories of the laboratory, with real studies in processes of their own: from a question to a report, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from engine.commands.command_line import app
from engine.desks.laboratory import describe
from engine.messages.laboratory_answers import DescribeLaboratory, LaboratoryDescribed
from gui.building import build_window
from gui.laboratory.book import FIGURES, finished
from gui.laboratory.form import StudyForm
from gui.laboratory.home import Question
from gui.laboratory.page import LaboratoryPage
from gui.laboratory.report_view import ReportView, Sheet
from gui.laboratory.running import RunningView
from gui.pages.pictures import PicturesPage
from gui.settings import SettingsFile
from tests.engine.small_archive import hashes
from tests.engine.training.runs import scene, written
from tests.gui.finding import click, texts, the
from tests.gui.measuring import Laboratory, click_head, column
from tests.gui.patina import Patina
from tests.gui.recording import RecordingBridge
from tests.gui.teaching import open_school

RESTORING = "Which model restores best?"
posix = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@pytest.fixture
def laboratory(qtbot: QtBot) -> Iterator[Laboratory]:
    made = Laboratory.alone(qtbot)
    yield made
    made.page.close_down()


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean", [scene(number, 72, 80) for number in range(4)])


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """To be measured long enough."""
    return written(tmp_path / "many", [scene(number, 96, 120) for number in range(24)])


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return True
    return False


def test_a_question_is_answered_by_a_report_that_is_kept(
    opened: Callable[..., Patina], qtbot: QtBot, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = list[str]()
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: (trash.append(path), shutil.rmtree(path)))
    before = hashes(clean)
    open_school()
    patina = opened()
    laboratory = Laboratory(qtbot, the(patina.window, LaboratoryPage))
    page = laboratory.page
    patina.window.show_page("laboratory")
    assert "Nothing was measured yet." in texts(page.home)
    patina.until(LaboratoryDescribed)

    def shown() -> dict[str, Question]:
        return {one.accessibleName(): one for one in page.home.findChildren(Question) if one.isVisibleTo(page)}

    qtbot.waitUntil(lambda: bool(shown()))
    questions = shown()
    assert next(iter(questions)) == RESTORING
    assert len(questions) == 4, "the rest is folded"
    click(qtbot, questions[RESTORING], "Measure: " + RESTORING)
    assert laboratory.part(StudyForm).study.name == "ranking"

    running = laboratory.begin(clean, damage="noise", count=3)
    assert RESTORING in texts(running)
    seen = list[str]()
    assert page.experiment
    page.experiment.progressed.connect(lambda _: seen.append(running.doing.text()))
    laboratory.ended()
    report = laboratory.part(ReportView)
    assert seen[1:] == ["noise: 1 of 3", "noise: 2 of 3", "noise: 3 of 3"]
    assert patina.said == f"“{RESTORING}” is answered."
    assert report.said[0].startswith("“restorer")
    assert "3 photographs are too few to tell models apart: give 6 or more." in texts(report)
    assert report.said[0] in texts(report)
    ranking, noise = report.tables
    rates = column(ranking, click_head(qtbot, ranking, "MP/s"))
    assert rates == sorted(rates)
    assert column(ranking, 0)[-1] == "tiny", "it is quick, and nothing else"
    click_head(qtbot, ranking, "gain, dB")
    assert column(ranking, 0)[0] == "tiny"
    assert column(noise, 0) == ["input", "median 3 x 3", "restorer", "restorer-crisp", "tiny"]
    assert [sheet.pixmap().isNull() for sheet in report.findChildren(Sheet)] == [False]

    panel, best = the(patina.window, PicturesPage).panel, report.report.standings[0].model
    click(qtbot, report, f"Use “{best}” in the recipe")
    assert patina.said == f"“{best}” is in the recipe now."
    assert [stage["model"] for stage in panel.recipe["stages"] if stage["type"] == "restore"] == [best]
    patina.window.show_page("laboratory")

    click(qtbot, report, "Laboratory")
    card = laboratory.card()
    assert texts(card)[1] == "measured"
    assert report.said[0] in texts(card)
    click(qtbot, card, "Open")
    assert laboratory.part(ReportView).said == report.said
    folder = laboratory.part(ReportView).folder
    click(qtbot, laboratory.part(ReportView), "Laboratory")
    click(qtbot, laboratory.card(), "Throw away…")
    assert folder.is_dir(), "it is asked first"
    click(qtbot, the(page, QMessageBox), "Throw away")
    assert trash == [str(folder)]
    assert "Nothing was measured yet." in texts(page.home)
    assert hashes(clean) == before


def test_what_is_under_way_can_be_left_is_the_only_one_and_is_measured_again_after_it_was_stopped(
    laboratory: Laboratory, qtbot: QtBot, many: Path, clean: Path
) -> None:
    page, running = laboratory.page, laboratory.begin(many, damage="noise")
    experiment = page.experiment
    assert experiment
    process = experiment.process_id
    laboratory.in_the_middle()
    click(qtbot, running, "Laboratory")
    assert texts(laboratory.card())[1] == "being measured"
    assert not laboratory.card().remove.isEnabled()

    click(qtbot, laboratory.form(clean), "Begin")
    assert laboratory.said == ["Something is being measured already. Wait until it is done, or stop it."]
    assert len(page.book.folders()) == 1

    page.go_home()
    click(qtbot, laboratory.card(), "Open")
    heard = experiment.progress
    assert heard
    running = laboratory.part(RunningView)
    assert running.doing.text() == f"noise: {heard.done} of 24", "it does not begin anew"
    assert (running.bar.value(), running.bar.maximum()) == (heard.done, 24)

    click(qtbot, running, "Stop")
    assert running.doing.text() == "It stops…"
    laboratory.ended()
    assert gone(process)
    assert laboratory.said[-1].startswith("Stopped. ")
    assert page.part is None
    card = laboratory.card()
    assert texts(card)[1] == "not finished"
    assert card.open.isHidden()
    folder = page.book.folders()[0]
    assert not finished(folder)

    click(qtbot, card, "Measure again")
    assert page.experiment
    assert page.experiment.folder == folder
    laboratory.in_the_middle()
    assert laboratory.part(RunningView).bar.maximum() == 24


def test_a_folder_without_pictures_is_named_and_the_question_can_be_asked_again(
    laboratory: Laboratory, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = tmp_path / "empty box"
    empty.mkdir()
    laboratory.begin(empty, damage="noise")
    laboratory.ended()
    assert laboratory.said == [
        f"“{RESTORING}” cannot be answered: There are no pictures in {empty}. Give a folder that holds clean pictures."
    ]
    assert laboratory.page.part is None
    assert texts(laboratory.card())[1] == "not finished"
    assert laboratory.card().remove.isEnabled()


@posix
def test_a_study_whose_process_is_killed_says_so(laboratory: Laboratory, many: Path) -> None:
    laboratory.begin(many)
    experiment = laboratory.page.experiment
    assert experiment
    laboratory.until(lambda: experiment.process_id)
    os.kill(experiment.process_id, signal.SIGKILL)
    laboratory.ended()
    assert laboratory.said[0].startswith(f"“{RESTORING}” ended unexpectedly.")
    assert texts(laboratory.card())[1] == "not finished"


def test_closing_while_something_is_measured_asks_and_ends_its_process(qtbot: QtBot, many: Path) -> None:
    bridge = RecordingBridge()
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    window.show()
    page = the(window, LaboratoryPage)
    page._described(describe(DescribeLaboratory(1)))
    window.show_page("laboratory")
    laboratory = Laboratory(qtbot, page)
    laboratory.begin(many)
    laboratory.in_the_middle()
    assert page.experiment
    process = page.experiment.process_id
    window.close()
    assert window.isVisible()
    box = the(page, QMessageBox)
    assert box.text() == "Something is being measured."
    click(qtbot, box, "Stay")
    laboratory.until(lambda: not page.findChildren(QMessageBox))
    assert window.isVisible()
    assert not gone(process)
    window.close()
    click(qtbot, the(page, QMessageBox), "Close")
    laboratory.until(lambda: not window.isVisible())
    assert gone(process)
    assert page.experiment is None


# Reports -------------------------------------------------------------------------------------------------------------


def choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """In the dialogue that asks for a report."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))


@pytest.mark.parametrize("damage", [b"", b"{", b'{"title": "\xff"}', b'{"title": 7}', None])
def test_a_report_that_cannot_be_read_is_said(
    laboratory: Laboratory, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None
) -> None:
    if damage is not None:
        (tmp_path / FIGURES).write_bytes(damage)
    choose(monkeypatch, tmp_path / FIGURES)
    click(qtbot, laboratory.page.home, "Open a report…")
    assert laboratory.said == [f"There is no report in “{tmp_path}” that can be read."]
    assert laboratory.page.part is None


def test_a_report_of_another_suite_that_lies_elsewhere_opens(
    laboratory: Laboratory, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = written(tmp_path / "one", [scene(3, 48, 56)])
    options = ["--suite", "denoise", "--sigma", "25", "--device", "torch-cpu", "-o", str(tmp_path / "out")]
    with pytest.raises(SystemExit):
        app(["evaluate", str(clean), *options])
    choose(monkeypatch, tmp_path / "out" / FIGURES)
    click(qtbot, laboratory.page.home, "Open a report…")
    report = laboratory.part(ReportView)
    (table,) = report.tables
    assert table.accessibleName() == "sigma 25"
    assert "input" in column(table, 0)
    assert len(report.findChildren(Sheet)) == 1
    assert any(text.split()[0] == "main.py" for text in texts(report)), "how it was made"
    assert "Means of 1 pictures." in texts(report)
    click(qtbot, report, "Laboratory")
    assert "Nothing was measured yet." in texts(laboratory.page.home), "it is none of the laboratory's own"
