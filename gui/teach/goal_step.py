"""The first step: what to teach, and which model goes on learning."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QLabel, QRadioButton, QVBoxLayout

from engine.messages.teaching_answers import Goal, GoalDescribed, TeachingDescribed
from gui.looks.colours import Role, give_role
from gui.looks.pieces import row, sentence
from gui.teach.step import Step
from gui.words import engine_text


class GoalStep(Step):
    chosen = Signal(str, str)
    """The Goal and the id of the model."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("What do you want to teach?"),
            self.tr("A model goes on learning from your pictures, on this machine. Nothing leaves it; no picture is changed."),
        )
        self._buttons = QButtonGroup(self)
        self._cards: dict[str, GoalCard] = {}
        for name, title, about in self._goals():
            made = GoalCard(title, about)
            made.button.toggled.connect(self._tell)
            made.models.activated.connect(self._tell)
            self._buttons.addButton(made.button)
            self._cards[name] = made
            self.inside.addWidget(made)
        self.inside.addStretch(1)

    @property
    def goal(self) -> str:
        return next((name for name, one in self._cards.items() if one.button.isChecked()), "")

    @property
    def models(self) -> QComboBox:
        """Those that can learn what was chosen."""
        return self._cards[self.goal].models

    @property
    def model(self) -> str:
        """The id of the one that learns; nothing before a goal is chosen."""
        return self.models.currentText() if self.goal else ""

    @property
    def ready(self) -> bool:
        return bool(self.model)

    def choose(self, goal: Goal) -> None:
        self._cards[goal].button.setChecked(True)

    def show_described(self, described: TeachingDescribed) -> None:
        for goal in described.goals:
            self._cards[goal.name].show_goal(goal)
        if not self.goal:
            usable = (one for one in self._cards.values() if one.button.isEnabled())
            if first := next(usable, None):
                first.button.setChecked(True)
        self._tell()

    def _goals(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                "repair",
                self.tr("Repair my collection's damage"),
                self.tr(
                    "For scans that share their faults: the grain of one film, the blur of one lens, the dots of one printer."
                ),
            ),
            (
                "style",
                self.tr("A style from these pictures"),
                self.tr("One to fifty pictures in one hand: photographs are then painted like them."),
            ),
            ("colours", self.tr("Colours of this period"), self.tr("Black and white pictures get the colours of yours.")),
            ("enlarge", self.tr("Enlarge my kind of scan"), self.tr("More pixels, with the detail that your pictures have.")),
        )

    def _tell(self) -> None:
        if self.model:
            self.chosen.emit(self.goal, self.model)
        self.ready_changed.emit()


class GoalCard(QFrame):
    """A goal as a card: its button, what it is good for, and the models that can learn it, or why none can."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._about = about
        self.button = QRadioButton(title)
        font = self.button.font()
        font.setWeight(font.Weight.DemiBold)
        self.button.setFont(font)
        self.button.setEnabled(False)
        self.models = QComboBox()
        self.models.setAccessibleName(title)
        self._from = QLabel(self.tr("goes on from"))
        give_role(self._from, Role.QUIET)
        self._why = sentence(about, Role.QUIET)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(self.button)
        inside.addWidget(self._why)
        inside.addLayout(row(self._from, self.models))
        self._show_choice(False)

    def _show_choice(self, shown: bool) -> None:
        for part in (self._from, self.models):
            part.setVisible(shown)

    def show_goal(self, goal: GoalDescribed) -> None:
        usable = bool(goal.models)
        self.button.setEnabled(usable)
        before = self.models.currentText()
        self.models.clear()
        self.models.addItems(list(goal.models))
        if before in goal.models:
            self.models.setCurrentText(before)
        self._show_choice(len(goal.models) > 1)
        self._why.setText(self._about if usable else f"{self._about}\n{_as_sentence(engine_text(goal.lacking))}")
        if not usable:
            self.button.setChecked(False)


def _as_sentence(words: str) -> str:
    end = "" if words.endswith(("。", ".")) else "。" if ord(words[-1:] or "a") > 0x2E80 else "."
    return words[:1].upper() + words[1:] + end
