"""A view of one picture: what it asks for, what it shows meanwhile, and how one moves about in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.messages.answers import EngineEnded, PictureMade, RequestFailed
from engine.messages.requests import Cancel, Measure, ReadTile
from engine.names import uri_of
from gui.picture.view import PictureView
from tests.gui.picture_engine import PictureEngine, colour_at, place

SCAN = "file:///scans/anna.tif"


@pytest.fixture
def engine(tmp_path: Path) -> PictureEngine:
    folder = tmp_path / "answers"
    folder.mkdir()
    return PictureEngine(folder)


@pytest.fixture
def view(engine: PictureEngine, qtbot: QtBot) -> PictureView:
    view = PictureView(engine)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.setFocus()
    qtbot.waitActive(view)
    return view


def look(view: PictureView, engine: PictureEngine, qtbot: QtBot) -> None:
    """Let everything come that is to be seen."""

    def complete() -> bool:
        engine.serve()
        view.grab()
        return view.picture is not None and view.picture.complete

    qtbot.waitUntil(complete)


def drawn(view: PictureView) -> str:
    """Zoom, and where the picture lies."""
    pane = view.pane()
    if not pane:
        return view.note.message
    box = pane.picture
    return f"{view.percent:.0f} % at {box.left():.0f}, {box.top():.0f}: {box.width():.0f} × {box.height():.0f}"


def turn_wheel(view: PictureView, at: QPoint, notches: int) -> None:
    where, none = QPointF(at), QPoint()
    buttons, modifiers, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, QPointF(view.mapToGlobal(at)), none, QPoint(0, 120 * notches), buttons, modifiers, phase, False)
    QApplication.sendEvent(view, event)


def test_first_the_size_is_asked_then_the_whole_picture_small_then_what_is_seen_from_the_middle_outwards(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    assert [type(request) for request in engine.asked] == [Measure]
    engine.say(engine.answer(engine.last(Measure)))
    view.grab()
    assert drawn(view) == "20 % at 0, 0: 600 × 400"
    assert [place(tile) for tile in engine.all(ReadTile)] == ["3/0/0", "2/0/0", "2/0/1"]
    view.one_to_one()
    view.grab()
    seen = [place(tile) for tile in engine.all(ReadTile)][3:]
    assert seen == ["0/1/2", "0/2/2", "0/1/3", "0/2/3"]


def test_of_a_gigapixel_picture_a_handful_of_tiles_is_asked_for(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 40_000, 25_000, "red"))
    look(view, engine, qtbot)
    assert len(engine.all(ReadTile)) < 10
    view.one_to_one()
    look(view, engine, qtbot)
    assert len(engine.all(ReadTile)) < 20


def test_tiles_are_forgotten_when_others_were_looked_at_since_but_never_those_that_are_seen(view, engine, qtbot, monkeypatch):
    monkeypatch.setattr("gui.picture.tiles.KEPT", 8)
    view.show_picture(engine.add(SCAN, 8000, 6000, "red"))
    look(view, engine, qtbot)
    view.one_to_one()
    look(view, engine, qtbot)
    middle = engine.all(ReadTile)[-1]
    for way in (-1000, -1000, 1000, 1000):
        view.push(view.panes()[0], QPointF(way, 0))
        look(view, engine, qtbot)
    assert [place(tile) for tile in engine.all(ReadTile)].count(place(middle)) == 2
    view.resize(3000, 2400)  # more than are kept
    look(view, engine, qtbot)
    asked = len(engine.all(ReadTile))
    view.grab()
    look(view, engine, qtbot)
    assert len(engine.all(ReadTile)) == asked


def test_tiles_that_scrolled_away_before_they_came_are_cancelled_and_their_late_files_deleted(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 9000, 6000, "red"))
    look(view, engine, qtbot)
    view.one_to_one()
    view.grab()
    waiting = {tile.number: tile for tile in engine.open() if isinstance(tile, ReadTile)}
    assert waiting
    view.fit()
    view.grab()
    assert {cancel.number for cancel in engine.all(Cancel)} == set(waiting)
    for tile in waiting.values():
        engine.say(engine.answer(tile))
    assert engine.files() == 0


def test_the_coarse_picture_is_shown_until_the_fine_one_comes(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, lambda tile: QColor("red" if tile.level == 3 else "lime")))
    engine.serve()
    view.grab()
    whole = next(tile for tile in engine.open() if isinstance(tile, ReadTile) and tile.level == 3)
    engine.say(engine.answer(whole))
    qtbot.waitUntil(lambda: colour_at(view.grab().toImage(), 300, 200) == "#ff0000")
    look(view, engine, qtbot)
    assert colour_at(view.grab().toImage(), 300, 200) == "#00ff00"


def test_fine_tiles_stay_in_sight_while_coarser_ones_are_on_their_way(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, lambda tile: QColor("lime" if tile.level == 1 else "red")))
    engine.serve()
    view.zoom_by(2)
    look(view, engine, qtbot)
    view.zoom_by(0.55)
    assert colour_at(view.grab().toImage(), 300, 200) == "#00ff00"
    look(view, engine, qtbot)
    assert colour_at(view.grab().toImage(), 300, 200) == "#ff0000"


def test_tiles_meet_without_a_seam_at_any_zoom(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3001, 2003, "red"))
    look(view, engine, qtbot)
    for _ in range(9):
        view.zoom_by(1.37, QPointF(211, 97))
        look(view, engine, qtbot)
        image = view.grab().toImage()
        box = view.panes()[0].picture.intersected(QRectF(view.rect())).toRect()
        colours = {colour_at(image, x, box.center().y()) for x in range(box.left(), box.right() + 1)}
        assert colours == {"#ff0000"}, f"at {view.percent} %"


def test_neighbours_lie_beside_each_other(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 1024, 512, lambda tile: QColor("lime" if tile.column else "red")))
    engine.serve()
    view.one_to_one()
    look(view, engine, qtbot)
    assert drawn(view) == "100 % at -212, -56: 1024 × 512"
    image = view.grab().toImage()
    assert [colour_at(image, x, 200) for x in (0, 299, 300, 599)] == ["#ff0000", "#ff0000", "#00ff00", "#00ff00"]


def test_files_of_tiles_are_deleted_once_they_are_read(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    assert engine.files() == 0


def test_the_wheel_zooms_about_the_pointer(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    pointer = QPoint(450, 100)
    before = view.panes()[0].in_picture(QPointF(pointer))
    turn_wheel(view, pointer, 3)
    after = view.panes()[0].in_picture(QPointF(pointer))
    assert view.percent == pytest.approx(20 * 1.25**3)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))
    turn_wheel(view, pointer, -3)
    assert drawn(view) == "20 % at 0, 0: 600 × 400"


def test_zoom_has_ends(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    turn_wheel(view, QPoint(1, 1), 99)
    assert view.percent == 3200
    turn_wheel(view, QPoint(1, 1), -99)
    assert drawn(view) == "10 % at 150, 100: 300 × 200"


def test_keys_zoom_and_push(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    seen = []
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifier in (
        (Qt.Key.Key_1, control),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Plus, control),
        (Qt.Key.Key_Minus, control),
        (Qt.Key.Key_0, control),
    ):
        qtbot.keyClick(view, key, modifier)
        seen.append(drawn(view))
    assert seen == [
        "100 % at -1200, -800: 3000 × 2000",
        "100 % at -1250, -800: 3000 × 2000",
        "100 % at -1250, -750: 3000 × 2000",
        "125 % at -1638, -988: 3750 × 2500",
        "100 % at -1250, -750: 3000 × 2000",
        "20 % at 0, 0: 600 × 400",
    ]


def test_a_dragged_picture_follows_and_stops_at_its_edges(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    view.one_to_one()
    drag(qtbot, view, QPoint(300, 200), QPoint(340, 190))
    assert drawn(view) == "100 % at -1160, -810: 3000 × 2000"
    for _ in range(4):
        drag(qtbot, view, QPoint(10, 10), QPoint(590, 390))
    assert drawn(view) == "100 % at 0, 0: 3000 × 2000"


def test_a_picture_that_is_fitted_stays_so_when_the_view_grows_and_a_small_one_is_at_most_doubled(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    view.resize(900, 600)
    qtbot.waitUntil(lambda: drawn(view) == "30 % at 0, 0: 900 × 600")
    view.show_picture(engine.add("file:///scans/stamp.png", 100, 80, "red"))
    look(view, engine, qtbot)
    assert drawn(view) == "200 % at 350, 220: 200 × 160"


def test_pan_and_zoom_are_kept_for_the_next_picture_of_the_same_size(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    look(view, engine, qtbot)
    view.one_to_one()
    view.push(view.panes()[0], QPointF(100, 50))
    view.show_picture(engine.add("file:///scans/bert.tif", 3000, 2000, "red"))
    look(view, engine, qtbot)
    assert drawn(view) == "100 % at -1100, -750: 3000 × 2000"
    view.show_picture(engine.add("file:///scans/cora.tif", 1000, 2000, "red"))
    look(view, engine, qtbot)
    assert drawn(view) == "20 % at 200, 0: 200 × 400"


def test_a_picture_that_cannot_be_opened_says_so_in_words(view, engine, qtbot):
    view.show_picture(SCAN)
    engine.say(RequestFailed(engine.last(Measure).number, "This file is empty.", "Scan it <again>."))
    assert view.note.isVisible()
    assert (view.note.message, view.note.hint) == ("This file is empty.", "Scan it <again>.")
    assert "&lt;again&gt;" in view.note.text()
    view.show_picture(engine.add("file:///scans/bert.tif", 30, 20, "red"))
    assert not view.note.isVisible()


def test_a_tile_that_cannot_be_read_says_so_and_is_not_asked_for_again(view, engine, qtbot, tmp_path):
    view.show_picture(engine.add(SCAN, 600, 400, "red"))
    engine.serve()
    view.grab()
    broken = tmp_path / "broken.ppm"
    broken.write_bytes(b"P6 512")
    engine.say(PictureMade(engine.last(ReadTile).number, uri_of(broken)))
    qtbot.waitUntil(view.note.isVisible)
    assert view.note.message == "A part of this picture cannot be shown."
    assert not broken.exists()
    asked = len(engine.asked)
    view.grab()
    assert len(engine.asked) == asked


def test_an_engine_that_starts_again_is_asked_again_and_one_that_dies_of_a_picture_is_not(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 600, 400, "red"))
    die(engine)
    assert len(engine.all(Measure)) == 2
    engine.serve()
    look(view, engine, qtbot)
    assert drawn(view) == "100 % at 0, 0: 600 × 400"
    die(engine)  # nothing was asked: it is not the picture's fault
    assert not view.note.isVisible()
    view.show_picture(engine.add("file:///scans/bomb.tif", 600, 400, "red"))
    die(engine)
    die(engine)
    assert view.note.message == "The engine stopped while it read this picture."
    assert len(engine.all(Measure)) == 4


def test_tiles_that_were_lost_with_the_engine_are_asked_for_again(view, engine, qtbot):
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    engine.serve()
    view.grab()
    lost = [place(tile) for tile in engine.all(ReadTile)]
    die(engine)
    assert [place(tile) for tile in engine.all(ReadTile)] == [*lost, *lost]


def test_a_view_that_is_gone_waits_for_nothing(engine, qtbot):
    view = PictureView(engine)
    view.show_picture(engine.add(SCAN, 3000, 2000, "red"))
    view.deleteLater()
    qtbot.waitUntil(lambda: bool(engine.all(Cancel)))
    engine.say(engine.answer(engine.last(Measure)))
    assert engine.all(ReadTile) == []


def test_an_empty_view_says_what_to_do(view):
    assert view.note.isVisible()
    assert drawn(view) == "Choose a picture to look at it here."
    assert view.sizeHint() == QSize(640, 480)


def drag(qtbot: QtBot, view: PictureView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def die(engine: PictureEngine) -> None:
    """As the bridge tells it when the engine's process has ended."""
    engine._waiting.clear()
    engine.say(EngineEnded(expected=False, restarting=True))
