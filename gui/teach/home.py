"""Where teaching begins: all runs, the newest first, and a button for a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.amounts import when
from gui.looks.colours import Role
from gui.looks.pieces import Column, button, heading, pill, row, sentence
from gui.teach.lessons import Lesson
from gui.teach.states import word_of
from gui.teach.trainer import State
from gui.words import filled


class Home(Column):
    new_wanted = Signal()
    opened = Signal(Path)
    removal_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.begin = button(self.tr("Teach something new…"), "add", primary=True)
        self.begin.clicked.connect(self.new_wanted)
        top = row(heading(self.tr("Teach")), stretch=False)
        top.addStretch(1)
        top.addWidget(self.begin)
        self.inside.addLayout(top)
        self.inside.addWidget(
            sentence(
                self.tr(
                    "A model learns your collection's own damage, or a style that you love, from your pictures, "
                    "on your machine. You need not know how: Patina looks at the pictures, suggests, and says honestly "
                    "whether it was worth it."
                ),
                Role.QUIET,
            )
        )
        self._none = sentence(self.tr("Nothing was taught yet."), Role.QUIET)
        self.inside.addWidget(self._none)
        self._cards = QVBoxLayout()
        self.inside.addLayout(self._cards)
        self.inside.addStretch(1)

    def show_lessons(self, lessons: list[tuple[Path, Lesson, State]]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for folder, lesson, state in lessons:
            made = LessonCard(lesson, state)
            made.open.clicked.connect(lambda _=False, folder=folder: self.opened.emit(folder))
            made.remove.clicked.connect(lambda _=False, folder=folder: self.removal_wanted.emit(folder))
            self._cards.addWidget(made)
        self._none.setVisible(not lessons)


class LessonCard(QFrame):
    def __init__(self, lesson: Lesson, state: State) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(lesson.title)
        goals = {"repair": self.tr("repair, from scans"), "pairs": self.tr("repair, from pairs"), "style": self.tr("a style")}
        words = filled(self.tr("%1; goes on from “%2”; begun %3"), goals[lesson.goal], lesson.model, when(lesson.begun))
        if lesson.published:
            words += "; " + filled(self.tr("published as “%1”"), lesson.published)
        self.open = button(self.tr("Open"), "open", primary=state == "done" and not lesson.published)
        self.open.setAccessibleName(filled(self.tr("Open “%1”"), lesson.title))
        self.remove = button(self.tr("Throw away…"), "trash")
        self.remove.setAccessibleName(filled(self.tr("Throw away “%1”"), lesson.title))
        title = heading(lesson.title, 1.2)
        title.setWordWrap(False)
        left = QVBoxLayout()
        left.addLayout(row(title, pill(word_of(state))))
        left.addWidget(sentence(words, Role.QUIET))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.addLayout(left, 1)
        inside.addWidget(self.open)
        inside.addWidget(self.remove)
