"""What a model does, on its card: a sample picture before, and as the model has just painted it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.events import Event
from engine.messages.answers import ModelShown
from engine.names import path_of
from gui.looks.colours import Role, give_role

SIDE = 200  # logical pixels


class ModelSample(QWidget):
    """Hidden until there are pictures; models that paint none have no sample."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False
        """Whether somebody has asked the engine for it."""

        self._pictures = QLabel(), QLabel()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.setSpacing(12)
        for words, picture in zip((self.tr("before"), self.tr("after")), self._pictures, strict=True):
            name = QLabel(words)
            give_role(name, Role.QUIET)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(picture)
            column.addWidget(name)
            inside.addLayout(column)
        inside.addStretch(1)
        self._pictures[0].setAccessibleName(self.tr("A sample picture before"))
        self._pictures[1].setAccessibleName(self.tr("The sample picture as this model paints it"))
        self.hide()

    def show_answer(self, event: Event) -> None:
        if not isinstance(event, ModelShown):
            return
        ratio = self.devicePixelRatioF()
        for label, uri in zip(self._pictures, (event.before, event.after), strict=True):
            picture = QPixmap(str(path_of(uri)))
            if picture.isNull():  # the cache was cleared in this moment
                return
            picture = picture.scaledToHeight(round(SIDE * ratio), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            label.setPixmap(picture)
        self.show()
