from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.power import KeepAwake, _helper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="helpers are programs of Linux and macOS")

HELPER = """#!/bin/sh
echo "began $*" >> "{log}"
trap 'echo ended >> "{log}"; exit 0' TERM
while read line; do :; done
echo ended >> "{log}"
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a helper on an otherwise empty PATH noted."""
    programs, log = tmp_path / "programs", tmp_path / "log"
    programs.mkdir()
    for name in ("systemd-inhibit", "caffeinate"):
        (programs / name).write_text(HELPER.format(log=log))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return log


def began(log: Path) -> Callable[[], bool]:
    return lambda: log.exists() and "began" in log.read_text()


def test_a_helper_runs_for_as_long_as_pictures_are_restored(qtbot: QtBot, log: Path):
    with KeepAwake() as awake:
        qtbot.waitUntil(began(log))
        assert awake.on
        assert "ended" not in log.read_text()
    qtbot.waitUntil(lambda: "ended" in log.read_text())
    assert not awake.on


def test_two_queues_need_one_helper(qtbot: QtBot, log: Path):
    awake = KeepAwake()
    awake.keep(True)
    awake.keep(True)
    qtbot.waitUntil(began(log))
    awake.keep(False)
    awake.keep(False)
    assert log.read_text().count("began") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="systemd's helper")
def test_the_system_is_told_who_keeps_it_awake_and_why(qtbot: QtBot, log: Path):
    with KeepAwake():
        qtbot.waitUntil(began(log))
    assert "--what=idle:sleep --who=Patina --why=Pictures are being restored cat" in log.read_text()


def test_a_helper_ends_when_the_window_is_killed(qtbot: QtBot, log: Path):
    helper = _helper()
    assert helper
    assert helper.stdin
    qtbot.waitUntil(began(log))
    helper.stdin.close()  # as the system does for a program that was killed
    assert helper.wait(5) == 0


def test_without_a_helper_the_work_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with KeepAwake() as awake:
        assert awake.on


def test_a_helper_that_ends_by_itself_does_no_harm(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("systemd-inhibit", "caffeinate"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = KeepAwake()
    awake.start()
    assert awake._helper
    awake._helper.wait(5)
    awake.stop()
    assert awake._helper is None
