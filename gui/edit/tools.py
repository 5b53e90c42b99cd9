"""The tools of the editor: what a hand does on the picture, and the shape that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt

from engine.edits.edit import Area, Point, Shape, Stroke

translate = QCoreApplication.translate  # by this name the gatherer of texts knows it
HAND, BRUSH, ERASER, LINE, LASSO, SELECT, WRITING, COLOUR = (
    "hand", "brush", "eraser", "line", "lasso", "select", "writing", "colour",
)  # fmt: skip
WIDE = {BRUSH, ERASER, LINE}
"""Tools that are as wide as the slider says."""

APART = 0.0005  # of the picture: points of a stroke are at least so far from each other
DIGITS = 5  # of a place: a hundredth of a pixel of a large scan


@dataclass(frozen=True)
class Tool:
    name: str
    title: str
    about: str
    key: str

    @property
    def icon(self) -> str:
        return f"tool-{self.name}"

    @property
    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.OpenHandCursor if self.name == HAND else Qt.CursorShape.CrossCursor


def tools() -> tuple[Tool, ...]:
    """In the language of the window."""

    hand = translate("Tools", "Moves the picture. So does any tool while the space bar is held, and the middle mouse button.")
    brush = translate("Tools", "Draws over what is to go, or over the subject.")
    eraser = translate("Tools", "Takes marks away. Damage that was found there is left alone.")
    line = translate("Tools", "Along a scratch: press at one end, let go at the other.")
    lasso = translate("Tools", "All that lies within the line that you draw.")
    thing = translate("Tools", "Click a thing or a person, or draw a line around it: its outline is found.")
    writing = translate("Tools", "Draw a frame around a caption or a watermark: its letters are found.")
    known = translate("Tools", "Click something whose colour you know.")
    return (
        Tool(HAND, translate("Tools", "Hand"), hand, "H"),
        Tool(BRUSH, translate("Tools", "Brush"), brush, "B"),
        Tool(ERASER, translate("Tools", "Eraser"), eraser, "E"),
        Tool(LINE, translate("Tools", "Line"), line, "N"),
        Tool(LASSO, translate("Tools", "Lasso"), lasso, "G"),
        Tool(SELECT, translate("Tools", "Thing or person"), thing, "S"),
        Tool(WRITING, translate("Tools", "Writing"), writing, "W"),
        Tool(COLOUR, translate("Tools", "Known colour"), known, "C"),
    )


def shape_of(tool: str, points: Sequence[Point], width: float) -> Shape | None:
    """What was drawn; None where it is nothing yet. `width` is a share of the picture's longer side."""
    match tool:
        case "brush" | "eraser":
            return Stroke(points=_thinned(points), width=round(width, DIGITS))
        case "line":
            return Stroke(points=(_round(points[0]), _round(points[-1])), width=round(width, DIGITS))
        case "lasso" if len(points) > 2:
            return Area(rings=(_thinned(points),))
        case _:
            return None


def asked_around(tool: str, points: Sequence[Point]) -> tuple[Point, ...]:
    """What the engine is to look in: one point, or a line around it. Of a frame two corners were drawn."""
    (left, top), (right, bottom) = points[0], points[-1]
    if tool == WRITING:
        return ((left, top), (right, top), (right, bottom), (left, bottom))
    reach = max(max(abs(x - left), abs(y - top)) for x, y in points)
    return _thinned(points) if len(points) > 2 and reach > 0.01 else (_round(points[0]),)


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    kept = [points[0]]
    for point in points[1:]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= APART:
            kept.append(point)
    return tuple(_round(point) for point in kept)


def _round(point: Point) -> Point:
    return round(point[0], DIGITS), round(point[1], DIGITS)
