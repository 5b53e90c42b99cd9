"""A queue as a table, with its filter above it, and words where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.queue_answers import QueueChanged
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.pieces import button, sentence
from gui.queue.actions import QueueActions
from gui.queue.filter import QueueFilter
from gui.queue.model import QueueModel
from gui.queue.selection import QueueSelection
from gui.queue.view import QueueView


class QueueTable(QWidget):
    chosen = Signal(object)
    """The current Row; again whenever it has changed."""

    selected = Signal(list)
    """list[Row]: all that are chosen and were read."""

    own_settings_wanted = Signal(list)
    edit_wanted = Signal()
    why_wanted = Signal()
    """Jobs, as list[int]: they are to be done again with the settings that are shown."""

    def __init__(self, bridge: Bridge, queue: str, stands: QueueChanged | None = None, parent: QWidget | None = None) -> None:
        """`stands`: where the queue stood when it was last heard of, if that was before this table was made."""
        super().__init__(parent)
        self.model = QueueModel(bridge, queue, stands, self)
        self.view = QueueView(bridge, self.model)
        self.filter = QueueFilter()
        self.selection = selection = QueueSelection(bridge, self.model, self.view)
        self.actions_ = QueueActions(bridge, self.model, self.view, selection)
        self.retry_all = button(self.tr("Try all again"), "again", flat=True)
        self._words = sentence(role=Role.QUIET)
        self._lay_out()
        self.filter.chosen.connect(self._show_only)
        self.retry_all.clicked.connect(self.actions_.retry_all)
        self.actions_.own_settings_wanted.connect(self.own_settings_wanted)
        self.actions_.edit_wanted.connect(self.edit_wanted)
        self.actions_.why_wanted.connect(self.why_wanted)
        selection.chosen.connect(self.chosen)
        selection.selected.connect(self.selected)
        selection.selected.connect(lambda _: self.actions_.offer())
        selection.chosen.connect(lambda _: self.actions_.offer())
        self.model.rowsInserted.connect(self._show_words)
        self.model.rowsRemoved.connect(self._show_words)
        self.model.modelReset.connect(self._show_words)
        bridge.happened.connect(self._heard)
        self._count()

    def words(self) -> str:
        """What stands in place of the table; nothing while there are rows."""
        return self._words.text() if self._stack.currentWidget() is self._words else ""

    def _lay_out(self) -> None:
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMargin(24)
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.filter)
        top.addStretch(1)
        top.addWidget(self.retry_all)
        self._stack = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        for shown in (self.view, self._words):  # now that the stack has a window: without one, it opens one of its own
            self._stack.addWidget(shown)
        self.setFocusProxy(self.view)

    def _show_only(self, name: str) -> None:
        for filter in self.filter.buttons:
            if filter == name:
                self.model.show_only(filter)
        self.view.scrollToTop()
        self._count()

    def _heard(self, event: Event) -> None:
        if isinstance(event, QueueChanged) and event.queue == self.model.queue:
            self._count()

    def _count(self) -> None:
        if stands := self.model.counts:
            self.filter.count(stands)
        self.actions_.offer()
        self.retry_all.setVisible(bool(stands and stands.failed) and self.model.filter == "failed")
        self._show_words()

    def _show_words(self) -> None:
        empty = {
            "all": self.tr("There are no pictures in this queue."),
            "waiting": self.tr("Nothing waits."),
            "done": self.tr("Nothing is done yet."),
            "failed": self.tr("No picture has failed."),
        }
        opening = self.model.counts is None
        self._words.setText(self.tr("Opening the queue…") if opening else empty[self.model.filter])
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
