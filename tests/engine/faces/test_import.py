"""Models for faces come in as what they are, and those that nearly are get the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from engine.desks.describing import described, described_stage
from engine.desks.showing import model_shown
from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.errors import ModelInvalid
from engine.importing.importing import import_model
from engine.importing.refusal import ImportRefused
from engine.stages.enlarge import Enlarge
from engine.stages.faces import Faces
from engine.stages.restore import Restore
from models.modules.channels_last import channels_last
from models.networks.face_restorer import FaceRestorer
from tests.engine.faces.graphs import finder, recogniser, restorer
from tests.engine.importing.foreign import needs_spandrel, network_of, saved_pth


def test_each_kind_is_recognised_and_offered_where_it_belongs(graphs: Path, mine: Path) -> None:
    for name, does in {"yunet": "finds faces", "sface": "tells faces apart", "brighter": "restores faces"}.items():
        said: list[str] = []
        card, recognised = import_model(graphs / f"{name}.onnx", told=said.append)
        assert recognised.startswith("a graph (ONNX), ")
        assert recognised.endswith(f" million parameters: {does}")
        assert len(said) == 2, "nothing is measured in tiles"
        assert card.halo == 0
        assert not Restore.suits(card)
        assert not Enlarge.suits(card)
        assert (mine / name / "graph.onnx").is_file()
    options = {option.name: option for option in described_stage(Faces).options}
    chosen = {name: options[name].choices for name in ("model", "detector", "recogniser")}
    assert chosen == {"model": ("", "brighter"), "detector": ("", "yunet"), "recogniser": ("", "sface")}
    assert described_stage(Faces).lacking == ()
    told = {model.id: model for model in described(0).models if model.own}
    assert {name: model.sound for name, model in told.items()} == dict.fromkeys(("yunet", "sface", "brighter"), True)
    assert told["brighter"].caution == "It makes up what it cannot see: a face may become somebody else's."


def test_there_is_nothing_to_show_of_them_but_words(graphs: Path, mine: Path, device: Device, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    for name in ("yunet", "sface", "brighter"):
        import_model(graphs / f"{name}.onnx")
        with ThreadPoolExecutor(1) as crew, pytest.raises(ModelInvalid, match="paints no pictures that could be shown"):
            model_shown(name, device, crew, tmp_path, lambda: False)


NEAR: dict[str, tuple[Callable[[Path], Path], str]] = {
    "an answer is missing": (lambda file: finder(file, leave_out="kps_16"), "it does not answer with kps_16"),
    "no whole cells": (lambda file: finder(file, side=648), "takes only pictures of 648 x 648 pixels"),
    "too few numbers": (lambda file: recogniser(file, 64), "answers with 1 x 64 numbers, not 1 x 128"),
    "half as large": (lambda file: restorer(file, answer=256), "answers with 1 x 3 x 256 x 256 numbers"),
    "other faces": (lambda file: restorer(file, side=256), "it takes only pictures of 256 x 256 pixels"),
    "grey": (lambda file: restorer(file, channels=1), "it takes only pictures of 512 x 512 pixels"),
    "loud": (lambda file: restorer(file, loud=255), "it answers a picture from -1 to 1 with numbers up to 2"),
    "a wide second input": (lambda file: restorer(file, second=[3]), "its second input is not a single number"),
}


@pytest.mark.parametrize("what", NEAR)
def test_what_is_nearly_one_is_refused_with_the_reason(what: str, tmp_path: Path, mine: Path) -> None:
    make, reason = NEAR[what]
    with pytest.raises(ImportRefused) as refused:
        import_model(make(tmp_path / "near.onnx"))
    assert reason in str(refused.value)
    assert refused.value.hint
    assert not list(mine.iterdir())


# Weights that spandrel knows -----------------------------------------------------------------------------------------


def small_restoreformer() -> nn.Module:
    options: dict[str, Any] = {
        "n_embed": 16, "embed_dim": 32, "ch": 32, "ch_mult": (1, 1, 1, 1), "num_res_blocks": 1, "attn_resolutions": (),
        "resolution": 512, "z_channels": 32, "enable_mid": False, "head_size": 8,
    }  # fmt: skip
    return network_of("RestoreFormer", **options)


@needs_spandrel
def test_weights_of_a_face_restorer_come_in_and_answer_as_its_own_program_has_it(
    tmp_path: Path, mine: Path, device: Device
) -> None:
    network = small_restoreformer()
    card, recognised = import_model(saved_pth(tmp_path / "former.pth", network))
    assert recognised.startswith("RestoreFormer, ")
    assert recognised.endswith(" million parameters: restores faces")
    assert card.network == FaceRestorer(architecture="RestoreFormer")
    assert not Restore.suits(card)
    assert Faces.suits(card)
    face = np.random.default_rng(1).random((1, 512, 512, 3), np.float32)
    with torch.inference_mode():
        wanted = (network(torch.from_numpy(face).permute(0, 3, 1, 2) * 2 - 1)[0].clamp(-1, 1) + 1) / 2
    answer = device.network("former")(face)
    assert np.abs(answer - wanted.permute(0, 2, 3, 1).numpy()).max() < 2e-3
    assert answer.std() > 0
    half = open_device("torch-bf16")
    assert np.abs(half.network("former")(face) - answer).max() < 0.05, "in half precision, or not, as it agrees"
    half.close()


class Noisy(nn.Module):
    """Like GFPGAN: -1 to 1, more answers than one, and random numbers in between."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, face: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        return face * 0.5 + 0.05 * torch.randn(1, 1, *face.shape[-2:]), [face]


def test_noise_that_a_restorer_mixes_in_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.spandrel_door.described", lambda *_: SimpleNamespace(model=Noisy()))
    network = FaceRestorer().with_weights({})
    faces = torch.full((2, 3, 32, 32), 0.2)
    state = torch.random.get_rng_state()
    once, twice = network(faces), network(faces)
    assert torch.equal(once, twice)
    assert torch.equal(once[0], once[1])
    assert once.std() > 0.01
    assert once.mean().item() == pytest.approx((0.5 * (0.2 * 2 - 1) + 1) / 2, abs=0.01)
    assert torch.equal(torch.random.get_rng_state(), state), "whoever else draws random numbers does not notice"


def test_weights_of_five_dimensions_as_of_stylegan_keep_their_layout() -> None:
    """GFPGAN's; those of other networks are laid out with the channels last."""
    network = Noisy()
    network.register_parameter("kernel", nn.Parameter(torch.ones(1, 4, 3, 3, 3)))
    assert channels_last(network) is network
    convolution = nn.Conv2d(4, 8, 3)
    channels_last(convolution)
    assert convolution.weight.is_contiguous(memory_format=torch.channels_last)


@needs_spandrel
@pytest.mark.parametrize(("channels", "scale", "refused"), [(3, 1, False), (1, 1, True), (3, 2, True)])
def test_of_networks_for_faces_only_those_for_colour_that_keep_the_size_are_taken(
    channels: int, scale: int, refused: bool, tmp_path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import models.spandrel_door as door

    size = SimpleNamespace(square=True, multiple_of=512, minimum=512)
    loaded = SimpleNamespace(
        purpose="FaceSR", input_channels=channels, output_channels=channels, scale=scale, size_requirements=size, model=Noisy()
    )
    kind = SimpleNamespace(id="Made", name="Made Up", load=lambda _: loaded)
    known = SimpleNamespace(architecture=kind, detect=lambda weights: set(weights) == {"weight"})
    registry = SimpleNamespace(architectures=lambda _: [known], get=lambda name: known if name == "Made" else None)
    library = SimpleNamespace(MAIN_REGISTRY=registry, canonicalize_state_dict=lambda weights: weights)
    monkeypatch.setattr(door, "spandrel", lambda: library)
    file = saved_pth(tmp_path / "a.pth", Noisy(), "params")
    monkeypatch.setattr(library, "canonicalize_state_dict", lambda weights: weights.get("params", weights))
    if refused:
        with pytest.raises(ImportRefused, match="grey faces, or one that enlarges them"):
            import_model(file)
    else:
        card, recognised = import_model(file)
        assert recognised == "Made Up, 0.0 million parameters: restores faces"
        assert card.network == FaceRestorer(architecture="Made")


def test_extra_architectures_are_known_where_they_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import models.spandrel_door as door

    told: list[dict[str, bool]] = []
    modules = {"spandrel": "the library", door.EXTRA: SimpleNamespace(install=lambda **options: told.append(options))}
    monkeypatch.setattr(door, "find_spec", lambda name: name if name in modules else None)
    monkeypatch.setattr(door.importlib, "import_module", modules.__getitem__)
    door.spandrel.cache_clear()
    try:
        assert door.spandrel() == "the library"
        assert told == [{"ignore_duplicates": True}]
        del modules[door.EXTRA]
        door.spandrel.cache_clear()
        assert door.spandrel() == "the library"
        assert len(told) == 1
    finally:
        door.spandrel.cache_clear()
