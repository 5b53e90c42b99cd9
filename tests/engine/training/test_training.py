"""Training: it learns, it can be stopped, and it says what is wrong with a plan."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch

import engine.training.run as training_run
import models.package
from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.documents import toml_of
from engine.errors import PlanInvalid
from engine.events import Event, TrainingFinished, TrainingScored
from engine.recipe import find_recipe
from engine.training.checkpoint import save_checkpoint
from engine.training.export import export
from engine.training.photographs.collection import Collection, read_collection
from engine.training.photographs.doctor import examine
from engine.training.photographs.pictures import Batches, loader
from engine.training.plan import Ageing, TrainingPlan, read_plan, write_plan
from engine.training.players import Players
from engine.training.run import go_on, start_run
from engine.training.trainer import Trainer
from models.damages.eight_bits import EightBits
from models.damages.noise import Noise
from models.losses.charbonnier import Charbonnier
from models.networks.residual_unet import ResidualUNet
from models.optimisers.adamw import AdamW
from tests.engine.small_archive import painter_of, photograph, saved
from tests.engine.stages.test_every_stage import in_tiles, whole

PLAN = TrainingPlan(
    title="Tiny",
    network=ResidualUNet(widths=(8, 8), blocks=(1, 1)),
    losses=(Charbonnier(),),
    ageings=(
        Ageing(title="noise", damages=(Noise(sigma=(20, 40)), EightBits())),
        Ageing(title="clean", share=0.2),
    ),
    optimiser=AdamW(learning_rate=4e-3),
    steps=12,
    batch=4,
    crop=32,
    average=0.5,
    precision="float32",
    validate_every=6,
)
PICTURES = 60  # so many that one in 25 is held out, by its name


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small pictures, each of one level of red that tells it apart."""
    folder = tmp_path_factory.mktemp("collection")
    for index in range(PICTURES):
        picture = photograph(56, 64, left=120 + 5 * index)
        picture[..., 0] = index / 255
        saved(folder / f"{index:03}.png", picture)
    saved(folder / "too small.png", photograph(20, 90))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    (folder / "notes.txt").write_text("no picture")
    return folder


def examined(folder: Path) -> Collection:
    return read_collection(examine([folder], PLAN.crop))


def trained(plan: TrainingPlan, collection: Path, folder: Path) -> tuple[Players, list[Event]]:
    events: list[Event] = []
    start_run(plan, [collection], folder)
    return go_on(folder, events.append, workers=0), events


def weights(players: Players) -> list[torch.Tensor]:
    """Of all that a run holds."""
    state = players.state()
    kept = [tensor for kind in ("networks", "averages") for one in state[kind].values() for tensor in one.values()]
    moments = [one for side in state["optimisers"].values() for entry in side["state"].values() for one in entry.values()]
    return [*kept, *moments, torch.tensor(sorted(state["facts"].values()))]


def assert_same(one: Players, other: Players) -> None:
    assert one.step == other.step
    for left, right in zip(weights(one), weights(other), strict=True):
        assert torch.equal(left, right)


def test_it_learns(collection: Path) -> None:
    plan = msgspec.structs.replace(PLAN, steps=60)
    batches = Batches(examined(collection).learnt, plan)
    losses = [told["charbonnier"] for told in Trainer(plan, Players.start(plan)).run(loader(batches, 0, 0))]
    assert len(losses) == 60
    assert all(math.isfinite(loss) for loss in losses)
    assert np.mean(losses[-10:]) < 0.8 * np.mean(losses[:5])


def test_a_run_tells_its_scores_and_its_end_and_leaves_all_in_its_folder(collection: Path, tmp_path: Path) -> None:
    players, events = trained(PLAN, collection, tmp_path / "run")
    assert players.step == 12
    scored = [event for event in events if isinstance(event, TrainingScored)]
    assert [event.step for event in scored] == [6, 12]
    assert scored[-1].scores.keys() == {"noise", "clean"}
    assert isinstance(events[-1], TrainingFinished)
    files = {"plan.toml", "collection.json", "previews", "board", "checkpoint.pt", "diary.jsonl"}
    assert files <= {path.name for path in (tmp_path / "run").iterdir()}
    assert len((tmp_path / "run" / "diary.jsonl").read_text().splitlines()) == len(events)


def test_stopped_and_continued_equals_never_stopped_bit_for_bit(collection: Path, tmp_path: Path) -> None:
    never, _ = trained(PLAN, collection, tmp_path / "never")
    learnt = Batches(examined(collection).learnt, PLAN)
    stopped = Players.start(PLAN)
    for _ in Trainer(PLAN, stopped).run(loader(learnt, 0, 0)):
        if stopped.step == 5:
            break
    start_run(PLAN, [collection], tmp_path / "stopped")
    save_checkpoint(stopped, tmp_path / "stopped")
    torch.manual_seed(99)  # what happens in between does not matter
    continued = go_on(tmp_path / "stopped", lambda _: None, workers=0)
    assert_same(continued, never)


def test_a_killed_run_goes_on_from_its_last_checkpoint(
    collection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never, _ = trained(PLAN, collection, tmp_path / "never")
    monkeypatch.setattr(training_run, "SAVE_EVERY", -1)

    def killed(event: Event) -> None:
        if isinstance(event, TrainingScored):
            raise KeyboardInterrupt

    start_run(PLAN, [collection], tmp_path / "killed")
    with pytest.raises(KeyboardInterrupt):
        go_on(tmp_path / "killed", killed, workers=0)
    assert_same(go_on(tmp_path / "killed", lambda _: None, workers=0), never)


def test_a_finished_run_has_nothing_left_to_do(collection: Path, tmp_path: Path) -> None:
    players, _ = trained(PLAN, collection, tmp_path / "run")
    assert_same(go_on(tmp_path / "run", lambda _: None, workers=0), players)


def test_the_same_seed_and_step_give_the_same_batch(collection: Path) -> None:
    learnt = examined(collection).learnt
    one, other = Batches(learnt, PLAN), Batches(learnt, PLAN)
    other[3]  # in whatever order they are asked for
    for left, right in zip(one[7], other[7], strict=True):
        assert torch.equal(left, right)
    assert not torch.equal(one[7][0], one[8][0])
    another = Batches(learnt, msgspec.structs.replace(PLAN, seed=2))
    assert not torch.equal(one[7][0], another[7][0])


def test_batches_made_in_a_process_beside_are_the_same(collection: Path) -> None:
    batches = Batches(examined(collection).learnt, PLAN)
    for here, beside in zip(loader(batches, 9, 0), loader(batches, 9, 1), strict=True):
        assert all(torch.equal(left, right) for left, right in zip(here, beside, strict=True))


def test_held_out_pictures_never_appear_in_batches(collection: Path) -> None:
    found = examined(collection)
    count = len([*found.learnt, *found.held_out, *found.tested])
    assert PICTURES - 5 <= count <= PICTURES, "small, broken and blurred ones are left out"
    held_out = {int(picture[0, 0, 0]) for picture in [*found.held_out, *found.tested]}
    assert held_out
    plan = msgspec.structs.replace(PLAN, ageings=(Ageing(title="clean"),), steps=200, batch=8)
    batches = Batches(found.learnt, plan)
    seen = {round(float(red) * 255) for step in range(60) for red in batches[step][1][:, 0, 16, 16]}
    assert seen & held_out == set()
    assert len(seen) > 0.9 * len(found.learnt), "and all others do"


def test_the_split_does_not_change_when_pictures_are_added_or_moved(collection: Path, tmp_path: Path) -> None:
    before = {int(picture[0, 0, 0]) for picture in examined(collection).held_out}
    for file in sorted(collection.glob("*.png"))[:PICTURES]:
        (tmp_path / "moved" / file.name[2]).mkdir(parents=True, exist_ok=True)
        (tmp_path / "moved" / file.name[2] / file.name).write_bytes(file.read_bytes())
    after = {int(picture[0, 0, 0]) for picture in examined(tmp_path / "moved").held_out}
    assert after == before


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("steps = 0", r"mine\.toml: .*\$\.steps"),
        ("stepps = 10", r"stepps"),
        ('losses = [{ type = "dream" }]', r"dream.*\$\.losses\[0\]"),
        ('losses = [{ type = "charbonnier", weight = -1 }]', r"\$\.losses\[0\]\.weight"),
        ('ageings = [{ title = "x", damages = [{ type = "noise", sigma = 3 }] }]', r"\$\.ageings\[0\]\.damages\[0\]\.sigma"),
        ('network = { type = "residual-unet", widths = [8], blocks = [1, 1] }', r"widths and blocks.*\$\.network"),
        ("title = ", r"mine\.toml"),
    ],
)
def test_a_broken_plan_is_refused_with_the_place(tmp_path: Path, wrong: str, place: str) -> None:
    write_plan(PLAN, tmp_path / "mine.toml")
    right = msgspec.to_builtins(PLAN)
    key = wrong.split(" = ")[0]
    right.pop(key, None)
    tables = toml_of(right).decode()
    (tmp_path / "mine.toml").write_text(f"{wrong}\n{tables}")
    with pytest.raises(PlanInvalid, match=place):
        read_plan(tmp_path / "mine.toml")


def test_a_plan_comes_back_from_its_file(tmp_path: Path) -> None:
    write_plan(PLAN, tmp_path / "plan.toml")
    assert read_plan(tmp_path / "plan.toml") == PLAN


@pytest.mark.parametrize("name", ["restorer", "toner"])
def test_the_bundled_plans_can_be_read(name: str) -> None:
    assert read_plan(Path(__file__).parents[3] / "resources" / "plans" / f"{name}.toml").steps > 0


def test_too_few_pictures_are_told_in_words(tmp_path: Path) -> None:
    saved(tmp_path / "few" / "a.png", photograph(64, 64))
    start_run(PLAN, [tmp_path / "few"], tmp_path / "run")
    with pytest.raises(PlanInvalid, match=r"1 pictures of at least 32 pixels in .*few: too few"):
        go_on(tmp_path / "run", lambda _: None, workers=0)


def test_a_folder_that_holds_a_run_is_not_overwritten(collection: Path, tmp_path: Path) -> None:
    start_run(PLAN, [collection], tmp_path)
    with pytest.raises(PlanInvalid, match="holds a run already"):
        start_run(msgspec.structs.replace(PLAN, steps=3), [collection], tmp_path)
    assert read_plan(tmp_path / "plan.toml") == PLAN


# The package ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def exported(collection: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Players:
    """A run that was exported as the user's own restorer, with graphs in a place of their own."""
    (tmp_path / "graphs").mkdir()
    monkeypatch.setattr(models.package, "GRAPHS", tmp_path / "graphs")
    players, _ = trained(PLAN, collection, tmp_path / "run")
    export(tmp_path / "run", tmp_path / "tiny", "For tests.", "Sixty small pictures.")
    return players


def test_an_exported_package_answers_as_the_average_of_its_run_on_every_backend(exported: Players, tmp_path: Path) -> None:
    card = models.package.read_package(tmp_path / "tiny").card
    assert (card.id, card.steps, card.plan, card.seed) == ("tiny", 12, "Tiny", 1)
    assert card.machine.endswith("cores") or torch.cuda.is_available()
    assert card.scores.keys() == {"noise", "clean"}
    tiles = np.random.default_rng(0).random((2, 24, 32, 4), np.float32)
    with torch.no_grad():
        wanted = exported.average(torch.from_numpy(tiles).permute(0, 3, 1, 2)).permute(0, 2, 3, 1).numpy()
    for name in ("cpu", "torch-cpu"):
        device = open_device(name)
        answer = device.network(str(tmp_path / "tiny"))(tiles)
        device.close()
        assert np.abs(answer - wanted).max() < 2e-3, "weights are kept with 16 bits"


def test_the_measured_halo_is_enough_for_tiles(exported: Players, tmp_path: Path) -> None:
    device = open_device("torch-cpu")
    network = device.network(str(tmp_path / "tiny"))
    assert 0 < network.halo <= 64

    class OneModel(Device):
        def __init__(self) -> None: ...

        def network(self, model: str, priority: int = 1) -> object:  # pyright: ignore[reportIncompatibleMethodOverride]
            return network

    painter = painter_of(photograph(180, 210), find_recipe("restore").stages[1:], OneModel())
    error = np.abs(whole(painter) - in_tiles(painter, 48))
    device.close()
    assert error.max() <= 1 / 255
    assert error.mean() <= 1 / 4000


def test_a_run_may_start_from_a_package_of_the_same_network(exported: Players, tmp_path: Path) -> None:
    start = Players.start(msgspec.structs.replace(PLAN, start_from=str(tmp_path / "tiny")))
    wanted = exported.average.state_dict()
    assert all(torch.allclose(found, wanted[name], atol=2e-3) for name, found in start.generator.state_dict().items())
    other = msgspec.structs.replace(PLAN, start_from=str(tmp_path / "tiny"), network=ResidualUNet(widths=(8,), blocks=(1,)))
    with pytest.raises(PlanInvalid, match="as many levels"):
        Players.start(other)


def test_a_larger_network_grown_from_a_package_answers_as_before(exported: Players, tmp_path: Path) -> None:
    larger = ResidualUNet(widths=(8, 12), blocks=(2, 3))
    grown = Players.start(msgspec.structs.replace(PLAN, start_from=str(tmp_path / "tiny"), network=larger))
    picture = torch.rand(1, 4, 32, 48, generator=torch.Generator().manual_seed(5))
    with torch.no_grad():
        assert torch.allclose(grown.generator(picture), exported.average(picture), atol=4e-3), "weights are kept with 16 bits"
    smaller = ResidualUNet(widths=(8, 8), blocks=(1, 0))
    with pytest.raises(PlanInvalid, match="fewer blocks"):
        Players.start(msgspec.structs.replace(PLAN, start_from=str(tmp_path / "tiny"), network=smaller))
