"""Models of other programs come in as packages that everything treats like any other."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from onnx import TensorProto
from safetensors.torch import save_file

from engine.desks.describing import described, described_stage
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import ModelInvalid, RecipeInvalid
from engine.importing.about import About
from engine.importing.importing import Imported, import_model
from engine.importing.refusal import ImportRefused
from engine.packages import find_package, package_folders
from engine.recipe import Recipe
from engine.stage import Stage
from engine.stages.colourise import Colourise
from engine.stages.enlarge import Enlarge
from engine.stages.restore import Restore
from models.networks.foreign import Foreign
from models.networks.foreign_graph import ForeignGraph
from tests.engine.importing.foreign import compact, needs_spandrel, network_of, saved_graph, saved_pth
from tests.engine.small_archive import painter_of, photograph
from tests.engine.stages.test_every_stage import in_tiles, whole


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models, empty, and of this test alone."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "models"


def refused(file: Path, mine: Path) -> str:
    """Why a model is not taken; and nothing was left behind."""
    before = sorted(mine.rglob("*")) if mine.exists() else []
    with pytest.raises(ImportRefused) as caught:
        import_model(file)
    assert (sorted(mine.rglob("*")) if mine.exists() else []) == before
    return f"{caught.value}. {caught.value.hint}".strip()


def seams(stage: Stage, device: Device, channels: int = 3, tile: int = 48) -> tuple[float, float]:
    """Largest and mean error of a picture painted in tiles, against the same painted whole; it must have been painted."""
    picture = photograph(150, 170, channels)
    painter = painter_of(picture, (stage,), device)
    once = whole(painter)
    error = np.abs(once - in_tiles(painter, tile))
    assert once.shape == (150 * stage.scale, 170 * stage.scale, channels)
    if stage.scale == 1:
        assert np.abs(once - picture).mean() > 0.002, "nothing was painted"
    return float(error.max()), float(error.mean())


NETWORKS: dict[str, Callable[[], Any]] = {
    "Compact x4": lambda: compact(4),
    "Compact x1": lambda: compact(1),
    "Compact x2, grey": lambda: compact(2, channels=1),
    "SPAN x2": lambda: network_of("SPAN", num_in_ch=3, num_out_ch=3, feature_channels=8, upscale=2),
    "ESRGAN x4": lambda: network_of("ESRGAN", num_blocks=1, num_filters=8, scale=4),
}


@needs_spandrel
@pytest.mark.parametrize("name", NETWORKS)
def test_what_comes_in_answers_as_its_own_program_has_it(name: str, tmp_path: Path, mine: Path, device: Device) -> None:
    network = NETWORKS[name]()
    card = import_model(saved_pth(tmp_path / "a.pth", network)).card
    tiles = np.random.default_rng(1).random((1, 24, 32, 3), np.float32)
    given = torch.from_numpy(tiles).permute(0, 3, 1, 2)
    with torch.inference_mode():
        grey = "grey" in name
        wanted = torch.cat([network(given[:, [colour]]) for colour in range(3)], 1) if grey else network(given)
    answer = device.network("a")(tiles)
    assert np.abs(answer - wanted.clip(0, 1).permute(0, 2, 3, 1).numpy()).max() < 1e-4
    assert isinstance(card.network, Foreign)
    assert card.network.scale == answer.shape[1] // 24 == int(name.split("x")[1][0])


@needs_spandrel
@pytest.mark.parametrize("kind", [".pth", ".pt", ".ckpt", ".safetensors"])
def test_a_picture_painted_in_tiles_is_as_painted_whole(kind: str, tmp_path: Path, mine: Path, device: Device) -> None:
    file, network = tmp_path / f"4x Über-Sharp{kind}", compact(4)
    if kind == ".safetensors":
        save_file(network.state_dict(), file)
    else:
        saved_pth(file, network)
    card, recognised = import_model(file)
    assert recognised == "RealESRGAN Compact, 0.0 million parameters: enlarges 4 times"
    assert (card.id, card.title, card.licence, card.trained_on) == ("4x-ber-sharp", "4x Über-Sharp", "unknown", "unknown")
    assert sorted(path.name for path in mine.rglob("*")) == ["4x-ber-sharp", "model.toml", "weights.safetensors"]
    for channels in (1, 3):
        largest, mean = seams(Enlarge(factor=4, model=card.id), device, channels)
        assert largest <= 1 / 255
        assert mean <= 1 / 4000


@pytest.mark.parametrize("factor", [1, 2, 4])
def test_a_graph_comes_in_and_paints_without_seams_on_every_backend(factor: Any, tmp_path: Path, mine: Path) -> None:
    from engine.devices.machine import BACKENDS
    from engine.devices.opening import open_device

    card, recognised = import_model(saved_graph(tmp_path / "small.onnx", factor), "mine", About(licence="CC0-1.0"))
    assert isinstance(card.network, ForeignGraph)
    does = "restores" if factor == 1 else f"enlarges {factor} times"
    assert recognised == f"a graph (ONNX), 0.0 million parameters: {does}"
    assert (card.id, card.licence, card.network.scale) == ("mine", "CC0-1.0", factor)
    assert sorted(path.name for path in mine.rglob("*")) == ["graph.onnx", "mine", "model.toml"]
    stage = Restore(model="mine") if factor == 1 else Enlarge(factor=factor, model="mine")
    for name in BACKENDS:
        device = open_device(name)
        largest, mean = seams(stage, device)
        device.close()
        assert largest <= 1 / 255
        assert mean <= 1 / 4000


def test_graphs_for_grey_pictures_and_of_16_bits_come_in_too(tmp_path: Path, mine: Path, device: Device) -> None:
    import_model(saved_graph(tmp_path / "grey.onnx", channels=1))
    import_model(saved_graph(tmp_path / "half.onnx", kind=TensorProto.FLOAT16))
    plain = import_model(saved_graph(tmp_path / "plain.onnx")).card.id
    tiles = np.random.default_rng(1).random((2, 16, 24, 3), np.float32)
    assert np.abs(device.network("half")(tiles) - device.network(plain)(tiles)).max() < 5e-3
    grey = device.network("grey")(tiles)
    assert grey.shape == (2, 32, 48, 3)
    assert np.abs(device.network("grey")(tiles[..., [1, 1, 1]])[..., 0] - grey[..., 1]).max() < 1e-6


@needs_spandrel
def test_a_model_that_enlarges_more_than_was_asked_for_is_made_smaller_and_less_is_refused(
    tmp_path: Path, mine: Path, device: Device
) -> None:
    import_model(saved_pth(tmp_path / "four.pth", compact(4)))
    import_model(saved_pth(tmp_path / "two.pth", compact(2)))
    largest, _ = seams(Enlarge(factor=2, model="four"), device)
    assert largest <= 1 / 255
    with pytest.raises(RecipeInvalid, match="“two” enlarges 2 times, and not 4 times"):
        Enlarge(factor=4, model="two").check(find_package)
    with pytest.raises(RecipeInvalid, match="“four” does not restore"):
        Restore(model="four").check(find_package)
    with pytest.raises(RecipeInvalid, match="“restorer” does not enlarge"):
        Enlarge(model="restorer").check(find_package)
    with pytest.raises(ModelInvalid, match="there is no model “five”"):
        Enlarge(model="five").check(find_package)


@needs_spandrel
def test_the_engine_restores_with_it_names_it_in_the_record_and_offers_it(tmp_path: Path, mine: Path, device: Device) -> None:
    from engine.samples import write_png

    assert described_stage(Colourise).options[-1].kind == "other", "there is nothing to choose from"
    assert described_stage(Restore).options[-1].labels == ("", "Restorer", "Restorer, crisp")
    network = compact(1)
    card = import_model(saved_pth(tmp_path / "1x_clean.pth", network)).card
    option = described_stage(Restore).options[-1]
    assert (option.name, option.kind) == ("model", "choice")
    assert option.choices == ("", "restorer", "restorer-crisp", "1x-clean")
    assert option.labels[-1] == card.title != "1x-clean"
    assert "1x-clean" not in described_stage(Enlarge).options[-1].choices
    told = next(model for model in described(0).models if model.id == card.id)
    numbers = sum(map(torch.numel, network.state_dict().values()))
    assert (told.own, told.sound, told.design, told.parameters) == (True, True, "foreign", numbers)
    (tmp_path / "in").mkdir()
    write_png(tmp_path / "in" / "a.png", photograph(60, 80, 3))
    engine = Engine(lambda _: None, device)
    engine.submit([tmp_path / "in"], Recipe(title="Mine", stages=(Restore(model=card.id),)), tmp_path / "out").wait()
    engine.close()
    record = json.loads((tmp_path / "out" / "a.png.json").read_text("utf-8"))
    assert record["models"] == {"1x-clean": card.weights_sha256}
    assert "model: 1x-clean" in str(record["findings"])


# What is refused -----------------------------------------------------------------------------------------------------


class Hostile:
    """Unpickled freely, it makes a file."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.marker),)


@pytest.mark.parametrize("legacy", [False, True])
def test_a_file_that_would_run_a_program_is_refused_and_runs_nothing(legacy: bool, tmp_path: Path, mine: Path) -> None:
    held = {"params": {"body.0.weight": torch.zeros(8, 3, 3, 3)}, "more": Hostile(tmp_path / "marker")}
    torch.save(held, tmp_path / "evil.pth", _use_new_zipfile_serialization=not legacy)
    said = refused(tmp_path / "evil.pth", mine)
    assert said.startswith("evil.pth is not taken in: it holds more than numbers: it asks for “")
    assert "mkdir”, and such a file could run a program when it is opened" in said
    assert not (tmp_path / "marker").exists()
    torch.load(tmp_path / "evil.pth", weights_only=False)
    assert (tmp_path / "marker").exists(), "the file would have done it"


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
def test_a_program_of_torchscript_is_refused(tmp_path: Path, mine: Path) -> None:
    torch.jit.script(torch.nn.Conv2d(3, 3, 3)).save(str(tmp_path / "program.pt"))
    assert refused(tmp_path / "program.pt", mine).startswith("program.pt is not taken in: it is a program (TorchScript)")


def test_a_file_that_claims_more_numbers_than_it_holds_is_refused(tmp_path: Path, mine: Path) -> None:
    torch.save({"params": {"weights": torch.zeros(1).expand(2**40)}}, tmp_path / "bomb.pth")
    assert "it says that it holds more numbers than there are in it" in refused(tmp_path / "bomb.pth", mine)


@needs_spandrel
@pytest.mark.parametrize("share", [0.0, 0.5, 0.95])
@pytest.mark.parametrize("kind", [".pth", ".safetensors", ".onnx"])
def test_a_file_that_is_cut_off_is_refused(kind: str, share: float, tmp_path: Path, mine: Path) -> None:
    file = tmp_path / f"cut{kind}"
    match kind:
        case ".pth":
            saved_pth(file, compact(2))
        case ".safetensors":
            save_file(compact(2).state_dict(), file)
        case _:
            saved_graph(file)
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    assert "cut off" in refused(file, mine) or "it holds no graph" in refused(file, mine)


@needs_spandrel
def test_weights_of_unknown_networks_or_that_do_not_fit_are_refused(tmp_path: Path, mine: Path) -> None:
    torch.save({"layer.weight": torch.zeros(3, 3)}, tmp_path / "unknown.pth")
    assert "its network is none of those that are known" in refused(tmp_path / "unknown.pth", mine)
    torch.save([torch.zeros(3)], tmp_path / "list.pth")
    assert "it holds no table of weights" in refused(tmp_path / "list.pth", mine)
    torch.save({"epoch": 3}, tmp_path / "nothing.pth")
    assert "it holds no weights" in refused(tmp_path / "nothing.pth", mine)
    weights = compact(2).state_dict()
    del weights["body.2.bias"]
    torch.save({"params": weights}, tmp_path / "lacks.pth")
    assert "it looks like RealESRGAN Compact, but its weights do not fit" in refused(tmp_path / "lacks.pth", mine)


@needs_spandrel
def test_networks_that_cannot_be_used_here_are_refused_with_the_reason(tmp_path: Path, mine: Path) -> None:
    def said(network: torch.nn.Module) -> str:
        return refused(saved_pth(tmp_path / "a.pth", network), mine)

    assert "RealESRGAN Compact takes 4 channels and gives 4: only colour (3) and grey (1) can be used" in said(compact(2, 4))
    assert "RealESRGAN Compact enlarges 3 times" in said(compact(3))
    assert "it looks at the whole picture, or further than 128 pixels" in said(pooling(100))


@needs_spandrel
def test_a_network_that_looks_at_everything_but_hardly_minds_it_comes_in_with_a_word_of_caution(
    tmp_path: Path, mine: Path, device: Device
) -> None:
    card = import_model(saved_pth(tmp_path / "pools.pth", pooling(1))).card
    assert card.caution == "It looks at more of the picture than a tile shows: the borders of tiles may be seen faintly."
    assert card.network.multiple_of > 1, "it makes its picture smaller inside"
    largest, _ = seams(Restore(model="pools"), device)
    assert largest < 3 / 255


def pooling(much: float) -> torch.nn.Module:
    """A network that pools over the whole picture; `much`: by how much that counts."""
    network = network_of("NAFNet", width=8, middle_blk_num=1, enc_blk_nums=[1], dec_blk_nums=[1])
    for name, weights in network.named_parameters():
        if name.endswith(("beta", "gamma")):
            torch.nn.init.constant_(weights, 0.5)
        elif ".sca." in name:
            weights.data *= much
    return network


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"channels": 4}, "its input has 4 channels: only 3 and 1 can be used"),
        ({"sides": (64, 64)}, "it takes only pictures of 64 x 64 pixels"),
        ({"inputs": 2}, "it has 2 inputs"),
        ({"loud": 255}, "it answers a picture from 0 to 1 with numbers up to 4"),
        ({"external": True}, "it keeps weights in another file"),
        ({"factor": 3}, "not a picture 1, 2, 4 or 8 times as large"),
    ],
)
def test_graphs_that_do_not_fit_are_refused_with_the_reason(
    changes: dict[str, Any], reason: str, tmp_path: Path, mine: Path
) -> None:
    assert reason in refused(saved_graph(tmp_path / "a.onnx", **changes), mine)


def test_files_that_are_none_are_refused(tmp_path: Path, mine: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    assert "notes.txt is no model of a kind that is read" in refused(tmp_path / "notes.txt", mine)
    assert "is not there" in refused(tmp_path / "missing.pth", mine)
    saved_graph(tmp_path / "inside.onnx")
    assert "there is inside.onnx in it. Choose that file itself." in refused(tmp_path, mine)


def test_without_spandrel_it_is_said_what_to_install(tmp_path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import models.spandrel_door

    torch.save({"params": {"body.0.weight": torch.zeros(8, 3, 3, 3)}}, tmp_path / "a.pth")

    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    models.spandrel_door.spandrel.cache_clear()
    monkeypatch.setattr("models.spandrel_door.importlib.import_module", missing)
    said = refused(tmp_path / "a.pth", mine)
    assert "models of other programs need spandrel, which is not installed. Install it with: pip install" in said


def test_names_are_made_unique_and_a_given_one_must_be_free(tmp_path: Path, mine: Path) -> None:
    file = saved_graph(tmp_path / "Restorer.onnx", 1)
    assert [import_model(file).card.id for _ in range(2)] == ["restorer-2", "restorer-3"]
    for name, reason in {"restorer": "is there already", "Über": "cannot be the name", "con": "cannot be the name"}.items():
        with pytest.raises(ImportRefused, match=reason):
            import_model(file, name)


def test_an_import_that_is_called_off_leaves_nothing(tmp_path: Path, mine: Path) -> None:
    said: list[str] = []

    def told(doing: str) -> None:
        said.append(doing)
        if doing.startswith("measuring"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_model(saved_graph(tmp_path / "a.onnx"), told=told)
    assert said[0] == "reading the file"
    assert list(mine.iterdir()) == []
    assert "a" not in package_folders()


def test_a_half_done_import_of_a_killed_program_is_no_model(mine: Path, tmp_path: Path) -> None:
    imported: Imported = import_model(saved_graph(tmp_path / "a.onnx"))
    (mine / imported.card.id).rename(mine / ".import-1.patina-part")
    assert "a" not in package_folders()
    assert not any("patina-part" in name for name in package_folders())
