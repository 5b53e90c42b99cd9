"""Work of several threads comes in order, only a little of it ahead, and nothing is left running."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.in_order import in_order


def test_results_come_in_order_however_long_they_take() -> None:
    def square(number: int) -> int:
        time.sleep(0.01 * (number % 3 == 0))
        return number * number

    with ThreadPoolExecutor(3) as crew:
        assert list(in_order(square, range(20), crew, 4)) == [number * number for number in range(20)]


def test_only_a_few_are_ahead() -> None:
    begun: list[int] = []
    with ThreadPoolExecutor(8) as crew:
        results = in_order(begun.append, range(100), crew, 3)
        next(results)
        time.sleep(0.05)
        assert len(begun) <= 3
        list(results)
    assert sorted(begun) == list(range(100))


def test_where_one_fails_the_others_are_left_and_none_is_still_running() -> None:
    running, begun = threading.Semaphore(0), list[int]()

    def work(number: int) -> None:
        begun.append(number)
        if number == 2:
            raise ValueError(number)
        time.sleep(0.02)
        running.release()

    with ThreadPoolExecutor(2) as crew:
        with pytest.raises(ValueError, match="2"):
            list(in_order(work, range(100), crew, 8))
        ended = len(begun)
        time.sleep(0.05)
        assert len(begun) == ended < 20
        for _ in range(ended - 1):
            assert running.acquire(blocking=False)
