from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.events import DeviceChanged
from engine.messages.answers import EngineEnded, EngineReady
from engine.messages.queue_answers import QueueChanged, QueueState
from engine.messages.requests import Describe
from engine.names import path_of, uri_of
from gui.drops import holds_files, uris_in
from gui.keyboard_dialog import KeyboardDialog
from gui.main_window import MainWindow
from gui.settings import SettingsFile
from tests.gui.described import described
from tests.gui.finding import click, texts, the
from tests.gui.recording import RecordingBridge

NO_BUTTONS = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bridge(qapp: object) -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def settings() -> SettingsFile:
    return SettingsFile()


@pytest.fixture
def window(qtbot: QtBot, bridge: RecordingBridge, settings: SettingsFile) -> Iterator[MainWindow]:
    window = MainWindow(bridge, settings)
    for key in ("pictures", "review", "models"):
        window.add_page(key, key.title(), key, QLabel(key))
    qtbot.addWidget(window, before_close_func=lambda _: settings.change(closing="close"))
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def running(bridge: RecordingBridge, state: QueueState = "running", queue: str = "q1") -> None:
    bridge.say(QueueChanged(queue, state, queued=3, running=1, done=0, failed=0))


def test_the_first_page_is_shown_and_alt_with_a_number_shows_another(qtbot: QtBot, window: MainWindow):
    assert window.page == "pictures"
    window.activateWindow()
    with qtbot.waitSignal(window.page_changed) as changed:
        qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert (window.page, changed.args) == ("models", ["models"])


def test_a_click_on_the_rail_shows_a_page(qtbot: QtBot, window: MainWindow):
    click(qtbot, window, "Review")
    assert window.page == "review"


def mime(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(path.encode()) for path in paths])
    return data


def test_files_that_are_dropped_anywhere_come_in_and_the_window_says_that_they_hover(qtbot: QtBot, window: MainWindow):
    data, hovered = mime("file:///home/anna/Album", "file:///home/anna/b.tif"), list[bool]()
    window.dragged.connect(hovered.append)
    enter = QDragEnterEvent(QPoint(300, 200), Qt.DropAction.CopyAction, data, *NO_BUTTONS)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.dropped) as dropped:
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 200), Qt.DropAction.CopyAction, data, *NO_BUTTONS))
    assert dropped.args == [("file:///home/anna/Album", "file:///home/anna/b.tif")]
    assert hovered == [True, False]


def test_a_drag_that_leaves_is_forgotten(window: MainWindow):
    hovered, data = list[bool](), mime("file:///home/anna/Album")
    window.dragged.connect(hovered.append)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 200), Qt.DropAction.CopyAction, data, *NO_BUTTONS))
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert hovered == [True, False]


def test_what_is_no_file_of_this_machine_is_not_taken(window: MainWindow):
    data = mime("https://example.org/anna.tif")
    enter = QDragEnterEvent(QPoint(300, 200), Qt.DropAction.CopyAction, data, *NO_BUTTONS)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize(
    "lines",
    [
        "file:///home/anna/Gro%DFmutter%20%231.tif",
        "file:///home/anna/a (1).tif",
        "file:///home/anna/a%20(1).tif\r\nfile:///home/anna/b&c.tif\r\n",
        "file:///home/anna/a.tif\nfile:///home/anna/%c3%a9.tif\n",
        "file:///home/anna/Album/\r\nfile:///home/anna/x/../b.tif\r\nfile:///home//anna/./c.tif",
        "file://localhost/home/anna/%7Ea.tif\r\nFILE:///home/anna/b.tif",
        "# two\r\nfile:///home/anna/a.tif\r\nhttps://example.org/b.tif",
        "https://example.org/b.tif",
        "",
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the paths of this test are POSIX's")
def test_what_is_dropped_is_spelled_as_everywhere_however_it_was_written(lines: str):
    data = QMimeData()
    data.setData("text/uri-list", lines.encode())
    local = [url for url in map(QUrl, lines.splitlines()) if url.isLocalFile()]
    paths = [path_of(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)) for url in local]
    assert uris_in(data) == tuple(uri_of(path) for path in paths)
    assert holds_files(data) == bool(paths)


@pytest.mark.skipif(os.name == "nt", reason="bytes that are no text are a POSIX matter")
def test_a_name_that_is_no_text_survives_the_drop():
    (found,) = uris_in(mime("file:///home/anna/Gro%DFmutter%20%231.tif"))
    assert path_of(found) == Path("/home/anna/Gro\udcdfmutter #1.tif")


def test_files_that_were_copied_elsewhere_can_be_pasted(qtbot: QtBot, window: MainWindow):
    QGuiApplication.clipboard().setMimeData(mime("file:///home/anna/Album"))
    with qtbot.waitSignal(window.dropped) as dropped:
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dropped.args == [("file:///home/anna/Album",)]


def test_pasting_words_does_nothing_and_says_so(qtbot: QtBot, window: MainWindow):
    QGuiApplication.clipboard().setText("Anna")
    with qtbot.assertNotEmitted(window.dropped):
        window.paste()
    assert window.statusBar().currentMessage() == "There are no files on the clipboard."


def test_files_and_folders_can_be_opened_with_the_keyboard(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a/anna.tif", "/a/b.tif"], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/a/Album")
    with qtbot.waitSignal(window.dropped) as dropped:
        qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert dropped.args == [("file:///a/anna.tif", "file:///a/b.tif")]
    with qtbot.waitSignal(window.dropped) as dropped:
        qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert dropped.args == [("file:///a/Album",)]


def test_only_what_the_engine_reads_is_offered_to_open(
    qtbot: QtBot, window: MainWindow, bridge: RecordingBridge, monkeypatch: pytest.MonkeyPatch
):
    asked = list[str]()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *rest: (asked.append(rest[3]), ([], ""))[1])
    bridge.say(EngineReady("Patina"))
    with qtbot.waitSignal(window.described):
        bridge.say(described(bridge.last(Describe).number))
    window.open_files()
    assert "*.jpeg *.JPEG *.jpg *.JPG" in asked[0]


def test_each_engine_that_starts_is_asked_what_there_is(window: MainWindow, bridge: RecordingBridge):
    bridge.say(EngineReady("Patina"))
    bridge.say(EngineEnded(expected=False, restarting=True))
    bridge.say(EngineReady("Patina"))
    assert len(bridge.all(Describe)) == 2


def test_single_sentences_stand_below(window: MainWindow, bridge: RecordingBridge):
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert window.statusBar().currentMessage() == "The engine was started again; the queue goes on."
    bridge.say(DeviceChanged("Tiles are smaller now."))
    assert window.statusBar().currentMessage() == "Tiles are smaller now."


def test_damaged_settings_are_said_at_the_start(qtbot: QtBot, bridge: RecordingBridge, users_home: Path):
    users_home.mkdir(exist_ok=True)
    (users_home / "window.toml").write_text("theme =")
    window = MainWindow(bridge, SettingsFile())
    qtbot.addWidget(window)
    assert window.statusBar().currentMessage().startswith("The settings could not be read.")


def test_a_window_with_nothing_to_do_closes_without_asking_and_keeps_its_place(window: MainWindow, settings: SettingsFile):
    assert window.close()
    assert settings.values.geometry != ""


def test_a_window_comes_back_as_large_as_it_was(
    qtbot: QtBot, window: MainWindow, bridge: RecordingBridge, settings: SettingsFile
):
    window.resize(733, 555)
    window.close()
    again = MainWindow(bridge, settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (733, 555)


def test_closing_while_pictures_are_restored_asks_and_one_can_stay(qtbot: QtBot, window: MainWindow, bridge: RecordingBridge):
    running(bridge)
    assert not window.close()
    box = the(window, QMessageBox)
    assert (box.text(), box.informativeText()) == ("Pictures are being restored.", "They go on at the next start.")
    assert box.textFormat() == Qt.TextFormat.PlainText
    qtbot.keyClick(box, Qt.Key.Key_Return)  # what is chosen at first
    assert window.isVisible()
    assert not window.close()
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.close(), "it asks again"


def test_closing_while_pictures_are_restored_closes_when_that_is_wanted(
    qtbot: QtBot, window: MainWindow, bridge: RecordingBridge
):
    running(bridge)
    window.close()
    click(qtbot, the(window, QMessageBox), "Close")
    assert not window.isVisible()


def test_nobody_is_asked_who_does_not_want_to_be(window: MainWindow, bridge: RecordingBridge, settings: SettingsFile):
    settings.change(closing="close")
    running(bridge)
    assert window.close()


def test_the_window_is_busy_until_the_last_queue_rests(window: MainWindow, bridge: RecordingBridge):
    heard = list[bool]()
    window.busy_changed.connect(heard.append)
    running(bridge)
    running(bridge, queue="q2")
    running(bridge, "finished")
    assert heard == [True]
    running(bridge, "paused", "q2")
    assert heard == [True, False]


def test_an_engine_that_ended_does_not_keep_the_window_busy(window: MainWindow, bridge: RecordingBridge):
    running(bridge)
    bridge.say(EngineEnded(expected=False, restarting=False))
    assert not window.busy


def test_f1_lists_every_key_that_there_is(qtbot: QtBot, window: MainWindow):
    page = QWidget()
    blink = QAction("&Blink…", page)
    blink.setShortcuts([QKeySequence("\\"), QKeySequence("B")])
    page.addAction(blink)
    window.add_page("compare", "Compare", "wipe", page)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    lines = texts(the(window, KeyboardDialog))
    assert lines[:3] == ["Everywhere", "Ctrl+O", "Open photographs"]
    assert lines[-3:] == ["Compare", "\\, B", "Blink"]
    assert lines[lines.index("F1") + 1] == "Keyboard overview"


def test_a_sentence_goes_after_a_while(qtbot: QtBot, window: MainWindow):
    window._silence.setInterval(1)
    window.say("The queue is done.")
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "")
