"""A stage of a recipe as a card: its switch, why it is on, its strength at hand, and all its options when it is unfolded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from engine.messages.answers import StageDescribed
from gui.looks.colours import Role, colour, give_role
from gui.looks.drag_handle import DragHandle
from gui.looks.icons import dress
from gui.looks.pieces import sentence
from gui.looks.switch import Switch
from gui.looks.tool_button import tool
from gui.recipe.choice_form import ChoiceForm
from gui.recipe.draft import Step
from gui.words import engine_text, filled, remark_text

AT_HAND = frozenset({"strength"})
"""Options that are there while a card is folded."""

ROUND = 8  # logical pixels at the corners, as on other cards


class StageCard(QWidget):
    switched = Signal(bool)
    edited = Signal(str)
    """The name of an option; its value is in `form`."""

    removed = Signal()
    moved_by = Signal(int)
    """The user wants it that many places further down."""

    def __init__(self, stage: StageDescribed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.title = engine_text(stage.title)
        self._on, self._lifted, self.unfolded = True, False, False
        self._remarks: tuple[str, ...] = ()
        self._needed = True
        self.handle = DragHandle()
        self.handle.setToolTip(self.tr("Drag to move it; Ctrl+Up and Ctrl+Down do it too"))
        self.switch = Switch()
        self.switch.setAccessibleName(self.title)
        self.switch.clicked.connect(self.switched)
        self._heading = QLabel(self.title)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        font = self._heading.font()
        font.setWeight(font.Weight.DemiBold)
        self._heading.setFont(font)
        self._heading.setToolTip(engine_text(stage.about))
        self.why = sentence(role=Role.QUIET)
        self.form = ChoiceForm(stage.options)
        self.form.changed.connect(self.edited)
        self.arrow = tool()
        self.arrow.clicked.connect(lambda: self.unfold(not self.unfolded))
        self._about = sentence(engine_text(stage.about), Role.QUIET)
        self._remove = tool(self.tr("Remove"))
        self._remove.setAccessibleName(filled(self.tr("Remove “%1” from the recipe"), self.title))
        self._remove.clicked.connect(self.removed)
        dress(self._remove, "trash", Role.QUIET)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._lay_out()
        self.unfold(False)
        self._say_why()

    def show_step(self, step: Step) -> None:
        """Show a step of a recipe that has this card's stage."""
        self._on = step.on
        self.switch.setChecked(step.on)
        self.switch.setEnabled(step.on or not self.stage.lacking)  # what cannot run can only be switched off
        if self.form.values != step.options:
            self.form.set_values(step.options)
        usable = step.on and not self.stage.lacking
        self.form.setEnabled(usable)
        give_role(self._heading, Role.TEXT if usable else Role.QUIET)
        self._say_why()

    def show_finding(self, remarks: Sequence[str], needed: bool) -> None:
        """What the engine found in a picture, or nothing."""
        self._remarks, self._needed = tuple(remarks), needed
        self._say_why()

    def unfold(self, unfolded: bool) -> None:
        self.unfolded = unfolded
        dress(self.arrow, "up" if unfolded else "down", Role.QUIET)
        words = self.tr("Fewer options of “%1”") if unfolded else self.tr("All options of “%1”")
        self.arrow.setAccessibleName(filled(words, self.title))
        self.arrow.setToolTip(filled(words, self.title))
        self.form.show_only(None if unfolded else AT_HAND)
        for widget in (self._about, self._remove):
            widget.setVisible(unfolded)
        self._say_why()

    def lift(self, lifted: bool) -> None:
        """Whether it is being dragged."""
        self._lifted = lifted
        self.update()

    def _say_why(self) -> None:
        words = self._why()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        give_role(self.why, Role.WARNING if self.stage.lacking else Role.QUIET)
        self.why.setToolTip("\n".join(remark_text(remark) for remark in self._remarks))
        self.setAccessibleDescription(words)

    def _why(self) -> str:
        if self.stage.lacking:
            words = self.tr("It cannot run. Missing models, to be added on the page “Models”: %1")
            return filled(words, ", ".join(self.stage.lacking))
        if not self._on:
            return self.tr("Switched off")
        said = [remark_text(remark) for remark in self._remarks]
        said = said if self.unfolded else said[:1]  # the first one says why
        if not self._needed:
            said = [self.tr("Not needed here"), *said]
        return " · ".join(said) or ("" if self.unfolded else engine_text(self.stage.about))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.switch)
        top.addWidget(self._heading, 1)
        top.addWidget(self.arrow)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._remove)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(top)
        right.addWidget(self._about)
        right.addWidget(self.why)
        right.addWidget(self.form)
        right.addLayout(below)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(6, 10, 8, 10)
        whole.setSpacing(6)
        whole.addWidget(self.handle, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(right, 1)
        self.handle.setMinimumHeight(self.arrow.sizeHint().height())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._lifted or self.hasFocus()
        width = 2 if marked else 1
        painter.setPen(QPen(colour(Role.ACCENT_TEXT if marked else Role.LINE), width))
        painter.setBrush(colour(Role.SOFT if self._lifted else Role.CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), ROUND, ROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space if self.switch.isEnabled():
                self.switch.click()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.unfold(not self.unfolded)
            case Qt.Key.Key_Delete:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.unfold(not self.unfolded)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Move up"), lambda: self.moved_by.emit(-1))
        menu.addAction(self.tr("Move down"), lambda: self.moved_by.emit(1))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), self.removed.emit)
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
