"""Norms of the picture: instance norm where nothing is told; and tiles that are told of the whole agree with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.torch_cpu import TorchCpu
from engine.training.graph import write_graph
from models.card import Card
from models.modules.norm import LEAST_VARIANCE, PictureNorm, Statistics
from models.networks.residual_net import ResidualNet
from models.package import Package, write_package

DESIGN = ResidualNet(width=16, blocks=2, styles=3, norms=True)


def features(seed: int) -> Tensor:
    """(3, 5, 12, 16): channels of different means and spreads."""
    random = torch.Generator().manual_seed(seed)
    spread, mean = torch.linspace(0.2, 3, 5), torch.linspace(-2, 5, 5)
    return torch.randn(3, 5, 12, 16, generator=random) * spread.view(1, -1, 1, 1) + mean.view(1, -1, 1, 1)


def trained(design: ResidualNet = DESIGN) -> nn.Module:
    """As training leaves it: none of its numbers is what it begins with."""
    torch.manual_seed(0)
    network = design.build().eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(0.1 * torch.randn_like(weight))
    return network


def planes(height: int, width: int) -> Tensor:
    """(1, 6, height, width): bright on the left, dark and calm on the right; painted in two styles."""
    random = torch.Generator().manual_seed(1)
    ramp = torch.linspace(0.9, 0.1, width)
    picture = ramp * (0.5 + 0.5 * torch.rand(1, 3, height, width, generator=random))
    return torch.cat([picture, torch.tensor([0.25, 0.0, 0.75]).view(1, 3, 1, 1).expand(-1, -1, height, width)], dim=1)


def test_untold_it_is_instance_norm() -> None:
    norm, judge = PictureNorm(5, gain=0.5), nn.InstanceNorm2d(5, eps=LEAST_VARIANCE, affine=True)
    with torch.no_grad():
        for one in (norm, judge):
            one.weight.copy_(torch.linspace(0.5, 2, 5))
            one.bias.copy_(torch.linspace(1, -1, 5))
    torch.testing.assert_close(norm(features(0), Statistics()), judge(features(0)), atol=1e-5, rtol=1e-4)


def test_what_was_taken_from_one_picture_is_what_another_is_normed_by() -> None:
    norm, taken = PictureNorm(5), Statistics()
    norm(features(0), taken)
    assert taken.taken.shape == (3, 10)
    scaled = norm(features(1), Statistics(taken.taken))
    variance, mean = torch.var_mean(features(0), dim=(2, 3), keepdim=True, correction=0)
    torch.testing.assert_close(scaled, (features(1) - mean) / (variance + LEAST_VARIANCE).sqrt())


def test_a_network_that_is_told_what_it_would_find_answers_the_same() -> None:
    network, given = trained(), planes(64, 96)
    with torch.no_grad():
        facts = network.look(given)  # type: ignore[operator]
        assert facts.shape == (1, DESIGN.facts)
        torch.testing.assert_close(network(given, facts), network(given), atol=1e-5, rtol=1e-5)


def test_tiles_that_are_told_of_the_whole_agree_with_it_and_others_do_not() -> None:
    network, given = trained(), planes(64, 256)
    right = given[..., 96:]
    with torch.no_grad():
        whole = network(given)[..., 160:]
        told, untold = (network(right, *facts)[..., 64:] for facts in ((network.look(given),), ()))  # type: ignore[operator]
    assert (told - whole).abs().max() < 1e-4
    assert (untold - whole).abs().mean() > 0.01


def test_a_network_without_norms_is_told_nothing() -> None:
    assert ResidualNet(width=16, blocks=2, styles=3).facts == 0


def packaged(folder: Path) -> Package:
    card = Card(
        id=folder.name, title="Small", purpose="For tests.", network=DESIGN, halo=48, styles=("a", "b", "c"), licence="none",
        trained_on="nothing", weights_sha256="",
    )  # fmt: skip
    package = write_package(folder, card, trained())
    for part in package.parts:
        write_graph(part.card.network, part.own_graph)
    return package


def test_backends_look_and_paint_alike(tmp_path: Path) -> None:
    package = packaged(tmp_path / "small")
    tiles = np.ascontiguousarray(planes(40, 56).permute(0, 2, 3, 1).numpy())
    found = [backend.open(package.looking)(tiles) for backend in (TorchCpu(), OnnxCpu())]
    assert np.abs(found[0] - found[1]).max() < 1e-4
    assert found[0].shape == (1, DESIGN.facts)
    several = np.concatenate([tiles, tiles[:, ::-1]])
    painted = [backend.open(package)(several, np.repeat(found[0], 2, axis=0)) for backend in (TorchCpu(), OnnxCpu())]
    assert np.abs(painted[0] - painted[1]).max() < 1e-4
    assert painted[0].shape == (2, 40, 56, 3)


@pytest.mark.parametrize("backend", [TorchCpu, OnnxCpu])
def test_the_whole_of_a_package_is_one_package_and_its_look(backend: type[TorchCpu | OnnxCpu], tmp_path: Path) -> None:
    package = packaged(tmp_path / "small")
    assert package.looking is package.looking, "devices know what they have opened by what it is"
    assert {part.own_graph.name for part in package.parts} == {"graph.onnx", "looking.onnx"}
    assert all(backend().open(part) for part in package.parts)
