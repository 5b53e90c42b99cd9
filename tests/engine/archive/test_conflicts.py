"""Where a file that is not ours has the name of a result: it is never written over, whatever is done with the picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.archive.naming import Conflict, Naming
from engine.archive.places import there
from engine.batch import HELD
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import DestinationNotWritable, NameInvalid
from engine.events import JobFinished
from engine.journal.access import FOLDER
from engine.provenance import read_record
from engine.recipe import find_recipe
from tests.engine.small_archive import drawn, photograph, restored, saved, tree

FOREIGN = b"somebody's"


def archive(folder: Path) -> Path:
    """Three pictures, and where the result of the second would go, somebody's file."""
    for left, name in enumerate("abc"):
        saved(folder / "in" / f"{name}.png", photograph(40, 56, left=10 * left))
    (folder / "out").mkdir()
    (folder / "out" / "b.png").write_bytes(FOREIGN)
    return folder


def called(conflict: Conflict, template: str = "{name}") -> Naming:
    return Naming(template=template, conflict=conflict)


@pytest.mark.parametrize(
    ("conflict", "told", "results"),
    [
        ("refuse", "✗ ", ["a.png", "b.png", "c.png"]),
        ("number", "✓ b.png", ["a.png", "b-2.png", "b.png", "c.png"]),
        ("skip", "✓ b.png", ["a.png", "b.png", "c.png"]),
    ],
)
def test_a_file_that_is_there_stays_as_it_is(
    tmp_path: Path, device: Device, conflict: Conflict, told: str, results: list[str]
) -> None:
    archive(tmp_path)
    events = restored(tmp_path / "in", tmp_path / "out", device, naming=called(conflict))
    assert any(line.startswith(told) for line in drawn(events)), drawn(events)
    assert tree(tmp_path / "out") == results
    assert (tmp_path / "out" / "b.png").read_bytes() == FOREIGN
    again = drawn(restored(tmp_path / "in", tmp_path / "out", device, naming=called(conflict)))
    assert again[0] == ("1 queued, 2 done before" if conflict == "refuse" else "0 queued, 3 done before")
    assert tree(tmp_path / "out") == results


def test_a_picture_that_is_skipped_says_why(tmp_path: Path, device: Device) -> None:
    events = restored(archive(tmp_path) / "in", tmp_path / "out", device, naming=called("skip"))
    skipped = next(event for event in events if isinstance(event, JobFinished) and event.result.endswith("b.png"))
    place = tmp_path / "out" / "b.png"
    assert skipped.findings[0].remarks == (f"not done: {place} is there already, and is not as Patina wrote it",)
    assert (skipped.result_bytes, skipped.change) == (len(FOREIGN), 0)


def test_numbers_that_others_have_are_left_to_them(tmp_path: Path, device: Device) -> None:
    saved(archive(tmp_path) / "in" / "b-2.png", photograph(40, 56, left=90))
    (tmp_path / "out" / "b-3.png").write_bytes(FOREIGN)
    restored(tmp_path / "in", tmp_path / "out", device, naming=called("number"))
    assert tree(tmp_path / "out") == ["a.png", "b-2.png", "b-3.png", "b-4.png", "b.png", "c.png"]
    sources = {name: read_record(tmp_path / "out" / name) for name in ("b-2.png", "b-4.png")}
    assert [Path(record.source).name for record in sources.values() if record] == ["b-2.png", "b.png"]


def test_another_template_gives_other_results_beside_the_first(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    restored(tmp_path / "in", tmp_path / "out", device)
    for line in ("1 queued, 0 done before", "0 queued, 1 done before"):
        events = restored(tmp_path / "in", tmp_path / "out", device, naming=called("refuse", "{name}-restored"))
        assert drawn(events)[0] == line
    assert tree(tmp_path / "out") == ["a-restored.png", "a.png"]


@pytest.mark.parametrize(("conflict", "released"), [("number", True), ("refuse", False), ("skip", False)])
def test_a_result_that_waited_goes_beside_what_has_come_meanwhile(
    tmp_path: Path, device: Device, conflict: Conflict, released: bool
) -> None:
    saved(tmp_path / "in" / "a.png")
    engine = Engine(lambda event: None, device)
    batch = engine.open([tmp_path / "in"], find_recipe("restore"), tmp_path / "out", called(conflict), held=True)
    batch.start()
    batch.settle()
    (tmp_path / "out" / "a.png").write_bytes(FOREIGN)
    (entry,) = batch.journal.entries("done")
    if released:
        batch.judge(entry, "accepted")
        assert read_record(tmp_path / "out" / "a-2.png") is not None
    else:
        with pytest.raises(DestinationNotWritable):
            batch.judge(entry, "accepted")
        assert (tmp_path / "out" / FOLDER / HELD / "a.png").exists()
    assert (tmp_path / "out" / "a.png").read_bytes() == FOREIGN
    assert there(batch.place(batch.journal.entries("done")[0]))
    batch.journal.close()
    engine.close()


def test_masks_and_numbers_do_not_go_together(tmp_path: Path, device: Device) -> None:
    engine = Engine(lambda event: None, device)
    box = archive(tmp_path) / "in"
    with pytest.raises(NameInvalid, match="masks have the names of results"):
        engine.submit([box], find_recipe("damaged"), tmp_path / "out", called("number"), tmp_path / "masks")
    engine.close()
