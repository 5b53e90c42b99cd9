"""Files and folders that somebody drags, drops or pastes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from engine.names import path_of


def paths_in(data: QMimeData) -> list[Path]:
    """The files of this machine in it. Names that are no UTF-8 survive: Qt's own paths would lose them."""
    encoded = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in data.urls() if url.isLocalFile()]
    return [path_of(url) for url in encoded]
