"""Walks four paths through the window as a new user would, with a real engine, and takes the pictures of docs/four-walks.md.

    python -m tests.gui.walks FOLDER [style] [repair] [object] [folder]

What is learnt from is made by code, from public-domain photographs that scikit-image brings.
How long each part took is printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

from engine.events import JobFinished
from engine.messages.answers import Described, Examined, PreviewPainted
from engine.messages.edit_answers import EditRead, PartSelected
from engine.messages.laboratory_answers import LaboratoryDescribed
from engine.messages.queue_answers import QueueChanged
from engine.names import uri_of
from engine.samples import ASTRONAUT, CAMERA, CHELSEA, COFFEE, ROCKET, Origin
from engine.training.photographs.pictures import to_tensor
from gui.building import begun
from gui.edit.layer import place_of
from gui.edit.page import EditPage
from gui.edit.tools import BRUSH, SELECT
from gui.laboratory.form import StudyForm
from gui.laboratory.page import LaboratoryPage
from gui.laboratory.report_view import ReportView
from gui.pages.pictures import PicturesPage
from gui.pages.styles import StylesPage
from gui.teach.page import TeachPage
from gui.teach.result_view import ResultView
from models.damages.paper_texture import PaperTexture
from tests.gui.finding import button, texts, the
from tests.gui.screenshots import ROOT, Photographer
from tests.gui.teaching import end

SIZE = 1280, 860  # logical pixels of the window
WIDEST = 920  # pixels of a picture in the docs
COLOURS, GAP = 64, 8
PATIENCE = 900  # seconds, for a run and its verdict
SILK = PaperTexture(period=(5, 6), amplitude=(30, 44), silk=1)
"""The raised honeycomb of portrait papers, as a scanner sees it: nothing that the bundled restorer has ever learnt."""

TOWER, ITS_DOME = (0.825, 0.3), ((0.815, 0.232), (0.845, 0.232), (0.845, 0.245), (0.815, 0.245), (0.83, 0.225))
"""Where the hand clicks and brushes, as fractions of the photograph."""

AROUND_IT, RESULT = (0.6, 0.0, 0.98, 0.5), (0.2, 0.0, 0.8, 1.0)
"""What is shown of the canvas, and of the page of a result."""

REPAIR_MINUTES = 3.0  # the style gets the five that the window offers first
WORK, PHOTOGRAPH, SCAN = 256, 144, 128  # pixels of a side; the latter two are what stylist and restorer learn from at least

Box: TypeAlias = tuple[float, float, float, float]
Levels: TypeAlias = NDArray[np.uint8]


class Walker:
    """The window, and a hand that takes pictures of parts of it."""

    def __init__(self, place: Path, pictures: Path) -> None:
        self.place, self.pictures = place, pictures
        self.application = QApplication.instance() or QApplication(["patina"])
        assert isinstance(self.application, QApplication)
        self.window, self.bridge, _ = begun(self.application, language="en", theme="light")
        self.window.resize(*SIZE)
        self.window.show()
        self.bridge.start()
        self.photographer = Photographer(self.application, self.window, pictures, "{}", ())
        self.until, self.settle = self.photographer.until, self.photographer.settle
        self._since = time.monotonic()
        self.until(lambda event: isinstance(event, Described))

    def wait(self, such: Callable[[], object]) -> None:
        self.photographer.wait(such, PATIENCE)

    def tell(self, words: str) -> None:
        """What was reached, and the seconds since the last time."""
        now = time.monotonic()
        print(f"{now - self._since:6.1f} s  {words}", flush=True)
        self._since = now

    def grab(self, part: QWidget | None = None, box: Box | None = None) -> Image.Image:
        """A part of the window, or the whole; of it, what lies between these fractions: left, top, right, bottom."""
        self.settle(0.7)
        shown = self.window.rect() if part is None else QRect(part.mapTo(self.window, QPoint(0, 0)), part.size())
        file = self.place / "grabbed.png"
        self.window.grab(shown).save(str(file))
        picture = Image.open(file).convert("RGB")
        left, top, right, bottom = box or (0, 0, 1, 1)
        wide, high = picture.size
        return picture.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))

    def keep(self, name: str, *pictures: Image.Image, widest: int = WIDEST) -> None:
        """Beside each other as one file, in few colours, no wider than the docs."""
        wide, high = sum(each.width + GAP for each in pictures) - GAP, max(each.height for each in pictures)
        whole, left = Image.new("RGB", (wide, high), "white"), 0
        for each in pictures:
            whole.paste(each, (left, 0))
            left += each.width + GAP
        if wide > widest:
            whole = whole.resize((widest, round(high * widest / wide)), Image.Resampling.LANCZOS)
        file = self.pictures / f"walk-{name}.png"
        rare = Image.Quantize.MAXCOVERAGE  # which marks and switches are: else they turn grey
        few = whole.quantize(COLOURS, rare, kmeans=1, dither=Image.Dither.NONE)
        few.save(file, optimize=True)
        self.tell(f"{file.name}, {file.stat().st_size // 1024} KB")

    def close(self) -> None:
        end(the(self.window, TeachPage))
        self.bridge.close()


# The walks


def teach_a_style(walker: Walker) -> None:
    works = eight_paintings(walker.place)
    photographs = pieces(walker.place / "Photographs", "picture", PHOTOGRAPH)
    page = the(walker.window, TeachPage)
    walker.window.show_page("teach")
    button(page.home, "Teach something new…").click()
    steps = page.steps
    walker.wait(lambda: steps.goal.ready)
    button(steps, "A style from these pictures").click()
    steps.next.click()
    steps.folders.works.take(works)
    steps.folders.painted.take(photographs)
    walker.wait(steps.next.isEnabled)
    walker.tell("the data doctor: " + " / ".join(field.told.text() for field in (steps.folders.works, steps.folders.painted)))
    steps.next.click()
    walker.wait(lambda: steps.time._found)
    walker.tell("the pace: " + " / ".join(texts(steps.time)) + f" / called {steps.time.title.text()}")
    result = learnt(walker, page)
    walker.keep("style-result", walker.grab(result, (0.2, 0, 0.8, 0.83)))
    published(walker, page, result, "Little dots")
    styles = the(walker.window, StylesPage)
    walker.window.show_page("styles")
    portrait = walker.place / "portrait.png"
    Image.fromarray(levels(ASTRONAUT)).save(portrait)
    styles.take([portrait])
    gallery = styles.gallery
    walker.wait(lambda: all(gallery.tiles.paintings.has(gallery.tiles.wish(style)) for style in gallery.tiles.visible_styles()))
    gallery.tiles.scrollToBottom()
    walker.wait(lambda: all(gallery.tiles.paintings.has(gallery.tiles.wish(style)) for style in gallery.tiles.visible_styles()))
    walker.tell("the gallery: " + ", ".join(gallery.model.styles))
    walker.keep("style-gallery", walker.grab(styles, (0, 0.66, 0.75, 1)), widest=700)


def repair_a_collection(walker: Walker) -> None:
    scans = pieces(walker.place / "Silk paper", "scan", SCAN, every=2, on_silk=True)
    clean = pieces(walker.place / "Clean photographs", "picture", SCAN, every=2, first=1)
    page = the(walker.window, TeachPage)
    walker.window.show_page("teach")
    page.begin_anew()
    steps = page.steps
    walker.wait(lambda: steps.goal.ready)
    button(steps, "Repair my collection's damage").click()
    steps.next.click()
    steps.folders.scans.take(scans)
    steps.folders.pictures.take(clean)
    walker.wait(steps.next.isEnabled)
    walker.tell("the data doctor: " + " / ".join(field.told.text() for field in (steps.folders.scans, steps.folders.pictures)))
    steps.next.click()
    studio = steps.studio
    walker.wait(lambda: studio.ready and not studio.damaged[0].image.isNull())
    walker.settle(2)
    walker.tell(f"it was estimated: {studio.ageing}")
    for name, one in studio._cards.items():
        if one.switch.isChecked() != (name == "paper-texture"):
            one.switch.click()
    silk = studio.card("paper-texture")
    silk.form.set_values({"period": [5.0, 6.0], "amplitude": [30.0, 44.0], "silk": 1.0})
    silk.changed.emit()
    silk.unfold(True)
    walker.settle(4)
    the(studio, QScrollArea).ensureWidgetVisible(silk)
    walker.keep("repair-studio", walker.grab(steps), widest=800)
    steps.next.click()
    walker.wait(lambda: steps.time._found)
    steps.time.own.setValue(REPAIR_MINUTES)
    walker.tell("the pace: " + " / ".join(texts(steps.time)) + f" / called {steps.time.title.text()}")
    result = learnt(walker, page)
    walker.keep("repair-result", walker.grab(result, RESULT))
    published(walker, page, result, "Silk paper")
    pictures = the(walker.window, PicturesPage)
    walker.window.dropped.emit((uri_of(scans),))
    walker.until(lambda event: isinstance(event, Examined))
    pictures.panel.set_recipe({"title": "Silk", "stages": [{"type": "restore"}], "only_needed": False})
    pictures.panel.changed.emit(pictures.panel.recipe)
    card = next(card for card in pictures.panel.list.cards.values() if card.stage.name == "restore")
    card.unfold(True)
    box = next(box for box in card.findChildren(QComboBox) if box.accessibleName() == "Model")
    walker.tell("models to choose: " + ", ".join(box.itemText(place) for place in range(box.count())))
    box.setCurrentText("silk-paper")
    box.activated.emit(box.currentIndex())
    walker.until(lambda event: isinstance(event, PreviewPainted))
    walker.settle(2)
    walker.keep("repair-recipe", walker.grab(box=(0.43, 0, 1, 0.7)))


def remove_an_object(walker: Walker) -> None:
    box = walker.place / "Portraits"
    box.mkdir()
    Image.fromarray(levels(CAMERA)).save(box / "portrait.png")
    pictures, page = the(walker.window, PicturesPage), the(walker.window, EditPage)
    walker.window.dropped.emit((uri_of(box),))
    walker.until(lambda event: isinstance(event, Examined))
    pictures.preflight.start()
    walker.until(lambda event: isinstance(event, QueueChanged) and event.state == "finished" and event.done == 1)
    walker.tell("the picture is done once")
    pictures.queues.table(pictures.queues.current).view.selectRow(0)
    walker.settle(1)
    walker.window.show_page("edit")
    walker.until(lambda event: isinstance(event, EditRead))
    walker.settle(2)
    untouched = walker.grab(page.canvas, AROUND_IT)
    page.tools.choose(SELECT)
    draw(page, (TOWER,))
    walker.until(lambda event: isinstance(event, PartSelected))
    walker.until(lambda event: isinstance(event, EditRead))
    walker.tell("its outline is found")
    page.tools.choose(BRUSH)
    draw(page, ITS_DOME)
    walker.until(lambda event: isinstance(event, EditRead))
    marked = walker.grab(page.canvas, AROUND_IT)
    page.side.trial.setChecked(True)
    walker.until(lambda event: isinstance(event, PreviewPainted))
    walker.settle(1)
    walker.keep("object", untouched, marked, walker.grab(page.canvas, AROUND_IT), widest=840)
    walker.window.show_page("pictures")
    walker.until(lambda event: isinstance(event, JobFinished))
    walker.tell("the picture is done again")


def find_the_best(walker: Walker) -> None:
    photographs = pieces(walker.place / "The best scans", "scan", PHOTOGRAPH, every=3)
    page = the(walker.window, LaboratoryPage)
    walker.window.show_page("laboratory")
    walker.until(lambda event: isinstance(event, LaboratoryDescribed))
    button(page.home, "Measure: Which model restores best?").click()
    form = page.part
    assert isinstance(form, StudyForm)
    form.rows[""].take(photographs)
    form.begin.click()
    walker.tell("it is measured")
    walker.wait(lambda: isinstance(page.part, ReportView))
    report = page.part
    assert isinstance(report, ReportView)
    walker.tell("the answer: " + " / ".join(report.said))
    walker.keep("folder-report", walker.grab(page, (0.13, 0.03, 0.87, 0.7)))


WALKS: dict[str, Callable[[Walker], None]] = {
    "style": teach_a_style,
    "repair": repair_a_collection,
    "object": remove_an_object,
    "folder": find_the_best,
}


# What a user does more than once


def learnt(walker: Walker, page: TeachPage) -> ResultView:
    page.steps.next.click()
    walker.wait(lambda: page.run and page.run.trainer.state == "training")
    walker.tell("it learns")
    walker.wait(lambda: page.result)
    assert page.result
    walker.tell("the result: " + page.result.told.text())
    return page.result


def published(walker: Walker, page: TeachPage, result: ResultView, name: str) -> None:
    result.name.setText(name)
    result.publish.click()
    walker.wait(lambda: page.result and not page.result.answer.isHidden())
    assert page.result
    walker.tell("published: " + page.result.answer.text())
    walker.until(lambda event: isinstance(event, Described))


def draw(page: EditPage, line: Sequence[tuple[float, float]]) -> None:
    """With the mouse, from point to point of the picture."""
    pane, left = page.canvas.pane(), Qt.MouseButton.LeftButton
    assert pane
    places = [place_of(point, pane).toPoint() for point in line]
    QTest.mousePress(page.canvas, left, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(page.canvas, place)
    QTest.mouseRelease(page.canvas, left, pos=places[-1])
    QApplication.sendEvent(page.canvas, QEvent(QEvent.Type.Leave))  # else the brush is seen in the picture


# What there is


def levels(origin: Origin) -> Levels:
    picture = np.atleast_3d(np.asarray(origin.load(), np.uint8))
    return np.ascontiguousarray(np.broadcast_to(picture, (*picture.shape[:2], 3)))


def pieces(folder: Path, name: str, side: int, every: int = 1, first: int = 0, *, on_silk: bool = False) -> Path:
    """All photographs, cut into squares that do not overlap, or every second of them; on silk paper if that is wanted."""
    folder.mkdir()
    random, number = torch.Generator().manual_seed(1), 0
    for picture in map(levels, (ASTRONAUT, COFFEE, ROCKET, CHELSEA, CAMERA)):
        for top in range(0, picture.shape[0] - side + 1, side):
            for left in range(0, picture.shape[1] - side + 1, side):
                number += 1
                if number % every != first:
                    continue
                piece = np.ascontiguousarray(picture[top : top + side, left : left + side])
                if on_silk:
                    aged = SILK.apply(to_tensor(piece)[None], random)[0]
                    piece = (aged.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
                Image.fromarray(piece).save(folder / f"{name} {number:02}.png")
    return folder


def eight_paintings(place: Path) -> Path:
    """Works that `main.py crafts` makes of photographs: pictures of dots, which no bundled style paints."""
    photographs, works = place / "For painters", place / "crafts"
    photographs.mkdir()
    for number, picture in enumerate(map(levels, (ASTRONAUT, COFFEE, ROCKET, CHELSEA) * 2)):
        left = 40 + 120 * (number // 4)
        piece = np.ascontiguousarray(picture[30 : 30 + WORK, left : left + WORK])
        Image.fromarray(piece).save(photographs / f"painting {number + 1}.png")
    command = [sys.executable, str(ROOT / "main.py"), "crafts", str(photographs), "-o", str(works)]
    subprocess.run([*command, "--count", "8", "--only", "pointillism"], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return (works / "pointillism").rename(place / "Eight paintings")


def main(folder: Path, names: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="patina-") as place:
        os.environ["PATINA_HOME"] = str(Path(place) / "home")
        walker = Walker(Path(place), folder)
        try:
            for name in names or WALKS:
                walker.tell(name)
                WALKS[name](walker)
        finally:
            walker.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
