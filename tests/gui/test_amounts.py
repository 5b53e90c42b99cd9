from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from gui.amounts import number, size_in_words, time_in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "not known yet"),
        (20, "less than a minute"),
        (60, "about 1 min"),
        (59 * 60, "about 59 min"),
        (3600, "about 1 h"),
        (4200, "about 1 h 10 min"),
        (7190, "about 2 h"),
        (36 * 3600, "about 36 h"),
        (5 * 86400, "about 5.0 days"),
    ],
)
def test_a_time_is_said_no_finer_than_anybody_can_know_it(seconds: float, words: str):
    assert time_in_words(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0.0 kB"), (2_480_512, "2.5 MB"), (9_100_000_000, "9.1 GB"), (250_000_000_000, "250 GB"), (3 * 10**18, "3,000 PB")],
)
def test_bytes_are_said_as_disks_are_sold(count: int, words: str):
    assert size_in_words(count) == words


def test_numbers_are_written_as_the_windows_language_does():
    assert number(9310.4) == "9,310"
    QLocale.setDefault(QLocale("de_DE"))
    assert number(9310.46, 1) == "9.310,5"
