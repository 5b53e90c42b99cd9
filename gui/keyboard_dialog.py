"""What can be done with the keyboard: a table made from the actions that there are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.looks.pieces import MARGIN, Column, heading, pill, sentence

MOST = 2  # keys of one action


class KeyboardDialog(QDialog):
    """`groups` are titles and the widgets whose actions stand below them."""

    def __init__(self, groups: Iterable[tuple[str, list[QAction]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        column = Column()
        tables = {title: lines for title, actions in groups if (lines := _lines(actions))}
        width = max((_keys(keys).sizeHint().width() for lines in tables.values() for keys in lines.values()), default=0)
        for title, lines in tables.items():
            column.inside.addWidget(heading(title, 1.15))
            column.inside.addLayout(_table(lines, width))
        column.inside.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, MARGIN // 2, MARGIN // 2)
        whole.addWidget(column, 1)
        whole.addWidget(close)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 64, letter.height() * 32)


def _lines(actions: list[QAction]) -> dict[str, list[str]]:
    """What is done, and the keys for it."""
    lines: dict[str, list[str]] = {}
    for action in actions:
        usual = filter(_usual, action.shortcuts())
        keys = [shortcut.toString(QKeySequence.SequenceFormat.NativeText) for shortcut in usual]
        words = action.text().replace("&", "").rstrip("….")
        if words and keys:
            lines.setdefault(words, []).extend(key for key in keys[:MOST] if key not in lines.get(words, []))
    return lines


def _usual(keys: QKeySequence) -> bool:
    """Not one of the keys called “Copy”, “Undo” and so on, which few keyboards have."""
    return not keys.isEmpty() and keys[0].key() <= Qt.Key.Key_F12  # pyright: ignore[reportIndexIssue]


def _keys(keys: list[str]) -> QLabel:
    return pill(", ".join(keys))


def _table(lines: dict[str, list[str]], width: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, width)
    for line, (words, keys) in enumerate(lines.items()):
        grid.addWidget(_keys(keys), line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(sentence(words), line, 1)
    return grid
