"""The card of results: where they go, in which format, and what they are called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QVBoxLayout

from engine.names import path_of, speakable, uri_of
from gui.looks.pieces import button, row, sentence
from gui.pages.names import NameField
from gui.preferences.cards import SettingsCard, choice, show_choice
from gui.settings import Settings, SettingsFile


class ResultsCard(SettingsCard):
    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(settings)
        self.title(self.tr("Results"))
        self.rows = self.form()
        self._add_folder()
        self._format = choice(
            self.tr("Format of results"),
            {
                "same": self.tr("As each picture is"),
                "tiff": "TIFF",
                "pyramid": self.tr("TIFF with smaller copies (pyramid)"),
                "jpeg": "JPEG",
                "png": "PNG",
            },
        )
        self._format.activated.connect(lambda: settings.change(result_format=self._format.currentData()))
        self.rows.addRow(self.tr("&Format"), self._format)
        self._conflict = choice(
            self.tr("If a file is there already"),
            {
                "refuse": self.tr("Leave it, and say that the picture failed"),
                "number": self.tr("Leave it, and number the result"),
                "skip": self.tr("Leave it, and take the picture for done"),
            },
        )
        self._conflict.activated.connect(lambda: settings.change(conflict=self._conflict.currentData()))
        self._names = NameField(settings)
        self._names.setMinimumHeight(self._conflict.sizeHint().height())
        _add_labelled(self.rows, self.tr("&Names"), self._names)
        self.rows.addRow(self.tr("If a &file is there"), self._conflict)
        self.follow()

    def show_values(self, values: Settings) -> None:
        show_choice(self._format, values.result_format)
        show_choice(self._conflict, values.conflict)
        self._names.show_template(values.template)
        self._folder.setText(self._folder_in_words(values.results))
        self._beside.setVisible(bool(values.results))

    def _add_folder(self) -> None:
        self._folder = sentence()
        choose = button(self.tr("Choose…"), "folder")
        choose.setAccessibleName(self.tr("Choose the folder for results"))
        choose.clicked.connect(self._choose_folder)
        self._beside = button(self.tr("Beside the pictures"), flat=True)
        self._beside.clicked.connect(lambda: self.settings.change(results=""))
        self.rows.addRow(self.tr("Folder"), self._folder)
        self.rows.addRow("", row(choose, self._beside))

    def _folder_in_words(self, uri: str) -> str:
        if not uri:
            return self.tr("A new folder beside the pictures")
        try:
            return speakable(str(path_of(uri)))
        except ValueError:
            return uri

    def _choose_folder(self) -> None:
        before = self.settings.values.results
        start = str(path_of(before)) if before else str(Path.home())
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Folder for results"), start):
            self.settings.change(results=uri_of(Path(chosen)))


def _add_labelled(form: QFormLayout, words: str, field: NameField) -> None:
    """The field, with its example below; the label's letter leads to the field."""
    below = QVBoxLayout()
    below.setSpacing(4)
    below.addWidget(field)
    below.addWidget(field.example)
    form.addRow(words, below)
    label = form.labelForField(below)
    assert isinstance(label, QLabel)
    label.setBuddy(field)
