"""A key that does something as long as it is held down, whatever in the window has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

MODIFIERS = (Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta)
"""On some keyboards a backslash needs one; who lets that go first has let go."""


class HeldKey(QObject):
    held = Signal(bool)

    def __init__(self, key: Qt.Key, title: str, widget: QWidget) -> None:
        super().__init__(widget)
        self._key = key
        self._down = False
        action = QAction(title, widget, shortcut=QKeySequence(key), autoRepeat=False)
        action.triggered.connect(self._press)
        widget.addAction(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _ends(event, self._key):
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self._down = False
            self.held.emit(False)
        return False

    def _press(self) -> None:
        if not self._down:  # every event passes through a filter, so it is there only while the key is down
            self._down = True
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self.held.emit(True)


def _ends(event: QEvent, key: Qt.Key) -> bool:
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
        return not event.isAutoRepeat() and event.key() in (key, *MODIFIERS)
    return event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate)
