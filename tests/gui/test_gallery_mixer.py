"""Mixing: up to four styles, their shares, a preview that follows, and the recipe that comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QSlider
from pytestqt.qtbot import QtBot

from engine.messages.requests import PaintSmall
from gui.gallery.gallery import Gallery
from gui.gallery.groups import mixture_title
from gui.pages.styles import StylesPage
from tests.gui.finding import click, texts
from tests.gui.gallery_engine import GalleryEngine
from tests.gui.test_gallery import click_tile, drawn, filled, go_to, large_colour, near, opened

STYLES = ("monet", "hokusai", "sketch", "cyanotype", "my-aunt")


@pytest.fixture
def engine(tmp_path: Path) -> GalleryEngine:
    folder = tmp_path / "painted"
    folder.mkdir()
    return GalleryEngine(folder)


@pytest.fixture
def page(qtbot: QtBot, engine: GalleryEngine) -> StylesPage:
    page = opened(qtbot, engine, STYLES)
    filled(qtbot, page, engine)
    return page


def shares(gallery: Gallery) -> list[str]:
    """The lines of the mixer as text."""
    QApplication.processEvents()  # what was just put into a layout is seen only then
    lines: list[str] = []
    grid = gallery.mixer._grid
    for row in range(grid.rowCount()):
        items = [grid.itemAtPosition(row, column) for column in (0, 2)]
        labels = [item.widget() for item in items if item]
        if labels and all(isinstance(label, QLabel) and label.isVisibleTo(gallery) for label in labels):
            lines.append(" ".join(label.text() for label in labels if isinstance(label, QLabel)))
    return lines


def slider(gallery: Gallery, name: str) -> QSlider:
    return next(one for one in gallery.mixer.findChildren(QSlider) if one.accessibleName() == f"Share of “{name}”")


def previews(engine: GalleryEngine) -> list[dict[str, Any]]:
    """Styles of the mixtures that were asked for, large."""
    return [one.recipe["stages"][0]["styles"] for one in engine.all(PaintSmall) if one.side == 1024]


def test_clicks_choose_up_to_four_styles_and_number_them(qtbot: QtBot, page: StylesPage) -> None:
    gallery = page.gallery
    assert not gallery.mixer.isVisible()
    click_tile(qtbot, gallery, "sketch")
    click_tile(qtbot, gallery, "monet", Qt.KeyboardModifier.ControlModifier)
    go_to(gallery, "hokusai")
    qtbot.keyClicks(gallery.tiles, "m")
    assert drawn(gallery) == "2monet, 3hokusai, 1sketch, cyanotype, my-aunt"
    assert "Sketch, Monet and Hokusai" in texts(gallery.mixer)
    gallery.model.toggle("cyanotype")
    with qtbot.waitSignal(page.said):
        gallery.model.toggle("my-aunt")
    assert gallery.model.badge("my-aunt") == 0
    click(qtbot, gallery.mixer, "Take “Sketch” out of the mixture")
    assert drawn(gallery) == "1monet, 2hokusai, sketch, 3cyanotype, my-aunt"
    click(qtbot, gallery.mixer, "Clear")
    assert drawn(gallery) == "monet, hokusai, sketch, cyanotype, my-aunt"
    assert not gallery.mixer.isVisible()


def test_sliders_give_shares_that_are_100_per_cent_together(qtbot: QtBot, page: StylesPage) -> None:
    gallery = page.gallery
    gallery.model.toggle("monet")
    assert shares(gallery) == ["Monet 100 %"]
    assert not slider(gallery, "Monet").isEnabled()
    gallery.model.toggle("sketch")
    assert shares(gallery) == ["Monet 50 %", "Sketch 50 %"]
    slider(gallery, "Sketch").setValue(25)
    assert shares(gallery) == ["Monet 80 %", "Sketch 20 %"]
    gallery.model.toggle("hokusai")  # those that stay keep their weights
    assert shares(gallery) == ["Monet 44 %", "Sketch 11 %", "Hokusai 44 %"]


def test_the_preview_is_painted_and_follows_the_sliders_one_painting_after_the_other(
    qtbot: QtBot, page: StylesPage, engine: GalleryEngine
) -> None:
    gallery = page.gallery
    gallery.model.toggle("monet")
    gallery.model.toggle("sketch")
    engine.serve()
    assert previews(engine)[-1] == {"monet": 0.5, "sketch": 0.5}
    for value in (90, 80, 70, 60, 50):
        slider(gallery, "Sketch").setValue(value)
    assert previews(engine)[-1] == {"monet": 0.53, "sketch": 0.47}  # under way, and awaited
    engine.serve(1)
    assert previews(engine)[-1] == {"monet": 0.67, "sketch": 0.33}  # where the slider stands now
    engine.serve()
    assert engine.open() == []


def test_the_mixture_is_shown_large(qtbot: QtBot, page: StylesPage, engine: GalleryEngine) -> None:
    gallery = page.gallery
    gallery.model.toggle("monet")
    gallery.model.toggle("sketch")
    click(qtbot, gallery.mixer, "Show large")
    engine.serve()
    assert "Monet and sketch (50 % · 50 %): strength 100 %" in texts(gallery.large)
    assert near(large_colour(gallery), QColor("#ff8000"))
    qtbot.keyClick(gallery.tiles, Qt.Key.Key_Escape)
    assert not gallery.large.isVisible()


def test_the_mixture_goes_to_the_pictures_as_a_recipe(qtbot: QtBot, page: StylesPage) -> None:
    gallery = page.gallery
    gallery.model.toggle("monet")
    gallery.model.toggle("sketch")
    slider(gallery, "Sketch").setValue(25)
    gallery.model.turn("monet", -4)  # 80 % of it paints with 80 % strength
    gallery.head.stroke.setCurrentIndex(0)
    click(qtbot, gallery, "Keep the picture's colours")
    with qtbot.waitSignal(page.recipe_wanted) as wanted:
        click(qtbot, gallery.mixer, "Use for these pictures")
    styles = {"monet": 1.0, "sketch": 0.25}
    stage = {"type": "style", "styles": styles, "strength": 0.84, "keep_colours": True, "stroke": "fine"}
    assert wanted.args == [{"title": "Monet and sketch", "stages": [stage]}]


def test_a_style_that_is_no_more_leaves_the_mixture(page: StylesPage) -> None:
    gallery = page.gallery
    gallery.model.toggle("monet")
    gallery.model.toggle("my-aunt")
    gallery.set_styles(("monet", "sketch"))
    assert drawn(gallery) == "1monet, sketch"
    assert shares(gallery) == ["Monet 100 %"]


@pytest.mark.parametrize(
    ("styles", "title"),
    [
        (["old-masters"], "Old masters"),
        (["sketch", "monet"], "Sketch and Monet"),
        (["ink-wash", "old-masters", "my-aunt"], "Ink wash, old masters and my aunt"),
    ],
)
def test_a_mixture_is_called_by_its_styles(qapp: object, styles: list[str], title: str) -> None:
    assert mixture_title(styles) == title
