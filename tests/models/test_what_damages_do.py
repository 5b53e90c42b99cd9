"""What each damage of its own is known by. (What all of them promise stands in test_damages.py.)"""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, max_pool2d

from models.damages.crease import Crease
from models.damages.fold import Fold
from models.damages.halftone import Halftone
from models.damages.lattice import Lattice
from models.damages.motion_blur import Defocus, MotionBlur
from models.damages.paper_texture import PaperTexture
from models.damages.salt_and_pepper import SaltAndPepper
from models.damages.scanner_noise import ScannerNoise
from models.damages.shrink import Shrink
from models.damages.stain import Stain
from models.damages.tear import Tear
from tests.models.test_damages import pictures, seeded


def flat(tone: float, count: int = 8, side: int = 96) -> Tensor:
    return torch.full((count, 3, side, side), float(tone))


def frame(planes: Tensor) -> Tensor:
    """The outermost pixels, (B, n)."""
    return torch.cat([planes[:, 0], planes[:, -1], planes[:, :, 0], planes[:, :, -1]], dim=1)


def frequency(picture: Tensor) -> float:
    """Of the strongest wave of a plane (H, W); cycles for each pixel."""
    spectrum = torch.fft.fft2(picture - picture.mean()).abs()
    down, across = divmod(int(spectrum.argmax()), picture.shape[1])
    steps = [torch.fft.fftfreq(side)[index] for side, index in zip(picture.shape, (down, across), strict=True)]
    return float(torch.hypot(*steps))


# What happens to paper -----------------------------------------------------------------------------------------------


def test_a_tear_is_paper_white_at_an_edge_and_leaves_the_middle() -> None:
    torn = Tear(size=(0.1, 0.3)).apply(flat(0), seeded())
    assert (torn[:, :, 40:56, 40:56] == 0).all()
    white = frame(torn.amin(dim=1)) > 0.8
    assert (white.float().mean(dim=1) > 0.03).all()
    assert (white.float().mean(dim=1) < 0.6).all()


def test_a_tear_casts_a_thin_shadow() -> None:
    torn = Tear(size=(0.2, 0.3), shadow=(0.5, 0.5)).apply(flat(1), seeded())
    shadow = torn.amin(dim=1) < 0.68
    assert shadow.any(dim=(1, 2)).all()
    assert (shadow.float().mean(dim=(1, 2)) < 0.05).all()


def test_a_crease_is_light_and_dark_and_leaves_most_of_the_picture() -> None:
    creased = Crease(count=(1, 1), strength=(0.9, 0.9)).apply(flat(0.5), seeded())
    assert (creased.amax(dim=(1, 2, 3)) > 0.7).all()
    assert (creased.amin(dim=(1, 2, 3)) < 0.3).all()
    assert ((creased - 0.5).abs() < 0.02).float().mean() > 0.8


def test_there_are_as_many_creases_as_were_asked_for_at_most() -> None:
    assert torch.equal(Crease(count=(0, 0)).apply(pictures(), seeded()), pictures())
    touched = [(Crease(count=(n, n)).apply(flat(0.5), seeded()) != 0.5).float().mean().item() for n in (1, 2, 4)]
    assert touched == sorted(touched)


def test_a_fold_goes_from_edge_to_edge_and_is_soft_without_its_line() -> None:
    folded = Fold(line=(0, 0), shade=(0.3, 0.3), band=(0.06, 0.06), crossed=0).apply(flat(0.5), seeded())
    changed = (folded - 0.5).abs().amax(dim=1) > 0.01
    assert (changed.any(dim=1).all(dim=1) | changed.any(dim=2).all(dim=1)).all()
    assert folded.diff(dim=-1).abs().max() < 0.05
    assert folded.diff(dim=-2).abs().max() < 0.05


def test_a_stain_never_brightens_and_is_brown() -> None:
    passed = Stain().apply(flat(1), seeded())
    assert (Stain().apply(pictures(), seeded()) <= pictures()).all()
    red, green, blue = passed.mean(dim=(0, 2, 3))
    assert red > green > blue
    assert (passed > 0).all()


def test_a_tide_mark_is_darkest_at_its_rim() -> None:
    stained = Stain(count=(1, 1), tide=1, size=(0.3, 0.3), depth=(0.4, 0.4)).apply(flat(1), seeded())[:, 2:]
    dry = max_pool2d(stained, 11, stride=1, padding=5) == 1  # within five pixels of clean paper
    for blue, near in zip(stained[:, 0], dry[:, 0], strict=True):
        assert near[blue == blue.amin()].all()


def test_paper_texture_repeats_at_its_period_and_keeps_the_mean_tone() -> None:
    for period in (4.0, 8.0):
        texture = PaperTexture(period=(period, period), amplitude=(20, 20)).apply(flat(0.6), seeded())
        assert texture.mean() == pytest.approx(0.6, abs=0.005)
        assert (texture - 0.6).abs().max() <= 20 / 255
        for picture in texture:
            assert frequency(picture[0]) == pytest.approx(1 / period, abs=0.02)


# What printing does --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("colour", [0.0, 1.0])
def test_halftone_repeats_at_its_period(colour: float) -> None:
    for picture in Halftone(period=(4, 4), amplitude=(1, 1), colour=colour).apply(flat(0.4), seeded()):
        assert all(frequency(channel) == pytest.approx(1 / 4, abs=0.012) for channel in picture)


@pytest.mark.parametrize("tone", [0.0, 0.1, 0.35, 0.5, 0.8, 1.0])
def test_halftone_keeps_the_mean_tone(tone: float) -> None:
    assert Halftone(amplitude=(1, 1)).apply(flat(tone), seeded()).mean() == pytest.approx(tone, abs=0.02)


def test_halftone_of_a_grey_picture_is_grey_unless_inks_have_screens_of_their_own() -> None:
    grey, coloured = (Halftone(colour=colour).apply(flat(0.5), seeded()) for colour in (0, 1))
    assert torch.equal(grey[:, 0], grey[:, 2])
    assert not torch.allclose(coloured[:, 0], coloured[:, 2], atol=0.1)


# What cameras and scanners do ----------------------------------------------------------------------------------------


def test_photons_are_as_loud_as_was_asked_for_and_amplifiers_loudest_in_the_dark() -> None:
    photons = ScannerNoise(shot=(22, 22), read=(0, 0), stripes=(0, 0))
    assert ((photons.apply(flat(1), seeded()) - 1).std() * 255).item() == pytest.approx(22 / 2.2, rel=0.02)
    amplifier = ScannerNoise(shot=(0, 0), read=(1, 1), stripes=(0, 0))
    loudness = [(amplifier.apply(flat(tone), seeded()) - tone).std().item() for tone in (0.1, 0.4, 0.9)]
    assert loudness == sorted(loudness, reverse=True)


def test_stripes_of_a_scanner_run_along_rows_or_columns() -> None:
    striped = ScannerNoise(shot=(0, 0), read=(0, 0), stripes=(2, 2)).apply(flat(0.5), seeded())
    lying, standing = striped.std(dim=3).amax(dim=(1, 2)) < 1e-6, striped.std(dim=2).amax(dim=(1, 2)) < 1e-6
    assert (lying ^ standing).all()
    assert lying.any()
    assert standing.any()


def test_salt_and_pepper_strikes_single_pixels_as_often_as_was_asked_for() -> None:
    specked = SaltAndPepper(density=(0.01, 0.01)).apply(flat(0.5), seeded())
    struck = specked[:, 0] != 0.5
    assert struck.float().mean().item() == pytest.approx(0.01, rel=0.1)
    assert ((specked[:, 0][struck] - 0.5).abs() >= 0.25).all()
    assert torch.equal(specked[:, 0], specked[:, 2])


def test_the_smaller_a_picture_was_the_more_is_lost() -> None:
    given = pictures(8, 96, 96)
    lost = [(Shrink(factor=(f, f)).apply(given, seeded()) - given).abs().mean().item() for f in (1, 2, 4, 8)]
    assert lost == sorted(lost)
    assert lost[0] < 1e-5 < 0.005 < lost[-1]


def test_motion_makes_a_line_of_a_point_and_lost_focus_a_disc() -> None:
    point = flat(0, count=4, side=33)
    point[:, :, 16, 16] = 1
    steps = torch.arange(33.0) - 16
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    for line in MotionBlur(length=(9, 9)).apply(point, seeded())[:, 0]:
        moments = torch.stack([(line * x * x).sum(), (line * x * y).sum(), (line * x * y).sum(), (line * y * y).sum()])
        thin, long = torch.linalg.eigvalsh(moments.view(2, 2)).sqrt()
        assert long.item() == pytest.approx(9 / 12**0.5, rel=0.1)
        assert thin < 0.6
    for disc in Defocus(radius=(3, 3)).apply(point, seeded())[:, 0]:
        assert disc.sum().item() == pytest.approx(1)
        assert torch.allclose(disc[torch.hypot(x, y) < 2.5], disc[16, 16])
        assert disc[torch.hypot(x, y) > 3.5].max() == 0


def test_blurs_of_no_size_change_nothing_that_can_be_seen() -> None:
    assert torch.allclose(MotionBlur(length=(0, 0)).apply(pictures(), seeded()), pictures(), atol=0.01)
    assert torch.allclose(Defocus(radius=(0, 0)).apply(pictures(), seeded()), pictures(), atol=1e-6)


# What is part of the scene --------------------------------------------------------------------------------------------


def straight(pictures: Tensor, **options: Any) -> Tensor:
    """One set of lines, as far apart everywhere."""
    given: dict[str, Any] = {"perspective": (0, 0), "crossed": 0, **options}
    return Lattice(**given).apply(pictures, seeded())


def test_a_lattice_repeats_at_its_period() -> None:
    for period in (4.0, 9.0):
        laid = straight(flat(0.5, 24), period=(period, period)).mean(dim=1, keepdim=True)
        within = laid - avg_pool2d(laid, 19, stride=1, padding=9, count_include_pad=False)  # not where it begins and ends
        assert all(frequency(picture[0]) == pytest.approx(1 / period, abs=0.015) for picture in within)


def test_lines_of_a_lattice_are_as_thick_as_was_asked_for() -> None:
    """As a share of the period; measured on the pictures that are covered most."""
    for thickness in (0.2, 0.5):
        laid = straight(flat(0.5, 24), period=(10, 10), thickness=(thickness, thickness), contrast=(1, 1))
        covered = ((laid - 0.5).abs().amax(dim=1) > 0.25).float().mean(dim=(1, 2))
        assert covered.max().item() == pytest.approx(thickness, abs=0.08)


def test_a_crossed_lattice_covers_more_than_a_plain_one() -> None:
    plain, crossed = (straight(pictures(8), crossed=often) != pictures(8) for often in (0, 1))
    assert (crossed | ~plain).all()
    assert crossed.sum() > 1.2 * plain.sum()


def test_a_lattice_leaves_much_of_the_picture_as_it_is_and_its_contrast_is_a_limit() -> None:
    given = pictures(16)
    laid = Lattice(thickness=(0.3, 0.3), contrast=(0.2, 0.2), crossed=0).apply(given, seeded())
    assert ((laid - given).abs().amax(dim=1) < 1e-6).float().mean() > 0.3
    assert (laid - given).abs().max() <= 0.2 + 1e-6
    assert torch.equal(Lattice(contrast=(0, 0)).apply(given, seeded()), given)


def test_some_lattices_are_lighter_than_the_picture_and_some_darker() -> None:
    change = (straight(flat(0.5, 16), contrast=(0.9, 0.9)) - 0.5).mean(dim=(1, 2, 3))
    assert (change > 0.02).any()
    assert (change < -0.02).any()
