"""Takes pictures of every page of the window, with a real engine, in both languages and themes, at two scales and three sizes.

python3 dev.py screenshots [FOLDER [LANGUAGE…] [SCALE…]]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES, THEMES, SCALES = ("en", "zh_CN"), ("light", "dark"), ("1", "2")
SIZE = 1600, 1000  # logical pixels
SMALLER = (1366, 768), (1280, 800)  # of what many people have; at the first scale only
PATIENCE = 300  # seconds

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QMenu

    from engine.events import Event
    from gui.main_window import MainWindow
    from gui.settings import Language


def take_all(folder: Path, languages: tuple[str, ...] = LANGUAGES, scales: tuple[str, ...] = SCALES) -> None:
    """One process for each scale and language: Qt reads the scale when it starts."""
    with tempfile.TemporaryDirectory(prefix="patina-") as place:
        samples = Path(place) / "Grandmother's box"
        subprocess.run([sys.executable, str(ROOT / "main.py"), "samples", str(samples)], check=True, stdout=subprocess.DEVNULL)
        (samples / "SAMPLES.txt").unlink(missing_ok=True)
        (samples / "letter 1931.jpg").write_text("Dear grandfather, the pictures are in the box.\n" * 9)
        for scale in scales:
            for language in languages:
                home = Path(place) / f"home-{language}-{scale}"
                environment = {**os.environ, "QT_SCALE_FACTOR": scale, "PATINA_HOME": str(home)}
                command = [sys.executable, "-m", "tests.gui.screenshots", "--one", language, scale, str(samples), str(folder)]
                subprocess.run(command, check=True, env=environment, cwd=ROOT)


def take(language: Language, scale: str, samples: Path, folder: Path) -> None:
    """The pages of one window, in the order in which a user comes to them."""
    from PySide6.QtWidgets import QApplication

    from gui.building import begun

    application = QApplication(["patina"])
    window, bridge, _ = begun(application, language=language, theme="light")
    window.resize(*SIZE)
    window.show()
    bridge.start()
    try:
        _visit(Photographer(application, window, folder, f"{language}-{{}}-{scale}", SMALLER if scale == "1" else ()), samples)
    finally:
        bridge.close()


def _visit(photographer: Photographer, samples: Path) -> None:
    from engine.messages.answers import Described, Examined, PreviewPainted
    from engine.messages.queue_answers import QueueChanged
    from engine.names import uri_of
    from gui.pages.pictures import PicturesPage

    window, shoot, until = photographer.window, photographer.shoot, photographer.until
    pictures = window.findChild(PicturesPage)
    assert isinstance(pictures, PicturesPage)
    until(lambda event: isinstance(event, Described))
    shoot("01 welcome")
    for page in ("edit", "styles", "review", "problems"):
        window.show_page(page)
        shoot(f"02 {page}, empty")
    window.show_page("pictures")
    window.dropped.emit((uri_of(samples),))
    until(lambda event: isinstance(event, Examined))
    until(lambda event: isinstance(event, PreviewPainted))
    shoot("03 preflight")
    pictures.preflight.start()
    until(lambda event: isinstance(event, QueueChanged) and event.done >= 1)
    window.close()  # asks
    shoot("04 running, and closing")
    photographer.close_dialogs()
    until(lambda event: isinstance(event, QueueChanged) and event.state == "finished")
    pictures.queues.table(pictures.queues.current).view.selectRow(3)
    shoot("05 done")
    pictures.panel.set_recipe({"title": "Damaged", "stages": [{"type": "scratches"}, {"type": "restore", "strength": 0.6}]})
    pictures.panel.changed.emit(pictures.panel.recipe)
    for card in pictures.panel.list.cards.values():
        card.unfold(True)
    until(lambda event: isinstance(event, PreviewPainted))
    shoot("06 settings are tried")
    table = pictures.queues.table(pictures.queues.current)
    with photographer.popup(table.actions_.menu):
        shoot("07 menu")
    window.show_keyboard()
    shoot("08 keyboard")
    photographer.close_dialogs()
    for page in ("styles", "review", "models", "settings", "problems"):
        window.show_page(page)
        shoot(f"09 {page}")
    from tests.gui.edit_screens import visit_editing
    from tests.gui.laboratory_screens import visit_laboratory
    from tests.gui.teach_screens import visit_teaching

    visit_editing(photographer, samples.parent)
    visit_teaching(photographer, samples)
    visit_laboratory(photographer, samples.parent)


class Photographer:
    """Waits for the engine, and takes the window in each theme and size."""

    def __init__(
        self, application: QApplication, window: MainWindow, folder: Path, name: str, smaller: tuple[tuple[int, int], ...]
    ) -> None:
        self.application, self.window = application, window
        self._folder, self._name, self._smaller = folder, name, smaller
        self._heard: list[Event] = []
        window.bridge.happened.connect(self._heard.append)

    def until(self, such: Callable[[Event], bool]) -> None:
        """Such an event has come; it may have come before, but not before the last one that was waited for."""
        end = time.monotonic() + PATIENCE
        while not any(such(event) for event in self._heard):
            self.settle(0.05)
            if time.monotonic() > end:
                raise TimeoutError(self._name)
        del self._heard[: next(place for place, event in enumerate(self._heard) if such(event)) + 1]

    def wait(self, such: Callable[[], object], patience: float = PATIENCE) -> None:
        """Until that is so."""
        end = time.monotonic() + patience
        while not such():
            self.settle(0.05)
            if time.monotonic() > end:
                raise TimeoutError(self._name)

    def settle(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.01)

    def shoot(self, name: str) -> None:
        from gui.looks.theme import Theme

        theme = self.application.findChild(Theme)
        assert isinstance(theme, Theme)
        self.settle(0.7)
        for size in (SIZE, *self._smaller):
            self.window.resize(*size)
            for shade in ("light", "dark"):
                theme.choose(shade)
                self.settle(0.3)
                place = self._name.format(shade) + ("" if size == SIZE else f"-{size[0]}x{size[1]}")
                (self._folder / place).mkdir(parents=True, exist_ok=True)
                self._picture().save(str(self._folder / place / f"{name}.png"))
        theme.choose("light")
        self.window.resize(*SIZE)
        print(self._name.format("*"), name, flush=True)

    def close_dialogs(self) -> None:
        from PySide6.QtWidgets import QDialog

        for dialog in self.window.findChildren(QDialog):
            dialog.reject()

    @contextmanager
    def popup(self, menu: QMenu) -> Generator[None]:
        from PySide6.QtCore import QPoint

        menu.popup(self.window.mapToGlobal(QPoint(300, 200)))
        yield
        menu.close()

    def _picture(self) -> QPixmap:
        """The window, with the dialogs and menus that are over it."""
        from PySide6.QtGui import QPainter

        picture = self.window.grab()
        with QPainter(picture) as painter:
            for other in self.application.topLevelWidgets():
                if other.isVisible() and other is not self.window:
                    painter.drawPixmap(other.pos() - self.window.pos(), other.grab())
        return picture


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        take(cast("Language", sys.argv[2]), sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))
    else:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "screenshots"
        languages, scales = (tuple(one for one in all_ if one in sys.argv[2:]) or all_ for all_ in (LANGUAGES, SCALES))
        take_all(folder, languages, scales)
