"""The page of models: what is installed, what it is good at, and how another one comes in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFile, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from engine.events import Event
from engine.messages.answers import Described, EngineEnded, ModelDescribed, RequestFailed
from engine.messages.model_answers import LicenceSaid
from engine.messages.model_requests import SayLicence
from engine.messages.requests import ShowModel
from engine.names import path_of
from gui.bridge import Bridge
from gui.catalogue.dialog import CatalogueDialog
from gui.drops import uris_in
from gui.looks.colours import Role, give_role
from gui.looks.pieces import Column, button, heading, row, sentence
from gui.looks.question import Answer, ask
from gui.pages.model_card import ModelCard
from gui.pages.model_import import CARD, SUFFIXES, ModelImport, is_model
from gui.words import engine_text, filled

LOOKED_AT = 100  # of what is dragged over the page: there may be a hundred thousand files


class ModelsPage(Column):
    changed = Signal()
    """A model came or went: ask the engine anew what there is."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: dict[str, ModelCard] = {}
        self._models: tuple[ModelDescribed, ...] | None = None
        """What there is, until cards are made of it."""

        self._came_from = ""  # the model whose licence was said: the keyboard goes on there
        bridge.happened.connect(self._hear)
        self._lay_out_head()
        self.incoming = ModelImport(bridge)
        self.incoming.imported.connect(self.changed)
        self.inside.addWidget(self.incoming)
        self._remark = sentence()
        self._remark.hide()
        self.inside.addWidget(self._remark)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(self.inside.spacing())
        self._waiting = sentence(self.tr("The engine is looking for models…"), Role.QUIET)
        self._cards.addWidget(self._waiting)
        self.inside.addLayout(self._cards)
        self.inside.addStretch(1)
        self.setAcceptDrops(True)

    def _lay_out_head(self) -> None:
        catalogue = button(self.tr("From the catalogue…"), "search")
        add, folder = button(self.tr("Add a model…"), "import"), button(self.tr("Add a folder…"), "folder")
        catalogue.clicked.connect(self._open_catalogue)
        add.clicked.connect(self._choose_files)
        folder.clicked.connect(self._choose_folder)
        top = row(heading(self.tr("Models")), stretch=False)
        top.addStretch(1)
        for one in (catalogue, add, folder):
            top.addWidget(one)
        self.inside.addLayout(top)
        about = self.tr(
            "Models of other programs (.pth, .safetensors, .onnx), and packages (folders with model.toml), can be added, or "
            "dropped here. They stay on this computer, and nothing in them is ever run as a program."
        )
        self.inside.addWidget(sentence(about, Role.QUIET))

    def set_described(self, described: Described) -> None:
        """Cards are made when somebody looks: so many take a tenth of a second, which a window that begins has not."""
        self._models = described.models
        if self.isVisible():
            self._make_cards()

    def _make_cards(self) -> None:
        models, self._models = self._models or (), None
        self._shown = {}
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for model in models:
            made = ModelCard(model)
            made.removal_wanted.connect(self._ask_to_remove)
            made.licence_said.connect(self._keep_licence)
            self._cards.addWidget(made)
            self._shown[model.id] = made
        if (card := self._shown.get(self._came_from)) and card.licence:
            card.show()  # what is not seen yet cannot have the keyboard
            card.licence.change.setFocus()
        self._came_from = ""
        self._ask_for_samples()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._models is not None:
            self._make_cards()
        self._ask_for_samples()

    def _ask_for_samples(self) -> None:
        """Painted when somebody looks, from above; the engine keeps them."""
        if not self.isVisible():
            return
        for model, card in self._shown.items():
            if not card.sample.asked:
                card.sample.asked = True
                self._bridge.ask(ShowModel(self._bridge.number(), model), card.sample.show_answer)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # it never answers; the next one says what there is, and is asked
            self._shown = {}

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Models are taken here; photographs are left to the window."""
        event.setAccepted(bool(_models_in(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As it was accepted when it came in."""

    def dropEvent(self, event: QDropEvent) -> None:
        models = _models_in(event.mimeData())
        event.setAccepted(bool(models))
        if models:
            self.incoming.take(models)

    def _choose_files(self) -> None:
        names = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = [filled(self.tr("Models (%1)"), f"{names} {CARD}"), self.tr("All files (*)")]
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Add models"), "", ";;".join(kinds))
        if chosen:
            self.incoming.take([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Folder of a model")):
            self.incoming.take([Path(chosen)])

    def _open_catalogue(self) -> None:
        dialog = CatalogueDialog(self._bridge, self.incoming.fetching, self)
        dialog.wanted.connect(self.incoming.fetch)
        dialog.open()

    def _keep_licence(self, model: ModelDescribed, licence: str) -> None:
        self._bridge.ask(SayLicence(self._bridge.number(), model.id, licence), self._licence_kept)

    def _licence_kept(self, event: Event) -> None:
        if isinstance(event, LicenceSaid):
            self._came_from = event.model
            self.changed.emit()
        elif isinstance(event, RequestFailed):
            self._say(f"{engine_text(event.message)}. {engine_text(event.hint)}".strip(), Role.BAD)

    def _ask_to_remove(self, model: ModelDescribed) -> None:
        ask(
            self,
            self.tr("Remove “%1”?").replace("%1", model.title),
            self.tr("Its folder goes to the trash, from where you can fetch it back."),
            Answer(self.tr("Remove"), lambda: self._remove(model), destroys=True),
        )

    def _remove(self, model: ModelDescribed) -> None:
        if QFile.moveToTrash(str(path_of(model.folder))):
            self._say(self.tr("“%1” is in the trash.").replace("%1", model.title), Role.GOOD)
            self.changed.emit()
        else:
            self._say(self.tr("“%1” could not be moved to the trash. Open its folder and delete it there.").replace(
                "%1", model.title), Role.BAD)  # fmt: skip

    def _say(self, text: str, role: Role) -> None:
        self._remark.setText(text)
        give_role(self._remark, role)
        self._remark.show()


def _models_in(data: QMimeData) -> list[Path]:
    """Of the first that are dragged."""
    return [path for uri in uris_in(data)[:LOOKED_AT] if is_model(path := path_of(uri))]
