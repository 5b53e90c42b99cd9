"""The damage studio: own scans above, clean photographs with the same damage below, and sliders until they look alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import RequestFailed, StageDescribed
from engine.messages.teaching_answers import DamageEstimated, DamageShown
from engine.messages.teaching_requests import EstimateDamage, ShowDamage
from gui.bridge import Bridge
from gui.looks.colours import Role, give_role
from gui.looks.pieces import button, heading, row, sentence
from gui.looks.throttle import Throttle
from gui.picture.files import PictureFiles
from gui.teach.damage_card import DamageCard
from gui.teach.picture import Picture
from gui.teach.step import Step
from gui.words import engine_text

BESIDE = 4  # pictures in a row
OFTEN = 150  # milliseconds between two questions while a slider moves

Material = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Model, scans, clean pictures, and files that are left alone."""


class StudioStep(Step):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            self.tr("What do your scans suffer from?"),
            self.tr(
                "Patina has estimated it. Below, it does the same to clean photographs: move the sliders until both rows look "
                "alike. What you see is what the model learns to mend."
            ),
        )
        self._bridge, self._files = bridge, PictureFiles()
        self._material: Material | None = None
        self._ageing: dict[str, Any] | None = None
        self._chance = self._asked = 0
        self._cards: dict[str, DamageCard] = {}
        self._ask = Throttle(OFTEN, self._ask_for_pictures, self)
        self.told = sentence(role=Role.QUIET)
        self.scans, self.damaged = ([Picture(firm=True) for _ in range(BESIDE)] for _ in range(2))
        again = button(self.tr("Estimate anew"), "again")
        again.clicked.connect(self._estimate)
        others = button(self.tr("Other strengths and places"), "grid")
        others.setToolTip(self.tr("Each picture gets its own strength within the ranges, as scans have"))
        others.clicked.connect(self._throw_dice)
        left = QVBoxLayout()
        left.addWidget(heading(self.tr("Your scans"), 1.1))
        left.addLayout(_side_by_side(self.scans))
        left.addWidget(heading(self.tr("Clean photographs, damaged like them"), 1.1))
        left.addLayout(_side_by_side(self.damaged))
        left.addLayout(row(again, others))
        left.addWidget(self.told)
        left.addStretch(1)
        sides = QHBoxLayout()
        sides.addLayout(left, 3)
        sides.addWidget(self._column(), 2)
        self.inside.addLayout(sides, 1)

    @property
    def ready(self) -> bool:
        return self._ageing is not None

    @property
    def ageing(self) -> dict[str, Any] | None:
        """What is shown, as a plan has it."""
        if self._ageing is None:
            return None
        return {**self._ageing, "damages": [card.plain for card in self._cards.values() if card.on]}

    def card(self, name: str) -> DamageCard:
        """That of the damage of that name, as plans call it."""
        return self._cards[name]

    def show_damages(self, damages: Sequence[StageDescribed]) -> None:
        for damage in damages:
            if damage.name not in self._cards:
                card = DamageCard(damage)
                card.changed.connect(self._ask.ask)
                self._list.insertWidget(len(self._cards), card)
                self._cards[damage.name] = card

    def set_material(self, material: Material) -> None:
        """Where the scans are; another material is estimated anew when the step is entered."""
        if material != self._material:
            self._material, self._ageing = material, None

    def enter(self) -> None:
        if self._ageing is None:
            self._estimate()

    def _estimate(self) -> None:
        if not self._material:
            return
        model, scans, pictures, without = self._material
        self._say(self.tr("Patina looks what the scans suffer from…"), Role.QUIET)
        self._ageing = None
        self.ready_changed.emit()
        self._bridge.ask(EstimateDamage(self._bridge.number(), model, scans, pictures, without), self._estimated)

    def _estimated(self, event: Event) -> None:
        if isinstance(event, DamageEstimated):
            self._ageing = event.ageing
            found = {damage["type"]: damage for damage in event.ageing["damages"]}
            for name, card in self._cards.items():
                card.show_values(found.get(name))
            for place, card in enumerate(sorted(self._cards.values(), key=lambda card: not card.on)):
                self._list.insertWidget(place, card)  # what was found comes first; the order of the damages stays
            self._say("", Role.QUIET)
            self._ask_for_pictures()
        elif isinstance(event, RequestFailed):
            self._say(f"{engine_text(event.message)} {engine_text(event.hint)}".strip(), Role.BAD)
        self.ready_changed.emit()

    def _throw_dice(self) -> None:
        self._chance += 1
        self._ask.ask()

    def _ask_for_pictures(self) -> None:
        if not self._material or not (ageing := self.ageing):
            return
        if self._asked:
            self._bridge.cancel(self._asked)
        self._asked = self._bridge.number()
        self._bridge.ask(ShowDamage(self._asked, *self._material, ageing, self._chance), self._shown)

    def _shown(self, event: Event) -> None:
        self._asked = 0
        if isinstance(event, DamageShown):
            self._say("", Role.QUIET)
            for views, uris in ((self.scans, event.scans), (self.damaged, event.damaged), ((), event.clean)):
                for place, view in enumerate(views):
                    view.setVisible(place < len(uris))
                for place, uri in enumerate(uris):
                    view = views[place] if place < len(views) else None
                    self._files.read(uri, self, view.show_image if view else _forget)
        elif isinstance(event, RequestFailed):
            self._say(f"{engine_text(event.message)} {engine_text(event.hint)}".strip(), Role.BAD)

    def _say(self, words: str, role: Role) -> None:
        self.told.setText(words)
        give_role(self.told, role)
        self.told.setVisible(bool(words))

    def _column(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("column")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.addStretch(1)
        column = QScrollArea()
        column.setWidgetResizable(True)
        column.setWidget(inside)
        column.setMinimumWidth(self.fontMetrics().averageCharWidth() * 52)
        return column


def _side_by_side(pictures: Sequence[Picture]) -> QGridLayout:
    grid = QGridLayout()
    for place, picture in enumerate(pictures):
        policy = picture.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        picture.setSizePolicy(policy)
        grid.addWidget(picture, 0, place)
        grid.setColumnStretch(place, 1)
    return grid


def _forget(_: object) -> None:
    """The clean pictures themselves are not shown: what they look like damaged is the question."""
