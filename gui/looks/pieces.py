"""Small pieces that pages are made of: cards, headings, texts that stand back, and columns that scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.looks.colours import Role, give_role
from gui.looks.icons import dress

GAP, MARGIN = 12, 20  # logical pixels between things, and around pages
READABLE = 110  # letters that a line of a page holds at most


def card() -> tuple[QFrame, QVBoxLayout]:
    """A card, and where its content goes."""
    frame = QFrame()
    return frame, as_card(frame)


def as_card(frame: QFrame) -> QVBoxLayout:
    """Let a frame look like a card; where its content goes."""
    frame.setProperty("card", "true")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(16, 14, 16, 14)
    inside.setSpacing(8)
    return inside


def heading(text: str, size: float = 1.5) -> QLabel:
    """`size` times as large as ordinary text."""
    label = QLabel(text)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    font.setWeight(font.Weight.DemiBold)
    label.setFont(font)
    return label


def sentence(text: str = "", role: Role = Role.TEXT) -> QLabel:
    """Text that wraps, that can be chosen with the mouse, and is never taken for HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role != Role.TEXT:
        give_role(label, role)
    return label


def pill(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("pill", "true")
    return label


def button(text: str, picture: str = "", *, primary: bool = False, flat: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(True)
    made.setProperty("primary", "true" if primary else "false")
    made.setProperty("flat", "true" if flat else "false")
    if picture:
        dress(made, picture, Role.ON_ACCENT if primary else Role.TEXT)
    return made


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets side by side, at the left."""
    layout = QHBoxLayout()
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


class Column(QScrollArea):
    """A page that scrolls: things below each other, no wider than is good to read."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._whole = whole = QWidget()
        whole.setObjectName("column")
        self.inside = QVBoxLayout()
        self.inside.setSpacing(GAP)
        whole.setLayout(readable(self.inside))
        self.setWidget(whole)

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds: pages scroll down, never aside."""
        width = self._whole.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())


def readable(inside: QLayout) -> QHBoxLayout:
    """A layout in the middle of what is there, no wider than is good to read."""
    middle = QWidget()
    middle.setMaximumWidth(middle.fontMetrics().averageCharWidth() * READABLE)
    middle.setLayout(inside)
    inside.setContentsMargins(0, 0, 0, 0)
    sides = QHBoxLayout()
    sides.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    sides.addStretch(1)
    sides.addWidget(middle, 100)
    sides.addStretch(1)
    return sides
