"""The page of pictures: what is dropped is looked through, tried on, and restored in queues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from engine.events import Event
from engine.messages.answers import Described, Examined, RequestFailed
from engine.messages.queue_answers import Row
from engine.messages.requests import PlainRecipe, Redo
from engine.names import uri_of
from gui.bridge import Bridge
from gui.pages.places import place_for
from gui.pages.workplace import Workplace
from gui.queue.keeper import QueueKeeper
from gui.queue.store import QueueStore
from gui.recipe.trials import Trials
from gui.settings import SettingsFile
from gui.start.batch import Batch
from gui.start.welcome import WelcomePage
from gui.words import engine_text

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
        self._trials = Trials(store)
        self._described = False
        self._row: Row | None = None
        self.welcome, self.work = WelcomePage(), Workplace(bridge)
        self.preflight, self.queues, self.compare = self.work.preflight, self.work.queues, self.work.compare
        self.panel, self.apply = self.work.panel, self.work.apply
        for one in (self.welcome, self.work):
            self.addWidget(one)
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._settle.timeout.connect(lambda: self.preflight.set_recipe(self.panel.recipe))
        self._keeper = QueueKeeper(bridge, store, self._trials, self.queues)
        self._connect()
        self._show_side()

    # What comes in

    def take(self, sources: tuple[str, ...]) -> None:
        """Pictures were dropped or opened: look through them."""
        self._show_preflight()
        self.compare.clear()

        def taken(place: Path) -> bool:
            other = self._store.at(uri_of(place))
            return other is not None and set(other.sources) != set(sources)

        recipe, wishes = self.panel.recipe if self._described else None, self._settings.values
        place = place_for(sources[0], wishes.results, taken)
        naming = wishes.suffix, wishes.template, wishes.conflict
        self.preflight.examine(Batch(sources, place, recipe, *naming, pyramid=wishes.pyramid))

    def set_described(self, described: Described) -> None:
        first, self._described = not self._described, True
        self.panel.set_described(described)
        if not first:
            return  # another engine, or other models: what is on the panel stays there
        if self.queues.current:  # only now can its recipe be shown
            self.panel.set_recipe(self._trials.recipe(self.queues.current))
        if self._examining:  # something was dropped before the engine was there
            self.preflight.set_recipe(self.panel.recipe)
        self._try_on(self.panel.recipe)
        self._mark_tried()

    @property
    def _examining(self) -> bool:
        return self.currentWidget() is self.work and self.work.examining

    def _begin(self, batch: Batch) -> None:
        self._keeper.begin(batch, self.panel.recipe if self._settle.isActive() else batch.recipe)

    # What is shown

    def _show_preflight(self) -> None:
        self.setCurrentWidget(self.work)
        self.work.show_preflight()

    def _show_side(self) -> None:
        """The queues, or the welcome where there are none."""
        self._settle.stop()
        if len(self._store):
            self.setCurrentWidget(self.work)
            self.work.show_queues()
            self._turn_to(self.queues.current)
        else:
            self.setCurrentWidget(self.welcome)
            self.compare.clear()

    def _turn_to(self, queue: str) -> None:
        if queue not in self._store or self.work.examining:
            return
        if self._described:
            self.panel.set_recipe(self._trials.recipe(queue))
        self._try_on(self.panel.recipe)
        self._mark_tried()
        self._choose(self.queues.table(queue).selection.current())
        self._select()

    def _choose(self, row: Row | None) -> None:
        self._row = row
        if not self.work.examining:
            self.work.show_row(row, self._differs)

    def _select(self) -> None:
        self.apply.show_chosen(self.queues.table(self.queues.current).selection.count())

    # Settings that are tried

    @property
    def _differs(self) -> bool:
        return self._trials.differs(self.queues.current)

    def _tried(self, recipe: PlainRecipe) -> None:
        """The user moves a slider, say."""
        self._try_on(recipe)
        if self._examining:
            self._settle.start()
            if not recipe["stages"]:
                self._settle.stop()
                self.preflight.set_recipe(recipe)
        elif queue := self.queues.current:
            self._trials.put(queue, recipe)
            self._mark_tried()
            self._choose(self._row)

    def _try_on(self, recipe: PlainRecipe) -> None:
        """On the patch; with no stage on, there is nothing to try."""
        self.compare.set_recipe(recipe if recipe["stages"] else None)

    def _mark_tried(self) -> None:
        self.apply.setVisible(self._differs and not self._examining)
        self.apply.allow(bool(self.panel.recipe["stages"]))

    def _take_for_queue(self) -> None:
        self._keeper.take_tried(self.queues.current)
        self._mark_tried()

    def _take_for_chosen(self) -> None:
        self.queues.table(self.queues.current).selection.read(self.redo, lambda row: row.job)

    def redo(self, jobs: list[int]) -> None:
        """Do these pictures of the queue again, with the settings that are on the panel."""
        recipe = self.panel.recipe if self._differs else None
        if recipe is not None and not recipe["stages"]:
            self.said.emit(self.tr("All stages are switched off: nothing would be done. Switch one on."))
            return
        self._bridge.tell(Redo(self.queues.current, tuple(jobs), recipe))

    def _go_back(self) -> None:
        queue = self.queues.current
        self._trials.forget(queue)
        self._turn_to(queue)

    # What the engine says

    def _hear(self, event: Event) -> None:
        match event:
            case Examined(neediest=neediest) if self._examining and neediest:
                self.compare.show_pictures(neediest[0].source, None)
            case RequestFailed(number=0, message=message, hint=hint):  # nobody else waits for it
                self.said.emit(f"{engine_text(message)} {engine_text(hint)}".strip())
            case _:
                pass

    # How it is built

    def _connect(self) -> None:
        signals: tuple[tuple[Any, Any], ...] = (
            (self.preflight.started, self._begin),
            (self.preflight.cancelled, self._show_side),
            (self.preflight.preview_wanted, lambda source: self.compare.show_pictures(source, None)),
            (self.queues.current_changed, self._turn_to),
            (self.queues.current_changed, self.queue_changed),
            (self.queues.chosen, self._choose),
            (self.queues.selected, lambda _: self._select()),
            (self.queues.own_settings_wanted, self.redo),
            (self.queues.title_changed, self.title_changed),
            (self.queues.more_wanted, self.welcome.open_files_wanted),
            (self.panel.changed, self._tried),
            (self.panel.problem, lambda message, hint: self.said.emit(f"{message} {hint}".strip())),
            (self.compare.found, self.panel.show_findings),
            (self.apply.for_queue, self._take_for_queue),
            (self.apply.for_chosen, self._take_for_chosen),
            (self.apply.back, self._go_back),
            (self._keeper.shown, self._show_side),
            (self._keeper.said, self.said),
            (self._bridge.happened, self._hear),
        )
        for signal, slot in signals:
            signal.connect(slot)
