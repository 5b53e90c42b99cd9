"""The card of a model: what it is for, what it shows on a sample picture, what its author allows, and how good it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.messages.answers import ModelDescribed
from gui.amounts import number, size_in_words
from gui.looks.colours import Role, give_role
from gui.looks.pieces import button, heading, pill, row, sentence
from gui.pages.licence import LicenceField
from gui.pages.model_sample import ModelSample
from gui.words import engine_text


class ModelCard(QFrame):
    removal_wanted = Signal(object)
    licence_said = Signal(object, str)
    """The model, and what the user says that its licence is."""

    def __init__(self, model: ModelDescribed) -> None:
        super().__init__()
        self._model = model
        self.licence: LicenceField | None = None
        self.setProperty("card", "true")
        self.setAccessibleName(engine_text(model.title))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        title = heading(engine_text(model.title), 1.2)
        title.setWordWrap(False)
        inside.addLayout(row(title, pill(self.tr("your own") if model.own else self.tr("came with Patina"))))
        inside.addWidget(sentence(engine_text(model.purpose)))
        if not model.sound:
            broken = self.tr("Its weights are missing or not the file that its card describes: it is not used.")
            inside.addWidget(sentence(broken, Role.BAD))
        if model.caution:
            inside.addWidget(sentence(engine_text(model.caution), Role.WARNING))
        self.sample = ModelSample()
        inside.addWidget(self.sample)
        inside.addLayout(self._facts())
        if model.scores:
            inside.addSpacing(6)
            inside.addLayout(self._scores())
        inside.addSpacing(4)
        inside.addLayout(self._buttons())

    def _facts(self) -> QGridLayout:
        model = self._model
        size = self.tr("%1, %2 million parameters")
        facts = {
            self.tr("Author"): model.author,
            self.tr("Learnt from"): engine_text(model.trained_on),
            self.tr("Licence"): self._licence() if model.design else "",
            self.tr("Size"): size.replace("%1", size_in_words(model.bytes)).replace("%2", number(model.parameters / 1e6, 1)),
            self.tr("Weights"): self.tr("checked") if model.sound else self.tr("damaged"),
            self.tr("Styles"): ", ".join(engine_text(style) for style in model.styles),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(1, 1)
        for name, value in facts.items():
            if value:
                _add_row(grid, name, sentence(value) if isinstance(value, str) else value)
        return grid

    def _licence(self) -> LicenceField:
        """What the catalogue says of a model is so; of others the user may know more."""
        model = self._model
        self.licence = LicenceField(model.licence, editable=model.own and not model.author)
        self.licence.said.connect(lambda licence: self.licence_said.emit(model, licence))
        return self.licence

    def _scores(self) -> QGridLayout:
        """On photographs that were never learnt from. Measures from 0 to 1 (shares, correlations) are no dB."""
        scores = self._model.scores
        shares = all(0 <= value <= 1 for pair in scores.values() for value in pair)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(4, 1)
        titles = (self.tr("Photographs it never saw"), self.tr("before"), "", self.tr("after"))
        for column, text in enumerate(titles):
            label = QLabel(text)
            give_role(label, Role.QUIET)
            grid.addWidget(label, 0, column, _side(column))
        for line, (ageing, pair) in enumerate(scores.items(), 1):
            before, after = (number(value, 2) if shares else f"{number(value, 1)} dB" for value in pair)
            better = QLabel(after)
            give_role(better, Role.GOOD if pair[1] > pair[0] else Role.TEXT)
            for column, cell in enumerate((QLabel(engine_text(ageing)), QLabel(before), QLabel("→"), better)):
                grid.addWidget(cell, line, column, _side(column))
        return grid

    def _buttons(self) -> QVBoxLayout:
        show = button(self.tr("Open folder"), "folder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._model.folder)))
        shown: list[QWidget] = [show]
        if self._model.own:
            remove = button(self.tr("Remove…"), "trash")
            remove.clicked.connect(lambda: self.removal_wanted.emit(self._model))
            shown.append(remove)
        below = QVBoxLayout()
        below.addLayout(row(*shown))
        return below


def _add_row(grid: QGridLayout, name: str, value: QWidget) -> None:
    line = grid.rowCount()
    label = QLabel(name)
    give_role(label, Role.QUIET)
    beside = Qt.AlignmentFlag.AlignTop if isinstance(value, QLabel) else Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(label, line, 0, beside)
    grid.addWidget(value, line, 1)


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in (1, 3) else Qt.AlignmentFlag.AlignLeft
