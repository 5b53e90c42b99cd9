"""What the engine answers about teaching, and how a fine-tuning is watched, judged anew and published."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image

import engine.messages.teaching_requests as asked
from engine.commands.tuning import in_words_of
from engine.desks.describing import described_stage
from engine.desks.publishing import NotPublished, publish, publish_style
from engine.desks.teaching import PLAIN, Teaching, described_damages
from engine.errors import AppError, Cancelled, DestinationNotWritable, PlanInvalid, RecipeInvalid
from engine.messages.answers import StageDescribed
from engine.messages.teaching_answers import DamageShown
from engine.names import path_of, uri_of
from engine.packages import find_package
from engine.paths import user_models
from engine.recipe import recipe_of
from engine.running import AlreadyRunning, is_running, process_in, running_in
from engine.stages.restore import Restore
from engine.training.menu import DAMAGES
from engine.training.tuning.findings import clean_findings, scan_findings
from engine.training.tuning.wishes import Wishes
from models.card import Card
from models.damages.noise import Noise
from models.networks.residual_net import ResidualNet
from models.networks.residual_unet import ResidualUNet
from models.package import write_package
from tests.engine.training.runs import scene, written


@pytest.fixture(autouse=True)
def users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("PATINA_HOME", str(home))
    return home


@pytest.fixture
def teaching() -> Iterator[Teaching]:
    made = Teaching()
    yield made
    made.close()


def noisy(folder: Path, count: int) -> Path:
    import torch

    from engine.training.photographs.pictures import to_tensor

    random = torch.Generator().manual_seed(1)
    pictures = [Noise(sigma=(20, 20)).apply(to_tensor(scene(n, 128, 144))[None], random)[0] for n in range(count)]
    levels = [(one.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy() for one in pictures]
    return written(folder, levels)


# What there is -------------------------------------------------------------------------------------------------------


def test_what_can_be_taught_is_told_with_the_models_that_can_learn_it(teaching: Teaching) -> None:
    goals = {goal.name: goal for goal in teaching.describe(asked.DescribeTeaching(1)).goals}
    assert goals["repair"].models == ("restorer", "restorer-crisp"), "an enlarger is no restorer"
    assert goals["style"].models == ("stylist",)
    assert goals["colours"].models == ("colouriser",)
    assert goals["enlarge"].models == ("enlarger-x2", "enlarger-x4"), "the crisp one has pleased an adversary"
    assert not any(goal.lacking for goal in goals.values())


def test_what_cannot_be_taught_is_told_with_the_reason(teaching: Teaching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.desks.teaching.package_folders", lambda: {"finder": Path()})
    for goal in teaching.describe(asked.DescribeTeaching(1)).goals:
        assert goal.models == ()
        assert goal.lacking


def test_every_damage_has_a_place_in_the_order_plain_words_and_reachable_ranges() -> None:
    told = described_damages()
    assert {one.name for one in told} == {str(kind.__struct_config__.tag) for kind in DAMAGES} == set(PLAIN)
    for damage in told:
        assert all(reaches(damage))


def reaches(damage: StageDescribed) -> Iterator[bool]:
    for option in damage.options:
        if option.kind == "range":
            assert option.least is not None
            assert option.most is not None
            low, high = option.default
            yield option.least <= low <= high <= option.most


def offered() -> tuple[object, ...]:
    """Models that `restore` offers in the window."""
    (option,) = [option for option in described_stage(Restore).options if option.name == "model"]
    return option.choices


def test_a_restorer_of_ones_own_can_be_chosen_and_nothing_else(small_model: Path) -> None:
    assert "mine" not in offered()
    publish(small_model, "mine", "Mine")
    assert "mine" in offered()
    recipe = recipe_of({"title": "x", "stages": [{"type": "restore", "model": "mine"}]})
    (stage,) = recipe.stages
    assert isinstance(stage, Restore)
    assert stage.models == ("mine",)
    stage.check(find_package)
    with pytest.raises(RecipeInvalid, match="“enlarger-x2” does not restore"):
        Restore(model="enlarger-x2").check(find_package)


# The doctor, and the studio ------------------------------------------------------------------------------------------


def test_clean_pictures_that_are_damaged_copied_or_too_small_are_found(tmp_path: Path) -> None:
    folder = written(tmp_path / "clean", [scene(number, 128, 144) for number in range(12)])
    (folder / "copy.png").write_bytes((folder / "03.png").read_bytes())
    (folder / "letter.txt").write_text("Dear grandfather")
    Image.fromarray(scene(5)[:20]).save(folder / "small.png")
    noisy(tmp_path / "noisy", 1)
    (tmp_path / "noisy" / "00.png").rename(folder / "noisy.png")
    photographs, others = clean_findings([folder], 96)
    found = {one.name: (one.finding, one.fixed) for one in photographs}
    assert found["copy.png"] == ("exact copy", True)
    assert found["small.png"] == ("too small", True)
    assert found["noisy.png"] == ("already damaged", False)
    assert found["01.png"] == ("", False)
    assert others == 1


def test_age_is_no_fault_of_scans(tmp_path: Path) -> None:
    folder = noisy(tmp_path / "scans", 5)
    (folder / "06.png").write_bytes((folder / "02.png").read_bytes())
    (folder / "broken.jpg").write_bytes(b"no picture")
    found = {one.name: (one.finding, one.fixed) for one in scan_findings([folder], 96)[0]}
    assert found == {
        **{f"{n:02}.png": ("", False) for n in range(5)},
        "06.png": ("exact copy", False), "broken.jpg": ("unreadable", True),
    }  # fmt: skip


def test_the_studio_shows_the_estimate_on_clean_pictures_quickly(teaching: Teaching, tmp_path: Path) -> None:
    scans, clean = noisy(tmp_path / "scans", 9), written(tmp_path / "clean", [scene(50 + n, 128, 144) for n in range(12)])
    material = ("restorer", (uri_of(scans),), (uri_of(clean),), ())
    ageing = teaching.estimate(asked.EstimateDamage(1, *material)).ageing
    assert {damage["type"] for damage in ageing["damages"]} & {"noise", "grain"}
    plain = msgspec.json.decode(msgspec.json.encode(ageing))  # as it travels
    first = teaching.show(asked.ShowDamage(2, *material, plain), lambda: False)
    assert [len(row) for row in (first.scans, first.damaged, first.clean)] == [4, 4, 4]
    began = time.process_time()
    same = teaching.show(asked.ShowDamage(3, *material, plain), lambda: False)
    assert time.process_time() - began < 1
    other = teaching.show(asked.ShowDamage(4, *material, plain, chance=1), lambda: False)
    none = teaching.show(asked.ShowDamage(5, *material, {**plain, "damages": []}), lambda: False)
    assert pixels(same) == pixels(first) != pixels(other)
    assert pixels(none) == [path_of(uri).read_bytes() for uri in none.clean]
    with pytest.raises(Cancelled):
        teaching.show(asked.ShowDamage(6, *material, plain), lambda: True)
    with pytest.raises(PlanInvalid, match="the damage cannot be done"):
        teaching.show(asked.ShowDamage(7, *material, {"title": "x", "damages": [{"type": "meteor"}]}), lambda: False)


def pixels(shown: DamageShown) -> list[bytes]:
    return [path_of(uri).read_bytes() for uri in shown.damaged]


def test_too_few_scans_are_said_in_words(teaching: Teaching, tmp_path: Path) -> None:
    scans = noisy(tmp_path / "scans", 4)
    without = tuple(uri_of(scans / f"{n:02}.png") for n in range(2))
    with pytest.raises(PlanInvalid, match="2 scans are too few"):
        teaching.estimate(asked.EstimateDamage(1, "restorer", (uri_of(scans),), (), without))


# Watching ------------------------------------------------------------------------------------------------------------


def test_whoever_is_at_work_in_a_folder_is_known_as_long_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert not is_running(folder)
    with running_in(folder):
        assert is_running(folder)
        assert process_in(folder) > 0
        with pytest.raises(AlreadyRunning), running_in(folder):
            pass
    assert not is_running(folder)
    assert process_in(folder) == 0


def test_a_wish_pauses_and_stops(tmp_path: Path) -> None:
    file = tmp_path / "wish"
    wishes = Wishes(file)
    assert not wishes.stopped()
    file.write_text("pause")
    answers: list[bool] = []
    time.sleep(0.25)
    waiting = threading.Thread(target=lambda: answers.append(wishes.stopped()))
    waiting.start()
    time.sleep(0.6)
    assert answers == []
    file.write_text("stop")
    waiting.join(5)
    assert answers == [True]


def test_a_full_disk_and_a_folder_that_went_away_are_said_in_words(tmp_path: Path) -> None:
    full = in_words_of(OSError(28, "No space left on device"), tmp_path)
    assert isinstance(full, DestinationNotWritable)
    assert str(full) == f"{tmp_path}: there is no space left"
    away = in_words_of(FileNotFoundError(2, "No such file or directory", "/scans/a.tif"), tmp_path)
    assert str(away) == "/scans/a.tif cannot be read: No such file or directory"
    assert away.hint == "See that the folder is there again, then go on."


# Publishing ----------------------------------------------------------------------------------------------------------


def test_a_model_is_published_whole_and_never_over_another(small_model: Path) -> None:
    assert publish(small_model, "mine", "Mine") == "mine"
    card = find_package("mine").card
    assert (card.id, card.title) == ("mine", "Mine")
    for name in ("mine", "restorer"):
        with pytest.raises(NotPublished, match="is there already"):
            publish(small_model, name, "x")
    for name in ("", "Mine", "a/b", "..", "x" * 65):
        with pytest.raises(NotPublished, match="cannot be the name"):
            publish(small_model, name, "x")
    (small_model / "weights.safetensors").write_bytes(b"other")
    with pytest.raises(AppError, match="is damaged"):
        publish(small_model, "other", "x")
    assert [folder.name for folder in user_models().iterdir()] == ["mine"]


def stylist(folder: Path, *styles: str) -> Path:
    design = ResidualNet(width=8, blocks=1, styles=len(styles))
    card = Card(
        id=folder.name, title="Stylist", purpose="For tests.", network=design, halo=24, styles=styles, licence="none",
        trained_on="nothing", weights_sha256="",
    )  # fmt: skip
    return write_package(folder, card, design.build()).folder


def test_a_style_takes_its_place_beside_the_others_and_loses_none(tmp_path: Path) -> None:
    base, learnt = stylist(tmp_path / "base", "one", "two"), stylist(tmp_path / "package", "one", "two", "works")
    shutil.copytree(base, user_models() / "stylist")
    with pytest.raises(NotPublished, match="is there already"):
        publish_style(learnt, base, "two")
    assert publish_style(learnt, base, "van gogh") == "stylist"
    assert find_package("stylist").card.styles == ("one", "two", "van gogh")
    with pytest.raises(NotPublished, match="would be lost"):
        publish_style(learnt, base, "another")
    assert find_package("stylist").card.styles == ("one", "two", "van gogh")


def test_a_package_may_bring_its_own_graph(tmp_path: Path) -> None:
    design = ResidualUNet(widths=(8, 16), blocks=(1, 1))
    card = Card(
        id="x", title="x", purpose="x", network=design, halo=8, licence="none", trained_on="nothing", weights_sha256=""
    )  # fmt: skip
    package = write_package(tmp_path / "x", card, design.build())
    assert package.graph != package.own_graph
    package.own_graph.write_bytes(b"graph")
    assert package.graph == package.own_graph
    publish(package.folder, "y", "y")
    assert find_package("y").graph.read_bytes() == b"graph"
