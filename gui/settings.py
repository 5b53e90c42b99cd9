"""The window's settings: values in a TOML file of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.archive.naming import PLAIN, SUFFIXES, Conflict, Format, Naming
from engine.errors import AppError, NameInvalid
from engine.files.destination import write_whole
from engine.names import speakable
from engine.paths import user_folder
from gui.looks.theme import ThemeName
from gui.words import engine_text

FORMAT = 1

Language = Literal["system", "en", "zh_CN"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    language: Language = "system"
    theme: ThemeName = "system"
    device: str = "auto"
    tile: Annotated[int, msgspec.Meta(ge=0, le=8192)] = 0
    """Pixels along the side of the tiles that pictures are painted in; 0: as is best."""

    results: str = ""
    """The folder for results, as a URI; nothing: beside the pictures."""

    result_format: Format = "same"
    template: str = PLAIN
    """What results are called."""

    conflict: Conflict = "refuse"
    """What to do where a file that is not ours has the name of a result."""

    recipe: str = ""
    """The name of the one that was used last."""

    closing: Literal["ask", "close"] = "ask"
    """What to do when the window is closed while pictures are being restored."""

    geometry: str = ""
    """Of the window, as Qt saves it, in base 64."""

    @property
    def suffix(self) -> str | None:
        """Of results, as requests take it; None where each keeps its own."""
        return SUFFIXES[self.result_format]

    @property
    def pyramid(self) -> bool:
        """Whether TIFFs are to hold reduced copies too."""
        return self.result_format == "pyramid"


class SettingsFile(QObject):
    """Keeps the settings: what is changed is on disk at once."""

    changed = Signal(object)
    """The new Settings."""

    failed = Signal(str)
    """A sentence: they could not be written."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or user_folder() / "window.toml"
        self.remark = ""
        """A sentence for the user, if the file could not be read."""
        self.values = self._read()

    def change(self, **changes: Any) -> None:
        """Settings by name. Raises msgspec.ValidationError for what does not fit."""
        values = msgspec.convert(msgspec.to_builtins(self.values) | changes, Settings)
        if values == self.values:
            return
        self.values = values
        try:
            write_whole(self.path, msgspec.toml.encode(values))
        except AppError as error:
            words = QCoreApplication.translate("SettingsFile", "The settings could not be saved: %1. %2")
            self.failed.emit(words.replace("%1", engine_text(speakable(str(error)))).replace("%2", engine_text(error.hint)))
        self.changed.emit(values)

    def _read(self) -> Settings:
        try:
            values = msgspec.toml.decode(self.path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (msgspec.MsgspecError, UnicodeDecodeError):  # not TOML, or not our settings
            return self._put_aside()
        except OSError as error:
            words = QCoreApplication.translate("SettingsFile", "The settings could not be read: %1.")
            self.remark = words.replace("%1", error.strerror or str(error))
            return Settings()
        if values.format != FORMAT:
            return self._put_aside()
        try:
            Naming(template=values.template)
        except NameInvalid:  # somebody wrote something else into the file
            return msgspec.structs.replace(values, template=PLAIN)
        return values

    def _put_aside(self) -> Settings:
        aside = self.path.with_name(f"{self.path.name}.damaged")
        try:
            self.path.replace(aside)
        except OSError:  # it lies where we may not write; it stays there, and nothing of ours is written either
            aside = self.path
        self.remark = QCoreApplication.translate(
            "SettingsFile", "The settings could not be read. They are kept as “%1”, and Patina starts with its own."
        ).replace("%1", speakable(aside.name))
        return Settings()
