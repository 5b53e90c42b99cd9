"""What stands above the gallery: the picture that is painted, how it is painted, and which styles are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from engine.names import path_of, speakable
from gui.amounts import number
from gui.gallery.groups import Group, group_of, group_title
from gui.gallery.hand import STROKES, Brush, Stroke
from gui.gallery.model import GalleryModel
from gui.looks.colours import Role
from gui.looks.icons import dress
from gui.looks.pieces import GAP, button, row

LINES = 5.2  # of text, that the small picture is high
STARRED = "favourites"  # the key of a tab that is no group


class GalleryHead(QWidget):
    picture_wanted = Signal()
    variants_wanted = Signal()

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._picture, self._name = QLabel(), QLabel()
        self.strength, self._percent = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.colours = QCheckBox(self.tr("Keep the picture's colours"))
        self.stroke = QComboBox()
        self.tabs, self.search = QTabBar(), QLineEdit()
        self.choose = button(self.tr("Choose a picture…"), "picture")
        self.variants = button(self.tr("Variants…"), "grid")
        self.variants.setToolTip(self.tr("Several pictures in the styles that are chosen, or in all that are shown"))
        self._make()
        self._lay_out()
        self._connect()
        self.show_styles()
        self._show_brush()

    def show_picture(self, uri: str, thumbnail: QPixmap | None) -> None:
        name = speakable(path_of(uri).name) if uri else ""
        self._name.setText(self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 40 * self._letter))
        self._name.setToolTip(name)
        self._picture.setVisible(thumbnail is not None)
        if thumbnail is not None:
            ratio = self.devicePixelRatioF()
            side = self.fontMetrics().height() * LINES * ratio
            size = thumbnail.size().scaled(QSize(round(side * 1.5), round(side)), Qt.AspectRatioMode.KeepAspectRatio)
            small = thumbnail.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(ratio)
            self._picture.setPixmap(small)

    def show_styles(self) -> None:
        """Only groups that have styles."""
        groups: list[Group] = list(dict.fromkeys(group_of(style) for style in self._model.styles))
        chosen = self.tabs.tabData(self.tabs.currentIndex())
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for key, title in (
                (None, self.tr("All")),
                (STARRED, self.tr("Favourites")),
                *((group, group_title(group)) for group in groups),
            ):
                self.tabs.setTabData(self.tabs.addTab(title), key)
                if key == chosen:
                    self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self._filter()

    @property
    def starred(self) -> bool:
        """Whether only favourites are shown."""
        return self.tabs.tabData(self.tabs.currentIndex()) == STARRED

    def _filter(self) -> None:
        group = None if self.starred else self.tabs.tabData(self.tabs.currentIndex())
        self._model.show_only(group, self.starred, self.search.text())

    def _brush(self) -> None:
        strokes: Stroke = self.stroke.currentData()
        self._model.set_brush(Brush(self.strength.value() / 100, self.colours.isChecked(), strokes))

    def _show_brush(self) -> None:
        brush = self._model.brush
        for field in (self.strength, self.colours, self.stroke):
            field.blockSignals(True)
        self.strength.setValue(round(brush.strength * 100))
        self.colours.setChecked(brush.keep_colours)
        self.stroke.setCurrentIndex(STROKES.index(brush.stroke))
        for field in (self.strength, self.colours, self.stroke):
            field.blockSignals(False)
        self._percent.setText(f"{number(brush.strength * 100)} %")

    @property
    def _letter(self) -> int:
        return self.fontMetrics().averageCharWidth()

    def _make(self) -> None:
        titles: dict[Stroke, str] = {"fine": self.tr("Fine"), "medium": self.tr("Medium"), "broad": self.tr("Broad")}
        for stroke in STROKES:
            self.stroke.addItem(titles[stroke], stroke)
        self.strength.setRange(0, 100)
        self.strength.setSingleStep(5)
        self.strength.setPageStep(20)
        self.strength.setMinimumWidth(self._letter * 12)
        self.strength.setMaximumWidth(self._letter * 34)
        self.strength.setAccessibleName(self.tr("Strength"))
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self.search.setPlaceholderText(self.tr("Search styles"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        looks = QAction(self.search)
        dress(looks, "search", Role.QUIET)
        self.search.addAction(looks, QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(self._letter * 30)
        self.search.setMinimumWidth(self._letter * 14)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tabs.setAccessibleName(self.tr("Groups of styles"))
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        font = self._name.font()
        font.setWeight(font.Weight.DemiBold)
        self._name.setFont(font)

    def _lay_out(self) -> None:
        strength, stroke = QLabel(self.tr("Strength")), QLabel(self.tr("Stroke"))
        stroke.setBuddy(self.stroke)
        self.stroke.setAccessibleName(self.tr("Stroke"))
        above = row(self._name, stretch=True)
        above.addWidget(self.choose)
        above.addWidget(self.variants)
        how = QHBoxLayout()
        how.setSpacing(8)
        how.addWidget(strength)
        how.addWidget(self.strength, 1)
        how.addWidget(self._percent)
        how.addSpacing(GAP)
        how.addWidget(self.colours)
        how.addSpacing(GAP)
        how.addWidget(stroke)
        how.addWidget(self.stroke)
        how.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(above)
        right.addLayout(how)
        top = QHBoxLayout()
        top.setSpacing(GAP + 4)
        top.addWidget(self._picture)
        top.addLayout(right, 1)
        which = QHBoxLayout()
        which.addWidget(self.tabs, 1)
        which.addWidget(self.search)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(top)
        whole.addLayout(which)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.picture_wanted)
        self.variants.clicked.connect(self.variants_wanted)
        self.strength.valueChanged.connect(self._brush)
        self.colours.toggled.connect(self._brush)
        self.stroke.currentIndexChanged.connect(self._brush)
        self.tabs.currentChanged.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self._model.brush_changed.connect(self._show_brush)
