"""The suite `processes`: photographs age the same way every time, and each column has the target it names."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
import skimage.data

from engine.devices.device import Device
from engine.errors import AppError
from engine.evaluation.figures import Evaluation
from engine.evaluation.grids import Grid
from engine.evaluation.historic import PROCESSES, historic, monochrome
from engine.evaluation.process_results import CORRECTED, KEPT, aims
from engine.evaluation.run import evaluate_suite
from engine.evaluation.selection import pictures_in
from engine.evaluation.suites.processes import Processes
from engine.pixels import Pixels
from engine.recipe import Recipe
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from tests.engine.evaluation.pictures import painting, saved

EVERY = pytest.mark.parametrize("process", PROCESSES)
CAT = skimage.data.chelsea()[40:136, 100:228]


def tint(picture: Pixels) -> tuple[float, float]:
    """Mean green and blue, red being 1."""
    red, green, blue = picture.mean(axis=(0, 1))
    return float(green / red), float(blue / red)


@EVERY
def test_a_photograph_ages_the_same_way_every_time_and_each_name_and_seed_its_own_way(process: str) -> None:
    first, again = historic(CAT, "cat.png", process, 25), historic(CAT, "cat.png", process, 25)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    for other in (historic(CAT, "dog.png", process, 25), historic(CAT, "cat.png", process, 25, seed=1)):
        assert not np.allclose(first.scan, other.scan, atol=0.01)


@EVERY
def test_noise_comes_last_and_leaves_the_print_as_it_was(process: str) -> None:
    quiet, loud = historic(CAT, "cat.png", process, 0), historic(CAT, "cat.png", process, 25)
    assert np.array_equal(quiet.print, loud.print)
    assert np.abs(quiet.scan - quiet.print).max() <= 0.5 / 255 + 1e-6
    assert np.std(loud.scan - loud.print) * 255 == pytest.approx(25, rel=0.12), "clipping takes a little"
    assert np.allclose(loud.scan * 255, np.rint(loud.scan * 255), atol=1e-4)


@EVERY
def test_monochrome_processes_have_a_grey_photograph_and_one_tone_scale(process: str) -> None:
    one = historic(CAT, "cat.png", process, 0)
    grey = bool(np.ptp(one.photograph, axis=2).max() < 1e-6)
    colours = np.linalg.matrix_rank(np.cov(one.print.reshape(-1, 3).T), tol=1e-6)
    assert grey == monochrome(process) == (colours == 1)


def test_each_process_has_its_colour() -> None:
    tints = {process: tint(historic(CAT, "cat.png", process, 0).print) for process in PROCESSES}
    assert tints["orthochromatic"] == pytest.approx((1, 1), abs=1e-5)
    assert tints["daguerreotype"][1] > 1.02, "cool"
    for brown in ("albumen", "sepia"):
        assert 1 > tints[brown][0] > tints[brown][1]
    assert tints["modern colour"] == pytest.approx(tint(np.asarray(CAT / 255, np.float32)), abs=1e-5)
    flat, old = (historic(CAT, "cat.png", process, 0).print.std() for process in ("orthochromatic", "daguerreotype"))
    assert old < 0.7 * flat


def test_modern_colour_is_the_photograph_itself() -> None:
    one = historic(CAT, "cat.png", "modern colour", 0)
    assert np.allclose(one.print * 255, CAT, atol=1e-3)
    assert np.array_equal(one.print, one.photograph)


def test_a_recipe_has_the_targets_that_its_stages_can_reach() -> None:
    levels, restore = Levels(), Restore()
    both = Recipe(title="both", stages=(levels, restore))
    assert aims(both) == {KEPT: (restore,), CORRECTED: (levels, restore)}
    assert aims(Recipe(title="", stages=(restore,))) == {KEPT: (restore,)}
    assert aims(Recipe(title="", stages=(levels,))) == {CORRECTED: (levels,)}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    saved(CAT[:48, :64], tmp_path / "clean" / "animals" / "cat.png")
    saved(painting(), tmp_path / "clean" / "made" / "painting.png")
    return tmp_path


def cell(grids: tuple[Grid, ...], title: str, name: str, column: str) -> float:
    (grid,) = [grid for grid in grids if grid.title == title]
    (line,) = [line for line in grid.lines if line.name == name]
    value = line.cells[grid.columns.index(column)]
    assert value is not None
    return value


def test_the_suite_reports_processes_and_kinds_against_the_targets_that_it_names(archive: Path, device: Device) -> None:
    out = archive / "report"
    evaluation = evaluate_suite(Processes(sigma=(25,)), archive / "clean", device, out, [])
    assert msgspec.json.decode((out / "scores.json").read_bytes(), type=Evaluation) == evaluation
    assert {path.name for path in out.glob("*.png")} == {"sheet-processes-1.png", "sheet-processes-2.png"}
    assert [line.name for line in evaluation.grids[0].lines] == list(PROCESSES)

    def psnr(by: str, target: str, name: str, what: str) -> float:
        return cell(evaluation.grids, f"{by}, {target}: PSNR (dB)", name, f"sigma 25, {what}")

    for process in PROCESSES:
        assert psnr("Process", KEPT, process, "restored") > psnr("Process", KEPT, process, "input") + 3, process
    each = [psnr("Process", KEPT, process, "restored") for process in PROCESSES]
    kinds = [psnr("Kind of picture", KEPT, kind, "restored") for kind in ("animals", "made")]
    assert np.mean(kinds) == pytest.approx(np.mean(each))

    assert psnr("Process", KEPT, "faded colour", "input") > 20, "nothing but noise"
    assert psnr("Process", CORRECTED, "faded colour", "input") < 18, "fading as well"
    assert psnr("Process", CORRECTED, "modern colour", "input") == psnr("Process", KEPT, "modern colour", "input")
    for grid in evaluation.grids:
        assert ("Target: the print" in grid.note) == (KEPT in grid.title)
        assert ("Target: the photograph before" in grid.note) == (CORRECTED in grid.title)


def test_a_part_of_the_pictures_is_spread_evenly(tmp_path: Path) -> None:
    for number in range(9):
        saved(painting(16, 16), tmp_path / f"{number}.png")
    assert [path.stem for path in pictures_in(tmp_path, 3)] == ["0", "4", "8"]
    assert len(pictures_in(tmp_path, 20)) == len(pictures_in(tmp_path)) == 9


@pytest.mark.parametrize("sigma", [-1, 101, float("nan")])
def test_a_sigma_that_is_no_noise_level_is_refused(archive: Path, device: Device, sigma: float) -> None:
    with pytest.raises(AppError, match="is no noise level"):
        evaluate_suite(Processes(sigma=(sigma,)), archive / "clean", device, archive / "report", [])
