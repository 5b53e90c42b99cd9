"""The colours of the window: patina green on warm greys, by day and by night. All of them are here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget


class Role(Enum):
    """What a colour is for."""

    WINDOW = "window"
    RAIL = "rail"
    CARD = "card"  # what lies on the window: cards, lists, fields
    BUTTON = "button"
    HOVER = "hover"
    LINE = "line"
    TEXT = "text"
    QUIET = "quiet"  # text that stands back
    FAINT = "faint"  # what cannot be used now
    ACCENT = "accent"  # fills: the main button, what is chosen
    ON_ACCENT = "on accent"
    ACCENT_TEXT = "accent text"  # links and marks on the window
    SOFT = "soft"  # a breath of the accent, behind text
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"


Shades = Mapping[Role, str]


def _shades(*colours: str) -> Shades:
    return MappingProxyType(dict(zip(Role, colours, strict=True)))


LIGHT = _shades(
    "#f3f0eb", "#e9e4dc", "#fdfcfa", "#faf8f5", "#ebe6de", "#d8d2c8", "#2a2825", "#655f57", "#a8a198",
    "#2f7d6b", "#ffffff", "#226152", "#dcebe5", "#2b6e3f", "#ad2a20", "#855000",
)  # fmt: skip
DARK = _shades(
    "#242220", "#1d1b1a", "#2d2a28", "#383532", "#403c39", "#4a4541", "#ece7e0", "#b0a99f", "#777068",
    "#2f7d6b", "#ffffff", "#7fcbb7", "#27413a", "#85cf97", "#ff9a8d", "#e9b35a",
)  # fmt: skip


def colour(role: Role) -> QColor:
    """The colour for a role in the theme that is on."""
    return QColor(shades()[role])


def shades() -> Shades:
    return DARK if QApplication.palette().window().color().lightness() < 128 else LIGHT


def give_role(widget: QWidget, role: Role) -> None:
    """Text in the colour of a role, also after the theme has changed."""
    widget.setProperty("role", role.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def palette_of(shades: Shades) -> QPalette:
    palette = QPalette()
    for place, role in _PLACES.items():
        palette.setColor(place, QColor(shades[role]))
    for place in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(shades[Role.FAINT]))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(shades[Role.LINE]))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Accent, QColor(shades[Role.LINE]))
    return palette


_PLACES = {
    QPalette.ColorRole.Window: Role.WINDOW,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.CARD,
    QPalette.ColorRole.AlternateBase: Role.WINDOW,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.ON_ACCENT,
    QPalette.ColorRole.Button: Role.BUTTON,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.Highlight: Role.ACCENT,
    QPalette.ColorRole.HighlightedText: Role.ON_ACCENT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.ACCENT_TEXT,
    QPalette.ColorRole.LinkVisited: Role.ACCENT_TEXT,
    QPalette.ColorRole.PlaceholderText: Role.QUIET,
    QPalette.ColorRole.ToolTipBase: Role.CARD,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Light: Role.BUTTON,
    QPalette.ColorRole.Midlight: Role.HOVER,
    QPalette.ColorRole.Mid: Role.LINE,
    QPalette.ColorRole.Dark: Role.FAINT,
    QPalette.ColorRole.Shadow: Role.FAINT,
}
