"""The badge on the program's icon: pictures left while queues run, nothing at the end."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueChanged, QueueState
from gui.badge import Badge
from tests.gui.recording import RecordingBridge


def stands(queue: str, state: QueueState, queued: int, running: int = 0) -> QueueChanged:
    return QueueChanged(queue, state, queued, running, 5, 0)


def test_it_counts_what_is_left_in_all_queues_that_run_and_goes_at_the_end(qtbot: QtBot) -> None:
    bridge, shown = RecordingBridge(), list[int]()
    badge = Badge(bridge, shown.append)
    for event in (
        stands("a", "resting", 9), stands("a", "running", 7, 2), stands("b", "running", 3), stands("b", "paused", 3),
        stands("a", "stopping", 6, 1), stands("a", "stopped", 6), stands("a", "running", 5, 1), stands("a", "finished", 0),
        stands("b", "running", 3), EngineEnded(expected=False, restarting=True), stands("b", "running", 2),
    ):  # fmt: skip
        bridge.say(event)
    assert shown == [9, 12, 9, 7, 0, 6, 0, 3, 0, 2]
    badge.clear()
    assert shown[-1] == 0


def test_qt_takes_its_number(qtbot: QtBot, qapp: QApplication) -> None:
    bridge, taken = RecordingBridge(), list[int]()

    def give(number: int) -> None:
        qapp.setBadgeNumber(number)
        taken.append(number)

    badge = Badge(bridge, give)
    bridge.say(stands("a", "running", 3))
    badge.clear()
    assert taken == [3, 0]
