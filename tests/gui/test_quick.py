"""What keeps the window quick and small, as far as it can be said without a clock; the clock is bench.py's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.messages.queue_answers import RowsRead
from engine.messages.requests import ReadRows
from gui.building import build_window
from gui.queue.pages import KEPT, PAGE
from gui.queue.table import QueueTable
from gui.settings import SettingsFile
from tests.gui.queue_rows import QUEUE, row, standing
from tests.gui.recording import RecordingBridge

HEAVY = ("torch", "onnxruntime", "numpy", "cv2", "tifffile", "PIL", "pyvips", "skimage", "models")
MANY = 100_000


def test_every_page_is_built_and_shown_without_anything_heavy() -> None:
    code = f"""
import json, sys
from PySide6.QtWidgets import QApplication
from gui.building import begun
application = QApplication(["patina"])
window, bridge, awake = begun(application)
window.show()
shown = []
for action in window.actions():
    if action.shortcut().toString().startswith("Alt+"):
        action.trigger()
        application.processEvents()
        shown.append(window.page)
awake.stop()
window.close()
print(json.dumps([shown, [name for name in {HEAVY!r} if name in sys.modules]]))
"""
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    shown, heavy = json.loads(done.stdout)
    assert {"pictures", "review", "laboratory", "models", "settings", "problems"} <= set(shown)
    assert heavy == []


class EndlessBridge(RecordingBridge):
    """Answers each question for rows at once; they are invented."""

    def answer(self) -> None:
        reads, self.asked = self.asked, []
        for request in reads:
            if isinstance(request, ReadRows):
                places = range(request.first, min(request.first + request.count, MANY))
                rows = tuple(row(place + 1) for place in places)
                self.read += len(rows)
                self.say(RowsRead(request.number, QUEUE, request.first, MANY, rows))

    read = 0
    """Rows so far."""


@pytest.fixture
def bridge() -> EndlessBridge:
    return EndlessBridge()


@pytest.fixture
def table(qtbot: QtBot, bridge: EndlessBridge) -> QueueTable:
    table = QueueTable(bridge, QUEUE, standing(queued=MANY))
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    bridge.answer()
    return table


def test_of_a_hundred_thousand_pictures_only_those_in_sight_are_read(table: QueueTable, bridge: EndlessBridge) -> None:
    assert table.model.rowCount() == MANY
    for place in (0, MANY // 2, MANY - 1):
        table.view.scrollTo(table.model.index(place, 0))
        QApplication.processEvents()
        bridge.answer()
        assert table.model.row(place) == row(place + 1)
    assert bridge.read <= 6 * PAGE


def test_choosing_all_reads_none_and_is_one_span(table: QueueTable, bridge: EndlessBridge) -> None:
    before = bridge.read
    QTest.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    bridge.answer()
    chosen = table.view.selectionModel().selection()
    assert (chosen.count(), chosen.at(0).height()) == (1, MANY)
    assert bridge.read == before


def test_pages_that_nobody_looks_at_are_let_go(table: QueueTable, bridge: EndlessBridge) -> None:
    for place in range(0, MANY, PAGE):
        table.model.row(place)
        bridge.answer()
    assert len(table.model.pages.loaded(0, MANY)) <= KEPT * PAGE


def test_a_drag_is_welcome_without_reading_all_names(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = build_window(RecordingBridge(), SettingsFile())
    qtbot.addWidget(window)
    monkeypatch.setattr("gui.main_window.uris_in", lambda data: pytest.fail("all names were read"))
    for address, welcome in (("file:///scans/anna.tif", True), ("https://example.org/anna.tif", False)):
        data = QMimeData()
        data.setUrls([QUrl(address)])
        drag = QDragEnterEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        drag.ignore()
        QApplication.sendEvent(window, drag)
        assert drag.isAccepted() == welcome


def test_of_very_many_files_that_are_dropped_no_paths_are_made(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    bridge = RecordingBridge()
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    files = tuple(f"file:///home/anna/Box/scan%20{number:05}%20%282%29.tif" for number in range(MANY))
    data = QMimeData()
    data.setData("text/uri-list", "\r\n".join(files).replace("%28", "(").replace("%29", ")").encode())
    monkeypatch.setattr("gui.drops.path_of", lambda uri: pytest.fail("paths were made"))
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *how))
    with qtbot.waitSignal(window.dropped) as dropped:
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how))
    assert dropped.args == [files]
