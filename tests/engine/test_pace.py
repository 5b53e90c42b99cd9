"""Pace: time counts only while there is work, and nothing is said before something is known."""

from __future__ import annotations

import pytest

from engine.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_time_left_is_judged_by_bytes_and_rests_do_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.left(1000) is None
    pace.work()
    clock.now += 10
    pace.add(size=500, megapixels=20)
    pace.rest()
    clock.now += 3600
    assert pace.seconds == 10
    assert pace.megapixels_per_second == pytest.approx(2)
    assert pace.left(1000) == pytest.approx(20)
    pace.work()
    pace.work()  # twice does no harm
    clock.now += 10
    pace.add(size=500)  # one that failed takes time too
    assert pace.left(1000) == pytest.approx(20)
    assert pace.left(0) == 0
