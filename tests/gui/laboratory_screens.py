"""Takes pictures of the laboratory, with a real contest of the bundled models on photographs inside our dependencies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skimage.data
from PIL import Image

from engine.messages.laboratory_answers import LaboratoryDescribed
from gui.laboratory.form import StudyForm
from gui.laboratory.page import LaboratoryPage
from gui.laboratory.report_view import ReportView
from gui.laboratory.running import RunningView

if TYPE_CHECKING:
    from tests.gui.screenshots import Photographer

SIDE = 160  # pixels of a piece
PIECES = 8


def visit_laboratory(photographer: Photographer, place: Path) -> None:
    """In the order in which a user comes to it."""
    window, shoot = photographer.window, photographer.shoot
    page = window.findChild(LaboratoryPage)
    assert isinstance(page, LaboratoryPage)
    clean = clean_pieces(place / "The best scans")
    window.show_page("laboratory")
    photographer.until(lambda event: isinstance(event, LaboratoryDescribed))
    shoot("30 laboratory")
    page.home.more.click()
    photographer.settle(0.3)
    page.home.verticalScrollBar().setValue(page.home.verticalScrollBar().maximum())
    shoot("31 laboratory, all of it")
    page.ask("compare")
    shoot("32 which way of training")
    page.ask("ranking")
    form = page.part
    assert isinstance(form, StudyForm)
    form.rows[""].take(clean)
    shoot("33 which model")
    form.begin.click()
    running = page.part
    assert isinstance(running, RunningView)
    photographer.wait(lambda: running.bar.maximum() and running.bar.value())
    shoot("34 it is measured")
    photographer.wait(lambda: isinstance(page.part, ReportView))
    shoot("35 report")
    report = page.part
    assert isinstance(report, ReportView)
    report.verticalScrollBar().setValue(report.verticalScrollBar().maximum() * 3 // 4)
    shoot("36 report, pictures")
    page.go_home()
    shoot("37 reports")


def clean_pieces(folder: Path, count: int = PIECES) -> Path:
    """Pieces of public-domain photographs."""
    folder.mkdir(parents=True)
    whole = [np.asarray(one(), np.uint8) for one in (skimage.data.astronaut, skimage.data.chelsea, skimage.data.coffee)]
    for number in range(count):
        picture = whole[number % len(whole)]
        top, left = 60 + 40 * (number // len(whole)), 90 + 50 * (number // len(whole))
        Image.fromarray(picture[top : top + SIDE, left : left + SIDE]).save(folder / f"piece {number + 1}.png")
    return folder
