"""“Why?”: what each stage found in a picture, what it went by, and where the result differs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.events import Event
from engine.findings import Finding
from engine.messages.answers import RequestFailed
from engine.messages.edit_answers import ResultExplained, Shown
from engine.messages.edit_requests import Explain
from gui.amounts import number
from gui.bridge import Bridge
from gui.explain.curves import SIDE, CurvePlot
from gui.looks.colours import Role, colour
from gui.looks.pieces import MARGIN, Column, card, heading, sentence
from gui.picture.files import PictureFiles
from gui.words import engine_text, filled, remark_text


class WhyDialog(QDialog):
    """Asks when it is made. `titles` of stages, in the language of the window."""

    def __init__(
        self, bridge: Bridge, queue: str, job: int, name: str, titles: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(filled(self.tr("Why? – %1"), name))
        self._bridge, self._titles, self._files = bridge, titles, PictureFiles()
        self.column = Column()
        self._waiting = sentence(self.tr("Looking at the picture again…"), Role.QUIET)
        self.column.inside.addWidget(heading(name, 1.3))
        self.column.inside.addWidget(self._waiting)
        self.column.inside.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, MARGIN // 2, MARGIN // 2)
        whole.addWidget(self.column, 1)
        whole.addWidget(close)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 100, letter.height() * 42)
        self._asked = bridge.number()
        bridge.ask(Explain(self._asked, queue, job), self._heard)
        self.finished.connect(lambda _: bridge.cancel(self._asked))

    def _heard(self, event: Event) -> None:
        if isinstance(event, ResultExplained):
            self._waiting.hide()
            shown = {one.stage: one for one in event.shown}
            for finding in event.findings:
                self._add(self._card(finding, shown.get(finding.stage)))
            if whole := shown.get(""):
                self._add(self._whole(whole))
            if event.made_by:
                self._add(sentence(" · ".join(event.made_by), Role.QUIET))
        elif isinstance(event, RequestFailed):
            self._waiting.setText(f"{engine_text(event.message)} {engine_text(event.hint)}".strip())

    def _add(self, part: QWidget) -> None:
        self.column.inside.insertWidget(self.column.inside.count() - 1, part)

    def _card(self, finding: Finding, shown: Shown | None) -> QWidget:
        frame, inside = card()
        across = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(heading(self._titles.get(finding.stage, finding.stage), 1.1))
        if not finding.needed:
            words.addWidget(sentence(self.tr("Left out: the picture does not need it."), Role.QUIET))
        for remark in finding.remarks:
            words.addWidget(sentence(remark_text(remark)))
        if finding.certainty is not None:
            words.addWidget(sentence(filled(self.tr("Sure: %1 %"), number(100 * finding.certainty, 0)), Role.QUIET))
        if finding.doubt:
            words.addWidget(sentence(remark_text(finding.doubt), Role.WARNING))
        words.addStretch(1)
        across.addLayout(words, 1)
        if shown:
            across.addLayout(self._evidence(shown))
        inside.addLayout(across)
        return frame

    def _whole(self, shown: Shown) -> QWidget:
        frame, inside = card()
        across = QHBoxLayout()
        across.addWidget(heading(self.tr("The result"), 1.1), 1, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._evidence(shown))
        inside.addLayout(across)
        return frame

    def _evidence(self, shown: Shown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(sentence(remark_text(shown.title), Role.QUIET))
        if shown.curves:
            column.addWidget(CurvePlot(shown.curves))
        else:
            picture = QLabel()
            picture.setAccessibleName(remark_text(shown.title))
            picture.setFixedWidth(SIDE)
            column.addWidget(picture)
            self._files.read(shown.picture, picture, lambda image: _show(picture, image))
            column.addWidget(sentence(filled(self.tr("White: %1"), engine_text(shown.most)), Role.QUIET))
        column.addStretch(1)
        return column


def _show(label: QLabel, image: QImage) -> None:
    """As wide as the curves are, with the screen's own pixels; few cells stay cells."""
    ratio = label.devicePixelRatioF()
    how = Qt.TransformationMode.FastTransformation if image.width() < 16 else Qt.TransformationMode.SmoothTransformation
    scaled = QPixmap.fromImage(image).scaledToWidth(round(SIDE * ratio), how)
    framer = QPainter(scaled)
    framer.setPen(colour(Role.LINE))
    framer.drawRect(scaled.rect().adjusted(0, 0, -1, -1))
    framer.end()
    scaled.setDevicePixelRatio(ratio)
    label.setPixmap(scaled)
