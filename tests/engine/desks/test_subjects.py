"""Selecting with a network that has found what the picture is of, and as before where it has not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from onnx import TensorProto

from engine.desks.opened import Opened
from engine.desks.pictures import Pictures
from engine.desks.seeds import of_subject
from engine.desks.selecting import selected_object
from engine.devices.device import Device
from engine.edits.edit import Point
from engine.errors import Cancelled
from engine.importing.importing import import_model
from engine.messages.edit_requests import SelectPart
from engine.names import uri_of
from engine.palette.filling import Mask
from engine.pixels import Pixels
from tests.engine.desks.test_selecting import filled, frame, likeness
from tests.engine.small_archive import photograph, saved
from tests.engine.subject_graphs import subject_finder, tinted

HIGH, WIDE = 360, 480
DISC, BAR = (150 / WIDE, 180 / HIGH), (365 / WIDE, 185 / HIGH)
FAMILIES: dict[str, dict[str, Any]] = {
    "as U2-Net": {},
    "as IS-Net": {"side": 1024, "centred": True},
    "as BiRefNet": {"side": 1024, "answers": "logits"},
    "0 to 200": {"answers": "levels"},
    "any size": {"side": "free"},
    "a flat one": {"flat": True},
    "16 bits": {"kind": TensorProto.FLOAT16},
    "no sizes named": {"unnamed": True},
}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models, empty, and of this test alone."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "models"


@pytest.fixture
def pictures(device: Device, mine: Path, tmp_path: Path) -> Iterator[Pictures]:
    made = Pictures(device, tmp_path)
    yield made
    made.close()


def things() -> tuple[Mask, Mask]:
    """A disc and a bar, far from each other."""
    right = np.zeros((HIGH, WIDE), np.bool_)
    right[100:270, 320:410] = True
    return disc_of(150, 180, 70), right


def disc_of(across: int, down: int, radius: int) -> Mask:
    return cv2.circle(np.zeros((HIGH, WIDE), np.uint8), (across, down), radius, (1,), -1) > 0


def scene() -> Pixels:
    """Rough, grey and grainy, so that a thing with a slight tint in it has no outline that stands out."""
    left, right = things()
    picture = tinted(0.2 + 0.6 * photograph(HIGH, WIDE, 1), left | right)
    grain = 0.02 * np.random.default_rng(0).standard_normal(picture.shape, np.float32)
    return np.asarray((picture + grain).clip(0, 1), np.float32)


def selected(pictures: Pictures, source: Path, *around: Point) -> Mask:
    rings = pictures.select_part(SelectPart(1, uri_of(source), "object", around), lambda: False).rings
    return filled(rings, HIGH, WIDE)


def furthest(one: Mask, other: Mask) -> float:
    """Pixels from what only one of them has to the outline of the other (Hausdorff)."""
    away = [cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, 5) for side in (other, ~other)]
    return float(np.maximum(*away)[one ^ other].max(initial=0))


def check_edges(found: Mask, thing: Mask) -> None:
    """Within 2 pixels, all around. Outlines are made 2 pixels wider, since colours mix at edges."""
    wider = cv2.dilate(thing.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))) > 0
    assert furthest(found & thing, thing) <= 2, "something of it is missing"
    assert furthest(found | wider, wider) <= 2, "something else was taken too"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_thing_that_hardly_stands_out_is_found_by_a_network_of_any_family(
    family: str, pictures: Pictures, tmp_path: Path
) -> None:
    (left, right), source = things(), saved(tmp_path / "picture.png", scene())
    for place, thing in ((DISC, left), (BAR, right)):
        assert likeness(selected(pictures, source, place), thing) < 0.7, "GrabCut alone would do"
    import_model(subject_finder(tmp_path / "finder.onnx", **FAMILIES[family]))
    for place, thing in ((DISC, left), (BAR, right)):
        check_edges(selected(pictures, source, place), thing)


def test_what_the_network_does_not_see_is_found_as_without_it(pictures: Pictures, tmp_path: Path) -> None:
    picture, blue = scene(), disc_of(410, 300, 36)
    picture[blue] = (0.1, 0.2, 0.9)
    source, around = saved(tmp_path / "picture.png", picture), [(410 / WIDE, 300 / HIGH), DISC]
    before = [selected(pictures, source, place) for place in around]
    import_model(subject_finder(tmp_path / "finder.onnx"))
    after = [selected(pictures, source, place) for place in around]
    assert likeness(before[0], blue) > 0.85
    assert np.array_equal(after[0], before[0])
    assert not np.array_equal(after[1], before[1]), "the network sees this one"
    for line in ([(1.2, -0.3)], frame(0.02, 0.02, 0.1, 0.1)):
        assert selected(pictures, source, *line).shape == (HIGH, WIDE)


def test_a_line_limits_the_subject_to_its_inside(pictures: Pictures, tmp_path: Path) -> None:
    (left, right), source = things(), saved(tmp_path / "picture.png", scene())
    import_model(subject_finder(tmp_path / "finder.onnx"))
    check_edges(selected(pictures, source, *frame(0.05, 0.05, 0.6, 0.95)), left)
    check_edges(selected(pictures, source, *frame(0.02, 0.02, 0.98, 0.98)), left | right)
    half = frame(0.05, 0.05, 150 / WIDE, 0.95)  # through the middle of the disc
    found, inside = selected(pictures, source, *half), filled((tuple(half),), HIGH, WIDE)
    check_edges(found, left & inside)
    assert furthest(found | inside, inside) <= 1, "no edge is there to be made wider"


def test_a_network_that_takes_all_for_the_subject_tells_nothing_apart(tmp_path: Path) -> None:
    opened = Opened(saved(tmp_path / "picture.png", scene()), tmp_path)
    for all_alike in (0.0, 1.0):
        shares = np.full((320, 320, 1), all_alike, np.float32)
        assert selected_object(opened, [DISC], shares) == selected_object(opened, [DISC])
    opened.close()


def test_only_the_rim_and_what_is_doubtful_about_the_thing_is_left_open() -> None:
    shares = np.zeros((64, 64, 1), np.float32)
    thing, other, between, doubt = np.s_[20:40, 10:30], np.s_[20:40, 32:50], np.s_[20:40, 30:32], np.s_[50:56, 50:56]
    shares[thing], shares[other], shares[between], shares[doubt] = 1, 1, 0.3, 0.4
    shares[20:40, 32:35] = 0.7  # the other one's rim
    codes = of_subject(shares, (64, 64), [(20 / 64, 30 / 64)])
    assert codes is not None
    assert (codes[21:39, 11:29] == cv2.GC_FGD).all()
    assert (codes[20:40, 10] == cv2.GC_PR_FGD).all()
    assert (codes[20:40, 9] == cv2.GC_PR_BGD).all()
    assert (codes[between] == cv2.GC_PR_BGD).all()
    assert (codes[other] == cv2.GC_BGD).all(), "close by, but something else"
    assert (codes[doubt] == cv2.GC_BGD).all()
    large = of_subject(shares, (640, 640), [(20 / 64, 30 / 64)])  # a pixel of the network has ten
    assert large is not None
    assert (large[300, 90:99] == cv2.GC_PR_BGD).all()
    assert (large[300, 102:109] == cv2.GC_PR_FGD).all()
    assert large[300, 115] == cv2.GC_FGD
    assert large[300, 80] == cv2.GC_BGD
    lined = of_subject(shares, (64, 64), frame(25 / 64, 0.2, 40 / 64, 0.8))
    assert lined is not None
    assert (lined[:, :24] == cv2.GC_BGD).all()
    assert (lined[:, 42:] == cv2.GC_BGD).all()
    assert np.isin(lined[20:40, 34:38], (cv2.GC_FGD, cv2.GC_PR_FGD)).all()
    assert of_subject(shares, (64, 64), [(0.9, 0.1)]) is None


def test_it_looks_once_at_a_picture_and_again_once_it_is_another(
    pictures: Pictures, device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, network = list[str](), device.network

    def counting(model: Any, *others: Any) -> Any:
        asked.append(str(model))
        return network(model, *others)

    monkeypatch.setattr(device, "network", counting)
    source = saved(tmp_path / "picture.png", scene())
    selected(pictures, source, DISC)
    import_model(subject_finder(tmp_path / "one.onnx"))
    for place in (DISC, BAR, DISC):
        selected(pictures, source, place)
    assert asked == ["one"]
    (left, _) = things()
    saved(source, np.flip(scene(), axis=1))
    check_edges(selected(pictures, source, (1 - DISC[0], DISC[1])), np.flip(left, axis=1))
    assert asked == ["one", "one"]
    import_model(subject_finder(tmp_path / "a.onnx"))  # the first by its name is taken
    selected(pictures, source, DISC)
    assert asked == ["one", "one", "a"]


def test_nobody_waits_for_a_selection_that_was_cancelled(pictures: Pictures, tmp_path: Path) -> None:
    source = saved(tmp_path / "picture.png", scene())
    import_model(subject_finder(tmp_path / "finder.onnx"))
    with pytest.raises(Cancelled):
        pictures.select_part(SelectPart(1, uri_of(source), "object", (DISC,)), lambda: True)


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (3, 3), (12, 12), (60, 80), (700, 20)])
@pytest.mark.parametrize("channels", [1, 3])
def test_pictures_of_any_size_can_be_seen(pictures: Pictures, tmp_path: Path, size: tuple[int, int], channels: int) -> None:
    import_model(subject_finder(tmp_path / "finder.onnx"))
    source = saved(tmp_path / "picture.png", photograph(*size, channels))
    for around in ([(0.5, 0.5)], [(0.0, 1.0)], [(0.5, 0.5)] * 3, frame(0.2, 0.2, 0.8, 0.8)):
        for ring in pictures.select_part(SelectPart(1, uri_of(source), "object", tuple(around)), lambda: False).rings:
            assert all(0 <= across <= 1 and 0 <= down <= 1 for across, down in ring)
