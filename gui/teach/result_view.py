"""The result: an honest sentence, numbers with their uncertainty, and held-out photographs, base beside tuned."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from gui.looks.colours import Role, give_role
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.teach.lessons import Goal, Lesson
from gui.teach.numbers import Numbers
from gui.teach.picture import Picture
from gui.teach.verdicts import Shown, StyleVerdict, Verdict, told
from gui.words import filled

SHOWN = 12  # the fixed choice
STAGES: dict[Goal, str] = {"repair": "restore", "pairs": "restore", "colours": "colourise", "enlarge": "enlarge"}
ID = re.compile(r"[a-z0-9]+")


class ResultView(Column):
    back = Signal()
    publish_wanted = Signal(str, str)
    """Id and name of the new model; or nothing and the name of the style."""

    use_wanted = Signal(str, str)
    """Stage and id of the model that is to paint."""

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
        self.inside.addWidget(Numbers(verdict))
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
            "original": self.tr("as it was"),
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
        inside.addWidget(heading(self.tr("What becomes of it?"), 1.1))
        if self._lesson.published:
            inside.addWidget(sentence(filled(self.tr("It was published as “%1”."), self._lesson.published), Role.GOOD))
        inside.addWidget(sentence(self._place(), Role.QUIET))
        self.name = QLineEdit(self._lesson.title)
        self.name.setMaxLength(60)
        self.name.setProperty("field", "true")
        self.name.setAccessibleName(self.tr("Its name"))
        self.publish = button(self.tr("Publish it"), "check", primary=self.verdict.keep == "tuned")
        self.publish.setVisible(not self._lesson.published)  # the other button has its place then
        self.publish.clicked.connect(self._publish)
        away = button(self.tr("Throw it away…"), "trash")
        away.clicked.connect(self.removal_wanted)
        self.answer = sentence()
        self.answer.hide()
        stage, model = STAGES.get(self._lesson.goal), self._lesson.published
        self.use = button(self.tr("Use it in the recipe"), "right", primary=True)
        self.use.setVisible(bool(stage and model))
        self.use.clicked.connect(lambda: self.use_wanted.emit(stage, model))
        inside.addLayout(row(QLabel(self.tr("Its name")), self.name, self.publish, self.use, away))
        inside.addWidget(self.answer)
        return frame

    def _place(self) -> str:
        """Where it is found when it is published."""
        match self._lesson.goal:
            case "style":
                return self.tr("As a style it stands in the gallery of “Styles”, beside those that are there.")
            case "colours":
                return self.tr("As a model it can be chosen in a recipe: stage “Colourise”, option “Model”.")
            case "enlarge":
                return self.tr("As a model it can be chosen in a recipe: stage “Enlarge”, option “Model”.")
            case _:
                return self.tr("As a model it can be chosen in a recipe: stage “Restore”, option “Model”.")

    def _publish(self) -> None:
        name = self.name.text().strip()
        if isinstance(self.verdict, StyleVerdict):
            self.publish_wanted.emit("", name)
        else:
            self.publish_wanted.emit(id_of(name), name)


def id_of(name: str) -> str:
    """What a model of that name may be called by files and recipes: “Grandmother's box” is grandmother-s-box."""
    return "-".join(ID.findall(name.lower()))[:64].strip("-") or "my-model"
