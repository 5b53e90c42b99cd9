"""Only what the photo needs: stages say what they see, and are left out where they see nothing to do."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from msgspec.structs import replace

from engine.devices.device import Device
from engine.painting.painter import Painter
from engine.painting.readers import kept_in_memory
from engine.palette.measures import Measures
from engine.pixels import Box, Pixels
from engine.provenance import read_record
from engine.recipe import Recipe
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from tests.engine.small_archive import decoded, overview_of, painter_of, restored, saved

CLEAN = skimage.data.astronaut()[:288, 64:384].astype(np.float32) / np.float32(255)
RECIPE = Recipe(title="Only what is needed", stages=(Levels(), Restore()), only_needed=True)


def noisy(picture: Pixels, sigma: float = 12) -> Pixels:
    return (picture + np.random.default_rng(0).normal(0, sigma / 255, picture.shape).astype(np.float32)).clip(0, 1)


def as_jpeg(picture: Pixels, quality: int) -> Pixels:
    _, data = cv2.imencode(".jpg", np.rint(picture * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(np.asarray(data), cv2.IMREAD_COLOR)
    assert decoded is not None
    return decoded.astype(np.float32) / np.float32(255)


def looked(picture: Pixels, device: Device) -> Painter:
    painter = painter_of(picture, (), device)
    return painter.looking(RECIPE.stages, picture, kept_in_memory, only_needed=True)


def names(painter: Painter) -> list[str]:
    return [step.stage.name for step in painter.steps]


def test_a_picture_in_order_is_left_as_it_is(device: Device) -> None:
    painter = looked(CLEAN, device)
    assert names(painter) == []
    assert np.array_equal(painter.paint(Box(0, 0, *CLEAN.shape[:2])), CLEAN)


@pytest.mark.parametrize(
    ("damaged", "fault"),
    [
        (noisy(CLEAN), "noise or grain"),
        (as_jpeg(CLEAN, 40), "JPEG blocks"),
        (cv2.GaussianBlur(CLEAN, (0, 0), 1.0), "blur"),
    ],
    ids=["noise", "jpeg", "blur"],
)
def test_what_is_wrong_with_a_picture_is_treated_and_named(device: Device, damaged: Pixels, fault: str) -> None:
    painter = looked(damaged, device)
    assert "restore" in names(painter)
    (remark,) = (remark for step in painter.steps for remark in step.look.remarks if remark.startswith("seen: "))
    assert fault in remark


def test_a_faded_picture_gets_its_tones_back_and_nothing_else(device: Device) -> None:
    faded = (0.25 + 0.4 * CLEAN * np.array([1.0, 0.9, 0.7], np.float32)).astype(np.float32)
    assert names(looked(faded, device)) == ["levels"]


def test_all_stages_run_where_that_was_not_asked_for(device: Device) -> None:
    painter = painter_of(CLEAN, (), device).looking(RECIPE.stages, CLEAN)
    assert names(painter) == ["levels", "restore"]


def test_the_record_tells_what_was_left_out_and_why(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "clean.png", CLEAN)
    restored(tmp_path / "in", tmp_path / "out", device, RECIPE)
    record = read_record(tmp_path / "out" / "clean.png")
    assert record is not None
    tones, condition = record.findings
    assert (tones.stage, tones.needed, tones.remarks) == ("levels", False, ("tones: as they should be",))
    assert (condition.stage, condition.needed) == ("restore", False)
    assert condition.remarks[0] == "seen: neither noise nor JPEG blocks nor blur"
    assert record.said == record.findings  # nothing else
    assert np.array_equal(decoded(tmp_path / "out" / "clean.png"), decoded(tmp_path / "in" / "clean.png"))


def test_a_recipe_that_leaves_out_is_another_recipe() -> None:
    assert RECIPE.key != replace(RECIPE, only_needed=False).key


def test_blocks_are_seen_wherever_their_grid_begins() -> None:
    picture = as_jpeg(CLEAN, 50)
    found = [Measures(overview_of(picture[down:, right:]).probes).blockiness for down, right in ((0, 0), (3, 5), (7, 1))]
    assert min(found) > 0.15
    assert Measures(overview_of(CLEAN).probes).blockiness < 0.1


def test_sharpness_falls_with_blur_and_even_pictures_count_as_sharp() -> None:
    soft = [Measures(overview_of(cv2.GaussianBlur(CLEAN, (0, 0), sigma)).probes).sharpness for sigma in (0.6, 0.8, 1.2)]
    assert Measures(overview_of(CLEAN).probes).sharpness > 0.45 > soft[0] > soft[1] > soft[2]
    assert Measures(overview_of(np.full((64, 64, 3), 0.5, np.float32)).probes).sharpness == 1
