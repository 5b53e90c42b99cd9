"""The card of language and theme."""

from __future__ import annotations

from gui.looks.colours import Role
from gui.looks.pieces import sentence
from gui.preferences.cards import SettingsCard, choice, show_choice
from gui.settings import Settings, SettingsFile


class LooksCard(SettingsCard):
    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(settings)
        self._at_start = settings.values.language
        self._language = choice(
            self.tr("Language"),
            {"system": self.tr("As the system"), "en": "English", "zh_CN": "简体中文"},
        )
        self._theme = choice(
            self.tr("Theme"),
            {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")},
        )
        self._restart = sentence(self.tr("The language changes at the next start of Patina."), Role.QUIET)
        self._language.activated.connect(lambda: settings.change(language=self._language.currentData()))
        self._theme.activated.connect(lambda: settings.change(theme=self._theme.currentData()))
        self.title(self.tr("Looks"))
        self.rows = self.form()
        self.rows.addRow(self.tr("&Language"), self._language)
        self.rows.addRow("", self._restart)
        self.rows.addRow(self.tr("&Theme"), self._theme)
        self.follow()

    def show_values(self, values: Settings) -> None:
        show_choice(self._language, values.language)
        show_choice(self._theme, values.theme)
        self.rows.setRowVisible(self._restart, values.language != self._at_start)
