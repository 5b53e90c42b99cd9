"""The numbers of a verdict, with their uncertainty, as a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from engine.intervals import Interval
from gui.amounts import number
from gui.looks.colours import Role, give_role
from gui.looks.pieces import heading, sentence
from gui.teach.verdicts import RepairVerdict, StyleVerdict, Verdict, signed
from gui.words import engine_text, filled


class Numbers(QFrame):
    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(16, 14, 16, 14)
        self._inside.setSpacing(8)
        self._inside.addWidget(heading(self.tr("Numbers"), 1.1))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 1)
        self._inside.addLayout(self._grid)
        if isinstance(verdict, StyleVerdict):
            self._show_style(verdict)
        else:
            self._show_repair(verdict)
        if verdict.keep == "base":
            for reason in dict.fromkeys(verdict.because):  # two measures may say the same
                self._remark(f"• {engine_text(reason)}")

    def _show_repair(self, verdict: RepairVerdict) -> None:
        before, had, learnt = (f"{number(verdict.mean(of), 2)} dB" for of in ("before", "base", "tuned"))
        self._line("", self.tr("before"), self.tr("model you had"), self.tr("new model"), self.tr("gain"), role=Role.QUIET)
        kept = filled(self.tr("%1 photographs kept aside"), verdict.gain.photographs)
        self._line(kept, before, had, learnt, f"{signed(verdict.gain.mean)} dB")
        self._line(self.tr("95 % certain"), "", "", "", f"{_ends(verdict.gain)} dB")
        for title, lost in verdict.forgetting.items():
            self._line(filled(self.tr("What it could do before: %1"), engine_text(title)), "", "", "", f"{signed(-lost)} dB")
        if verdict.measured_on == "synthetic":
            words = self.tr(
                "Measured on clean photographs that were damaged as your scans seem to be: what the scans looked like when "
                "they were new, nobody knows. Judge by the pictures below too."
            )
            self._remark(words)
        elif verdict.measured_on == "coloured":
            words = self.tr(
                "A coat may have been red or green, and nobody knows it from a grey picture: a wrong guess costs as much as a "
                "bad one. Judge by the pictures below too."
            )
            self._remark(words)
        if verdict.share < 1:
            words = self.tr("The new model holds %1 % of what was learnt: with more, it would have forgotten too much.")
            self._remark(filled(words, number(100 * verdict.share)))

    def _show_style(self, verdict: StyleVerdict) -> None:
        titles = self.tr("photographs"), self.tr("nearest style so far"), self.tr("new style"), self.tr("gain")
        self._line(self.tr("Distance to the works"), *titles, role=Role.QUIET)
        for name, near in verdict.by.items():
            if near.name:
                self._remark(filled(self.tr("By %1 the nearest so far is “%2”."), engine_text(name), engine_text(near.name)))
            means = (number(near.mean(of), 3) for of in ("untouched", "nearest", "painted"))
            self._line(engine_text(name), *means, signed(near.over_nearest.mean, 3))
            self._line(self.tr("95 % certain"), "", "", "", _ends(near.over_nearest, 3))
        words = self.tr("Likeness to the photographs: %1 of 1; of any piece to a piece of a work: %2 of 1, at most.")
        self._remark(filled(words, number(verdict.likeness, 2), number(verdict.copied, 2)))

    def _remark(self, words: str) -> None:
        self._inside.addWidget(sentence(words, Role.QUIET))

    def _line(self, *cells: str, role: Role = Role.TEXT) -> None:
        """The first cell has the room of the empty ones beside it."""
        line, spans = self._grid.rowCount(), 1 + next(place for place, text in enumerate(cells[1:]) if text)
        for column, text in enumerate(cells):
            if not text:
                continue
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if role != Role.TEXT or column == 0:
                give_role(label, Role.QUIET)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label, line, column, 1, spans if column == 0 else 1, side)


def _ends(gain: Interval, digits: int = 2) -> str:
    return f"{signed(gain.low, digits)} … {signed(gain.high, digits)}"
