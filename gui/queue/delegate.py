"""How a row of the queue is painted: the name large, the folder small, the state as a mark and a word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engine.messages.queue_answers import Row
from gui.looks.colours import Role, colour
from gui.queue import words as queue_words
from gui.queue.marks import STATE_ROLES, VERDICT_ROLES, paint_bar, paint_state, paint_thumbnail
from gui.queue.model import FRACTION, NAME, NEEDS, ROW, SIZE, STATE, TIME
from gui.queue.thumbnails import Thumbnails
from gui.words import engine_text

EDGE = 10  # logical pixels beside a text
GAP = 7  # logical pixels between a mark and its word
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QueueDelegate(QStyledItemDelegate):
    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.notes_below_names = False
        """Where the table is too narrow for a column of notes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setFont(option.font)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        _paint_ground(painter, option, rect, first=index.column() == NAME)
        row: Row | None = index.data(ROW)
        inside = rect.adjusted(EDGE, 0, -EDGE, 0)
        if row is None:
            if index.column() == NAME:
                self._paint_unread(painter, rect)
        elif index.column() == NAME:
            self._paint_name(painter, rect, row)
        elif index.column() == NEEDS:
            _paint_note(painter, inside, row)
        elif index.column() == STATE:
            _paint_state(painter, inside, row, index.data(FRACTION))
        else:
            _write(painter, inside, index.data(), Role.QUIET, RIGHT)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(QFontMetrics(option.font)))  # type: ignore[attr-defined]

    def _paint_name(self, painter: QPainter, rect: QRect, row: Row) -> None:
        room, text = _name_places(rect)
        ratio = painter.device().devicePixelRatioF()
        paint_thumbnail(painter, room, self._thumbnails.picture(queue_words.picture_of(row)), ratio)
        name, folder = queue_words.name_and_folder(row)
        role = Role.QUIET
        below = " · ".join(part for part in (folder, queue_words.what_is_its_own(row)) if part)
        if self.notes_below_names and row.note:
            below, role = queue_words.note(row), Role.BAD if row.state == "failed" else Role.QUIET
        _two_lines(painter, text, name, below, role)

    def _paint_unread(self, painter: QPainter, rect: QRect) -> None:
        room, text = _name_places(rect)
        paint_thumbnail(painter, room, None, 1)
        _write(painter, text, queue_words.ELLIPSIS, Role.QUIET, LEFT)


def row_height(metrics: QFontMetrics) -> int:
    """Room for two lines of text, and for a picture that one can recognise."""
    return round(metrics.height() * 3.8)


def column_widths(metrics: QFontMetrics) -> dict[int, int]:
    """Of the columns whose texts are known to be short."""
    states = [
        queue_words.running_word(1),
        *map(queue_words.state_word, STATE_ROLES),
        *map(queue_words.verdict_word, VERDICT_ROLES),
    ]

    def widest(*texts: str) -> int:
        return max(map(metrics.horizontalAdvance, texts)) + 2 * EDGE + 2

    return {
        STATE: widest(*states) + metrics.ascent() + GAP,
        SIZE: widest(queue_words.size(99_900_000)),
        TIME: widest(queue_words.duration(59 * 60 + 59), queue_words.duration(23.99 * 3600)),
    }


def _name_places(rect: QRect) -> tuple[QRect, QRect]:
    """Of the thumbnail and of the text beside it."""
    side = rect.height() - 10
    room = QRect(rect.left() + EDGE, rect.top() + 5, round(side * 1.25), side)
    return room, QRect(room.right() + 1 + EDGE, rect.top(), rect.right() - room.right() - 2 * EDGE, rect.height())


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, first: bool) -> None:
    """What is chosen lies on a breath of the accent: the colours of the marks stay what they are."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, colour(Role.SOFT))
        if first:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour(Role.ACCENT_TEXT))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(Role.LINE))


def _paint_note(painter: QPainter, rect: QRect, row: Row) -> None:
    if row.state == "failed":
        _two_lines(painter, rect, queue_words.note(row), engine_text(row.hint), Role.QUIET, large=False, role=Role.BAD)
        return
    lines = _wrapped(queue_words.note(row), painter.font(), rect.width(), 2)
    height = painter.fontMetrics().height()
    top = rect.center().y() - height * len(lines) // 2
    for number, line in enumerate(lines):
        _write(painter, QRect(rect.left(), top + number * height, rect.width(), height), line, Role.QUIET, LEFT)


def _paint_state(painter: QPainter, rect: QRect, row: Row, fraction: float | None) -> None:
    side = painter.fontMetrics().ascent()
    middle = rect.center().y() + 1
    word, below = queue_words.state_word(row.state), ""
    if row.state == "running" and fraction is not None:
        word = queue_words.running_word(fraction)
        middle -= 5
        paint_bar(painter, QRectF(rect.left(), middle + side * 0.5 + GAP, rect.width(), 4), fraction)
    if row.verdict in VERDICT_ROLES:
        below = queue_words.verdict_word(row.verdict)
    paint_state(painter, QRectF(rect.left(), middle - side / 2, side, side), row.state, fraction)
    text = QRect(rect.left() + side + GAP, middle - rect.height() // 2, rect.width() - side - GAP, rect.height())
    role = STATE_ROLES[row.state] if row.state in ("running", "failed") else Role.TEXT
    if below:
        _two_lines(painter, text, word, below, VERDICT_ROLES[row.verdict], large=False, role=role)
    else:
        _write(painter, text, word, role, LEFT)


def _two_lines(
    painter: QPainter, rect: QRect, first: str, second: str, second_role: Role, large: bool = True, role: Role = Role.TEXT
) -> None:
    """The second line smaller than the first; the first alone stands in the middle."""
    plain, strong, small = QFont(painter.font()), QFont(painter.font()), QFont(painter.font())
    if large:
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setPointSizeF(strong.pointSizeF() * 1.05)
    small.setPointSizeF(small.pointSizeF() * 0.92)
    above, below = QFontMetrics(strong).height(), QFontMetrics(small).height() if second else 0
    top = rect.center().y() - (above + below) // 2
    elide = Qt.TextElideMode.ElideMiddle if large else Qt.TextElideMode.ElideRight  # names differ at both ends
    painter.setFont(strong)
    _write(painter, QRect(rect.left(), top, rect.width(), above), first, role, LEFT, elide)
    painter.setFont(small)
    _write(painter, QRect(rect.left(), top + above, rect.width(), below), second, second_role, LEFT)
    painter.setFont(plain)


def _write(
    painter: QPainter,
    rect: QRect,
    text: str | None,
    role: Role,
    alignment: Qt.AlignmentFlag,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    if text:
        painter.setPen(colour(role))
        shown = painter.fontMetrics().elidedText(text.replace("\n", " "), elide, rect.width())
        painter.drawText(rect, alignment | Qt.TextFlag.TextSingleLine, shown)


def _wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text in lines; the last one is cut where it does not fit."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts these, not letters
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(lines) == most - 1  # painting it cuts it
        end = None if last else 2 * (line.textStart() + line.textLength())
        lines.append(units[2 * line.textStart() : end].decode("utf-16-le", "replace").strip())
        if last:
            break
    layout.endLayout()
    return lines
