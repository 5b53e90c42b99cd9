"""The board of faces, with a real engine and tiny models: a face is unticked, and stays as it was in the result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.edits.edit import Edit
from engine.events import JobFinished
from engine.importing.importing import import_model
from engine.messages.answers import RequestFailed
from engine.messages.edit_answers import EditRead, FaceListed, FacesListed
from engine.messages.edit_requests import ListFaces
from engine.messages.requests import Cancel, Request
from gui.bridge import Bridge
from gui.edit.faces import FaceBoard
from gui.edit.page import EditPage
from gui.teach.picture import Picture
from tests.engine.faces.graphs import Drawn, finder, plain, recogniser, restorer, with_faces
from tests.engine.small_archive import decoded, saved
from tests.gui.finding import click, texts, the
from tests.gui.patina import Patina

FACES = (Drawn(150 + 140j, 158 + 180j), Drawn(460 + 300j, 430 + 330j))
RECIPE = {"title": "Faces", "stages": [{"type": "faces", "smallest": 32, "guard": 0.1}], "only_needed": False}


def take_in_models(folder: Path) -> None:
    """A finder, a guard, and a restorer that makes faces brighter by 0.2."""
    for file in (finder(folder / "yunet.onnx"), recogniser(folder / "sface.onnx"), restorer(folder / "brighter.onnx", 0.2)):
        import_model(file)


def brighter(result: Path, source: Path) -> list[float]:
    """By how much, in the cheeks of each face: beside the way from its eyes to its mouth."""
    after, before = (np.asarray(decoded(file)).astype(float) / 255 for file in (result, source))
    found: list[float] = []
    for face in FACES:
        place = (face.eyes + face.mouth) / 2 + 0.6j * (face.mouth - face.eyes)
        row, column = round(place.imag), round(place.real)
        found.append(float((after - before)[row - 2 : row + 3, column - 2 : column + 3].mean()))
    return found


def test_a_face_that_is_unticked_stays_as_it_was(
    opened: Callable[..., Patina], users_home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    take_in_models(tmp_path)
    source = saved(tmp_path / "box" / "group.png", with_faces(plain(480, 640), FACES))
    patina = opened(recipe=RECIPE)
    patina.begin(tmp_path / "box")
    patina.state("finished")
    result = tmp_path / "box restored" / "group.png"
    assert brighter(result, source) == pytest.approx([0.2, 0.2], abs=0.02)

    patina.choose("group")
    patina.window.show_page("edit")
    page = the(patina.window, EditPage)
    assert "faces are restored" in patina.until(EditRead).route[0].how
    click(patina.qtbot, page, "Faces…")
    board = the(page, FaceBoard)
    listed = patina.until(FacesListed).faces
    assert len(listed) == 2
    assert all(face.likeness is not None and face.share > 0.9 for face in listed)
    patina.wait(lambda: all(not picture.image.isNull() for picture in board.findChildren(Picture)))
    before, after = (mean(picture.image) for picture in board.findChildren(Picture)[:2])
    assert after > before + 20
    second = min(range(2), key=lambda number: abs(listed[number].point[0] - 445 / 640))
    board.ticks[second].click()
    board.reject()
    patina.wait(lambda: page.history.edit.faces_left == (listed[second].point,))

    patina.heard.clear()
    patina.window.show_page("pictures")
    patina.until(JobFinished)
    assert brighter(result, source) == pytest.approx([0.2, 0], abs=0.02)
    kept = msgspec.toml.decode((tmp_path / "box restored" / ".patina" / "edits" / "group.png.toml").read_bytes(), type=Edit)
    assert kept.faces_left == (listed[second].point,)

    patina.window.show_page("edit")
    click(patina.qtbot, page, "Faces…")
    board = the(page, FaceBoard)
    patina.wait(lambda: len(board.ticks) == 2)
    assert [tick.isChecked() for tick in board.ticks] == [number != second for number in range(2)]
    board.ticks[second].click()
    assert page.history.edit.faces_left == ()
    board.reject()


def mean(image: QImage) -> float:
    """Of the grey of its middle."""
    side = image.width()
    return float(np.mean([image.pixelColor(x, y).green() for x in range(side // 3, side // 2, 7) for y in range(20, side, 9)]))


class Asked(Bridge):
    """Keeps what is asked, and answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []

    def _write(self, request: Request) -> None:
        self.requests.append(request)


def board_of(qtbot: QtBot, bridge: Asked, *faces: FaceListed) -> FaceBoard:
    board = FaceBoard(bridge, "file:///a.png", RECIPE, ())
    qtbot.addWidget(board)
    asked = bridge.requests[-1]
    assert isinstance(asked, ListFaces)
    bridge.hear(FacesListed(asked.number, faces))
    return board


@pytest.mark.parametrize(
    ("share", "likeness", "left", "said"),
    [
        (1.0, 0.8, "", "Likeness to itself: 0.80 of 1."),
        (0.4, 0.51, "", "Blended: 40 % of the change is made."),
        (0.0, 0.2, "", "It no longer looked like itself, and is left."),
        (1.0, None, "", "No model for telling faces apart is there"),
        (0.0, None, "small", "It is too small for a restorer to see."),
        (0.0, None, "many", "this is one of the smallest."),
    ],
)
def test_it_says_of_each_face_what_becomes_of_it(
    qtbot: QtBot, share: float, likeness: float | None, left: str, said: str
) -> None:
    board = board_of(qtbot, Asked(), FaceListed((0.5, 0.5), "file:///b.ppm", "file:///c.ppm", share, likeness, left))
    assert any(said in label.text() for label in board.findChildren(QLabel))
    assert board.ticks[0].isEnabled() == board.ticks[0].isChecked() == (not left)


def test_where_no_face_is_found_or_nothing_can_be_looked_for_it_says_so(qtbot: QtBot) -> None:
    assert "No face was found." in texts(board_of(qtbot, Asked()))
    bridge = Asked()
    board = FaceBoard(bridge, "file:///a.png", RECIPE, ())
    qtbot.addWidget(board)
    asked = bridge.requests[-1]
    assert isinstance(asked, ListFaces)
    bridge.hear(RequestFailed(asked.number, "/a.png is not there any more", "Look for it."))
    assert "/a.png is not there any more Look for it." in texts(board)


@pytest.mark.parametrize("way", ["close", "reject"])
def test_closing_it_calls_the_question_off(qtbot: QtBot, way: str) -> None:
    bridge = Asked()
    board = FaceBoard(bridge, "file:///a.png", RECIPE, ())
    qtbot.addWidget(board)
    board.show()
    getattr(board, way)()
    asked, called_off = bridge.requests
    assert isinstance(asked, ListFaces)
    assert called_off == Cancel(asked.number)
