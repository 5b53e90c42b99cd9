"""The fields that say what results are called: a template with a live example, and what to do where a name is taken."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from engine.archive.naming import PLACES, PLAIN, Naming
from engine.errors import NameInvalid
from gui.looks.colours import Role, give_role
from gui.looks.pieces import sentence
from gui.settings import SettingsFile
from gui.words import engine_text, filled

SETTLED = 300  # milliseconds without a key after which the template is kept


class NameField(QLineEdit):
    """Keeps what is typed, as soon as it can be used; `example` says what a picture would be called, or what is wrong."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._settings = settings
        self.example = sentence(role=Role.QUIET)
        self.setAccessibleName(self.tr("Names of results"))
        self.setPlaceholderText(PLAIN)
        self.setToolTip(filled(self.tr("Places that are filled in: %1"), ", ".join(f"{{{place}}}" for place in PLACES)))
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._settle.timeout.connect(self._keep)
        self.textEdited.connect(self._show_example)
        self.textEdited.connect(self._settle.start)
        self.editingFinished.connect(self._keep)

    def show_template(self, template: str) -> None:
        if not self.hasFocus():  # what is being typed stays
            self.setText(template)
            self._show_example()

    def _naming(self) -> Naming:
        """Raises NameInvalid."""
        return Naming(template=self.text())

    def _show_example(self) -> None:
        try:
            call = self._naming().namer(self.tr("Restore"))
        except NameInvalid as wrong:
            self.example.setText(f"{engine_text(str(wrong))}\n{engine_text(wrong.hint)}")
            give_role(self.example, Role.WARNING)
            return
        album, name = Path(self.tr("Album")), "anna.tif"
        called = call(album.name, "anna", time.time_ns())
        self.example.setText(filled(self.tr("%1 becomes %2"), str(album / name), f"{called}.tif"))
        give_role(self.example, Role.QUIET)

    def _keep(self) -> None:
        self._settle.stop()
        try:
            self._settings.change(template=self._naming().template)
        except NameInvalid:
            return  # the example says what is wrong; what was kept before holds
