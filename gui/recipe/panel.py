"""The recipe panel: which recipe, its stages in order with their options, and what was found in the picture for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from engine.messages.answers import Described
from engine.messages.requests import PlainRecipe
from engine.names import path_of
from gui.drops import only_uri_in
from gui.looks.colours import Role
from gui.looks.pieces import sentence
from gui.looks.tool_button import tool
from gui.recipe.head import RecipeHead
from gui.recipe.questions import RecipeQuestions
from gui.recipe.stage_list import StageList
from gui.recipe.work import RecipeWork
from gui.words import engine_text, filled

Keys = QKeySequence | QKeySequence.StandardKey

WIDTH = 50  # letters: sliders are long enough to be set with a mouse
PEEK = 60  # logical pixels that stay visible beyond what is dragged or has been added


class RecipePanel(QWidget):
    changed = Signal(object)
    """The recipe, after the user has changed it or chosen another, at most every 30 ms; setting it in code says nothing."""

    saved = Signal(str)
    """The name of a recipe of the user's own that is on disk now: what is described has changed."""

    deleted = Signal(str)
    """The name of a recipe of the user's own that is no more."""

    problem = Signal(str, str)
    """A sentence and a hint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Recipe"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)
        self._work = RecipeWork(self)
        self._questions = RecipeQuestions(self._work, self)
        self._undo = self._action(self.tr("Undo"), QKeySequence.StandardKey.Undo, self._work.history.undo)
        self._redo = self._action(self.tr("Redo"), QKeySequence.StandardKey.Redo, self._work.history.redo)
        self._copy = self._action(self.tr("Copy settings"), QKeySequence.StandardKey.Copy, self._work.copy)
        self._paste = self._action(self.tr("Paste settings"), QKeySequence.StandardKey.Paste, self._work.paste)
        self._action(self.tr("Move the stage up"), QKeySequence("Ctrl+Up"), lambda: self._move_by(-1))
        self._action(self.tr("Move the stage down"), QKeySequence("Ctrl+Down"), lambda: self._move_by(1))
        self.head = RecipeHead(self._undo, self._redo)
        self.list = StageList()
        self.nothing = sentence(self.tr("No stages yet: pictures stay as they are. Add one below."), Role.QUIET)
        self.add = tool(self.tr("Add a stage"), "add")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def recipe(self) -> PlainRecipe:
        """As it stands in TOML; its list of stages is empty if all are switched off."""
        return self._work.draft.recipe

    def set_described(self, described: Described) -> None:
        """What there is. What is on the panel stays on it; at first this is the recommended recipe."""
        if described.stages != tuple(self._work.stages.values()):
            self.list.clear()  # models may have come or gone: all cards anew
        self._work.set_described(described)
        self._fill_menu()

    def set_recipe(self, recipe: PlainRecipe) -> None:
        """Show another recipe, that of another picture say; what came before cannot be undone."""
        self.list.forget_findings()
        self._work.set_recipe(recipe)

    def show_findings(self, remarks: Mapping[str, Sequence[str]], not_needed: Sequence[str]) -> None:
        """What the stages found in the picture, by their places in `recipe["stages"]`."""
        self.list.forget_findings()
        for place, step in enumerate(step for step in self._work.draft.steps if step.on):
            self.list.cards[step.key].show_finding(remarks.get(str(place), ()), str(place) not in not_needed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * WIDTH, super().sizeHint().height())

    def open_file(self, path: Path) -> None:
        """Open a recipe from any TOML file."""
        self._work.open_file(path)

    def use_model(self, stage: str, model: str, **options: Any) -> None:
        """Put a model into the recipe, and options of its stage; it can be undone."""
        self._work.use_model(stage, model, **options)

    def _show(self) -> None:
        work = self._work
        self.list.show_draft(work.draft, work.stages)
        self.head.show_draft(work.draft, work.recipes, work.differs)
        self.nothing.setVisible(not work.draft.steps)
        self._copy.setEnabled(any(step.on for step in work.draft.steps))
        self._scroll.updateGeometry()

    def _add(self, stage: str) -> None:
        key = self._work.add(stage)
        card = self.list.cards[key]
        card.setFocus()
        QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card, 0, PEEK))  # once it has its place

    def _move_by(self, places: int) -> None:
        key = self.list.key_with_focus()
        if key is not None:
            self._work.move(key, self._work.draft.place(key) + places)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for stage in self._work.stages.values():
            title = engine_text(stage.title)
            words = filled(self.tr("%1 (its model is not installed)"), title) if stage.lacking else title
            action = self._menu.addAction(words, lambda name=stage.name: self._add(name))
            action.setToolTip(engine_text(stage.about))
            action.setEnabled(not stage.lacking)

    def _action(self, text: str, keys: Keys, do: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if isinstance(keys, QKeySequence):
            action.setShortcut(keys)
        else:
            action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(lambda: do())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.add.setMenu(self._menu)
        self.add.setStyleSheet("::menu-indicator { image: none; }")
        self._scroll = _Scroll(self.list)
        self._copy.setIconText(self.tr("Copy"))  # on the button; the rest is in its tooltip
        self._paste.setIconText(self.tr("Paste"))
        bottom = QHBoxLayout()
        bottom.addWidget(self.add)
        bottom.addStretch(1)
        bottom.addWidget(tool(action=self._copy))
        bottom.addWidget(tool(action=self._paste))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.nothing)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        work, head, cards = self._work, self.head, self.list
        work.shown.connect(self._show)
        work.changed.connect(self.changed)
        work.saved.connect(self.saved)
        work.deleted.connect(self.deleted)
        work.problem.connect(self.problem)
        head.chooser.chosen.connect(work.choose)
        head.save.clicked.connect(self._questions.ask_for_name)
        head.open.clicked.connect(self._questions.ask_for_file)
        head.delete.clicked.connect(self._questions.ask_to_delete)
        head.revert.clicked.connect(work.revert)
        head.only_needed.clicked.connect(work.set_only_needed)
        cards.switched.connect(work.switch)
        cards.edited.connect(lambda key, name: work.set_options(key, cards.cards[key].form.values, name))
        cards.moved.connect(work.move)
        cards.removed.connect(work.remove)
        cards.pointed.connect(lambda down: self._scroll.ensureVisible(0, down, 0, PEEK))
        work.history.canUndoChanged.connect(self._undo.setEnabled)
        work.history.canRedoChanged.connect(self._redo.setEnabled)
        work.history.indexChanged.connect(self._name_undo)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)

    def _name_undo(self) -> None:
        history = self._work.history
        for action, title, what in (
            (self._undo, self.tr("Undo"), history.undoText()),
            (self._redo, self.tr("Redo"), history.redoText()),
        ):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{title}: {what} ({keys})" if what else f"{title} ({keys})")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _recipe_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := _recipe_in(event.mimeData()):
            event.acceptProposedAction()
            self._work.open_file(file)


class _Scroll(QScrollArea):
    """Scrolls up and down only: it is as wide as what it shows needs."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self._shown = shown
        self.setWidget(shown)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        width = self._shown.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())


def _recipe_in(data: QMimeData) -> Path | None:
    """A single TOML file that is dropped."""
    uri = only_uri_in(data)
    return path_of(uri) if uri and uri.lower().endswith(".toml") else None
