"""The step before the run: how long it may take, and what this machine can do in that time."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QDoubleSpinBox, QFrame, QLineEdit, QRadioButton

from engine.events import PaceMeasured
from gui.amounts import number
from gui.looks.colours import Role
from gui.looks.pieces import card, heading, row, sentence
from gui.teach.pace import Pace
from gui.teach.step import Step
from gui.words import filled

QUICK, EVENING, NIGHT = 5.0, 180.0, 540.0  # minutes
FEW = 300  # steps: less can hardly show anything


class TimeStep(Step):
    def __init__(self) -> None:
        super().__init__(
            self.tr("How long may it learn?"),
            self.tr(
                "You can pause it, stop it and go on another day; nothing is lost. It ends by itself when it learns no more. "
                "The verdict takes a few minutes on top."
            ),
        )
        self.pace = Pace(self)
        self.pace.measured.connect(self._measured)
        self._found: PaceMeasured | None = None
        self._asked = False
        self._buttons = QButtonGroup(self)
        self._choices: dict[QRadioButton, tuple[float, QFrame]] = {}
        self._told = {}
        for minutes, title in (
            (QUICK, self.tr("A quick look: 5 minutes")),
            (EVENING, self.tr("An evening: 3 hours")),
            (NIGHT, self.tr("A night: 9 hours")),
        ):
            self._add(minutes, title)
        self.own = QDoubleSpinBox()
        self.own.setRange(0.01, 60 * 24 * 7)
        self.own.setDecimals(2)
        self.own.setMinimumHeight(self.fontMetrics().height() * 2)
        self.own.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        self.own.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.own.setValue(30)
        self.own.setSuffix(self.tr(" minutes"))
        self.own.setAccessibleName(self.tr("Minutes"))
        self.own.textFromValue = lambda value: self.own.locale().toString(value, "g", 6)  # type: ignore[method-assign]
        self.own.valueChanged.connect(self._show)
        self._own_button = self._add(0.0, self.tr("As long as I say:"), self.own)
        self.own.valueChanged.connect(self.choose_own)
        self.title = QLineEdit()
        self.title.setMaxLength(60)
        self.title.setProperty("field", "true")
        self.title.textChanged.connect(self.ready_changed)
        self.title.setAccessibleName(self.tr("Name of the run"))
        frame, inside = card()
        inside.addWidget(heading(self.tr("What do you call it?"), 1.1))
        inside.addWidget(
            sentence(self.tr("To find it again in the list; what comes of it gets its own name later."), Role.QUIET)
        )
        inside.addWidget(self.title)
        self.inside.addWidget(frame)
        self.inside.addStretch(1)
        next(iter(self._choices)).setChecked(True)

    @property
    def minutes(self) -> float:
        chosen = next(minutes for one, (minutes, _) in self._choices.items() if one.isChecked())
        return chosen or self.own.value()

    @property
    def ready(self) -> bool:
        return bool(self.title.text().strip())

    def choose_own(self) -> None:
        """As long as stands in the field."""
        self._own_button.setChecked(True)

    def measure(self, model: str) -> None:
        """Begin to find out how fast this machine is."""
        self._found, self._asked = None, True
        self._show()
        self.pace.measure(model)

    def _add(self, minutes: float, title: str, field: QDoubleSpinBox | None = None) -> QRadioButton:
        frame, inside = card()
        one = QRadioButton(title)
        self._buttons.addButton(one)
        self._choices[one] = minutes, frame
        self._told[one] = sentence(role=Role.QUIET)
        inside.addLayout(row(one, *([field] if field else [])))
        inside.addWidget(self._told[one])
        self.inside.addWidget(frame)
        return one

    def _measured(self, found: PaceMeasured | None) -> None:
        self._found, self._asked = found, False
        self._show()

    def _show(self) -> None:
        for one, (minutes, _) in self._choices.items():
            self._told[one].setText(self._words(minutes or self.own.value()))

    def _words(self, minutes: float) -> str:
        if self._found is None:
            return self.tr("Patina measures what this machine can do in it…") if self._asked else ""
        steps = self._found.steps_per_second * 60 * minutes
        words = filled(self.tr("This machine takes about %1 steps in it, and looks at pictures %2 times."),
                       number(_rounded(steps)), number(_rounded(steps * self._found.batch)))  # fmt: skip
        if steps < FEW:
            words += " " + self.tr("That is little: it shows whether it works, not how good it can become.")
        return words


def _rounded(count: float) -> float:
    """Two digits: no finer than anybody can know it."""
    return float(f"{count:.1e}")
