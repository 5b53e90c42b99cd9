"""Teaching a package of styles one more from a few works: what learns, what is held out, and when the base is better kept."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from PIL import Image
from torch import Tensor

import models.package
from engine.errors import PlanInvalid
from engine.training.games.styles import Styles
from engine.training.photographs.collection import read_works
from engine.training.photographs.pictures import Batches, loader, to_tensor
from engine.training.plan import TrainingPlan, read_plan, write_plan
from engine.training.players import Players
from engine.training.run import go_on
from engine.training.trainer import Trainer
from engine.training.tuning.finetune import finetune, prepare
from engine.training.tuning.material import Material
from engine.training.tuning.style_verdict import StyleVerdict, told_style
from engine.training.tuning.style_works import MOST, held_out, lay_works
from engine.training.tuning.with_style import style_plan
from models.card import Card
from models.losses.charbonnier import Charbonnier
from models.losses.gram import Gram
from models.losses.total_variation import TotalVariation
from models.networks.residual_net import ResidualNet
from models.optimisers.adam import Adam
from models.package import read_package, write_package
from tests.engine.training.runs import PLAN, plan, scene, state_of, work, written

NETWORK = ResidualNet(width=8, blocks=1, styles=2)
OWN = plan(Styles(style=(Charbonnier(),)), network=NETWORK, losses=(TotalVariation(weight=0.1),))


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def stylist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two styles, random ones."""
    monkeypatch.setattr(models.package, "GRAPHS", tmp_path / "graphs")
    monkeypatch.setattr("models.features.OWN", tmp_path / "no perception")  # a few steps show in texture, not in features
    (tmp_path / "graphs").mkdir()
    torch.manual_seed(4)
    network = NETWORK.build()
    with torch.no_grad():
        network.get_parameter("tail.weight").mul_(10)  # it paints boldly, so that a few steps show
    card = Card(
        id="stylist", title="Stylist", purpose="For tests.", network=NETWORK, halo=24, licence="none", trained_on="nothing",
        weights_sha256="",
    )  # fmt: skip
    return write_package(tmp_path / "stylist", card, network).folder


def folders(place: Path, works: int = 8, photographs: int = 40) -> Material:
    style = written(place / "works", [work(number) for number in range(works)])
    return Material(style=style, pictures=(written(place / "photographs", [scene(number) for number in range(photographs)]),))


# The whole -----------------------------------------------------------------------------------------------------------


def test_a_style_is_learnt_and_no_other_is_touched(tmp_path: Path, stylist: Path) -> None:
    material, output = folders(tmp_path), tmp_path / "out"
    prepare(str(stylist), material, output, OWN)
    laid_out = read_plan(output / "run" / "plan.toml")
    short = msgspec.structs.replace(laid_out, steps=60, validate_every=30, average=0.8, optimiser=Adam(learning_rate=0.03))
    write_plan(short, output / "run" / "plan.toml")
    go_on(output / "run", lambda _: None, workers=0)
    verdict = finetune(str(stylist), material, output, lambda _: None, 1)

    assert isinstance(verdict, StyleVerdict)
    assert verdict.keep == "tuned", verdict.because
    assert verdict.style == 2
    assert verdict.by["texture"].over_nearest.low > 0
    assert verdict.by["texture"].mean("painted") < 0.9 * verdict.by["texture"].mean("untouched")
    assert len(verdict.works.held_out) == 2
    assert len(verdict.works.learnt) == 6
    assert not set(verdict.works.learnt) & set(verdict.works.held_out)
    assert msgspec.json.decode((output / "verdict.json").read_bytes(), type=StyleVerdict) == verdict
    with Image.open(output / "sheet.png") as sheet:
        assert sheet.width > 5 * 64
    assert told_style(verdict).startswith("The style was learnt: it is number 2 of the package")

    assert json.loads((output / "run" / "works.json").read_text()) == [str(output / "run" / "style" / "learnt")]
    base, tuned = read_package(stylist), read_package(output / "package")
    assert tuned.card.network == ResidualNet(width=8, blocks=1, styles=3)
    assert tuned.card.styles == ("style-1", "style-2", "works"), "it is called as its folder is"
    for code in [(0, 0), (1, 0), (0, 1), (0.5, 0.5)]:
        assert torch.equal(answer(tuned.network(), *code, 0), answer(base.network(), *code))
    assert not torch.allclose(answer(tuned.network(), 0, 0, 1), answer(base.network(), 0.5, 0.5), atol=0.02)


@torch.no_grad()
def answer(network: torch.nn.Module, *code: float) -> Tensor:
    picture = to_tensor(scene(77, 64, 80))[None]
    planes = torch.tensor(code).view(1, -1, 1, 1).expand(1, -1, 64, 80)
    painted: Tensor = network(torch.cat([picture, planes], dim=1))
    return painted


def test_a_run_of_a_style_that_was_stopped_goes_on_exactly(tmp_path: Path, stylist: Path) -> None:
    of = msgspec.structs.replace(style_plan(read_package(stylist), OWN), steps=6)
    lay_works(written(tmp_path / "works", [work(number) for number in range(3)]), 32, tmp_path / "run")
    batches = Batches([scene(50)], of, read_works([tmp_path / "run" / "style" / "learnt"], 32))
    never, first, second = (Players.start(of) for _ in range(3))
    list(Trainer(of, never).run(loader(batches, 0, 0)))
    for _ in zip(range(3), Trainer(of, first).run(loader(batches, 0, 0)), strict=False):
        pass
    second.restore(deepcopy(first.state()))
    list(Trainer(of, second).run(loader(batches, second.step, 0)))
    for left, right in zip(state_of(second), state_of(never), strict=True):
        assert torch.equal(left, right)


def test_the_plan_keeps_the_losses_of_its_own_and_teaches_the_new_style_alone(stylist: Path) -> None:
    of = style_plan(read_package(stylist), OWN)
    assert of.game == Styles(style=(Charbonnier(),), mixed=0.0, first=2)
    assert (of.losses, of.crop, of.only_new) == (OWN.losses, OWN.crop, True)
    without = style_plan(read_package(stylist))
    assert isinstance(without.game, Styles)
    assert [str(loss.__struct_config__.tag) for loss in (*without.losses, *without.game.style)] == [
        "content", "sliced-wasserstein", "gram",
    ]  # fmt: skip


# Works ---------------------------------------------------------------------------------------------------------------


def test_a_fifth_of_the_works_is_held_out_by_name_and_copies_stay_together() -> None:
    names = [f"{number}.png" for number in range(20)]
    kept_back = held_out(names, range(20))
    assert len(kept_back) == 4
    backwards = held_out(names[::-1], range(20))
    assert {names[number] for number in kept_back} == {names[::-1][number] for number in backwards}
    first = next(iter(kept_back))
    assert 20 in held_out([*names, "copy.png"], [*range(20), first])
    assert held_out(names[:5], range(5)) == set()
    assert len(held_out(names[:6], range(6))) == 2
    assert held_out(names, [0, 1, 2, 3, 4] * 4) == set()  # twenty files, five pictures


def test_works_are_laid_out_upright_and_fifty_at_most(tmp_path: Path) -> None:
    folder = written(tmp_path / "works", [work(number, 36, 48) for number in range(62)])
    (folder / "broken.jpg").write_bytes(b"no picture")
    Image.fromarray(work(99, 20, 40)).save(folder / "small.png")
    Image.fromarray(work(0, 36, 48)).save(folder / "twin.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.fromarray(work(5, 36, 48)).save(folder / "00.jpg", exif=exif)
    works = lay_works(folder, 32, tmp_path / "run")
    assert works.found == 63
    assert len(works.learnt) + len(works.held_out) == MOST
    assert set(works.left_out) == {"broken.jpg", "small.png", "twin.png"}
    laid = read_works([tmp_path / "run"], 32).pictures
    assert {picture.shape[:2] for picture in laid} == {(36, 48), (48, 36)}


def test_large_works_are_laid_out_as_a_whole_picture_is_seen(tmp_path: Path) -> None:
    lay_works(written(tmp_path / "works", [work(0, 900, 2100)]), 32, tmp_path / "run")
    with Image.open(tmp_path / "run" / "style" / "learnt" / "00.png") as laid:
        assert laid.size == (700, 300)


# Too little ----------------------------------------------------------------------------------------------------------


def test_what_no_style_can_be_learnt_from_is_said_in_words(tmp_path: Path, stylist: Path) -> None:
    good = folders(tmp_path / "good", works=1, photographs=3)
    assert good.style
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.mkdir()
    broken.mkdir()
    (broken / "a.png").write_bytes(b"no picture")
    small = written(tmp_path / "small", [work(0, 20, 40)])
    cases: list[tuple[Material, TrainingPlan | None, str]] = [
        (but(good, style=empty), OWN, "there is no work to learn a style from: it has no pictures"),
        (but(good, style=broken), OWN, r"a\.png \(unreadable: damaged, or no picture\)"),
        (but(good, style=small), OWN, r"too small: 40 × 20 px"),
        (but(good, style=tmp_path / "nowhere"), OWN, "cannot be read"),
        (but(good, pictures=(empty,)), OWN, "nothing to learn from"),
        (but(good, pictures=(tmp_path / "good",)), OWN, "lie in one another"),
        (but(good, pictures=()), OWN, "needs photographs"),
        (but(good, scans=(empty,)), OWN, "without scans or pairs"),
        (but(good, before=empty), OWN, "without scans or pairs"),
        (good, PLAN, "not of the game `styles`"),
        (good, msgspec.structs.replace(OWN, losses=(Gram(weights="nowhere"),)), "a loss of the style cannot be made"),
    ]
    for material, own, message in cases:
        with pytest.raises(PlanInvalid, match=message) as refused:
            prepare(str(stylist), material, tmp_path / "out", own)
        assert refused.value.hint
    with pytest.raises(PlanInvalid, match="“toner” has no styles"):
        prepare("toner", good, tmp_path / "out")
    assert not (tmp_path / "out" / "run" / "plan.toml").exists()


def but(material: Material, **changes: Any) -> Material:
    return Material(**{**vars(material), **changes})
