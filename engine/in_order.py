"""Work that several threads do at a time, and that is wanted in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(work: Callable[[Item], Result], items: Iterable[Item], crew: Executor, ahead: int) -> Iterator[Result]:
    """What `work` makes of the items, in their order; at most `ahead` of them are under way or wait to be taken.

    Where one fails, or nobody listens any more, those that have not begun are left, and it is waited for the others.
    """
    under_way: deque[Future[Result]] = deque()
    try:
        for item in items:
            under_way.append(crew.submit(work, item))
            if len(under_way) == ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
        wait(under_way)
