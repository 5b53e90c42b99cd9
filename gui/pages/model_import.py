"""Models that come in: asked of the engine, which says what it does meanwhile, and what each was recognised as."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from engine.answers import EngineEnded, ImportProgressed, ModelImported, RequestFailed
from engine.events import Event
from engine.names import speakable, uri_of
from engine.requests import ImportModel
from gui.bridge import Bridge
from gui.looks.pieces import button, sentence
from gui.looks.theme import Role, give_role
from gui.words import engine_text, filled

CARD = "model.toml"
SUFFIXES = (".pth", ".pt", ".ckpt", ".safetensors", ".onnx")
"""Of files that other programs keep models in."""


def is_model(path: Path) -> bool:
    """Whether it may be a model, by its name alone, or a package."""
    return path.suffix.lower() in SUFFIXES or path.name == CARD or (path / CARD).is_file()


class ModelImport(QFrame):
    """Shown while something comes in, and for what came of it."""

    imported = Signal()
    """A model is there now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._bridge = bridge
        self._under_way: dict[int, Path] = {}
        self._outcomes: list[tuple[str, Role]] = []
        self._now = ""
        self._doing, self._stop = sentence(), button(self.tr("Stop"))
        self._stop.clicked.connect(self._call_off)
        self._done = QVBoxLayout()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        top = QHBoxLayout()
        top.addWidget(self._doing, 1)
        top.addWidget(self._stop)
        inside.addLayout(top)
        inside.addLayout(self._done)
        bridge.happened.connect(self._hear)
        self.hide()

    def take(self, paths: Sequence[Path]) -> None:
        """Ask for these; the engine takes one after the other."""
        if not self._under_way:
            self._outcomes = []
        for path in paths:
            number = self._bridge.number()
            self._under_way[number] = path
            self._bridge.ask(ImportModel(number, uri_of(path)), self._answered)
        self._now = self.tr("waiting for the engine")
        self._show()

    def _answered(self, event: Event) -> None:
        match event:
            case ImportProgressed(doing=doing):
                self._now = engine_text(doing)
                self._show()
            case ModelImported(number=number):
                self._under_way.pop(number, None)
                words = self.tr("“%1” was added. It was recognised as: %2.")
                self._end(filled(words, event.title, engine_text(event.recognised)), Role.GOOD)
                if event.caution:
                    self._end(engine_text(event.caution), Role.WARNING)
                self.imported.emit()
            case RequestFailed(number=number):
                path, message = self._under_way.pop(number, None), engine_text(event.message)
                if path is None or not message.startswith(speakable(path.name)):  # names stay as they are
                    message = message[:1].upper() + message[1:]
                self._end(f"{message}. {engine_text(event.hint)}".strip(), Role.BAD)
            case _:
                pass

    def _end(self, words: str, role: Role) -> None:
        self._outcomes.append((words, role))
        self._show()

    def _call_off(self) -> None:
        for number in self._under_way:
            self._bridge.cancel(number)
        self._under_way.clear()
        self._end(self.tr("Stopped: nothing was added."), Role.QUIET)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded) and self._under_way:  # those that were asked are never answered
            self._under_way.clear()
            self._end(self.tr("The engine ended while the model came in; nothing was added. Try it once more."), Role.BAD)

    def _show(self) -> None:
        busy = bool(self._under_way)
        if busy:
            name = speakable(next(iter(self._under_way.values())).name)
            self._doing.setText(filled(self.tr("“%1”: %2"), name, self._now))
        self._doing.setVisible(busy)
        self._stop.setVisible(busy)
        while (item := self._done.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for words, role in self._outcomes:
            line = sentence(words)
            give_role(line, role)
            self._done.addWidget(line)
        self.show()
