import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from gui.looks.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees, or writes into, the folder of whoever runs it."""
    home = tmp_path / "home of patina"
    monkeypatch.setenv("PATINA_HOME", str(home))
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
