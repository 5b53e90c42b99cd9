"""The result: an honest sentence, numbers with their uncertainty, and held-out photographs, base beside tuned."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.amounts import number
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.looks.theme import Role, give_role
from gui.teach.lessons import Lesson
from gui.teach.picture import Picture
from gui.teach.verdicts import Interval, RepairVerdict, Shown, StyleVerdict, Verdict, signed, told
from gui.words import engine_text, filled

SHOWN = 12  # the fixed choice
ID = re.compile(r"[a-z0-9]+")


class ResultView(Column):
    back = Signal()
    publish_wanted = Signal(str, str)
    """Id and name of the new model; or nothing and the name of the style."""

    removal_wanted = Signal()

    def __init__(self, lesson: Lesson, folder: Path, verdict: Verdict) -> None:
        super().__init__()
        self._lesson, self._folder, self.verdict = lesson, folder, verdict
        leave = button(self.tr("All runs"), "left", flat=True)
        leave.clicked.connect(self.back)
        self.inside.addLayout(row(leave))
        self.inside.addWidget(heading(lesson.title))
        self.told = sentence(told(verdict), Role.GOOD if verdict.keep == "tuned" else Role.WARNING)
        font = self.told.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.told.setFont(font)
        self.inside.addWidget(self.told)
        self.inside.addWidget(self._numbers())
        self.inside.addWidget(self._publishing())
        chosen, worst = ([one for one in verdict.shown if one.worst == bad] for bad in (False, True))
        self._add_pictures(self.tr("Photographs that it never learnt from: always the same choice"), chosen[:SHOWN])
        self._add_pictures(self.tr("The three where it did worst"), worst)
        self.inside.addStretch(1)

    def say(self, words: str, role: Role) -> None:
        """How the publishing went."""
        self.answer.setText(words)
        give_role(self.answer, role)
        self.answer.show()

    # Numbers

    def _numbers(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(self.tr("Numbers"), 1.1))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(5, 1)
        inside.addLayout(grid)
        if isinstance(self.verdict, StyleVerdict):
            self._fill_style(grid, self.verdict, inside)
        else:
            self._fill_repair(grid, self.verdict, inside)
        return frame

    def _fill_repair(self, grid: QGridLayout, verdict: RepairVerdict, inside: QVBoxLayout) -> None:
        kept = filled(self.tr("%1 photographs kept aside"), verdict.gain.photographs)
        _line(
            grid,
            "",
            self.tr("before"),
            self.tr("the model that you had"),
            self.tr("the one that learnt"),
            self.tr("gain"),
            role=Role.QUIET,
        )
        means = [f"{number(verdict.mean(of), 2)} dB" for of in ("before", "base", "tuned")]
        _line(grid, kept, *means, _interval(verdict.gain, "dB"))
        for title, lost in verdict.forgetting.items():
            what = filled(self.tr("what it could do before: %1"), engine_text(title))
            _line(grid, what, "", "", "", f"{signed(-lost)} dB")
        if verdict.measured_on == "synthetic":
            inside.addWidget(
                sentence(
                    self.tr(
                        "Measured on clean photographs that were damaged as your scans seem to be: what the scans looked "
                        "like when they were new, nobody knows. Judge by the pictures below too."
                    ),
                    Role.QUIET,
                )
            )
        if verdict.share < 1:
            inside.addWidget(
                sentence(
                    filled(
                        self.tr("The model holds %1 % of what was learnt: with more, it would have forgotten too much."),
                        number(100 * verdict.share),
                    ),
                    Role.QUIET,
                )
            )
        self._add_reasons(verdict, inside)

    def _fill_style(self, grid: QGridLayout, verdict: StyleVerdict, inside: QVBoxLayout) -> None:
        _line(
            grid,
            self.tr("distance to the works"),
            self.tr("photographs"),
            self.tr("nearest style so far"),
            self.tr("the new style"),
            self.tr("gain"),
            role=Role.QUIET,
        )
        for name, near in verdict.by.items():
            means = [number(near.mean(of), 3) for of in ("untouched", "nearest", "painted")]
            _line(grid, engine_text(name), *means, _interval(near.over_nearest, "", 3))
        facts = filled(
            self.tr("Likeness to the photographs: %1 of 1; of any piece to a piece of a work: %2 of 1, at most."),
            number(verdict.likeness, 2),
            number(verdict.copied, 2),
        )
        inside.addWidget(sentence(facts, Role.QUIET))
        self._add_reasons(verdict, inside)

    def _add_reasons(self, verdict: Verdict, inside: QVBoxLayout) -> None:
        if verdict.keep == "base":
            for reason in verdict.because:
                inside.addWidget(sentence(f"• {engine_text(reason)}", Role.QUIET))

    # Pictures

    def _add_pictures(self, title: str, shown: list[Shown]) -> None:
        if not shown:
            return
        captions = {
            "before": self.tr("before"),
            "photograph": self.tr("photograph"),
            "base": self.tr("the model that you had"),
            "tuned": self.tr("the one that learnt"),
            "after": self.tr("restored by hand"),
            "work": self.tr("a work"),
        }
        frame, inside = card()
        inside.addWidget(heading(title, 1.1))
        grid = QGridLayout()
        for line, one in enumerate(shown):
            name = sentence(one.name, Role.QUIET)
            grid.addWidget(name, 2 * line, 0, 1, len(one.pictures))
            for column, (what, file) in enumerate(one.pictures.items()):
                picture = Picture(captions.get(what, what))
                picture.show_file(self._folder / file)
                grid.addWidget(picture, 2 * line + 1, column, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(column, 1)
        inside.addLayout(grid)
        self.inside.addWidget(frame)

    # What becomes of it

    def _publishing(self) -> QWidget:
        frame, inside = card()
        style = isinstance(self.verdict, StyleVerdict)
        inside.addWidget(heading(self.tr("What becomes of it?"), 1.1))
        if self._lesson.published:
            inside.addWidget(sentence(filled(self.tr("It was published as “%1”."), self._lesson.published), Role.GOOD))
        words = (
            self.tr("As a style it stands in the gallery of “Styles”, beside those that are there.")
            if style
            else self.tr("As a model it can be chosen in a recipe: stage “Restore”, option “Model”.")
        )
        inside.addWidget(sentence(words, Role.QUIET))
        self.name = QLineEdit(self._lesson.title)
        self.name.setMaxLength(60)
        self.name.setProperty("field", "true")
        self.name.setAccessibleName(self.tr("Its name"))
        self.publish = button(self.tr("Publish it"), "check", primary=self.verdict.keep == "tuned")
        self.publish.setEnabled(not self._lesson.published)
        self.publish.clicked.connect(self._publish)
        away = button(self.tr("Throw it away…"), "trash")
        away.clicked.connect(self.removal_wanted)
        self.answer = sentence()
        self.answer.hide()
        inside.addLayout(row(QLabel(self.tr("Its name")), self.name, self.publish, away))
        inside.addWidget(self.answer)
        return frame

    def _publish(self) -> None:
        name = self.name.text().strip()
        if isinstance(self.verdict, StyleVerdict):
            self.publish_wanted.emit("", name)
        else:
            self.publish_wanted.emit(id_of(name), name)


def id_of(name: str) -> str:
    """What a model of that name may be called by files and recipes: “Grandmother's box” is grandmother-s-box."""
    return "-".join(ID.findall(name.lower()))[:64].strip("-") or "my-model"


def _line(grid: QGridLayout, *cells: str, role: Role = Role.TEXT) -> None:
    line = grid.rowCount()
    for column, text in enumerate(cells):
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role != Role.TEXT or column == 0:
            give_role(label, Role.QUIET)
        grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight)


def _interval(gain: Interval, unit: str, digits: int = 2) -> str:
    mean, low, high = (("+" if one > 0 else "") + number(one, digits) for one in (gain.mean, gain.low, gain.high))
    return f"{mean} {unit} ({low} … {high})".replace("  ", " ")
