"""How a run stands, in a word for the list and in a sentence for its page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.looks.colours import Role
from gui.teach.trainer import State, Trainer
from gui.words import engine_text


def word_of(state: State) -> str:
    return {
        "new": QCoreApplication.translate("States", "not begun"),
        "starting": QCoreApplication.translate("States", "starting"),
        "preparing": QCoreApplication.translate("States", "preparing"),
        "training": QCoreApplication.translate("States", "learning"),
        "paused": QCoreApplication.translate("States", "paused"),
        "stopping": QCoreApplication.translate("States", "stopping"),
        "judging": QCoreApplication.translate("States", "being judged"),
        "done": QCoreApplication.translate("States", "finished"),
        "stopped": QCoreApplication.translate("States", "stopped"),
        "failed": QCoreApplication.translate("States", "cannot go on"),
        "broken": QCoreApplication.translate("States", "ended unexpectedly"),
    }[state]


def sentence_of(trainer: Trainer) -> tuple[str, Role]:
    """What to think of it."""
    match trainer.state:
        case "new" | "starting":
            return QCoreApplication.translate("States", "The trainer starts…"), Role.QUIET
        case "preparing":
            words = QCoreApplication.translate(
                "States", "The pictures are looked through, and some are kept aside for the verdict."
            )
            return words, Role.QUIET
        case "training":
            words = QCoreApplication.translate(
                "States", "It learns. You may use Patina meanwhile, or close it: it goes on, and is here when you come back."
            )
            return words, Role.TEXT
        case "paused":
            return QCoreApplication.translate("States", "It rests, and keeps its place in memory."), Role.TEXT
        case "stopping":
            return QCoreApplication.translate("States", "It saves what it has learnt, and stops…"), Role.QUIET
        case "judging":
            return QCoreApplication.translate(
                "States", "It has learnt enough. Now it is measured, beside the model that you had."
            ), Role.TEXT
        case "done":
            return QCoreApplication.translate("States", "It is finished, and was measured."), Role.GOOD
        case "stopped":
            return QCoreApplication.translate("States", "It was stopped. It goes on from here whenever you like."), Role.TEXT
        case "failed":
            failure = trainer.failure
            words = f"{engine_text(failure.message)}. {engine_text(failure.hint)}" if failure else ""
            return words.replace("..", "."), Role.BAD
        case "broken":
            words = QCoreApplication.translate(
                "States",
                "The trainer ended unexpectedly. “Go on” starts it from what was saved last: at most five minutes are lost.",
            )
            return words, Role.BAD
