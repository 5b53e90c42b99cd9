"""The board of faces: each that was found, as it is and as it would become; a tick says whether it is restored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from engine.edits.edit import Point
from engine.events import Event
from engine.messages.answers import RequestFailed
from engine.messages.edit_answers import FaceListed, FacesListed
from engine.messages.edit_requests import ListFaces
from gui.amounts import number
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.pieces import MARGIN, Column, card, row, sentence
from gui.picture.files import PictureFiles
from gui.teach.picture import Picture
from gui.words import engine_text, filled

ACROSS = 2  # faces side by side
NEAR = 1e-4  # of the picture: as near are points of the same face, written and read again


class FaceBoard(QDialog):
    """Asks when it is made. `left` are points of the faces that are left as they are."""

    left_changed = Signal(tuple)
    """tuple[Point, …]."""

    def __init__(
        self, bridge: Bridge, source: str, recipe: dict[str, Any], left: Sequence[Point], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left, self._files = tuple(left), PictureFiles()
        self.setWindowTitle(self.tr("Faces"))
        self.column = Column()
        self.told = sentence(self.tr("Looking for faces…"), Role.QUIET)
        self.column.inside.addWidget(self.told)
        self.grid = QGridLayout()
        self.column.inside.addLayout(self.grid)
        self.column.inside.addStretch(1)
        self.ticks: list[QCheckBox] = []
        closes = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closes.rejected.connect(self.reject)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, MARGIN // 2)
        inside.addWidget(self.column, 1)
        closes.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inside.addWidget(closes)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 118, letter.height() * 40)
        asked = bridge.ask(ListFaces(bridge.number(), source, recipe), self._hear)
        self.finished.connect(lambda: bridge.cancel(asked))

    def _hear(self, event: Event) -> None:
        if isinstance(event, RequestFailed):
            self.told.setText(f"{engine_text(event.message)} {engine_text(event.hint)}".strip())
        elif isinstance(event, FacesListed):
            self.told.setText(self._words(len(event.faces)))
            for place, face in enumerate(event.faces):
                self.grid.addWidget(self._card(face, place + 1), place // ACROSS, place % ACROSS)

    def _words(self, count: int) -> str:
        if not count:
            return self.tr("No face was found.")
        return self.tr("%Ln face(s). Tick those that are to be restored; the others stay as they are.", "", count)

    def _card(self, face: FaceListed, place: int) -> QWidget:
        frame, inside = card()
        before, after = Picture(self.tr("before")), Picture(self.tr("after"))
        for picture, uri in ((before, face.before), (after, face.after)):
            self._files.read(uri, picture, picture.show_image)
        inside.addLayout(row(before, after, stretch=False))
        tick = QCheckBox(filled(self.tr("Restore face %1"), place))
        tick.setChecked(not face.left and not self._is_left(face.point))
        tick.setEnabled(not face.left)
        tick.clicked.connect(lambda on: self._tick(face.point, on))
        self.ticks.append(tick)
        inside.addWidget(tick)
        if words := self._about(face):
            inside.addWidget(sentence(words, Role.QUIET))
        return frame

    def _about(self, face: FaceListed) -> str:
        if face.left:
            reasons = {
                "small": self.tr("It is too small for a restorer to see."),
                "many": self.tr("There are more faces than are restored at once; this is one of the smallest."),
                "asked": self.tr("The recipe leaves it as it is."),
            }
            return reasons.get(face.left, "")
        if face.likeness is None:
            return self.tr("No model for telling faces apart is there: look for yourself whether it stayed the same person.")
        words = filled(self.tr("Likeness to itself: %1 of 1."), number(face.likeness, 2))
        if not face.share:
            return words + " " + self.tr("It no longer looked like itself, and is left.")
        if face.share < 1:
            words += " " + filled(self.tr("Blended: %1 % of the change is made."), number(100 * face.share))
        return words

    def _is_left(self, point: Point) -> bool:
        return any(_same(point, other) for other in self._left)

    def _tick(self, point: Point, on: bool) -> None:
        others = tuple(other for other in self._left if not _same(point, other))
        self._left = others if on else (*others, point)
        self.left_changed.emit(self._left)


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR
