"""Starts the window, and the engine behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from engine.messages.answers import Described
from engine.messages.requests import MeasureDevices
from engine.names import uri_of
from gui.bridge import EngineBridge
from gui.building import begun

QUIET = 30_000  # milliseconds after the start


def run(arguments: Sequence[str]) -> int:
    """Show the window until it is closed; the exit code. `arguments` as the program got them."""
    application = QApplication([*arguments[:1]])
    if "--selftest" in arguments:
        from gui.selftest import selftest

        return selftest(application)
    window, bridge, awake = begun(application)
    window.show()
    QTimer.singleShot(0, bridge.start)  # the window first
    window.described.connect(lambda described: _measure_in_time(bridge, described))
    if named := tuple(uri_of(Path(argument)) for argument in arguments[1:]):
        QTimer.singleShot(0, lambda: window.dropped.emit(named))
    try:
        return application.exec()
    finally:
        awake.stop()
        bridge.close()


def _measure_in_time(bridge: EngineBridge, described: Described) -> None:
    """Devices that nobody has measured, a while after the start; the engine waits for a moment without work."""
    if any(device.megapixels_per_second is None and not device.problem for device in described.devices):
        QTimer.singleShot(QUIET, bridge, lambda: bridge.ask(MeasureDevices(bridge.number()), lambda _: None))
