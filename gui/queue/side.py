"""The queues that there are, one behind the other: tabs above, the chosen one's table, and its progress below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.queue_answers import QueueChanged, Row
from engine.names import path_of, speakable
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.icons import dress
from gui.looks.pieces import button
from gui.looks.question import Answer, ask
from gui.queue.bar import QueueBar
from gui.queue.store import KeptQueue
from gui.queue.table import QueueTable
from gui.words import filled

WORKING = ("running", "stopping", "paused")


class QueueSide(QWidget):
    current_changed = Signal(str)
    """The id of the queue that is shown; nothing if there is none."""

    close_wanted = Signal(str)
    more_wanted = Signal()
    """More pictures are to be opened."""

    chosen = Signal(object)
    """The current Row of the queue that is shown."""

    selected = Signal(list)
    own_settings_wanted = Signal(list)
    edit_wanted = Signal()
    why_wanted = Signal()
    title_changed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._standing: dict[str, QueueChanged] = {}
        self._queues: list[str] = []
        self._found: dict[str, _Page] = {}
        self.tabs = QTabBar(expanding=False, drawBase=False)  # type: ignore[call-arg]
        self.tabs.setAccessibleName(self.tr("Queues"))
        self.tabs.setUsesScrollButtons(True)
        self._pages = QStackedWidget()
        more = button(self.tr("Add pictures…"), "add", flat=True)
        more.clicked.connect(self.more_wanted)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 0, 8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._turn)
        bridge.happened.connect(self._hear)

    @property
    def current(self) -> str:
        """The id of the queue that is shown; nothing if there is none."""
        place = self.tabs.currentIndex()
        return self._queues[place] if 0 <= place < len(self._queues) else ""

    def add(self, queue: KeptQueue) -> None:
        """A queue more, in front."""
        page = _Page(self._bridge, queue.id, self._standing.get(queue.id))
        table, bar = page.table, page.bar
        table.chosen.connect(lambda row: self._pass_on(queue.id, row))
        table.selected.connect(lambda rows: self.selected.emit(rows) if queue.id == self.current else None)
        table.own_settings_wanted.connect(self.own_settings_wanted)
        table.edit_wanted.connect(self.edit_wanted)
        table.why_wanted.connect(self.why_wanted)
        bar.title_changed.connect(lambda title: self.title_changed.emit(title) if queue.id == self.current else None)
        self._queues.append(queue.id)
        self._found[queue.id] = page
        self._pages.addWidget(page)
        place = self.tabs.addTab(queue.title)
        self.tabs.setTabToolTip(place, speakable(str(path_of(queue.destination))))
        self.tabs.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._closer(queue))
        self.tabs.setCurrentIndex(place)

    def remove(self, queue: str) -> None:
        place = self._queues.index(queue)
        page = self._found.pop(queue)
        del self._queues[place]
        self._pages.removeWidget(page)
        page.deleteLater()
        self.tabs.removeTab(place)
        self._standing.pop(queue, None)

    def show_queue(self, queue: str) -> None:
        self.tabs.setCurrentIndex(self._queues.index(queue))

    def works(self, queue: str) -> bool:
        """Whether pictures are under way, when it was last heard of."""
        stands = self._standing.get(queue)
        return stands is not None and stands.state in WORKING

    def table(self, queue: str) -> QueueTable:
        return self._found[queue].table

    def bar(self, queue: str) -> QueueBar:
        return self._found[queue].bar

    def _turn(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.current_changed.emit(self.current)

    def _pass_on(self, queue: str, row: Row | None) -> None:
        if queue == self.current:
            self.chosen.emit(row)

    def _hear(self, event: Event) -> None:
        if isinstance(event, QueueChanged):
            self._standing[event.queue] = event

    def _closer(self, queue: KeptQueue) -> QToolButton:
        closer = QToolButton()
        closer.setAutoRaise(True)
        dress(closer, "cross", Role.QUIET)
        closer.setIconSize(QSize(12, 12))
        closer.setToolTip(self.tr("Take this queue off the list"))
        closer.setAccessibleName(filled(self.tr("Take “%1” off the list"), queue.title))
        closer.clicked.connect(lambda: self._ask_to_close(queue.id))
        return closer

    def _ask_to_close(self, queue: str) -> None:
        if not self.works(queue):
            self.close_wanted.emit(queue)
            return
        ask(
            self,
            filled(self.tr("“%1” is under way."), self.tabs.tabText(self._queues.index(queue))),
            self.tr("What is done stays where it is. The queue is taken off the list."),
            Answer(self.tr("Close the queue"), lambda: self.close_wanted.emit(queue)),
            stay=self.tr("Keep it"),
        )


class _Page(QWidget):
    """A queue's table, and its progress below."""

    def __init__(self, bridge: Bridge, queue: str, stands: QueueChanged | None) -> None:
        super().__init__()
        self.table, self.bar = QueueTable(bridge, queue, stands), QueueBar(bridge, queue, stands)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
