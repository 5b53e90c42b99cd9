"""Takes pictures of every step of teaching, with a real run of the bundled restorer under a plan that is quickly learnt."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gui.teach.page import TeachPage
from gui.teach.studio_step import StudioStep
from tests.gui.finding import button

if TYPE_CHECKING:
    from tests.gui.screenshots import Photographer

MINUTES = 0.6
PATIENCE = 900  # seconds: a run, and its verdict


def visit_teaching(photographer: Photographer, samples: Path) -> None:
    """In the order in which a user comes to them."""
    window, shoot = photographer.window, photographer.shoot
    page = window.findChild(TeachPage)
    assert isinstance(page, TeachPage)
    steps = page.steps
    scans, clean = _material(samples.parent)
    window.show_page("teach")
    shoot("20 teach, nothing yet")
    button(page.home, page.home.begin.text()).click()
    _until(photographer, lambda: steps.goal.ready)
    shoot("21 what to teach")
    for goal in ("colours", "enlarge"):
        steps.goal.choose(goal)
        steps.next.click()
        steps.folders.photographs.take(clean)
        _until(photographer, lambda: steps.folders.ready)
        shoot(f"22 pictures for {goal}")
        steps.back.click()
    steps.goal.choose("repair")
    steps.next.click()
    steps.folders.scans.take(samples)
    _until(photographer, lambda: steps.folders.scans.examined)
    photographer.settle(2)
    shoot("22 pictures, and what the doctor says")
    steps.folders.scans.take(scans)
    steps.folders.pictures.take(clean)
    _until(photographer, lambda: steps.folders.ready)
    steps.next.click()
    _until(photographer, lambda: steps.studio.ready and not steps.studio.damaged[0].image.isNull())
    photographer.settle(1)
    shoot("23 damage studio, as it was estimated")
    _set_right(steps.studio)
    photographer.settle(3)
    shoot("23 damage studio")
    steps.next.click()
    _until(photographer, lambda: steps.time._found)
    shoot("24 time")
    steps.time.own.setValue(MINUTES)
    steps.time.title.setText("Grandmother's box")
    steps.next.click()
    _until(photographer, lambda: page.run and len(page.run.curve.points) > 4)
    shoot("25 it learns")
    _until(photographer, lambda: page.result)
    shoot("26 result")
    assert page.result
    page.result.verticalScrollBar().setValue(page.result.verticalScrollBar().maximum())
    shoot("27 result, the worst")
    page.result.publish.click()
    _until(photographer, lambda: page.result and not page.result.answer.isHidden())
    shoot("28 published")
    page.go_home()
    shoot("29 all runs")
    steps.close_down()


def _material(place: Path) -> tuple[Path, Path]:
    """Photographs that Patina has, in pieces: some as they are, others printed with dots; and a small plan."""
    import numpy as np
    import torch
    from PIL import Image

    from engine.samples import ASTRONAUT, CAMERA, COFFEE, ROCKET
    from engine.training.photographs.pictures import to_tensor
    from models.damages.halftone import Halftone
    from models.damages.lens_blur import LensBlur
    from tests.gui.teaching import quick_restorer

    quick_restorer()
    scans, clean = place / "Newspapers 1931", place / "Clean photographs"
    if scans.exists():
        return scans, clean
    for folder in (scans, clean):
        folder.mkdir()
    random, number = torch.Generator().manual_seed(1), 0
    for origin in (ASTRONAUT, CAMERA, COFFEE, ROCKET):
        picture = np.asarray(origin.load())
        picture = np.broadcast_to(np.atleast_3d(picture), (*picture.shape[:2], 3)).astype(np.uint8)
        for top in range(0, picture.shape[0] - 191, 96):
            for left in range(0, picture.shape[1] - 191, 96):
                piece, number = np.ascontiguousarray(picture[top : top + 192, left : left + 192]), number + 1
                if number % 2:
                    Image.fromarray(piece).save(clean / f"{number:03}.png")
                    continue
                aged = to_tensor(piece)[None]
                for damage in (LensBlur(sigma=(0.6, 0.9)), Halftone(period=(3.5, 4.5), amplitude=(0.5, 0.8), colour=0)):
                    aged = damage.apply(aged, random)
                levels = (aged[0].clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
                Image.fromarray(levels).save(scans / f"page {number:03}.png")
    return scans, clean


def _set_right(studio: StudioStep) -> None:
    """As a user does who sees that dots were taken for grain."""
    from PySide6.QtWidgets import QAbstractButton

    for name in ("grain", "halftone", "lens-blur"):
        switch: QAbstractButton = studio.card(name).switch
        if name != "grain" or switch.isChecked():
            switch.click()
    ranges = {"halftone": {"period": [3.5, 4.5], "amplitude": [0.5, 0.8], "colour": 0.0}, "lens-blur": {"sigma": [0.6, 0.9]}}
    for name, values in ranges.items():
        studio.card(name).form.set_values(values)
    studio.card("halftone").changed.emit()


def _until(photographer: Photographer, such: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not such():
        photographer.settle(0.05)
        if time.monotonic() > end:
            raise TimeoutError
