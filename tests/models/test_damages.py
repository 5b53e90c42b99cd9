"""What every damage promises, and what ageing makes of several."""

from __future__ import annotations

import msgspec
import pytest
import torch
from torch import Tensor

import models.damages
from models.choices import choices
from models.damage import AddsNoise, Covers, Damage, age, noise_level
from models.damages.eight_bits import EightBits
from models.damages.fading import Fading
from models.damages.film_damage import FilmDamage
from models.damages.jpeg import Jpeg
from models.damages.lens_blur import LensBlur
from models.damages.monochrome import Monochrome
from models.damages.noise import Noise

DAMAGES = choices(models.damages, Damage)
every_damage = pytest.mark.parametrize("kind", DAMAGES, ids=lambda kind: kind.__struct_config__.tag)


def pictures(count: int = 4, height: int = 64, width: int = 80) -> Tensor:
    """Soft colours with a few hard edges, (B, 3, H, W)."""
    down, across = torch.meshgrid(torch.linspace(0, 6, height), torch.linspace(0, 8, width), indexing="ij")
    planes = [0.5 + 0.25 * torch.sin(down + n) + 0.15 * torch.cos(across * 2 - n) for n in range(3)]
    batch = torch.stack(planes)[None].repeat(count, 1, 1, 1)
    batch[:, :, 20:36, 30:50] *= 0.5
    return batch * torch.linspace(0.7, 1, count).view(-1, 1, 1, 1)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@every_damage
def test_the_same_random_state_gives_the_same_damage(kind: type[Damage]) -> None:
    assert torch.equal(kind().apply(pictures(), seeded(3)), kind().apply(pictures(), seeded(3)))


@every_damage
def test_a_damage_leaves_its_input_and_the_random_state_of_the_world_alone(kind: type[Damage]) -> None:
    given, world = pictures(), torch.random.get_rng_state()
    kind().apply(given, seeded())
    assert torch.equal(given, pictures())
    assert torch.equal(torch.random.get_rng_state(), world)


@every_damage
@pytest.mark.parametrize("shape", [(1, 32, 32), (3, 40, 96), (2, 33, 47)])
def test_a_damaged_picture_has_the_same_shape_and_no_wild_numbers(kind: type[Damage], shape: tuple[int, int, int]) -> None:
    given = pictures(*shape)
    for seed in range(3):
        damaged = kind().apply(given, seeded(seed))
        assert damaged.shape == given.shape
        assert damaged.dtype == torch.float32
        assert torch.isfinite(damaged).all()
        assert damaged.abs().max() < 3


@every_damage
def test_a_damage_does_something(kind: type[Damage]) -> None:
    assert not torch.equal(kind().apply(pictures(8), seeded()), pictures(8))


@every_damage
def test_a_damage_comes_back_from_toml_and_refuses_what_it_does_not_know(kind: type[Damage]) -> None:
    damage = kind(probability=0.25, kept=True)
    assert msgspec.toml.decode(msgspec.toml.encode(damage), type=kind) == damage
    with pytest.raises(msgspec.ValidationError, match=r"\$\.probability"):
        msgspec.convert({"type": kind.__struct_config__.tag, "probability": 2}, kind)
    with pytest.raises(msgspec.ValidationError, match="strenght"):
        msgspec.convert({"type": kind.__struct_config__.tag, "strenght": 1}, kind)


@every_damage
def test_a_damage_that_never_happens_changes_nothing(kind: type[Damage]) -> None:
    aged = age(pictures(), (kind(probability=0),), seeded())
    assert torch.equal(aged.damaged, pictures())
    assert torch.equal(aged.original, pictures().clamp(0, 1))
    assert aged.noise.abs().max() == 0


@every_damage
def test_what_is_to_be_kept_is_seen_in_the_original_too(kind: type[Damage]) -> None:
    undone, kept = age(pictures(), (kind(),), seeded()), age(pictures(), (kind(kept=True),), seeded())
    assert torch.equal(undone.original, pictures().clamp(0, 1))
    assert torch.equal(undone.damaged, kept.damaged)
    assert torch.equal(kept.original, kept.damaged.clamp(0, 1))


covers = pytest.mark.parametrize(
    "kind", [kind for kind in DAMAGES if issubclass(kind, Covers)], ids=lambda kind: kind.__struct_config__.tag
)


@covers
def test_what_covers_a_picture_changes_each_pixel_by_itself(kind: type[Damage]) -> None:
    """out = through * in + own: so what it does to black and to white tells what it does to any picture."""
    black, white = (kind().apply(torch.full_like(pictures(), tone), seeded(5)) for tone in (0.0, 1.0))
    assert torch.allclose(kind().apply(pictures(), seeded(5)), black + (white - black) * pictures(), atol=1e-5)


@covers
@pytest.mark.parametrize("probability", [1.0, 0.5])
def test_ageing_lays_over_a_picture_just_what_the_damage_itself_does(kind: type[Damage], probability: float) -> None:
    """`age` knows it only by what it does to black and to white; pictures that leave 0 to 1 count as well."""
    given = pictures(8) * 1.6 - 0.2
    aged = age(given, (kind(probability=probability),), seeded(5))
    chosen, seed = first_draws(8, probability, seeded(5))
    assert chosen.any()
    assert chosen.all() == (probability == 1)
    assert torch.allclose(aged.damaged[chosen], kind().apply(given[chosen], seeded(seed)), atol=1e-5)
    assert not torch.allclose(aged.damaged[chosen], given[chosen], atol=0.01)
    assert torch.equal(aged.damaged[~chosen], given[~chosen])


def first_draws(count: int, probability: float, random: torch.Generator) -> tuple[Tensor, int]:
    """Which pictures the first damage strikes, and the seed that it is given."""
    return torch.rand(count, generator=random) < probability, int(torch.randint(2**62, (), generator=random))


@covers
def test_what_lies_on_a_damaged_picture_lies_as_well_on_its_original_if_it_is_kept(kind: type[Damage]) -> None:
    """One layer, drawn once, on two different pictures."""
    aged = age(pictures(), (Fading(), kind(kept=True)), seeded(5))
    random = seeded(5)
    first_draws(4, 1, random)
    _, seed = first_draws(4, 1, random)
    assert torch.allclose(aged.original, kind().apply(pictures(), seeded(seed)).clamp(0, 1), atol=1e-5)
    assert not torch.allclose(aged.damaged, aged.original, atol=0.01)


@covers
def test_what_is_hidden_is_where_the_picture_changes(kind: type[Damage]) -> None:
    aged = age(pictures(8), (kind(),), seeded(2))
    change = (aged.damaged - aged.original).abs().amax(dim=1, keepdim=True)
    assert aged.hidden.shape == change.shape
    assert aged.hidden.min() >= 0
    assert aged.hidden.max() <= 1
    assert change[aged.hidden < 0.1].max() < 0.13, "what nobody overlooks counts as hidden"
    assert (change[aged.hidden > 0.5] > 0).float().mean() > 0.9
    assert (aged.hidden > 0.1).any(dim=(1, 2, 3)).float().mean() > 0.5


@covers
def test_what_is_to_be_kept_hides_nothing(kind: type[Damage]) -> None:
    assert not age(pictures(), (kind(kept=True),), seeded(2)).hidden.any()
    assert not age(pictures(), (kind(probability=0),), seeded(2)).hidden.any()


@every_damage
def test_only_what_lies_over_a_picture_hides_it(kind: type[Damage]) -> None:
    assert age(pictures(8), (kind(),), seeded(2)).hidden.any() == issubclass(kind, Covers)


def test_only_the_pictures_that_were_struck_are_hidden() -> None:
    aged = age(pictures(32, 32, 32), (FilmDamage(opacity=(1, 1), probability=0.5),), seeded())
    changed = (aged.damaged != aged.original).any(dim=1, keepdim=True)
    assert 4 < aged.hidden.amax(dim=(1, 2, 3)).count_nonzero() < 28
    assert torch.equal(aged.hidden > 0, changed)


def test_what_is_opaque_hides_all_and_what_is_half_opaque_half() -> None:
    once = age(pictures(), (FilmDamage(opacity=(1, 1)),), seeded())
    half = age(pictures(), (FilmDamage(opacity=(0.5, 0.5)),), seeded())
    assert torch.allclose(half.hidden, once.hidden / 2, atol=1e-6)
    other = age(1 - pictures(), (FilmDamage(opacity=(1, 1)),), seeded())
    gone = (once.hidden > 0.999).expand_as(once.damaged)
    assert torch.allclose(once.damaged[gone], other.damaged[gone], atol=1e-3)


def test_damages_that_lie_over_each_other_hide_more_and_what_comes_later_hides_no_less() -> None:
    film = FilmDamage(opacity=(0.6, 0.6))
    one = age(pictures(), (film,), seeded()).hidden
    both = age(pictures(), (film, FilmDamage(opacity=(0.5, 0.9), count=(4, 8))), seeded()).hidden
    assert (both >= one - 1e-6).all()
    assert (both[one > 0] > one[one > 0] + 0.01).any()
    assert both.max() < 1
    assert torch.equal(age(pictures(), (film, Noise(sigma=(20, 20)), Jpeg()), seeded()).hidden, one)


adds_noise = pytest.mark.parametrize(
    "kind", [kind for kind in DAMAGES if issubclass(kind, AddsNoise)], ids=lambda kind: kind.__struct_config__.tag
)


@adds_noise
def test_noise_makes_a_picture_neither_brighter_nor_darker(kind: type[Damage]) -> None:
    given = pictures(8, 96, 96)
    difference = kind().apply(given, seeded(1)) - given
    assert difference.mean().abs() < 0.05 * difference.std()


@adds_noise
def test_the_level_that_the_network_is_told_is_that_of_the_noise(kind: type[Damage]) -> None:
    aged = age(pictures(8, 96, 96), (kind(),), seeded(1))
    assert aged.noise.shape == (8, 1, 1, 1)
    assert torch.allclose(aged.noise, noise_level(aged.damaged - pictures(8, 96, 96)))
    assert (aged.noise > 0).any()


@every_damage
@pytest.mark.parametrize("kept", [False, True])
def test_a_level_that_nobody_asked_for_is_0_and_changes_nothing_else(kind: type[Damage], kept: bool) -> None:
    damages = (Noise(sigma=(10, 30)), kind(kept=kept), kind(probability=0.5), Fading(probability=0.5), Jpeg())
    told, untold = (age(pictures(6), damages, seeded(4), levels=levels) for levels in (True, False))
    assert torch.equal(untold.damaged, told.damaged)
    assert torch.equal(untold.original, told.original)
    assert torch.equal(untold.hidden, told.hidden)
    assert torch.equal(untold.noise, torch.zeros(6, 1, 1, 1))
    assert (told.noise > 0).all()


def test_a_level_that_nobody_asked_for_costs_nothing() -> None:
    struck: list[int] = []

    class Counted(Damage, tag="counted", frozen=True):
        def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
            struck.append(len(pictures))
            return pictures * 0.9

    age(pictures(), (Counted(),), seeded(), levels=False)
    assert struck == [4]
    age(pictures(), (Counted(),), seeded())
    assert struck == [4, 4, 4], "once more for the copy without noise"


def test_whether_levels_are_asked_for_or_not_the_next_pictures_are_the_same() -> None:
    """The world's random numbers stand where they would have stood."""
    one, other = seeded(4), seeded(4)
    age(pictures(), (Noise(), FilmDamage(), Jpeg()), one)
    age(pictures(), (Noise(), FilmDamage(), Jpeg()), other, levels=False)
    assert torch.equal(one.get_state(), other.get_state())


def test_the_level_of_white_noise_is_its_sigma() -> None:
    for sigma in (1, 10, 50):
        noise = torch.randn(4, 3, 128, 128, generator=seeded()) * sigma / 255
        assert torch.allclose(noise_level(noise) * 255, torch.tensor(float(sigma)), rtol=0.03)


def test_noise_has_the_sigma_that_was_asked_for() -> None:
    noisy = Noise(sigma=(20, 20)).apply(pictures(4, 128, 128), seeded())
    assert ((noisy - pictures(4, 128, 128)).std() * 255).item() == pytest.approx(20, rel=0.02)


def test_a_lower_jpeg_quality_leaves_a_larger_error() -> None:
    errors = [(Jpeg(quality=(q, q)).apply(pictures(), seeded()) - pictures()).abs().mean().item() for q in (95, 60, 20, 5)]
    assert errors == sorted(errors)
    assert errors[0] < 0.01 < errors[-1]


def test_a_wider_blur_leaves_less_detail() -> None:
    detail = [
        LensBlur(sigma=(s, s)).apply(pictures(), seeded()).diff(dim=-1).square().mean().item() for s in (0.01, 0.8, 1.5, 2.5)
    ]
    assert detail == sorted(detail, reverse=True)
    assert torch.allclose(LensBlur(sigma=(0.01, 0.01)).apply(pictures(), seeded()), pictures(), atol=1e-6)


def test_eight_bits_are_256_levels() -> None:
    levels = EightBits().apply(pictures() * 1.5 - 0.2, seeded()) * 255
    assert torch.allclose(levels, levels.round(), atol=1e-4)
    assert levels.min() >= 0
    assert levels.max() <= 255


def test_monochrome_is_grey_and_fading_flattens() -> None:
    grey = Monochrome().apply(pictures(), seeded())
    assert torch.allclose(grey, grey[:, :1].expand_as(grey))
    assert Fading().apply(pictures(), seeded()).std() < pictures().std()


def test_only_some_pictures_are_struck_where_a_damage_is_not_certain() -> None:
    aged = age(pictures(64, 32, 32), (EightBits(), Noise(sigma=(30, 30), probability=0.5)), seeded())
    struck = (aged.noise.flatten() > 0.01).sum()
    assert 16 < struck < 48


def test_noise_that_was_stretched_or_compressed_later_counts_as_the_scan_shows_it() -> None:
    plain = age(pictures(), (Noise(sigma=(20, 20)),), seeded())
    compressed = age(pictures(), (Noise(sigma=(20, 20)), Jpeg(quality=(20, 20))), seeded())
    assert (compressed.noise < 0.9 * plain.noise).all()
