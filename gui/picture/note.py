"""Words on a picture: what is to be done, or why there is nothing to see."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui.looks.colours import Role, colour


class PictureNote(QLabel):
    """Lies in the middle of a view, or at its lower edge when there is something to see behind it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._low = False
        self.message = ""
        self.hint = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()
        view.installEventFilter(self)

    def say(self, message: str, hint: str = "", low: bool = False) -> None:
        self.message, self.hint, self._low = message, hint, low
        self._write()
        self.show()
        self._place()

    def hide(self) -> None:
        self.message = self.hint = ""
        super().hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        elif event.type() == QEvent.Type.PaletteChange and not self.isHidden():
            self._write()
        return False

    def _write(self) -> None:
        card, line, text, quiet = (colour(role).name() for role in (Role.CARD, Role.LINE, Role.TEXT, Role.QUIET))
        box = f"background: {card}; border: 1px solid {line}; border-radius: 8px; padding: 8px 14px;"
        self.setStyleSheet(f"QLabel {{ {box} color: {text}; }}")
        hint = f'<br/><span style="color: {quiet}">{escape(self.hint)}</span>' if self.hint else ""
        self.setText(f"<span>{escape(self.message)}</span>{hint}")
        self.setAccessibleName(f"{self.message} {self.hint}".strip())

    def _place(self) -> None:
        view = self._view
        room = view.width() - 32
        letters = self.fontMetrics()
        longest = max(letters.horizontalAdvance(self.message), letters.horizontalAdvance(self.hint)) + 40
        width = min(room, longest, letters.averageCharWidth() * 60)
        height = min(self.heightForWidth(width), view.height())
        top = view.height() - height - 16 if self._low else (view.height() - height) // 2
        self.setGeometry((view.width() - width) // 2, max(top, 0), width, height)
