"""The way to a lesson: what to teach, which pictures, what they suffer from, how long; with a way back at each step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from engine.messages.teaching_answers import TeachingDescribed
from gui.bridge import Bridge
from gui.looks.colours import Role, give_role
from gui.looks.pieces import GAP, MARGIN, Column, button
from gui.teach.folders_step import FoldersStep
from gui.teach.goal_step import GoalStep
from gui.teach.lessons import Lesson
from gui.teach.step import Step
from gui.teach.studio_step import StudioStep
from gui.teach.time_step import TimeStep


class Steps(QWidget):
    left = Signal()
    """The user goes back beyond the first step."""

    begun = Signal(object)
    """A Lesson that is to be learnt."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.goal, self.folders = GoalStep(), FoldersStep(bridge)
        self.studio, self.time = StudioStep(bridge), TimeStep()
        self._all: tuple[Step, ...] = (self.goal, self.folders, self.studio, self.time)
        self._stack = QStackedWidget()
        for step in self._all:
            self._stack.addWidget(step if step is self.studio else _scrolling(step))
            step.ready_changed.connect(self._show)
        self._names = {
            step: (name, QLabel())
            for step, name in zip(
                self._all, (self.tr("What"), self.tr("Pictures"), self.tr("Damage"), self.tr("Time")), strict=True
            )
        }
        self.back, self.next = button(self.tr("Back"), "left"), button(self.tr("Next"), primary=True)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.goal.chosen.connect(self.folders.set_goal)
        above = QHBoxLayout()
        above.setSpacing(3 * GAP)
        for _, label in self._names.values():
            above.addWidget(label)
        above.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.setSpacing(GAP)
        inside.addLayout(above)
        inside.addWidget(self._stack, 1)
        inside.addLayout(below)
        self._show()

    @property
    def step(self) -> Step:
        return self._all[self._stack.currentIndex()]

    def show_described(self, described: TeachingDescribed) -> None:
        self.goal.show_described(described)
        self.studio.show_damages(described.damages)

    def restart(self) -> None:
        """Begin at the first step; what was chosen stays."""
        self._enter(self.goal)

    def close_down(self) -> None:
        self.time.pace.close()

    @property
    def way(self) -> tuple[Step, ...]:
        """The steps that this goal needs: only repair from scans alone has damage to be estimated."""
        return tuple(step for step in self._all if step is not self.studio or self.folders.goal == "repair")

    def lesson(self) -> Lesson:
        """What the steps say."""
        folders, goal = self.folders, self.folders.goal
        pictures = folders.photographs
        return Lesson(
            title=self.time.title.text().strip(),
            goal=goal,
            model=self.goal.model,
            scans=(folders.scans.folder,) if goal == "repair" else (),
            before=folders.before.folder if goal == "pairs" else "",
            after=folders.after.folder if goal == "pairs" else "",
            style=folders.works.folder if goal == "style" else "",
            pictures=(pictures.folder,) if pictures.folder else (),
            without=folders.without,
            ageing=self.studio.ageing if goal == "repair" else None,
            minutes=self.time.minutes,
        )

    def _go_on(self) -> None:
        place = self.way.index(self.step)
        if place + 1 < len(self.way):
            self._enter(self.way[place + 1])
        else:
            self.begun.emit(self.lesson())

    def _go_back(self) -> None:
        place = self.way.index(self.step)
        if place:
            self._enter(self.way[place - 1])
        else:
            self.left.emit()

    def _enter(self, step: Step) -> None:
        if step is self.studio:
            of, clean = self.folders.scans.folder, self.folders.pictures.folder
            self.studio.set_material((self.goal.model, (of,), (clean,) if clean else (), self.folders.without))
        elif step is self.time:
            self.time.measure(self.goal.model)
            if not self.time.title.text():
                field = self.folders.needed[0]
                self.time.title.setText(field.name)
        self._stack.setCurrentIndex(self._all.index(step))
        step.enter()
        self._show()

    def _show(self) -> None:
        for step, (name, label) in self._names.items():
            label.setVisible(step in self.way)
            if step in self.way:
                label.setText(f"{self.way.index(step) + 1}  {name}")
            give_role(label, Role.ACCENT_TEXT if step is self.step else Role.QUIET)
        self.next.setEnabled(self.step.ready)
        self.next.setText(self.tr("Begin") if self.step is self.time else self.tr("Next"))


def _scrolling(step: Step) -> Column:
    area = Column()
    area.inside.addWidget(step)
    return area
