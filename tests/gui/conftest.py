from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from gui.looks.theme import Theme
from tests import quiet_devices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.patina import Patina

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees, or writes into, the folder of whoever runs it."""
    home = tmp_path / "home of patina"
    monkeypatch.setenv("PATINA_HOME", str(home))
    quiet_devices.all_alike()
    return home


@pytest.fixture(autouse=True)
def english_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light one; afterwards the application looks as before."""
    sheet, style = qapp.styleSheet(), qapp.style().objectName()
    theme = Theme(qapp, "light")
    yield theme
    theme.choose("system")
    qapp.styleHints().colorSchemeChanged.disconnect(theme._put_on)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    qapp.setStyleSheet(sheet)
    qapp.setStyle(style)
    qapp.setPalette(QPalette())
    theme.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., Patina]]:
    """Opens windows with an engine each; closes them all at the end."""
    from tests.gui.patina import Patina

    windows: list[Patina] = []

    def open_one(recipe: dict[str, Any] | None = None, engine: bool = True) -> Patina:
        windows.append(Patina(qtbot, recipe, engine))
        return windows[-1]

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def patina(opened: Callable[..., Patina]) -> Patina:
    """A window with an engine, and a recipe on its panel that needs no network."""
    from tests.gui.patina import TONES

    return opened(TONES)
