"""Control: lanes rest, end and stop when they are asked to, and others work meanwhile."""

from __future__ import annotations

import threading

import pytest

from engine.control import Control
from engine.errors import Cancelled


def in_thread(work: object) -> threading.Thread:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    return thread


def test_a_lane_that_rests_gives_its_seat_to_another_batch() -> None:
    seats = threading.Semaphore(1)
    resting, other = Control(seats), Control(seats)
    rested, order = threading.Event(), list[str]()

    def long_work() -> bool:
        resting.pause()
        rested.set()
        resting.rest()
        order.append("rested")
        return False

    lane = in_thread(lambda: resting.seated(long_work))
    assert rested.wait(5)

    def short_work() -> bool:
        order.append("other")
        return False

    other.seated(short_work)  # would wait for ever for the only seat
    resting.go_on()
    lane.join(5)
    assert order == ["other", "rested"]


def test_what_is_stopped_is_cancelled_even_while_it_rests() -> None:
    control, cancelled = Control(), threading.Event()
    control.pause()

    def work() -> None:
        try:
            control.rest()
        except Cancelled:
            cancelled.set()

    lane = in_thread(work)
    control.stop()
    lane.join(5)
    assert cancelled.is_set()
    with pytest.raises(Cancelled):
        control.check()


def test_a_batch_that_is_ending_finishes_what_is_under_way_and_begins_nothing() -> None:
    control = Control()
    control.end()
    control.check()
    control.rest()
    assert not control.seated(lambda: pytest.fail("a picture was begun"))
