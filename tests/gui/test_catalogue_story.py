"""Stories of the catalogue, with a real engine and a server on this machine: found, fetched, stopped, gone on with, refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from engine.importing.catalogue import Listed, own_catalogue, place_of
from engine.importing.fetching import part_of
from engine.messages.answers import Described, ModelImported
from engine.messages.model_answers import CatalogueListed, FetchProgressed
from engine.packages import find_package, package_folders
from gui.catalogue.dialog import CatalogueDialog
from gui.pages.model_card import ModelCard
from gui.pages.models import ModelsPage
from tests.engine.importing.foreign import saved_graph
from tests.engine.model_server import Server, serving
from tests.gui.finding import button, click, texts, the
from tests.gui.patina import Patina

STOPPED = "Stopped. What has come is kept: fetch it again, and it goes on."
ADDED = "“Tiny enlarger” was added. It was recognised as: a graph (ONNX), 0.0 million parameters: enlarges 2 times."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """It has a real network, though a small one."""
    with serving(saved_graph(tmp_path / "made.onnx", 2).read_bytes()) as server:
        yield server


@pytest.fixture
def listed(server: Server, users_home: Path) -> Listed:
    """The network, which stands in the user's own catalogue."""
    model = Listed(
        id="tiny-enlarger", title="Tiny enlarger", author="Ada", task="enlarge", architecture="two layers", scale=2,
        tags=("photo", "haiku"), licence="CC-BY-NC-4.0", suffix=".onnx", bytes=len(server.content),
        sha256=hashlib.sha256(server.content).hexdigest(), address=server.address,
    )  # fmt: skip
    users_home.mkdir(parents=True, exist_ok=True)
    own_catalogue().write_bytes(msgspec.toml.encode({"models": [model]}))
    return model


@pytest.fixture
def page(listed: Listed, patina: Patina) -> ModelsPage:
    patina.window.show_page("models")
    return the(patina.window, ModelsPage)


def choose(patina: Patina, page: ModelsPage) -> CatalogueDialog:
    """The catalogue, with the tiny enlarger chosen."""
    click(patina.qtbot, page, "From the catalogue…")
    patina.until(CatalogueListed)
    dialog = page.findChildren(CatalogueDialog)[-1]
    patina.qtbot.keyClicks(dialog.search, "tiny")
    assert dialog.table.current
    assert dialog.table.current.model.title == "Tiny enlarger"
    return dialog


def test_a_model_is_found_fetched_and_added_and_its_card_says_whose_it_is(
    page: ModelsPage, patina: Patina, server: Server, listed: Listed, qtbot: QtBot
) -> None:
    dialog = choose(patina, page)
    size = f"{len(server.content) / 1000:.1f} kB"
    assert texts(dialog.details) == [
        "Tiny enlarger",
        "Enlarges ×2 – made for: photographs, haiku. Architecture: two layers.",
        "It belongs to its author, Ada, who gives it under the licence CC-BY-NC-4.0.",
        "Its licence does not allow commercial use.",
        f"It would come from 127.0.0.1: {server.address} ({size})",
        "Nothing is fetched before you press “Fetch and add”, and only this very file is taken in.",
    ]
    assert server.asked == []
    click(qtbot, dialog, "Fetch and add")
    assert patina.until(ModelImported).model == "tiny-enlarger"
    assert server.asked == [""]
    assert texts(page.incoming) == [ADDED]
    assert not place_of(listed).exists(), "the package holds it now"
    patina.until(Described)
    card = next(card for card in page.findChildren(ModelCard) if card.accessibleName() == "Tiny enlarger")
    said = texts(card)
    assert said[said.index("Author") + 1] == "Ada"
    assert said[said.index("Licence") : said.index("Licence") + 3] == ["Licence", "CC-BY-NC-4.0", "Not for commercial use."]
    with pytest.raises(AssertionError, match="no button"):
        button(card, "Change…")  # the catalogue has said it
    assert texts(choose(patina, page).details)[-1] == "It has been added already."


def test_what_was_stopped_is_kept_and_gone_on_with(page: ModelsPage, patina: Patina, server: Server, listed: Listed) -> None:
    server.drips_from = half = len(server.content) // 2
    click(patina.qtbot, choose(patina, page), "Fetch and add")
    patina.until(FetchProgressed, lambda event: event.have >= half)
    (bar,) = (bar for bar in page.incoming.findChildren(QProgressBar) if bar.isVisible())
    assert 490 <= bar.value() < 1000
    assert bar.accessibleName() == "How much of “Tiny enlarger” is here"
    assert texts(choose(patina, page).details)[-1] == "It is on its way: the page of models says how far."
    page.findChildren(CatalogueDialog)[-1].reject()
    click(patina.qtbot, page, "Stop")
    assert texts(page.incoming) == [STOPPED]
    server.drips_from = None
    click(patina.qtbot, page, "Fetch again")
    patina.until(ModelImported)
    assert texts(page.incoming) == [ADDED]
    assert find_package("tiny-enlarger").card.author == "Ada"
    first, again = server.asked
    assert first == ""
    assert half <= int(again.removeprefix("bytes=").removesuffix("-")) < len(server.content)


def test_a_file_that_is_another_one_is_thrown_away(page: ModelsPage, patina: Patina, server: Server, listed: Listed) -> None:
    server.content = server.content[:-1] + b"!"
    click(patina.qtbot, choose(patina, page), "Fetch and add")
    patina.wait(lambda: any("thrown away" in one for one in texts(page.incoming)))
    assert texts(page.incoming) == [
        f"What lies at {server.address} is not the file that the catalogue lists: it was thrown away. Its author may have "
        "changed it. Wait for a newer catalogue, or, if you trust it, fetch it with a browser and add it like any other model."
    ]
    assert not part_of(place_of(listed)).exists()
    assert "tiny-enlarger" not in package_folders()


def test_what_was_kept_from_the_last_time_is_told_before_it_is_fetched(
    page: ModelsPage, patina: Patina, server: Server, listed: Listed
) -> None:
    part = part_of(place_of(listed))
    part.parent.mkdir(parents=True)
    part.write_bytes(server.content[:1000])
    dialog = choose(patina, page)
    assert texts(dialog.details)[-1] == "1.0 kB of it are here from the last time: fetching goes on from there."
    click(patina.qtbot, dialog, "Fetch and add")
    patina.until(ModelImported)
    assert server.asked == ["bytes=1000-"]


def test_without_a_connection_the_list_is_there_and_a_file_comes_in_by_hand(
    page: ModelsPage, patina: Patina, server: Server, listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = msgspec.structs.replace(listed, address="http://127.0.0.1:9/model.pth")
    own_catalogue().write_bytes(msgspec.toml.encode({"models": [away]}))
    click(patina.qtbot, choose(patina, page), "Fetch and add")
    patina.wait(lambda: any("its server takes no connections. Try again later" in one for one in texts(page.incoming)))
    assert button(page.incoming, "Fetch again").isEnabled()

    by_hand = tmp_path / "from a browser.download"
    by_hand.write_bytes(server.content[:-1] + b"!")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(by_hand), ""))
    click(patina.qtbot, choose(patina, page), "I have the file…")
    patina.wait(lambda: any("is not the file that the catalogue lists" in one for one in texts(page.incoming)))
    by_hand.write_bytes(server.content)
    click(patina.qtbot, choose(patina, page), "I have the file…")
    patina.until(ModelImported)
    assert texts(page.incoming) == [ADDED]
    assert by_hand.read_bytes() == server.content
    assert server.asked == []


def test_the_licence_of_a_model_that_was_added_by_hand_is_said_on_its_card(
    opened: Callable[..., Patina], tmp_path: Path, qtbot: QtBot
) -> None:
    patina = opened()
    patina.window.show_page("models")
    page = the(patina.window, ModelsPage)
    page.incoming.take([saved_graph(tmp_path / "Sharp.onnx", 2)])
    patina.until(ModelImported)
    patina.until(Described)

    def card() -> ModelCard:
        return next(card for card in page.findChildren(ModelCard) if card.accessibleName() == "Sharp" and card.isVisible())

    assert "Not for commercial use." not in texts(card())
    click(qtbot, card(), "Say which…")
    field = card().licence
    assert field
    qtbot.keyClicks(field.choice, "CC-BY-NC")
    qtbot.keyClick(field.choice, Qt.Key.Key_Return)
    patina.until(Described)
    assert find_package("sharp").card.licence == "CC-BY-NC"
    said = texts(card())
    assert said[said.index("Licence") : said.index("Licence") + 3] == ["Licence", "CC-BY-NC", "Not for commercial use."]
    assert button(card(), "Change…").hasFocus()
