"""A laboratory as a user sees it: a page with real studies in processes of their own, and what is done on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QWidget
from pytestqt.qtbot import QtBot

from engine.desks.laboratory import describe
from engine.messages.laboratory_answers import DescribeLaboratory
from gui.laboratory.figures import FigureItem, Figures
from gui.laboratory.form import StudyForm
from gui.laboratory.home import ReportCard
from gui.laboratory.page import LaboratoryPage
from gui.laboratory.running import RunningView
from tests.gui.finding import click
from tests.gui.patina import drop_on
from tests.gui.recording import RecordingBridge

PATIENCE = 120_000  # milliseconds: a process that starts on a busy machine
Part = TypeVar("Part", bound=QWidget)
Field = TypeVar("Field", bound=QWidget)


class Laboratory:
    def __init__(self, qtbot: QtBot, page: LaboratoryPage) -> None:
        self.qtbot, self.page = qtbot, page
        self.said: list[str] = []
        page.said.connect(self.said.append)

    @classmethod
    def alone(cls, qtbot: QtBot) -> Laboratory:
        """The page without a window, which knows what can be measured."""
        bridge = RecordingBridge()
        page = LaboratoryPage(bridge)
        qtbot.addWidget(page)
        page.resize(1000, 800)
        page.show()
        bridge.say(describe(bridge.last(DescribeLaboratory)))
        return cls(qtbot, page)

    def until(self, such: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(such()), timeout=PATIENCE)

    def part(self, kind: type[Part]) -> Part:
        """What is shown in place of the home."""
        part = self.page.part
        assert isinstance(part, kind), self.said
        return part

    def form(self, pictures: Path, name: str = "ranking", damage: str = "", count: int = 0) -> StudyForm:
        """Filled in, as a user does it."""
        self.page.ask(name)
        form = self.part(StudyForm)
        drop_on(next(iter(form.rows.values())), pictures)
        if damage:
            box = field(form, QComboBox, "Damage")
            box.setCurrentText(damage)
            box.activated.emit(box.currentIndex())
        if count:
            field(form, QDoubleSpinBox, "Pictures").setValue(count)
        return form

    def begin(self, pictures: Path, name: str = "ranking", damage: str = "", count: int = 0) -> RunningView:
        click(self.qtbot, self.form(pictures, name, damage, count), "Begin")
        return self.part(RunningView)

    def in_the_middle(self) -> None:
        """Some of what is to be measured is done, and not all."""

        def half_done() -> bool:
            heard = self.page.experiment and self.page.experiment.progress
            return bool(heard and 0 < heard.done < heard.count)

        self.until(half_done)

    def ended(self) -> None:
        self.until(lambda: not self.page.measuring)

    def card(self) -> ReportCard:
        """The only one that is listed."""
        QApplication.processEvents()  # what was just put into the page is seen only then
        (card,) = [one for one in self.page.home.findChildren(ReportCard) if not one.isHidden()]
        return card


def field(form: QWidget, kind: type[Field], title: str) -> Field:
    return next(one for one in form.findChildren(kind) if one.accessibleName() == title)


def click_head(qtbot: QtBot, table: Figures, title: str) -> int:
    """Click the head of that column; its place."""
    heads = [(item := table.horizontalHeaderItem(place)) and item.text() for place in range(table.columnCount())]
    place, head = heads.index(title), table.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(place) + head.sectionSize(place) // 2, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    return place


def column(table: Figures, place: int) -> list[Any]:
    """The figures of a column, from above."""
    items = [table.item(line, place) for line in range(table.rowCount())]
    return [item.value for item in items if isinstance(item, FigureItem)]


def written_in(table: Figures, place: int) -> list[str]:
    items = [table.item(line, place) for line in range(table.rowCount())]
    return [item.text() for item in items if item]
