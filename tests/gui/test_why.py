"""“Why?”, with a real engine: what each stage saw of a picture, and where the result differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.messages.edit_answers import ResultExplained
from gui.explain.curves import CurvePlot
from gui.explain.dialog import WhyDialog
from gui.review.page import ReviewPage
from tests.engine.small_archive import photograph, saved
from tests.gui.finding import click, texts, the
from tests.gui.patina import Patina

RECIPE = {"title": "All", "stages": [{"type": "scratches"}, {"type": "levels"}, {"type": "restore"}]}


def scan(folder: Path) -> Path:
    """Faded, noisy on the right, with a white scratch."""
    picture = photograph(256, 768) * 0.4 + 0.3
    picture[:, 512:] += np.random.default_rng(0).normal(0, 0.08, (256, 256, 3)).astype(np.float32)
    picture[:, 60:63] = 1
    return saved(folder / "one.png", picture.clip(0, 1)).parent


def test_each_stage_says_what_it_saw_and_shows_it(opened: Callable[..., Patina], qtbot: QtBot, tmp_path: Path) -> None:
    patina = opened(recipe=RECIPE)
    patina.begin(scan(tmp_path / "box"))
    patina.state("finished")
    patina.wait(lambda: "Done" in patina.rows()[0])
    patina.choose("one")
    patina.table.actions_.why.trigger()
    dialog = the(patina.window, WhyDialog)
    told = patina.until(ResultExplained)
    shown = {one.stage: one for one in told.shown}
    assert list(shown) == ["scratches", "levels", "restore", ""]
    assert any("restorer" in part for part in told.made_by)
    middle = [curve[len(curve) // 2] for curve in shown["levels"].curves]
    assert shown["levels"].curves[0][8] < 0.25 - 0.02, "what was grey is dark again"
    assert all(0.3 < one < 0.7 for one in middle)

    words = texts(dialog)
    for title in ("Scratches", "Levels", "Restore", "The result"):
        assert title in words
    assert any("Damage: " in text for text in words)
    assert len(dialog.findChildren(CurvePlot)) == 1
    patina.wait(lambda: sum(not label.pixmap().isNull() for label in dialog.findChildren(QLabel)) == 3)
    noise = next(label for label in dialog.findChildren(QLabel) if label.accessibleName() == "Noise, from place to place")
    image = noise.pixmap().toImage()
    left, right = (image.pixelColor(round(share * image.width()), image.height() // 2).lightness() for share in (0.1, 0.9))
    assert right > 2 * left
    click(qtbot, dialog, "Close")


def test_a_reviewer_asks_with_a_key(opened: Callable[..., Patina], qtbot: QtBot, tmp_path: Path) -> None:
    patina = opened(recipe={"title": "Tones", "stages": [{"type": "levels"}]})
    patina.begin(scan(tmp_path / "box"))
    patina.state("finished")
    patina.window.show_page("review")
    page = the(patina.window, ReviewPage)
    patina.wait(lambda: page.model.columnCount() == 1)
    qtbot.keyClick(page.strip, Qt.Key.Key_I)
    dialog = the(patina.window, WhyDialog)
    patina.until(ResultExplained)
    patina.wait(lambda: "Levels" in texts(dialog))
    dialog.close()
