"""Models that come in: asked of the engine, which says what it does meanwhile, and what each was recognised as."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from engine.events import Event
from engine.importing.catalogue import Listed
from engine.messages.answers import EngineEnded, ImportProgressed, ModelImported, RequestFailed
from engine.messages.model_answers import FetchProgressed
from engine.messages.model_requests import FetchModel
from engine.messages.requests import ImportModel
from engine.names import speakable, uri_of
from gui.bridge import Bridge
from gui.looks.colours import Role, give_role
from gui.looks.pieces import button, row, sentence
from gui.pages.model_progress import ProgressLine
from gui.words import engine_text, filled

CARD = "model.toml"
SUFFIXES = (".pth", ".pt", ".ckpt", ".safetensors", ".onnx")
"""Of files that other programs keep models in."""


class _Coming(NamedTuple):
    name: str
    fetched: Listed | None
    """The model of the catalogue that is fetched, if it is."""

    line: ProgressLine


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
        self._under_way: dict[int, _Coming] = {}
        self._outcomes: list[tuple[str, Role]] = []
        self._unfinished: list[Listed] = []
        self._lines = ProgressLine(), ProgressLine()  # files and fetches do not wait for one another
        self._stop, self.again = button(self.tr("Stop")), button(self.tr("Fetch again"), "again")
        self._stop.clicked.connect(self._call_off)
        self.again.clicked.connect(self._fetch_again)
        self._done, lines = QVBoxLayout(), QVBoxLayout()
        inside, top = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(16, 14, 16, 14)
        for line in self._lines:
            lines.addWidget(line)
        top.addLayout(lines, 1)
        top.addWidget(self._stop)
        inside.addLayout(top)
        inside.addLayout(self._done)
        inside.addLayout(row(self.again))
        bridge.happened.connect(self._hear)
        self.hide()

    @property
    def fetching(self) -> frozenset[str]:
        """Ids of the models of the catalogue that are on their way."""
        return frozenset(coming.fetched.id for coming in self._under_way.values() if coming.fetched)

    def take(self, paths: Sequence[Path]) -> None:
        """Ask for these; the engine takes one after the other."""
        for path in paths:
            self._ask(ImportModel(self._bridge.number(), uri_of(path)), speakable(path.name))

    def fetch(self, model: Listed, file: Path | None = None) -> None:
        """Ask for a model of the catalogue; with `file`, which came by another way, nothing is fetched."""
        uri = None if file is None else uri_of(file)
        self._ask(FetchModel(self._bridge.number(), model.id, uri), model.title, None if file else model)

    def _ask(self, request: ImportModel | FetchModel, name: str, fetched: Listed | None = None) -> None:
        if not self._under_way:
            self._outcomes, self._unfinished = [], []
        line = self._lines[fetched is not None]
        if not any(coming.line is line for coming in self._under_way.values()):
            line.show_doing(name, self.tr("waiting for the engine"))
        self._under_way[request.number] = _Coming(name, fetched, line)
        self._bridge.ask(request, self._answered)
        self._show()

    def _answered(self, event: Event) -> None:
        match event:
            case ImportProgressed(number=number, doing=doing):
                coming = self._under_way[number]
                coming.line.show_doing(coming.name, engine_text(doing))
            case FetchProgressed(number=number, have=have, size=size):
                coming = self._under_way[number]
                coming.line.show_bytes(coming.name, have, size)
            case ModelImported(number=number):
                self._under_way.pop(number, None)
                words = self.tr("“%1” was added. It was recognised as: %2.")
                self._end(filled(words, event.title, engine_text(event.recognised)), Role.GOOD)
                if event.caution:
                    self._end(engine_text(event.caution), Role.WARNING)
                self.imported.emit()
            case RequestFailed(number=number):
                coming, message = self._under_way.pop(number), engine_text(event.message)
                if coming.fetched:
                    self._unfinished.append(coming.fetched)
                if not message.startswith((coming.name, "http")):  # names and addresses stay as they are
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
        if self._break_off():
            self._end(self.tr("Stopped. What has come is kept: fetch it again, and it goes on."), Role.QUIET)
        else:
            self._end(self.tr("Stopped: nothing was added."), Role.QUIET)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded) and self._under_way:  # those that were asked are never answered
            self._break_off()
            self._end(self.tr("The engine ended while the model came in; nothing was added. Try it once more."), Role.BAD)

    def _break_off(self) -> list[Listed]:
        """Nothing is under way any more; the fetches that can be gone on with."""
        self._unfinished += [coming.fetched for coming in self._under_way.values() if coming.fetched]
        self._under_way.clear()
        return self._unfinished

    def _fetch_again(self) -> None:
        for model in self._unfinished.copy():
            self.fetch(model)

    def _show(self) -> None:
        busy = {coming.line for coming in self._under_way.values()}
        for line in self._lines:
            line.setVisible(line in busy)
        self._stop.setVisible(bool(busy))
        self.again.setVisible(bool(self._unfinished) and not busy)
        while (item := self._done.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for words, role in self._outcomes:
            line = sentence(words)
            give_role(line, role)
            self._done.addWidget(line)
        self.show()
