"""The journal: what is done stays done, and the rest is done, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.archive.address import on_disk
from engine.archive.found import Named
from engine.errors import DestinationNotWritable
from engine.findings import Finding
from engine.journal.access import FOLDER
from engine.journal.entries import Entry, Outcome
from engine.journal.journal import Journal
from engine.journal.packing import unpacked

FOUND = Finding("levels", ("tones: as they should be",), certainty=0.9), Finding("restore", ("noise: 9",), certainty=0.4)
PICTURES = [Named.of(Path(f"/in/{name}.tif"), Path(f"{name}.tif"), 100, 1) for name in "abcd"]


def begun(folder: Path, pictures: list[Named] = PICTURES, job: str = "job") -> Journal:
    journal = Journal(folder)
    journal.begin(job, pictures)
    return journal


def drawn(journal: Journal) -> list[str]:
    """The pictures of this run by state."""
    return [
        f"{state}: {' '.join(on_disk(entry.source).stem for entry in entries)}"
        for state in ("queued", "running", "done", "failed")
        if (entries := journal.entries(state))
    ]


def taken(journal: Journal) -> Entry:
    entry = journal.start_next()
    assert entry is not None
    return entry


def three_states(folder: Path) -> Journal:
    """a done, b failed, c under way, d waiting."""
    journal = begun(folder)
    journal.finish(taken(journal).id, Outcome())
    journal.fail(taken(journal).id, "damaged")
    taken(journal)
    return journal


def test_pictures_go_from_queued_over_running_to_done_or_failed(tmp_path: Path) -> None:
    journal = three_states(tmp_path)
    assert drawn(journal) == ["queued: d", "running: c", "done: a", "failed: b"]
    journal.close()


def test_after_a_crash_what_is_done_stays_done_and_the_rest_is_queued(tmp_path: Path) -> None:
    crashed = three_states(tmp_path / "before")
    copy = tmp_path / "after" / FOLDER
    copy.mkdir(parents=True)
    for file in (tmp_path / "before" / FOLDER).iterdir():  # as the disk stands at this moment, log and all
        if not file.name.endswith("-shm"):
            (copy / file.name).write_bytes(file.read_bytes())
    crashed.close()
    journal = begun(tmp_path / "after")
    assert drawn(journal) == ["queued: b c d", "done: a"]
    journal.close()


def test_a_source_that_has_changed_is_queued_again(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    for _ in PICTURES:
        journal.finish(taken(journal).id, Outcome())
    journal.close()
    a, b, *others = PICTURES
    journal = begun(tmp_path, [a._replace(bytes=101), b._replace(changed=2), *others])
    assert drawn(journal) == ["queued: a b", "done: c d"]
    journal.close()


def test_another_recipe_is_another_job(tmp_path: Path) -> None:
    three_states(tmp_path).close()
    journal = begun(tmp_path, job="another")
    assert drawn(journal) == ["queued: a b c d"]
    journal.close()


def test_what_another_recipe_has_replaced_is_done_no_more(tmp_path: Path) -> None:
    for job in ("one", "other"):
        journal = begun(tmp_path, job=job)
        journal.finish(taken(journal).id, Outcome())
        journal.close()
    journal = begun(tmp_path, job="one")
    assert drawn(journal) == ["queued: a b c d"]
    journal.close()


def test_pictures_of_earlier_runs_that_are_not_named_now_wait(tmp_path: Path) -> None:
    begun(tmp_path).close()
    journal = begun(tmp_path, PICTURES[2:])
    assert drawn(journal) == ["queued: c d"]
    assert [on_disk(taken(journal).source).stem for _ in range(2)] == ["c", "d"]
    assert journal.start_next() is None
    journal.close()


def test_what_is_done_stays_done_though_a_call_between_did_not_name_it(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.finish(taken(journal).id, Outcome())
    journal.begin("job", PICTURES[2:])
    assert (drawn(journal), journal.counts()) == (["queued: c d"], {"queued": 2})
    journal.begin("job", PICTURES)
    assert drawn(journal) == ["queued: b c d", "done: a"]
    journal.close()


def test_recipes_of_their_own_are_told_apart_and_taken_back(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.redo([1, 2, 3], "one")
    journal.redo([2], "other")
    journal.redo([3], None)
    assert [entry.own for entry in journal.entries("queued")] == ["one", "other", None, None]
    journal.close()


def test_a_picture_keeps_the_name_of_its_result(tmp_path: Path) -> None:
    begun(tmp_path).close()
    journal = begun(tmp_path, [picture._replace(called=f"other-{picture.name}") for picture in PICTURES])
    assert [entry.result.name for entry in journal.entries("queued")] == ["a.tif", "b.tif", "c.tif", "d.tif"]
    journal.close()


def test_two_lanes_never_take_the_same_picture(tmp_path: Path) -> None:
    journal = begun(tmp_path, [Named.of(Path(f"/in/{n}.tif"), Path(f"{n}.tif"), 1, 1) for n in range(40)])
    seen: list[int] = []

    def lane() -> None:
        while entry := journal.start_next():
            seen.append(entry.id)
            journal.finish(entry.id, Outcome())

    lanes = [threading.Thread(target=lane) for _ in range(4)]
    for thread in lanes:
        thread.start()
    for thread in lanes:
        thread.join()
    assert len(seen) == len(set(seen)) == 40
    journal.close()


@pytest.mark.skipif(sys.platform != "linux", reason="this system's names are Unicode")
def test_names_and_messages_that_are_no_utf_8_survive(tmp_path: Path) -> None:
    name = os.fsdecode(b"gro\xdfvater.tif")
    journal = begun(tmp_path, [Named.of(Path("/in") / name, Path(name), 1, 1)])
    entry = taken(journal)
    assert (entry.source, entry.result) == (Path("/in") / name, Path(name))
    journal.fail(entry.id, f"{name} is damaged")
    journal.close()
    journal = Journal(tmp_path)
    (entry,) = journal.entries("failed")
    assert (entry.source, entry.message) == (Path("/in") / name, r"gro\udcdfvater.tif is damaged")
    journal.close()


def test_a_second_process_is_refused_in_words(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from engine.errors import DestinationNotWritable; from engine.journal.journal import Journal\n"
        "try: Journal(Path(sys.argv[1]))\n"
        "except DestinationNotWritable as error: print(error, error.hint)\n"
    )  # fmt: skip
    second = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert f"another Patina is at work in {tmp_path} Wait until it has ended" in second.stdout
    assert drawn(journal) == ["queued: a b c d"]
    journal.close()


def test_when_the_first_has_closed_the_next_may_begin(tmp_path: Path) -> None:
    begun(tmp_path).close()
    second = begun(tmp_path)
    assert drawn(second) == ["queued: a b c d"]
    second.close()


def overwritten(file: Path, start: int, length: int) -> None:
    content = bytearray(file.read_bytes())
    content[start : start + length] = b"\xa5" * len(content[start : start + length])
    file.write_bytes(content)


@pytest.mark.parametrize(("start", "length"), [(0, 100), (0, 100_000), (4096 + 8, 4000), (2 * 4096, 4096)])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(tmp_path: Path, start: int, length: int) -> None:
    begun(tmp_path, [Named.of(Path(f"/in/{n}.tif"), Path(f"{n}.tif"), 1, 1) for n in range(500)]).close()
    file = tmp_path / FOLDER / "journal.sqlite"
    overwritten(file, start, length)
    journal = begun(tmp_path)
    assert drawn(journal) == ["queued: a b c d"]
    assert file.with_name("journal.sqlite.damaged").exists()
    journal.close()


def test_a_destination_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DestinationNotWritable, match="file"):
        Journal(tmp_path / "file")


def test_a_journal_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / FOLDER / "journal.sqlite").mkdir(parents=True)
    with pytest.raises(DestinationNotWritable, match="the journal cannot be written"):
        Journal(tmp_path)


def test_what_is_known_of_a_result_stands_in_its_entry(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    first = taken(journal)
    journal.finish(first.id, Outcome(FOUND, 12.5, 3.0, 4567, 8.25))
    journal.judge(first.id, "accepted", held=False)
    [entry] = journal.page(0, 5, ("done",))
    assert (unpacked(entry.found), entry.certainty) == (FOUND, 0.4)
    assert (entry.message, entry.megapixels, entry.seconds) == ("", 12.5, 3.0)
    assert (entry.result_bytes, entry.change, entry.verdict) == (4567, 8.25, "accepted")
    journal.close()


def test_pictures_are_done_in_the_order_that_they_were_moved_to(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    a, b, _, d = journal.entries("queued")
    journal.move_first([d.id])
    journal.move_first([b.id, a.id])
    assert drawn(journal) == ["queued: b a d c"]
    assert taken(journal).id == b.id
    assert [on_disk(entry.source).stem for entry in journal.page(1, 2, ("queued",))] == ["d", "c"]
    journal.close()


def test_what_was_taken_out_stays_out_for_the_window_and_comes_back_for_a_command(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.remove([journal.entries("queued")[1].id])
    journal.begin("job", PICTURES, keep_removed=True)
    assert drawn(journal) == ["queued: a c d"]
    journal.begin("job", PICTURES)
    assert drawn(journal) == ["queued: a b c d"]
    journal.close()


def test_the_least_certain_come_first_and_those_that_nobody_knows_of_last(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    for certainty in (0.9, None, 0.2):
        journal.finish(taken(journal).id, Outcome((Finding("restore", certainty=certainty),)))
    assert [on_disk(entry.source).stem for entry in journal.page(0, 9, ("done",), "certainty")] == ["c", "a", "b"]
    assert [on_disk(entry.source).stem for entry in journal.page(1, 1, ("done",), "certainty")] == ["a"]
    journal.close()


def test_a_result_is_renamed_unless_another_has_that_name(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    first = taken(journal)
    assert not journal.rename(first.id, Path("b.tif"))
    assert journal.rename(first.id, Path("a-2.tif"))
    journal.close()
    again = begun(tmp_path)
    assert again.page(0, 1, ("queued",))[0].result.name == "a-2.tif"
    again.close()
