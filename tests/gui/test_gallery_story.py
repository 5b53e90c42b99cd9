"""The story of the gallery, with a real engine and a stylist of random weights: dropped, tried, mixed, and painted in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine.events import Event
from engine.messages.answers import PictureMade
from engine.messages.queue_answers import QueueChanged
from engine.messages.requests import PaintSmall
from engine.names import path_of, uri_of
from gui.bridge import EngineBridge
from gui.building import build_window
from gui.gallery.hand import Brush, Hand, Wish, wish_for
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage
from gui.pages.styles import StylesPage
from gui.settings import SettingsFile
from models.card import Card
from models.networks.residual_net import ResidualNet
from models.package import write_package
from tests.engine.small_archive import hashes, photograph, saved, tree
from tests.gui.finding import click, the

PATIENCE = 60_000  # milliseconds
STYLES = ("monet", "sketch", "cyanotype")


@pytest.fixture
def window(qtbot: QtBot, users_home: Path) -> Iterator[MainWindow]:
    torch.manual_seed(5)
    design = ResidualNet(width=8, blocks=1, styles=len(STYLES))
    card = Card(
        id="stylist", title="Stylist", purpose="For tests.", network=design, halo=8, styles=STYLES, licence="none",
        trained_on="nothing", weights_sha256="",
    )  # fmt: skip
    write_package(users_home / "models" / "stylist", card, design.build())
    bridge = EngineBridge()
    bridge.device = "torch-cpu"  # there is no graph of so small a network
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.show_page("styles")
    with qtbot.waitSignal(window.described, timeout=PATIENCE):
        bridge.start()
    yield window
    window.close()
    bridge.close()


def heard(qtbot: QtBot, window: MainWindow, such: Callable[[Event], bool], act: Callable[[], Any]) -> Event:
    """Do something, and wait for an event."""
    found: list[Event] = []
    window.bridge.happened.connect(lambda event: such(event) and found.append(event))
    act()
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return found[0]


def test_styles_are_tried_on_a_picture_mixed_used_and_painted_in_full(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    box = tmp_path / "box"
    for number in (1, 2):
        saved(box / f"{number}.png", photograph(120, 160, left=60 + 9 * number))
    before = hashes(box)
    page, pictures = the(window, StylesPage), the(window, PicturesPage)
    gallery = page.gallery
    assert gallery.model.styles == list(STYLES)
    page.take([box])
    tiles = gallery.tiles
    qtbot.waitUntil(lambda: all(tiles.paintings.has(tiles.wish(style)) for style in STYLES), timeout=PATIENCE)
    painted = [tiles.paintings.picture(tiles.wish(style)) for style in STYLES]
    assert len({bytes(picture.toImage().constBits()) for picture in painted if picture}) == 3

    gallery.model.toggle("monet")
    gallery.model.toggle("sketch")
    preview = gallery.mixer.preview
    mixture = wish_for(gallery.source, Hand((("monet", 1.0), ("sketch", 1.0))), 1024)
    qtbot.waitUntil(lambda: preview.paintings.has(mixture), timeout=PATIENCE)
    click(qtbot, gallery.mixer, "Use for these pictures")
    assert window.page == "pictures"
    assert pictures.panel.recipe["title"] == "Monet and sketch"
    assert pictures.panel.recipe["stages"][0]["styles"] == {"monet": 1.0, "sketch": 1.0}

    window.show_page("styles")
    click(qtbot, page, "Variants…")
    sheet = page.sheet
    qtbot.waitUntil(lambda: sheet.table.count() == (6, 6), timeout=PATIENCE)
    sheet.model.give(0, 1, 4)
    sheet.model.give(1, 3, 5)

    def done(event: Event) -> bool:
        return isinstance(event, QueueChanged) and event.state == "finished" and event.done == 1

    heard(qtbot, window, done, lambda: click(qtbot, sheet, "Paint the starred in full (2)"))
    qtbot.waitUntil(lambda: len(tree(tmp_path / "box Monet and sketch")) == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(tree(tmp_path / "box Monet")) == 1, timeout=PATIENCE)
    assert tree(tmp_path / "box Monet") == ["1.png"]
    assert tree(tmp_path / "box Monet and sketch") == ["2.png"]
    assert hashes(box) == before


def test_strength_laid_over_by_the_window_is_what_the_engine_paints(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    source = uri_of(saved(tmp_path / "one.png", photograph(120, 160)))
    half = Hand((("monet", 1.0),), Brush(strength=0.5))
    files = [
        answer(qtbot, window, wish.request)
        for wish in (Wish(source, 384), wish_for(source, half, 384))
    ]  # fmt: skip
    files.append(answer(qtbot, window, lambda number: PaintSmall(number, source, half.recipe, 384)))
    untouched, whole, wanted = (QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32) for file in files)
    errors = [
        abs((a + b) / 2 - c)
        for y in range(0, 120, 7)
        for x in range(0, 160, 7)
        for a, b, c in zip(*(image.pixelColor(x, y).getRgb()[:3] for image in (untouched, whole, wanted)), strict=True)  # type: ignore[index]
    ]
    change = [
        abs(a - b)
        for y in range(0, 120, 7)
        for x in range(0, 160, 7)
        for a, b in zip(*(image.pixelColor(x, y).getRgb()[:3] for image in (untouched, whole)), strict=True)  # type: ignore[index]
    ]
    assert sum(change) / len(change) > 10
    assert sum(errors) / len(errors) < 3  # what the JPEGs of three small copies make of it


def answer(qtbot: QtBot, window: MainWindow, request: Callable[[int], Any]) -> Path:
    """The file with which the engine answers."""
    number = window.bridge.number()

    def mine(event: Event) -> bool:
        return isinstance(event, PictureMade) and event.number == number

    made = heard(qtbot, window, mine, lambda: window.bridge.tell(request(number)))
    assert isinstance(made, PictureMade)
    return path_of(made.path)
