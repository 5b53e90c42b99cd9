"""The catalogue: models of other people, to look through without a network, and to fetch one by one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import EngineEnded, RequestFailed
from engine.messages.model_answers import CatalogueListed
from engine.messages.model_requests import ListCatalogue
from gui.bridge import Bridge
from gui.catalogue.details import OfferDetails
from gui.catalogue.table import CatalogueTable
from gui.looks.colours import Role, give_role
from gui.looks.icons import dress
from gui.looks.pieces import GAP, MARGIN, heading, sentence
from gui.words import engine_text, filled


class CatalogueDialog(QDialog):
    """Asks when it is made. `fetching`: ids of the models that are on their way."""

    wanted = Signal(object, object)
    """A model is to be added (Listed), from the file that the user has (a Path), or from where it lies (None)."""

    def __init__(self, bridge: Bridge, fetching: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Catalogue of models"))
        self._bridge, self._fetching, self._asked = bridge, fetching, 0
        self.search, self.task = QLineEdit(), QComboBox()
        self.table, self.details = CatalogueTable(), OfferDetails()
        self._remark = sentence(self.tr("The engine is reading the catalogue…"), Role.QUIET)
        self._make_head()
        self._lay_out()
        self.table.chosen.connect(
            lambda offer: self.details.show_offer(offer, bool(offer) and offer.model.id in self._fetching)
        )
        self.table.entered.connect(self.details.fetch.setFocus)
        self.details.fetch_wanted.connect(lambda: self._want(None))
        self.details.file_wanted.connect(self._choose_file)
        bridge.happened.connect(self._hear)
        self.finished.connect(lambda _: bridge.cancel(self._asked))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the keyboard (it hears it first), and no other: nothing is fetched by the way."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _make_head(self) -> None:
        self.search.setPlaceholderText(self.tr("Search: a name, an author, a use, a licence"))
        self.search.setAccessibleName(self.tr("Search the catalogue"))
        self.search.setProperty("field", "true")
        self.search.setClearButtonEnabled(True)
        looks = QAction(self.search)
        dress(looks, "search", Role.QUIET)
        self.search.addAction(looks, QLineEdit.ActionPosition.LeadingPosition)
        uses = {
            "": self.tr("Any use"),
            "restore": self.tr("Restore"),
            "enlarge": self.tr("Enlarge"),
            "faces": self.tr("Faces"),
            "select": self.tr("Select"),
        }
        for task, title in uses.items():
            self.task.addItem(title, task)
        self.task.setAccessibleName(self.tr("What they are for"))
        self.search.textChanged.connect(self._filter)
        self.task.currentIndexChanged.connect(self._filter)

    def _lay_out(self) -> None:
        about = self.tr(
            "Models of other people that Patina can use. They belong to their authors, under the licences named; "
            "none comes with Patina."
        )
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.search, 1)
        head.addWidget(self.task)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN // 2)
        whole.setSpacing(GAP)
        whole.addWidget(heading(self.tr("Catalogue of models"), 1.3))
        whole.addWidget(sentence(about, Role.QUIET))
        whole.addLayout(head)
        whole.addWidget(self._remark)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.details)
        whole.addWidget(close)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 196, letter.height() * 46)
        self.search.setFocus()

    def _ask(self) -> None:
        self._asked = self._bridge.number()
        self._bridge.ask(ListCatalogue(self._asked), self._answered)

    def _answered(self, event: Event) -> None:
        self._asked = 0
        if isinstance(event, CatalogueListed):
            self.table.set_offers(event.models)
            self._filter()
        elif isinstance(event, RequestFailed):
            self._remark.setText(f"{engine_text(event.message)}. {engine_text(event.hint)}".strip())
            give_role(self._remark, Role.BAD)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded) and self._asked and event.restarting:
            self._ask()

    def _filter(self) -> None:
        self.table.filter.show_only(self.task.currentData(), self.search.text())
        self.table.choose_first()
        self._remark.setText(self.tr("%n model(s)", "", self.table.filter.rowCount()))

    def _choose_file(self) -> None:
        offer = self.table.current
        if offer is None:
            return
        kinds = [filled(self.tr("The file of the model (%1)"), f"*{offer.model.suffix}"), self.tr("All files (*)")]
        title = filled(self.tr("The file of “%1”"), offer.model.title)
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", ";;".join(kinds))
        if chosen:
            self._want(Path(chosen))

    def _want(self, file: Path | None) -> None:
        """The page of models goes on from here, and says how far it is."""
        if offer := self.table.current:
            self.wanted.emit(offer.model, file)
            self.accept()
