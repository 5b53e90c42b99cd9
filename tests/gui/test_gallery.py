"""The page of styles: tiles that fill from the middle, strengths, groups, favourites, and one of them large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.messages.answers import EngineEnded, EngineReady
from engine.messages.requests import Cancel, MakeThumbnail, PaintSmall
from engine.names import uri_of
from gui.gallery.favourites import Favourites
from gui.gallery.gallery import Gallery
from gui.pages.styles import StylesPage
from tests.gui.finding import button, click, texts
from tests.gui.gallery_engine import UNTOUCHED, GalleryEngine, described_with

STYLES = ("monet", "sketch", "hokusai", "cyanotype", "my-aunt")
MANY = tuple(f"style-{number:02}" for number in range(40))
PICTURE = "file:///scans/anna.tif"


@pytest.fixture
def engine(tmp_path: Path) -> GalleryEngine:
    folder = tmp_path / "painted"
    folder.mkdir()
    return GalleryEngine(folder)


@pytest.fixture
def page(qtbot: QtBot, engine: GalleryEngine) -> StylesPage:
    return opened(qtbot, engine)


def opened(qtbot: QtBot, engine: GalleryEngine, styles: tuple[str, ...] = STYLES, picture: str = PICTURE) -> StylesPage:
    page = StylesPage(engine)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.set_described(described_with(styles))
    if picture:
        page.set_picture(picture)
        qtbot.waitUntil(lambda: bool(engine.open()))
        page.gallery.tiles.setFocus()
    return page


def filled(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> Gallery:
    """Every tile that is visible is painted."""
    tiles = page.gallery.tiles

    def whole() -> bool:
        engine.serve_all()
        return all(tiles.paintings.has(tiles.wish(style)) for style in tiles.visible_styles())

    qtbot.waitUntil(whole)
    return page.gallery


def drawn(gallery: Gallery) -> str:
    """The tiles as text: the number of a chosen one before its name, a star and an own strength behind."""
    model = gallery.model
    parts: list[str] = []
    for style in model.shown:
        badge, strength = model.badge(style), model.brush_of(style).strength
        own = f" {strength:.0%}" if strength != model.brush.strength else ""
        parts.append(f"{badge or ''}{style}{'*' * (style in model.favourites)}{own}")
    return ", ".join(parts)


def place(gallery: Gallery, style: str) -> QPoint:
    """The middle of a tile's picture."""
    rect = gallery.tiles.visualRect(gallery.model.index(gallery.model.shown.index(style)))
    return QPoint(rect.center().x(), rect.top() + rect.height() // 3)


def star(gallery: Gallery, style: str) -> QPoint:
    rect = gallery.tiles.visualRect(gallery.model.index(gallery.model.shown.index(style)))
    return rect.bottomRight() - QPoint(16, 18)


def seen(gallery: Gallery, style: str) -> QColor:
    """The colour of a tile."""
    shot = gallery.tiles.viewport().grab()
    point = place(gallery, style) * shot.devicePixelRatio()
    return shot.toImage().pixelColor(point)


def near(one: QColor, other: QColor, most: int = 6) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]


def click_tile(qtbot: QtBot, gallery: Gallery, style: str, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(gallery.tiles.viewport(), Qt.MouseButton.LeftButton, how, place(gallery, style))


def go_to(gallery: Gallery, style: str) -> None:
    gallery.tiles.setCurrentIndex(gallery.model.index(gallery.model.shown.index(style)))


# What there is


def test_without_a_stylist_the_page_says_so_and_how_to_get_one(qtbot: QtBot, engine: GalleryEngine) -> None:
    page = opened(qtbot, engine, (), "")
    assert any("no stylist" in text for text in texts(page))
    assert any("docs/games.md" in text for text in texts(page))
    with qtbot.waitSignal(page.models_wanted):
        click(qtbot, page, "Go to Models")
    page.set_picture(PICTURE)
    assert engine.asked == []
    assert not page.acceptDrops()  # a drop is the window's


def test_a_stylist_that_comes_opens_the_gallery(qtbot: QtBot, engine: GalleryEngine) -> None:
    page = opened(qtbot, engine, (), "")
    page.set_picture(PICTURE)
    page.set_described(described_with(STYLES))
    qtbot.waitUntil(lambda: bool(engine.all(MakeThumbnail)))
    assert drawn(page.gallery) == "monet, hokusai, sketch, cyanotype, my-aunt"


def test_pictures_are_dropped_onto_the_page_also_in_folders(qtbot: QtBot, engine: GalleryEngine, tmp_path: Path) -> None:
    page = opened(qtbot, engine, picture="")
    assert "Drop a photograph here" in texts(page)
    (tmp_path / "box").mkdir()
    for name in ("b.jpg", "a.TIF", "letter.doc"):
        (tmp_path / "box" / name).write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "box"))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(9, 9), *how), QDropEvent(QPointF(9, 9), *how)):
        QApplication.sendEvent(page, event)
    qtbot.waitUntil(lambda: bool(engine.all(MakeThumbnail)))
    assert engine.last(MakeThumbnail).source == uri_of(tmp_path / "box" / "a.TIF")
    click(qtbot, page, "Variants…")
    assert [page.sheet.model.name(row) for row in range(page.sheet.model.rowCount())] == ["a.TIF", "b.jpg"]


def test_a_drop_without_pictures_is_told_and_changes_nothing(qtbot: QtBot, page: StylesPage, tmp_path: Path) -> None:
    (tmp_path / "letter.doc").write_bytes(b"")
    with qtbot.waitSignal(page.said) as said:
        page.take([tmp_path / "letter.doc"])
    assert said.args == ["There is no picture in that."]
    assert page.gallery.source == PICTURE


# Tiles


def test_tiles_fill_from_the_middle_of_what_is_visible_outward(qtbot: QtBot, engine: GalleryEngine) -> None:
    page = opened(qtbot, engine, MANY)
    tiles = page.gallery.tiles
    engine.serve(1)  # the picture itself, whose shape the tiles take
    qtbot.wait(150)
    wanted = tiles.visible_styles()
    assert 4 < len(wanted) < len(MANY)
    room = tiles.viewport().rect().center()
    ways = [
        (tiles.visualRect(page.gallery.model.index(MANY.index(style))).center() - room).manhattanLength() for style in wanted
    ]
    assert ways[0] < ways[len(ways) // 2] < ways[-1]
    assert engine.serve() == wanted  # and nothing that is not visible
    assert engine.open() == []


def test_scrolling_asks_for_what_is_visible_now_and_calls_off_the_rest(qtbot: QtBot, engine: GalleryEngine) -> None:
    page = opened(qtbot, engine, MANY)
    engine.serve(1)
    qtbot.wait(150)
    waiting = {request.number for request in engine.open()}
    page.gallery.tiles.scrollToBottom()
    qtbot.waitUntil(lambda: {request.number for request in engine.all(Cancel)} >= waiting)
    assert MANY[-1] in engine.serve()


def test_a_page_that_is_not_seen_asks_for_nothing(qtbot: QtBot, engine: GalleryEngine) -> None:
    page = opened(qtbot, engine)
    page.hide()
    asked = len(engine.all(PaintSmall))
    assert engine.open() == []
    page.set_picture("file:///scans/otto.tif")
    qtbot.wait(150)
    assert len(engine.all(PaintSmall)) == asked
    page.show()
    qtbot.waitUntil(lambda: bool(engine.open()))


def test_what_is_not_painted_yet_shows_the_picture_faintly(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    engine.serve(1)
    qtbot.wait(100)
    faint = seen(page.gallery, "monet")
    assert UNTOUCHED.lightness() < faint.lightness() < 255
    filled(qtbot, page, engine)
    assert near(seen(page.gallery, "monet"), QColor("#0000ff"))


def test_strength_is_seen_at_once_without_painting_anew(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = filled(qtbot, page, engine)
    asked = len(engine.all(PaintSmall))
    gallery.head.strength.setValue(50)
    assert near(seen(gallery, "monet"), QColor(100, 100, 228))
    qtbot.wait(150)
    assert len(engine.all(PaintSmall)) == asked


def test_keeping_colours_paints_anew_and_what_was_there_stays_meanwhile(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    gallery = filled(qtbot, page, engine)
    click(qtbot, gallery, "Keep the picture's colours")
    qtbot.waitUntil(lambda: bool(engine.open()))
    first = engine.last(PaintSmall)
    assert first.recipe["stages"][0]["keep_colours"]
    assert near(seen(gallery, "monet"), QColor("#0000ff"))
    gallery.head.stroke.setCurrentIndex(2)
    qtbot.waitUntil(lambda: Cancel(first.number) in engine.all(Cancel))
    assert engine.last(PaintSmall).recipe["stages"][0]["stroke"] == "broad"


def test_one_tile_is_turned_with_the_wheel_and_with_keys(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = filled(qtbot, page, engine)
    for notch in (-120, -60, -60):
        turn_wheel(gallery, "hokusai", notch, Qt.KeyboardModifier.ControlModifier)
    assert drawn(gallery) == "monet, hokusai 90%, sketch, cyanotype, my-aunt"
    go_to(gallery, "sketch")
    qtbot.keyClicks(gallery.tiles, "---+")
    assert drawn(gallery) == "monet, hokusai 90%, sketch 90%, cyanotype, my-aunt"
    assert "strength 90 %" in gallery.model.data(gallery.model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    gallery.head.strength.setValue(40)  # one for all again
    assert drawn(gallery) == "monet, hokusai, sketch, cyanotype, my-aunt"


def turn_wheel(gallery: Gallery, style: str, notch: int, how: Qt.KeyboardModifier) -> None:
    view = gallery.tiles.viewport()
    here = QPointF(place(gallery, style))
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        here, view.mapToGlobal(here), QPoint(), QPoint(0, notch), none, how, Qt.ScrollPhase.NoScrollPhase, False
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_picture_that_cannot_be_painted_is_told_once(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    engine.refuse("anna.tif is damaged")
    assert said == ["anna.tif is damaged. Choose another one."]
    asked = len(engine.asked)
    page.gallery.tiles.viewport().update()
    qtbot.wait(150)
    assert len(engine.asked) == asked


def test_an_engine_that_starts_again_is_asked_again(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    engine.serve(3)
    engine._waiting.clear()
    engine.say(EngineEnded(expected=False, restarting=True))
    asked = len(engine.asked)
    engine.say(EngineReady("Patina"))
    assert len(engine.asked) == asked + 2


def test_another_stylist_paints_everything_anew(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    filled(qtbot, page, engine)
    asked = len(engine.all(PaintSmall))
    page.set_described(described_with(STYLES))  # the same one, after an engine started again
    qtbot.wait(150)
    assert len(engine.all(PaintSmall)) == asked
    page.set_described(described_with(STYLES[:3]))
    filled(qtbot, page, engine)
    assert len(engine.all(PaintSmall)) == asked + 3


# Which are shown


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("Painters", "monet, hokusai"),
        ("Techniques", "sketch"),
        ("Historic processes", "cyanotype"),
        ("Others", "my-aunt"),
        ("Favourites", ""),
        ("All", "monet, hokusai, sketch, cyanotype, my-aunt"),
    ],
)
def test_styles_have_groups(page: StylesPage, tab: str, shown: str) -> None:
    choose_tab(page.gallery, tab)
    assert drawn(page.gallery) == shown


def choose_tab(gallery: Gallery, title: str) -> None:
    tabs = gallery.head.tabs
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(title))


def test_styles_are_searched_by_their_names(qtbot: QtBot, page: StylesPage) -> None:
    qtbot.keyClicks(page.gallery.head.search, "AUNT")
    assert drawn(page.gallery) == "my-aunt"
    qtbot.keyClicks(page.gallery.head.search, "s")
    assert "No style is called that." in texts(page)
    page.gallery.head.search.clear()
    assert "No style is called that." not in texts(page)


def test_stars_are_clicked_and_kept(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = filled(qtbot, page, engine)
    view = gallery.tiles.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=star(gallery, "sketch"))
    go_to(gallery, "monet")
    qtbot.keyClicks(gallery.tiles, "f")
    assert drawn(gallery) == "monet*, hokusai, sketch*, cyanotype, my-aunt"
    choose_tab(gallery, "Favourites")
    assert drawn(gallery) == "monet*, sketch*"
    again = Favourites()
    assert [style for style in STYLES if style in again] == ["monet", "sketch"]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=star(gallery, "monet"))
    assert drawn(gallery) == "sketch*"


def test_favourites_that_cannot_be_read_are_put_aside(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "gallery.toml"
    path.write_text("favourites = 3")
    broken = Favourites(path)
    assert "gallery.toml.damaged" in broken.remark
    broken.toggle("monet")
    assert "monet" in Favourites(path)
    assert (tmp_path / "gallery.toml.damaged").read_text() == "favourites = 3"


def test_favourites_that_cannot_be_written_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    favourites = Favourites(tmp_path / "file" / "gallery.toml")
    with qtbot.waitSignal(favourites.failed):
        favourites.toggle("monet")


# Large


def test_a_tile_on_which_the_mouse_rests_is_shown_large(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = filled(qtbot, page, engine)
    rest_on(gallery, "monet")
    qtbot.waitUntil(gallery.large.isVisible)
    assert "Monet: strength 100 %" in texts(gallery.large)
    large = engine.last(PaintSmall)
    assert (large.side, large.recipe["stages"][0]["styles"]) == (1024, {"monet": 1.0})
    tile = gallery.tiles.visualRect(gallery.model.index(0))
    assert not gallery.large.geometry().intersects(tile.translated(gallery.tiles.mapTo(gallery, QPoint())))
    QTest.mouseMove(gallery.head, QPoint(2, 2))
    QApplication.sendEvent(gallery.tiles, QEvent(QEvent.Type.Leave))
    assert not gallery.large.isVisible()
    assert Cancel(large.number) in engine.all(Cancel)


def rest_on(gallery: Gallery, style: str) -> None:
    view = gallery.tiles.viewport()
    for step in (QPoint(0, 0), QPoint(3, 3)):
        QTest.mouseMove(view, place(gallery, style) + step)
        QApplication.processEvents()


def test_a_held_mouse_shows_the_picture_before_and_does_not_choose(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    gallery = filled(qtbot, page, engine)
    view = gallery.tiles.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place(gallery, "monet"))
    qtbot.waitUntil(lambda: near(seen(gallery, "monet"), UNTOUCHED))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place(gallery, "monet"))
    assert near(seen(gallery, "monet"), QColor("#0000ff"))
    assert gallery.model.chosen == []


def test_keys_open_a_tile_go_on_to_others_and_close_it(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = filled(qtbot, page, engine)
    go_to(gallery, "monet")
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Return)
    assert gallery.large.isVisible()
    engine.serve()
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Right)
    assert "Hokusai: strength 100 %" in texts(gallery.large)
    engine.serve()
    assert near(large_colour(gallery), QColor("#00ff00"))
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Minus)
    assert "Hokusai: strength 95 %" in texts(gallery.large)
    qtbot.keyPress(gallery.tiles, Qt.Key.Key_Backslash)
    assert near(large_colour(gallery), UNTOUCHED)
    qtbot.keyRelease(gallery.tiles, Qt.Key.Key_Backslash)
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Escape)
    assert not gallery.large.isVisible()
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Space)
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Space)
    assert not gallery.large.isVisible()


def test_a_large_painting_shows_the_picture_before_while_it_is_pressed(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    gallery = filled(qtbot, page, engine)
    go_to(gallery, "monet")
    gallery.show_large()
    engine.serve()
    painting = gallery.large.painting
    qtbot.mousePress(painting, Qt.MouseButton.LeftButton, pos=painting.rect().center())
    assert near(large_colour(gallery), UNTOUCHED)
    qtbot.mouseRelease(painting, Qt.MouseButton.LeftButton, pos=painting.rect().center())
    assert near(large_colour(gallery), QColor("#0000ff"))
    assert gallery.large.isVisible()


def large_colour(gallery: Gallery) -> QColor:
    painting = gallery.large.painting
    shot = painting.grab()
    return shot.toImage().pixelColor(painting.rect().center() * shot.devicePixelRatio())


def test_every_field_has_a_name_for_those_who_do_not_see_it(page: StylesPage) -> None:
    head = page.gallery.head
    for field in (head.strength, head.stroke, head.search, head.tabs, page.gallery.tiles):
        assert field.accessibleName()
    assert button(page.gallery, "Choose a picture…").focusPolicy() & Qt.FocusPolicy.TabFocus
