"""The colouriser: grey at first, several versions at the cost of one, and hints that count just where they are given."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.colour_hints import Hints, told
from models.colour_spaces import from_lab, to_lab
from models.losses.colourfulness import colourfulness
from models.modules.colour_style import ColourStyleNetwork
from models.modules.colouriser import COLOUR, ColouriserNetwork, _centred, _halved, facts_without_hints, with_facts
from models.network import NetworkDesign
from models.networks.colour_style import FACTS, TOLD, VERSIONS, VIVID, ColourStyle
from models.networks.perception import Perception
from models.networks.residual_unet import ResidualUNet

WIDTHS = (8, 12, 16)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def colouriser() -> ColouriserNetwork:
    """With weights such as training leaves: none is zero, and colours are no longer near grey."""
    torch.manual_seed(1)
    network = ColouriserNetwork(WIDTHS).eval()
    with torch.no_grad():
        for weights in network.parameters():
            weights.add_(0.1 * torch.randn_like(weights))
        network.tail.weight.mul_(3)
    return network


def pictures(count: int = 2, height: int = 48, width: int = 64) -> Tensor:
    """Soft colours, some of them strong, (B, 3, H, W)."""
    down, across = torch.meshgrid(torch.linspace(0, 6, height), torch.linspace(0, 8, width), indexing="ij")
    planes = [0.5 + 0.25 * torch.sin(down + 2 * n) + 0.2 * torch.cos(across * 2 - n) for n in range(3)]
    return torch.stack(planes)[None] * torch.linspace(0.7, 1, count).view(-1, 1, 1, 1)


def ab_of(painted: Tensor) -> Tensor:
    return to_lab(painted)[:, 1:]


def hinted(facts: Tensor, top: int, left: int, ab: tuple[float, float], side: int = 5) -> Tensor:
    """The same facts, and a square of a known colour."""
    facts, place = facts.clone(), (slice(top, top + side), slice(left, left + side))
    for plane, value in enumerate(ab):
        facts[:, plane, *place] = value / COLOUR / 2 + 0.5
    facts[:, 2, *place] = 1
    return facts


# The network ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@torch.no_grad()
def test_at_first_a_picture_comes_out_with_its_own_luminance_and_hardly_any_colour(seed: int) -> None:
    torch.manual_seed(seed)
    network = ColouriserNetwork((ColourStyle().widths[0], 16)).eval()
    painted = network.coloured(with_facts(pictures(), facts_without_hints(pictures())))
    assert painted.shape == pictures().shape
    assert (to_lab(painted)[:, 0] - to_lab(pictures())[:, 0]).abs().max() < 0.01
    assert ab_of(painted).abs().mean() < 8
    assert ab_of(pictures()).abs().mean() > 16


@torch.no_grad()
def test_luminance_stays_whatever_the_colours_are_and_nothing_else_of_the_picture_counts() -> None:
    lab, facts = to_lab(pictures()), facts_without_hints(pictures())
    grey = from_lab(torch.cat([lab[:, :1], torch.zeros_like(lab[:, 1:])], dim=1))
    one, other = (colouriser().coloured(with_facts(of, facts)) for of in (pictures(), grey))
    assert ab_of(one).std() > 5, "there are colours"
    assert (to_lab(one)[:, 0] - lab[:, 0]).abs().max() < 0.01
    assert (ab_of(one) - ab_of(other)).abs().max() < 0.05


@torch.no_grad()
def test_all_versions_at_once_are_those_that_their_shares_choose() -> None:
    network, facts = colouriser(), hinted(facts_without_hints(pictures()), 10, 20, (40, -30))
    versions = network.all_coloured(pictures(), facts)
    assert len(versions) == VERSIONS
    for number, version in enumerate(versions):
        assert torch.allclose(network.coloured(with_facts(pictures(), facts, number)), version, atol=1e-4)
        assert not torch.allclose(versions[number - 1], version, atol=0.02)


@torch.no_grad()
def test_half_of_one_version_and_half_of_another_lie_between_them() -> None:
    network, planes = colouriser(), with_facts(pictures(), facts_without_hints(pictures()))
    planes[:, 3 + FACTS : 3 + FACTS + 2] = 0.5
    first, second, _ = network.all_coloured(pictures(), facts_without_hints(pictures()))
    assert (ab_of(network.coloured(planes)) - (ab_of(first) + ab_of(second)) / 2).abs().max() < 0.02


@pytest.mark.parametrize("version", range(VERSIONS))
@torch.no_grad()
def test_a_hint_changes_what_is_near_it(version: int) -> None:
    """And nothing beyond 100 pixels, where so small a network does not see."""
    network, flat = colouriser(), torch.full((1, 3, 48, 256), 0.5)
    facts = facts_without_hints(flat)
    plain = ab_of(network.all_coloured(flat, facts)[version])
    for left, ab in ((20, (50.0, 0.0)), (220, (0.0, -60.0))):
        change = (ab_of(network.all_coloured(flat, hinted(facts, 20, left, ab))[version]) - plain).abs().amax(dim=1)[0]
        assert change[20:25, left : left + 5].mean() > 1
        far = (torch.arange(256) - left).abs() > 105
        assert change[:, far].max() < 1e-3
        assert change[20:25, left : left + 5].mean() > 2 * change.mean()


@torch.no_grad()
def test_hints_of_different_colours_have_different_effects() -> None:
    network, facts = colouriser(), facts_without_hints(pictures())
    red, blue = (network.all_coloured(pictures(), hinted(facts, 20, 30, ab))[0] for ab in ((60.0, 40.0), (10.0, -60.0)))
    assert (ab_of(red) - ab_of(blue))[:, :, 20:25, 30:35].abs().mean() > 1


@torch.no_grad()
def test_colours_where_there_is_no_hint_change_nothing() -> None:
    network, facts = colouriser(), hinted(facts_without_hints(pictures()), 10, 20, (40, -30))
    noisy = facts.clone()
    noisy[:, :2] = torch.where(facts[:, 2:3] > 0, facts[:, :2], torch.rand(2, 2, 48, 64, generator=seeded()))
    assert not torch.equal(noisy, facts)
    assert torch.equal(network.versions(pictures()[:, :1], noisy), network.versions(pictures()[:, :1], facts))


@torch.no_grad()
def test_a_hint_of_no_colour_is_something_else_than_no_hint() -> None:
    network, facts = colouriser(), facts_without_hints(pictures())
    plain, grey = (network.all_coloured(pictures(), of)[0] for of in (facts, hinted(facts, 20, 30, (0, 0))))
    assert (plain - grey).abs().max() > 0.005


@pytest.mark.parametrize("side", [1, 5])
def test_a_hint_is_as_strong_at_every_size_as_it_was_given(side: int) -> None:
    facts = _centred(hinted(facts_without_hints(pictures()), 11, 21, (40, -30), side))
    for _ in range(4):
        facts = _halved(facts)
        known = facts[:, 2] > 0
        assert known.any()
        assert set(facts[:, 2].unique().tolist()) == {0, 1}
        assert torch.allclose(facts.movedim(1, -1)[known][:, :2] * COLOUR, torch.tensor([40.0, -30.0]), atol=1e-3)
        assert not facts.movedim(1, -1)[~known][:, :2].any()


@torch.no_grad()
def test_how_colourful_it_is_to_be_is_heard() -> None:
    network = colouriser()
    faint, gaudy = (network.all_coloured(pictures(), facts_without_hints(pictures(), share))[0] for share in (0.1, 0.9))
    assert (faint - gaudy).abs().mean() > 0.005


@torch.no_grad()
def test_hints_of_one_picture_do_not_reach_the_others_of_its_batch() -> None:
    network, facts = colouriser(), facts_without_hints(pictures())
    some = facts.clone()
    some[0] = hinted(facts, 20, 30, (60, 40))[0]
    plain, painted = (network.all_coloured(pictures(), of)[0] for of in (facts, some))
    assert torch.allclose(plain[1], painted[1], atol=1e-6)
    assert not torch.allclose(plain[0], painted[0], atol=1e-3)


def test_the_design_counts_its_planes() -> None:
    design = ColourStyle(widths=WIDTHS, styles=2)
    assert design.planes == 3 + TOLD + 2
    assert with_facts(pictures(), facts_without_hints(pictures())).shape[1] == 3 + TOLD == 3 + FACTS + VERSIONS
    assert all(len(condition) == TOLD + 2 for condition in design.conditions)
    assert design.multiple_of == 8
    assert design.sees_whole, "it looks further than a tile may be large"


# Starts ---------------------------------------------------------------------------------------------------------------


def test_it_takes_the_eyes_of_a_perceptual_network_and_the_rest_begins_anew() -> None:
    torch.manual_seed(1)
    eyes, design = Perception(widths=(8, 12, 16)), ColourStyle(widths=(8, 12, 16, 20))
    known = eyes.build().state_dict()
    network = design.build()
    network.load_state_dict(design.grown(eyes, known))
    assert isinstance(network, ColourStyleNetwork)
    taken = dict(network.colouriser.named_parameters())
    stages = [name for name in known if name.startswith("stages.")]
    assert len(stages) == 3 * 6
    assert all(torch.equal(taken[name], known[name]) for name in stages)
    assert taken["stages.3.0.weight"].std() > 0
    assert not [name for name in network.state_dict() if "heads" in name]


def test_it_sees_with_these_eyes_what_the_perceptual_network_sees() -> None:
    """In a grey picture, and without any hint; as far as the lightness of CIELAB is what an encoded grey is."""
    torch.manual_seed(1)
    eyes = Perception(widths=(8, 12, 16))
    perceptual, design = eyes.build().eval(), ColourStyle(widths=(8, 12, 16))
    network = design.build().eval()
    network.load_state_dict(design.grown(eyes, perceptual.state_dict()))
    assert isinstance(network, ColourStyleNetwork)
    grey, seen = pictures()[:, :1], list[Tensor]()
    network.colouriser.stages[0].register_forward_hook(lambda *call: seen.append(call[2]))
    with torch.no_grad():
        network.colouriser.versions(grey, facts_without_hints(grey))
        head = perceptual.get_submodule("heads.conv1")
        wanted = perceptual.features(grey.expand(-1, 3, -1, -1))["conv1"]  # type: ignore[operator]
        assert torch.allclose(head(seen[0]).relu(), wanted, atol=1e-5)


def test_from_a_colouriser_it_takes_all_and_without_a_style_it_answers_as_that_does() -> None:
    torch.manual_seed(1)
    plain, styled = ColourStyle(widths=WIDTHS), ColourStyle(widths=WIDTHS, styles=2, stylist_width=8, stylist_blocks=1)
    one = trained(plain.build())
    tensors = styled.grown(plain, one.state_dict())
    assert all(torch.equal(tensors[name], tensor) for name, tensor in one.state_dict().items())
    other = styled.build()
    other.load_state_dict(tensors)
    planes = with_facts(pictures(), facts_without_hints(pictures()))
    with torch.no_grad():
        unstyled = other.eval()(torch.cat([planes, torch.zeros(2, 2, 48, 64)], dim=1))
        assert torch.allclose(unstyled, one.eval()(planes), atol=1e-4)


def trained(network: nn.Module) -> nn.Module:
    """As training leaves it: none of its numbers is what it begins with, the norms' neither."""
    for tensor in network.state_dict().values():
        tensor.add_(0.05 * torch.rand(tensor.shape))
    return network


def test_it_starts_from_its_own_like_styles_and_all() -> None:
    torch.manual_seed(1)
    design = ColourStyle(widths=WIDTHS, styles=2, stylist_width=8, stylist_blocks=1)
    known = trained(design.build()).state_dict()
    tensors = design.grown(design, known)
    assert tensors.keys() == known.keys()
    assert all(torch.equal(tensors[name], tensor) for name, tensor in known.items())


@pytest.mark.parametrize(
    ("design", "start"),
    [
        (ColourStyle(widths=(8, 12, 20)), Perception(widths=(8, 12, 16))),
        (ColourStyle(widths=(8, 12)), Perception(widths=(8, 12, 16))),
        (ColourStyle(widths=(8, 12, 16)), ColourStyle(widths=(8, 12, 20))),
        (ColourStyle(widths=(8, 12, 16)), ColourStyle(widths=(8, 12))),
        (ColourStyle(widths=(8, 12, 16), styles=1), ColourStyle(widths=(8, 12, 16), styles=2)),
        (ColourStyle(widths=(8, 12, 16)), ColourStyle(widths=(8, 12, 16), styles=2)),
        (ColourStyle(widths=(8, 12, 16)), ResidualUNet(widths=(8, 12, 16), blocks=(1, 1, 1))),
    ],
)
def test_what_it_cannot_start_from_is_refused_in_words(design: ColourStyle, start: NetworkDesign) -> None:
    with pytest.raises(ValueError, match=f"{design.key} cannot start from {start.key}"):
        design.grown(start, start.build().state_dict())


# What it is told ------------------------------------------------------------------------------------------------------


def test_hints_tell_the_mean_of_the_true_colours_of_their_places() -> None:
    """One point in each picture, whose place is where it is known."""
    facts = told(Hints(share=1, more=0, size=(4, 4)), pictures(6), seeded(3))
    assert facts.shape == (6, FACTS, 48, 64)
    for picture, (a, b, known, _) in zip(ab_of(pictures(6)), facts, strict=True):
        assert set(known.unique().tolist()) == {0, 1}
        rows, columns = known.nonzero().unbind(1)
        assert len(rows) == 16
        assert rows.max() - rows.min() == columns.max() - columns.min() == 3
        true = picture[:, known > 0].mean(dim=1)
        for plane, value in zip((a, b), true, strict=True):
            assert torch.allclose((plane[known > 0] - 0.5) * 2 * COLOUR, value, atol=1e-3)
            assert (plane[known == 0] == 0.5).all()


def test_hints_lie_all_over_the_picture() -> None:
    known = told(Hints(share=1, more=0.9, size=(2, 8)), pictures(1, 16, 20).expand(100, -1, -1, -1), seeded())[:, 2]
    assert known.amax(dim=0).min() == 1, "in corners, too"


def test_a_share_of_the_pictures_has_hints_mostly_few_and_here_and_there_many() -> None:
    many = pictures(1).expand(200, -1, -1, -1)
    points = told(Hints(share=0.5, more=0.85, size=(1, 1)), many, seeded())[:, 2].sum(dim=(1, 2))
    assert 75 < (points == 0).sum() < 125
    some = points[points > 0]
    assert some.median() <= 7
    assert some.max() > 15
    assert not told(Hints(share=0), many, seeded())[:, 2].any()
    assert (told(Hints(share=1), many, seeded())[:, 2].sum(dim=(1, 2)) > 0).all()


def test_what_it_is_told_is_determined_by_the_seed() -> None:
    one, same, other = (told(Hints(), pictures(8), seeded(seed)) for seed in (5, 5, 6))
    assert torch.equal(one, same)
    assert not torch.equal(one[:, :3], other[:, :3])
    assert torch.equal(one[:, 3], other[:, 3])


def test_it_is_told_how_colourful_the_original_is() -> None:
    faint = pictures(1) * 0.2 + 0.4
    grey = pictures(1).mean(dim=1, keepdim=True).expand(-1, 3, -1, -1)
    gaudy = torch.rand(1, 3, 48, 64, generator=seeded()).round()
    facts = told(Hints(), torch.cat([grey, faint, pictures(1), gaudy]), seeded())[:, 3]
    assert (facts == facts[:, :1, :1]).all(), "everywhere the same"
    levels = facts[:, 0, 0]
    assert levels.diff().min() > 0.05
    assert levels[0] == 0
    assert levels[3] == 1
    assert torch.allclose(levels[1:3] * VIVID, colourfulness(torch.cat([faint, pictures(1)])), atol=1e-3)


@pytest.mark.parametrize("size", [(4, 4), (3, 50), (1, 1)])
def test_a_hint_that_is_larger_than_the_picture_is_all_of_it(size: tuple[int, int]) -> None:
    given = pictures(1, *size)
    facts = told(Hints(share=1, more=0, size=(64, 64)), given, seeded())
    assert (facts[:, 2] == 1).all()
    assert torch.allclose((facts[0, :2] - 0.5) * 2 * COLOUR, ab_of(given)[0].mean(dim=(1, 2), keepdim=True), atol=1e-3)
