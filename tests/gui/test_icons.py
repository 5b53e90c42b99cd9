from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from gui.looks.colours import DARK, LIGHT, Role
from gui.looks.icons import FOLDER, application_icon, dress, icon, pixmap
from gui.looks.theme import Theme

NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


def ink(picture: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return max((picture.pixelColor(x, y) for x, y in places), key=QColor.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_a_sound_drawing_and_shows_something(qapp: object, name: str):
    assert QSvgRenderer(str(FOLDER / f"{name}.svg")).isValid()
    assert ink(pixmap(name, Role.TEXT, 24, 1).toImage()).alpha() > 200


def test_an_icon_has_the_colour_of_its_role(theme: Theme):
    assert ink(icon("folder", Role.BAD).pixmap(48).toImage()).name() == LIGHT[Role.BAD]
    assert ink(icon("folder").pixmap(QSize(48, 48), 1.0, QIcon.Mode.Disabled).toImage()).name() == LIGHT[Role.FAINT]


def test_an_icon_on_a_button_follows_the_theme(qtbot: QtBot, theme: Theme):
    button = QToolButton()
    qtbot.addWidget(button)
    dress(button, "play", Role.ACCENT_TEXT)
    theme.choose("dark")
    assert ink(button.icon().pixmap(48).toImage()).name() == DARK[Role.ACCENT_TEXT]


def test_a_picture_for_painting_is_sharp_on_a_fine_screen(qapp: object):
    drawn = pixmap("star", Role.TEXT, 20, 2)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (40, 20)


def test_the_program_has_an_icon_of_its_own(qapp: object):
    assert not application_icon().pixmap(64).isNull()
