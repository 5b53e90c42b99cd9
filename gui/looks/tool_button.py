"""Buttons that stand back until the mouse is over them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from gui.looks.icons import dress

SMALLEST = 16  # logical pixels, of an icon; it grows with the text


def tool(text: str = "", picture: str = "", action: QAction | None = None) -> QToolButton:
    """A button that stands back until the mouse is over it."""
    button = QToolButton()
    button.setText(text)
    button.setAutoRaise(True)
    side = max(SMALLEST, button.fontMetrics().height())
    button.setIconSize(QSize(side, side))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if action:
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
    if picture:
        dress(button, picture)
    has_text = text or (action and action.icon().isNull())
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if has_text else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(style)
    return button
