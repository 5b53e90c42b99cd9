"""What is to be known before a study begins: its folders, and its options."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from engine.messages.laboratory_answers import FolderDescribed, StudyDescribed, arguments
from engine.names import path_of, speakable, uri_of
from gui.drops import uris_in
from gui.laboratory.book import Study
from gui.looks.colours import Role, give_role
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.recipe.choice_form import ChoiceForm
from gui.words import engine_text, filled

MARK = "%OUTPUT%"  # stands for the folder of the report, which is not there yet


class FolderRow(QFrame):
    """A folder that is chosen, or dropped."""

    changed = Signal()

    def __init__(self, described: FolderDescribed) -> None:
        super().__init__()
        self.described = described
        self.folder: Path | None = None
        self._title = engine_text(described.title)
        self.setProperty("card", "true")
        self.setAcceptDrops(True)
        self.choose = button(self.tr("Choose a folder…"), "folder")
        self.choose.setAccessibleName(filled(self.tr("Choose a folder: %1"), self._title))
        self.choose.clicked.connect(self._choose)
        self._place = sentence(self.tr("or drop it here"), Role.QUIET)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addWidget(heading(self._title, 1.1))
        about = engine_text(described.help)
        inside.addWidget(sentence(about[:1].upper() + about[1:], Role.QUIET))
        line = row(self.choose, stretch=False)
        line.addWidget(self._place, 1)
        inside.addLayout(line)

    def take(self, folder: Path) -> None:
        self.folder = folder
        self._place.setText(speakable(str(folder)))
        give_role(self._place, Role.TEXT)
        self.changed.emit()

    def _choose(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, self._title, str(self.folder or "")):
            self.take(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path_of(uri).is_dir() for uri in uris_in(event.mimeData())[:1]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(path_of(uris_in(event.mimeData())[0]))


class StudyForm(Column):
    back = Signal()
    begun = Signal(object)
    """A Study."""

    def __init__(self, study: StudyDescribed) -> None:
        super().__init__()
        self.study = study
        leave = button(self.tr("Laboratory"), "left", flat=True)
        leave.clicked.connect(self.back)
        self.inside.addLayout(row(leave))
        self.inside.addWidget(heading(engine_text(study.title)))
        self.inside.addWidget(sentence(engine_text(study.about), Role.QUIET))
        self.rows = {one.name: FolderRow(one) for one in study.folders}
        for one in self.rows.values():
            one.changed.connect(self._show)
            self.inside.addWidget(one)
        self.options = ChoiceForm(study.options)
        self.options.changed.connect(self._show)
        if study.options:
            frame, inside = card()
            inside.addWidget(heading(self.tr("How"), 1.1))
            inside.addWidget(self.options)
            self.inside.addWidget(frame)
        self.told = sentence(role=Role.QUIET)
        self.begin = button(self.tr("Begin"), "play", primary=True)
        self.begin.clicked.connect(self._begin)
        self.inside.addLayout(row(self.begin))
        self.inside.addWidget(self.told)
        self.inside.addStretch(1)
        self._show()

    def _missing(self) -> str:
        """What is still to be said, in a sentence; nothing if the study can begin."""
        for one in self.rows.values():
            if one.described.needed and one.folder is None:
                return filled(self.tr("Choose a folder: %1"), engine_text(one.described.title))
            if one.folder and not _writable(one.folder):
                return self.tr(
                    "The name of this folder cannot be written down: it is not UTF-8. Rename it, or choose another one."
                )
        given = [one for one in self.rows.values() if not one.described.needed and one.folder]
        if given and len(given) < sum(not one.described.needed for one in self.rows.values()):
            return self.tr("Give all of these folders, or none of them.")
        if self.study.name == "compare" and not {"objectives", "optimisers"} & self.options.values.keys():
            return self.tr("Tick objectives, or optimisers, that are to be compared: two or more.")
        return ""

    def _show(self) -> None:
        missing = self._missing()
        self.begin.setEnabled(not missing)
        fewest = filled(self.tr("%1 pictures or more: with fewer, chance decides."), self.study.fewest)
        self.told.setText(missing or (fewest if self.study.fewest > 1 else ""))

    def _begin(self) -> None:
        folders = {name: str(one.folder) for name, one in self.rows.items() if one.folder}
        first = next(iter(self.rows.values())).folder
        assert first
        command = arguments(self.study, folders, self.options.values, MARK)
        self.begun.emit(Study(title=self.study.title, of=uri_of(first), arguments=tuple(command)))


def _writable(folder: Path) -> bool:
    """Whether its name is text: a study keeps its command as such."""
    try:
        str(folder).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def command_of(study: Study, folder: Path) -> tuple[str, ...]:
    """Its command line, with its report in that folder."""
    return tuple(str(folder) if word == MARK else word for word in study.arguments)
