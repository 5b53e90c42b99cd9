"""How long an archive takes on so many machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cluster.reckoning import Assumptions, duration, journal_rate, table
from engine.errors import DestinationNotWritable
from tests.engine.small_archive import main_program


def test_ten_machines_do_ten_times_as_much_until_the_journal_bounds_them() -> None:
    assumed = Assumptions(speed=2.0, megapixels=10.0, storage=0.25, journal=3.0)
    assert [assumed.rate(count) for count in (1, 10, 100)] == pytest.approx([0.15, 1.5, 3.0])
    assert assumed.unbounded(100) == pytest.approx(15.0)


def test_the_table_says_where_the_journal_bounds() -> None:
    drawn = table(Assumptions(speed=2.0, megapixels=10.0, storage=0.25, journal=3.0), (1, 100), (1_000_000,))
    assert drawn.splitlines() == [
        "| machines | pictures a second | 1,000,000 scans |",
        "| --- | --- | --- |",
        "| 1 | 0.15 | 77.2 days |",
        "| 100 | 3* | 3.9 days |",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(90, "2 minutes"), (3600 * 5.25, "5.2 hours"), (86_400 * 500, "500 days"), (86_400 * 365.25 * 123.4, "123 years")],
)
def test_durations_are_told_in_units_that_fit(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_journal_is_measured_where_it_will_lie_and_leaves_nothing_there(tmp_path: Path) -> None:
    assert journal_rate(tmp_path) > 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DestinationNotWritable):
        journal_rate(tmp_path / "nowhere")


def test_the_command_reckons_and_refuses_what_cannot_be() -> None:
    done = main_program("machines", "--speed", "2", "--count", "1", "10", "--scans", "1000")
    assert done.stdout.decode().count("\n") == 4
    assert main_program("machines", "--speed", "0").returncode == 2
    assert main_program("machines", "--speed", "1", "--storage", "1").returncode == 2
