"""The filter above a queue's table: all, waiting, done, failed, each with its count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from engine.messages.queue_answers import QueueChanged
from gui import amounts
from gui.looks.pieces import button
from gui.queue.model import Filter


class QueueFilter(QWidget):
    chosen = Signal(str)
    """A Filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: dict[Filter, str] = {
            "all": self.tr("All"), "waiting": self.tr("Waiting"), "done": self.tr("Done"), "failed": self.tr("Failed")
        }  # fmt: skip
        self.buttons: dict[Filter, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        group = QButtonGroup(self)
        for name, title in self._titles.items():
            made = self.buttons[name] = button(title, flat=True)
            made.setCheckable(True)
            made.toggled.connect(partial(stand_out, made))
            made.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(made)
            layout.addWidget(made)
        self.buttons["all"].setChecked(True)

    def count(self, stands: QueueChanged) -> None:
        waiting = stands.queued + stands.running
        counts: dict[Filter, int] = {
            "all": waiting + stands.done + stands.failed, "waiting": waiting, "done": stands.done, "failed": stands.failed
        }  # fmt: skip
        for name, count in counts.items():
            number = f" {amounts.number(count)}" if count or name == "all" else ""
            self.buttons[name].setText(self._titles[name] + number)


def stand_out(chosen: QPushButton, checked: bool) -> None:
    """Flat buttons do not show that they are chosen."""
    chosen.setProperty("flat", "false" if checked else "true")
    chosen.style().unpolish(chosen)
    chosen.style().polish(chosen)
