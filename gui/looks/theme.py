"""The theme of the window: light, dark, or as the system has it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gui.looks.colours import DARK, LIGHT, palette_of
from gui.looks.icons import dress_anew
from gui.looks.style_sheet import style_sheet

ThemeName = Literal["system", "light", "dark"]


class Theme(QObject):
    """Puts a theme on the application, and follows the system where that is asked."""

    changed = Signal()

    def __init__(self, application: QApplication, name: ThemeName = "system") -> None:
        super().__init__(application)
        self.name: ThemeName = name
        self._application = application
        self._hints = application.styleHints()
        application.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._put_on)
        self.choose(name)

    def choose(self, name: ThemeName) -> None:
        """Title bars and dialogs of the system go along."""
        self.name = name
        schemes = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._wanted = schemes[name]
        self._hints.setColorScheme(self._wanted)
        self._put_on()

    def _put_on(self) -> None:
        scheme = self._hints.colorScheme() if self._wanted == Qt.ColorScheme.Unknown else self._wanted
        shades = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        self._application.setPalette(palette_of(shades))
        self._application.setStyleSheet(style_sheet({role.name.lower(): shade for role, shade in shades.items()}))
        dress_anew(self._application)
        self.changed.emit()
