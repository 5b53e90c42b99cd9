"""A field for a folder of pictures, and what the data doctor found in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QVBoxLayout

from engine.events import Event
from engine.intervals import FEWEST
from engine.messages.answers import RequestFailed
from engine.messages.teaching_answers import CollectionExamined, PhotographFound
from engine.messages.teaching_requests import ExamineCollection
from engine.names import path_of, speakable, uri_of
from gui.bridge import Bridge
from gui.drops import uris_in
from gui.looks.colours import Role, give_role
from gui.looks.pieces import button, heading, row, sentence
from gui.teach.findings import FindingsList
from gui.words import engine_text, filled

TELLING = 2 * FEWEST  # a quarter is held out in each of two parts, until each has three


class FolderField(QFrame):
    changed = Signal()
    """Another folder, another finding, or another tick."""

    def __init__(self, bridge: Bridge, title: str, about: str, kind: str, fewest: int, good: int) -> None:
        """`fewest` pictures must be kept; below `good` ones a word says that it is little."""
        super().__init__()
        self._bridge, self._kind, self._fewest, self._good = bridge, kind, fewest, good
        self._model, self._asked = "", 0
        self.folder = ""
        """As a URI."""

        self.examined: CollectionExamined | None = None
        self.setProperty("card", "true")
        self.setAcceptDrops(True)
        self._title = title
        self._place = QLabel()
        self._place.hide()
        give_role(self._place, Role.TEXT)
        choose = button(self.tr("Choose a folder…"), "folder")
        choose.setAccessibleName(filled(self.tr("Choose a folder: %1"), title))
        choose.clicked.connect(self._choose)
        self.told = sentence()
        self.told.hide()
        self.findings = FindingsList(bridge)
        self.findings.changed.connect(self._ticked)
        self.findings.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addWidget(heading(title, 1.1))
        inside.addWidget(sentence(about, Role.QUIET))
        inside.addLayout(row(choose, self._place))
        inside.addWidget(self.told)
        inside.addWidget(self.findings)

    @property
    def name(self) -> str:
        """Of the folder, for people."""
        return speakable(path_of(self.folder).name) if self.folder else ""

    @property
    def kept(self) -> list[PhotographFound]:
        return self.findings.kept

    @property
    def without(self) -> tuple[str, ...]:
        """Files that the user leaves out."""
        return self.findings.without

    @property
    def enough(self) -> bool:
        return self.examined is not None and len(self.kept) >= self._fewest

    def set_model(self, model: str) -> None:
        """The one that is to learn: it says how large photographs must be."""
        if model != self._model:
            self._model = model
            if self.folder:
                self.take(path_of(self.folder))

    def take(self, folder: Path) -> None:
        """Let the doctor look at it."""
        self.folder, self.examined = uri_of(folder), None
        self._place.setText(speakable(str(folder)))
        self._place.show()
        self.findings.hide()
        self.findings.show_found(())
        self._say(self.tr("The data doctor looks at the pictures…"), Role.QUIET)
        if self._asked:
            self._bridge.cancel(self._asked)
        self._asked = self._bridge.number()
        self._bridge.ask(ExamineCollection(self._asked, self._model, (self.folder,), self._kind), self._hear)
        self.changed.emit()

    def clear(self) -> None:
        self.folder, self.examined = "", None
        self._place.hide()
        self.told.hide()
        self.findings.hide()
        self.findings.show_found(())

    def _hear(self, event: Event) -> None:
        if isinstance(event, CollectionExamined):
            self.examined = event
            self.findings.show_found(event.photographs)
            self.findings.setVisible(bool(event.photographs))
            self._ticked()
        elif isinstance(event, RequestFailed):
            self._say(f"{engine_text(event.message)} {engine_text(event.hint)}".strip(), Role.BAD)
            self.changed.emit()
        self._asked = 0

    def _ticked(self) -> None:
        assert self.examined
        count, kept = len(self.examined.photographs), len(self.kept)
        words = filled(self.tr("%1 pictures, %2 to learn from."), count, kept)
        role = Role.TEXT
        if kept < self._fewest:
            role = Role.BAD
            words += " " + filled(self.tr("That is too few: %1 at least are needed."), self._fewest)
        elif kept < self._good:
            role = Role.WARNING
            words += " " + filled(self.tr("That is little: %1 are a good start."), self._good)
            if kept < TELLING <= self._good:
                words += " " + filled(self.tr("From %1 on, enough are kept aside to tell a gain from chance."), TELLING)
        if others := self.examined.others:
            words += " " + self.tr("%Ln other file(s) are left alone.", "", others)
        self._say(words, role)
        self.changed.emit()

    def _say(self, words: str, role: Role) -> None:
        self.told.setText(words)
        give_role(self.told, role)
        self.told.show()

    def _choose(self) -> None:
        start = str(path_of(self.folder)) if self.folder else ""
        if chosen := QFileDialog.getExistingDirectory(self, self._title, start):
            self.take(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path_of(uri).is_dir() for uri in uris_in(event.mimeData())[:1]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(path_of(uris_in(event.mimeData())[0]))
