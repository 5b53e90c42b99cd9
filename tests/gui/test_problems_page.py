from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from engine.events import JobFailed
from gui.pages.problems import ProblemCard, ProblemsPage
from gui.problems import Problems
from tests.gui.finding import button, click, texts, the
from tests.gui.recording import RecordingBridge

HINT = "Look for another copy."


@pytest.fixture
def bridge(qapp: object) -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def page(qtbot: QtBot, bridge: RecordingBridge, monkeypatch: pytest.MonkeyPatch) -> ProblemsPage:
    monkeypatch.setattr("gui.pages.problems.CALM", 0)
    page = ProblemsPage(Problems(bridge, bridge))
    qtbot.addWidget(page)
    page.show()
    return page


def fail(qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge, message: str, traceback: str | None = None) -> None:
    bridge.say(JobFailed(1, "/a/anna.tif", 9, message, HINT, traceback))
    qtbot.wait(30)
    qtbot.waitUntil(lambda: any(message in text for text in texts(page)))


def cards(page: ProblemsPage) -> list[str]:
    """Each card as text, from above, without times of day."""
    found = sorted((card for card in page.findChildren(ProblemCard) if card.isVisibleTo(page)), key=lambda card: card.y())
    return [" | ".join(text for text in texts(card) if text[-1:] != "M") for card in found]


def test_where_nothing_went_wrong_the_page_says_so(page: ProblemsPage):
    assert texts(page) == ["Problems", "Nothing went wrong so far."]
    assert not button(page, "Clear").isEnabled()


def test_a_problem_has_its_sentence_and_its_hint_the_newest_above(qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge):
    for message in ("a.tif is damaged", "b.tif is damaged", "a.tif is damaged"):
        fail(qtbot, page, bridge, message)
    assert cards(page) == [f"a.tif is damaged | 2 times | {HINT}", f"b.tif is damaged | {HINT}"]


def test_only_bugs_have_a_report_to_copy(qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge):
    fail(qtbot, page, bridge, "a.tif is damaged")
    with pytest.raises(AssertionError, match="no button"):
        button(page, "Copy report")
    fail(qtbot, page, bridge, "KeyError: 7", "Traceback: here")
    click(qtbot, page, "Copy report")
    assert "Traceback: here" in QGuiApplication.clipboard().text()


def test_details_unfold_and_stay_open_when_more_comes(qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge):
    fail(qtbot, page, bridge, "KeyError: 7", "Traceback: here")
    details = the(page, QPlainTextEdit)
    assert not details.isVisible()
    click(qtbot, page, "Details")
    fail(qtbot, page, bridge, "a.tif is damaged")
    fail(qtbot, page, bridge, "KeyError: 7", "Traceback: here")
    assert details.isVisible()
    assert "Traceback: here" in details.toPlainText()


def test_clear_empties_the_page(qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge):
    fail(qtbot, page, bridge, "a.tif is damaged")
    click(qtbot, page, "Clear")
    qtbot.waitUntil(lambda: texts(page) == ["Problems", "Nothing went wrong so far."])


def test_of_very_many_problems_the_older_are_only_counted(
    qtbot: QtBot, page: ProblemsPage, bridge: RecordingBridge, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("gui.pages.problems.SHOWN", 2)
    for number in range(5):
        bridge.say(JobFailed(1, "/a/anna.tif", 9, f"{number}.tif is damaged", ""))
    qtbot.waitUntil(lambda: cards(page) == ["4.tif is damaged", "3.tif is damaged"])
    assert "and 3 older one(s)" in texts(page)
