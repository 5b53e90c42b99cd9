"""What keeps a queue of a million pictures quick, said without a clock: what is counted, walked over and looked up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.archive.found import Named
from engine.archive.presence import Presence
from engine.findings import Finding
from engine.journal.access import FOLDER
from engine.journal.entries import Outcome
from engine.journal.journal import Journal
from engine.journal.reading import STATES

KEY = "0123456789abcdef" * 4
FOUND = Finding("levels", ("tones: changed by 12.0 of 255",)), Finding("restore", ("noise: sigma 9.0",), certainty=0.8)
OUTCOME = Outcome(FOUND, 12.5, 1.5, 30_000_000, 8.25)


def pictures(count: int) -> list[Named]:
    names = [Path(f"box {number // 1000:04}") / f"scan {number:07}.tif" for number in range(count)]
    home = Path("/home/anna/Pictures/Archive of the town")
    return [Named.of(home / name, name, 30_000_000, 1_700_000_000 * 10**9) for name in names]


def begun(folder: Path, count: int) -> Journal:
    journal = Journal(folder)
    journal.begin(KEY, pictures(count))
    return journal


def do_one(journal: Journal, what: Outcome = OUTCOME) -> None:
    entry = journal.start_next()
    assert entry
    journal.finish(entry.id, what)


def outcome(number: int) -> Outcome:
    """As three stages tell of a picture, with figures of its own."""
    share = number * 7919 % 1000 / 1000
    found = (
        Finding("levels", (f"tones: changed by {60 * share:.1f} of 255",), certainty=share),
        Finding("scratches", (f"damage: {9 * share:.2f}% of the picture",), certainty=round(1 - share, 3),
                doubt=f"damage: {2 * share:.2f}% of the picture is doubtful"),
        Finding("restore", ("seen: noise or grain", f"noise: sigma {20 * share:.1f}", "working scale: 1/1"), certainty=0.5,
                doubt=f"noise: {100 * share:.0f}% of the even places have more of it, or less"),
    )  # fmt: skip
    return Outcome(found, 40 * share, 30 * share, 30_000_000 + number, 25 * share)


def asked_of(journal: Journal) -> list[str]:
    """What SQLite is asked from now on."""
    asked: list[str] = []
    journal._connection.set_trace_callback(asked.append)
    return asked


def test_a_queue_that_runs_is_counted_once(tmp_path: Path) -> None:
    journal = begun(tmp_path, 20)
    assert journal.counts() == {"queued": 20}
    asked = asked_of(journal)
    for number in range(1, 10):
        do_one(journal)
        assert journal.counts() == {"queued": 20 - number, "running": 0, "done": number}
        assert journal.bytes_left() == (20 - number) * 30_000_000
    assert not [question for question in asked if "count(" in question or "sum(" in question]
    journal.close()


CHANGES = {
    "take": lambda journal: journal.start_next(),
    "finish": lambda journal: [journal.finish(entry.id, OUTCOME) for entry in journal.entries("running")[:1]],
    "fail": lambda journal: [journal.fail(entry.id, "damaged") for entry in journal.entries("running")[:1]],
    "put back": lambda journal: journal.put_back(*[entry.id for entry in journal.entries("running")[:2]]),
    "retry": lambda journal: journal.retry(),
    "redo": lambda journal: journal.redo([entry.id for entry in journal.entries("done")[:1]], None),
    "remove": lambda journal: journal.remove([entry.id for entry in journal.entries("queued")[:1]]),
    "keep failed": lambda journal: journal.keep_failed(),
    "begin": lambda journal: journal.begin(KEY, pictures(6)),
    "count": lambda journal: journal.counts(),
}


@settings(max_examples=25, deadline=None)
@given(some.lists(some.sampled_from(sorted(CHANGES)), max_size=25))
def test_whatever_happens_the_tally_is_what_a_count_would_be(
    tmp_path_factory: pytest.TempPathFactory, changes: list[str]
) -> None:
    journal = begun(tmp_path_factory.mktemp("many"), 6)
    journal._connection.execute("PRAGMA synchronous = OFF")
    for change in changes:
        CHANGES[change](journal)
    known = journal.counts(), journal.bytes_left()
    counted = {state: len(journal.entries(state)) for state in (*STATES, "removed")}
    assert {state: known[0].get(state, 0) for state in counted} == counted
    assert known[1] == (counted["queued"] + counted["running"]) * 30_000_000
    journal.close()


def test_a_change_that_did_not_reach_the_disk_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begun(tmp_path, 3)
    assert journal.counts() == {"queued": 3}
    monkeypatch.setattr("engine.journal.journal.Journal._known", lambda *_: 1 / 0)  # in the middle of start_next
    with pytest.raises(ZeroDivisionError):
        journal.start_next()
    monkeypatch.undo()
    assert journal.counts() == {"queued": 3}
    journal.close()


@pytest.mark.parametrize(
    ("states", "order"),
    [
        (STATES, "place"),
        (("queued", "running"), "place"),
        (("done",), "place"),
        (("failed",), "place"),
        (("done",), "change"),
        (("done",), "certainty"),
    ],
)
def test_a_page_is_found_in_an_index_and_nothing_is_sorted(tmp_path: Path, states: tuple[str, ...], order: str) -> None:
    journal = begun(tmp_path, 30)
    for _ in range(9):
        do_one(journal)
    asked = asked_of(journal)
    journal.page(5, 10, states, order)
    journal._connection.set_trace_callback(None)
    (question,) = (question for question in asked if "OFFSET" in question)
    plan = journal._connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
    assert [step[-1] for step in plan if "TEMP B-TREE" in step[-1]] == []
    assert "USING COVERING INDEX" in plan[0][-1]
    journal.close()


def test_pages_put_together_are_all_rows_in_the_order_of_the_queue(tmp_path: Path) -> None:
    journal = begun(tmp_path, 57)
    journal.move_first([40, 7])
    journal.remove([50])
    for _ in range(5):
        do_one(journal)
    pages = [entry.id for first in range(0, 60, 10) for entry in journal.page(first, 10, STATES)]
    assert pages == [40, 7, *(one for one in range(1, 58) if one not in (40, 7, 50))]
    waiting = [entry.id for first in range(0, 60, 10) for entry in journal.page(first, 10, ("queued", "running"))]
    assert waiting == [one for one in pages if one not in (40, 7, 1, 2, 3)]
    assert [one for shelf in journal.walk("done") for one in shelf.results.values()] == [1, 2, 3, 7, 40]
    journal.close()


@pytest.mark.parametrize("suffix", [".tif", ".png"])  # as the source, and another
def test_a_picture_takes_less_than_four_hundred_bytes_of_the_journal(tmp_path: Path, suffix: str) -> None:
    count = 10_000
    journal = Journal(tmp_path)
    journal.begin(KEY, (picture._replace(called=picture.name[:-4] + suffix) for picture in pictures(count)))
    journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / FOLDER / "journal.sqlite"
    assert file.stat().st_size / count < 400  # queued
    journal._connection.execute("PRAGMA synchronous = OFF")  # not each needs to reach the disk here
    for number in range(count):
        do_one(journal, outcome(number))
    journal.page(0, 1, ("done",), "certainty")  # makes one index more
    journal.close()
    assert file.stat().st_size / count < 400  # done


def test_a_queue_that_is_opened_again_is_read_and_not_written(tmp_path: Path) -> None:
    journal = begun(tmp_path, 30)
    for _ in range(9):
        do_one(journal)
    asked = asked_of(journal)
    journal.begin(KEY, pictures(30))
    assert not [question for question in asked if question.startswith(("INSERT", "UPDATE", "DELETE"))]
    journal.close()


def test_a_folder_is_listed_once_for_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / name).touch()
    listed: list[str] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: (listed.append(folder), scan(folder))[1])
    presence = Presence()
    assert [presence.there(tmp_path / name) for name in "abcd"] == [True, True, True, False]
    assert not presence.there(tmp_path / "nowhere" / "a")
    assert listed == [str(tmp_path), str(tmp_path / "nowhere")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_a_link_that_leads_nowhere_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "real").touch()
    (tmp_path / "good").symlink_to("real")
    (tmp_path / "gone").symlink_to("lost")
    assert [Presence().there(tmp_path / name) for name in ("good", "gone")] == [True, False]
