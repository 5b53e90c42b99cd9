from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engine.events import JobFailed, JobFinished
from engine.messages.answers import EngineReady
from engine.messages.requests import Describe
from engine.names import uri_of
from gui.building import build_window
from gui.languages import speak
from gui.pages.models import ModelsPage
from gui.rail import RailButton
from gui.settings import SettingsFile
from gui.start.welcome import WelcomePage
from tests.engine.small_archive import ROOT, tree
from tests.gui.described import described
from tests.gui.finding import click, texts, the
from tests.gui.patina import Patina, box_of_photographs
from tests.gui.recording import RecordingBridge

HEAVY = ("torch", "onnxruntime", "numpy", "cv2", "models", "tifffile")


def test_the_window_is_there_without_anything_heavy():
    code = f"""
import sys
from PySide6.QtCore import QTimer
import gui.app, gui.bridge, gui.building
gui.bridge.EngineBridge.start = lambda self: None
class Seen(gui.building.MainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.close)
gui.building.MainWindow = Seen
assert gui.app.run([]) == 0
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_closing_while_a_queue_runs_asks_and_leaves_no_process_behind(patina: Patina, tmp_path: Path):
    patina.begin(box_of_photographs(tmp_path / "box", 40))
    patina.until(JobFinished)
    engine = patina.bridge.process_id
    patina.window.close()
    click(patina.qtbot, the(patina.window, QMessageBox), "Stay")
    assert patina.window.isVisible()
    patina.wait(lambda: not patina.window.findChildren(QMessageBox))
    patina.window.close()
    click(patina.qtbot, the(patina.window, QMessageBox), "Close")
    assert not patina.window.isVisible()
    started = time.monotonic()
    patina.bridge.close()  # as the program does, once its window is closed
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)
    assert 1 <= len(tree(tmp_path / "box restored")) < 40


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_engine_whose_window_is_killed_ends_by_itself(users_home: Path, tmp_path: Path):
    box, out = box_of_photographs(tmp_path / "box", 8, 400), tmp_path / "out"
    recipe = {"title": "Restore", "stages": [{"type": "restore"}]}
    queue = {"id": "a", "title": "A", "sources": [uri_of(box)], "destination": uri_of(out), "recipe": recipe, "runs": True}
    users_home.mkdir(exist_ok=True)
    (users_home / "queues.json").write_text(json.dumps({"queues": [queue]}))
    window = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    try:
        end = time.monotonic() + 60
        while not tree(out):
            assert time.monotonic() < end, "nothing was restored"
            time.sleep(0.05)
        children = Path(f"/proc/{window.pid}/task/{window.pid}/children").read_text().split()
        engine = next(int(child) for child in children if b"engine" in Path(f"/proc/{child}/cmdline").read_bytes())
    finally:
        window.send_signal(signal.SIGKILL)
        window.wait()
    end = time.monotonic() + 5
    while alive(engine) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(engine)
    assert len(tree(out)) < 8, "it was killed in the middle"


def test_the_pages_hear_what_the_engine_describes_and_what_goes_wrong(qtbot: QtBot):
    bridge = RecordingBridge()
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    bridge.say(EngineReady("Patina"))
    bridge.say(described(bridge.last(Describe).number))
    window.show()
    window.show_page("models")
    assert "Stylist" in texts(the(window, ModelsPage))
    bridge.say(JobFailed(1, "/a/anna.tif", 9, "anna.tif is damaged", ""))
    assert [button.badge for button in window.findChildren(RailButton) if button.text() == "Problems"] == [1]


def test_a_model_that_came_or_went_is_asked_for(qtbot: QtBot):
    bridge = RecordingBridge()
    window = build_window(bridge, SettingsFile())
    qtbot.addWidget(window)
    the(window, ModelsPage).changed.emit()
    assert len(bridge.all(Describe)) == 1


def test_the_welcome_page_is_highlighted_by_a_drag_over_the_window(qtbot: QtBot):
    window = build_window(RecordingBridge(), SettingsFile())
    qtbot.addWidget(window)
    window.dragged.emit(True)
    assert the(window, WelcomePage).highlighted


@pytest.mark.parametrize(
    ("wanted", "name"),
    [(["zh-Hans-CN", "en-GB"], "zh_CN"), (["en-GB", "zh-CN"], "en"), (["de-DE", "en-US"], "en"), (["C"], "en"), ([], "en")],
)
def test_the_systems_first_language_that_we_speak_is_taken(
    qapp: QApplication, wanted: list[str], name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QLocale, "uiLanguages", lambda *_: wanted)
    monkeypatch.setattr(qapp, "installTranslator", lambda translator: True)
    assert speak(qapp, "system") == name


def test_qts_own_dialogs_speak_chinese_too(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("gui.languages.FOLDER", tmp_path)
    before = QCoreApplication.translate("QPlatformTheme", "Cancel")
    installed = speak_and_collect(qapp, monkeypatch)
    try:
        assert (before, QCoreApplication.translate("QPlatformTheme", "Cancel")) == ("Cancel", "取消")
        assert QLocale().name() == "zh_CN"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)


def speak_and_collect(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[QTranslator]:
    install, installed = QApplication.installTranslator, list[QTranslator]()
    monkeypatch.setattr(qapp, "installTranslator", lambda translator: (installed.append(translator), install(translator))[1])
    assert speak(qapp, "zh_CN") == "zh_CN"
    return installed
