"""A run while it learns: how far it is, its curve, what it paints, and its lamps in plain words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from engine.events import Event, Score, TrainingScored, TrainingStepped, TrainingWarned
from gui.amounts import number, time_in_words
from gui.looks.colours import Role, give_role
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.teach.curve import Curve
from gui.teach.lamps import in_plain_words
from gui.teach.lessons import Lesson
from gui.teach.picture import Picture
from gui.teach.states import sentence_of
from gui.teach.trainer import Trainer
from gui.words import engine_text, filled

JUDGED = ("yours", "pairs")  # titles of scores that decide; of a style it is the only one
LAMPS = 5  # that are shown; the latest
WIDE = 4.0  # width over height of a strip of pictures


class RunView(Column):
    back = Signal()
    result_wanted = Signal()

    def __init__(self, lesson: Lesson, trainer: Trainer) -> None:
        super().__init__()
        self._lesson, self.trainer = lesson, trainer
        self._steps = self._step = 0
        self._rate = 0.0
        self._lamps: list[tuple[int, str, bool]] = []
        self._columns: dict[str, str] = {}
        self.title = heading(lesson.title)
        self.told = sentence()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress = sentence(role=Role.QUIET)
        self.curve = Curve(self.tr("How good it is on photographs that it never learns from (higher is better)"))
        self.curve.setMinimumHeight(self.fontMetrics().height() * 13)
        self.lamps = QVBoxLayout()
        self._strips = {
            "before": Picture(self.tr("before"), WIDE), "base": Picture(self.tr("with the model that you had"), WIDE),
            "now": Picture(self.tr("with the model that learns, now"), WIDE),
        }  # fmt: skip
        self._lay_out()
        trainer.happened.connect(self._hear)
        trainer.changed.connect(self._show_state)
        for event in trainer.events:
            self._take(event)
        self._show_all()

    def _lay_out(self) -> None:
        leave = button(self.tr("All runs"), "left", flat=True)
        leave.clicked.connect(self.back)
        self.pause, self.go_on = button(self.tr("Pause"), "pause"), button(self.tr("Go on"), "play", primary=True)
        self.stop = button(self.tr("Stop for today"), "stop")
        self.stop.setToolTip(self.tr("What was learnt is saved; it goes on whenever you like"))
        self.result = button(self.tr("See the result"), "eye", primary=True)
        self.pause.clicked.connect(self.trainer.pause)
        self.go_on.clicked.connect(self.trainer.go_on)
        self.stop.clicked.connect(self.trainer.stop)
        self.result.clicked.connect(self.result_wanted)
        self.inside.addLayout(row(leave))
        self.inside.addWidget(self.title)
        self.inside.addWidget(self.told)
        self.inside.addWidget(self.bar)
        self.inside.addWidget(self.progress)
        self.inside.addLayout(row(self.pause, self.go_on, self.stop, self.result))
        frame, inside = card()
        inside.addWidget(self.curve)
        inside.addWidget(sentence(self.tr(
            "The dashed line is the model that you had. Above it, the new one is better; often it dips at first."),
            Role.QUIET))  # fmt: skip
        self.inside.addWidget(frame)
        self._lamp_card, inside = card()
        inside.addWidget(heading(self.tr("Remarks"), 1.1))
        inside.addLayout(self.lamps)
        self.inside.addWidget(self._lamp_card)
        self._pictures, inside = card()
        inside.addWidget(heading(self.tr("Photographs that it never learns from"), 1.1))
        strips = QGridLayout()
        for place, strip in enumerate(self._strips.values()):
            strips.addWidget(strip, place, 0)
        inside.addLayout(strips)
        self.inside.addWidget(self._pictures)
        self.inside.addStretch(1)

    def _hear(self, event: Event) -> None:
        self._take(event)
        self._show_all()

    def _take(self, event: Event) -> None:
        match event:
            case TrainingStepped(step=step, steps=steps, steps_per_second=rate):
                self._step, self._steps, self._rate = step, steps, rate
            case TrainingScored():
                self._take_scores(event)
            case TrainingWarned(step=step, message=message, serious=serious):
                self._lamps = [*self._lamps, (step, message, serious)][-LAMPS:]
            case _:
                pass

    def _take_scores(self, event: TrainingScored) -> None:
        score = judged(event.scores)
        value = -score.after if score.distance else score.after
        points = [(step, old) for step, old in self.curve.points if step < event.step]  # after a death some steps come again
        self._step = event.step
        self.curve.show_points([*points, (event.step, value)], self._steps, score.unit)
        if event.step == 0:
            self.curve.show_level(value, filled(self.tr("the model that you had: %1"), f"{number(value, 2)} {score.unit}"))
            self._columns |= dict(zip(("before", "base"), event.columns, strict=False))
        self._columns["now"] = event.columns[1] if len(event.columns) > 1 else ""

    def _show_all(self) -> None:
        self.curve.show_points(self.curve.points, self._steps)
        for name, strip in self._strips.items():
            if self._columns.get(name):
                strip.show_file(Path(self._columns[name]))
        self._pictures.setVisible(bool(self._columns))
        while (item := self.lamps.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for step, message, serious in self._lamps:
            self.lamps.addWidget(_lamp(step, message, serious))
        self._lamp_card.setVisible(bool(self._lamps))
        self._show_state()

    def _show_state(self) -> None:
        state = self.trainer.state
        words, role = sentence_of(self.trainer)
        self.told.setText(words)
        give_role(self.told, role)
        measured = state in ("training", "paused", "stopping") and self._steps
        self.bar.setVisible(self.trainer.busy)
        self.bar.setRange(0, self._steps if measured else 0)
        self.bar.setValue(min(self._step, self._steps))
        self.progress.setVisible(bool(self._steps))
        left = (self._steps - self._step) / self._rate if self._rate and state == "training" else 0
        words = [filled(self.tr("Step %1 of %2"), number(self._step), number(self._steps))]
        if left > 0:
            words.append(filled(self.tr("%1 left"), time_in_words(left)))
        self.progress.setText("; ".join(words))
        self.pause.setVisible(state == "training")
        self.go_on.setVisible(state in ("paused", "stopped", "failed", "broken", "new"))
        self.stop.setVisible(state in ("preparing", "training", "paused", "starting"))
        self.result.setVisible(state == "done")


def judged(scores: dict[str, Score]) -> Score:
    """The one that decides."""
    return next((scores[title] for title in JUDGED if title in scores), next(iter(scores.values())))


def _lamp(step: int, message: str, serious: bool) -> QWidget:
    words = sentence(in_plain_words(message), Role.WARNING if serious else Role.TEXT)
    words.setToolTip(f"{number(step)}: {engine_text(message)}")
    words.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return words
