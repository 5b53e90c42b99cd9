"""The suite `denoise` follows the papers' protocol, and is the same every time."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import skimage.data

from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.errors import AppError
from engine.evaluation.baselines import BASELINES
from engine.evaluation.denoising import ESTIMATED, GIVEN, UNCLIPPED, denoised, noisy
from engine.evaluation.painted import painted
from engine.evaluation.run import evaluate_suite
from engine.evaluation.suites.denoise import Denoise
from engine.stages.restore import Restore
from tests.engine.evaluation.pictures import painting, saved


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    device = open_device("cpu")
    yield device
    device.close()


def test_the_noise_has_its_sigma_and_is_not_clipped() -> None:
    white = np.full((200, 200, 3), 255, np.uint8)
    noise = noisy(white, "anna.png", 25) - 1
    assert noise.dtype == np.float32
    assert noise.std() * 255 == pytest.approx(25, abs=0.2)
    assert noise.mean() * 255 == pytest.approx(0, abs=0.2)
    assert noise.max() > 0


def test_each_picture_and_each_sigma_has_its_own_noise_which_never_changes() -> None:
    picture = painting()
    noise = noisy(picture, "anna.png", 25)
    assert np.array_equal(noise, noisy(picture, "anna.png", 25.0))
    assert not np.allclose(noise, noisy(picture, "berta.png", 25))
    assert not np.allclose((noise - picture / 255) * 2, noisy(picture, "anna.png", 50) - picture / 255, atol=1e-3)
    black = np.zeros((1, 1, 3), np.uint8)
    assert noisy(black, "anna.png", 25)[0, 0] == pytest.approx((-0.08227234, 0.04585479, -0.05289468), abs=1e-6)


def test_the_suite_is_repeatable_and_better_than_the_noise(tmp_path: Path, device: Device) -> None:
    saved(skimage.data.chelsea()[50:178, 100:260], tmp_path / "clean" / "cat.png")
    once, again = (
        evaluate_suite(Denoise(sigma=(25,)), tmp_path / "clean", device, tmp_path / name, []).tables
        for name in ("once", "again")
    )
    assert once == again
    (table,) = once
    assert [row.name for row in table.rows] == [UNCLIPPED, "input", *BASELINES, GIVEN, ESTIMATED]
    means = {row.name: row.mean.psnr_rgb for row in table.rows}
    assert means[UNCLIPPED] == pytest.approx(20.17, abs=0.1)
    assert min(means[GIVEN], means[ESTIMATED]) > means["input"]


def test_each_sigma_has_its_table_once(tmp_path: Path, device: Device) -> None:
    saved(painting(16, 16), tmp_path / "anna.png")
    assert [trial.title for trial in denoised(tmp_path, (15, 2.5, 15), device.network)] == ["sigma 15", "sigma 2.5"]


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (9, 7)])
def test_a_tiny_picture_goes_through(tmp_path: Path, device: Device, size: tuple[int, int]) -> None:
    saved(painting(16, 16)[: size[0], : size[1]] if max(size) <= 16 else painting(*size), tmp_path / "clean" / "tiny.png")
    evaluation = evaluate_suite(Denoise(sigma=(15,)), tmp_path / "clean", device, tmp_path / "report", [])
    assert evaluation.tables[0].pictures == ("tiny.png",)


def test_a_picture_larger_than_a_tile_is_painted_as_if_whole(device: Device) -> None:
    wide = noisy(painting(40, 800), "wide.png", 25)
    stage = Restore(noise=25)
    assert np.allclose(
        painted(wide, (stage,), device.network)[:, :300],
        painted(wide[:, :400], (stage,), device.network)[:, :300],
        atol=1 / 255,
    )


@pytest.mark.parametrize("sigma", [0, -5, 101, float("nan")])
def test_a_sigma_that_is_no_noise_level_is_refused(tmp_path: Path, device: Device, sigma: float) -> None:
    with pytest.raises(AppError, match="is no noise level"):
        denoised(tmp_path, (25, sigma), device.network)


def test_a_folder_without_pictures_is_refused(tmp_path: Path, device: Device) -> None:
    with pytest.raises(AppError, match="no pictures"):
        denoised(tmp_path, (25,), device.network)
    with pytest.raises(AppError, match="not a folder"):
        denoised(tmp_path / "nowhere", (25,), device.network)
