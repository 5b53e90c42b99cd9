from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.events import JobFinished, JobProgressed
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueState
from engine.messages.requests import Pause, Request, Resume, Stop
from gui.queue.bar import QueueBar
from tests.gui.queue_rows import QUEUE, standing
from tests.gui.recording import RecordingBridge


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def bar(qtbot: QtBot, bridge: RecordingBridge) -> QueueBar:
    bar = QueueBar(bridge, QUEUE)
    qtbot.addWidget(bar)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    return bar


@pytest.mark.parametrize(
    ("stands", "button", "line"),
    [
        (standing("opening"), "(Start)", "Opening the queue…"),
        (standing("resting"), "Start", "There are no pictures in this queue."),
        (standing("resting", queued=412), "Start", "412 picture(s) wait(s)"),
        (standing("resting", queued=400, done=12), "Start", "12 of 412"),
        (
            standing("running", queued=282, running=2, done=125, failed=3, megapixels_per_second=2.42, seconds_left=700),
            "Pause",
            "128 of 412 · 3 failed · 2.4 MP/s · about 12 min left",
        ),
        (standing("running", queued=411, running=1), "Pause", "0 of 412 · the time left is not known yet"),
        (standing("paused", queued=282, running=2, done=125, failed=3), "Go on", "Paused at 128 of 412 · 3 failed"),
        (
            standing("stopping", queued=282, running=2, done=128),
            "(Go on)",
            "Stopping after the pictures under way · 128 of 412",
        ),
        (standing("stopped", queued=284, done=128), "Go on", "Stopped at 128 of 412"),
        (standing("finished", done=409, failed=3), "(Start)", "All done: 409 restored, 3 failed"),
        (standing("finished", done=1412), "(Start)", "All done: 1,412 restored"),
        (
            standing("stopped", queued=9, message="The disk is full.", hint="Make room."),
            "Go on",
            "The disk is full. Make room.",
        ),
    ],
)
def test_the_bar_says_honestly_where_the_queue_stands(
    bar: QueueBar, bridge: RecordingBridge, stands: object, button: str, line: str
) -> None:
    bridge.say(stands)  # pyright: ignore[reportArgumentType]
    text = bar.main_button.text()
    assert (text if bar.main_button.isEnabled() else f"({text})") == button
    assert bar.line.text() == line


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        ("resting", [Resume(QUEUE)]),
        ("running", [Pause(QUEUE)]),
        ("paused", [Resume(QUEUE)]),
        ("stopped", [Resume(QUEUE)]),
        ("stopping", []),
    ],
)
def test_one_button_starts_rests_and_goes_on(
    qtbot: QtBot, bar: QueueBar, bridge: RecordingBridge, state: QueueState, sent: list[Request]
) -> None:
    bridge.say(standing(state, queued=3))
    qtbot.mouseClick(bar.main_button, Qt.MouseButton.LeftButton)
    assert bridge.asked == sent


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        ("opening", []),
        ("resting", [Resume(QUEUE)]),
        ("running", [Pause(QUEUE), Stop(QUEUE), Stop(QUEUE, now=True)]),
        ("paused", [Resume(QUEUE), Stop(QUEUE), Stop(QUEUE, now=True)]),
        ("stopping", [Stop(QUEUE, now=True)]),
        ("stopped", [Resume(QUEUE)]),
        ("finished", []),
    ],
)
def test_the_keys_do_only_what_makes_sense(
    qtbot: QtBot, bar: QueueBar, bridge: RecordingBridge, state: QueueState, sent: list[Request]
) -> None:
    bridge.say(standing(state, queued=1))
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7):
        qtbot.keyClick(bar, key)
    qtbot.keyClick(bar, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert bridge.asked == sent


def test_keys_go_to_the_queue_that_is_in_sight(qtbot: QtBot, bridge: RecordingBridge) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QueueBar(bridge, "first", parent=window), QueueBar(bridge, "second", parent=window)
    first.hide()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for name in ("first", "second"):
        bridge.say(standing("resting", queued=1).__class__(name, "resting", 1, 0, 0, 0))
    qtbot.keyClick(second, Qt.Key.Key_F5)
    assert bridge.asked == [Resume("second")]


def test_stop_has_two_ways(bar: QueueBar, bridge: RecordingBridge) -> None:
    bridge.say(standing("running", queued=3))
    menu = bar.stop_button.menu()
    for action in menu.actions():
        action.trigger()
    assert bridge.asked == [Stop(QUEUE), Stop(QUEUE, now=True)]
    bridge.say(standing("stopping", queued=3))
    assert [action.isEnabled() for action in menu.actions()] == [False, True]


def test_the_bar_moves_with_the_pictures_under_way(qtbot: QtBot, bar: QueueBar, bridge: RecordingBridge) -> None:
    bridge.say(standing("running", queued=2, running=1, done=1))
    with qtbot.waitSignal(bar.progress) as heard:
        bridge.say(JobProgressed(7, 0.5, QUEUE))
    assert heard.args == [0.375]
    assert bar.bar.value() == bar.bar.maximum() * 3 // 8
    bridge.say(JobFinished(7, "", "", 1, 1, 1, (), QUEUE))
    with qtbot.waitSignal(bar.progress) as heard:
        bridge.say(standing("running", queued=1, running=1, done=2))
    assert heard.args == [0.5]


def test_a_dead_engine_leaves_no_half_pictures_behind(qtbot: QtBot, bar: QueueBar, bridge: RecordingBridge) -> None:
    bridge.say(standing("running", queued=0, running=1, done=1))
    bridge.say(JobProgressed(7, 0.5, QUEUE))
    bridge.say(EngineEnded(expected=False, restarting=True))
    with qtbot.waitSignal(bar.progress) as heard:
        bridge.say(standing("running", queued=0, running=1, done=1))
    assert heard.args == [0.5]


def test_the_title_tells_how_far_it_is_and_only_when_that_changes(qtbot: QtBot, bar: QueueBar, bridge: RecordingBridge) -> None:
    titles: list[str] = []
    bar.title_changed.connect(lambda title: titles.append(title))
    for state in ("running", "running", "paused"):
        bridge.say(standing(state, queued=69, done=31))
    bridge.say(standing("finished", done=100))
    assert titles == ["31 % · Patina", "Paused at 31 % · Patina", "Done · Patina"]


def test_other_queues_do_not_move_the_bar(bar: QueueBar, bridge: RecordingBridge) -> None:
    bridge.say(standing("resting", queued=4))
    bridge.say(JobProgressed(7, 0.5, "another"))
    assert bar.bar.value() == 0
