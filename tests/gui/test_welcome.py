from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.looks.theme import Theme
from gui.start.welcome import WelcomePage
from tests.gui.finding import click, texts


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def test_the_empty_window_says_what_to_do_and_what_never_happens(page: WelcomePage):
    words = " ".join(texts(page))
    assert "Drop photographs or folders here" in words
    assert "it never changes your originals" in words


def test_its_buttons_open_photographs_or_a_folder(qtbot: QtBot, page: WelcomePage):
    with qtbot.waitSignal(page.open_files_wanted):
        click(qtbot, page, "Open photographs…")
    with qtbot.waitSignal(page.open_folder_wanted):
        click(qtbot, page, "Open a folder…")


def test_it_is_highlighted_while_something_is_dragged_over_it(page: WelcomePage, theme: Theme):
    before = page.grab().toImage()
    page.highlight(True)
    assert page.highlighted
    assert page.grab().toImage() != before
    page.highlight(False)
    assert page.grab().toImage() == before
