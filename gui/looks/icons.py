"""Our icons: lines drawn on a grid of 24, in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from engine.paths import RESOURCES
from gui.looks.colours import Role, colour

FOLDER = RESOURCES / "icons"
GAP = 4  # an icon's side over the room at its right
_NAME, _ROLE = "patina_icon", "patina_icon_role"


def icon(name: str, role: Role = Role.TEXT) -> QIcon:
    """The icon in today's colours; whoever keeps it makes it anew when the palette changes, or uses `dress`."""
    return _drawn(name, colour(role).name(), colour(Role.FAINT).name(), colour(Role.ON_ACCENT).name(), False)


def dress(wearer: QAction | QAbstractButton, name: str, role: Role = Role.TEXT) -> None:
    """Give an action or a button an icon that follows the theme."""
    wearer.setProperty(_NAME, name)
    wearer.setProperty(_ROLE, role.value)
    if isinstance(wearer, QPushButton) and wearer.text():
        side = wearer.iconSize().height()
        wearer.setIconSize(QSize(side + side // GAP, side))
    wearer.setIcon(_icon_for(wearer, name, role))


def dress_anew(application: QApplication) -> None:
    """After the theme has changed: every icon that was given by `dress`, in the new colours."""
    for widget in application.allWidgets():
        for wearer in (widget, *widget.actions()):
            name = wearer.property(_NAME)
            if name and isinstance(wearer, QAction | QAbstractButton):
                wearer.setIcon(_icon_for(wearer, name, Role(wearer.property(_ROLE))))


def application_icon() -> QIcon:
    return QIcon(str(FOLDER / "patina.svg"))


def pixmap(name: str, role: Role, side: int, ratio: float) -> QPixmap:
    """The icon as a picture of `side` logical pixels, for painting by hand."""
    return _painted(name, colour(role).name(), round(side * ratio), ratio)


def _icon_for(wearer: QAction | QAbstractButton, name: str, role: Role) -> QIcon:
    """A push button with a style sheet sets its icon close to the word: there the picture itself has room at its right."""
    room = isinstance(wearer, QPushButton) and bool(wearer.text())
    return _drawn(name, colour(role).name(), colour(Role.FAINT).name(), colour(Role.ON_ACCENT).name(), room)


@lru_cache(maxsize=256)
def _drawn(name: str, normal: str, disabled: str, selected: str, room: bool) -> QIcon:
    return QIcon(_Drawing(name, normal, disabled, selected, room))


class _Drawing(QIconEngine):
    """Paints an icon when it is looked at: a window has dozens, in three inks, and shows few of them at first."""

    def __init__(self, name: str, normal: str, disabled: str, selected: str, room: bool) -> None:
        super().__init__()
        self._made = name, normal, disabled, selected, room
        self._inks = {QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: selected}

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels, of which each has `scale` of the screen."""
        name, normal, *_, room = self._made
        side = min(size.height(), size.width() * GAP // (GAP + 1) if room else size.width())
        return _painted(name, self._inks.get(mode, normal), round(side * scale), scale, room=room)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF()))

    def clone(self) -> QIconEngine:
        return _Drawing(*self._made)

    def key(self) -> str:
        return "patina"


@lru_cache(maxsize=1024)
def _painted(name: str, ink: str, side: int, ratio: float = 1, *, room: bool = False) -> QPixmap:
    painted = QPixmap(QSize(side + side // GAP if room else side, side))
    painted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(painted)
    drawing = _drawing(name).replace("currentColor", QColor(ink).name())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    painted.setDevicePixelRatio(ratio)
    return painted


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text("utf-8")
