"""A report: what can be said, figures that can be sorted, and pictures; the whole page opens in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from engine.evaluation.tasks import STAGES
from engine.names import path_of, speakable
from gui.amounts import when
from gui.laboratory.book import PAGE, Study
from gui.laboratory.figures import Cell, FigureColumn, Figures
from gui.laboratory.reports import Grid, Report, Table, sheets_of, told, worth_using
from gui.looks.colours import Role
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.words import engine_text, filled

DIGITS = {"psnr": 2, "speed": 2}  # of grids, by how the name of their measure begins; else 4
MOST = 6  # sheets that are shown; the page has all
LARGER = 1.1  # the first sentence, times ordinary text


class ReportView(Column):
    back = Signal()
    use_wanted = Signal(str, str, dict)
    """A model, in a recipe: the stage, the model, and further options of the stage."""

    def __init__(self, folder: Path, report: Report, study: Study | None = None) -> None:
        """`study`: that it answers, where it is one of the laboratory's own."""
        super().__init__()
        self.folder, self.report = folder, report
        leave = button(self.tr("Laboratory"), "left", flat=True)
        leave.clicked.connect(self.back)
        self.inside.addLayout(row(leave))
        self.inside.addWidget(heading(engine_text(study.title if study else report.title)))
        about = sentence(" · ".join([*_name(study), report.made.device, when(report.made.made)]), Role.QUIET)
        about.setToolTip(speakable(str(path_of(study.of))) if study else "")
        self.inside.addWidget(about)
        self.said = told(report)
        for place, words in enumerate(self.said):
            label = sentence(words)
            if not place:
                font = label.font()
                font.setPointSizeF(font.pointSizeF() * LARGER)
                label.setFont(font)
            self.inside.addWidget(label)
        self.page = button(self.tr("The whole report"), "eye")
        self.page.setToolTip(self.tr("Opens in your browser; it can be printed"))
        self.page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / PAGE))))
        show = button(self.tr("Open folder"), "folder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.inside.addLayout(row(self.page, show))
        self.tables: list[Figures] = []
        self.uses: list[QPushButton] = []
        if report.standings:
            self._add_standings()
        else:
            for grid in report.grids:
                if not grid.folded:
                    self._add_grid(grid)
        for table in report.tables:
            self._add_table(table)
        self._add_sheets()
        self.inside.addWidget(self._notes())
        self.inside.addStretch(1)

    def _add_standings(self) -> None:
        columns = (
            FigureColumn(self.tr("Model")),
            FigureColumn(self.tr("gain, dB"), 2, self.tr("by how much the pictures come nearer to the clean ones")),
            FigureColumn(self.tr("at least"), 2, self.tr("with 95 % certainty")),
            FigureColumn(self.tr("at most"), 2, self.tr("with 95 % certainty")),
            FigureColumn(self.tr("nearer, %"), 0, self.tr("in features: closer to how eyes see than decibels are")),
            FigureColumn(self.tr("best on"), 0, self.tr("photographs that this model gains most on")),
            FigureColumn(self.tr("MP/s"), 2, self.tr("megapixels a second, on this machine, with what else it was doing")),
        )
        lines = [
            (one.model, one.gain.mean, one.gain.low, one.gain.high, 100 * one.nearer, one.best_on, one.rate)
            for one in self.report.standings
        ]
        inside = self._add(self.tr("Ranking"), self.tr("A click on the head of a column sorts by it."), columns, lines)
        if self.report.task in STAGES:  # reports of earlier versions do not name it
            self.uses = [self._use(model, *STAGES[self.report.task]) for model in worth_using(self.report)]
            inside.addLayout(row(*self.uses))

    def _use(self, model: str, stage: str, options: dict[str, Any]) -> QPushButton:
        use = button(filled(self.tr("Use “%1” in the recipe"), model), "right")
        use.clicked.connect(lambda: self.use_wanted.emit(stage, model, options))
        return use

    def _add_grid(self, grid: Grid) -> None:
        digits = next((digits for name, digits in DIGITS.items() if grid.measure.startswith(name)), 4)
        columns = (FigureColumn(""), *(FigureColumn(engine_text(title), digits) for title in grid.columns))
        self._add(engine_text(grid.title), grid.note, columns, [(engine_text(line.name), *line.cells) for line in grid.lines])

    def _add_table(self, table: Table) -> None:
        measures = {
            "psnr_rgb": FigureColumn("PSNR, dB"),
            "ssim_rgb": FigureColumn("SSIM", 3),
            "psnr_y": FigureColumn("PSNR Y, dB"),
            "ssim_y": FigureColumn("SSIM Y", 3),
            "features": FigureColumn(self.tr("distance in features"), 3, self.tr("less is better")),
        }
        lines = [(engine_text(one.name), *(one.mean.get(name) for name in measures)) for one in table.rows]
        about = filled(self.tr("Means of %1 pictures."), len(table.pictures))
        self._add(engine_text(table.title), about, (FigureColumn(""), *measures.values()), lines)

    def _add(self, title: str, about: str, columns: tuple[FigureColumn, ...], lines: Sequence[Sequence[Cell]]) -> QVBoxLayout:
        frame, inside = card()
        inside.addWidget(heading(title, 1.1))
        if about:
            inside.addWidget(sentence(about, Role.QUIET))
        made = Figures(title, columns, lines)
        self.tables.append(made)
        inside.addWidget(made)
        self.inside.addWidget(frame)
        return inside

    def _add_sheets(self) -> None:
        sheets = sheets_of(self.folder)
        for sheet in sheets[:MOST]:
            frame, inside = card()
            inside.addWidget(Sheet(sheet))
            self.inside.addWidget(frame)
        if len(sheets) > MOST:
            words = self.tr("%Ln more sheet(s) of pictures lie in the folder.", "", len(sheets) - MOST)
            self.inside.addWidget(sentence(words, Role.QUIET))

    def _notes(self) -> QFrame:
        frame, inside = card()
        inside.addWidget(heading(self.tr("How it was measured"), 1.1))
        for note in self.report.notes:
            inside.addWidget(sentence(f"• {engine_text(note)}", Role.QUIET))
        inside.addWidget(sentence(self.report.made.command, Role.QUIET))
        return frame


def _name(study: Study | None) -> list[str]:
    """Of the folder that was measured, where it is known."""
    return [speakable(path_of(study.of).name)] if study else []


class Sheet(QLabel):
    """A sheet of pictures, no larger than it is, and no wider than there is room."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._whole = QPixmap(str(file))
        self.setAccessibleName(file.stem)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        self._shown = 0

    def resizeEvent(self, event: object) -> None:
        width = min(self.width(), self._whole.width())
        if not self._whole.isNull() and width != self._shown:
            self._shown = width
            ratio = self.devicePixelRatioF()
            scaled = self._whole.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(ratio)
            self.setPixmap(scaled)
            self.setFixedHeight(round(scaled.height() / ratio))
