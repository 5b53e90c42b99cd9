"""What a model's author allows: said on its card, and, where it is the user's own model, to be said by the user."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from engine.importing.about import UNKNOWN
from gui.looks.colours import Role
from gui.looks.pieces import button, row, sentence
from gui.words import engine_text

LICENCES = (
    "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0", "MIT", "Apache-2.0", "BSD-3-Clause",
    "GPL-3.0", "WTFPL",
)  # fmt: skip
"""Those that models have most often, by their SPDX names."""

SHORT = 60  # letters that stand in one line on every card
NOT_FOR_SALE = re.compile(r"\bNC\b|non-?commercial", re.IGNORECASE)


def non_commercial(licence: str) -> bool:
    """Whether it forbids to earn money with what it is of, by its name."""
    return bool(NOT_FOR_SALE.search(licence))


class LicenceField(QWidget):
    said = Signal(str)
    """The user says that it is this one."""

    def __init__(self, licence: str, editable: bool) -> None:
        super().__init__()
        self._licence = licence
        unknown = licence in ("", UNKNOWN)
        self._words = sentence(engine_text(licence or UNKNOWN))
        self._words.setWordWrap(len(licence) > SHORT)
        self._sale = sentence(self.tr("Not for commercial use."), Role.WARNING)
        self._sale.setWordWrap(False)
        self.change = button(self.tr("Say which…") if unknown else self.tr("Change…"), flat=True)
        self.change.setAccessibleName(self.tr("Say what the licence is"))
        self.change.clicked.connect(lambda: self._edit(True))
        self._editor = self._made_editor()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row(self._words, self._sale, self.change))
        inside.addWidget(self._editor)
        self.change.setVisible(editable)
        self._sale.setVisible(non_commercial(licence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return keeps what was typed, Escape leaves it as it was."""
        if self._editor.isHidden():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._edit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()

    def _made_editor(self) -> QWidget:
        self.choice = QComboBox()
        self.choice.setEditable(True)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.setCompleter(None)  # type: ignore[arg-type]  # who types MIT does not mean what begins so
        self.choice.addItems([*LICENCES, engine_text(UNKNOWN)])
        self.choice.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.choice.setAccessibleName(self.tr("Licence: choose it, or type its name"))
        keep, leave = button(self.tr("Keep")), button(self.tr("Cancel"), flat=True)
        keep.clicked.connect(self._keep)
        leave.clicked.connect(lambda: self._edit(False))
        editor = QWidget()
        across = row(self.choice, keep, leave)
        across.setContentsMargins(0, 0, 0, 0)
        editor.setLayout(across)
        editor.hide()
        return editor

    def _edit(self, begin: bool) -> None:
        self._words.setVisible(not begin)
        self._sale.setVisible(not begin and non_commercial(self._licence))
        self.change.setVisible(not begin)
        self._editor.setVisible(begin)
        if begin:
            self.choice.setCurrentText("" if self._licence == UNKNOWN else self._licence)
        (self.choice if begin else self.change).setFocus()

    def _keep(self) -> None:
        typed = self.choice.currentText().strip()
        self._edit(False)
        self.said.emit("" if typed == engine_text(UNKNOWN) else typed)
