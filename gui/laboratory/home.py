"""Where the laboratory begins: the questions that it answers, and the reports that there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from engine.messages.laboratory_answers import StudyDescribed
from engine.names import path_of, speakable
from gui.amounts import when
from gui.laboratory.book import Study, finished
from gui.laboratory.reports import read_report, told
from gui.looks.colours import Role
from gui.looks.pieces import Column, button, heading, pill, row, sentence
from gui.words import engine_text, filled

FIRST = ("ranking", "ranking-enlarge-2", "ranking-enlarge-4", "compare")
"""Questions that most people have; the rest is folded."""


class Home(Column):
    wanted = Signal(str)
    """The name of a study."""

    opened = Signal(Path)
    again_wanted = Signal(Path)
    removal_wanted = Signal(Path)
    elsewhere_wanted = Signal()
    """A report that lies somewhere else."""

    def __init__(self) -> None:
        super().__init__()
        self.inside.addWidget(heading(self.tr("Laboratory")))
        words = self.tr(
            "Measured on your own pictures: clean ones are damaged, restored, and compared with what they were. Your files are "
            "only read."
        )
        self.inside.addWidget(sentence(words, Role.QUIET))
        self._waiting = sentence(self.tr("The engine says what it can measure…"), Role.QUIET)
        self.inside.addWidget(self._waiting)
        self._questions = QVBoxLayout()
        self.inside.addLayout(self._questions)
        elsewhere = button(self.tr("Open a report…"), "open")
        elsewhere.clicked.connect(self.elsewhere_wanted)
        top = row(heading(self.tr("Reports"), 1.2), stretch=False)
        top.addStretch(1)
        top.addWidget(elsewhere)
        self.inside.addSpacing(12)
        self.inside.addLayout(top)
        self._none = sentence(self.tr("Nothing was measured yet."), Role.QUIET)
        self.inside.addWidget(self._none)
        self._reports = QVBoxLayout()
        self.inside.addLayout(self._reports)
        self.more = button(self.tr("More that can be measured"), "down", flat=True)
        self.more.setCheckable(True)
        self.more.hide()
        self._others = QWidget()
        self._folded = QVBoxLayout(self._others)
        self._folded.setContentsMargins(0, 0, 0, 0)
        self._others.hide()
        self.more.toggled.connect(self._others.setVisible)
        self.inside.addSpacing(12)
        self.inside.addLayout(row(self.more))
        self.inside.addWidget(self._others)
        self.inside.addStretch(1)

    def show_studies(self, studies: Sequence[StudyDescribed]) -> None:
        for layout in (self._questions, self._folded):
            _empty(layout)
        self._waiting.hide()
        for study in studies:
            made = Question(study)
            made.begin.clicked.connect(lambda _=False, name=study.name: self.wanted.emit(name))
            (self._questions if study.name in FIRST else self._folded).addWidget(made)
        self.more.show()

    def show_reports(self, reports: Sequence[tuple[Path, Study]], running: Path | None) -> None:
        _empty(self._reports)
        for folder, study in reports:
            made = ReportCard(folder, study, folder == running)
            made.open.clicked.connect(lambda _=False, folder=folder: self.opened.emit(folder))
            made.again.clicked.connect(lambda _=False, folder=folder: self.again_wanted.emit(folder))
            made.remove.clicked.connect(lambda _=False, folder=folder: self.removal_wanted.emit(folder))
            self._reports.addWidget(made)
        self._none.setVisible(not reports)


class Question(QFrame):
    def __init__(self, study: StudyDescribed) -> None:
        super().__init__()
        title = engine_text(study.title)
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self.begin = button(self.tr("Measure…"), "play")
        self.begin.setAccessibleName(filled(self.tr("Measure: %1"), title))
        self.begin.setEnabled(not study.lacking)
        left = QVBoxLayout()
        left.addWidget(heading(title, 1.1))
        left.addWidget(sentence(engine_text(study.about), Role.QUIET))
        if study.lacking:
            left.addWidget(sentence(engine_text(study.lacking), Role.WARNING))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addLayout(left, 1)
        inside.addWidget(self.begin)


class ReportCard(QFrame):
    """One that has no report yet can be done again; what a comparison has trained by then stays."""

    def __init__(self, folder: Path, study: Study, running: bool) -> None:
        super().__init__()
        done, name = finished(folder), speakable(path_of(study.of).name)
        about = f"{engine_text(study.title)} {name}"
        self.setProperty("card", "true")
        self.setAccessibleName(about)
        self.open = button(self.tr("Open"), "open")
        self.open.setAccessibleName(filled(self.tr("Open “%1”"), about))
        self.open.setVisible(done or running)
        self.again = button(self.tr("Measure again"), "again")
        self.again.setAccessibleName(filled(self.tr("Measure “%1” again"), about))
        self.again.setVisible(not done and not running)
        self.remove = button(self.tr("Throw away…"), "trash")
        self.remove.setAccessibleName(filled(self.tr("Throw away “%1”"), about))
        self.remove.setEnabled(not running)
        state = self.tr("being measured") if running else self.tr("measured") if done else self.tr("not finished")
        left = QVBoxLayout()
        left.addLayout(row(heading(engine_text(study.title), 1.1), pill(state)))
        left.addWidget(sentence(filled(self.tr("%1, begun %2"), name, when(study.begun)), Role.QUIET))
        report = read_report(folder) if done else None
        if report and (said := told(report)):
            left.addWidget(sentence(said[0]))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addLayout(left, 1)
        for one in (self.open, self.again, self.remove):
            inside.addWidget(one)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
