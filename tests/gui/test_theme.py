from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.looks.colours import DARK, LIGHT, Role, Shades, colour, give_role
from gui.looks.style_sheet import ACCENT_HOVER
from gui.looks.theme import Theme

BOTH = pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
TEXTS = (Role.TEXT, Role.QUIET, Role.GOOD, Role.BAD, Role.WARNING, Role.ACCENT_TEXT)
GROUNDS = (Role.WINDOW, Role.RAIL, Role.CARD, Role.BUTTON)


def luminance(shade: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = (channel / 255 for channel in QColor(shade).getRgb()[:3])  # type: ignore[index]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_every_text_can_be_read_on_every_ground(shades: Shades):
    for text, ground in itertools.product(TEXTS, GROUNDS):
        assert contrast(shades[text], shades[ground]) >= 4.5, (text, ground)


@BOTH
def test_text_on_the_accent_and_on_what_is_chosen_can_be_read(shades: Shades):
    assert contrast(shades[Role.ON_ACCENT], shades[Role.ACCENT]) >= 4.5
    assert contrast(shades[Role.ON_ACCENT], ACCENT_HOVER) >= 4.5
    assert contrast(shades[Role.CARD], shades[Role.BAD]) >= 4.5  # a badge
    for text, ground in itertools.product((Role.TEXT, Role.QUIET, Role.ACCENT_TEXT), (Role.SOFT,)):
        assert contrast(shades[text], shades[ground]) >= 4.5, text
    assert contrast(shades[Role.TEXT], shades[Role.HOVER]) >= 4.5


@BOTH
def test_marks_stand_out_from_their_ground(shades: Shades):
    for ground in GROUNDS:
        assert contrast(shades[Role.ACCENT_TEXT], shades[ground]) >= 3  # the ring round what has the focus


def test_the_accent_is_patina_green():
    assert LIGHT[Role.ACCENT] == DARK[Role.ACCENT] == "#2f7d6b"


def test_a_theme_is_on_at_once(qapp: QApplication, theme: Theme):
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT[Role.WINDOW]
    theme.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK[Role.WINDOW]
    assert colour(Role.GOOD).name() == DARK[Role.GOOD]


def test_the_system_is_followed_only_when_that_is_asked(qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(theme, "_hints", SystemWithDarkNights())
    theme.choose("light")
    assert colour(Role.WINDOW).name() == LIGHT[Role.WINDOW]
    theme.choose("system")
    assert colour(Role.WINDOW).name() == DARK[Role.WINDOW]


class SystemWithDarkNights:
    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        pass

    def colorScheme(self) -> Qt.ColorScheme:
        return Qt.ColorScheme.Dark


def test_a_label_with_a_role_changes_with_the_theme(qtbot: QtBot, theme: Theme):
    label = QLabel("12 GB needed, only 10 GB free")
    qtbot.addWidget(label)
    give_role(label, Role.BAD)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT[Role.BAD]
    theme.choose("dark")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK[Role.BAD]
