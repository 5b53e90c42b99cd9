"""The model of the catalogue that is chosen: whose it is, what it allows, where it would come from, and how large it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from engine.messages.model_answers import Offered
from gui.amounts import size_in_words
from gui.catalogue.words import made_for, use_of
from gui.looks.colours import Role
from gui.looks.pieces import button, heading, row, sentence
from gui.pages.licence import non_commercial
from gui.words import filled, remark_text

LINES = 9  # of text that there is room for, so that the table stays where it is


class OfferDetails(QFrame):
    fetch_wanted = Signal()
    file_wanted = Signal()
    """The user has the file, and is to say where."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("The chosen model"))
        self._title = heading("", 1.2)
        self._purpose, self._whose = sentence("", Role.QUIET), sentence()
        self._sale = sentence(self.tr("Its licence does not allow commercial use."), Role.WARNING)
        self._origin, self._state = sentence(), sentence("", Role.QUIET)
        self.fetch = button(self.tr("Fetch and add"), "import", primary=True)
        self.file = button(self.tr("I have the file…"), "open")
        self.file.setToolTip(self.tr("A file that you fetched with a browser, say: it is checked, and nothing is fetched"))
        self.fetch.clicked.connect(self.fetch_wanted)
        self.file.clicked.connect(self.file_wanted)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 14, 16, 14)
        for part in (self._title, self._purpose, self._whose, self._sale, self._origin, self._state):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addLayout(row(self.fetch, self.file))
        self.setMinimumHeight(LINES * self.fontMetrics().lineSpacing() + 2 * 14 + self.fetch.sizeHint().height())
        self.show_offer(None, False)

    def show_offer(self, offer: Offered | None, under_way: bool) -> None:
        """`under_way`: it is being fetched already."""
        for button_ in (self.fetch, self.file):
            button_.setEnabled(offer is not None and not offer.installed and not under_way)
        self._sale.setVisible(offer is not None and non_commercial(offer.model.licence))
        if offer is None:
            self._title.setText(self.tr("No model is chosen"))
            for words in (self._purpose, self._whose, self._origin, self._state):
                words.clear()
            return
        model = offer.model
        self._title.setText(model.title)
        purpose = self.tr("%1 – made for: %2. Architecture: %3.")
        self._purpose.setText(filled(purpose, remark_text(use_of(model)), made_for(model), model.architecture))
        whose = self.tr("It belongs to its author, %1, who gives it under the licence %2.")
        self._whose.setText(filled(whose, model.author, model.licence))
        origin = self.tr("It would come from %1: %2 (%3)")
        host = urlsplit(model.address).hostname or ""
        self._origin.setText(filled(origin, host, model.address, size_in_words(model.bytes)))
        self._state.setText(self._state_of(offer, under_way))

    def _state_of(self, offer: Offered, under_way: bool) -> str:
        if offer.installed:
            return self.tr("It has been added already.")
        if under_way:
            return self.tr("It is on its way: the page of models says how far.")
        if offer.come:
            kept = self.tr("%1 of it are here from the last time: fetching goes on from there.")
            return filled(kept, size_in_words(offer.come))
        return self.tr("Nothing is fetched before you press “Fetch and add”, and only this very file is taken in.")
