"""What is in sight of a view is painted: once it has come to rest, from the middle outwards, and nothing while it is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

from gui.gallery.hand import Wish
from gui.gallery.paintings import Paintings

SETTLE = 60  # milliseconds without a move before paintings are asked for


class InSight(QObject):
    asked = Signal()
    """Other paintings are wanted now."""

    def __init__(self, view: QAbstractItemView, paintings: Paintings, wanted: Callable[[], Iterable[Wish]]) -> None:
        """`wanted`: what the view would have painted now, the most urgent first."""
        super().__init__(view)
        self._view, self._paintings, self._wanted = view, paintings, wanted
        self._rest = QTimer(self, interval=SETTLE, singleShot=True)
        self._rest.timeout.connect(self._ask)
        for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self.settle())
        view.installEventFilter(self)

    def settle(self) -> None:
        """The view has changed, or is about to."""
        self._rest.start()

    def look_again(self) -> None:
        """Styles may paint otherwise now."""
        self._paintings.forget()
        self.settle()

    def far(self, place: QRect) -> tuple[bool, int]:
        """How far it is from the eye, to sort by: what is out of sight comes last."""
        room = self._view.viewport().rect()
        way = place.center() - room.center()
        return not place.intersects(room), QPoint.dotProduct(way, way)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Show:
                self.settle()
            case QEvent.Type.Hide:
                self._ask()
            case _:
                pass
        return False

    def _ask(self) -> None:
        self._paintings.show_only(self._wanted() if self._view.isVisible() else ())
        self.asked.emit()
