"""PSNR and SSIM mean what the papers mean."""

import math
from pathlib import Path

import numpy as np
import pytest
import skimage.data

from engine.errors import AppError
from engine.evaluation.scores import EQUAL, Scores, mean, read_pair, scores
from tests.engine.evaluation.pictures import painting, saved


def test_an_error_of_one_level_everywhere_is_48_13_db_in_rgb() -> None:
    clean = painting()
    assert scores(clean + np.uint8(1), clean).psnr_rgb == pytest.approx(20 * math.log10(255), abs=1e-6)


def test_a_grey_error_is_smaller_in_y_by_its_studio_swing() -> None:
    clean = painting()
    found = scores(clean + np.uint8(5), clean)
    assert found.psnr_y - found.psnr_rgb == pytest.approx(20 * math.log10(255 / 219), abs=1e-3)


@pytest.mark.parametrize(("channel", "weight"), [(0, 65.481), (1, 128.553), (2, 24.966)])
def test_y_weighs_the_channels_as_bt_601_does(channel: int, weight: float) -> None:
    clean = painting()
    wrong = clean.copy()
    wrong[..., channel] += 8
    found = scores(wrong, clean)
    assert found.psnr_y == pytest.approx(-20 * math.log10(8 / 255 * weight / 255), abs=1e-3)
    assert found.psnr_rgb == pytest.approx(-20 * math.log10(8 / 255 / math.sqrt(3)), abs=1e-3)


def test_equal_pictures_have_ssim_1_and_the_largest_psnr_that_counts() -> None:
    assert scores(painting(), painting()) == Scores(EQUAL, 1.0, EQUAL, 1.0, 0.0)


@pytest.mark.parametrize(("sigma", "published"), [(15, 24.61), (25, 20.17), (50, 14.15)])
def test_gaussian_noise_has_the_psnr_that_papers_give_for_noisy_input(sigma: int, published: float) -> None:
    clean = np.full((256, 256, 3), 0.5, np.float32)
    noisy = np.random.default_rng(1).normal(clean, sigma / 255).astype(np.float32)
    assert scores(noisy, clean).psnr_rgb == pytest.approx(published, abs=0.05)


def test_ssim_is_that_of_its_authors_for_a_change_of_brightness() -> None:
    """Two even pictures: only the luminance term of Wang et al. (2004) is left, (2ab + C1) / (a² + b² + C1)."""
    first, second, c1 = 100 / 255, 120 / 255, 0.01**2
    darker, brighter = (np.full((32, 32, 3), level, np.uint8) for level in (100, 120))
    assert scores(darker, brighter).ssim_rgb == pytest.approx((2 * first * second + c1) / (first**2 + second**2 + c1), abs=1e-9)


def test_ssim_falls_with_noise_in_a_photograph() -> None:
    clean = skimage.data.chelsea()[100:200, 100:200]
    noise = np.random.default_rng(0).normal(0, 1, clean.shape)
    found = [scores(np.clip(clean + sigma * noise, 0, 255).astype(np.uint8), clean).ssim_rgb for sigma in (5, 20, 60)]
    assert 1 > found[0] > found[1] > found[2] > 0


def test_what_is_cropped_does_not_count() -> None:
    clean = painting()
    framed = clean.copy()
    framed[:3], framed[-3:], framed[:, :3], framed[:, -3:] = 0, 0, 0, 0
    assert scores(framed, clean).psnr_rgb < 30
    assert scores(framed, clean, crop=3).psnr_rgb == EQUAL
    with pytest.raises(AppError, match="Nothing is left"):
        scores(framed, clean, crop=24)


def test_a_picture_that_is_too_small_for_ssim_has_none_and_spoils_no_mean() -> None:
    tiny = scores(painting(8, 8) + np.uint8(1), painting(8, 8))
    assert math.isnan(tiny.ssim_rgb)
    assert math.isnan(tiny.ssim_y)
    whole = mean([tiny, scores(painting(), painting())])
    assert whole.ssim_rgb == 1
    assert whole.psnr_rgb == pytest.approx((EQUAL + tiny.psnr_rgb) / 2)
    assert math.isnan(mean([tiny]).ssim_rgb)


def test_pictures_of_different_sizes_are_refused_with_both_names(tmp_path: Path) -> None:
    clean, restored = tmp_path / "clean" / "anna.png", tmp_path / "restored" / "anna.png"
    saved(painting(48, 64), clean)
    saved(painting(48, 60), restored)
    with pytest.raises(AppError) as told:
        read_pair(clean, restored)
    assert str(told.value) == f"{restored} has 60 x 48 pixels, {clean} has 64 x 48"


def test_an_unreadable_picture_is_refused_with_both_names(tmp_path: Path) -> None:
    clean = saved(painting(), tmp_path / "clean" / "anna.png")
    letter = tmp_path / "letter.png"
    letter.write_text("Dear Anna")
    for pair in ((clean, letter), (letter, clean)):
        with pytest.raises(AppError) as told:
            read_pair(*pair)
        assert str(clean) in str(told.value)
        assert str(letter) in str(told.value)


def test_a_grey_file_is_measured_as_rgb(tmp_path: Path) -> None:
    grey = painting()[..., 0]
    clean = saved(np.stack([grey] * 3, axis=2), tmp_path / "clean.png")
    assert scores(*read_pair(clean, saved(grey, tmp_path / "grey.png"))).psnr_rgb == EQUAL
