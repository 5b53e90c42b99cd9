"""The identity guard: a face changes only as far as it stays like itself; and faces without colours get none."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from engine.devices.device import Device, Network
from engine.faces.aligning import TEMPLATE
from engine.faces.finding import Found
from engine.faces.guarding import STEPS, cosine, kept
from engine.faces.laying import laid, mask_at
from engine.faces.restoring import Means, coloured, restored
from engine.importing.importing import import_model
from engine.pixels import Box, Pixels
from engine.stage import Tile
from engine.stages.faces import Faces, Seen
from tests.engine.faces.graphs import Drawn, plain, restorer, with_faces
from tests.engine.faces.test_faces import FACES, away_from_discs, pictured, places
from tests.engine.small_archive import overview_of, painter_of, photograph
from tests.engine.stages.test_every_stage import whole


def network(answer: Any) -> Network:
    return cast("Network", answer)


def plain_vector(tiles: Pixels) -> Pixels:
    """A network that tells faces apart by all their pixels."""
    return tiles.reshape(len(tiles), 1, 1, -1)


def never_the_same(tiles: Pixels) -> Pixels:
    """One for which any change makes somebody else."""
    whole = float(tiles.sum()) == pytest.approx(float(np.full((112, 112, 3), 0.5, np.float32).sum()), abs=1e-3)
    return np.array([[[[1.0, 0.0] if whole else [0.0, 1.0]]]], np.float32)


@pytest.mark.parametrize("guard", [0.9, 0.95, 0.99])
def test_a_face_is_blended_back_as_far_as_is_needed_and_no_further(guard: float) -> None:
    before, change = np.full((112, 112, 3), 0.5, np.float32), np.zeros((112, 112, 3), np.float32)
    change[:56], change[56:] = 0.5, -0.5
    share, likeness = kept(network(plain_vector), before, change, 1.0, guard)
    exact = float(np.sqrt(1 / guard**2 - 1))  # two halves, up and down: the cosine is 1 / sqrt(1 + share²)
    assert exact - 2.0**-STEPS <= share <= exact
    assert likeness is not None
    assert likeness == pytest.approx(1 / np.sqrt(1 + share**2), abs=1e-4)
    assert likeness >= guard
    strength = exact / 2
    assert kept(network(plain_vector), before, change, strength, guard).share == strength, "it may change so far"


def test_a_face_that_cannot_change_at_all_is_left_as_it_was() -> None:
    before, change = np.full((112, 112, 3), 0.5, np.float32), np.full((112, 112, 3), 0.2, np.float32)
    assert kept(network(never_the_same), before, change, 1.0, 0.5) == (0.0, 1.0)


def test_cosines_are_those_of_the_angle_and_of_nothing_0() -> None:
    one, other = np.array([2, 0, 0], np.float32), np.array([3, 3, 0], np.float32)
    assert cosine(one, other) == pytest.approx(np.sqrt(0.5))
    assert cosine(one, -one) == -1
    assert cosine(one, np.zeros(3, np.float32)) == 0


@pytest.fixture
def taken(graphs: Path, mine: Path, tmp_path: Path) -> Path:
    """A finder, a guard, and a restorer that makes somebody else of a face, taken in."""
    for name in ("yunet", "sface"):
        import_model(graphs / f"{name}.onnx")
    other = np.zeros((3, 512, 512), np.float32)
    other[:, :300], other[:, 300:] = 0.5, -0.3
    import_model(restorer(tmp_path / "other.onnx", other))
    return mine


def test_the_stage_blends_back_says_so_and_is_as_sure_as_faces_are_alike(taken: Path, device: Device) -> None:
    picture = pictured(*FACES)
    shares, changes = list[float](), list[float]()
    asked = away_from_discs(picture) & (mask_at(FACES[0].to_frame(places(480, 640))) > 0.9)
    for guard in (0.0, 0.5, 0.8, 0.99):
        stage = Faces(smallest=32, guard=guard)
        look = stage.look(overview_of(picture), device.network)
        assert isinstance(look, Seen)
        shares.append(max(face.share for face in look.faces))
        changes.append(float(np.abs(whole(painter_of(picture, (stage,), device)) - picture)[asked].mean()))
        if guard:
            assert all(face.likeness is not None and face.likeness >= guard for face in look.faces)
            assert look.certainty is not None
            assert look.certainty == min(face.likeness or 0 for face in look.faces)
            assert look.certainty < guard + 0.1
            assert look.doubt == f"faces: the one that changed most is {look.certainty:.0%} like itself"
            least = min(face.share for face in look.faces)
            said = f"faces: 2 blended back, to {least:.0%} and more: they no longer looked like themselves"
            assert look.remarks[:2] == ("faces: 2 found, 2 restored", said)
        else:
            assert look.certainty is None
    assert shares[0] == 1
    assert 1 > shares[1] > shares[2] > shares[3] > 0
    assert changes[1] / changes[0] == pytest.approx(shares[1], abs=0.05)
    assert changes == sorted(changes, reverse=True)


def test_where_no_face_may_change_the_picture_does_not_need_it(taken: Path, device: Device) -> None:
    picture, stage = pictured(*FACES), Faces(smallest=32, guard=1.0)
    look = stage.look(overview_of(picture), device.network)
    assert isinstance(look, Seen)
    assert look.remarks[0] == "faces: 2 found, 0 restored"
    assert not look.needed
    assert np.array_equal(whole(painter_of(picture, (stage,), device)), picture)


def test_without_a_recogniser_it_is_said_that_nobody_looks(graphs: Path, mine: Path, device: Device) -> None:
    for name in ("yunet", "brighter"):
        import_model(graphs / f"{name}.onnx")
    look = Faces(smallest=32).look(overview_of(pictured(*FACES)), device.network)
    assert isinstance(look, Seen)
    assert "faces: nobody looked whether they stay themselves, for want of a model that tells faces apart" in look.remarks
    assert (look.certainty, look.doubt) == (None, "")
    assert [face.share for face in look.faces] == [1, 1]


def test_the_evidence_shows_where_faces_are_and_how_alike_they_stayed(taken: Path, device: Device) -> None:
    picture, stage = pictured(*FACES), Faces(smallest=32, guard=0.6)
    overview = overview_of(picture)
    look = stage.look(overview, device.network)
    assert isinstance(look, Seen)
    evidence = stage.evidence(overview, look, None)
    assert evidence is not None
    assert evidence.shade is not None
    assert evidence.shade.shape == (480, 640, 1)
    for face in look.faces:
        middle = face.to_frame.back(256 + 272j)
        assert evidence.shade[int(middle.imag), int(middle.real), 0] == pytest.approx(face.likeness, abs=1e-3)
    assert evidence.shade[10, 10, 0] == 0


# Colours -------------------------------------------------------------------------------------------------------------


FACE = Drawn(150 + 140j, 158 + 180j)


def redder(tiles: Pixels) -> Pixels:
    return (tiles + np.array([0.3, 0, 0], np.float32)).clip(0, 1)


def painted_red(picture: Pixels) -> Pixels:
    found = Found(100, 100, 100, 100, FACE.to_frame.back(TEMPLATE), 1.0)
    face = restored(found, overview_of(picture), Means(network(redder), "redder", None, 1.0, 0.0))
    height, width = picture.shape[:2]
    return laid(Tile(picture, Box(0, 0, height, width), height, width), [face], height, width)


def toned(picture: Pixels) -> Pixels:
    """As a sepia print."""
    light = picture.mean(axis=2, keepdims=True)
    tint = light * (1 - light) * np.array([0.5, 0.1, -0.5], np.float32)
    return np.asarray((light + tint).clip(0, 1), np.float32)


@pytest.mark.parametrize("kind", ["grey", "grey as RGB", "sepia"])
def test_a_picture_without_colours_gets_none(kind: str) -> None:
    grey = 0.2 + 0.5 * photograph(300, 400, 1)
    picture = {"grey": grey, "grey as RGB": np.repeat(grey, 3, 2), "sepia": toned(np.repeat(grey, 3, 2))}[kind]
    change = painted_red(picture) - picture
    assert change.shape == picture.shape
    assert change.max() == pytest.approx(0.1, abs=0.01)
    assert np.abs(change - change[..., :1]).max() < 1e-5


def test_a_face_with_colours_keeps_the_colours_that_it_is_given() -> None:
    picture = 0.2 + 0.5 * photograph(300, 400)
    assert coloured(picture)
    change = painted_red(picture) - picture
    assert change[..., 0].max() > 0.25
    assert np.abs(change[..., 1:]).max() < 1e-5


def test_noise_and_the_grain_of_colour_scans_are_no_colours() -> None:
    grey = np.repeat(photograph(256, 256, 1), 3, 2)
    grain = np.random.default_rng(1).normal(0, 2 / 255, grey.shape).astype(np.float32)
    assert not coloured(grey + grain)
    assert coloured(with_faces(plain(256, 256), [Drawn(100 + 100j, 100 + 140j)]))
