"""Reads the picture files that the engine answers with, in threads beside the window's, and deletes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage
from shiboken6 import isValid

from engine.names import path_of
from gui.picture.questions import delete

Received = Callable[[QImage], None]


class PictureFiles(QObject):
    """Has no parent: a thread that still reads keeps it alive, so that there is somebody to tell."""

    _done = Signal(int, QImage)

    def __init__(self) -> None:
        super().__init__()
        self._ticket = 0
        self._waiting: dict[int, tuple[QObject, Received]] = {}
        self._done.connect(self._hand_over)

    def read(self, uri: str, receiver: QObject, received: Received) -> None:
        """Read that file; `received` gets the picture (a null one if it cannot be read) as long as `receiver` lives."""
        self._ticket += 1
        self._waiting[self._ticket] = receiver, received
        QThreadPool.globalInstance().start(partial(self._read, self._ticket, uri))

    def _read(self, ticket: int, uri: str) -> None:
        image = QImage(str(path_of(uri)))
        if not image.isNull():
            image = image.convertToFormat(QImage.Format.Format_RGB32)  # what the screen takes without converting
        delete(uri)
        self._done.emit(ticket, image)

    @Slot(int, QImage)
    def _hand_over(self, ticket: int, image: QImage) -> None:
        receiver, received = self._waiting.pop(ticket)
        if isValid(receiver):
            received(image)
