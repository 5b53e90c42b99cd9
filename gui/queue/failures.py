"""The list of failures as a file: which pictures failed, why, and what helps. Spreadsheets read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QSaveFile, Signal

from engine.messages.queue_answers import Row
from engine.names import speakable
from gui.bridge import Bridge
from gui.queue.reading import RowReading
from gui.queue.words import note, path_in_words
from gui.words import engine_text, filled


class FailureList(QObject):
    """Reads all failures of a queue, and writes them once they are all there."""

    written = Signal(str, int)
    """The file, and how many failures are in it."""

    failed = Signal(str)
    """Why there is no file."""

    def __init__(self, bridge: Bridge, queue: str, file: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._rows: list[Row] = []
        self._reading = RowReading(bridge, queue, states=("failed",), parent=self)
        self._reading.came.connect(self._rows.extend)
        self._reading.ended.connect(self._end)

    def start(self) -> None:
        self._reading.start()

    def _end(self, whole: bool) -> None:
        if not whole:
            self.failed.emit(
                QCoreApplication.translate("Queue", "The list could not be read from the engine. Please try again.")
            )
            return
        file = QSaveFile(self._file)  # beside the old one, until it is whole
        text = table(self._rows).encode("utf-8-sig")  # the mark at the start tells Excel what it is
        if file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(text) == len(text) and file.commit():
            self.written.emit(self._file, len(self._rows))
        else:
            sentence = QCoreApplication.translate("Queue", "“%1” could not be written: %2")
            self.failed.emit(filled(sentence, self._file, file.errorString()))


def table(rows: Iterable[Row]) -> str:
    """As CSV, with a line of titles."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(
        [
            QCoreApplication.translate("Queue", "Picture"),
            QCoreApplication.translate("Queue", "Reason"),
            QCoreApplication.translate("Queue", "What helps"),
            QCoreApplication.translate("Queue", "Path"),
        ]
    )
    for row in rows:
        writer.writerow([speakable(text) for text in (row.name, note(row), engine_text(row.hint), path_in_words(row.source))])
    return written.getvalue()
