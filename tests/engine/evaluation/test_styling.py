"""The suite `style`: what is nearer to the works counts as nearer, and the report has every style that has works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from engine.errors import AppError
from engine.evaluation.hands import SQUARE, middle, nearness
from engine.evaluation.making import Workplace
from engine.evaluation.report import FIGURES, write_report
from engine.evaluation.styling import works_of
from engine.evaluation.suites.style import Style
from engine.sheets import Copy
from tests.engine.hand_made import ADDED, hand_made_stylist

CAT = np.asarray(skimage.data.chelsea(), np.uint8)
CUP = np.asarray(skimage.data.coffee(), np.uint8)
STONES = np.asarray(skimage.data.gravel(), np.uint8)


def hatched(picture: Copy, every: int = 6) -> Copy:
    """Ink lines across whatever is there, on paper."""
    rows, columns = np.indices(picture.shape[:2])
    lines = (rows + columns) % every < every // 2
    tone = cv2.GaussianBlur(picture.mean(axis=2).astype(np.float32), (0, 0), 4)
    ink = np.where(lines & (tone < 150), 40, 235)
    return np.repeat(ink[..., None], 3, axis=2).astype(np.uint8)


def test_photographs_are_as_far_from_works_as_photographs_and_works_are_no_distance_from_themselves() -> None:
    works = [hatched(CAT), hatched(CUP)]
    same = nearness([CAT, CUP], [CAT, CUP], works)
    assert same.features == pytest.approx(1)
    assert same.patches == pytest.approx(1)
    assert same.likeness == pytest.approx(1)
    there = nearness([CAT, CUP], works, works)
    assert there.features < 1e-3
    assert there.patches < 1e-3
    assert there.likeness < 0.5


def test_what_is_painted_in_the_hand_of_other_works_is_nearer_whatever_it_shows() -> None:
    works = [hatched(CUP), hatched(np.stack([STONES] * 3, axis=2))]
    half = [np.rint(0.5 * CAT + 0.5 * hatched(CAT)).astype(np.uint8)]
    photograph, painting, between = (nearness([CAT], one, works) for one in ([CAT], [hatched(CAT)], half))
    assert painting.features < between.features < photograph.features
    assert painting.patches < 0.9 * photograph.patches
    assert painting.likeness < between.likeness < photograph.likeness


def test_colours_are_told_beside_those_of_the_works() -> None:
    found = nearness([CAT], [CAT], [hatched(CUP)])
    assert found.colourfulness > 20
    assert found.works_colourfulness == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("size", [(30, 90), (256, 256), (301, 500)])
def test_the_middle_is_a_square_of_one_size_whatever_the_picture_is(size: tuple[int, int]) -> None:
    assert middle(np.zeros((*size, 3), np.uint8)).shape == (SQUARE, SQUARE, 3)


def test_works_are_made_smaller(tmp_path: Path) -> None:
    Image.fromarray(CAT).save(tmp_path / "cat.png")
    (work,) = works_of(tmp_path)
    assert work.shape == (200, 301, 3)


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    (tmp_path / "photographs").mkdir()
    Image.fromarray(CAT[:96, :128]).save(tmp_path / "photographs" / "cat.png")
    Image.fromarray(CUP[:128, :96]).save(tmp_path / "photographs" / "cup.png")
    return tmp_path / "photographs"


def works_in(folder: Path, *styles: str) -> Path:
    for style in styles:
        (folder / "works" / style).mkdir(parents=True)
        Image.fromarray(hatched(CUP)).save(folder / "works" / style / "work.png")
    return folder / "works"


def test_the_report_has_every_style_that_has_works_and_a_sheet(photographs: Path, tmp_path: Path, home: Path) -> None:
    works = works_in(tmp_path, "red", "nobody")
    with hand_made_stylist(home) as device:
        report = Style(works=works).run(photographs, Workplace(device, tmp_path / "report", ["evaluate"]))
    write_report(report, tmp_path / "report")
    assert (tmp_path / "report" / FIGURES).is_file()
    (grid,) = report.evaluation.grids
    assert [line.name for line in grid.lines] == ["red", "mean"], "the style blue has no works, and nobody is no style"
    likeness, colours = grid.lines[0].cells[2:4]
    assert likeness is not None
    assert 0.3 < likeness < 1
    assert colours is not None
    assert colours > 40, "all is redder"
    sheet = report.plates["styles"]
    assert sheet.shape[1] > 3 * SQUARE, "two photographs, and a work"
    painted = middle(np.rint((CAT[:96, :128] + 255 * np.array(ADDED)).clip(0, 255)).astype(np.uint8))
    assert _found_in(painted, sheet), "what the style makes of the cat"


def test_works_that_are_missing_are_asked_for(photographs: Path, tmp_path: Path, home: Path) -> None:
    with hand_made_stylist(home) as device:
        workplace = Workplace(device, tmp_path / "report", [])
        with pytest.raises(AppError, match="works of the styles are missing"):
            Style().run(photographs, workplace)
        with pytest.raises(AppError, match="no folder of works for any of the styles") as caught:
            Style(works=works_in(tmp_path, "nobody")).run(photographs, workplace)
        assert "red, blue" in caught.value.hint
        (tmp_path / "works" / "blue").mkdir()
        with pytest.raises(AppError, match=r"no pictures in .*blue"):
            Style(works=tmp_path / "works").run(photographs, workplace)


def _found_in(picture: Any, sheet: Copy) -> bool:
    apart = cv2.matchTemplate(sheet, picture, cv2.TM_SQDIFF) / picture.size
    return bool(apart.min() < 9)
