"""The window: a rail of pages at the left, the page that was chosen, and a line below that says single sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from engine.events import DeviceChanged, Event
from engine.messages.answers import Described, EngineEnded, EngineReady
from engine.messages.queue_answers import QueueChanged
from engine.messages.requests import Describe
from engine.names import uri_of
from gui.bridge import Bridge
from gui.drops import holds_files, uris_in
from gui.keyboard_dialog import KeyboardDialog
from gui.looks.icons import dress
from gui.looks.question import Answer, ask
from gui.rail import Rail
from gui.settings import SettingsFile
from gui.words import engine_text

BUSY = ("running", "stopping")  # states of a queue in which closing interrupts work
LASTS = 20_000  # milliseconds that a sentence stays below


class MainWindow(QMainWindow):
    dropped = Signal(object)
    """tuple[str, …]: URIs of what was dropped, pasted or opened."""

    dragged = Signal(bool)
    """Whether something that can be dropped is over the window."""

    described = Signal(object)
    """The Described of an engine that has just started, or after `describe`."""

    busy_changed = Signal(bool)
    """Whether any queue runs."""

    page_changed = Signal(str)

    def __init__(self, bridge: Bridge, settings: SettingsFile) -> None:
        super().__init__()
        self.bridge, self._settings = bridge, settings
        self._pages: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._busy: set[str] = set()
        self._suffixes: tuple[str, ...] = ()
        self._asked_to_close = False
        self.guards: list[Callable[[], bool]] = []
        """Asked before the window closes; one that says no asks the user, and closes it later."""

        self._rail, self._stack = Rail(), QStackedWidget()
        self._rail.chosen.connect(self.show_page)
        self._silence = QTimer(self, interval=LASTS, singleShot=True)
        self._silence.timeout.connect(self.statusBar().clearMessage)
        self._build()
        self._add_actions()
        bridge.happened.connect(self._hear)
        settings.failed.connect(self.say)
        if settings.remark:
            self.say(settings.remark)

    # Pages

    def add_page(self, key: str, title: str, icon: str, page: QWidget) -> None:
        """The first one is shown at once; Alt and its number show it."""
        place = len(self._pages) + 1
        self._pages[key], self._titles[key] = page, title
        self._stack.addWidget(page)
        shows = self._action(title, QKeySequence(f"Alt+{place}"), icon)
        shows.triggered.connect(lambda: self.show_page(key))
        self._rail.add(key, title, icon, f"{title} ({shows.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        if place == 1:
            self.show_page(key)

    def show_page(self, key: str) -> None:
        self._rail.choose(key)
        if self._stack.currentWidget() is not self._pages[key]:
            self._stack.setCurrentWidget(self._pages[key])
            self._pages[key].setFocus()
        self.page_changed.emit(key)

    @property
    def page(self) -> str:
        """The key of the page that is shown; nothing before there is one."""
        return next((key for key, page in self._pages.items() if page is self._stack.currentWidget()), "")

    def set_badge(self, key: str, count: int) -> None:
        self._rail.set_badge(key, count)

    # Sentences

    def say(self, sentence: str) -> None:
        """One sentence below, for a while; screen readers hear it."""
        self.statusBar().showMessage(sentence)
        self._silence.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _hear(self, event: Event) -> None:
        match event:
            case EngineReady():
                self.describe()
            case EngineEnded(expected=False, restarting=True):
                self._set_busy(set())
                self.say(self.tr("The engine was started again; the queue goes on."))
            case EngineEnded(expected=False):
                self._set_busy(set())
                self.say(self.tr("The engine cannot be started. “Problems” has a button that tries it again; nothing is lost."))
            case QueueChanged(queue=queue, state=state):
                self._set_busy(self._busy | {queue} if state in BUSY else self._busy - {queue})
            case DeviceChanged(message=message):
                self.say(engine_text(message))
            case _:
                pass

    def describe(self) -> None:
        """Ask the engine what there is."""
        self.bridge.ask(Describe(self.bridge.number()), self._hear_described)

    def _hear_described(self, event: Event) -> None:
        if isinstance(event, Described):
            self._suffixes = event.suffixes
            self.described.emit(event)

    # What comes in

    def open_files(self) -> None:
        names = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in self._suffixes)
        kinds = [self.tr("Photographs (%1)").replace("%1", names)] if names else []
        kinds.append(self.tr("All files (*)"))
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Open photographs"), "", ";;".join(kinds))
        if chosen:
            self.dropped.emit(tuple(uri_of(Path(name)) for name in chosen))

    def open_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Open a folder")):
            self.dropped.emit((uri_of(Path(chosen)),))

    def paste(self) -> None:
        """Files that were copied elsewhere."""
        if uris := uris_in(QGuiApplication.clipboard().mimeData()):
            self.dropped.emit(uris)
        else:
            self.say(self.tr("There are no files on the clipboard."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no widget in the window has taken."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            event.acceptProposedAction()
            self.dragged.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.dragged.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragged.emit(False)
        if uris := uris_in(event.mimeData()):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.dropped.emit(uris))  # the other program need not wait for it

    # Closing

    @property
    def busy(self) -> bool:
        return bool(self._busy)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(guard() for guard in self.guards):
            event.ignore()
            return
        if self.busy and not self._asked_to_close and self._settings.values.closing == "ask":
            event.ignore()
            self._ask_to_close()
            return
        self._settings.change(geometry=bytes(self.saveGeometry().toBase64().data()).decode())
        event.accept()

    def _ask_to_close(self) -> None:
        ask(
            self,
            self.tr("Pictures are being restored."),
            self.tr("They go on at the next start."),
            Answer(self.tr("Close"), self._close_now),
            stay=self.tr("Stay"),
        )

    def _close_now(self) -> None:
        self._asked_to_close = True
        self.close()

    def _set_busy(self, queues: set[str]) -> None:
        before, self._busy = self.busy, queues
        if self.busy != before:
            self.busy_changed.emit(self.busy)

    # How it is built

    def _build(self) -> None:
        self.setWindowTitle("Patina")
        self.setAcceptDrops(True)
        whole = QWidget()
        sides = QHBoxLayout(whole)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self._rail)
        sides.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self.statusBar().setSizeGripEnabled(False)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 180, letter.height() * 48)
        self.restoreGeometry(QByteArray.fromBase64(self._settings.values.geometry.encode()))

    def _add_actions(self) -> None:
        self._action(self.tr("Open photographs…"), QKeySequence.StandardKey.Open, "picture").triggered.connect(self.open_files)
        self._action(self.tr("Open a folder…"), QKeySequence("Ctrl+Shift+O"), "folder").triggered.connect(self.open_folder)
        pastes = self._action(self.tr("Paste files"), QKeySequence.StandardKey.Paste, "import")
        pastes.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # fields and the recipe paste too: see keyPressEvent
        pastes.triggered.connect(self.paste)
        keys = self._action(self.tr("Keyboard overview"), QKeySequence.StandardKey.HelpContents, "keyboard")
        keys.triggered.connect(self.show_keyboard)
        self._action(self.tr("Close Patina"), QKeySequence("Ctrl+Q")).triggered.connect(self.close)

    def _action(self, text: str, keys: QKeySequence | QKeySequence.StandardKey, icon: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        if icon:
            dress(action, icon)
        self.addAction(action)
        return action

    def show_keyboard(self) -> None:
        """Everything that has a key: the window's own, then page by page."""
        groups = [(self.tr("Everywhere"), self.actions())]
        groups += [(self._titles[key], page.findChildren(QAction) + page.actions()) for key, page in self._pages.items()]
        dialog = KeyboardDialog(groups, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
