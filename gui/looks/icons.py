"""Our icons: lines drawn on a grid of 24, in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from engine.paths import RESOURCES
from gui.looks.theme import Role, colour

FOLDER = RESOURCES / "icons"
SIDES = (16, 20, 24, 32, 48, 64, 96)  # pixels; Qt takes the next larger one and shrinks it
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
    made = QIcon()
    for side in SIDES:
        for ink, mode in ((normal, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled), (selected, QIcon.Mode.Selected)):
            made.addPixmap(_painted(name, ink, side, room=room), mode)
    return made


@lru_cache(maxsize=1024)
def _painted(name: str, ink: str, side: int, ratio: float = 1, *, room: bool = False) -> QPixmap:
    drawing = (FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", QColor(ink).name())
    painted = QPixmap(QSize(side + side // GAP if room else side, side))
    painted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(painted)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    painted.setDevicePixelRatio(ratio)
    return painted
