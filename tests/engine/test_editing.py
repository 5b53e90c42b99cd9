"""Editing: what was drawn is kept in a file, worked into the recipe of its picture, and done when the file says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.archive.naming import Naming
from engine.devices.device import Device
from engine.editing import edit_of, edit_path, edited, edits_of, read_edit, route, write_edit
from engine.edits.edit import Area, Edit, Hint, Mark, Stroke
from engine.engine import Engine
from engine.errors import EditInvalid
from engine.events import Event, JobFailed, JobFinished, JobProgressed
from engine.messages.edit_answers import EditRead
from engine.messages.edit_requests import KeepEdit, ReadEdit
from engine.messages.queue_answers import QueueChanged, RowsRead
from engine.messages.requests import ReadRows
from engine.provenance import read_record
from engine.recipe import Recipe
from engine.stage import Stage
from engine.stages.colourise import Colourise
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from engine.stages.retouch import Retouch
from engine.stages.scratches import Scratches
from engine.stages.style import Style
from tests.engine.engine_process import EngineProcess
from tests.engine.small_archive import drawn, hashes, photograph, restored, saved

DOT = Mark(shape=Stroke(points=((0.5, 0.5),), width=0.3))
ERASED = Mark(shape=Stroke(points=((0.2, 0.1), (0.2, 0.9)), width=0.1), erases=True)
SUBJECT = Mark(shape=Area(rings=(((0.1, 0.1), (0.9, 0.1), (0.5, 0.9)), ((0.4, 0.3), (0.6, 0.3), (0.5, 0.5)))))
HINT = Hint(across=0.25, down=0.5, colour="#3060a0")
DRAWN = Edit(marks=(DOT,))
FULL = Edit(marks=(DOT, ERASED), subject=(SUBJECT,), style_on="background", hints=(HINT,))
ALL = Recipe(title="All", stages=(Scratches(), Levels(), Colourise(), Style()), only_needed=True)
TONES = Recipe(title="Tones", stages=(Levels(),))
NAMES = ("a.png", "album/b.png", "c.png")


def stages(edit: Edit, *recipe: Stage) -> tuple[Stage, ...]:
    return edited(Recipe(title="Any", stages=recipe), edit).stages


def test_an_empty_edit_changes_no_recipe_and_another_does() -> None:
    assert (edited(ALL, Edit()), edited(ALL, Edit()).key) == (ALL, ALL.key)
    assert (edited(ALL, FULL).key == ALL.key, edited(ALL, FULL).only_needed) == (False, True)


def test_what_is_to_go_is_covered_behind_the_last_repair_or_first_of_all() -> None:
    retouch = Retouch(marks=(DOT,))
    assert stages(DRAWN, Levels(), Restore()) == (retouch, Levels(), Restore())
    assert stages(DRAWN, Levels(), Scratches(), Restore()) == (Levels(), Scratches(), retouch, Restore())
    assert stages(DRAWN, Scratches(), Levels(), Scratches()) == (Scratches(), Levels(), Scratches(), retouch)


def test_what_is_erased_is_spared_and_by_itself_covers_nothing() -> None:
    kept, both = Scratches(spared=(ERASED,)), (DOT, ERASED)
    assert stages(Edit(marks=both), kept) == (Scratches(spared=(ERASED, *both)), Retouch(marks=both))
    assert stages(Edit(marks=(ERASED,)), Levels(), Scratches()) == (Levels(), kept)
    assert stages(Edit(marks=(ERASED,)), Levels()) == (Levels(),)


def test_a_style_is_told_where_to_paint_and_what_guesses_colours_is_told_those_that_are_known() -> None:
    style, subject, known = Style(styles={"monet": 0.5}), (SUBJECT,), Hint(across=0, down=1, colour="#ffffff")
    there, elsewhere = (Style(styles=style.styles, where=subject, outside=outside) for outside in (False, True))
    assert stages(Edit(subject=subject, style_on="subject"), style) == (there,)
    assert stages(Edit(subject=subject, style_on="background"), style) == (elsewhere,)
    assert stages(Edit(subject=subject), style) == stages(Edit(style_on="background"), style) == (style,)
    assert stages(Edit(hints=(HINT,)), Levels(), Colourise(hints=(known,))) == (Levels(), Colourise(hints=(known, HINT)))


def test_the_way_of_a_picture_is_told_in_sentences() -> None:
    assert [(leg.asked, leg.stage, leg.how) for leg in route(ALL, FULL)] == [
        ("content", "scratches", "damage is found and repaired, except where you erased"),
        ("content", "retouch", "what you marked is covered with what the picture has elsewhere"),
        ("content", "levels", "the whole picture, as the recipe says"),
        ("colour", "colourise", "colours are guessed, led by 1 of your colours"),
        ("style", "style", "everything but the subject is painted"),
    ]
    scratches, _, colourise, style = (leg.how for leg in route(ALL, Edit()))
    assert (scratches, colourise) == ("damage is found and repaired", "colours are guessed")
    assert style == "the whole picture is painted"
    assert list(route(ALL, Edit(subject=(SUBJECT,), style_on="subject")))[-1].how == "the subject alone is painted"


def test_an_edit_comes_back_from_its_file_as_it_was_and_an_empty_one_has_none(tmp_path: Path) -> None:
    path = edit_path(tmp_path, Path("album/b.png"))
    write_edit(Edit(), path)
    assert read_edit(path) == Edit()
    write_edit(FULL, path)
    assert path == tmp_path / "edits" / "album" / "b.png.toml"
    assert read_edit(path) == edit_of(msgspec.to_builtins(FULL)) == FULL
    assert edits_of(tmp_path) == {"album/b.png": path.stat().st_mtime_ns}
    write_edit(Edit(), path)
    assert edits_of(tmp_path) == {}


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    for index, name in enumerate(NAMES):
        saved(tmp_path / "scans" / name, photograph(60, 80, left=100 + 20 * index) * 0.5 + 0.2)
    return tmp_path / "scans"


def test_only_what_was_drawn_on_differs_and_is_done_again(scans: Path, tmp_path: Path, device: Device) -> None:
    plain, out, before = tmp_path / "plain", tmp_path / "out", hashes(scans)
    path = edit_path(out / ".patina", Path("album/b.png"))

    def changed() -> list[str]:
        return [name for name in NAMES if (plain / name).read_bytes() != (out / name).read_bytes()]

    restored(scans, plain, device, TONES)
    write_edit(DRAWN, path)
    restored(scans, out, device, TONES)
    assert changed() == ["album/b.png"]
    recipes = [record.recipe.stages for name in NAMES if (record := read_record(out / name))]
    assert recipes == [TONES.stages, (Retouch(marks=(DOT,)), Levels()), TONES.stages]
    assert drawn(restored(scans, out, device, TONES)) == ["0 queued, 3 done before"]

    times, first = [(out / name).stat().st_mtime_ns for name in NAMES], (out / "album/b.png").read_bytes()
    for edit, differ in ((Edit(marks=(DOT, SUBJECT)), ["album/b.png"]), (Edit(), [])):
        write_edit(edit, path)
        if path.exists():
            os.utime(path, ns=(10**9, 10**9))  # clocks may be too coarse to tell
        assert drawn(restored(scans, out, device, TONES)) == ["1 queued, 2 done before", "✓ b.png"]
        assert (out / "album/b.png").read_bytes() != first
        assert changed() == differ
    assert [(out / name).stat().st_mtime_ns for name in NAMES][::2] == times[::2], "the others were not written again"
    assert hashes(scans) == before


@pytest.mark.parametrize("text", ["marks = [", "brush = 1", "hints = [{across = 2, down = 0, colour = '#000000'}]"])
def test_an_edit_that_cannot_be_read_fails_its_picture_alone(scans: Path, tmp_path: Path, device: Device, text: str) -> None:
    path = edit_path(tmp_path / "out" / ".patina", Path("a.png"))
    path.parent.mkdir(parents=True)
    path.write_text(text)
    events = restored(scans, tmp_path / "out", device, TONES)
    (failed,) = (event for event in events if isinstance(event, JobFailed))
    assert failed.message.startswith("a.png.toml: ")
    assert (failed.hint, failed.traceback) == (EditInvalid.hint, None)
    assert drawn(events)[1:3] == ["✓ b.png", "✓ c.png"]
    path.unlink()
    assert drawn(restored(scans, tmp_path / "out", device, TONES)) == ["1 queued, 2 done before", "✓ a.png"]


def test_what_is_kept_is_done_again_where_that_is_asked(scans: Path, tmp_path: Path) -> None:
    process, result = EngineProcess(), tmp_path / "out" / "a.png"

    def done() -> bytes:
        assert process.wait_for(QueueChanged, lambda event: event.state == "finished").done == 3
        return result.read_bytes()

    def keeping(edit: Edit, again: bool) -> KeepEdit:
        plain: dict[str, Any] = msgspec.to_builtins(edit)
        return KeepEdit(process.number(), "q", first.job, plain, again)

    def rows() -> RowsRead:
        return process.answer(ReadRows(process.number(), "q", 0, 9, (), "place"), RowsRead)

    process.submit("q", scans, tmp_path / "out")
    before, first = done(), rows().rows[0]
    assert process.answer(keeping(DRAWN, again=False), EditRead).route[0].stage == "retouch"
    assert [(row.state, row.edited) for row in rows().rows] == [("done", True), ("done", False), ("done", False)]
    assert result.read_bytes() == before
    answer = process.answer(ReadEdit(process.number(), "q", first.job), EditRead)
    assert (edit_of(answer.edit), answer.source) == (DRAWN, first.source)
    assert [stage["type"] for stage in answer.recipe["stages"]] == ["levels"], "without what was drawn"

    for edit in (DRAWN, Edit()):
        process.tell(keeping(edit, again=True))
        assert process.wait_for(JobFinished).job == first.job
        assert (done() == before) == edit.empty
        assert rows().rows[0].edited != edit.empty

    refused = process.refusal(KeepEdit(process.number(), "q", first.job, {"brush": 1}))
    assert (refused.message[:10], refused.hint) == ("the edit: ", EditInvalid.hint)
    assert process.refusal(ReadEdit(process.number(), "q", 999)).message == "there is no picture 999 in the queue “q”"
    assert process.end() == 0


def test_what_is_drawn_while_a_picture_is_done_is_done_afterwards(scans: Path, tmp_path: Path, device: Device) -> None:
    place = tmp_path / "out" / ".patina" / "edits" / "a.png.toml"
    written: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, JobProgressed) and not written:
            written.append(event)
            write_edit(DRAWN, place)

    engine = Engine(hear, device, lanes=1)
    try:
        engine.submit([scans], TONES, tmp_path / "out").wait()
    finally:
        engine.close()
    record = read_record(tmp_path / "out" / "a.png")
    assert record
    assert record.recipe == edited(TONES, DRAWN)


def test_an_edit_goes_along_where_a_result_gets_a_number(scans: Path, tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "out" / "a.png")
    write_edit(DRAWN, tmp_path / "out" / ".patina" / "edits" / "a.png.toml")
    engine = Engine(lambda _: None, device)
    try:
        engine.submit([scans], TONES, tmp_path / "out", Naming(conflict="number")).wait()
    finally:
        engine.close()
    record = read_record(tmp_path / "out" / "a-2.png")
    assert record
    assert record.recipe == edited(TONES, DRAWN)


NONE = (
    {"type": "area", "rings": [[]]},
    {"type": "stroke", "points": [[float("inf"), 0]], "width": 0.1},
    {"type": "stroke", "points": [[0, float("nan")]], "width": 0.1},
)


@pytest.mark.parametrize("shape", NONE)
def test_shapes_that_are_none_are_refused_in_words(shape: dict[str, Any]) -> None:
    with pytest.raises(EditInvalid, match="marks"):
        edit_of({"marks": [{"shape": shape}]})
