"""The page of pictures: what is dropped is looked through, tried on, and restored in queues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from engine.answers import Described, EngineEnded, Examined, QueueChanged, Row
from engine.events import Event
from engine.names import path_of, uri_of
from engine.requests import Close, PlainRecipe, Redo
from gui.bridge import Bridge
from gui.compare.view import CompareView
from gui.queue.side import QueueSide
from gui.queue.store import QueueStore
from gui.recipe.apply_bar import ApplyBar
from gui.recipe.panel import RecipePanel
from gui.settings import SettingsFile
from gui.start.preflight_card import Batch, PreflightCard
from gui.start.welcome import WelcomePage
from gui.words import filled

SETTLED = 800  # milliseconds without a change after which the pictures are looked through anew


class PicturesPage(QStackedWidget):
    queue_changed = Signal(str)
    """The id of the queue that is shown; nothing if there is none."""

    title_changed = Signal(str)
    said = Signal(str)
    """A sentence for the line below."""

    def __init__(self, bridge: Bridge, settings: SettingsFile, store: QueueStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._settings, self._store = bridge, settings, store
        self._drafts: dict[str, PlainRecipe] = {}  # settings that are being tried, by queue
        self._row: Row | None = None
        self._jobs: tuple[int, ...] = ()
        self.welcome, self.preflight = WelcomePage(), PreflightCard(bridge)
        self.queues, self.compare, self.panel, self.apply = QueueSide(bridge), CompareView(bridge), RecipePanel(), ApplyBar()
        self._side = QStackedWidget()
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._settle.timeout.connect(lambda: self.preflight.set_recipe(self.panel.recipe))
        self._lay_out()
        self._connect()
        for queue in store:
            self.queues.add(queue)
            bridge.tell(queue.submission())
        self._show_side()

    # What comes in

    def take(self, paths: Sequence[Path]) -> None:
        """Pictures were dropped or opened: look through them."""
        self._show_preflight()
        self.compare.clear()
        self.preflight.examine(paths, self._place_for(paths), self.panel.recipe, self._settings.values.suffix)

    def set_described(self, described: Described) -> None:
        self.panel.set_described(described)
        if not self._examining and not self.queues.current:
            self._tried(self.panel.recipe)

    @property
    def _examining(self) -> bool:
        return self.currentWidget() is self._work and self._side.currentWidget() is self.preflight

    def _place_for(self, paths: Sequence[Path]) -> Path:
        """Where results go, unless another place is chosen: beside what was dropped."""
        first = paths[0] if paths[0].is_dir() else paths[0].parent
        name = filled(self.tr("%1 restored"), first.name or "Patina")
        if self._settings.values.results:
            return path_of(self._settings.values.results) / name
        return first.parent / name

    def _begin(self, batch: Batch) -> None:
        title = batch.sources[0].name if len(batch.sources) == 1 else batch.sources[0].parent.name
        queue = self._store.add(
            title or str(batch.destination),
            sources=tuple(uri_of(source) for source in batch.sources),
            destination=uri_of(batch.destination),
            recipe=batch.recipe,
            suffix=batch.suffix,
            held=batch.held,
            runs=True,
        )
        self.queues.add(queue)
        self._bridge.tell(queue.submission())
        self._show_side()

    # What is shown

    def _show_preflight(self) -> None:
        self.setCurrentWidget(self._work)
        self._side.setCurrentWidget(self.preflight)
        self.apply.hide()

    def _show_side(self) -> None:
        """The queues, or the welcome where there are none."""
        if len(self._store):
            self.setCurrentWidget(self._work)
            self._side.setCurrentWidget(self.queues)
            self._turn_to(self.queues.current)
        else:
            self.setCurrentWidget(self.welcome)
            self.compare.clear()

    def _turn_to(self, queue: str) -> None:
        self._row, self._jobs = None, ()
        if queue in self._store:
            self.panel.set_recipe(self._drafts.get(queue, self._store[queue].recipe))
            self.compare.set_recipe(self.panel.recipe)
            self._mark_tried()
        self.queue_changed.emit(queue)

    def _choose(self, row: Row | None) -> None:
        self._row = row
        if row is not None:
            done = row.state == "done" and not self._differs
            self.compare.show_pictures(row.source, row.result if done else None)

    def _select(self, rows: list[Row]) -> None:
        self._jobs = tuple(row.job for row in rows)
        self.apply.show_chosen(len(self._jobs))

    # Settings that are tried

    @property
    def _differs(self) -> bool:
        queue = self.queues.current
        return queue in self._drafts and self._drafts[queue] != self._store[queue].recipe

    def _tried(self, recipe: PlainRecipe) -> None:
        """The user moves a slider, say."""
        if recipe["stages"]:
            self.compare.set_recipe(recipe)
        if self._examining:
            self._settle.start()
        elif queue := self.queues.current:
            self._drafts[queue] = recipe
            self._mark_tried()
            self._choose(self._row)

    def _mark_tried(self) -> None:
        self.apply.setVisible(self._differs and bool(self.panel.recipe["stages"]))

    def _take_for_queue(self) -> None:
        """Only what the change concerns is done anew: the journal knows."""
        queue = self.queues.current
        kept = self._store.change(queue, recipe=self._drafts.pop(queue), runs=True)
        self._bridge.tell(kept.submission())
        self._mark_tried()

    def _take_for_chosen(self) -> None:
        self.redo(list(self._jobs))

    def redo(self, jobs: list[int]) -> None:
        """Do these pictures of the queue again, with the settings that are on the panel."""
        recipe = self.panel.recipe if self._differs else None
        self._bridge.tell(Redo(self.queues.current, tuple(jobs), recipe))

    def _go_back(self) -> None:
        queue = self.queues.current
        self._drafts.pop(queue, None)
        self._turn_to(queue)

    # What the engine says

    def _hear(self, event: Event) -> None:
        match event:
            case Examined(neediest=neediest) if self._examining and neediest:
                self.compare.show_pictures(neediest[0].source, None)
            case QueueChanged(queue=queue, state=state) if queue in self._store and state != "opening":
                self._store.change(queue, runs=state == "running")
                if event.message:
                    self.said.emit(f"{event.message} {event.hint}".strip())
            case EngineEnded(restarting=True):
                for queue in self._store:
                    self._bridge.tell(queue.submission())
            case _:
                pass

    def _close(self, queue: str) -> None:
        self._bridge.tell(Close(queue))
        self._store.remove(queue)
        self._drafts.pop(queue, None)
        self.queues.remove(queue)
        self._show_side()

    # How it is built

    def _lay_out(self) -> None:
        self._side.addWidget(self.preflight)
        self._side.addWidget(self.queues)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 8, 8, 8)
        column.addWidget(self.panel, 1)
        column.addWidget(self.apply)
        self._work = QSplitter(Qt.Orientation.Horizontal)
        self._work.setChildrenCollapsible(False)
        self._work.setSizes([320, 420, 260])  # shares; a stretch alone would keep the narrowest
        for place, (part, share) in enumerate(((self._side, 32), (self.compare, 42), (right, 26))):
            self._work.addWidget(part)
            self._work.setStretchFactor(place, share)
        self.addWidget(self.welcome)
        self.addWidget(self._work)
        self.apply.hide()

    def _connect(self) -> None:
        signals: tuple[tuple[Any, Any], ...] = (
            (self.preflight.started, self._begin),
            (self.preflight.cancelled, self._show_side),
            (self.preflight.preview_wanted, lambda source: self.compare.show_pictures(source, None)),
            (self.queues.current_changed, self._turn_to),
            (self.queues.close_wanted, self._close),
            (self.queues.chosen, self._choose),
            (self.queues.selected, self._select),
            (self.queues.own_settings_wanted, self.redo),
            (self.queues.title_changed, self.title_changed),
            (self.queues.more_wanted, self.welcome.open_files_wanted),
            (self.panel.changed, self._tried),
            (self.panel.problem, lambda message, hint: self.said.emit(f"{message} {hint}".strip())),
            (self.compare.found, self.panel.show_findings),
            (self.apply.for_queue, self._take_for_queue),
            (self.apply.for_chosen, self._take_for_chosen),
            (self.apply.back, self._go_back),
            (self._store.failed, self.said),
            (self._bridge.happened, self._hear),
        )
        for signal, slot in signals:
            signal.connect(slot)
