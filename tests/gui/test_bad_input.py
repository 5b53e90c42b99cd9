"""Bad input through the whole window, with a real engine: it is said in plain words, nothing is lost, the window stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.events import JobFailed, JobFinished
from engine.messages.answers import EngineReady, Examined, RequestFailed
from engine.messages.queue_answers import QueueChanged
from engine.messages.requests import Describe
from engine.names import uri_of
from engine.packages import BUNDLED
from gui.building import build_window
from gui.pages.models import ModelsPage
from gui.pages.pictures import PicturesPage
from gui.settings import SettingsFile
from tests.engine.small_archive import decoded, hashes, leftovers, photograph, saved, tree
from tests.engine.test_batch import bad_pictures
from tests.gui.described import described
from tests.gui.finding import button, click, texts, the
from tests.gui.patina import TONES, Patina, box_of_photographs, drop_on
from tests.gui.recording import RecordingBridge

LINUX = sys.platform == "linux"
OURS = ("Traceback", "Errno", "our mistake")  # what users are not to see where they can help themselves


def odd_names(folder: Path) -> list[str]:
    """Photographs whose names are hard to say, and how they are said."""
    names = {"smile 😀.png": "smile 😀.png", "%1 & <b>bold</b>.png": "%1 & <b>bold</b>.png"}
    if LINUX:
        names |= {"two\nlines.png": "two\nlines.png", os.fsdecode(b"Gro\xdfmutter.png"): "Gro\\xdfmutter.png"}
    for name in names:
        saved(folder / name, photograph(60, 80) * 0.4 + 0.3)
    return list(names.values())


def test_bad_pictures_of_every_kind_are_named_and_those_with_odd_names_are_restored(patina: Patina, tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    bad, good = bad_pictures(box), odd_names(box)
    before = hashes(box)
    examined = patina.begin(box)
    assert {refused.name for refused in examined.refused} <= set(bad)
    end = patina.state("finished")
    assert (end.done, end.failed) == (len(good), len(bad))
    patina.wait(lambda: sum("Waiting" in row or "…" in row for row in patina.rows()) == 0)
    escaped = {name.replace("\\x", "\\udc") for name in good}  # as the engine writes bytes that are no UTF-8
    assert {row.removesuffix(" Done") for row in patina.rows() if row.endswith(" Done")} == escaped
    assert {row.removesuffix(" Failed") for row in patina.rows() if row.endswith(" Failed")} == set(bad)

    patina.wait(lambda: all(name in patina.problems() for name in bad))
    for name, part in bad.items():
        assert part in patina.problems()
        patina.choose(name)
        patina.wait(lambda name=name: name in patina.pictures.compare.canvas.note.message)
    for name in escaped:
        patina.choose(name.split("\n")[0])
        canvas = patina.pictures.compare.canvas
        patina.wait(lambda canvas=canvas: canvas.result and not canvas.result.size.isEmpty() and canvas.result.complete)
    assert not any(word in patina.problems() for word in OURS)
    assert hashes(box) == before


def test_a_folder_that_vanishes_in_the_middle_is_said_and_done_once_it_is_back(
    opened: Callable[..., Patina], tmp_path: Path
) -> None:
    patina, box, away = opened(TONES), box_of_photographs(tmp_path / "box", 20, letter=False), tmp_path / "away"
    patina.begin(box)
    patina.until(JobFinished)
    box.rename(away)
    patina.until(JobFailed)
    end = patina.state("finished")
    assert (end.done + end.failed, end.failed > 0) == (20, True)
    patina.wait(lambda: "is not there any more" in patina.problems())
    patina.close()

    again = opened()  # at the next start it is still away
    assert "is not there" in again.until(QueueChanged, lambda event: event.state == "stopped").message
    assert "is not there" in again.said
    again.wait(lambda: "is not there" in again.problems())
    away.rename(box)
    click(again.qtbot, again.pictures.queues, "Go on")
    assert again.state("finished").done == 20
    assert len(tree(tmp_path / "box restored")) == 20


def test_what_cannot_begin_is_said_and_can_begin_once_it_is_mended(patina: Patina, tmp_path: Path) -> None:
    box, card = box_of_photographs(tmp_path / "box", 1, letter=False), patina.pictures.preflight
    patina.drop(box)
    patina.until(Examined)
    (tmp_path / "a file").write_text("no folder")
    empty = tmp_path / "empty"
    empty.mkdir()
    for place, words in (
        (tmp_path / "a file" / "below", "not a directory"),
        (box / "restored", "lies inside the source"),
    ):
        card.set_destination(place)
        patina.until(RequestFailed)
        assert any(words in text and str(place) in text for text in texts(card)), place
        assert not button(card, "Start").isEnabled()
    card.set_destination(tmp_path / "fine")
    patina.until(Examined)
    assert button(card, "Start").isEnabled()

    letter = tmp_path / "letter.doc"
    letter.write_text("Dear grandfather")
    for drop in (letter, empty):
        patina.drop(drop)
        patina.until(Examined)
        assert "There is no picture here that can be restored." in texts(card)
        assert not button(card, "Start").isEnabled()
    patina.drop(tmp_path / "nowhere")
    patina.until(RequestFailed)
    assert any("nowhere is not there" in text for text in texts(card))

    patina.drop(box)
    patina.until(Examined)
    box.rename(tmp_path / "away")  # between looking and starting
    click(patina.qtbot, card, "Start")
    assert "is not there" in patina.until(QueueChanged, lambda event: bool(event.message)).message
    assert "is not there" in patina.said
    (tmp_path / "away").rename(box)
    patina.qtbot.keyClick(patina.window, Qt.Key.Key_F5)
    assert patina.state("finished").done == 1


def test_recipes_that_do_not_fit_are_refused_in_words_and_the_panel_stays(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = RecordingBridge()
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    page = the(window, PicturesPage)
    bridge.say(EngineReady("Patina"))
    bridge.say(described(bridge.last(Describe).number))
    before = page.panel.recipe
    for text, words in (
        ('format = 9\ntitle = "New"\n[[stages]]\ntype = "levels"\n', "has format 9"),
        ('title = "Strange"\n[[stages]]\ntype = "hologram"\n', "“hologram”, which this version does not know"),
        ('title = "Odd"\n[[stages]]\ntype = "levels"\nstrength = 7\n', "cannot be “7”"),
        ("no recipe at all \xff", "is not a TOML file"),
    ):
        file = tmp_path / "a recipe.toml"
        file.write_text(text, "latin-1")
        drop_on(page.panel, file)
        assert "“a recipe.toml” was not opened." in window.statusBar().currentMessage(), text
        assert words in window.statusBar().currentMessage()
        assert page.panel.recipe == before


def test_with_a_model_whose_weights_are_damaged_nothing_can_begin_and_the_window_says_why(
    opened: Callable[..., Patina], users_home: Path, tmp_path: Path
) -> None:
    own = users_home / "models" / "restorer"
    shutil.copytree(BUNDLED / "restorer", own)
    weights = bytearray((own / "weights.safetensors").read_bytes())
    weights[-1] ^= 1
    (own / "weights.safetensors").write_bytes(weights)

    patina = opened({"title": "Restore", "stages": [{"type": "restore"}]})
    patina.window.show_page("models")
    assert any("damaged" in text for text in texts(the(patina.window, ModelsPage)))
    box, preflight = box_of_photographs(tmp_path / "box", 2, 100, letter=False), patina.pictures.preflight
    patina.drop(box)
    patina.wait(lambda: any("weights.safetensors is damaged" in text for text in texts(preflight)))
    assert "This cannot begin" in texts(preflight)
    assert not button(preflight, "Start").isEnabled()

    shutil.rmtree(own)  # what came with Patina is there again
    patina.begin(box)
    assert patina.state("finished").done == 2


@contextmanager
def small_disk(folder: Path, size: str) -> Generator[Path]:
    folder.mkdir()
    if not LINUX or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip(f"mounting is not permitted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_full_in_the_middle_is_said_and_work_goes_on_once_there_is_room(
    opened: Callable[..., Patina], tmp_path: Path
) -> None:
    box = box_of_photographs(tmp_path / "box", 20, 200, letter=False)
    before = hashes(box)
    with small_disk(tmp_path / "disk", "1m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(400_000))
        patina = opened(TONES)
        patina.drop(box)
        patina.until(Examined)
        patina.pictures.preflight.set_destination(disk / "out")
        assert (found := patina.until(Examined)).needed_bytes > found.free_bytes
        assert any("make some room" in text for text in texts(patina.pictures.preflight))
        click(patina.qtbot, patina.pictures.preflight, "Start")
        end = patina.until(QueueChanged, lambda event: event.state in ("finished", "stopped"))
        assert 0 < end.done < 20
        patina.wait(lambda: any(words in patina.problems() for words in ("no space left", "journal cannot be written")))
        assert hashes(box) == before
        assert len(tree(disk / "out")) >= end.done  # the journal may not have had room to note the last ones
        assert all(decoded(disk / "out" / name).shape == (200, 200, 3) for name in tree(disk / "out"))
        assert leftovers(disk) == []

        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        if end.state == "stopped":
            click(patina.qtbot, patina.pictures.queues, "Go on")
            end = patina.state("finished")
        patina.show_only("failed")
        if end.failed:
            click(patina.qtbot, patina.pictures.queues, "Try all again")
            patina.until(QueueChanged, lambda event: event.state == "finished" and event.done == 20)
        assert len(tree(disk / "out")) == 20
        patina.close()


QUEUES = {
    "damaged": b"{ no json",
    "of a newer version": b'{"format": 2, "queues": [], "more": 1}',
    "nowhere": b'{"queues": [{"id": "a", "title": "A", "sources": [], "destination": "x", "recipe": {}}]}',
    "bytes": bytes(range(256)),
}
SETTINGS = {
    "damaged": b"no = = toml",
    "of a newer version": b"format = 9\n",
    "with a language that nobody speaks": b'language = "tlh"\n',
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("kind", QUEUES)
def test_a_list_of_queues_that_cannot_be_read_is_kept_aside_and_the_window_opens(
    qtbot: QtBot, users_home: Path, kind: str
) -> None:
    users_home.mkdir(exist_ok=True)
    (users_home / "queues.json").write_bytes(QUEUES[kind])
    window = build_window(RecordingBridge(), SettingsFile())
    qtbot.addWidget(window)
    page = the(window, PicturesPage)
    assert page.currentWidget() is page.welcome
    assert "The list of queues could not be read" in window.statusBar().currentMessage()
    assert (users_home / "queues.json.damaged").read_bytes() == QUEUES[kind]


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_cannot_be_read_are_kept_aside_and_the_window_opens(qtbot: QtBot, users_home: Path, kind: str) -> None:
    users_home.mkdir(exist_ok=True)
    (users_home / "window.toml").write_bytes(SETTINGS[kind])
    settings = SettingsFile()
    window = build_window(RecordingBridge(), settings)
    qtbot.addWidget(window)
    assert "The settings could not be read" in window.statusBar().currentMessage()
    assert (users_home / "window.toml.damaged").read_bytes() == SETTINGS[kind]
    settings.change(theme="dark")
    assert SettingsFile().values.theme == "dark"


def test_a_folder_for_results_that_is_no_address_is_passed_over(qtbot: QtBot, users_home: Path, tmp_path: Path) -> None:
    users_home.mkdir(exist_ok=True)
    (users_home / "window.toml").write_text('results = "somewhere"\n')
    window = build_window(RecordingBridge(), SettingsFile())
    qtbot.addWidget(window)
    (tmp_path / "box").mkdir()
    window.dropped.emit((uri_of(tmp_path / "box"),))
    assert str(tmp_path / "box restored") in texts(the(window, PicturesPage).preflight)


def test_a_queue_with_a_recipe_of_a_newer_version_is_kept_and_can_be_done_with_another(
    opened: Callable[..., Patina], users_home: Path, tmp_path: Path
) -> None:
    box, newer = box_of_photographs(tmp_path / "box", 1, letter=False), {"title": "New", "stages": [{"type": "hologram"}]}
    place = {"sources": [uri_of(box)], "destination": uri_of(tmp_path / "out")}
    queue = {"id": "a", "title": "box", "recipe": newer, "runs": True} | place
    users_home.mkdir(exist_ok=True)
    (users_home / "queues.json").write_text(json.dumps({"queues": [queue]}))

    patina = opened()
    assert "hologram" in patina.until(QueueChanged, lambda event: bool(event.message)).message
    patina.wait(lambda: "hologram" in patina.problems())
    page = patina.pictures
    page.panel.set_recipe(TONES)
    page.panel.changed.emit(page.panel.recipe)
    click(patina.qtbot, page.apply, "Do the queue with these")
    assert patina.until(QueueChanged, lambda event: event.state == "finished" and event.done == 1).message == ""
    assert tree(tmp_path / "out") == ["01.png"]
