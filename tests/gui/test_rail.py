from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.rail import Rail, RailButton
from tests.gui.finding import click


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    for key in ("pictures", "review", "problems"):
        rail.add(key, key.title(), key)
    rail.choose("pictures")
    rail.show()
    return rail


def drawn(rail: Rail) -> list[str]:
    return [
        f"{'>' if button.isChecked() else ' '} {button.accessibleName()}" for button in rail.findChildren(RailButton)
    ]  # fmt: skip


def test_the_page_that_is_shown_is_marked(rail: Rail):
    assert drawn(rail) == ["> Pictures", "  Review", "  Problems"]
    rail.choose("review")
    assert drawn(rail) == ["  Pictures", "> Review", "  Problems"]


def test_a_click_chooses_a_page(qtbot: QtBot, rail: Rail):
    with qtbot.waitSignal(rail.chosen) as chosen:
        click(qtbot, rail, "Problems")
    assert chosen.args == ["problems"]


def test_the_arrows_go_from_page_to_page(qtbot: QtBot, rail: Rail):
    first = rail.findChildren(RailButton)[0]
    first.setFocus()
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(first, Qt.Key.Key_Down)
    assert chosen.args == ["review"]


def test_a_badge_is_seen_and_heard(rail: Rail):
    button = rail.findChildren(RailButton)[2]
    before = button.grab().toImage()
    rail.set_badge("problems", 3)
    assert drawn(rail)[2] == "  Problems, 3"
    assert button.grab().toImage() != before
    rail.set_badge("problems", 0)
    assert drawn(rail)[2] == "  Problems"
    assert button.grab().toImage() == before


@pytest.mark.parametrize("points", [9, 18, 30])
def test_no_word_is_cut_whatever_the_size_of_letters(rail: Rail, points: int):
    font = rail.font()
    font.setPointSize(points)
    rail.setFont(font)
    for button in rail.findChildren(RailButton):
        assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance(button.text())
        assert button.sizeHint().height() > 3 * button.fontMetrics().height()
