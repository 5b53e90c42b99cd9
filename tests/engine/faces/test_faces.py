"""The stage that restores faces: each in its place, nothing elsewhere, and none that is said to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.devices.device import Device, Network
from engine.errors import ModelInvalid, RecipeInvalid
from engine.faces.aligning import TEMPLATE
from engine.faces.laying import mask_at
from engine.importing.importing import import_model
from engine.overview import Overview, shrunk
from engine.packages import find_package
from engine.painting.painter import Painter
from engine.pixels import Box, Pixels
from engine.stages.faces import Faces, Seen
from engine.stages.restore import Restore
from models.package import Package
from tests.engine.faces.graphs import Drawn, plain, restorer, spot, with_faces
from tests.engine.small_archive import overview_of, painter_of
from tests.engine.stages.test_every_stage import in_tiles, whole

FACES = (Drawn(150 + 140j, 158 + 180j), Drawn(460 + 300j, 430 + 330j))
EDGE = Drawn(310 + 452j, 312 + 474j)  # at the lower edge of the picture: half of what may change lies outside
ANY = Faces(smallest=32, guard=0)


@pytest.fixture
def taken(graphs: Path, mine: Path) -> Path:
    """A finder, a guard, and a restorer that makes faces brighter by 0.2, taken in."""
    for name in ("yunet", "sface", "brighter"):
        import_model(graphs / f"{name}.onnx")
    return mine


def pictured(*faces: Drawn) -> Pixels:
    return with_faces(plain(480, 640), faces)


def seen(picture: Pixels, stage: Faces, device: Device) -> Seen:
    look = stage.look(overview_of(picture), device.network)
    assert isinstance(look, Seen)
    return look


def places(height: int, width: int) -> Any:
    return np.arange(width) + 0.5 + 1j * (np.arange(height) + 0.5)[:, None]


def away_from_discs(picture: Pixels) -> Any:
    """Where the picture is not as bright as can be, and its neighbours neither."""
    return cv2.dilate((picture.max(axis=2) > 0.75).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0


def test_faces_are_changed_in_their_places_and_nothing_elsewhere(taken: Path, device: Device) -> None:
    picture = pictured(*FACES)
    painted = whole(painter_of(picture, (ANY,), device))
    masks = [mask_at(face.to_frame(places(480, 640))) for face in FACES]
    wanted = 0.2 * np.maximum(*masks)[..., None]
    asked = away_from_discs(picture)
    assert np.abs(painted - picture - wanted)[asked].max() < 0.004
    untouched = np.maximum(*masks) == 0
    shifted = cv2.erode(untouched.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert np.array_equal(painted[shifted], picture[shifted])
    assert 0.5 < shifted.mean() < 0.98


@pytest.mark.parametrize("landmark", range(5))
def test_what_a_restorer_makes_of_an_eye_lies_on_that_eye(
    landmark: int, graphs: Path, mine: Path, tmp_path: Path, device: Device
) -> None:
    import_model(graphs / "yunet.onnx")
    import_model(restorer(tmp_path / "spot.onnx", spot(TEMPLATE[landmark], 0.4)))
    picture = pictured(*FACES)
    change = np.abs(whole(painter_of(picture, (ANY,), device)) - picture)[..., 1]
    everywhere = places(480, 640)
    for face in FACES:
        wanted = face.to_frame.back(TEMPLATE[landmark])
        near = np.where(np.abs(everywhere - wanted) < 25, change, 0)
        assert near.max() > 0.2
        found = (near * everywhere).sum() / near.sum()
        assert abs(found - wanted) < 0.6


@pytest.mark.parametrize("stages", [(ANY,), (ANY, Restore(strength=0.3)), (Restore(strength=0.3), ANY)], ids=len)
@pytest.mark.parametrize("tile", [96, 150])
def test_painted_in_tiles_equals_painted_whole(stages: Any, tile: int, taken: Path, device: Device) -> None:
    painter = painter_of(pictured(*FACES, EDGE), stages, device)
    error = np.abs(whole(painter) - in_tiles(painter, tile))
    assert error.max() <= 1 / 255
    assert error.mean() <= 1 / 4000
    if stages == (ANY,):
        assert error.max() < 1e-6


def test_a_face_at_the_edge_is_restored_as_far_as_it_is_there(taken: Path, device: Device) -> None:
    picture, stage = pictured(EDGE), Faces(smallest=16, guard=0)
    assert seen(picture, stage, device).remarks[0] == "faces: 1 found, 1 restored"
    painted = whole(painter_of(picture, (stage,), device))
    asked = away_from_discs(picture) & (mask_at(EDGE.to_frame(places(480, 640))) > 0.99)
    assert asked[-1].any()
    assert np.abs((painted - picture)[asked] - 0.2).max() < 0.01


def test_the_small_copy_for_the_next_stages_has_the_faces_restored(taken: Path, device: Device) -> None:
    large = with_faces(plain(1600, 2400), [Drawn(900 + 700j, 940 + 880j)])
    height, width = large.shape[:2]
    painter = painter_of(large, (ANY,), device)
    bare = Painter(height, width, painter.read, device.network)
    _, overview = bare.looking_once(ANY, bare.overview_of(shrunk(large, 3)))
    wanted = shrunk(whole(painter), 3)
    assert np.abs(wanted - shrunk(large, 3)).max() > 0.19
    asked = away_from_discs(shrunk(large, 3))  # there, what is too bright is cut off before the means are taken, or after
    assert np.abs(overview.small - wanted)[asked].max() < 0.01


def test_points_leave_faces_alone_and_small_ones_are_left_too(taken: Path, device: Device) -> None:
    picture = pictured(*FACES)
    first, second = FACES
    one = Faces(smallest=32, guard=0, left=((first.eyes.real / 640, (first.eyes.imag + 5) / 480),))
    look = seen(picture, one, device)
    assert look.remarks[:2] == ("faces: 2 found, 1 restored", "faces: 1 left alone, as it was asked for")
    painted = whole(painter_of(picture, (one,), device))
    spared = mask_at(first.to_frame(places(480, 640))) > 0
    assert np.array_equal(painted[spared], picture[spared])
    assert np.abs(painted - picture)[mask_at(second.to_frame(places(480, 640))) > 0.9].mean() > 0.15
    small = Faces(smallest=100, guard=0)  # boxes are 98 and 102 pixels high
    assert "faces: 1 too small to be restored" in seen(picture, small, device).remarks
    beside = Faces(smallest=32, guard=0, left=((0.5, 0.05),))
    assert seen(picture, beside, device).remarks[0] == "faces: 2 found, 2 restored"


def noting(device: Device, asked: list[str]) -> Callable[[Any], Network]:
    """The device's networks; each run is noted by the model's id."""

    def run(package: Package, *given: Any) -> Any:
        asked.append(package.card.id)
        return device.submit(package, *given).result()

    return lambda model: Network(find_package(model), run)


def test_a_picture_without_faces_is_untouched_and_nothing_but_the_finder_runs(taken: Path, device: Device) -> None:
    asked, picture = list[str](), plain(300, 400)
    look = Faces().look(overview_of(picture), noting(device, asked))
    assert (look.remarks, look.needed, look.certainty) == (("faces: none found",), False, None)
    assert np.array_equal(whole(painter_of(picture, (Faces(),), device)), picture)
    assert set(asked) == {"yunet"}
    ANY.look(overview_of(with_faces(plain(480, 640) * 0.8, FACES)), noting(device, asked))
    assert set(asked) == {"yunet", "brighter"}, "whose likeness nobody asks for is not compared"


def test_strength_is_a_share_of_the_change_and_0_changes_nothing(taken: Path, device: Device) -> None:
    picture = pictured(*FACES)
    full, half, none = (
        whole(painter_of(picture, (Faces(smallest=32, guard=0, strength=strength),), device)) for strength in (1, 0.5, 0)
    )
    assert np.array_equal(none, picture)
    asked = away_from_discs(picture)
    assert np.abs((half - picture) - (full - picture) / 2)[asked].max() < 1e-3


def test_a_face_that_was_restored_before_is_remembered_for_these_weights_alone(
    taken: Path, tmp_path: Path, device: Device
) -> None:
    import_model(restorer(tmp_path / "darker.onnx", -0.1))
    asked, overview = list[str](), overview_of(with_faces(plain(480, 640) * 0.9, FACES))  # no other test has it
    for stage in (ANY, Faces(smallest=32, guard=0, strength=0.4), Faces(smallest=32, guard=0.2)):
        stage.look(overview, noting(device, asked))
    assert asked.count("brighter") == 2, "one for each face"
    assert asked.count("yunet") > 3
    Faces(smallest=32, guard=0, model="darker").look(overview, noting(device, asked))
    assert asked.count("darker") == 2


def test_small_faces_of_a_large_picture_are_looked_for_at_its_own_scale_within_bounds(taken: Path, device: Device) -> None:
    """The picture is made as it is read, and would have half a gigabyte; noise makes its detail as fine as its pixels."""
    height, width, read = 6_000, 7_000, list[int]()
    grain = np.random.default_rng(0).normal(0, 0.02, (256, 256, 1)).astype(np.float32)
    small_face, large_face = Drawn(5_050 + 4_030j, 5_060 + 4_130j), Drawn(2_000 + 2_000j, 2_100 + 2_800j)

    def crop(box: Box) -> Pixels:
        read.append(box.height * box.width)
        rows, columns = np.arange(box.top, box.bottom) % 256, np.arange(box.left, box.right) % 256
        ground = np.array([0.4, 0.5, 0.4], np.float32) + grain[np.ix_(rows, columns)]
        shift = complex(box.left, box.top)
        return with_faces(ground, [Drawn(face.eyes - shift, face.mouth - shift) for face in (small_face, large_face)])

    factor = 7
    small = with_faces(
        np.full((-(-height // factor), -(-width // factor), 3), (0.4, 0.5, 0.4), np.float32),
        [Drawn(large_face.eyes / factor, large_face.mouth / factor)],  # the other one is not seen in it
    )
    look = Faces(smallest=64, guard=0).look(Overview(height, width, lambda: small, crop), device.network)
    assert isinstance(look, Seen)
    assert look.remarks[0] == "faces: 2 found, 2 restored"
    for face, wanted, error in zip(look.faces, (large_face, small_face), (6, 1.5), strict=True):
        assert abs(face.found.points[:2].mean() - wanted.eyes) < error
    assert max(read) < 8e6
    assert sum(face.change.nbytes for face in look.faces if face.change is not None) <= 2 * 512 * 512 * 3 * 2


# Models --------------------------------------------------------------------------------------------------------------


def test_without_its_models_the_stage_says_what_is_lacking_and_how_to_get_it(graphs: Path, mine: Path) -> None:
    from engine.desks.describing import described_stage

    assert described_stage(Faces).lacking == ("yunet-2023mar", "gfpgan-1-4")
    with pytest.raises(ModelInvalid, match="the stage “faces” needs a model that") as refused:
        Faces().check(find_package)
    assert "page “Models”" in refused.value.hint
    import_model(graphs / "yunet.onnx")
    assert described_stage(Faces).lacking == ("gfpgan-1-4",)
    with pytest.raises(ModelInvalid, match="needs a model that restores faces, and none is there") as refused:
        Faces().check(find_package)
    assert "gfpgan-1-4" in refused.value.hint
    import_model(graphs / "brighter.onnx")
    Faces().check(find_package)
    assert Faces().models == ("yunet", "brighter")
    import_model(graphs / "sface.onnx")
    assert Faces().models == ("yunet", "brighter", "sface")


def test_models_that_do_something_else_are_refused(taken: Path) -> None:
    for stage, reason in {
        Faces(model="restorer"): "“restorer” does not restore faces",
        Faces(detector="brighter"): "“brighter” does not find faces",
        Faces(recogniser="yunet"): "“yunet” does not tell faces apart",
    }.items():
        with pytest.raises(RecipeInvalid, match=reason):
            stage.check(find_package)
    with pytest.raises(ModelInvalid, match="there is no model “nobody”"):
        Faces(model="nobody").check(find_package)
    Faces(model="brighter", detector="yunet", recogniser="sface").check(find_package)


def test_the_model_that_was_named_restores(taken: Path, tmp_path: Path, device: Device) -> None:
    import_model(restorer(tmp_path / "darker.onnx", -0.2))
    picture = pictured(*FACES)
    asked = away_from_discs(picture) & (mask_at(FACES[0].to_frame(places(480, 640))) > 0.9)
    for model, change in {"": 0.2, "darker": -0.2}.items():
        stage = Faces(smallest=32, guard=0, model=model)
        painted = whole(painter_of(picture, (stage,), device))
        assert np.median((painted - picture)[asked]) == pytest.approx(change, abs=0.01)
        assert seen(picture, stage, device).remarks[-1] == f"model: {model or 'brighter'}"
