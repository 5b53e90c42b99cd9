"""The language of the window: our own translations, and Qt's for its dialogs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine.paths import RESOURCES
from gui.settings import Language

FOLDER = RESOURCES / "translations"
OFFERED = ("en", "zh_CN")


def speak(application: QApplication, language: Language) -> str:
    """Install what the language needs; its name. English needs our file too: it has the plurals."""
    system = QLocale.system()
    name = _of_system(system) if language == "system" else language
    same = QLocale(name).language() == system.language()
    QLocale.setDefault(system if same else QLocale(name))  # a Briton keeps his own dates
    folders = {f"qtbase_{name}": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"patina_{name}": str(FOLDER)}
    for file, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(file, folder):
            application.installTranslator(translator)
    return name


def _of_system(system: QLocale) -> str:
    """The first language that the user's system wants and that we have."""
    for wanted in system.uiLanguages():
        language = QLocale(wanted).language()
        for name in OFFERED:
            if language not in (QLocale.Language.C, QLocale.Language.AnyLanguage) and QLocale(name).language() == language:
                return name
    return "en"
