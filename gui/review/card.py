"""The facts of a picture under review: what was found, how much it changed, how sure that was, how long it took."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.messages.queue_answers import Row
from gui.amounts import number
from gui.looks.colours import Role, give_role
from gui.looks.pieces import heading, sentence
from gui.queue import words as queue_words
from gui.queue.marks import VERDICT_ROLES
from gui.words import filled

HARDLY, LITTLE, CLEARLY = 2, 6, 15  # change, in 8-bit levels


class Fact(QWidget):
    """A title that stands back, and what it says of the picture; hidden where there is nothing to say."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.text = sentence()
        self.text.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(sentence(title, Role.QUIET))
        layout.addWidget(self.text)

    def tell(self, value: str) -> None:
        self.text.setText(value)
        self.setVisible(bool(value))


class ReviewCard(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = heading("", 1.2)
        self.folder = sentence(role=Role.QUIET)
        self.verdict = sentence()
        self.found = Fact(self.tr("Found and done"))
        self.change = Fact(self.tr("Change"))
        self.certainty = Fact(self.tr("Certainty"))
        self.result = Fact(self.tr("Result"))
        self.time = Fact(self.tr("Time"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.name, self.folder, self.verdict, self.found, self.change, self.certainty, self.result, self.time):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_row(self, row: Row | None) -> None:
        self.setVisible(row is not None)
        if row is None:
            return
        name, folder = queue_words.name_and_folder(row)
        below = _joined(folder, queue_words.what_is_its_own(row))
        self.name.setText(_breakable(name))
        self.folder.setText(_breakable(below))
        self.folder.setVisible(bool(below))
        self.verdict.setText(queue_words.verdict_word(row.verdict))
        give_role(self.verdict, VERDICT_ROLES.get(row.verdict, Role.QUIET))
        megapixels = filled(self.tr("%1 MP"), number(row.megapixels, 1)) if row.megapixels else ""
        self.found.tell("\n".join(queue_words.note_lines(row)))
        self.change.tell(change_in_words(row.change))
        self.certainty.tell(queue_words.certainty(row))
        self.result.tell(_joined(queue_words.size(row.result_bytes), megapixels))
        self.time.tell(queue_words.duration(row.seconds))


def change_in_words(change: float) -> str:
    """Root mean square in 8-bit levels, with a word that says what it means."""
    levels = number(change, 1)
    if change < HARDLY:
        return filled(QCoreApplication.translate("ReviewCard", "hardly (%1 of 255)"), levels)
    if change < LITTLE:
        return filled(QCoreApplication.translate("ReviewCard", "a little (%1 of 255)"), levels)
    if change < CLEARLY:
        return filled(QCoreApplication.translate("ReviewCard", "clearly (%1 of 255)"), levels)
    return filled(QCoreApplication.translate("ReviewCard", "much (%1 of 255)"), levels)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _breakable(text: str) -> str:
    """Names of files are long words: they may break after their usual joints."""
    return "".join(f"{letter}\u200b" if letter in "_-./\\" else letter for letter in text)
