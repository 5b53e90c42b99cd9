"""Watching: how far an evaluation is, for whoever waits for it; and how it is called off.

What is measured lies deep in the suites. It tells nobody in particular: whoever runs the evaluation says who hears of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

from rich.console import Console
from rich.progress import track

from engine.errors import Cancelled

T = TypeVar("T")


class Watcher(NamedTuple):
    told: Callable[[str, int, int], None]
    """Hears what is done, and how many of how many are done; of 0, where nobody knows how many there are."""

    stopped: Callable[[], bool]
    """Whether nobody wants the figures any more."""


_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Generator[None]:
    """Let it hear of everything that is tracked inside, in place of a bar on the error stream."""
    before = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(before)


def tracked(steps: Iterable[T], title: str, count: int | None = None) -> Iterable[T]:
    """The steps, one after the other, while somebody hears how many are done; raises Cancelled between them."""
    watcher = _watcher.get()
    if watcher is None:
        return track(steps, title, count, console=Console(stderr=True), transient=True)
    return _told(steps, title, count or (len(steps) if isinstance(steps, (list, tuple, range)) else 0), watcher)


def tell(title: str, done: int, count: int) -> None:
    """Let whoever watches know; nobody else does."""
    if watcher := _watcher.get():
        watcher.told(title, done, count)


def called_off() -> bool:
    """Whether whoever watches does not want the figures any more."""
    watcher = _watcher.get()
    return watcher is not None and watcher.stopped()


def _told(steps: Iterable[T], title: str, count: int, watcher: Watcher) -> Iterable[T]:
    watcher.told(title, 0, count)
    for done, step in enumerate(steps):
        if watcher.stopped():
            raise Cancelled
        if done:
            watcher.told(title, done, count)
        yield step
        if watcher.stopped():  # before the next one is made, which may take long
            raise Cancelled
    watcher.told(title, count, count)
