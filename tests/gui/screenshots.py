"""Takes pictures of every page of the window, with a real engine, in both languages, both themes, at two scales.

    python3 dev.py screenshots [FOLDER]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES, THEMES, SCALES = ("en", "zh_CN"), ("light", "dark"), ("1", "2")
SIZE = 1600, 1000  # logical pixels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.looks.theme import ThemeName
    from gui.main_window import MainWindow
    from gui.settings import Language


def take_all(folder: Path) -> None:
    """One process for each scale, language and theme: Qt reads the scale when it starts."""
    with tempfile.TemporaryDirectory(prefix="patina-") as place:
        samples = Path(place) / "Grandmother's box"
        subprocess.run([sys.executable, str(ROOT / "main.py"), "samples", str(samples)], check=True, stdout=subprocess.DEVNULL)
        (samples / "SAMPLES.txt").unlink(missing_ok=True)
        (samples / "letter 1931.jpg").write_text("Dear grandfather, the pictures are in the box.\n" * 9)
        for scale in SCALES:
            for language in LANGUAGES:
                for theme in THEMES:
                    home = Path(place) / f"home-{language}-{theme}-{scale}"
                    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "PATINA_HOME": str(home)}
                    target = folder / f"{language}-{theme}-{scale}"
                    command = [sys.executable, "-m", "tests.gui.screenshots", "--one", language, theme]
                    subprocess.run([*command, str(samples), str(target)], check=True, env=environment, cwd=ROOT)
                    print(target, flush=True)


def take(language: Language, theme: ThemeName, samples: Path, target: Path) -> None:
    """The pages of one window, in the order in which a user comes to them."""
    from PySide6.QtWidgets import QApplication

    from gui.app import begun

    target.mkdir(parents=True, exist_ok=True)
    application = QApplication(["patina"])
    window, bridge, _ = begun(application, language=language, theme=theme)
    window.resize(*SIZE)
    window.show()
    bridge.start()
    try:
        _photograph(application, window, samples, target)
    finally:
        window.close()
        bridge.close()


def _photograph(application: QApplication, window: MainWindow, samples: Path, target: Path) -> None:
    from engine.answers import Described, Examined, PreviewPainted, QueueChanged
    from engine.events import Event
    from gui.pages.pictures import PicturesPage

    heard: list[Event] = []
    window.bridge.happened.connect(heard.append)

    def until(such: Callable[[Event], bool], seconds: float = 120) -> None:
        end, start = time.monotonic() + seconds, len(heard)
        while not any(such(event) for event in heard[start:]):
            application.processEvents()
            time.sleep(0.01)
            if time.monotonic() > end:
                raise TimeoutError(target)

    def settle(seconds: float = 1.0) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.01)

    def shoot(name: str) -> None:
        settle()
        window.grab().save(str(target / f"{name}.png"))

    pictures = window.findChild(PicturesPage)
    assert isinstance(pictures, PicturesPage)
    until(lambda event: isinstance(event, Described))
    shoot("1 welcome")
    window.dropped.emit([samples])
    until(lambda event: isinstance(event, Examined))
    until(lambda event: isinstance(event, PreviewPainted))
    shoot("2 preflight")
    pictures.preflight.start()
    until(lambda event: isinstance(event, QueueChanged) and event.done >= 1)
    shoot("3 running")
    until(lambda event: isinstance(event, QueueChanged) and event.state == "finished")
    settle()
    table = pictures.queues.table(pictures.queues.current)
    table.view.selectRow(0)
    shoot("4 done")
    for place, page in enumerate(("review", "models", "settings", "problems")):
        window.show_page(page)
        shoot(f"{5 + place} {page}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        take(cast("Language", sys.argv[2]), cast("ThemeName", sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
    else:
        take_all(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "screenshots")
