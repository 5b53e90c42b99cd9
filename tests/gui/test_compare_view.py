"""The comparison: ways to compare, the patch that a recipe is tried on, and what both tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from engine.messages.answers import EngineEnded, RequestFailed
from engine.messages.requests import Cancel, Measure, Preview, ReadTile
from gui.compare.modes import MODES
from gui.compare.view import CompareView
from tests.gui.picture_engine import PictureEngine, colour_at

SCAN, RESULT = "file:///scans/anna.tif", "file:///results/anna.tif"
RED, BLUE = "#ff0000", "#0000ff"
PLAIN, SHIFT, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def engine(tmp_path: Path) -> PictureEngine:
    folder = tmp_path / "answers"
    folder.mkdir()
    engine = PictureEngine(folder)
    engine.add(SCAN, 600, 400, "red")
    engine.add(RESULT, 600, 400, "blue")
    return engine


@pytest.fixture
def view(engine: PictureEngine, qtbot: QtBot) -> CompareView:
    view = CompareView(engine)
    qtbot.addWidget(view)
    view.show()
    view.resize(600, 400 + view.height() - view.canvas.height())
    view.setFocus()
    qtbot.waitActive(view)
    assert (view.canvas.width(), view.canvas.height()) == (600, 400)
    return view


def look(view: CompareView, engine: PictureEngine, qtbot: QtBot) -> QImage:
    """Let everything come that is to be seen, and look at it."""

    def complete() -> bool:
        engine.serve()
        view.grab()
        canvas = view.canvas
        tiles = [tiles for tiles in (canvas.picture, canvas.result) if tiles]
        return all(picture.complete for picture in tiles) and not canvas.patch.preview.busy and not engine.open()

    qtbot.waitUntil(complete)
    return view.canvas.grab().toImage()


def drawn(view: CompareView) -> list[str]:
    """The way and the zoom, then each pane's labels with what they stand on, then the patch and the loupe."""
    canvas = view.canvas
    lines = [f"{canvas.mode.name}, {canvas.percent or 0:.0f} %"]
    for number, pane in enumerate(canvas.panes()):
        lines += [f"{part.shown.title}: {_box(part.rect)}" for part in canvas.labels(number, pane)]
        cut = canvas.cut(pane)
        lines += [f"divider from {cut.x1():.0f}, {cut.y1():.0f} to {cut.x2():.0f}, {cut.y2():.0f}"] if cut else []
    lines += [f"loupe: {_box(glass.rect)} at {glass.viewpoint.zoom * 100:.0f} %" for glass in canvas.loupe()]
    lines += [f"“{canvas.note.message}” {canvas.note.hint}"] if canvas.note.isVisible() else []
    return lines


def test_a_picture_and_its_result_are_wiped_with_a_divider_in_the_middle(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    image = look(view, engine, qtbot)
    assert drawn(view) == [
        "wipe, 100 %",
        "Before: 0, 0, 300 × 400",
        "After: 300, 0, 300 × 400",
        "divider from 300, 0 to 300, 400",
    ]
    assert [colour_at(image, x, 350) for x in (10, 290, 310, 590)] == [RED, RED, BLUE, BLUE]


def test_the_divider_is_dragged_and_moved_with_keys(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    drag(qtbot, view, QPoint(303, 50), QPoint(120, 60))
    image = look(view, engine, qtbot)
    assert [colour_at(image, x, 350) for x in (110, 130)] == [RED, BLUE]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left, CONTROL)
    assert drawn(view)[-1] == "divider from 90, 0 to 90, 400"
    drag(qtbot, view, QPoint(90, 50), QPoint(-40, 60))
    assert drawn(view)[-1] == "divider from 0, 0 to 0, 400"


WAYS = {
    "W": ["wipe", "Before: 0, 0, 300 × 400", "After: 300, 0, 300 × 400"],
    "Shift+W": ["wipe across", "Before: 0, 0, 600 × 200", "After: 0, 200, 600 × 200"],
    "Y": ["side by side", "Before: 0, 100, 299 × 200", "After: 301, 100, 299 × 200"],
    "B": ["before", "Before: 0, 0, 600 × 400"],
    "Shift+B": ["after", "After: 0, 0, 600 × 400"],
    "Shift+D": ["difference", "Difference: 0, 0, 600 × 400"],
}


@pytest.mark.parametrize("key", WAYS)
def test_each_way_to_compare_has_a_key_and_a_button(view, engine, qtbot, key):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    view.choose_mode(MODES[2 if key == "W" else 0])
    press(qtbot, view, key)
    by_key = drawn(view)
    assert [by_key[0].split(",")[0], *(line for line in by_key[1:] if not line.startswith("divider"))] == WAYS[key]
    checked = [button for button in view.findChildren(QToolButton) if button.isChecked()]
    assert [button.accessibleName() for button in checked] == [view.mode.title]
    assert f"({key})" in checked[0].toolTip()
    view.choose_mode(MODES[2 if key == "W" else 0])
    qtbot.mouseClick(checked[0], Qt.MouseButton.LeftButton)
    assert drawn(view) == by_key


def test_side_by_side_both_move_together(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    press(qtbot, view, "Y")
    view.canvas.one_to_one()
    drag(qtbot, view, QPoint(400, 200), QPoint(430, 210))
    left, right = view.canvas.panes()
    assert left.in_picture(left.rect.topLeft()) == right.in_picture(right.rect.topLeft())
    image = look(view, engine, qtbot)
    assert [colour_at(image, x, 200) for x in (50, 290, 310, 590)] == [RED, RED, BLUE, BLUE]


def test_a_difference_is_black_where_nothing_has_changed_and_four_times_as_bright_elsewhere(view, engine, qtbot):
    engine.add(SCAN, 600, 400, "#505050")
    engine.add(RESULT, 600, 400, "#504660")
    view.show_pictures(SCAN, RESULT)
    view.choose_mode(MODES[5])
    assert colour_at(look(view, engine, qtbot), 300, 300) == "#002840"


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_while_the_backslash_is_held_everything_is_as_before(view, engine, qtbot, mode):
    view.show_pictures(SCAN, RESULT)
    view.choose_mode(mode)
    look(view, engine, qtbot)
    shown = drawn(view)
    qtbot.keyPress(view.canvas, Qt.Key.Key_Backslash)
    image = look(view, engine, qtbot)
    assert [colour_at(image, x, 280) for x in (100, 500)] == [RED, RED]
    assert not [line for line in drawn(view) if line.startswith(("After", "Difference", "divider"))]
    qtbot.keyRelease(view.canvas, Qt.Key.Key_Backslash)
    assert drawn(view) == shown


def test_the_button_for_before_works_as_long_as_it_is_pressed(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    eye = button(view, "Before, while pressed")
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert drawn(view) == ["wipe, 100 %", "Before: 0, 0, 600 × 400"]
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert drawn(view)[2] == "After: 300, 0, 300 × 400"


def test_a_loupe_of_two_glasses_follows_the_pointer_while_l_or_the_right_button_is_held(view, engine, qtbot):
    engine.add(SCAN, 3000, 2000, "red")
    engine.add(RESULT, 3000, 2000, "blue")
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    canvas, pointer = view.canvas, QPoint(100, 300)
    qtbot.mouseMove(canvas, pointer)
    qtbot.keyPress(canvas, Qt.Key.Key_L)
    left, right = canvas.loupe()
    assert (left.viewpoint.zoom, left.rect.size()) == (1, right.rect.size())
    assert (left.viewpoint.x, left.viewpoint.y) == pytest.approx((500, 1500))
    image = look(view, engine, qtbot)
    assert [colour_at(image, *glass.rect.center().toTuple()) for glass in (left, right)] == [RED, BLUE]
    assert {tile.level for tile in engine.all(ReadTile)} == {0, 2, 3}
    qtbot.keyRelease(canvas, Qt.Key.Key_L)
    assert canvas.loupe() == []
    qtbot.mousePress(canvas, Qt.MouseButton.RightButton, pos=pointer)
    qtbot.mouseMove(canvas, QPoint(400, 200))
    assert canvas.loupe()[0].viewpoint.x == pytest.approx(2000)
    qtbot.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=pointer)
    assert canvas.loupe() == []
    button(view, "Loupe").click()
    view.choose_mode(MODES[4])
    assert len(canvas.loupe()) == 1


def test_an_enlarged_result_lies_over_its_picture_and_percents_are_of_the_finer(view, engine, qtbot):
    engine.add(RESULT, 2400, 1600, lambda tile: QColor("blue" if tile.level == 2 else "cyan"))
    view.show_pictures(SCAN, RESULT)
    image = look(view, engine, qtbot)
    assert drawn(view)[0] == "wipe, 25 %"
    assert [colour_at(image, x, 350) for x in (290, 310, 590)] == [RED, BLUE, BLUE]
    view.canvas.one_to_one()
    image = look(view, engine, qtbot)
    assert drawn(view)[0] == "wipe, 100 %"
    assert [colour_at(image, x, 350) for x in (290, 310)] == [RED, "#00ffff"]


def test_pan_and_zoom_and_the_way_are_kept_for_the_next_picture_of_the_same_size(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    press(qtbot, view, "Shift+W")
    view.canvas.zoom_by(3, QPointF(100, 100))
    shown, viewpoint = drawn(view), view.canvas.viewpoint
    view.show_pictures(
        engine.add("file:///scans/bert.tif", 600, 400, "red"), engine.add("file:///r/bert.tif", 600, 400, "blue")
    )
    look(view, engine, qtbot)
    assert (drawn(view), view.canvas.viewpoint) == (shown, viewpoint)


def test_the_same_pair_again_asks_nothing_but_files_that_changed_are_read_again(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    asked = len(engine.asked)
    view.show_pictures(SCAN, RESULT)
    assert len(engine.asked) == asked
    view.read_again()
    assert {request.source for request in engine.open() if isinstance(request, Measure)} == {SCAN, RESULT}


def test_a_result_that_comes_later_leaves_the_picture_as_it_is(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    look(view, engine, qtbot)
    asked = len(engine.asked)
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    assert {request.source for request in engine.asked[asked:] if isinstance(request, Measure | ReadTile)} == {RESULT}
    assert drawn(view)[1:3] == ["Before: 0, 0, 300 × 400", "After: 300, 0, 300 × 400"]


def test_a_result_that_cannot_be_read_says_so(view, engine, qtbot):
    view.show_pictures(SCAN, RESULT)
    result = next(request for request in engine.all(Measure) if request.source == RESULT)
    engine.say(RequestFailed(result.number, "The result is gone.", "Run the picture again."))
    assert drawn(view)[-1] == "“The result is gone.” Run the picture again."


def test_without_a_result_a_patch_is_painted_with_the_recipe(view, engine, qtbot):
    told: list[tuple[object, object]] = []
    view.found.connect(lambda *found: told.append(found))
    view.set_recipe({"stages": ["levels"]})
    view.show_pictures(SCAN, None)
    image = look(view, engine, qtbot)
    asked = engine.last(Preview)
    assert (asked.view, asked.source, asked.recipe) == ("patch", SCAN, {"stages": ["levels"]})
    assert (asked.top, asked.left, asked.bottom, asked.right) == (8, 108, 392, 492)
    assert told == [({"0": ("12 scratches",)}, ("1",))]
    assert drawn(view) == [
        "wipe, 100 %",
        "Before: 0, 0, 600 × 400",
        "Before: 108, 8, 192 × 384",
        "After: 300, 8, 192 × 384",
        "divider from 300, 8 to 300, 392",
    ]
    assert [colour_at(image, x, 350) for x in (50, 200, 400, 550)] == [RED, RED, BLUE, RED]
    view.choose_mode(MODES[4])
    image = look(view, engine, qtbot)
    assert [colour_at(image, x, 350) for x in (50, 200, 400, 550)] == [RED, BLUE, BLUE, RED]
    assert engine.files() == 0


def test_a_picture_with_a_result_has_no_patch(view, engine, qtbot):
    view.set_recipe({"stages": []})
    view.show_pictures(SCAN, RESULT)
    look(view, engine, qtbot)
    qtbot.wait(100)
    assert engine.all(Preview) == []


def test_changes_of_the_recipe_in_quick_succession_are_painted_once(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    look(view, engine, qtbot)
    for strength in range(10):
        view.set_recipe({"strength": strength})
    look(view, engine, qtbot)
    view.set_recipe({"strength": 9})  # no change
    qtbot.wait(100)
    assert [preview.recipe for preview in engine.all(Preview)] == [{"strength": 9}]


def test_a_painting_that_is_out_of_date_is_cancelled_and_thrown_away_if_it_still_comes(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    view.set_recipe({"strength": 1})
    look(view, engine, qtbot)
    view.set_recipe({"strength": 2})
    old = wait_for_preview(engine, qtbot, {"strength": 2})
    view.set_recipe({"strength": 3})
    assert engine.last(Cancel).number == old.number
    new = wait_for_preview(engine, qtbot, {"strength": 3})
    engine.after = QColor("lime")
    engine.say(engine.answer(old))
    assert engine.files() == 0
    assert colour_at(view.canvas.grab().toImage(), 400, 350) == BLUE
    engine.after = QColor("yellow")
    engine.say(engine.answer(new))
    qtbot.waitUntil(lambda: colour_at(view.canvas.grab().toImage(), 400, 350) == "#ffff00")


def test_while_a_patch_is_painted_the_old_one_stays_and_a_light_runs_along_its_edge(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    view.set_recipe({"strength": 1})
    quiet = look(view, engine, qtbot)
    view.set_recipe({"strength": 2})

    def lit() -> bool:
        row = edge(view.canvas.grab().toImage())
        return row != edge(quiet) and colour_at(view.canvas.grab().toImage(), 400, 350) == BLUE

    qtbot.waitUntil(lit)
    assert edge(look(view, engine, qtbot)) == edge(quiet)


def test_a_patch_that_cannot_be_painted_says_so_until_it_can(view, engine, qtbot):
    told: list[tuple[str, str]] = []
    view.failed.connect(lambda *words: told.append(words))
    view.show_pictures(SCAN, None)
    view.set_recipe({"stages": ["colourise"]})
    asked = wait_for_preview(engine, qtbot, {"stages": ["colourise"]})
    engine.say(RequestFailed(asked.number, "The model “tinter” is missing.", "Install it on the page Models."))
    assert told == [("The model “tinter” is missing.", "Install it on the page Models.")]
    assert drawn(view)[-1] == "“The model “tinter” is missing.” Install it on the page Models."
    view.set_recipe({"stages": []})
    look(view, engine, qtbot)
    assert not view.canvas.note.isVisible()


def test_the_patch_is_dragged_pushed_resized_and_brought_and_stays_on_the_picture(view, engine, qtbot):
    engine.add(SCAN, 3000, 2000, "red")
    view.show_pictures(SCAN, None)
    view.set_recipe({})
    look(view, engine, qtbot)
    view.canvas.one_to_one()
    look(view, engine, qtbot)
    boxes: list[str] = []

    def note() -> None:
        look(view, engine, qtbot)
        asked = engine.last(Preview)
        boxes.append(f"{asked.left}, {asked.top}, {asked.right - asked.left} × {asked.bottom - asked.top}")

    note()
    drag(qtbot, view, QPoint(200, 300), QPoint(150, 280))
    note()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right, SHIFT)
    note()
    drag(qtbot, view, view.canvas.panes()[0].on_screen(QRectF(view.canvas.patch.box)).bottomRight().toPoint(), QPoint(400, 300))
    note()
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(580, 20))
    note()
    view.canvas.fit()
    drag(qtbot, view, view.canvas.panes()[0].on_screen(QRectF(view.canvas.patch.box)).center().toPoint(), QPoint(-50, -50))
    note()
    assert boxes == [
        "1308, 808, 384 × 384",
        "1258, 788, 384 × 384",
        "1306, 788, 384 × 384",
        "1306, 788, 312 × 312",
        "1624, 664, 312 × 312",
        "0, 0, 312 × 312",
    ]


def test_while_it_is_dragged_what_is_painted_stays_where_it_belongs(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    view.set_recipe({})
    view.choose_mode(MODES[4])
    look(view, engine, qtbot)
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    qtbot.mouseMove(view.canvas, QPoint(280, 300))
    image = view.canvas.grab().toImage()
    assert [colour_at(image, x, 350) for x in (150, 200, 480, 520, 595)] == [RED, BLUE, BLUE, RED, RED]
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(280, 300))


def test_a_patch_that_is_seen_small_is_shown_larger_in_a_corner(view, engine, qtbot):
    engine.add(SCAN, 30_000, 20_000, "red")
    view.show_pictures(SCAN, None)
    view.set_recipe({})
    image = look(view, engine, qtbot)
    assert drawn(view) == [
        "wipe, 2 %",
        "Before: 0, 0, 600 × 400",
        "Before: 408, 208, 90 × 180",
        "After: 498, 208, 90 × 180",
        "divider from 498, 208 to 498, 388",
    ]
    assert [colour_at(image, x, 350) for x in (50, 450, 550)] == [RED, RED, BLUE]
    drag(qtbot, view, QPoint(498, 300), QPoint(420, 300))
    assert drawn(view)[-1] == "divider from 420, 208 to 420, 388"
    drag(qtbot, view, QPoint(300, 200), QPoint(590, 390))  # the corner makes room
    assert drawn(view)[2].startswith("Before: 12, 208")


def test_a_small_picture_is_all_patch(view, engine, qtbot):
    view.show_pictures(engine.add("file:///scans/stamp.png", 90, 70, "red"), None)
    view.set_recipe({})
    look(view, engine, qtbot)
    asked = engine.last(Preview)
    assert (asked.top, asked.left, asked.bottom, asked.right) == (0, 10, 70, 80)


def test_an_engine_that_starts_again_paints_the_patch_again_but_not_for_ever(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    look(view, engine, qtbot)
    view.set_recipe({"strength": 1})
    wait_for_preview(engine, qtbot, {"strength": 1})
    die(engine)
    assert len(engine.all(Preview)) == 2
    die(engine)
    assert len(engine.all(Preview)) == 2
    assert drawn(view)[-1] == "“The engine stopped while it painted this patch.” Move the patch a little to try once more."


def test_a_recipe_that_its_owner_goes_on_editing_is_painted_again(view, engine, qtbot):
    recipe = {"stages": [{"strength": 1.0}]}
    view.show_pictures(SCAN, None)
    view.set_recipe(recipe)
    look(view, engine, qtbot)
    recipe["stages"][0]["strength"] = 0.5
    view.set_recipe(recipe)
    look(view, engine, qtbot)
    assert [preview.recipe["stages"][0]["strength"] for preview in engine.all(Preview)] == [1.0, 0.5]


def test_a_cleared_view_forgets_the_patch_and_says_what_to_do(view, engine, qtbot):
    view.show_pictures(SCAN, None)
    view.set_recipe({})
    view.clear()
    qtbot.wait(100)
    assert engine.all(Preview) == []
    assert drawn(view) == ["wipe, 0 %", "“Choose a picture to look at it here.” "]


def _box(rect: QRectF) -> str:
    return f"{rect.left():.0f}, {rect.top():.0f}, {rect.width():.0f} × {rect.height():.0f}"


def edge(image: QImage) -> list[str]:
    """The colours along the patch's lower edge."""
    return [colour_at(image, x, 387) for x in range(130, 280, 2)]


def button(view: CompareView, name: str) -> QToolButton:
    return next(button for button in view.findChildren(QToolButton) if button.accessibleName() == name)


def press(qtbot: QtBot, view: CompareView, key: str) -> None:
    qtbot.keyClick(view.canvas, key[-1].lower(), SHIFT if key.startswith("Shift") else PLAIN)


def drag(qtbot: QtBot, view: CompareView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.canvas, (start + end) / 2)
    qtbot.mouseMove(view.canvas, end)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)


def wait_for_preview(engine: PictureEngine, qtbot: QtBot, recipe: dict[str, object]) -> Preview:
    def asked() -> bool:
        for request in engine.open():
            if not isinstance(request, Preview | Cancel):
                engine.serve()
        return bool(engine.all(Preview)) and engine.last(Preview).recipe == recipe

    qtbot.waitUntil(asked)
    return engine.last(Preview)


def die(engine: PictureEngine) -> None:
    """As the bridge tells it when the engine's process has ended."""
    engine._waiting.clear()
    engine.say(EngineEnded(expected=False, restarting=True))
