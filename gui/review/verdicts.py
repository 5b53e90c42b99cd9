"""Verdicts that can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from gui.review.model import ReviewModel


class Verdict(QUndoCommand):
    """A verdict on one picture or several; taken back, each has what it had before."""

    def __init__(self, model: ReviewModel, jobs: list[int], verdict: str, taken_back: Callable[[int], None]) -> None:
        super().__init__()
        self._model, self._taken_back = model, taken_back
        self._before = {job: given for job, given in model.verdicts(jobs).items() if given != verdict}
        self._after = dict.fromkeys(self._before, verdict)
        self.setObsolete(not self._before)

    def redo(self) -> None:
        self._model.judge(self._after)

    def undo(self) -> None:
        self._model.judge(self._before)
        self._taken_back(next(iter(self._before)))
