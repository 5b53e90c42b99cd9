"""What a thread has read last is not read again."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np

from engine.files.last_read import LastRead
from engine.files.source import Metadata, Shape, Source
from engine.pixels import Box, Samples


class Counted(Source):
    """A ramp, with what was asked of it."""

    def __init__(self) -> None:
        super().__init__(Path("ramp"), Shape(50, 60, 1, False, 16), Metadata())
        self.asked = list[Box]()
        self.closed = False

    def region(self, box: Box) -> Samples:
        self.asked.append(box)
        rows, columns = np.mgrid[box.top : box.bottom, box.left : box.right]
        return (100 * rows + columns)[..., None].astype(np.uint16)

    def close(self) -> None:
        self.closed = True


def test_what_lies_within_the_last_box_is_taken_from_it_and_all_else_is_read() -> None:
    counted, whole = Counted(), Counted().region(Box(0, 0, 50, 60))
    outer, inner, beside = Box(10, 10, 40, 40), Box(12, 10, 30, 40), Box(12, 9, 30, 40)
    with LastRead(counted) as source:
        assert np.array_equal(source.again(inner), whole[12:30, 10:40])
        source.region(outer)
        assert np.array_equal(source.again(inner), whole[12:30, 10:40])
        assert counted.asked == [inner, outer]
        assert np.array_equal(source.again(beside), whole[12:30, 9:40])
        assert np.array_equal(source.again(outer), whole[10:40, 10:40])
        assert counted.asked == [inner, outer, beside]
    assert counted.closed


def test_each_thread_has_its_own() -> None:
    counted = Counted()
    source = LastRead(counted)
    source.region(Box(0, 0, 9, 9))
    other = threading.Thread(target=lambda: (source.region(Box(20, 20, 30, 30)), source.again(Box(0, 0, 9, 9))))
    other.start()
    other.join()
    assert counted.asked == [Box(0, 0, 9, 9), Box(20, 20, 30, 30), Box(0, 0, 9, 9)]
    source.again(Box(0, 0, 9, 9))
    assert len(counted.asked) == 3
