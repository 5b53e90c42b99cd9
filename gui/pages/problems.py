"""The page of problems: what happened, what to do about it, and a report to copy where it is our fault."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout

from gui.looks.colours import Role
from gui.looks.icons import pixmap
from gui.looks.pieces import GAP, Column, button, heading, pill, row, sentence
from gui.problems import Problem, Problems
from gui.words import engine_text

SHOWN = 100  # cards at most; more are counted
CALM = 150  # milliseconds between two changes of the page, however many pictures fail
LINES = 12  # of details that are seen at once


class ProblemsPage(Column):
    restart_wanted = Signal()
    """The engine, which has ended for good, is to be started again."""

    def __init__(self, problems: Problems) -> None:
        super().__init__()
        self._problems = problems
        self._cards: dict[tuple[str, ...], ProblemCard] = {}
        self._empty = sentence(self.tr("Nothing went wrong so far."), Role.QUIET)
        self._more = sentence("", Role.QUIET)
        self._clear = button(self.tr("Clear"), "trash")
        self._clear.setToolTip(self.tr("Forget these problems; pictures and queues stay as they are"))
        self._clear.clicked.connect(problems.clear)
        self._restart = button(self.tr("Start again"), "again", primary=True)
        self._restart.setToolTip(self.tr("Start the engine again; the queues go on"))
        self._restart.clicked.connect(self.restart_wanted)
        self._restart.clicked.connect(self._restart.hide)
        self._below = QVBoxLayout()
        self._below.setSpacing(GAP)
        self._build()
        self._later = QTimer(self, singleShot=True, interval=CALM)
        self._later.timeout.connect(self._show_all)
        problems.changed.connect(self._soon)
        self._show_all()

    def _build(self) -> None:
        top = row(heading(self.tr("Problems")), stretch=False)
        top.addStretch(1)
        top.addWidget(self._restart)
        top.addWidget(self._clear)
        self.inside.addLayout(top)
        self.inside.addWidget(self._empty)
        self.inside.addLayout(self._below)
        self.inside.addWidget(self._more)
        self.inside.addStretch(1)

    def _soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _show_all(self) -> None:
        found = self._problems.all()
        shown = {problem.key: problem for problem in found[:SHOWN]}
        for key in self._cards.keys() - shown.keys():
            self._cards.pop(key).deleteLater()
        for place, (key, problem) in enumerate(shown.items()):
            known = self._cards.get(key)
            if known is None:
                known = self._cards[key] = ProblemCard(problem)
            else:
                known.show_problem(problem)
            if self._below.indexOf(known) != place:
                self._below.insertWidget(place, known)
        older = len(found) - len(shown)
        self._more.setText(self.tr("and %Ln older one(s)", "", older))
        self._more.setVisible(older > 0)
        self._restart.setVisible(self._problems.down)
        self._empty.setVisible(not found)
        self._clear.setEnabled(bool(found))


class ProblemCard(QFrame):
    """One problem; ours has a report and details."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self._problem = problem
        self.setProperty("card", "true")
        self._mark = QLabel()
        self._count, self._when = pill(""), sentence("", Role.QUIET)
        self._when.setWordWrap(False)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(16, 12, 16, 12)
        sides.setSpacing(10)
        sides.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        sides.addLayout(inside, 1)
        top = row(stretch=False)
        top.addWidget(sentence(engine_text(problem.message)), 1)
        top.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(top)
        if problem.hint:
            inside.addWidget(sentence(engine_text(problem.hint), Role.QUIET))
        if problem.kind == "bug":
            self._add_report(inside)
        self.show_problem(problem)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.show_problem(self._problem)  # its mark is in the colours of the theme
        super().changeEvent(event)

    def show_problem(self, problem: Problem) -> None:
        """The same problem, with today's count and time."""
        self._problem = problem
        self._count.setText(self.tr("%Ln times", "", problem.count))
        self._count.setVisible(problem.count > 1)
        self._when.setText(QLocale().toString(QTime(problem.when.hour, problem.when.minute), QLocale.FormatType.ShortFormat))
        name, role = {"picture": ("warning", Role.WARNING), "bug": ("problems", Role.BAD), "device": ("device", Role.QUIET)}[
            problem.kind
        ]
        side = self.fontMetrics().height()
        self._mark.setPixmap(pixmap(name, role, side, self.devicePixelRatioF()))

    def _add_report(self, inside: QVBoxLayout) -> None:
        copy, details = button(self.tr("Copy report"), "copy"), button(self.tr("Details"), "down", flat=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._problem.report()))
        details.setCheckable(True)
        self._text = QPlainTextEdit(self._problem.report(), readOnly=True)
        self._text.setAccessibleName(self.tr("Details"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * LINES)
        self._text.setTabChangesFocus(True)
        self._text.hide()
        details.toggled.connect(self._text.setVisible)
        inside.addLayout(row(copy, details))
        inside.addWidget(self._text)
