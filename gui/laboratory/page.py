"""The page “Laboratory”: what can be measured, a study under way, and the reports that there are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFile, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from engine.errors import AppError
from engine.events import Event
from engine.messages.answers import Described
from engine.messages.laboratory_answers import DescribeLaboratory, LaboratoryDescribed, StudyDescribed
from gui.bridge import Bridge
from gui.laboratory.book import FIGURES, Study, StudyBook, finished
from gui.laboratory.experiment import Experiment
from gui.laboratory.form import StudyForm, command_of
from gui.laboratory.home import Home
from gui.laboratory.report_view import ReportView
from gui.laboratory.reports import read_report
from gui.laboratory.running import RunningView
from gui.looks.question import Answer, ask
from gui.words import engine_text, filled


class LaboratoryPage(QStackedWidget):
    said = Signal(str)
    measuring_changed = Signal(bool)
    """Whether a study is under way."""

    use_wanted = Signal(str, str, dict)
    """See ReportView."""

    def __init__(self, bridge: Bridge, book: StudyBook | None = None) -> None:
        super().__init__()
        self._bridge, self.book = bridge, book or StudyBook()
        self._studies: dict[str, StudyDescribed] = {}
        self._part: QWidget | None = None  # what is shown in place of the home
        self._closing_asked = self._asked = False
        self.experiment: Experiment | None = None
        self.home = Home()
        self.addWidget(self.home)
        self.home.wanted.connect(self.ask)
        self.home.opened.connect(self.open)
        self.home.again_wanted.connect(self._begin_again)
        self.home.removal_wanted.connect(self._ask_to_remove)
        self.home.elsewhere_wanted.connect(self._choose_report)
        self._list()

    @property
    def part(self) -> QWidget | None:
        """The form, the study under way, or the report that is shown."""
        return self._part

    @property
    def measuring(self) -> bool:
        return self.experiment is not None

    def set_described(self, described: Described) -> None:
        """The engine is there, or there are other models now: asked for when somebody looks."""
        self._asked = False
        if self.isVisible():
            self._ask_what_there_is()

    def showEvent(self, event: object) -> None:
        if not self._asked:
            self._ask_what_there_is()

    def _ask_what_there_is(self) -> None:
        self._asked = True
        self._bridge.ask(DescribeLaboratory(self._bridge.number()), self._described)

    def _described(self, event: Event) -> None:
        if isinstance(event, LaboratoryDescribed):
            self._studies = {study.name: study for study in event.studies}
            self.home.show_studies(event.studies)

    # Where one goes

    def go_home(self) -> None:
        self._show(None)
        self._list()

    def ask(self, name: str) -> None:
        """What is to be known before that study begins."""
        form = StudyForm(self._studies[name])
        form.back.connect(self.go_home)
        form.begun.connect(self._begin)
        self._show(form)

    def open(self, folder: Path) -> None:
        """A study: while it is under way, or its report."""
        study = self.book.read(folder)
        if study and self.experiment and self.experiment.folder == folder:
            running = RunningView(study, self.experiment)
            running.back.connect(self.go_home)
            return self._show(running)
        report = read_report(folder)
        if report is None:
            self.said.emit(filled(self.tr("There is no report in “%1” that can be read."), str(folder)))
            return self.go_home()
        view = ReportView(folder, report, study)
        view.back.connect(self.go_home)
        view.use_wanted.connect(self.use_wanted)
        return self._show(view)

    def _show(self, part: QWidget | None) -> None:
        before, self._part = self._part, part
        if part is not None:
            self.addWidget(part)
        self.setCurrentWidget(part or self.home)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def _list(self) -> None:
        found = [(folder, study) for folder in self.book.folders() if (study := self.book.read(folder))]
        self.home.show_reports(found, self.experiment.folder if self.experiment else None)

    def _choose_report(self) -> None:
        kinds = filled(self.tr("Reports (%1)"), FIGURES)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a report"), "", kinds)
        if chosen:
            self.open(Path(chosen).parent)

    # Studies

    def _begin(self, study: Study) -> None:
        if self.experiment:
            self.said.emit(self.tr("Something is being measured already. Wait until it is done, or stop it."))
            return
        try:
            folder = self.book.begin(study)
        except AppError as error:
            self.said.emit(f"{engine_text(str(error))} {engine_text(error.hint)}")
            return
        self._run(folder, study)

    def _begin_again(self, folder: Path) -> None:
        study = self.book.read(folder)
        if study and not self.experiment:
            self._run(folder, study)
        elif study:
            self.said.emit(self.tr("Something is being measured already. Wait until it is done, or stop it."))

    def _run(self, folder: Path, study: Study) -> None:
        self.experiment = Experiment(folder, command_of(study, folder), self)
        self.experiment.ended.connect(lambda ending: self._ended(study, ending))
        self.experiment.start()
        self.measuring_changed.emit(True)
        self.open(folder)

    def _ended(self, study: Study, ending: str) -> None:
        experiment, self.experiment = self.experiment, None
        assert experiment
        self.measuring_changed.emit(False)
        title, looked_at = engine_text(study.title), isinstance(self._part, RunningView)
        if ending == "done" and finished(experiment.folder):
            self.said.emit(filled(self.tr("“%1” is answered."), title))
        elif ending == "failed" and experiment.failure:
            failure = experiment.failure
            words = filled(self.tr("“%1” cannot be answered: %2"), title, engine_text(failure.message))
            self.said.emit(f"{words}. {engine_text(failure.hint)}".strip())
        elif ending == "stopped":
            self.said.emit(self.tr("Stopped. “Measure again” begins anew; what a comparison has trained by then stays."))
        else:
            last = experiment.trouble.strip().splitlines()[-1:]
            self.said.emit(filled(self.tr("“%1” ended unexpectedly. %2"), title, *(last or [""])))
        experiment.deleteLater()
        if looked_at and ending == "done":
            self.open(experiment.folder)
        elif looked_at or self._part is None:
            self.go_home()

    # What becomes of reports

    def _ask_to_remove(self, folder: Path) -> None:
        study = self.book.read(folder)
        if study is None:
            self._list()
            return
        ask(
            self,
            filled(self.tr("Throw “%1” away?"), engine_text(study.title)),
            self.tr("The report goes to the trash, from where you can fetch it back. Your pictures stay."),
            Answer(self.tr("Throw away"), lambda: self.throw_away(folder), destroys=True),
        )

    def throw_away(self, folder: Path) -> None:
        """Into the trash."""
        if not QFile.moveToTrash(str(folder)):
            self.said.emit(filled(self.tr("“%1” could not be moved to the trash."), str(folder)))
        self.go_home()

    # Closing

    def may_close(self) -> bool:
        """Whether the window may close now; what is under way would end, and the user is asked first."""
        asked, self._closing_asked = self._closing_asked, False  # whoever stays after all is asked again
        if asked or not self.experiment:
            self.close_down()
            return True
        ask(
            self,
            self.tr("Something is being measured."),
            self.tr("It ends with the window, and can be measured again."),
            Answer(self.tr("Close"), self._close),
            stay=self.tr("Stay"),
        )
        return False

    def close_down(self) -> None:
        if self.experiment:
            experiment, self.experiment = self.experiment, None
            experiment.ended.disconnect()
            experiment.close()

    def _close(self) -> None:
        self._closing_asked = True
        self.window().close()
