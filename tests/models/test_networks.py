"""What every network design promises, and that a package gives back what went in."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import torch
from torch import Tensor
from torch.nn.functional import interpolate

from models.card import NETWORKS, Card
from models.network import NetworkDesign
from models.networks.perception import Perception
from models.networks.residual_unet import ResidualUNet
from models.package import PackageDamaged, read_package, write_package

every_design = pytest.mark.parametrize(
    "kind", [kind for kind in NETWORKS if kind().runs and kind().learns], ids=lambda kind: kind.__struct_config__.tag
)
every_painter = pytest.mark.parametrize(
    "kind", [kind for kind in NETWORKS if kind().paints and kind().learns], ids=lambda kind: kind.__struct_config__.tag
)


def tiles(design: NetworkDesign, count: int = 2) -> Tensor:
    """(B, H, W, planes) as small as the design allows, and not square where it may be."""
    step = design.multiple_of
    height, width = (step, step) if step >= 32 else (2 * step, 3 * step)
    return torch.rand(count, height, width, design.planes, generator=torch.Generator().manual_seed(0))


def card_of(design: NetworkDesign) -> Card:
    return Card(
        id="small", title="Small", purpose="For tests.", network=design, halo=3, licence="none", trained_on="nothing",
        scores={"old": (20.5, 25.25)}, weights_sha256="",
    )  # fmt: skip


@every_design
def test_a_network_answers_in_the_shape_that_its_design_says(kind: type[NetworkDesign]) -> None:
    design = kind()
    given = tiles(design)
    with torch.no_grad():
        painted = design.build().eval()(given.permute(0, 3, 1, 2))
        answer = design.answering(design.build().eval())(given)
    assert painted.shape == (2, 3 if design.paints else 1, *(side * design.scale for side in given.shape[1:3]))
    assert answer.shape[0] == 2
    assert answer.ndim == 4
    assert torch.isfinite(answer).all()


@every_painter
def test_an_untrained_network_leaves_a_picture_nearly_as_it_is(kind: type[NetworkDesign]) -> None:
    design = kind()
    torch.manual_seed(0)
    given = tiles(design).permute(0, 3, 1, 2)
    with torch.no_grad():
        painted = design.build().eval()(given)
    plain = interpolate(given[:, :3], scale_factor=design.scale, mode="bicubic") if design.scale > 1 else given[:, :3]
    assert (painted - plain).abs().mean() < 0.25


@every_design
def test_a_network_answers_for_each_picture_of_a_batch_alone(kind: type[NetworkDesign]) -> None:
    design = kind()
    torch.manual_seed(0)
    network, given = design.answering(design.build().eval()), tiles(design, 3)
    with torch.no_grad():
        together = network(given)
        alone = torch.cat([network(given[index : index + 1]) for index in range(3)])
    assert torch.allclose(together, alone, atol=1e-5)


@every_design
def test_a_network_is_determined_by_its_weights(kind: type[NetworkDesign]) -> None:
    design = kind()
    one, other = design.build().eval(), design.build().eval()
    other.load_state_dict(one.state_dict())
    given = tiles(design).permute(0, 3, 1, 2)
    with torch.no_grad():
        assert torch.equal(one(given), other(given))
        assert torch.equal(one(given), one(given))


@every_design
def test_the_key_of_a_design_is_fit_for_a_file_name_and_tells_designs_apart(kind: type[NetworkDesign]) -> None:
    assert re.fullmatch(r"[a-z0-9-]{3,100}", kind().key)
    assert kind().key.startswith(str(kind.__struct_config__.tag))
    assert ResidualUNet(widths=(8,), blocks=(1,)).key != ResidualUNet(widths=(8,), blocks=(2,)).key


@every_design
def test_a_package_gives_back_the_network_as_it_was_up_to_16_bits(kind: type[NetworkDesign], tmp_path: Path) -> None:
    design = kind()
    torch.manual_seed(1)
    network = design.build().eval()
    written = write_package(tmp_path / "small", card_of(design), network)
    read = read_package(tmp_path / "small")
    assert read == written
    assert read.card.scores == {"old": (20.5, 25.25)}
    assert len(read.card.weights_sha256) == 64
    given = tiles(design).permute(0, 3, 1, 2)
    with torch.no_grad():
        assert torch.allclose(read.network()(given), network(given), atol=5e-3)


@every_design
def test_a_design_comes_back_from_toml(kind: type[NetworkDesign]) -> None:
    assert msgspec.toml.decode(msgspec.toml.encode(card_of(kind())), type=Card) == card_of(kind())


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_a_residual_u_net_may_have_any_depth(depth: int) -> None:
    design = ResidualUNet(widths=(8,) * depth, blocks=(1,) * depth)
    assert design.multiple_of == 2**depth
    with torch.no_grad():
        assert design.build()(torch.rand(1, 4, 48, 32)).shape == (1, 3, 48, 32)


def test_a_residual_u_net_whose_lists_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        ResidualUNet(widths=(8, 16), blocks=(1,))


def test_weights_that_do_not_fit_the_card_are_refused(tmp_path: Path) -> None:
    narrow, wide = ResidualUNet(widths=(8,), blocks=(1,)), ResidualUNet(widths=(12,), blocks=(1,))
    write_package(tmp_path / "small", card_of(narrow), wide.build())
    with pytest.raises(PackageDamaged, match="do not fit the network on the card"):
        read_package(tmp_path / "small").network()


def test_perception_gives_the_features_of_its_teachers_layers_at_their_sizes() -> None:
    network = Perception(layers=("conv1", "fire4", "fire8")).build()
    found = network.features(torch.rand(2, 3, 50, 64))  # type: ignore[operator]
    assert {name: tuple(features.shape) for name, features in found.items()} == {
        "conv1": (2, 96, 25, 32), "fire4": (2, 256, 12, 16), "fire8": (2, 512, 6, 8),
    }  # fmt: skip
    assert all((features >= 0).all() for features in found.values())
    with pytest.raises(ValueError, match="fire99"):
        Perception(layers=("fire99",))
