"""The page of models: what is installed, what it is good at, and how another one comes in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFile, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from engine.answers import Described, EngineEnded, ModelDescribed
from engine.events import Event
from engine.names import path_of
from engine.requests import ShowModel
from gui.amounts import number, size_in_words
from gui.bridge import Bridge
from gui.drops import uris_in
from gui.looks.pieces import Column, button, heading, pill, row, sentence
from gui.looks.theme import Role, give_role
from gui.pages.model_import import CARD, SUFFIXES, ModelImport, is_model
from gui.pages.model_sample import ModelSample
from gui.words import engine_text, filled

LOOKED_AT = 100  # of what is dragged over the page: there may be a hundred thousand files


class ModelsPage(Column):
    changed = Signal()
    """A model came or went: ask the engine anew what there is."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._samples: dict[str, ModelSample] = {}
        bridge.happened.connect(self._hear)
        add, folder = button(self.tr("Add a model…"), "import"), button(self.tr("Add a folder…"), "folder")
        add.clicked.connect(self._choose_files)
        folder.clicked.connect(self._choose_folder)
        top = row(heading(self.tr("Models")), stretch=False)
        top.addStretch(1)
        top.addWidget(add)
        top.addWidget(folder)
        self.inside.addLayout(top)
        about = self.tr(
            "Models of other programs (.pth, .safetensors, .onnx), and packages (folders with model.toml), can be added, or "
            "dropped here. They stay on this computer, and nothing in them is ever run as a program."
        )
        self.inside.addWidget(sentence(about, Role.QUIET))
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

    def set_described(self, described: Described) -> None:
        self._samples = {}
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for model in described.models:
            made = ModelCard(model)
            made.removal_wanted.connect(self._ask_to_remove)
            self._cards.addWidget(made)
            self._samples[model.id] = made.sample
        self._ask_for_samples()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_samples()

    def _ask_for_samples(self) -> None:
        """Painted when somebody looks, from above; the engine keeps them."""
        if not self.isVisible():
            return
        for model, sample in self._samples.items():
            if not sample.asked:
                sample.asked = True
                self._bridge.ask(ShowModel(self._bridge.number(), model), sample.show_answer)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # it never answers; the next one says what there is, and is asked
            self._samples = {}

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

    def _ask_to_remove(self, model: ModelDescribed) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Remove “%1”?").replace("%1", model.title))
        box.setInformativeText(self.tr("Its folder goes to the trash, from where you can fetch it back."))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        remove.clicked.connect(lambda: self._remove(model))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

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


class ModelCard(QFrame):
    removal_wanted = Signal(object)

    def __init__(self, model: ModelDescribed) -> None:
        super().__init__()
        self._model = model
        self.setProperty("card", "true")
        self.setAccessibleName(engine_text(model.title))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        title = heading(engine_text(model.title), 1.2)
        title.setWordWrap(False)
        inside.addLayout(row(title, pill(self.tr("your own") if model.own else self.tr("came with Patina"))))
        inside.addWidget(sentence(engine_text(model.purpose)))
        if not model.sound:
            broken = self.tr("Its weights are missing or not the file that its card describes: it is not used.")
            inside.addWidget(sentence(broken, Role.BAD))
        if model.caution:
            inside.addWidget(sentence(engine_text(model.caution), Role.WARNING))
        self.sample = ModelSample()
        inside.addWidget(self.sample)
        inside.addLayout(self._facts())
        if model.scores:
            inside.addSpacing(6)
            inside.addLayout(self._scores())
        inside.addSpacing(4)
        inside.addLayout(self._buttons())

    def _facts(self) -> QGridLayout:
        model = self._model
        size = self.tr("%1, %2 million parameters")
        facts = {
            self.tr("Learnt from"): engine_text(model.trained_on),
            self.tr("Licence"): engine_text(model.licence),
            self.tr("Size"): size.replace("%1", size_in_words(model.bytes)).replace("%2", number(model.parameters / 1e6, 1)),
            self.tr("Weights"): self.tr("checked") if model.sound else self.tr("damaged"),
            self.tr("Styles"): ", ".join(engine_text(style) for style in model.styles),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(1, 1)
        for name, value in facts.items():
            if value:
                _add_row(grid, name, sentence(value))
        return grid

    def _scores(self) -> QGridLayout:
        """On photographs that were never learnt from. Measures from 0 to 1 (shares, correlations) are no dB."""
        scores = self._model.scores
        shares = all(0 <= value <= 1 for pair in scores.values() for value in pair)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(4, 1)
        titles = (self.tr("Photographs it never saw"), self.tr("before"), "", self.tr("after"))
        for column, text in enumerate(titles):
            label = QLabel(text)
            give_role(label, Role.QUIET)
            grid.addWidget(label, 0, column, _side(column))
        for line, (ageing, pair) in enumerate(scores.items(), 1):
            before, after = (number(value, 2) if shares else f"{number(value, 1)} dB" for value in pair)
            better = QLabel(after)
            give_role(better, Role.GOOD if pair[1] > pair[0] else Role.TEXT)
            for column, cell in enumerate((QLabel(engine_text(ageing)), QLabel(before), QLabel("→"), better)):
                grid.addWidget(cell, line, column, _side(column))
        return grid

    def _buttons(self) -> QVBoxLayout:
        show = button(self.tr("Open folder"), "folder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._model.folder)))
        shown: list[QWidget] = [show]
        if self._model.own:
            remove = button(self.tr("Remove…"), "trash")
            remove.clicked.connect(lambda: self.removal_wanted.emit(self._model))
            shown.append(remove)
        below = QVBoxLayout()
        below.addLayout(row(*shown))
        return below


def _models_in(data: QMimeData) -> list[Path]:
    """Of the first that are dragged."""
    return [path for uri in uris_in(data)[:LOOKED_AT] if is_model(path := path_of(uri))]


def _add_row(grid: QGridLayout, name: str, value: QLabel) -> None:
    line = grid.rowCount()
    label = QLabel(name)
    give_role(label, Role.QUIET)
    grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(value, line, 1)


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in (1, 3) else Qt.AlignmentFlag.AlignLeft
