"""The empty window: where photographs are dropped, and what will happen to them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.looks.colours import Role, give_role
from gui.looks.icons import pixmap
from gui.looks.pieces import MARGIN, button, heading, sentence

PICTURE = 5  # heights of a line that the arrow is large


class WelcomePage(QWidget):
    """The window takes the drop itself, and tells us with `highlight` while something is dragged over it."""

    open_files_wanted = Signal()
    open_folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = QFrame()
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = heading(self.tr("Drop photographs or folders here"), 2.0)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._files = button(self.tr("Open photographs…"), "picture", primary=True)
        self._folder = button(self.tr("Open a folder…"), "folder")
        self._files.clicked.connect(self.open_files_wanted)
        self._folder.clicked.connect(self.open_folder_wanted)
        self._build()
        self.highlight(False)

    @property
    def highlighted(self) -> bool:
        return self._frame.property("card") == "over"

    def highlight(self, over: bool) -> None:
        """Whether something that can be dropped is over the window."""
        self._frame.setProperty("card", "over" if over else "drop")
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.addWidget(self._frame)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.setSpacing(16)
        inside.addStretch(3)
        inside.addWidget(self._picture)
        inside.addWidget(self._title)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._files)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        inside.addStretch(2)
        promises = QVBoxLayout()
        promises.setSpacing(4)
        for text in (
            self.tr("Patina mends what time has done: fading, scratches, noise and blur. First it shows what it would do."),
            self.tr("It works on this machine only, and it never changes your originals: results are files of their own."),
        ):
            words = sentence(text)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            give_role(words, Role.QUIET)
            promises.addWidget(words)
        inside.addLayout(promises)
        inside.addStretch(1)

    def _draw(self) -> None:
        side = self.fontMetrics().height() * PICTURE
        role = Role.ACCENT_TEXT if self.highlighted else Role.QUIET
        self._picture.setPixmap(pixmap("drop", role, side, self.devicePixelRatioF()))
