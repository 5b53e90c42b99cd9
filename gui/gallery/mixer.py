"""The mixer below the gallery: a slider for each style that was chosen, and what comes of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSlider, QVBoxLayout, QWidget

from gui.amounts import number
from gui.bridge import Bridge
from gui.gallery.groups import mixture_title, style_title
from gui.gallery.hand import Hand, mixed
from gui.gallery.model import GalleryModel
from gui.gallery.painting_view import PaintingView, Shown
from gui.looks.pieces import GAP, button, row
from gui.looks.tool_button import tool
from gui.words import filled

WHOLE = 100  # of a slider; the least is 1: a style that is chosen takes part
SHARE = 0.6  # of the width that the preview takes at most


class Mixer(QWidget):
    use_wanted = Signal(object)
    """The Hand."""

    large_wanted = Signal(object)
    """The Hand."""

    def __init__(self, bridge: Bridge, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._weights: dict[str, int] = {}
        self._lines: dict[str, MixerLine] = {}
        self._source = ""
        self._untouched: QPixmap | None = None
        self.preview = PaintingView(bridge)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._use = button(self.tr("Use for these pictures"), "check", primary=True)
        self._clear = button(self.tr("Clear"), flat=True)
        self._large = button(self.tr("Show large"), "loupe")
        self._lay_out()
        self._use.clicked.connect(lambda: self.hand and self.use_wanted.emit(self.hand))
        self._large.clicked.connect(lambda: self.hand and self.large_wanted.emit(self.hand))
        self._clear.clicked.connect(model.clear_chosen)
        model.chosen_changed.connect(self._choose)
        model.brush_changed.connect(self._show)
        self._choose()

    @property
    def hand(self) -> Hand | None:
        """What is mixed; nothing while no style is chosen."""
        if not self._weights:
            return None
        weights = {style: weight / WHOLE for style, weight in self._weights.items()}
        return mixed(weights, {style: self._model.brush_of(style) for style in weights})

    def set_source(self, source: str) -> None:
        self._source, self._untouched = source, None
        self._show()

    def set_untouched(self, picture: QPixmap) -> None:
        """What can be shown until there is more."""
        self._untouched = picture
        self._fit()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The preview is as wide as the picture is at this height, and the sliders have the rest."""
        shape = self._untouched.size() if self._untouched else QSize(4, 3)
        room = self.contentsRect().size() - QSize(0, GAP)
        wide = QSize(shape).scaled(round(room.width() * SHARE), room.height(), Qt.AspectRatioMode.KeepAspectRatio)
        self.preview.setFixedWidth(max(wide.width(), self.preview.minimumSizeHint().width()))

    def _choose(self) -> None:
        """Styles came or went; those that stay keep their weights."""
        chosen = self._model.chosen
        self._weights = {style: self._weights.get(style, WHOLE) for style in chosen}
        for style in [style for style in self._lines if style not in chosen]:
            self._lines.pop(style).remove()
        for place, style in enumerate(chosen):
            if style not in self._lines:
                self._lines[style] = MixerLine(style, self)
                self._lines[style].moved.connect(partial(self._weigh, style))
                self._lines[style].removed.connect(partial(self._model.toggle, style))
            self._lines[style].place(self._grid, place)
        self.setVisible(bool(chosen))
        self._show()

    def _weigh(self, style: str, weight: int) -> None:
        self._weights[style] = weight
        self._show()

    def _show(self) -> None:
        whole = sum(self._weights.values())
        for style, weight in self._weights.items():
            self._lines[style].show_share(weight, weight / whole, alone=len(self._weights) == 1)
        self._title.setText(mixture_title(list(self._weights)))
        hand = self.hand
        self.preview.show_painting(Shown(self._source, hand, self._untouched) if hand and self._source else None)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        lines = QWidget()
        lines.setObjectName("column")
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addWidget(self._title)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(lines)
        right = QVBoxLayout()
        right.addWidget(scroll, 1)
        right.addLayout(row(self._use, self._large, self._clear))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, 0)
        whole.setSpacing(GAP * 2)
        whole.addWidget(self.preview)
        whole.addLayout(right, 1)


class MixerLine(QObject):
    """The parts of one line; they stand in the mixer's grid, so that sliders stand below each other."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, style: str, parent: QObject) -> None:
        super().__init__(parent)
        title = style_title(style)
        self._name, self._share = QLabel(title), QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(1, WHOLE)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(20)
        self._slider.setAccessibleName(filled(self.tr("Share of “%1”"), title))
        self._slider.valueChanged.connect(self.moved)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._share.setMinimumWidth(self._share.fontMetrics().horizontalAdvance("100 %"))
        self._remove = tool(picture="cross")
        self._remove.setToolTip(filled(self.tr("Take “%1” out of the mixture"), title))
        self._remove.setAccessibleName(self._remove.toolTip())
        self._remove.clicked.connect(self.removed)
        self._parts = (self._name, self._slider, self._share, self._remove)

    def place(self, grid: QGridLayout, line: int) -> None:
        for column, part in enumerate(self._parts):
            grid.addWidget(part, line, column)

    def show_share(self, weight: int, share: float, alone: bool) -> None:
        self._share.setText(f"{number(share * 100)} %")
        self._slider.setEnabled(not alone)
        with QSignalBlocker(self._slider):
            self._slider.setValue(weight)

    def remove(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self.deleteLater()
