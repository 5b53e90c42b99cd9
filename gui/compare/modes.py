"""Ways to compare a picture with its result: how each divides the room, and what it shows where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt

TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
BOTTOM_LEFT = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft

GAP = 2.0  # between pictures side by side


class Shown(Enum):
    BEFORE = "before"
    AFTER = "after"
    DIFFERENCE = "difference"

    @property
    def title(self) -> str:
        match self:
            case Shown.BEFORE:
                return QCoreApplication.translate("CompareModes", "Before")
            case Shown.AFTER:
                return QCoreApplication.translate("CompareModes", "After")
            case Shown.DIFFERENCE:
                return QCoreApplication.translate("CompareModes", "Difference")


class Part(NamedTuple):
    """Something that is shown in a rectangle, with its label in that corner."""

    shown: Shown
    rect: QRectF
    corner: Qt.AlignmentFlag = TOP_LEFT


@dataclass(frozen=True)
class Mode:
    """A way to compare. An area is what of a pane can be compared: where picture and result both lie."""

    name: ClassVar[str]
    key: ClassVar[str]

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def about(self) -> str:
        raise NotImplementedError

    def split(self, room: QRectF) -> list[QRectF]:
        """The panes, which all show the same place."""
        return [room]

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        """What an area of that pane shows."""
        raise NotImplementedError

    def cut(self, area: QRectF, divider: float) -> QLineF | None:
        """The divider, where there is one that can be dragged."""
        return None

    def divided_at(self, area: QRectF, x: float, y: float) -> float:
        """The divider, 0 to 1, that runs through a point."""
        return 0.5


@dataclass(frozen=True)
class Wipe(Mode):
    name = "wipe"
    key = "W"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "Wipe")

    @property
    def about(self) -> str:
        return QCoreApplication.translate("CompareModes", "Before at the left, after at the right. Drag the line between them.")

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        middle = area.left() + divider * area.width()
        before, after = QRectF(area), QRectF(area)
        before.setRight(middle)
        after.setLeft(middle)
        return [Part(Shown.BEFORE, before), Part(Shown.AFTER, after, TOP_RIGHT)]

    def cut(self, area: QRectF, divider: float) -> QLineF | None:
        middle = area.left() + divider * area.width()
        return QLineF(middle, area.top(), middle, area.bottom())

    def divided_at(self, area: QRectF, x: float, y: float) -> float:
        return min(max((x - area.left()) / max(area.width(), 1), 0), 1)


@dataclass(frozen=True)
class WipeAcross(Mode):
    name = "wipe across"
    key = "Shift+W"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "Wipe across")

    @property
    def about(self) -> str:
        return QCoreApplication.translate("CompareModes", "Before above, after below. Drag the line between them.")

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        middle = area.top() + divider * area.height()
        before, after = QRectF(area), QRectF(area)
        before.setBottom(middle)
        after.setTop(middle)
        return [Part(Shown.BEFORE, before), Part(Shown.AFTER, after, BOTTOM_LEFT)]

    def cut(self, area: QRectF, divider: float) -> QLineF | None:
        middle = area.top() + divider * area.height()
        return QLineF(area.left(), middle, area.right(), middle)

    def divided_at(self, area: QRectF, x: float, y: float) -> float:
        return min(max((y - area.top()) / max(area.height(), 1), 0), 1)


@dataclass(frozen=True)
class SideBySide(Mode):
    name = "side by side"
    key = "Y"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "Side by side")

    @property
    def about(self) -> str:
        return QCoreApplication.translate("CompareModes", "Both show the same place, and move together.")

    def split(self, room: QRectF) -> list[QRectF]:
        half = round((room.width() - GAP) / 2)
        left, right = QRectF(room), QRectF(room)
        left.setWidth(half)
        right.setLeft(room.left() + half + GAP)
        right.setWidth(half)
        return [left, right]

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        return [Part(Shown.AFTER if pane else Shown.BEFORE, area)]


@dataclass(frozen=True)
class BeforeOnly(Mode):
    name = "before"
    key = "B"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "Before only")

    @property
    def about(self) -> str:
        return QCoreApplication.translate("CompareModes", "The picture as it is.")

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        return [Part(Shown.BEFORE, area)]


@dataclass(frozen=True)
class AfterOnly(Mode):
    name = "after"
    key = "Shift+B"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "After only")

    @property
    def about(self) -> str:
        return QCoreApplication.translate("CompareModes", "The picture as the recipe makes it.")

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        return [Part(Shown.AFTER, area)]


@dataclass(frozen=True)
class Difference(Mode):
    name = "difference"
    key = "Shift+D"

    @property
    def title(self) -> str:
        return QCoreApplication.translate("CompareModes", "Difference")

    @property
    def about(self) -> str:
        return QCoreApplication.translate(
            "CompareModes",
            "What has changed: black where nothing has. Computed from what is on the screen, and made four times as bright.",
        )

    def parts(self, area: QRectF, pane: int, divider: float) -> list[Part]:
        return [Part(Shown.DIFFERENCE, area)]


MODES: tuple[Mode, ...] = (Wipe(), WipeAcross(), SideBySide(), BeforeOnly(), AfterOnly(), Difference())
