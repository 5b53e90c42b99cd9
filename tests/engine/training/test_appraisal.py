"""The appraisal of a run: what its average weights make of held-out photographs, beside the photographs as they were given."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from msgspec.structs import astuple, replace

import models.features
from engine.training.checkpoint import save_checkpoint
from engine.training.comparing.appraisal import LAYERS, Likeness, appraise, outdated
from engine.training.distances import diversity
from engine.training.photographs.diagnosis import Diagnosis, Examined
from engine.training.plan import TrainingPlan
from engine.training.players import Players
from engine.training.run import lay_out
from models.card import Card
from models.losses.perceptual import Perceptual
from models.networks.perception import Perception
from models.package import read_package, write_package
from tests.engine.small_archive import photograph, saved
from tests.engine.training.runs import PLAN, PLANS, SQUEEZENET

HELD_OUT = 6
COMPARABLE = {name: plan for name, plan in PLANS.items() if plan.network.paints}
SEEING = replace(PLANS["paired with an adversary"], losses=(Perceptual(weights=SQUEEZENET),))
with_network = pytest.mark.skipif(not Path(SQUEEZENET).exists(), reason=f"the recognition network is not in {SQUEEZENET}")


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photographs, and works of two styles."""
    folder = tmp_path_factory.mktemp("collection")
    for index in range(HELD_OUT):
        saved(folder / "photographs" / f"{index:03}.png", photograph(56, 64, left=120 + 27 * index))
    for style, channel in (("red", 0), ("blue", 2)):
        work = photograph(64, 64, left=400 + 90 * channel)
        work[..., [other for other in range(3) if other != channel]] /= 3
        saved(folder / "works" / style / "one.png", work)
    return folder


@pytest.fixture(autouse=True)
def no_network_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if none was bundled, so that the tests say the same before and after."""
    monkeypatch.setattr(models.features, "OWN", tmp_path / "perception")


def finished(run: Path, plan: TrainingPlan, collection: Path, scaled: float = 1.0) -> Path:
    """A run whose average has random weights, `scaled`; scaled by 0, the residual networks change nothing."""
    lay_out(plan, examined(collection / "photographs"), run, [collection / "works"])
    players = Players.start(plan)
    for weights in players.average.parameters():
        weights.mul_(scaled)
    save_checkpoint(players, run)
    return run


def examined(folder: Path) -> Diagnosis:
    """All of the photographs held out."""
    photographs = tuple(Examined(file=str(file), part="validation") for file in sorted(folder.iterdir()))
    return Diagnosis(folders=(str(folder),), smallest=16, blurred_below=0, photographs=photographs, others=0)


def made_by(run: Path) -> Likeness:
    appraisal = appraise(run)
    assert appraisal is not None
    return appraisal.made


@pytest.mark.parametrize("name", COMPARABLE)
def test_the_runs_of_every_game_can_be_appraised_and_always_come_out_alike(name: str, tmp_path: Path, collection: Path) -> None:
    run = finished(tmp_path / "run", PLANS[name], collection)
    appraisal = appraise(run)
    assert appraisal is not None
    assert appraisal == appraise(run)
    assert appraisal.pictures == HELD_OUT
    assert appraisal.works == PLANS[name].game.needs_works
    figures = [one for one in (*astuple(appraisal.made), *astuple(appraisal.untouched)) if one is not None]
    assert all(math.isfinite(one) for one in figures)


@pytest.mark.parametrize("name", ["paired", "contrast", "cycle"])
def test_a_run_that_changes_nothing_is_worth_as_much_as_the_untouched_pictures(
    name: str, tmp_path: Path, collection: Path
) -> None:
    appraisal = appraise(finished(tmp_path / "run", PLANS[name], collection, scaled=0))
    assert appraisal is not None
    assert appraisal.made == appraisal.untouched


def test_a_run_that_began_with_a_package_is_seen_beside_it(tmp_path: Path, collection: Path, small_model: Path) -> None:
    plan = replace(PLANS["paired"], network=read_package(small_model).card.network, start_from=str(small_model))
    run = finished(tmp_path / "run", plan, collection)
    appraisal = appraise(run)
    assert appraisal is not None
    assert appraisal.start == appraisal.made
    assert appraisal.start != appraisal.untouched
    begun_with_chance = appraise(finished(tmp_path / "other", PLANS["paired"], collection))
    assert begun_with_chance is not None
    assert begun_with_chance.start is None


def test_damaged_pictures_are_measured_against_their_originals(tmp_path: Path, collection: Path) -> None:
    noisy = made_by(finished(tmp_path / "run", PLANS["paired"], collection, scaled=0))
    assert 17 < noisy.psnr < 23  # the noise of the plan, of 30 in 255, is 18.6 dB; clipping takes some of it
    assert noisy.ssim < 0.9
    assert noisy.texture > 0
    assert noisy.diversity > 0.9


def test_where_there_are_works_content_is_the_photographs_and_texture_that_of_the_works(
    tmp_path: Path, collection: Path
) -> None:
    unchanged = made_by(finished(tmp_path / "run", PLANS["contrast"], collection, scaled=0))
    assert (unchanged.psnr, unchanged.ssim, unchanged.diversity) == pytest.approx((100, 1, 1))
    assert unchanged.texture > 0.1


def test_it_is_the_average_that_is_appraised(tmp_path: Path, collection: Path) -> None:
    run = finished(tmp_path / "run", PLAN, collection)
    before = made_by(run)
    players = Players.start(PLAN)
    for weights in players.generator.parameters():
        weights.data.zero_()
    save_checkpoint(players, run)
    assert made_by(run) == before
    for weights in players.average.parameters():
        weights.zero_()
    save_checkpoint(players, run)
    assert made_by(run) != before


def test_every_seed_is_shown_the_same_holes_and_works(tmp_path: Path, collection: Path) -> None:
    for name in ("inpainting", "contrast"):
        one, other = (
            appraise(finished(tmp_path / f"{name}-{seed}", replace(PLANS[name], seed=seed), collection)) for seed in (1, 2)
        )
        assert one is not None
        assert other is not None
        assert one.untouched == other.untouched
        assert one.made != other.made


def test_large_collections_are_appraised_by_some_of_their_photographs(
    tmp_path: Path, collection: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.training.comparing.appraisal.HELD_OUT", 3)
    appraisal = appraise(finished(tmp_path / "run", PLAN, collection))
    assert appraisal is not None
    assert appraisal.pictures == 3


def test_what_cannot_be_appraised_has_no_appraisal(tmp_path: Path, collection: Path) -> None:
    run = finished(tmp_path / "run", PLAN, collection)
    (run / "checkpoint.pt").unlink()
    assert appraise(run) is None
    if Path(SQUEEZENET).exists():
        assert appraise(finished(tmp_path / "pupil", PLANS["distillation"], collection)) is None


# Features ------------------------------------------------------------------------------------------------------------


def test_without_a_network_to_look_through_features_are_left_out(tmp_path: Path, collection: Path) -> None:
    appraisal = appraise(finished(tmp_path / "run", PLAN, collection))
    assert appraisal is not None
    assert (appraisal.made.perceptual, appraisal.untouched.perceptual, appraisal.eyes) == (None, None, "")


@with_network
def test_features_are_seen_through_the_network_of_the_plans_losses(tmp_path: Path, collection: Path) -> None:
    run = finished(tmp_path / "run", SEEING, collection)
    appraisal = appraise(run)
    assert appraisal is not None
    assert appraisal.eyes.startswith("squeezenet1_0.safetensors ")
    assert appraisal.made.perceptual is not None
    assert appraisal.made.perceptual > 0
    unchanged = made_by(finished(tmp_path / "contrast", replace(PLANS["contrast"], losses=SEEING.losses), collection, scaled=0))
    assert unchanged.perceptual == pytest.approx(0, abs=1e-9), "a photograph is not apart from itself"
    assert not outdated(appraisal, run)


def test_our_own_network_comes_first_and_outdates_what_others_have_seen(tmp_path: Path, collection: Path) -> None:
    run = finished(tmp_path / "run", SEEING if Path(SQUEEZENET).exists() else PLAN, collection)
    before = appraise(run)
    design = Perception(widths=(8, 8, 8), layers=LAYERS)
    card = Card(
        id="perception", title="", purpose="", network=design, halo=0, licence="", trained_on="", weights_sha256=""
    )  # fmt: skip
    torch.manual_seed(0)
    write_package(tmp_path / "perception", card, design.build())
    after = appraise(run)
    assert before is not None
    assert after is not None
    assert after.eyes.startswith("perception ")
    assert after.made.perceptual not in (None, before.made.perceptual)
    assert outdated(before, run)
    assert not outdated(after, run)


def test_crops_that_are_too_small_to_recognise_anything_in_have_no_features(tmp_path: Path, collection: Path) -> None:
    appraisal = appraise(finished(tmp_path / "run", replace(PLAN, crop=16, losses=SEEING.losses), collection))
    assert appraisal is not None
    assert appraisal.made.perceptual is None


# Diversity -----------------------------------------------------------------------------------------------------------


def test_pictures_that_have_become_the_same_have_no_diversity_and_half_the_contrast_leaves_half() -> None:
    pictures = torch.rand(6, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    assert diversity(pictures.mean(dim=0, keepdim=True).expand(6, -1, -1, -1), pictures) == pytest.approx(0, abs=1e-6)
    assert diversity(pictures / 2, pictures) == pytest.approx(0.5)
    assert diversity(pictures[:1], pictures[:1]) == 1, "a picture alone has nobody to be like"
