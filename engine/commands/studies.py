"""A study: an evaluation or a comparison, run for a person at a terminal, or for a program that shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from engine.commands.progress import JsonLines
from engine.commands.stopping import asked_to_stop, stop_with_input
from engine.errors import AppError, Cancelled
from engine.evaluation.watching import Watcher, watched
from engine.events import StudyFailed, StudyFinished, StudyProgressed

T = TypeVar("T")


def studied(work: Callable[[], T], page: Path, json: bool, attended: bool) -> T | None:
    """What the work makes; None where it was called off. Its report is `page`.

    With `json`, lines of JSON say what is done, that it is finished, or why it failed. If it is `attended`, it ends when
    standard input does.
    """
    stop = Event()
    if attended:
        stop_with_input(stop.set)
    if not json:
        return work()
    with JsonLines() as log, asked_to_stop(stop.set):
        try:
            watcher = Watcher(lambda title, done, count: log.hear(StudyProgressed(title, done, count)), stop.is_set)
            with watched(watcher):
                made = work()
        except Cancelled:
            return None
        except AppError as error:
            log.hear(StudyFailed(str(error), error.hint))
            raise
        log.hear(StudyFinished(str(page)))
    return made
