"""A story of the editor, with a real engine: a picture is drawn on, tried out, kept, and done with the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.edits.edit import Area, Edit, Stroke
from engine.events import JobFinished
from engine.importing.importing import import_model
from engine.messages.answers import PreviewPainted
from engine.messages.edit_answers import DamageFound, EditRead, PartSelected
from engine.pixels import Pixels
from gui.edit.canvas import EditCanvas
from gui.edit.layer import place_of
from gui.edit.page import EditPage
from gui.edit.tools import BRUSH, COLOUR, ERASER, LASSO, LINE, SELECT, WRITING
from gui.queue.words import what_is_its_own
from tests.engine.desks.test_selecting import filled
from tests.engine.small_archive import decoded, hashes, photograph, saved
from tests.engine.subject_graphs import subject_finder, tinted
from tests.gui.finding import click, the
from tests.gui.patina import TONES, Patina

SIDE = 240
BALL = (0.5, 0.55)
KEPT = Path(".patina") / "edits" / "one.png.toml"


def scene(left: int = 100) -> Pixels:
    """A soft landscape with a bright ball in its middle."""
    down, right = np.mgrid[0 : 1 : SIDE * 1j, 0 : 1 : SIDE * 1j].astype(np.float32)
    picture = 0.25 + 0.3 * np.stack([down, np.full_like(down, 0.5), 1 - down], axis=2)
    picture += 0.05 * photograph(SIDE, SIDE, left=left)
    picture[(right - BALL[0]) ** 2 + (down - BALL[1]) ** 2 < 0.12**2] = (0.95, 0.5, 0.1)
    return np.clip(picture, 0, 1, dtype=np.float32)


@pytest.fixture
def editing(opened: Callable[..., Patina], tmp_path: Path) -> tuple[Patina, EditPage]:
    """Two pictures in a queue that has not begun; the first is in the editor."""
    patina = opened(recipe=TONES)
    for name, left in (("one", 100), ("two", 160)):
        saved(tmp_path / "box" / f"{name}.png", scene(left))
    patina.begin(tmp_path / "box")
    patina.state("finished")
    patina.wait(lambda: sum("Done" in row for row in patina.rows()) == 2)
    patina.choose("one")
    patina.window.show_page("edit")
    page = the(patina.window, EditPage)
    patina.until(EditRead)
    patina.wait(lambda: page.canvas.pane() is not None)
    return patina, page


def at(canvas: EditCanvas, across: float, down: float) -> QPoint:
    pane = canvas.pane()
    assert pane
    return place_of((across, down), pane).toPoint()


def drag(qtbot: QtBot, canvas: EditCanvas, *points: tuple[float, float]) -> None:
    """Press, move from point to point, let go."""
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *points[0]))
    for point in points[1:]:
        qtbot.mouseMove(canvas, at(canvas, *point))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *points[-1]))


def kept(tmp_path: Path) -> Edit:
    return msgspec.toml.decode((tmp_path / "box restored" / KEPT).read_bytes(), type=Edit)


def test_a_thing_is_clicked_and_gone_in_the_result_and_in_no_other(editing: tuple[Patina, EditPage], tmp_path: Path) -> None:
    patina, page = editing
    before = hashes(tmp_path / "box")
    other = (tmp_path / "box restored" / "two.png").read_bytes()
    page.tools.choose(SELECT)
    patina.qtbot.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=at(page.canvas, *BALL))
    rings = patina.until(PartSelected).rings
    assert np.allclose(np.mean(rings[0], axis=0), BALL, atol=0.02)
    patina.until(EditRead)
    assert "what you marked is covered with what the picture has elsewhere" in page.side.way.text()

    page.side.trial.setChecked(True)
    seen = patina.until(PreviewPainted)
    assert any("marked by hand" in remark for remark in seen.remarks["0"])

    patina.heard.clear()
    patina.window.show_page("pictures")  # leaving it is enough
    assert patina.until(JobFinished).result.endswith("one.png")
    assert orange(tmp_path / "box restored" / "one.png") < 0.002
    assert orange(tmp_path / "box" / "one.png") > 0.03
    assert (tmp_path / "box restored" / "two.png").read_bytes() == other
    assert hashes(tmp_path / "box") == before
    assert isinstance(kept(tmp_path).marks[0].shape, Area)
    patina.wait(lambda: edited_row(patina))
    row = patina.table.model.row(0)
    assert row
    assert "drawn on" in what_is_its_own(row)


def test_what_hardly_stands_out_is_selected_by_a_model_that_was_added(
    editing: tuple[Patina, EditPage], users_home: Path, tmp_path: Path
) -> None:
    patina, page = editing
    down, right = np.mgrid[0 : 1 : SIDE * 1j, 0 : 1 : SIDE * 1j]
    ball = (right - BALL[0]) ** 2 + (down - BALL[1]) ** 2 < 0.2**2
    picture = tinted(0.2 + 0.6 * photograph(SIDE, SIDE, 1), ball)
    picture += 0.03 * np.random.default_rng(0).standard_normal(picture.shape, np.float32)
    saved(tmp_path / "box" / "one.png", picture.clip(0, 1))
    page.tools.choose(SELECT)

    def clicked() -> float:
        """How much what a click on the ball takes is like the ball (intersection over union)."""
        patina.qtbot.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=at(page.canvas, *BALL))
        rings = patina.until(PartSelected).rings
        taken = filled(rings, SIDE, SIDE)
        return float((taken & ball).sum() / (taken | ball).sum())

    assert clicked() < 0.6, "GrabCut alone would do"
    import_model(subject_finder(tmp_path / "u2netp.onnx"))
    assert clicked() > 0.9
    assert len(page.history.edit.marks) == 2


def edited_row(patina: Patina) -> bool:
    row = patina.table.model.row(0)
    return bool(row and row.edited and row.state == "done")


def test_every_tool_leaves_its_shape_and_every_step_can_be_undone(editing: tuple[Patina, EditPage], tmp_path: Path) -> None:
    patina, page = editing
    page.tools.set_width(0.05)
    drag(patina.qtbot, page.canvas, (0.2, 0.2), (0.3, 0.2), (0.3, 0.4))  # the brush is what one begins with
    page.tools.choose(LINE)
    drag(patina.qtbot, page.canvas, (0.7, 0.1), (0.8, 0.5), (0.9, 0.9))
    page.tools.choose(LASSO)
    drag(patina.qtbot, page.canvas, (0.1, 0.7), (0.3, 0.7), (0.3, 0.9), (0.1, 0.9))
    page.tools.choose(ERASER)
    drag(patina.qtbot, page.canvas, (0.1, 0.8), (0.35, 0.8))
    shapes = [mark.shape for mark in page.history.edit.marks]
    assert [type(shape) for shape in shapes] == [Stroke, Stroke, Area, Stroke]
    assert [mark.erases for mark in page.history.edit.marks] == [False, False, False, True]
    brush, line, lasso, _ = shapes
    assert isinstance(brush, Stroke)
    assert isinstance(line, Stroke)
    assert isinstance(lasso, Area)
    assert np.allclose(brush.points, [(0.2, 0.2), (0.3, 0.2), (0.3, 0.4)], atol=0.01)
    assert brush.width == pytest.approx(0.05, rel=0.1)
    assert np.allclose(line.points, [(0.7, 0.1), (0.9, 0.9)], atol=0.01)
    assert np.allclose(lasso.rings[0], [(0.1, 0.7), (0.3, 0.7), (0.3, 0.9), (0.1, 0.9)], atol=0.01)
    for left in (3, 2, 1):
        patina.qtbot.keyClick(page.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(page.history.edit.marks) == left
    patina.qtbot.keyClick(page.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(page.history.edit.marks) == 2
    patina.wait(lambda: (tmp_path / "box restored" / KEPT).exists() and len(kept(tmp_path).marks) == 2)
    click(patina.qtbot, page.side, "Take all marks away")
    patina.wait(lambda: not (tmp_path / "box restored" / KEPT).exists())


def test_damage_that_was_found_is_shown_and_what_is_erased_stays(
    opened: Callable[..., Patina], qtbot: QtBot, tmp_path: Path
) -> None:
    patina = opened(recipe={"title": "Damaged", "stages": [{"type": "scratches"}]})
    picture = scene()
    for place in (40, 200):
        picture[:, place : place + 3] = 1
    saved(tmp_path / "box" / "one.png", picture)
    patina.begin(tmp_path / "box")
    patina.state("finished")
    patina.wait(lambda: "Done" in patina.rows()[0])
    patina.choose("one")
    patina.window.show_page("edit")
    page = the(patina.window, EditPage)
    patina.until(EditRead)
    patina.wait(lambda: page.canvas.pane() is not None)
    page.side.finding.setChecked(True)
    assert patina.until(DamageFound).mask
    patina.wait(lambda: page.canvas.found is not None)
    page.tools.choose(ERASER)
    page.tools.set_width(0.08)
    drag(qtbot, page.canvas, (41 / SIDE, -0.1), (41 / SIDE, 1.1))
    patina.until(EditRead)
    assert "except where you erased" in page.side.way.text()
    patina.heard.clear()
    patina.window.show_page("pictures")
    patina.until(JobFinished)
    result = decoded(tmp_path / "box restored" / "one.png").astype(np.float32) / 255
    assert result[:, 41].mean() > 0.95, "it was told to leave this one alone"
    assert result[:, 201].mean() < 0.8


def test_writing_is_found_within_a_frame(editing: tuple[Patina, EditPage], tmp_path: Path) -> None:
    patina, page = editing
    picture = scene()
    written = cv2.putText(np.zeros((SIDE, SIDE), np.uint8), "1931", (20, 225), cv2.FONT_HERSHEY_SIMPLEX, 1, (255,), 3)
    picture[written > 127] = 1
    saved(tmp_path / "box" / "one.png", picture)
    page.tools.choose(WRITING)
    drag(patina.qtbot, page.canvas, (0.05, 0.8), (0.5, 0.97))
    rings = patina.until(PartSelected).rings
    assert len(rings) >= 4, "four figures, and the hole in the 9"
    points = np.concatenate([np.asarray(ring) for ring in rings])
    assert points.min(axis=0) == pytest.approx((20 / SIDE, 202 / SIDE), abs=0.03)


def test_the_subject_is_marked_for_styles_and_not_painted_over(editing: tuple[Patina, EditPage]) -> None:
    _, page = editing
    page.side.purpose.button(1).setChecked(True)
    page.tools.choose(BRUSH)
    drag(editing[0].qtbot, page.canvas, (0.4, 0.5), (0.6, 0.5))
    assert page.history.edit.marks == ()
    assert len(page.history.edit.subject) == 1
    assert page.history.edit.style_on == "subject"
    assert not page.side.style_place.isEnabled()
    assert "paints in no style" in page.side.style_note.text()


def test_where_nothing_can_be_coloured_the_tool_says_why(editing: tuple[Patina, EditPage]) -> None:
    _, page = editing
    button = page.tools.button_of(COLOUR)
    assert not button.isEnabled()
    assert "gives no colours" in button.toolTip()


def test_an_outline_that_comes_too_late_marks_no_other_picture(editing: tuple[Patina, EditPage]) -> None:
    patina, page = editing
    page.canvas.asked.emit("object", (BALL,))
    patina.choose("two")
    patina.until(EditRead, lambda event: event.source.endswith("two.png"))
    patina.until(PartSelected)
    assert page.history.edit == Edit()


def test_an_edit_that_cannot_be_read_is_not_written_over(opened: Callable[..., Patina], qtbot: QtBot, tmp_path: Path) -> None:
    patina = opened(recipe=TONES)
    saved(tmp_path / "box" / "one.png", scene())
    place = tmp_path / "box restored" / KEPT
    place.parent.mkdir(parents=True)
    place.write_text("marks = 7")
    patina.begin(tmp_path / "box")
    patina.state("finished")
    patina.wait(lambda: "Failed" in "".join(patina.rows()))
    patina.choose("one")
    patina.window.show_page("edit")
    page = the(patina.window, EditPage)
    patina.wait(lambda: "one.png.toml" in page.canvas.note.message)
    drag(qtbot, page.canvas, (0.2, 0.2), (0.3, 0.2))
    patina.window.show_page("pictures")
    assert page.history.edit == Edit()
    assert place.read_text() == "marks = 7"


def test_without_a_picture_the_page_says_what_to_do(opened: Callable[..., Patina], qtbot: QtBot) -> None:
    patina = opened(engine=False)
    patina.window.show_page("edit")
    click(qtbot, the(patina.window, EditPage), "To the pictures")
    assert patina.window.page == "pictures"


def orange(path: Path) -> float:
    """The share of a picture that has the ball's colour."""
    picture = decoded(path)[..., ::-1].astype(np.float32)
    return float(((picture[..., 0] - picture[..., 2]) > 120).mean())
