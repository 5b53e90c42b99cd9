"""The bar below a comparison: ways to compare, the original for a moment, the loupe, the zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.compare.modes import MODES, AfterOnly, BeforeOnly, Difference, Mode, SideBySide, Wipe, WipeAcross
from gui.looks.colours import Role, give_role
from gui.looks.icons import dress

ICONS: dict[type[Mode], str] = {
    Wipe: "compare-wipe",
    WipeAcross: "compare-across",
    SideBySide: "compare-beside",
    BeforeOnly: "compare-before",
    AfterOnly: "compare-after",
    Difference: "compare-difference",
}


class CompareBar(QWidget):
    chosen = Signal(object)
    """A Mode."""

    blinked = Signal(bool)
    loupe_wished = Signal(bool)

    def __init__(self, fit: Callable[[], None], one_to_one: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modes = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        for number, mode in enumerate(MODES):
            row.addWidget(self._mode_button(number, mode))
        self._modes.button(0).setChecked(True)
        self._modes.idClicked.connect(lambda number: self.chosen.emit(MODES[number]))
        row.addSpacing(self.fontMetrics().averageCharWidth())
        for button in (self._blink_button(), self._loupe_button()):
            row.addWidget(button)
        row.addStretch(1)
        self._zoom = QLabel()
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("3 200 %"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        give_role(self._zoom, Role.QUIET)
        row.addWidget(self._zoom)
        row.addWidget(self._button("compare-fit", self.tr("Whole picture"), "Ctrl+0", "", fit))
        about = self.tr("A pixel of the picture on a pixel of the screen.")
        row.addWidget(self._button("compare-pixels", self.tr("One to one"), "Ctrl+1", about, one_to_one))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_zoom(None)

    def mark(self, mode: Mode) -> None:
        """Show which way is chosen."""
        self._modes.button(MODES.index(mode)).setChecked(True)

    def show_zoom(self, percent: float | None) -> None:
        self._zoom.setText("" if percent is None else self.tr("{percent} %").format(percent=_short(percent)))
        self._zoom.setAccessibleName(self.tr("Zoom {zoom}").format(zoom=self._zoom.text()) if percent else "")

    def _mode_button(self, number: int, mode: Mode) -> QToolButton:
        button = self._button(ICONS[type(mode)], mode.title, mode.key, mode.about)
        button.setCheckable(True)
        self._modes.addButton(button, number)
        action = QAction(mode.title, self, shortcut=QKeySequence(mode.key))
        action.triggered.connect(button.click)
        self.addAction(action)
        return button

    def _blink_button(self) -> QToolButton:
        about = self.tr("Hold it down, or hold the key.")
        button = self._button("compare-blink", self.tr("Before, while pressed"), "\\", about)
        button.pressed.connect(lambda: self.blinked.emit(True))
        button.released.connect(lambda: self.blinked.emit(False))
        return button

    def _loupe_button(self) -> QToolButton:
        about = self.tr("Pixels as they are, at the pointer. Or hold the key, or the right button of the mouse.")
        button = self._button("loupe", self.tr("Loupe"), "L", about)
        button.setCheckable(True)
        button.toggled.connect(self.loupe_wished)
        return button

    def _button(self, picture: str, title: str, key: str, about: str, act: Callable[[], None] | None = None) -> QToolButton:
        button = QToolButton()
        side = round(self.fontMetrics().height() * 1.25)
        button.setIconSize(QSize(side, side))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(title)
        button.setAccessibleDescription(about)
        shown_key = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"<b>{title}</b> ({shown_key})" + (f"<br/>{about}" if about else ""))
        dress(button, picture)
        if act:
            button.clicked.connect(act)
        return button


def _short(percent: float) -> str:
    """Whole numbers, but not where they would say nothing."""
    return f"{percent:.0f}" if percent >= 9.95 else f"{percent:.1f}"
