"""A study while it is under way: what is done, how far it is, and a button that stops it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar

from engine.events import StudyProgressed
from engine.names import path_of, speakable
from gui.amounts import number
from gui.laboratory.book import Study
from gui.laboratory.experiment import Experiment
from gui.looks.colours import Role
from gui.looks.pieces import Column, button, heading, row, sentence
from gui.words import engine_text, filled


class RunningView(Column):
    back = Signal()

    def __init__(self, study: Study, experiment: Experiment) -> None:
        super().__init__()
        self.experiment = experiment
        leave = button(self.tr("Laboratory"), "left", flat=True)
        leave.clicked.connect(self.back)
        self.inside.addLayout(row(leave))
        self.inside.addWidget(heading(engine_text(study.title)))
        self.inside.addWidget(sentence(speakable(str(path_of(study.of))), Role.QUIET))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.inside.addWidget(self.bar)
        self.doing = sentence(self.tr("It begins…"))
        self.inside.addWidget(self.doing)
        self.since = sentence(role=Role.QUIET)
        self.inside.addWidget(self.since)
        self.stop = button(self.tr("Stop"), "stop")
        self.stop.clicked.connect(self._stop)
        self.inside.addLayout(row(self.stop))
        self.inside.addStretch(1)
        experiment.progressed.connect(self._show)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        if experiment.progress:
            self._show(experiment.progress)
        self._tick()
        if experiment.stopping:
            self._show_stopping()

    def _show(self, event: StudyProgressed) -> None:
        self.bar.setRange(0, event.count)
        self.bar.setValue(event.done)
        title = engine_text(event.title)
        if self.experiment.stopping:
            return
        words = filled(self.tr("%1: %2 of %3"), title, event.done, event.count) if event.count else title
        self.doing.setText(words)

    def _tick(self) -> None:
        minutes, seconds = divmod(round(time.monotonic() - self.experiment.began), 60)
        self.since.setText(filled(self.tr("for %1 min %2 s"), number(minutes), number(seconds)))

    def _stop(self) -> None:
        self.experiment.stop()
        self._show_stopping()

    def _show_stopping(self) -> None:
        self.stop.setEnabled(False)
        self.doing.setText(self.tr("It stops…"))
