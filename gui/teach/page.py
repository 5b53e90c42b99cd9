"""The page “Teach”: the list of runs, the way to a new one, a run while it learns, and its result.

A page, and not a dialog of its own: a run lasts for hours, in which the window is used for other things, is closed and comes
back; and the pictures want all the room that there is.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, Signal
from PySide6.QtWidgets import QStackedWidget

from engine.errors import AppError
from engine.events import Event
from engine.messages.answers import Described, RequestFailed
from engine.messages.teaching_answers import ModelPublished, TeachingDescribed
from engine.messages.teaching_requests import DescribeTeaching, PublishModel
from engine.names import uri_of
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.question import Answer, ask
from gui.teach.home import Home
from gui.teach.lessons import PACKAGE, Lesson, LessonBook
from gui.teach.trainer import Trainer
from gui.teach.verdicts import read_verdict
from gui.words import engine_text, filled

if TYPE_CHECKING:
    from gui.teach.result_view import ResultView
    from gui.teach.run_view import RunView
    from gui.teach.steps import Steps


class TeachPage(QStackedWidget):
    said = Signal(str)
    published = Signal()
    """There is a new model, or a new style: ask the engine anew what there is."""

    use_wanted = Signal(str, str)
    """See ResultView."""

    learning_changed = Signal(bool)
    """Whether any run learns now."""

    def __init__(self, bridge: Bridge, book: LessonBook | None = None) -> None:
        super().__init__()
        self._bridge, self.book = bridge, book or LessonBook()
        self._trainers: dict[Path, Trainer] = {}
        self._learning = False
        self._closing_asked = False
        self.home = Home()
        self._steps: Steps | None = None
        self._run: RunView | None = None
        self._result: ResultView | None = None
        self.addWidget(self.home)
        self.home.new_wanted.connect(self.begin_anew)
        self.home.opened.connect(self.open)
        self.home.removal_wanted.connect(self._ask_to_remove)
        for folder in self.book.folders():
            self._follow(folder)
        self._list()

    # What there is

    @property
    def steps(self) -> Steps:
        """Built when they are first wanted: the window opens for other things."""
        if self._steps is None:
            from gui.teach.steps import Steps

            self._steps = Steps(self._bridge)
            self._steps.left.connect(self.go_home)
            self._steps.begun.connect(self._begin)
            self.addWidget(self._steps)
            self._ask_what_there_is()
        return self._steps

    @property
    def run(self) -> RunView | None:
        """The run that is looked at while it learns."""
        return self._run

    @property
    def result(self) -> ResultView | None:
        return self._result

    @property
    def learning(self) -> bool:
        return any(trainer.busy for trainer in self._trainers.values())

    def trainer(self, folder: Path) -> Trainer:
        return self._trainers[folder]

    def set_described(self, described: Described) -> None:
        """The engine is there, or there are other models now."""
        if self._steps is not None:
            self._ask_what_there_is()

    def _ask_what_there_is(self) -> None:
        self._bridge.ask(DescribeTeaching(self._bridge.number()), self._teaching_described)

    def _teaching_described(self, event: Event) -> None:
        if isinstance(event, TeachingDescribed):
            self.steps.show_described(event)

    # Where one goes

    def go_home(self) -> None:
        self._show()
        self._list()
        self.setCurrentWidget(self.home)

    def begin_anew(self) -> None:
        self.steps.restart()
        self.setCurrentWidget(self.steps)

    def open(self, folder: Path) -> None:
        """A run: its result where it has one."""
        lesson, verdict = self.book.read(folder), read_verdict(folder)
        if lesson is None or folder not in self._trainers:
            return self._list()
        if self._trainers[folder].state == "done" and verdict is not None:
            from gui.teach.result_view import ResultView

            result = ResultView(lesson, folder, verdict)
            result.back.connect(self.go_home)
            result.publish_wanted.connect(partial(self._publish, folder))
            result.use_wanted.connect(self.use_wanted)
            result.removal_wanted.connect(lambda: self._ask_to_remove(folder))
            return self._show(result=result)
        from gui.teach.run_view import RunView

        run = RunView(lesson, self._trainers[folder])
        run.back.connect(self.go_home)
        run.result_wanted.connect(lambda: self.open(folder))
        return self._show(run)

    def _show(self, run: RunView | None = None, result: ResultView | None = None) -> None:
        before, part = self._run or self._result, run or result
        self._run, self._result = run, result
        if part is not None:
            self.addWidget(part)
            self.setCurrentWidget(part)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def _list(self) -> None:
        found = [(folder, self.book.read(folder)) for folder in self.book.folders()]
        self.home.show_lessons(
            [(folder, lesson, self._trainers[folder].state) for folder, lesson in found if lesson and folder in self._trainers]
        )

    # Runs

    def _begin(self, lesson: Lesson) -> None:
        try:
            folder = self.book.begin(lesson)
        except AppError as error:
            self.said.emit(f"{engine_text(str(error))} {engine_text(error.hint)}")
            return
        self._follow(folder)
        self._trainers[folder].start()
        self.open(folder)

    def _follow(self, folder: Path) -> None:
        trainer = Trainer(self.book, folder, self)
        trainer.changed.connect(lambda: self._changed(folder))
        self._trainers[folder] = trainer
        self._tell_learning()

    def _changed(self, folder: Path) -> None:
        state = self._trainers[folder].state
        lesson = self.book.read(folder)
        if lesson and state in ("done", "failed", "broken"):
            words = {
                "done": self.tr("“%1” has learnt, and was measured."),
                "failed": self.tr("“%1” cannot go on learning. “Teach” says why."),
                "broken": self.tr("“%1” ended unexpectedly. “Teach” lets it go on."),
            }[state]
            self.said.emit(filled(words, lesson.title))
        if self.currentWidget() is self.home:
            self._list()
        elif state == "done" and self.run and self.run.trainer.folder == folder:
            self.open(folder)
        self._tell_learning()

    def _tell_learning(self) -> None:
        if self.learning != self._learning:
            self._learning = self.learning
            self.learning_changed.emit(self._learning)

    # What becomes of it

    def _publish(self, folder: Path, name: str, title: str) -> None:
        style = "" if name else title
        request = PublishModel(self._bridge.number(), uri_of(folder / PACKAGE), name, title, style)
        self._bridge.ask(request, partial(self._was_published, folder, style or name))

    def _was_published(self, folder: Path, name: str, event: Event) -> None:
        if isinstance(event, ModelPublished):
            try:
                self.book.change(folder, published=name)
            except AppError as error:
                self.said.emit(f"{engine_text(str(error))} {engine_text(error.hint)}")
            self.published.emit()
            self.open(folder)
            if self.result:
                self.result.say(filled(self.tr("“%1” is there now."), name), Role.GOOD)
        elif isinstance(event, RequestFailed) and self.result:
            self.result.say(f"{engine_text(event.message)}. {engine_text(event.hint)}".strip(), Role.BAD)

    def _ask_to_remove(self, folder: Path) -> None:
        lesson = self.book.read(folder)
        if lesson is None:
            return
        ask(
            self,
            filled(self.tr("Throw “%1” away?"), lesson.title),
            self.tr("The run goes to the trash, from where you can fetch it back. Your pictures stay, and what was published."),
            Answer(self.tr("Throw away"), lambda: self.throw_away(folder), destroys=True),
        )

    def throw_away(self, folder: Path) -> None:
        """Into the trash; what learns is asked to stop first."""
        trainer = self._trainers[folder]
        if trainer.busy:
            trainer.stop()
            self.said.emit(self.tr("It saves what it has learnt, and stops. Throw it away then."))
            return
        if QFile.moveToTrash(str(folder)):
            trainer.deleteLater()
            del self._trainers[folder]
            self.go_home()
        else:
            self.said.emit(filled(self.tr("“%1” could not be moved to the trash."), str(folder)))

    # Closing

    def may_close(self) -> bool:
        """Whether the window may close now; if something learns, the user is asked first what is to become of it."""
        asked, self._closing_asked = self._closing_asked, False  # whoever stays after all is asked again
        if asked or not self.learning:
            self.close_down()
            return True
        ask(
            self,
            self.tr("A model is learning."),
            self.tr("It can learn on while Patina is closed, or stop and go on another day."),
            Answer(self.tr("Let it learn on"), lambda: self._close(stop=False)),
            Answer(self.tr("Stop it"), lambda: self._close(stop=True), destroys=True),
            stay=self.tr("Stay"),
        )
        return False

    def close_down(self) -> None:
        """End what was begun for this page alone."""
        if self._steps is not None:
            self._steps.close_down()

    def _close(self, stop: bool) -> None:
        for trainer in self._trainers.values():
            if trainer.busy and (stop or trainer.state == "paused"):  # nobody could wake one that rests
                trainer.stop()
        self._closing_asked = True
        self.window().close()
