"""A question before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, more: str, yes: str, then: Callable[[], None]) -> QMessageBox:
    """Ask without stopping the window; `then` follows on `yes`. What is chosen at first is to leave things as they are."""
    box = QMessageBox(QMessageBox.Icon.Question, "Patina", question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    agreed.clicked.connect(lambda: then())
    box.open()
    return box
