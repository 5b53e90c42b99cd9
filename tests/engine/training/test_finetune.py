"""Fine-tuning: what is learnt from, what is estimated, and when the base is better kept."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
import torch
from PIL import Image

import models.package
from engine.errors import PlanInvalid
from engine.evaluation.run import evaluate_folders
from engine.training.export import trained_weights
from engine.training.game import Batch
from engine.training.photographs.alignment import alignment, laid
from engine.training.photographs.collection import Photograph
from engine.training.photographs.pair_batches import PairBatches
from engine.training.photographs.pairs import find_pairs
from engine.training.photographs.pictures import loader, to_tensor
from engine.training.plan import TrainingPlan, read_plan, write_plan
from engine.training.players import Players
from engine.training.run import go_on
from engine.training.trainer import Trainer
from engine.training.tuning.blending import SHARES, blended
from engine.training.tuning.estimation import estimated, signs_in
from engine.training.tuning.finetune import finetune, prepare
from engine.training.tuning.material import Material
from engine.training.tuning.measured_files import MeasuredFiles
from engine.training.tuning.rehearsing import lost
from engine.training.tuning.signs import jpeg_quality
from engine.training.tuning.verdict import Held, Verdict, judged, told
from models.damage import Damage
from models.damages.fading import Fading
from models.damages.grain import Grain
from models.damages.jpeg import Jpeg
from models.damages.lens_blur import LensBlur
from models.damages.noise import Noise
from models.networks.residual_unet import ResidualUNet
from tests.engine.small_archive import photograph, saved
from tests.engine.training.runs import NOISE, PLAN, eight_bits, scene, state_of, written

TUNED = msgspec.structs.replace(PLAN, network=ResidualUNet(widths=(8, 12), blocks=(1, 1)))


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def graphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models.package, "GRAPHS", tmp_path / "graphs")
    (tmp_path / "graphs").mkdir()


def aged(picture: Photograph, *damages: Damage, seed: int = 0) -> Photograph:
    tensor, random = to_tensor(picture)[None], torch.Generator().manual_seed(seed)
    for damage in damages:
        tensor = damage.apply(tensor, random)
    return np.rint(tensor[0].clamp(0, 1).permute(1, 2, 0).numpy() * 255).astype(np.uint8)


def two_folders(place: Path, count: int = 24) -> tuple[Path, Path]:
    clean = [scene(number) for number in range(count)]
    scans = [aged(picture, Noise(sigma=(20, 20)), seed=number) for number, picture in enumerate(clean)]
    return written(place / "before", scans), written(place / "after", clean)


# Pairs ---------------------------------------------------------------------------------------------------------------


def test_a_restored_picture_that_was_turned_enlarged_and_toned_is_laid_over_its_scan() -> None:
    clean = eight_bits(photograph(200, 240))
    scan = aged(clean, Noise(sigma=(10, 10)))
    turn = cv2.getRotationMatrix2D((150, 120), 1.5, 1.25)
    turn[:, 2] += (20, 10)
    other = np.asarray(cv2.warpAffine(clean, turn, (310, 270), flags=cv2.INTER_CUBIC), np.uint8)
    other = np.rint(other * 0.8 + 30).astype(np.uint8)
    found = alignment(scan, other)
    _, over = laid(scan, other, found)
    top, left, bottom, right = found.box
    there = clean[top:bottom, left:right]
    inner = slice(12, -12), slice(12, -12)
    assert found.likeness > 0.9
    assert min(over.shape[:2]) > 120
    assert np.abs(over[inner].astype(float) - there[inner]).mean() < 4


def test_a_pair_that_lies_as_it_should_is_not_resampled() -> None:
    clean = eight_bits(photograph(120, 140))
    scan = aged(clean, Noise(sigma=(20, 20)))
    found = alignment(scan, clean)
    assert found.matrix is None
    assert np.array_equal(laid(scan, clean, found)[1], clean)


def test_wrong_lonely_small_and_unreadable_pairs_are_left_out_by_name(tmp_path: Path) -> None:
    before, after = two_folders(tmp_path)
    Image.fromarray(scene(99)).save(after / "03.png")
    (after / "04.png").unlink()
    Image.fromarray(scene(5)[:20]).save(before / "05.png")
    (before / "06.png").write_bytes(b"no picture")
    pairs = find_pairs(before, after, 32)
    assert {name: reason.split(" (")[0] for name, reason in pairs.dropped.items()} == {
        "03.png": "before and after are not alike",
        "04.png": "it has no counterpart",
        "05.png": "before: 80 × 20 px are too few",
        "06.png": "damaged, or no picture",
    }
    assert len(pairs.kept) == 20
    assert {pair.part for pair in pairs.kept} == {"train", "validation", "test"}


def test_batches_with_pairs_are_known_by_their_step_and_hold_both_kinds(tmp_path: Path) -> None:
    before, after = two_folders(tmp_path)
    plan = msgspec.structs.replace(TUNED, pairs=0.5)
    pairs = find_pairs(before, after, plan.crop).laid("train")
    batches = PairBatches([eight_bits(photograph(72, 80))], pairs, plan)
    for one, other in zip(batches[3], batches[3], strict=True):
        assert torch.equal(one, other)
    damaged, original, noise, *_ = batches[3]
    assert damaged.shape == original.shape == (4, 3, 32, 32)
    assert noise.shape == (4, 1, 1, 1)
    assert ((damaged - original)[2:].std() * 255 - 20).abs() < 3  # of the pairs
    assert list(batches.held_out(2)) == ["pairs", "noise"]


def test_a_run_with_adapters_and_pairs_that_was_stopped_goes_on_exactly(tmp_path: Path, small_model: Path) -> None:
    before, after = two_folders(tmp_path)
    plan = msgspec.structs.replace(TUNED, start_from=str(small_model), adapters=2, pairs=0.5, steps=6)
    batches = PairBatches([scene(50)], find_pairs(before, after, 32).laid("train"), plan)
    never, first, second = (Players.start(plan) for _ in range(3))
    list(Trainer(plan, never).run(loader(batches, 0, 0)))
    for _ in zip(range(3), Trainer(plan, first).run(loader(batches, 0, 0)), strict=False):
        pass
    second.restore(deepcopy(first.state()))
    list(Trainer(plan, second).run(loader(batches, second.step, 0)))
    for left, right in zip(state_of(second), state_of(never), strict=True):
        assert torch.equal(left, right)


# Scans ---------------------------------------------------------------------------------------------------------------


def damage_of(kind: type[Damage], damages: Sequence[Damage]) -> Damage | None:
    return next((one for one in damages if isinstance(one, kind)), None)


def even(number: int) -> Photograph:
    """A part of a photograph with even places, 240 x 256."""
    return eight_bits(photograph(240, 256, left=30 * number))


def test_the_estimate_comes_close_to_what_was_done() -> None:
    clean = [even(number) for number in range(9)]
    done = (
        Fading(gamma=(1, 1), gain=(0.6, 0.6), lift=(0.2, 0.2), uneven=(0, 0)),
        Grain(amplitude=(14, 14), size=(0.9, 0.9), colour=0),
    )
    scans = [signs_in(aged(picture, *done, seed=number), 60) for number, picture in enumerate(clean)]
    ageing = estimated(scans, [signs_in(picture) for picture in clean])
    fading, grain, jpeg = (damage_of(kind, ageing.damages) for kind in (Fading, Grain, Jpeg))
    assert isinstance(fading, Fading)
    assert fading.kept
    assert fading.gain == pytest.approx((0.6, 0.6), abs=0.15)
    assert isinstance(grain, Grain)
    assert grain.amplitude == pytest.approx((14, 14), abs=2)
    assert grain.size == pytest.approx((0.9, 0.9), abs=0.15)
    assert grain.colour == 0
    assert isinstance(jpeg, Jpeg)
    assert jpeg.quality == (60, 60)
    assert damage_of(Noise, ageing.damages) is None
    assert damage_of(LensBlur, ageing.damages) is None


@pytest.mark.parametrize("sigma", [0.8, 1.6])
def test_blur_is_measured_against_clean_photographs(sigma: float) -> None:
    clean = [even(number) for number in range(6)]
    done = LensBlur(sigma=(sigma, sigma)), Noise(sigma=(3, 3))
    scans = [signs_in(aged(picture, *done, seed=number)) for number, picture in enumerate(clean)]
    blur = damage_of(LensBlur, estimated(scans, [signs_in(picture) for picture in clean]).damages)
    assert isinstance(blur, LensBlur)
    assert blur.sigma == pytest.approx((sigma, sigma), abs=0.25)


def test_white_noise_is_not_taken_for_grain_and_clean_scans_for_nothing() -> None:
    clean = [signs_in(even(number)) for number in range(6)]
    noisy = [signs_in(aged(even(number), Noise(sigma=(12, 12)), seed=number)) for number in range(6)]
    noise = damage_of(Noise, estimated(noisy, clean).damages)
    assert isinstance(noise, Noise)
    assert noise.sigma == pytest.approx((12, 12), abs=1)
    assert damage_of(Grain, estimated(noisy, clean).damages) is None
    assert damage_of(LensBlur, estimated(clean, clean).damages) is None
    assert damage_of(Fading, estimated(clean, clean).damages) is None


@pytest.mark.parametrize("quality", [12, 50, 75, 93])
def test_the_quality_of_a_jpeg_is_read_from_its_tables(quality: int) -> None:
    file = io.BytesIO()
    Image.fromarray(scene(1)).save(file, "JPEG", quality=quality)
    with Image.open(file) as picture:
        assert jpeg_quality(picture) == quality


# The whole -----------------------------------------------------------------------------------------------------------


def tuned(material: Material, output: Path, model: Path, plan: TrainingPlan = TUNED) -> Verdict:
    prepare(str(model), material, output, plan)
    run = output / "run"
    laid_out = read_plan(run / "plan.toml")
    write_plan(msgspec.structs.replace(laid_out, steps=6, validate_every=3), run / "plan.toml")
    go_on(run, lambda _: None, workers=0)
    verdict = finetune(str(model), material, output, lambda _: None, 1)
    assert isinstance(verdict, Verdict)
    return verdict


def test_a_model_is_tuned_on_pairs(tmp_path: Path, small_model: Path, graphs: None) -> None:
    before, after = two_folders(tmp_path)
    verdict = tuned(Material(before=before, after=after), tmp_path / "out", small_model)
    assert json.loads((tmp_path / "out" / "verdict.json").read_bytes())["keep"] == verdict.keep
    assert (tmp_path / "out" / "sheet.png").is_file()
    package = models.package.read_package(tmp_path / "out" / "package")
    base = models.package.read_package(small_model)
    assert package.card.network == base.card.network
    assert set(package.tensors()) == set(base.tensors())
    plan = read_plan(tmp_path / "out" / "run" / "plan.toml")
    assert (plan.adapters, plan.pairs, plan.judged) == (8, 0.5, ("pairs",))
    assert set(verdict.forgetting) == {"noise"}
    assert verdict.share in SHARES
    share, weights = blended(tmp_path / "out" / "run")
    new, old = trained_weights(tmp_path / "out" / "run"), base.tensors()
    assert share == verdict.share
    for name, weight in weights.items():
        torch.testing.assert_close(weight, old[name] + share * (new[name] - old[name]))


@pytest.mark.parametrize("pairs", [True, False])
def test_evaluate_says_the_same_numbers_of_the_same_files(pairs: bool, tmp_path: Path, small_model: Path, graphs: None) -> None:
    if pairs:
        before, after = two_folders(tmp_path)
        material = Material(before=before, after=after)
    else:
        scans = written(tmp_path / "scans", [aged(even(n), Noise(sigma=(15, 15)), seed=n) for n in range(16)])
        material = Material(scans=(scans,), pictures=(written(tmp_path / "clean", [even(50 + n) for n in range(24)]),))
    verdict = tuned(material, tmp_path / "out", small_model)
    measured, files = tmp_path / "out" / "measured", [each.file for each in verdict.photographs]
    assert all(files)
    for kind in ("before", "base", "tuned"):
        table = evaluate_folders(measured / "clean", measured / kind, None, tmp_path / kind, 0, []).tables[0]
        assert list(table.pictures) == files
        figures = [round(one.psnr_rgb, 3) for one in table.rows[-1].scores]
        assert figures == [getattr(each, kind) for each in verdict.photographs]


def test_of_many_or_large_photographs_some_are_kept_and_all_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.training.tuning.measured_files.MOST", 3 * 64.0)
    files = MeasuredFiles(tmp_path, 7, 64)
    (tmp_path / "measured" / "base" / "0099.png").touch()  # of an earlier verdict
    files = MeasuredFiles(tmp_path, 7, 64)
    clean = torch.full((1, 3, 8, 8), 0.5)
    found = [files.held(str(n), clean, clean + 0.1, clean + 0.02, clean + 0.01 * n) for n in range(7)]
    assert [each.file for each in found] == ["0001.png", "", "", "0004.png", "", "", "0007.png"]
    assert sorted(path.name for path in (tmp_path / "measured" / "base").iterdir()) == ["0001.png", "0004.png", "0007.png"]
    assert found[0].tuned == 100
    assert found[1].tuned > found[2].tuned > found[6].tuned > found[0].before - 1


def test_a_model_is_tuned_on_scans_without_a_claim_about_them(tmp_path: Path, small_model: Path, graphs: None) -> None:
    scans = written(tmp_path / "scans", [aged(even(n), Noise(sigma=(15, 15)), seed=n) for n in range(16)])
    verdict = tuned(Material(scans=(scans,)), tmp_path / "out", small_model)
    plan = read_plan(tmp_path / "out" / "run" / "plan.toml")
    assert [ageing.title for ageing in plan.ageings] == ["yours", "noise"]
    assert plan.ageings[0].share == NOISE.share
    assert verdict.measured_on == "synthetic"
    assert "synthetic" in told(verdict)
    held_out = {each.name for each in verdict.scans}
    assert held_out
    learnt = json.loads((tmp_path / "out" / "run" / "collection.json").read_text())["photographs"]
    assert not held_out & {f"{Path(each['file']).stem[-2:]}.png" for each in learnt if each["part"] == "train"}


# The verdict ---------------------------------------------------------------------------------------------------------


def held(gains: Sequence[float]) -> list[Held]:
    return [Held(f"{number}.png", 20, 25, 25 + gain) for number, gain in enumerate(gains)]


def test_the_base_is_kept_where_the_gain_is_noise() -> None:
    gains = np.random.default_rng(1).normal(0.1, 1, 20)
    verdict = judged("restorer", "pairs", held(gains.tolist()), {"noise": 0.0})
    assert verdict.keep == "base"
    assert verdict.gain.low < 0 < verdict.gain.high
    assert told(verdict).startswith("Keep the base.\n  no gain that is more than chance")


def test_the_base_is_kept_where_photographs_are_too_few_or_something_was_forgotten() -> None:
    assert judged("restorer", "pairs", held([1.0] * 5), {}).keep == "base"
    assert judged("restorer", "pairs", held([]), {}).keep == "base"
    verdict = judged("restorer", "pairs", held([1.0] * 12), {"noise": 0.1, "jpeg": 0.31})
    assert verdict.keep == "base"
    assert verdict.because == ("it has forgotten: jpeg lost 0.31 dB",)


def test_what_nobody_sees_is_not_forgotten() -> None:
    original = torch.full((1, 3, 8, 8), 0.5)
    batch = Batch(original, original, torch.zeros(1, 1, 1, 1), torch.zeros(1, 1, 8, 8), torch.empty(0), torch.empty(0))
    assert lost([original], [original + 0.2 / 255], [batch]) < 0.2
    assert lost([original + 5 / 255], [original + 10 / 255], [batch]) == pytest.approx(6, abs=0.2)


def test_a_gain_that_is_more_than_chance_is_said_with_its_interval() -> None:
    verdict = judged("restorer", "pairs", held([0.8, 1.0, 1.2] * 4), {"noise": 0.1})
    assert verdict.keep == "tuned"
    assert 0.8 < verdict.gain.low < 1.0 < verdict.gain.high < 1.2
    assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


def test_five_pictures_can_be_learnt_from_but_tell_no_gain(tmp_path: Path, small_model: Path, graphs: None) -> None:
    scans = written(tmp_path / "scans", [aged(even(n), Noise(sigma=(15, 15)), seed=n) for n in range(5)])
    clean = written(tmp_path / "clean", [even(50 + n) for n in range(5)])
    verdict = tuned(Material(scans=(scans,), pictures=(clean,)), tmp_path / "out", small_model)
    assert verdict.keep == "base"
    assert "2 held-out photographs are too few to tell a gain from chance" in verdict.because


# Too little ----------------------------------------------------------------------------------------------------------


def test_too_little_to_learn_from_is_said_in_words(tmp_path: Path, small_model: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    one = saved(tmp_path / "one" / "a.png", photograph(72, 80)).parent
    copies = written(tmp_path / "copies", [scene(1, 96, 112)] * 8)
    small = written(tmp_path / "tiny", [scene(number)[:20] for number in range(5)])
    clean = written(tmp_path / "clean", [scene(10 + number, 96, 112) for number in range(12)])
    cases = [
        (Material(scans=(empty,)), "0 scans are too few"),
        (Material(scans=(one,)), "1 scans are too few"),
        (Material(scans=(copies,)), r"1 scans are too few to learn from \(7 are nearly the same as others\)"),
        (Material(scans=(copies,), pictures=(clean,)), "1 scans are too few"),
        (Material(scans=(small,)), r"0 scans are too few to learn from \(5 are too small or unreadable\)"),
        (Material(scans=(clean,), pictures=(copies,)), "1 pictures of at least 32 pixels in .*too few to learn from"),
        (Material(scans=(clean,), pictures=(one,)), "1 pictures of at least 32 pixels in .*too few to learn from"),
        (Material(before=copies, after=copies), "are too few"),
        (Material(before=empty, after=empty), "0 pairs in"),
        (Material(before=one, after=one), "1 pairs in"),
        (Material(before=one, after=empty), "it has no counterpart"),
        (Material(before=one), "both folders"),
        (Material(before=one, after=tmp_path / "nowhere"), "is no folder"),
        (Material(), "either scans or pairs"),
    ]
    for material, message in cases:
        with pytest.raises(PlanInvalid, match=message):
            prepare(str(small_model), material, tmp_path / "out", TUNED)
    with pytest.raises(PlanInvalid, match="is no restorer"):
        prepare("toner", Material(scans=(one,)), tmp_path / "out")
    with pytest.raises(PlanInvalid, match="the plan of “small” is not known"):
        prepare(str(small_model), Material(scans=(one,)), tmp_path / "out")
