"""A contact sheet as a picture to be saved: on white paper, whatever the window looks like."""

from __future__ import annotations

import math

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap

from gui.gallery.paint import inside
from gui.gallery.paintings import Paintings
from gui.gallery.sheet_model import SIDE, SheetModel

PIXELS = 60_000_000  # of a sheet, at most
PAPER, INK, MARK = QColor("white"), QColor("#2a2825"), QColor("#8a6d1d")
BELOW = 0.09  # height of a line of text, against a cell's side
HIGHEST = 1.25  # of a painting, against its width
STAR = "★"


def sheet_picture(model: SheetModel, paintings: Paintings) -> QImage:
    """What is not painted yet is left white."""
    slopes = [_slope(paintings.picture(model.wish(row, 0))) for row in range(model.rowCount())]
    columns = model.columnCount()
    side = min(SIDE, math.floor(math.sqrt(PIXELS / columns / (sum(slopes) + BELOW * len(slopes) + BELOW))))
    line, gap = round(side * BELOW), max(4, side // 32)
    tops = [line + row * (line + gap) + round(side * sum(slopes[:row])) for row in range(len(slopes) + 1)]
    sheet = QImage(columns * (side + gap) + gap, tops[-1] + gap, QImage.Format.Format_RGB32)
    sheet.fill(PAPER)
    painter = QPainter(sheet)
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.TextAntialiasing)
    font = QFont()
    font.setPixelSize(max(7, round(line * 0.6)))
    painter.setFont(font)
    for column in range(columns):
        left = gap + column * (side + gap)
        _write(painter, QRectF(left, 0, side, line), model.title(column), INK)
        for row, slope in enumerate(slopes):
            room = QRectF(left, tops[row], side, round(side * slope))
            _paint(painter, room, model, paintings, row, column)
            words = STAR * model.stars(row, column) if column else model.name(row)
            _write(painter, QRectF(left, room.bottom(), side, line), words, MARK if column else INK)
    painter.end()
    return sheet


def as_png(sheet: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _slope(picture: QPixmap | None) -> float:
    return min(picture.height() / picture.width(), HIGHEST) if picture else 1.0


def _paint(painter: QPainter, room: QRectF, model: SheetModel, paintings: Paintings, row: int, column: int) -> None:
    hand, before = model.hand(column), paintings.picture(model.wish(row, 0))
    after = paintings.picture(model.wish(row, column)) if hand else None
    if before is None or (hand and after is None):
        return
    where = inside(room, before.size())
    painter.drawPixmap(where, before, QRectF(before.rect()))
    if hand and after is not None:
        painter.setOpacity(hand.brush.strength)
        painter.drawPixmap(where, after, QRectF(after.rect()))
        painter.setOpacity(1)


def _write(painter: QPainter, where: QRectF, text: str, ink: QColor) -> None:
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, round(where.width()))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
