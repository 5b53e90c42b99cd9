"""A step of the way to a lesson: a page with a title, that says when it is ready."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.looks.colours import Role
from gui.looks.pieces import GAP, heading, sentence


class Step(QWidget):
    ready_changed = Signal()
    """Whether the way goes on may be another now."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(GAP)
        self.inside.addWidget(heading(title))
        self.about = sentence(about, Role.QUIET)
        self.inside.addWidget(self.about)

    @property
    def ready(self) -> bool:
        raise NotImplementedError

    def enter(self) -> None:
        """It is shown now, after the step before."""
