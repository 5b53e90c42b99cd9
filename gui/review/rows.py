"""The pictures that are to be reviewed, as they stood when they were read: their order, their verdicts, and their rows."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import msgspec

from engine.messages.queue_answers import Row

Order = Literal["change", "certainty"]
"""The most changed first, or the least certain."""

Shown = Literal["all", "open", "accepted", "rejected"]
VERDICTS = ("", "accepted", "rejected")
WANTED: dict[Shown, bytes] = {"all": bytes((0, 1, 2)), "open": bytes((0,)), "accepted": bytes((1,)), "rejected": bytes((2,))}
PAGE = 200  # rows that are packed together

_decoder = msgspec.msgpack.Decoder(tuple[Row, ...])


class ReviewRows:
    """Rows are kept packed: those of a hundred thousand pictures, whose paths are much alike, take a few megabytes."""

    def __init__(self) -> None:
        self.jobs = array("q")
        self._verdicts = bytearray()
        self._packed: list[bytes] = []
        self._open: list[Row] = []  # not yet a whole page
        self._unpacked = lru_cache(maxsize=8)(self._unpack)

    def __len__(self) -> int:
        return len(self.jobs)

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.jobs.append(row.job)
            self._verdicts.append(VERDICTS.index(row.verdict))
            self._open.append(row)
            if len(self._open) == PAGE:
                self._packed.append(zlib.compress(msgspec.msgpack.encode(self._open), 1))
                self._open = []

    def row(self, place: int) -> Row:
        page, at = divmod(place, PAGE)
        row = self._open[at] if page == len(self._packed) else self._unpacked(page)[at]
        return msgspec.structs.replace(row, verdict=self.verdict(place))

    def verdict(self, place: int) -> str:
        return VERDICTS[self._verdicts[place]]

    def judge(self, place: int, verdict: str) -> None:
        self._verdicts[place] = VERDICTS.index(verdict)

    def places(self, shown: Shown) -> array[int]:
        """Where those pictures are, in the order in which they were read."""
        wanted = WANTED[shown]
        return array("q", (place for place, verdict in enumerate(self._verdicts) if verdict in wanted))

    def place_of(self, job: int) -> int | None:
        try:
            return self.jobs.index(job)
        except ValueError:
            return None

    def judged(self) -> int:
        return len(self) - self._verdicts.count(0)

    def _unpack(self, page: int) -> tuple[Row, ...]:
        return _decoder.decode(zlib.decompress(self._packed[page]))
