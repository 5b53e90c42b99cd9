"""The card of the folder where one's own models, recipes and settings lie."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from engine.names import speakable
from engine.paths import user_folder
from gui.looks.colours import Role
from gui.looks.pieces import button, row, sentence
from gui.preferences.cards import SettingsCard
from gui.settings import SettingsFile


class FoldersCard(SettingsCard):
    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(settings)
        self.title(self.tr("Your own models, recipes and settings"))
        self.inside.addWidget(sentence(speakable(str(user_folder())), Role.QUIET))
        show = button(self.tr("Open folder"), "folder")
        show.clicked.connect(_open_user_folder)
        self.inside.addLayout(row(show))


def _open_user_folder() -> None:
    user_folder().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(user_folder())))
