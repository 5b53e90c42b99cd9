"""The suite `robustness`: attacks stay within their bounds and hurt, and what is no change changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import skimage.data

from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.errors import AppError, ModelInvalid
from engine.evaluation.answers import answers_of, checked
from engine.evaluation.attacks import Gradient, fgsm, gradient_of, pgd, random_signs
from engine.evaluation.changes import BOUNDS, SIGMA, Answer, answers, lit, shifted
from engine.evaluation.denoising import noisy
from engine.evaluation.figures import Evaluation
from engine.evaluation.painted import painted
from engine.evaluation.run import evaluate_suite
from engine.evaluation.suites.robustness import Robustness
from engine.packages import find_package
from engine.pixels import Pixels
from engine.sheets import Copy, shown
from engine.stages.restore import Restore
from tests.engine.evaluation.pictures import painting, saved

CAT = skimage.data.chelsea()[50:122, 110:182]


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    device = open_device("torch-cpu")
    yield device
    device.close()


def small_gradient(small_model: Path) -> tuple[Copy, Gradient]:
    """A noisy photograph, and the gradient of what a small network makes of it."""
    return shown(noisy(CAT, "cat.png", SIGMA)), gradient_of(find_package(str(small_model)), CAT, SIGMA)


def squared_error(picture: Copy | Pixels, model: Path, device: Device) -> float:
    pixels = np.asarray(picture / 255, np.float32) if picture.dtype == np.uint8 else np.asarray(picture, np.float32)
    restored = painted(pixels, (Restore(noise=SIGMA),), lambda _: device.network(str(model)))
    return float(((restored - CAT / 255) ** 2).sum())


@pytest.mark.parametrize("bound", BOUNDS)
def test_an_attack_never_leaves_its_bound_nor_the_eight_bits(bound: int) -> None:
    random = np.random.default_rng(0)
    picture = random.integers(0, 256, (40, 50, 3), np.uint8)
    picture[:9], picture[9:18] = 0, 255

    def gradient(_: Pixels) -> Pixels:
        return np.asarray(random.standard_normal(picture.shape), np.float32)

    control = random_signs(picture, bound, random)
    for attacked in (control, fgsm(picture, bound, gradient), pgd(picture, bound, gradient, random)):
        changed = np.abs(attacked.astype(int) - picture)
        assert attacked.dtype == np.uint8
        assert changed.max() == bound
        assert changed.mean() > bound / 4, "it uses its room"


@pytest.mark.parametrize("width", [1, 40])
def test_the_gradient_is_that_of_the_real_restoration_up_to_the_edge(small_model: Path, device: Device, width: int) -> None:
    """Along the part of the gradient that lies that near the edge, which the stage mirrors, or along all of it."""
    given, gradient = small_gradient(small_model)
    pixels = np.asarray(given / 255, np.float32)
    slope = gradient(pixels)
    slope[width:-width, width:-width] = 0
    step = np.asarray(slope / np.linalg.norm(slope) * 0.02, np.float32)
    ahead, behind = (squared_error(pixels + sign * step, small_model, device) for sign in (1, -1))
    assert (ahead - behind) / 0.04 == pytest.approx(float(np.linalg.norm(slope)), rel=0.01)


@pytest.mark.parametrize("bound", BOUNDS)
def test_attacks_hurt_more_than_random_noise_of_their_size(small_model: Path, device: Device, bound: int) -> None:
    given, gradient = small_gradient(small_model)
    random = np.random.default_rng(0)
    plain, control, one_step, many = (
        squared_error(picture, small_model, device)
        for picture in (
            given, random_signs(given, bound, random), fgsm(given, bound, gradient), pgd(given, bound, gradient, random),
        )
    )  # fmt: skip
    assert plain < control < one_step
    assert many > control


def identity(picture: Pixels, noise: float) -> Pixels:
    return np.clip(picture, 0, 1)


def nothing(picture: Pixels) -> Pixels:
    return np.zeros_like(picture)


def test_a_restorer_that_does_nothing_minds_neither_shifts_nor_light() -> None:
    pixels = np.asarray(CAT / 255, np.float32)
    for shift in (1, 7):
        assert shifted(pixels, shift, pixels, CAT, identity).agreement == 100
    for gain, gamma in ((0.8, 1), (1.2, 1), (1, 0.8), (1, 1.25)):
        answer = lit(pixels, gain, gamma, pixels, CAT, identity)
        assert answer.agreement > 60, answer.change
        assert abs(answer.drop) < 0.1


def test_a_restorer_that_knows_its_place_is_caught_by_a_shift() -> None:
    stripes = np.zeros(CAT.shape, np.float32)
    stripes[:, ::2] = 0.1
    pixels = np.asarray(CAT / 400, np.float32)
    agreements = [shifted(pixels, by, pixels + stripes, CAT, lambda picture, _: picture + stripes).agreement for by in (1, 2)]
    assert agreements[0] < 25
    assert agreements[1] == 100


def test_the_noise_level_that_is_told_follows_the_light() -> None:
    told: list[float] = []

    def restore(picture: Pixels, noise: float) -> Pixels:
        told.append(noise)
        return identity(picture, noise)

    grey = np.full((64, 64, 3), 128, np.uint8)
    pixels = np.asarray(noisy(grey, "grey.png", SIGMA), np.float32)
    for gain, gamma in ((0.8, 1), (1.2, 1), (1, 1.25)):
        lit(pixels, gain, gamma, pixels, grey, restore)
    assert told == pytest.approx([12, 18, SIGMA * 1.25 * 0.5**0.25], rel=0.02)


def test_all_changes_are_answered_in_order_and_alike_every_time() -> None:
    found, again = (list(answers(CAT, "cat.png", identity, nothing)) for _ in range(2))
    assert [drawn(one) for one in found] == [drawn(one) for one in again]
    assert [one.change for one in found][:4] == ["no change", "random signs, 2 levels", "FGSM, 2 levels", "PGD, 2 levels"]
    assert len(found) == len({one.change for one in found}) == 20
    assert {one.control for one in found} == {None, "random signs, 2 levels", "random signs, 4 levels"}


def drawn(answer: Answer) -> str:
    return f"{answer.change} {answer.psnr} {answer.agreement}"


def test_the_suite_writes_its_table_and_the_worst_crops(tmp_path: Path, small_model: Path, device: Device) -> None:
    saved(CAT, tmp_path / "clean" / "cat.png")
    saved(painting(72, 72), tmp_path / "clean" / "painting.png")
    out = tmp_path / "report"
    evaluation = evaluate_suite(Robustness(model=str(small_model)), tmp_path / "clean", device, out, ["evaluate"])
    assert msgspec.json.decode((out / "scores.json").read_bytes(), type=Evaluation) == evaluation
    assert (out / "sheet-worst.png").is_file()
    whole, each = evaluation.grids
    lines = {line.name: line.cells for line in whole.lines}
    assert lines["no change"][1:3] == (0, 0)
    for attack in ("FGSM, 4 levels", "PGD, 4 levels"):
        drop, worst, beyond = lines[attack][1], lines[attack][2], lines[attack][3]
        assert drop is not None and worst is not None and beyond is not None  # noqa: PT018 (one thing)
        assert worst >= drop > beyond > 0
    assert lines["random signs, 4 levels"][3] is None
    assert each.columns == ("cat.png", "painting.png")


def test_what_cannot_be_attacked_is_refused_in_words(tmp_path: Path, small_model: Path, device: Device) -> None:
    with pytest.raises(ModelInvalid, match="is no restorer"):
        checked(find_package("toner"))
    tiny = saved(painting(40, 80), tmp_path / "tiny.png")
    with pytest.raises(AppError, match="too small"):
        answers_of(tiny, find_package(str(small_model)), lambda _: device.network(str(small_model)))
