"""The stages of a recipe as cards below each other, which are dragged into another order."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.looks.colours import Role, colour
from gui.recipe.draft import RecipeDraft, Stages
from gui.recipe.stage_card import StageCard

SPACE = 8  # logical pixels between cards; the line that says where a card goes lies there


class StageList(QWidget):
    switched = Signal(int, bool)
    """The key of a step, and whether it is on."""

    edited = Signal(int, str)
    """The key of a step, and the name of an option."""

    moved = Signal(int, int)
    """The key of a step, and its new place."""

    removed = Signal(int)
    pointed = Signal(int)
    """How far down the mouse is, while it drags a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[int, StageCard] = {}
        """By the key of their step, in order."""

        self._gap: int | None = None  # the place between cards where a dragged one would go
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        self._layout.setSpacing(SPACE)
        self._layout.addStretch(1)

    def show_draft(self, draft: RecipeDraft, stages: Stages) -> None:
        """Show the steps of a recipe; cards of steps that were there before stay as they are."""
        before = self.cards
        self.cards = {
            step.key: before[step.key] if step.key in before else self._card(step.key, step.stage, stages)
            for step in draft.steps
        }
        for key in before.keys() - self.cards.keys():
            self._layout.removeWidget(before[key])
            before[key].hide()
            before[key].deleteLater()
        if list(before) != list(self.cards):
            for place, card in enumerate(self.cards.values()):
                self._layout.removeWidget(card)
                self._layout.insertWidget(place, card)
                card.show()
            self._set_tab_order()
        for step in draft.steps:
            self.cards[step.key].show_step(step)
        width = max((card.form.label_width for card in self.cards.values()), default=0)
        for card in self.cards.values():
            card.form.set_label_width(width)

    def clear(self) -> None:
        """Take all cards away, so that they are made anew."""
        self.show_draft(RecipeDraft(), {})

    def forget_findings(self) -> None:
        """What was found belongs to a picture that is not shown any more."""
        for card in self.cards.values():
            card.show_finding((), True)

    def key_with_focus(self) -> int | None:
        focus = QApplication.focusWidget()
        return next((key for key, card in self.cards.items() if focus and (card is focus or card.isAncestorOf(focus))), None)

    def _card(self, key: int, stage: str, stages: Stages) -> StageCard:
        card = StageCard(stages[stage], self)
        card.switched.connect(lambda on: self.switched.emit(key, on))
        card.edited.connect(lambda name: self.edited.emit(key, name))
        card.removed.connect(lambda: self.removed.emit(key))
        card.moved_by.connect(lambda places: self.moved.emit(key, list(self.cards).index(key) + places))
        card.handle.dragged.connect(lambda where: self._drag(key, where))
        card.handle.dropped.connect(lambda: self._drop(key))
        card.handle.let_go.connect(lambda: self._let_go(key))
        return card

    def _drag(self, key: int, where: QPoint) -> None:
        down = self.mapFromGlobal(where).y()
        self._gap = sum(card.geometry().center().y() < down for card in self.cards.values())
        self.cards[key].lift(True)
        self.pointed.emit(down)
        self.update()

    def _drop(self, key: int) -> None:
        gap, before = self._gap, list(self.cards).index(key)
        self._let_go(key)
        if gap is not None:
            self.moved.emit(key, gap - (gap > before))

    def _let_go(self, key: int) -> None:
        self._gap = None
        self.cards[key].lift(False)
        self.cards[key].setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._gap is None:
            return
        cards = list(self.cards.values())
        if self._gap < len(cards):
            height = cards[self._gap].geometry().top() - SPACE / 2
        else:
            height = cards[-1].geometry().bottom() + 1 + SPACE / 2
        painter = QPainter(self)
        painter.setPen(QPen(colour(Role.ACCENT_TEXT), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(4, round(height), self.width() - 4, round(height))

    def _set_tab_order(self) -> None:
        """Tab goes through the cards as they stand, and through what is on each."""
        chain = [
            widget
            for card in self.cards.values()
            for widget in (card, *card.findChildren(QWidget))
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy() and widget.window() is self.window()
        ]
        for one, next_one in itertools.pairwise(chain):
            QWidget.setTabOrder(one, next_one)
