"""A question before something that cannot be undone, or that ends what is under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Answer(NamedTuple):
    text: str
    then: Callable[[], object]
    destroys: bool = False


def ask(parent: QWidget, question: str, more: str, *answers: Answer, stay: str = "") -> QMessageBox:
    """Ask without stopping the window. What is chosen at first, and by Escape, is to leave things as they are: `stay`, or
    “Cancel”."""
    box = QMessageBox(QMessageBox.Icon.Question, "Patina", question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for answer in answers:
        role = QMessageBox.ButtonRole.DestructiveRole if answer.destroys else QMessageBox.ButtonRole.AcceptRole
        box.addButton(answer.text, role).clicked.connect(lambda *_, then=answer.then: then())
    leave = box.addButton(stay, QMessageBox.ButtonRole.RejectRole) if stay else box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.open()
    return box
