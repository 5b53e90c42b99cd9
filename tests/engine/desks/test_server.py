"""The engine's process: the window asks, it answers; queues are opened, begun, paused, ended, changed and judged."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import pytest

import engine.messages.requests as asked
from engine.desks.desks import DESKS, Services, places
from engine.events import Event, JobFailed, JobFinished
from engine.messages.answers import (
    Counted,
    Described,
    DevicesMeasured,
    Examined,
    ModelImported,
    ModelShown,
    PictureMade,
    PictureMeasured,
    PreviewPainted,
    RequestFailed,
)
from engine.messages.queue_answers import QueueChanged, RowsRead
from engine.messages.requests import (
    Cancel,
    Close,
    Describe,
    Examine,
    ImportModel,
    Judge,
    KeepFailed,
    MakeThumbnail,
    Measure,
    MeasureDevices,
    Move,
    PaintSmall,
    Pause,
    Preview,
    ReadRows,
    ReadTile,
    Redo,
    Remove,
    Resume,
    Retry,
    ShowModel,
    Stop,
)
from engine.messages.wire import ASKED
from engine.names import path_of, uri_of
from engine.paths import user_models
from tests import quiet_devices
from tests.engine.engine_process import RESTORE, TONES, EngineProcess
from tests.engine.importing.foreign import saved_graph
from tests.engine.small_archive import decoded, enlarged, hashes, photograph, saved, small_archive, tree


@pytest.fixture(scope="module")
def process() -> Iterator[EngineProcess]:
    started = EngineProcess()
    yield started
    assert started.end() == 0


def faded(folder: Path, count: int, side: int = 160) -> Path:
    """Pictures that `levels` has something to do with, in each of their parts."""
    for index in range(count):
        picture = photograph(side, side, left=40 + index) * np.array([0.5, 0.45, 0.4]) + np.array([0.2, 0.22, 0.2])
        saved(folder / f"{index:03}.png", picture.astype(np.float32))
    return folder


def rows(process: EngineProcess, queue: str, *states: str, order: str = "place") -> RowsRead:
    return process.answer(ReadRows(process.number(), queue, 0, 1000, states, order), RowsRead)


def drawn(process: EngineProcess, queue: str) -> list[str]:
    marks = {"queued": "…", "running": "▶", "done": "✓", "failed": "✗"}
    return [f"{marks[row.state]} {row.name}{f' {row.verdict}' if row.verdict else ''}" for row in rows(process, queue).rows]


def shown(uri: str) -> np.ndarray[Any, Any]:
    return decoded(path_of(uri))


def finished(process: EngineProcess, queue: str) -> QueueChanged:
    return process.wait_for(QueueChanged, lambda event: event.queue == queue and event.state in ("finished", "stopped"))


def test_it_describes_stages_recipes_models_and_devices(process: EngineProcess) -> None:
    told = process.answer(Describe(process.number()), Described)
    options = next(stage.options for stage in told.stages if stage.name == "restore")
    strength = next(option for option in options if option.name == "strength")
    assert (strength.kind, strength.least, strength.most, strength.default) == ("number", 0, 1, 1)
    assert {"restore", "damaged"} <= {recipe.name for recipe in told.recipes}
    assert all(recipe.about and recipe.recipe["stages"] for recipe in told.recipes)
    restorer = next(model for model in told.models if model.id == "restorer")
    assert restorer.sound
    assert not restorer.own
    assert 1e6 < restorer.parameters < restorer.bytes
    assert [device.name for device in told.devices if device.best] == ["cpu"]
    assert ".tiff" in told.suffixes


def test_a_queue_runs_to_its_end_and_its_rows_tell_what_was_found(process: EngineProcess, tmp_path: Path) -> None:
    small_archive(tmp_path / "in")
    (tmp_path / "in" / "letter.jpg").write_text("no picture")
    process.submit("one", tmp_path / "in", tmp_path / "out")
    end = finished(process, "one")
    assert (end.state, end.done, end.failed, end.queued) == ("finished", 6, 1, 0)
    seen = {row.name: row for row in rows(process, "one").rows}
    assert [finding.stage for finding in seen["a.tif"].findings] == ["levels"]
    assert seen["a.tif"].findings[0].remarks[0].startswith("tones")
    assert seen["a.tif"].certainty == seen["a.tif"].findings[0].certainty
    assert seen["a.tif"].result_bytes == path_of(seen["a.tif"].result).stat().st_size
    assert "not a picture" in seen["letter.jpg"].note
    assert seen["letter.jpg"].hint
    assert len(tree(tmp_path / "out")) == 6


def test_a_queue_that_is_only_opened_waits_for_its_beginning(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("resting", faded(tmp_path / "in", 2), tmp_path / "out", begin=False)
    assert process.wait_for(QueueChanged).state == "resting"
    assert drawn(process, "resting") == ["… 000.png", "… 001.png"]
    process.tell(Resume("resting"))
    assert finished(process, "resting").done == 2


def test_pictures_are_moved_removed_and_done_again_with_a_recipe_of_their_own(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("changed", faded(tmp_path / "in", 4), tmp_path / "out", begin=False)
    process.wait_for(QueueChanged)
    first, second, third, fourth = (row.job for row in rows(process, "changed").rows)
    process.tell(Move("changed", (fourth, second)))
    process.tell(Remove("changed", (third,)))
    process.wait_for(QueueChanged, lambda event: event.queued == 3)
    assert drawn(process, "changed") == ["… 003.png", "… 001.png", "… 000.png"]
    process.tell(Resume("changed"))
    assert finished(process, "changed").done == 3
    before = decoded(tmp_path / "out" / "000.png")

    process.tell(Redo("changed", (first,), {"title": "Nothing", "stages": [{"type": "levels", "strength": 0.0}]}))
    process.wait_for(JobFinished)
    finished(process, "changed")
    after, original = decoded(tmp_path / "out" / "000.png"), decoded(tmp_path / "in" / "000.png")
    assert not np.array_equal(before, original)
    assert np.array_equal(after, original)
    assert next(row for row in rows(process, "changed").rows if row.job == first).own

    process.submit("changed", tmp_path / "in", tmp_path / "out")  # opened again: what was taken out stays out
    finished(process, "changed")
    assert drawn(process, "changed") == ["✓ 003.png", "✓ 001.png", "✓ 000.png"]
    assert np.array_equal(decoded(tmp_path / "out" / "000.png"), original)


def test_failed_pictures_are_tried_again_and_the_others_can_be_taken_out(process: EngineProcess, tmp_path: Path) -> None:
    faded(tmp_path / "in", 2)
    (tmp_path / "in" / "x.png").write_bytes(b"not yet")
    process.submit("failing", tmp_path / "in", tmp_path / "out")
    process.wait_for(JobFailed)
    finished(process, "failing")
    process.tell(KeepFailed("failing"))
    process.wait_for(QueueChanged, lambda event: event.done == 0)
    assert drawn(process, "failing") == ["✗ x.png"]
    saved(tmp_path / "in" / "x.png")
    process.tell(Retry("failing"))
    process.wait_for(JobFinished)
    finished(process, "failing")
    assert drawn(process, "failing") == ["✓ x.png"]


def test_a_paused_queue_rests_and_another_one_runs_meanwhile(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("slow", faded(tmp_path / "slow", 8, 300), tmp_path / "out", RESTORE)
    process.wait_for(JobFinished)
    process.tell(Pause("slow"))
    paused = process.wait_for(QueueChanged, lambda event: event.state == "paused")
    process.submit("quick", faded(tmp_path / "quick", 2), tmp_path / "out2")
    assert finished(process, "quick").done == 2
    now = process.wait_for(QueueChanged, lambda event: event.queue == "slow")
    assert now.state == "paused"
    assert now.done <= paused.done + 2  # what was at its last tile
    process.tell(Resume("slow"))
    assert finished(process, "slow").done == 8


def test_stopping_after_the_pictures_under_way_loses_nothing_and_it_goes_on(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("stopped", faded(tmp_path / "in", 8, 300), tmp_path / "out", RESTORE)
    process.wait_for(JobFinished)
    process.tell(Stop("stopped"))
    end = finished(process, "stopped")
    assert end.state == "stopped"
    assert end.running == 0
    assert end.done + end.queued == 8
    assert end.queued > 0
    process.tell(Resume("stopped"))
    assert finished(process, "stopped").done == 8


def test_a_closed_queue_lets_go_of_its_folder(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("closed", faded(tmp_path / "in", 6, 400), tmp_path / "out", RESTORE)
    process.wait_for(QueueChanged)
    process.tell(Close("closed"))
    process.submit("heir", tmp_path / "in", tmp_path / "out", RESTORE)
    assert finished(process, "heir").done == 6
    assert process.refusal(ReadRows(process.number(), "closed", 0, 1)).message == "there is no queue “closed”"


def test_held_results_are_released_when_they_are_accepted_and_never_over_another_file(
    process: EngineProcess, tmp_path: Path
) -> None:
    process.submit("held", faded(tmp_path / "in", 3), tmp_path / "out", held=True)
    finished(process, "held")
    assert tree(tmp_path / "out") == []
    most_changed = rows(process, "held", order="change").rows
    assert [row.change for row in most_changed] == sorted((row.change for row in most_changed), reverse=True)
    assert all(row.change > 1 for row in most_changed)
    assert path_of(most_changed[0].result).exists()

    first, second, third = (row.job for row in rows(process, "held").rows)
    saved(tmp_path / "out" / "001.png")
    foreign = hashes(tmp_path / "out")["001.png"]
    process.tell(Judge("held", (first,), "accepted"))
    process.tell(Judge("held", (third,), "rejected"))
    assert "there already" in process.refusal(Judge("held", (second,), "accepted")).message
    assert drawn(process, "held") == ["✓ 000.png accepted", "✓ 001.png", "✓ 002.png rejected"]
    assert tree(tmp_path / "out") == ["000.png", "001.png"]
    assert hashes(tmp_path / "out")["001.png"] == foreign
    assert (tmp_path / "out" / "000.png.json").exists()


def test_what_cannot_be_begun_is_told_in_words(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("nowhere", tmp_path / "not there", tmp_path / "out")
    told = process.wait_for(QueueChanged, lambda event: event.queue == "nowhere")
    assert told.state == "stopped"
    assert "is not there" in told.message
    faded(tmp_path / "in", 1)
    process.submit("wrong", tmp_path / "in", tmp_path / "out", {"title": "Later", "format": 7, "stages": [{"type": "levels"}]})
    assert "format" in finished(process, "wrong").message
    process.write(b'{"type": "Dance"}')
    assert "could not be understood" in process.wait_for(RequestFailed).message


def test_an_examination_counts_names_what_cannot_be_read_and_finds_the_neediest(process: EngineProcess, tmp_path: Path) -> None:
    saved(tmp_path / "in" / "good.png", photograph(90, 90))
    saved(tmp_path / "in" / "faded.png", photograph(90, 90) * 0.3 + 0.35)
    saved(tmp_path / "in" / "wide.jpg", photograph(60, 240))
    (tmp_path / "in" / "letter.tif").write_text("Dear grandfather")
    (tmp_path / "in" / "notes.txt").write_text("1931")
    process.tell(Examine(process.number(), (uri_of(tmp_path / "in"),), uri_of(tmp_path / "out"), TONES))
    assert process.wait_for(Counted).pictures == 4
    told = process.wait_for(Examined)
    assert (told.pictures, told.left_alone, told.refused_count) == (4, 1, 1)
    assert told.kinds == {".png": 2, ".jpg": 1, ".tif": 1}
    assert told.megapixels == pytest.approx((2 * 90 * 90 + 60 * 240) / 1e6)
    assert [refused.name for refused in told.refused] == ["letter.tif"]
    assert path_of(told.neediest[0].source).name == "faded.png"
    assert told.neediest[0].change > told.neediest[-1].change
    assert told.seconds > 0
    assert told.free_bytes > told.needed_bytes > 0
    assert not (tmp_path / "out").exists()  # looking leaves no trace


def test_tiles_of_all_levels_show_the_picture(process: EngineProcess, tmp_path: Path) -> None:
    picture = saved(tmp_path / "large.png", enlarged(photograph(300, 380), 4))
    measured = process.answer(Measure(process.number(), uri_of(picture)), PictureMeasured)
    assert (measured.height, measured.width, measured.levels) == (1200, 1520, 3)
    original = decoded(picture)
    tile = process.answer(ReadTile(process.number(), uri_of(picture), 0, 2, 1), PictureMade)
    assert np.array_equal(shown(tile.path), original[1024:1200, 512:1024])
    whole = shown(process.answer(ReadTile(process.number(), uri_of(picture), 2, 0, 0), PictureMade).path)
    assert whole.shape == (300, 380, 3)
    assert np.abs(whole.astype(int) - cv2.resize(original, (380, 300), interpolation=cv2.INTER_AREA)).max() <= 1
    assert "no tile" in process.refusal(ReadTile(process.number(), uri_of(picture), 2, 1, 0)).message


@pytest.mark.parametrize("kind", [".tif", ".jpg", ".png"])
def test_thumbnails_are_small_upright_and_kept(process: EngineProcess, tmp_path: Path, kind: str) -> None:
    picture = saved(tmp_path / f"ö{kind}", photograph(300, 200))
    made = process.answer(MakeThumbnail(process.number(), uri_of(picture), 96), PictureMade)
    assert shown(made.path).shape == (96, 64, 3)
    again = process.answer(MakeThumbnail(process.number(), uri_of(picture), 96), PictureMade)
    assert again.path == made.path
    (tmp_path / "bad.jpg").write_text("no picture")
    assert "bad.jpg" in process.refusal(MakeThumbnail(process.number(), uri_of(tmp_path / "bad.jpg"))).message


def test_a_preview_is_the_result_of_the_batch_in_its_box(process: EngineProcess, tmp_path: Path) -> None:
    picture = saved(tmp_path / "in" / "a.png", photograph(300, 320) * 0.5 + 0.2)
    box = (40, 60, 200, 260)
    seen = process.answer(Preview(process.number(), "patch", uri_of(picture), RESTORE, *box), PreviewPainted)
    assert (seen.top, seen.left, seen.bottom, seen.right) == box
    assert seen.remarks["0"]
    process.submit("same", tmp_path / "in", tmp_path / "out", RESTORE)
    finished(process, "same")
    result = decoded(tmp_path / "out" / "a.png")[40:200, 60:260]
    assert np.abs(result.astype(int) - shown(seen.after)).max() <= 1
    assert np.array_equal(shown(seen.before), decoded(picture)[40:200, 60:260])


def test_small_paintings_show_the_whole_picture_and_are_kept(process: EngineProcess, tmp_path: Path) -> None:
    picture = uri_of(saved(tmp_path / "a.png", photograph(300, 200) * 0.4 + 0.3))
    made = process.answer(PaintSmall(process.number(), picture, TONES, 150), PictureMade)
    plain = process.answer(MakeThumbnail(process.number(), picture, 150), PictureMade)
    assert shown(made.path).shape == (150, 100, 3)
    assert shown(made.path).std() > 1.2 * shown(plain.path).std()  # it has its contrast back
    again = process.answer(PaintSmall(process.number(), picture, TONES, 150), PictureMade)
    assert again.path == made.path


def test_a_small_painting_that_is_under_way_is_given_up(process: EngineProcess, tmp_path: Path) -> None:
    large, small = (uri_of(saved(tmp_path / f"{side}.png", photograph(side, side))) for side in (1000, 60))
    often = {"title": "Often", "stages": [{"type": "restore", "noise": float(noise)} for noise in (3, 4, 5, 6)]}
    unwanted, wanted = process.number(), process.number()
    process.tell(PaintSmall(unwanted, large, often, 1000))
    time.sleep(0.7)
    process.tell(PaintSmall(wanted, small, TONES, 50))
    process.tell(Cancel(unwanted))
    assert process.wait_for(PictureMade).number == wanted  # one after the other: the unwanted one would have come before


def test_a_model_comes_in_is_shown_and_painted_with(process: EngineProcess, tmp_path: Path) -> None:
    mine = user_models()
    try:
        came = process.answer(ImportModel(process.number(), uri_of(saved_graph(tmp_path / "Mine.onnx", 2))), ModelImported)
        assert (came.model, came.recognised) == ("mine", "a graph (ONNX), 0.0 million parameters: enlarges 2 times")
        told = process.answer(Describe(process.number()), Described)
        enlarge = next(stage for stage in told.stages if stage.name == "enlarge")
        assert enlarge.options[-1].choices[-1] == "mine"
        seen = process.answer(ShowModel(process.number(), "mine"), ModelShown)
        assert shown(seen.before).shape == shown(seen.after).shape
        assert np.abs(shown(seen.before).astype(float) - shown(seen.after)).mean() > 0.1
        refused = process.refusal(ImportModel(process.number(), uri_of(tmp_path / "nothing.pth")))
        assert refused.message.endswith("nothing.pth is not there")
        source = saved(tmp_path / "a.png", photograph(60, 70))
        recipe = {"title": "Larger", "stages": [{"type": "enlarge", "model": "mine"}]}
        after = process.answer(Preview(process.number(), "b", uri_of(source), recipe, 0, 0, 60, 70), PreviewPainted)
        assert shown(after.after).shape[:2] == (120, 140)
        (mine / "mine" / "graph.onnx").write_bytes(b"damaged")
        refused = process.refusal(Examine(process.number(), (uri_of(source),), uri_of(tmp_path / "out"), recipe))
        assert "the model “mine” cannot be used: " in refused.message
    finally:
        shutil.rmtree(mine, ignore_errors=True)


def test_devices_are_measured_when_no_queue_runs_and_the_figures_are_kept(process: EngineProcess, tmp_path: Path) -> None:
    process.submit("busy", faded(tmp_path / "in", 3, 400), tmp_path / "out", RESTORE)
    process.wait_for(QueueChanged, lambda event: event.state == "running")
    process.tell(MeasureDevices(number := process.number(), anew=True))
    order = [process.wait_for(Event, lambda event: isinstance(event, DevicesMeasured) or ended(event)) for _ in range(2)]
    assert ended(order[0]), "the queue came first"
    (measured,) = (event for event in order if isinstance(event, DevicesMeasured))
    assert measured.number == number
    assert all(device.megapixels_per_second or device.problem for device in measured.devices)
    try:
        assert process.answer(Describe(process.number()), Described).devices == measured.devices
    finally:
        quiet_devices.all_alike()


def ended(event: Event) -> bool:
    return isinstance(event, QueueChanged) and event.queue == "busy" and event.state == "finished"


def test_only_the_newest_preview_of_a_view_is_painted(process: EngineProcess, tmp_path: Path) -> None:
    picture = uri_of(saved(tmp_path / "a.png", photograph(500, 400) * 0.5 + 0.2))
    recipes = [{"title": "r", "stages": [{"type": "levels", "strength": index / 20}]} for index in range(20)]
    numbers = [process.number() for _ in recipes]
    for number, recipe in zip(numbers, recipes, strict=True):
        process.tell(Preview(number, "slider", picture, recipe, 0, 0, 256, 256))
    painted: list[int] = []
    while not painted or painted[-1] != numbers[-1]:
        painted.append(process.wait_for(PreviewPainted).number)
    assert len(painted) < 10


def test_an_engine_whose_window_is_gone_ends_soon_and_its_work_goes_on_later(tmp_path: Path) -> None:
    process = EngineProcess()
    process.submit("orphan", faded(tmp_path / "in", 12, 300), tmp_path / "out", RESTORE)
    process.wait_for(JobFinished)
    assert process.process.stdin
    process.process.stdin.close()
    started = time.monotonic()
    assert process.process.wait(20) == 0
    assert time.monotonic() - started < 15
    process.close()
    again = EngineProcess()
    again.submit("orphan", tmp_path / "in", tmp_path / "out", RESTORE, begin=False)
    told = again.wait_for(QueueChanged)
    assert 0 < told.done < 12
    assert told.done + told.queued == 12
    assert again.end() == 0


def test_a_killed_engine_leaves_what_is_done_and_nothing_half_done(tmp_path: Path) -> None:
    process = EngineProcess()
    process.submit("killed", faded(tmp_path / "in", 6, 300), tmp_path / "out", RESTORE)
    process.wait_for(JobFinished)
    process.process.kill()
    process.process.wait(10)
    process.close()
    again = EngineProcess()
    again.submit("killed", tmp_path / "in", tmp_path / "out", RESTORE)
    assert finished(again, "killed").done == 6
    assert len(tree(tmp_path / "out")) == 6
    assert again.end() == 0


def test_every_request_has_a_desk() -> None:
    taken_by_the_server = {asked.Cancel, asked.Bye, asked.PaintSmall}
    serving = Services(*[cast(Any, Anything())] * 4)
    assert set(places(serving)) == set(ASKED) - taken_by_the_server
    assert {place.desk for place in places(serving).values()} == set(DESKS)


class Anything:
    """Has whatever is asked of it, and does nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *_: None
