"""The recipe panel on the screen, for tests: what it has said, what is done with mouse and keys, and how it looks as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from gui.recipe.panel import RecipePanel
from gui.recipe.save_dialog import SaveRecipeDialog
from gui.recipe.stage_card import StageCard
from tests.gui.described import described

RESTORE = {"title": "Restore", "stages": [{"type": "levels"}, {"type": "restore"}], "only_needed": False}
ALL_THREE = {"title": "Mine", "stages": [{"type": "levels"}, {"type": "scratches"}, {"type": "restore"}], "only_needed": False}
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Shown:
    """A panel on the screen, and what it has said."""

    panel: RecipePanel
    recipes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def card(self, title: str) -> StageCard:
        return next(card for card in self.panel.list.cards.values() if card.title == title)

    def titles(self) -> list[str]:
        return [card.title for card in self.cards()]

    def cards(self) -> list[StageCard]:
        """As they lie below each other on the screen."""
        QApplication.processEvents()
        return sorted(self.panel.list.cards.values(), key=lambda card: card.y())

    def slider(self, title: str) -> QSlider:
        return self.card(title).findChildren(QSlider)[0]


def shown_panel(qtbot: QtBot) -> Shown:
    panel = RecipePanel()
    qtbot.addWidget(panel)
    shown = Shown(panel)
    panel.changed.connect(shown.recipes.append)
    panel.problem.connect(lambda sentence, hint: shown.problems.append((sentence, hint)))
    panel.saved.connect(shown.saved.append)
    panel.deleted.connect(shown.deleted.append)
    panel.set_described(described())
    panel.resize(380, 900)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.setFocus()
    return shown


def choose(qtbot: QtBot, shown: Shown, title: str) -> None:
    """By its first letter, as lists of choices take it."""
    shown.panel.head.chooser.setFocus()
    qtbot.keyClicks(shown.panel.head.chooser, title[0])


def add(shown: Shown, title: str) -> None:
    next(action for action in shown.panel.add.menu().actions() if action.text() == title).trigger()


def drag(qtbot: QtBot, shown: Shown, title: str, above: str = "", below: str = "", then_escape: bool = False) -> None:
    handle, other = shown.card(title).handle, shown.card(above or below)
    QApplication.processEvents()
    goal = other.mapToGlobal(QPoint(20, other.height() - 4 if below else 4))
    start = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=start)
    qtbot.mouseMove(handle, start + QPoint(0, 15))
    qtbot.mouseMove(handle, handle.mapFromGlobal(goal))
    if then_escape:
        qtbot.keyClick(handle, Qt.Key.Key_Escape)
    qtbot.mouseRelease(handle, LEFT, pos=handle.mapFromGlobal(goal))


def drop(panel: RecipePanel, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, keys = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(40, 40), actions, data, buttons, keys)
    entered.ignore()
    QApplication.sendEvent(panel, entered)
    if entered.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(QPointF(40, 40), actions, data, buttons, keys))
    return entered.isAccepted()


def written(path: Path, recipe: dict[str, Any]) -> Path:
    path.write_bytes(msgspec.toml.encode(recipe))
    return path


def save_dialog(qtbot: QtBot, shown: Shown) -> SaveRecipeDialog:
    qtbot.mouseClick(shown.panel.head.save, LEFT)
    dialog = shown.panel.findChild(SaveRecipeDialog)
    assert isinstance(dialog, SaveRecipeDialog)
    return dialog


def named(dialog: SaveRecipeDialog, title: str) -> str:
    """Type a title; what the dialog says, and what is on its button."""
    dialog.name.setText(title)
    return f"{dialog.buttons.button(QDialogButtonBox.StandardButton.Save).text()}: {dialog.remark.text()}"


def answer_question(qtbot: QtBot, shown: Shown, answer: str) -> None:
    qtbot.mouseClick(shown.panel.head.delete, LEFT)
    question = next(box for box in shown.panel.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in question.findChildren(QPushButton) if button.text().replace("&", "") == answer)
    qtbot.mouseClick(button, LEFT)


def drawn(shown: Shown) -> list[str]:
    """The panel as text: which recipe, whether it was changed, and its cards with what they say."""
    head = shown.panel.head
    lines = [head.chooser.currentText() + (f": {head.about.text()}" if seen(head.about) else ""), head.mark.text()]
    if head.only_needed.isChecked():
        lines.append("only what the photo needs")
    for card in shown.cards():
        about = card.stage.about  # said where nothing was found yet
        why = f": {card.why.text()}" if seen(card.why) and card.why.text() != about else ""
        lines.append(f"[{'x' if card.switch.isChecked() else ' '}] {card.title}{why}")
    return lines + ([shown.panel.nothing.text()] if seen(shown.panel.nothing) else [])


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and bool(widget.property("text"))
