"""Builds the window: its pages, and what each tells the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from engine.messages.answers import Described
from engine.messages.queue_answers import Row
from engine.messages.requests import PlainRecipe
from engine.names import uri_of
from gui.badge import Badge
from gui.bridge import Bridge, EngineBridge
from gui.compare.view import CompareView
from gui.edit.page import EditPage
from gui.explain.dialog import WhyDialog
from gui.gallery.batches import batches_of
from gui.laboratory.page import LaboratoryPage
from gui.languages import speak
from gui.looks.icons import application_icon
from gui.looks.theme import Theme, ThemeName
from gui.main_window import MainWindow
from gui.pages.models import ModelsPage
from gui.pages.pictures import PicturesPage
from gui.pages.problems import ProblemsPage
from gui.pages.styles import StylesPage
from gui.power import KeepAwake
from gui.preferences.page import SettingsPage
from gui.problems import Problems
from gui.queue.store import QueueStore
from gui.review.page import ReviewPage
from gui.settings import Language, Settings, SettingsFile
from gui.teach.page import TeachPage
from gui.words import engine_text, filled


def begun(
    application: QApplication, language: Language | None = None, theme: ThemeName | None = None
) -> tuple[MainWindow, EngineBridge, KeepAwake]:
    """A window that is not shown yet, and its bridge, that is not started; in the user's language and theme, or in others."""
    application.setApplicationName("Patina")
    application.setApplicationDisplayName("Patina")
    application.setDesktopFileName("patina")
    application.setWindowIcon(application_icon())
    settings = SettingsFile()
    speak(application, language or settings.values.language)
    wears = Theme(application, theme or settings.values.theme)
    bridge, awake = EngineBridge(), KeepAwake()
    bridge.device, bridge.tile = settings.values.device, settings.values.tile
    settings.changed.connect(lambda values: _follow(values, wears, bridge))
    window = build_window(bridge, settings)
    window.busy_changed.connect(awake.keep)
    application.aboutToQuit.connect(Badge(bridge, application.setBadgeNumber, window).clear)
    return window, bridge, awake


def build_window(bridge: Bridge, settings: SettingsFile) -> MainWindow:
    """The window with its pages, wired."""
    window, store = MainWindow(bridge, settings), QueueStore()
    problems = Problems(bridge, window)
    pictures, review = PicturesPage(bridge, settings, store), ReviewPage(bridge, CompareView(bridge, "review"))
    styles, models, preferences = StylesPage(bridge), ModelsPage(bridge), SettingsPage(settings, bridge)
    trouble, teach, edit = ProblemsPage(problems), TeachPage(bridge), EditPage(bridge)
    laboratory = LaboratoryPage(bridge)
    trouble.restart_wanted.connect(bridge.restart)
    for key, title, page in (
        ("pictures", QCoreApplication.translate("MainWindow", "Pictures"), pictures),
        ("edit", QCoreApplication.translate("MainWindow", "Edit"), edit),
        ("styles", QCoreApplication.translate("MainWindow", "Styles"), styles),
        ("review", QCoreApplication.translate("MainWindow", "Review"), review),
        ("teach", QCoreApplication.translate("MainWindow", "Teach"), teach),
        ("laboratory", QCoreApplication.translate("MainWindow", "Laboratory"), laboratory),
        ("models", QCoreApplication.translate("MainWindow", "Models"), models),
        ("settings", QCoreApplication.translate("MainWindow", "Settings"), preferences),
        ("problems", QCoreApplication.translate("MainWindow", "Problems"), trouble),
    ):
        window.add_page(key, title, key, page)
    _wire_pictures(window, pictures, review)
    _wire_styles(window, styles, pictures, settings, store)
    _wire_editing(window, edit, pictures)
    _wire_explaining(window, pictures, review)
    _wire_teaching(window, teach, pictures)
    _wire_laboratory(window, laboratory, pictures)
    window.described.connect(models.set_described)
    window.described.connect(preferences.set_described)
    models.changed.connect(window.describe)
    problems.count_changed.connect(lambda count: window.set_badge("problems", count))
    if store.remark:
        window.say(store.remark)
    return window


def _wire_pictures(window: MainWindow, pictures: PicturesPage, review: ReviewPage) -> None:
    def take(uris: tuple[str, ...]) -> None:
        window.show_page("pictures")
        pictures.take(uris)

    window.dropped.connect(take)
    window.dragged.connect(pictures.welcome.highlight)
    window.described.connect(pictures.set_described)
    pictures.welcome.open_files_wanted.connect(window.open_files)
    pictures.welcome.open_folder_wanted.connect(window.open_folder)
    pictures.panel.saved.connect(window.describe)
    pictures.panel.deleted.connect(window.describe)
    pictures.said.connect(window.say)
    pictures.title_changed.connect(window.setWindowTitle)
    pictures.queue_changed.connect(lambda queue: review.set_queue(queue or None))
    review.redo_wanted.connect(pictures.redo)
    review.set_queue(pictures.queues.current or None)


def _wire_styles(
    window: MainWindow, styles: StylesPage, pictures: PicturesPage, settings: SettingsFile, store: QueueStore
) -> None:
    def taken(place: Path) -> bool:
        return any(queue.destination == uri_of(place) for queue in store)

    def use(recipe: PlainRecipe) -> None:
        window.show_page("pictures")
        pictures.panel.set_recipe(recipe)
        pictures.panel.changed.emit(pictures.panel.recipe)

    def paint(variants: list[tuple[str, PlainRecipe]]) -> None:
        window.show_page("pictures")
        for batch in batches_of(variants, settings.values, taken):
            pictures.preflight.started.emit(batch)

    window.described.connect(styles.set_described)
    pictures.queues.chosen.connect(lambda row: styles.set_picture(row.source) if row else None)
    pictures.queues.selected.connect(lambda rows: styles.set_pictures([row.source for row in rows]))
    pictures.preflight.preview_wanted.connect(styles.set_picture)
    styles.recipe_wanted.connect(use)
    styles.variants_wanted.connect(paint)
    styles.models_wanted.connect(lambda: window.show_page("models"))
    styles.said.connect(window.say)
    if styles.remark:
        window.say(styles.remark)


def _wire_editing(window: MainWindow, edit: EditPage, pictures: PicturesPage) -> None:
    window.described.connect(edit.set_described)
    edit.pictures_wanted.connect(lambda: window.show_page("pictures"))
    edit.said.connect(window.say)
    pictures.queues.chosen.connect(lambda row: edit.set_picture(pictures.queues.current, row))
    pictures.queues.edit_wanted.connect(lambda: window.show_page("edit"))


def _wire_explaining(window: MainWindow, pictures: PicturesPage, review: ReviewPage) -> None:
    titles: dict[str, str] = {}

    def learn(described: Described) -> None:
        titles.update({stage.name: engine_text(stage.title) for stage in described.stages})

    def explain(queue: str, row: Row) -> None:
        WhyDialog(window.bridge, queue, row.job, row.name, titles, window).open()

    def explain_chosen() -> None:
        queue = pictures.queues.current
        if row := pictures.queues.table(queue).selection.current():
            explain(queue, row)

    window.described.connect(learn)
    pictures.queues.why_wanted.connect(explain_chosen)
    review.why_wanted.connect(explain)


def _use(window: MainWindow, pictures: PicturesPage, stage: str, model: str, options: Mapping[str, Any] | None = None) -> None:
    """Put a model into the recipe, with what else its stage needs, and show it there."""
    window.show_page("pictures")
    pictures.panel.use_model(stage, model, **(options or {}))
    window.say(filled(QCoreApplication.translate("MainWindow", "“%1” is in the recipe now."), model))


def _wire_teaching(window: MainWindow, teach: TeachPage, pictures: PicturesPage) -> None:
    awake = KeepAwake()
    teach.use_wanted.connect(partial(_use, window, pictures))
    window.described.connect(teach.set_described)
    teach.learning_changed.connect(awake.keep)
    teach.said.connect(window.say)
    teach.published.connect(window.describe)
    window.guards.append(teach.may_close)
    awake.keep(teach.learning)


def _wire_laboratory(window: MainWindow, laboratory: LaboratoryPage, pictures: PicturesPage) -> None:
    awake = KeepAwake()
    window.described.connect(laboratory.set_described)
    laboratory.measuring_changed.connect(awake.keep)
    laboratory.said.connect(window.say)
    laboratory.use_wanted.connect(partial(_use, window, pictures))
    window.guards.append(laboratory.may_close)


def _follow(values: Settings, theme: Theme, bridge: EngineBridge) -> None:
    """What takes effect at once."""
    if theme.name != values.theme:
        theme.choose(values.theme)
    if (bridge.device, bridge.tile) != (values.device, values.tile):
        bridge.device, bridge.tile = values.device, values.tile
        bridge.restart()
