"""Contact sheets: pictures down, styles across; stars for the best, and what comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from engine.messages.requests import Cancel, MakeThumbnail, PaintSmall
from engine.names import path_of, uri_of
from gui.gallery.batches import batches_of
from gui.gallery.hand import Brush, Hand
from gui.gallery.sheet import Sheet
from gui.gallery.sheet_model import SheetModel
from gui.gallery.sheet_table import cell_places, star_place
from gui.gallery.stars import Stars
from gui.pages.styles import StylesPage
from gui.settings import Settings
from tests.gui.finding import button, click, texts, the
from tests.gui.gallery_engine import GalleryEngine
from tests.gui.test_gallery import near, opened

STYLES = ("monet", "hokusai", "sketch")


@pytest.fixture
def engine(tmp_path: Path) -> GalleryEngine:
    folder = tmp_path / "painted"
    folder.mkdir()
    return GalleryEngine(folder)


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    (tmp_path / "box").mkdir()
    files = [tmp_path / "box" / name for name in ("anna.jpg", "otto.jpg")]
    for file in files:
        file.write_bytes(b"the original")
    return [uri_of(file) for file in files]


@pytest.fixture
def page(qtbot: QtBot, engine: GalleryEngine, sources: list[str]) -> StylesPage:
    page = opened(qtbot, engine, STYLES, sources[0])
    page.set_pictures(sources)
    return page


def sheet_of(qtbot: QtBot, page: StylesPage, engine: GalleryEngine, *chosen: str) -> Sheet:
    """All of it painted."""
    for style in chosen:
        page.gallery.model.toggle(style)
    click(qtbot, page, "Variants…")
    sheet = page.sheet

    def whole() -> bool:
        engine.serve_all()
        done, count = sheet.table.count()
        return 0 < count == done

    qtbot.waitUntil(whole)
    return sheet


def drawn(sheet: Sheet) -> list[str]:
    """The sheet as text: the columns, then the stars in each row."""
    model = sheet.model
    columns = range(1, model.columnCount())
    lines = [" | ".join(model.title(column) for column in columns)]
    for row in range(model.rowCount()):
        lines.append(f"{model.name(row)}: " + " | ".join("*" * model.stars(row, column) or "-" for column in columns))
    return lines


def press(qtbot: QtBot, sheet: Sheet, row: int, column: int, keys: str) -> None:
    sheet.table.setCurrentIndex(sheet.model.index(row, column))
    qtbot.keyClicks(sheet.table, keys)


def test_the_chosen_styles_and_their_mixture_are_beside_each_other(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    sheet = sheet_of(qtbot, page, engine, "sketch", "monet")
    assert drawn(sheet) == ["Sketch | Monet | Sketch and Monet", "anna.jpg: - | - | -", "otto.jpg: - | - | -"]
    asked = {(one.source, tuple(one.recipe["stages"][0]["styles"])) for one in engine.all(PaintSmall) if one.side == 384}
    assert {styles for source, styles in asked if source.endswith("otto.jpg")} == {("sketch",), ("monet",), ("monet", "sketch")}


def test_without_a_choice_every_style_that_is_shown_has_a_column(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    page.gallery.head.search.setText("o")
    assert drawn(sheet_of(qtbot, page, engine))[0] == "Monet | Hokusai"


def test_pictures_as_they_are_come_first_and_what_is_visible_before_the_rest(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    page.set_pictures([f"file:///box/{number:02}.jpg" for number in range(30)])
    click(qtbot, page, "Variants…")
    qtbot.wait(150)
    assert isinstance(engine.open()[0], MakeThumbnail)
    order: list[bool] = []
    visible = page.sheet.table.viewport().rect()
    while requests := engine.open():
        row = page.sheet.model.sources.index(requests[0].source)
        order.append(page.sheet.table.visualRect(page.sheet.model.index(row, 0)).intersects(visible))
        engine.answer(requests[0])
    assert order[:8] == [True] * 8
    assert order[-40:] == [False] * 40


def test_keys_give_stars_and_take_them_away(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    sheet = sheet_of(qtbot, page, engine)
    press(qtbot, sheet, 0, 1, "3")
    press(qtbot, sheet, 1, 2, "5")
    press(qtbot, sheet, 1, 3, "40")
    press(qtbot, sheet, 0, 0, "5")  # the picture itself is no variant
    assert drawn(sheet)[1:] == ["anna.jpg: *** | - | -", "otto.jpg: - | ***** | -"]
    click(qtbot, sheet, "Back to the gallery")
    click(qtbot, page, "Variants…")
    assert drawn(sheet)[1] == "anna.jpg: *** | - | -"


def test_stars_are_there_again_at_the_next_start(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    sheet = sheet_of(qtbot, page, engine)
    press(qtbot, sheet, 0, 1, "3")
    press(qtbot, sheet, 1, 2, "50")
    again = SheetModel(Stars())
    again.show(sheet.model.sources, sheet.model.hands)
    assert [again.stars(row, column) for row in (0, 1) for column in (1, 2, 3)] == [3, 0, 0, 0, 0, 0]
    assert again.starred(1) == [(sheet.model.sources[0], sheet.model.hands[0].recipe)]


def test_stars_that_cannot_be_read_are_put_aside_and_what_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "stars.toml"
    path.write_text("given = [1, 2]")
    stars, hand = Stars(path), Hand((("monet", 1.0),))
    assert stars.remark == "“stars.toml” could not be read. It is kept as “stars.toml.damaged”."
    stars.give("file:///a.tif", hand, 4)
    assert Stars(path).of("file:///a.tif", hand) == 4
    lost = Stars(path / "stars.toml")
    with qtbot.waitSignal(lost.failed):
        lost.give("file:///a.tif", hand, 4)


def test_stars_are_clicked(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    sheet = sheet_of(qtbot, page, engine)
    cell = QRectF(sheet.table.visualRect(sheet.model.index(0, 1)))
    metrics = sheet.table.fontMetrics()
    fourth = star_place(cell_places(cell, metrics)[1], metrics, 4).center().toPoint()
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=fourth)
    assert drawn(sheet)[1] == "anna.jpg: **** | - | -"
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=fourth)
    assert drawn(sheet)[1] == "anna.jpg: - | - | -"


def test_only_the_starred_are_painted_in_full(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine, sources: list[str]
) -> None:
    page.gallery.head.strength.setValue(70)
    sheet = sheet_of(qtbot, page, engine)
    assert not button(sheet, "Paint the starred in full (0)").isEnabled()
    press(qtbot, sheet, 0, 1, "3")
    press(qtbot, sheet, 1, 2, "5")
    the(sheet, QComboBox).setCurrentIndex(3)
    with qtbot.waitSignal(page.variants_wanted) as wanted:
        click(qtbot, sheet, "Paint the starred in full (1)")
    assert wanted.args == [[(sources[1], recipe("Hokusai", {"hokusai": 1.0}, 0.7))]]
    the(sheet, QComboBox).setCurrentIndex(0)
    with qtbot.waitSignal(page.variants_wanted) as wanted:
        click(qtbot, sheet, "Paint the starred in full (2)")
    assert [source for source, _ in (wanted.args or [[]])[0]] == sources


def recipe(title: str, styles: dict[str, float], strength: float = 1.0) -> dict[str, object]:
    stage = {"type": "style", "styles": styles, "strength": strength, "keep_colours": False, "stroke": "medium"}
    return {"title": title, "stages": [stage]}


def test_one_is_shown_large_and_escape_goes_back_step_by_step(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    sheet = sheet_of(qtbot, page, engine)
    press(qtbot, sheet, 1, 1, "")
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert "Monet: strength 100 %" in texts(sheet.large)
    assert engine.last(PaintSmall).source.endswith("otto.jpg")
    qtbot.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.large.isVisible()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.gallery


def test_leaving_the_sheet_calls_off_what_is_not_painted(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    click(qtbot, page, "Variants…")
    qtbot.waitUntil(lambda: page.sheet.table.paintings.busy)
    open_ones = {request.number for request in engine.open()}
    click(qtbot, page, "Back to the gallery")
    assert {request.number for request in engine.all(Cancel)} >= open_ones


def test_the_sheet_is_saved_as_a_picture(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_of(qtbot, page, engine)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "my sheet"), ""))
    with qtbot.waitSignal(page.said) as said:
        click(qtbot, sheet, "Save the sheet as PNG…")
    assert said.args == ["The sheet is saved as “my sheet.png”."]
    saved = QImage(str(tmp_path / "my sheet.png"))
    assert saved.width() > 4 * 384
    cells = [saved.pixelColor(QPoint(round(saved.width() * part), saved.height() // 4)) for part in (0.125, 0.375, 0.625)]
    assert [near(cell, QColor(wanted)) for cell, wanted in zip(cells, ("#c8c8c8", "#0000ff", "#00ff00"), strict=True)] == [
        True
    ] * 3


def test_a_sheet_never_goes_over_a_picture(qtbot: QtBot, page: StylesPage, engine: GalleryEngine, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot, page, engine)
    with qtbot.waitSignal(page.said) as said:
        sheet.save(tmp_path / "box" / ".." / "box" / "anna.jpg")
    assert "one of the pictures themselves" in (said.args or [""])[0]
    assert (tmp_path / "box" / "anna.jpg").read_bytes() == b"the original"


def test_a_sheet_that_cannot_be_written_is_told(qtbot: QtBot, page: StylesPage, engine: GalleryEngine, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot, page, engine)
    with qtbot.waitSignal(page.said) as said:
        sheet.save(tmp_path / "box" / "anna.jpg" / "sheet.png")
    assert "Choose another folder" in (said.args or [""])[0]


def test_variants_become_a_batch_for_each_style_with_a_folder_of_its_own(tmp_path: Path) -> None:
    one, other = (Hand(((style, 1.0),), Brush()).recipe for style in ("monet", "sketch"))
    box = tmp_path / "box"
    variants = [(uri_of(box / "anna.tif"), one), (uri_of(box / "otto.tif"), one), (uri_of(box / "anna.tif"), other)]
    batches = batches_of(variants, Settings(result_format="png"), lambda place: place.name == "box Sketch")
    assert [(batch.destination, [path_of(source).name for source in batch.sources], batch.suffix) for batch in batches] == [
        (tmp_path / "box Monet", ["anna.tif", "otto.tif"], ".png"),
        (tmp_path / "box Sketch 2", ["anna.tif"], ".png"),
    ]
    elsewhere = batches_of(variants[:1], Settings(results=uri_of(tmp_path / "out")), lambda place: False)
    assert elsewhere[0].destination == tmp_path / "out" / "box Monet"
