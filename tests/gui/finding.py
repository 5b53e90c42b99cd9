"""Finds what a user would look for: a button by its word, everything that can be read."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QObject)


def button(page: QWidget, word: str) -> QAbstractButton:
    """The button that is seen and has that word; or its accessible name."""
    QApplication.processEvents()  # what was just put into a page is seen only then
    for found in page.findChildren(QAbstractButton):
        if not found.isHidden() and word in (found.text().replace("&", ""), found.accessibleName()):
            return found
    raise AssertionError(f"no button “{word}”")


def click(qtbot: QtBot, page: QWidget, word: str) -> None:
    found = button(page, word)
    on_the_mark = isinstance(found, QRadioButton | QCheckBox)  # beside its words such a button hears nothing
    place = QPoint(found.height() // 2, found.height() // 2) if on_the_mark else found.rect().center()
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=place)


def texts(page: QWidget) -> list[str]:
    """Every label that is seen, from above."""
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.text() and label.isVisibleTo(page)]


def the(page: QWidget, kind: type[Kind]) -> Kind:
    """The first child of that kind."""
    return next(iter(page.findChildren(kind)))
