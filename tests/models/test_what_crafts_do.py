"""What each craft is known by. (What all of them promise stands in test_crafts.py.)"""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.craft import Craft, Picture, Plane, Values
from models.crafts.albumen import Albumen
from models.crafts.autochrome import DYES, Autochrome
from models.crafts.cartoon import Cartoon
from models.crafts.charcoal import Charcoal
from models.crafts.cyanotype import Cyanotype
from models.crafts.daguerreotype import Daguerreotype
from models.crafts.engraving import INK, PAPER, Engraving
from models.crafts.halftone_print import HalftonePrint
from models.crafts.ink_wash import InkWash
from models.crafts.kodachrome import Kodachrome
from models.crafts.mosaic import Mosaic
from models.crafts.pointillism import Pointillism
from models.crafts.sketch import Sketch
from models.crafts.stained_glass import StainedGlass
from models.crafts.technicolor import Technicolor
from models.crafts.watercolour import Watercolour
from models.crafts.woodcut import KEY, TONES, Woodcut
from models.crafts.woodcut import PAPER as WOODCUT_PAPER
from models.filters import blurred, grey, linear, shrunk
from models.losses.colourfulness import colourfulness
from tests.models.test_crafts import done, flat, likeness, photograph


def ramp(height: int = 48, width: int = 256) -> Picture:
    """Grey, from black on the left to white on the right."""
    return np.broadcast_to(np.linspace(0, 1, width, dtype=np.float32)[None, :, None], (height, width, 3)).copy()


def halves(left: tuple[float, ...], right: tuple[float, ...], side: int = 96) -> Picture:
    return np.concatenate([flat(*left, side=side)[:, : side // 2], flat(*right, side=side)[:, side // 2 :]], axis=1)


def chroma(picture: Values) -> Plane:
    """The largest channel less the smallest, 0 for greys."""
    return picture.max(axis=2) - picture.min(axis=2)


def colourful(picture: Picture) -> float:
    """After Hasler & Süsstrunk 2003: 0 is grey."""
    return float(colourfulness(torch.from_numpy(picture).permute(2, 0, 1)[None])[0])


def near(picture: Picture, colour: Values, distance: float = 0.1) -> Plane:
    """Whether each pixel is this colour, nearly."""
    return (np.abs(picture - np.asarray(colour)).max(axis=2) < distance).astype(np.float32)


def spectrum(plane: Plane) -> tuple[Plane, Plane, Plane]:
    """Energy, frequency (cycles for each pixel) and angle (radians, 0 to pi) of the waves of a plane, without its mean."""
    energy = np.abs(np.fft.fft2(plane - plane.mean())) ** 2
    down, across = np.meshgrid(*(np.fft.fftfreq(side) for side in plane.shape), indexing="ij")
    return energy, np.hypot(down, across), np.arctan2(down, across) % np.pi


# Drawings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("craft", [Sketch(), Charcoal(), InkWash(), Engraving()], ids=lambda craft: type(craft).__name__)
def test_drawings_in_black_have_no_colour_but_the_paper(craft: Craft) -> None:
    work = done(craft, photograph())
    assert chroma(work).max() < 0.12
    assert chroma(work)[grey(work) < 0.4].max() < 0.06


@pytest.mark.parametrize(
    "craft", [Sketch(), Charcoal(), InkWash(), Engraving(), Woodcut()], ids=lambda craft: type(craft).__name__
)
def test_drawings_leave_white_alone_and_draw_borders(craft: Craft) -> None:
    assert grey(done(craft, flat(1))).mean() > 0.85
    border = grey(done(craft, halves((1.0,), (0.92,)))).mean(axis=0)
    beside = np.minimum(border[:40].mean(), border[58:].mean())
    assert border[44:54].min() < beside - 0.05, "the border is darker than both sides"


def test_strokes_of_a_pencil_run_one_way() -> None:
    energy, frequency, angle = spectrum(grey(done(Sketch(tooth=0), flat(0.55))))
    energy[frequency < 0.05] = 0
    by_angle, _ = np.histogram(angle, bins=12, range=(0, np.pi), weights=energy)
    assert np.sort(by_angle)[-3:].sum() > 0.7 * by_angle.sum()


def test_charcoal_is_blacker_and_broader_than_pencil() -> None:
    coal, pencil = (grey(done(craft, photograph())) for craft in (Charcoal(), Sketch()))
    assert np.percentile(coal, 5) < np.percentile(pencil, 5) - 0.05
    details = [np.abs(work - blurred(work, 2)).mean() / work.std() for work in (coal, pencil)]
    assert details[0] < details[1]


def test_ink_washes_are_few_greys_and_run_out_softly() -> None:
    tones = grey(done(InkWash(), ramp(96)))[:, 8:-8].mean(axis=0)
    assert len(np.unique(np.round(tones, 1))) <= 9
    soft = np.abs(np.diff(grey(done(InkWash(wet=14.0), ramp(96))), axis=1)).max()
    hard = np.abs(np.diff(grey(done(InkWash(wet=0.3), ramp(96))), axis=1)).max()
    assert soft < hard


# Prints --------------------------------------------------------------------------------------------------------------


def test_an_engraving_is_ink_and_paper_alone() -> None:
    work = done(Engraving(period=12), photograph())
    assert (near(work, INK) + near(work, PAPER)).mean() > 0.8


def test_the_mean_of_engraved_lines_is_the_tone() -> None:
    work, given = done(Engraving(), photograph(200)), photograph(200)
    assert likeness(blurred(grey(work), 4), blurred(grey(given), 4)) > 0.8


def test_engraved_lines_swell_where_it_is_darker_and_are_crossed_in_the_darks() -> None:
    inks = [near(done(Engraving(), flat(tone)), INK, 0.45).mean() for tone in (0.9, 0.7, 0.5, 0.15, 0.05)]
    assert (np.diff(inks) > 0.05).all()

    def crossed(tone: float) -> float:
        """The energy of lines that lie more than 30 degrees from the strongest."""
        energy, frequency, angle = spectrum(grey(done(Engraving(period=8, relief=0), flat(tone))))
        energy = np.where(np.abs(frequency - 1 / 8) < 0.03, energy, 0)
        apart = np.abs(angle - angle.ravel()[energy.argmax()])
        return float(energy[np.minimum(apart, np.pi - apart) > np.pi / 6].sum() / energy.sum())

    assert crossed(0.7) < 0.05
    assert crossed(0.1) > 0.1


def test_a_woodcut_is_key_tone_and_paper() -> None:
    work = done(Woodcut(grain=0, period=12), photograph())
    blocks = [KEY, WOODCUT_PAPER]
    shares = [near(work, WOODCUT_PAPER + 0.9 * (np.array(tone) - WOODCUT_PAPER), 0.06).mean() for tone in TONES]
    assert max(shares) > 0.1, "one earth colour"
    assert max(shares) + sum(near(work, block, 0.06).mean() for block in blocks) > 0.75


def test_a_woodcut_is_cut_in_lines_where_it_is_neither_dark_nor_light_and_has_another_colour_another_time() -> None:
    key = near(done(Woodcut(grain=0), ramp(96)), KEY, 0.3).mean(axis=0)
    assert key[:40].min() > 0.9
    assert 0.1 < key[80:110].mean() < 0.9
    assert key[150:].max() == 0
    tints = {tuple(np.round(np.median(done(Woodcut(grain=0), flat(0.6, side=32), seed), axis=(0, 1)), 1)) for seed in range(9)}
    assert len(tints) >= 3


@pytest.mark.parametrize("craft", [HalftonePrint(register=0), Pointillism()], ids=lambda craft: type(craft).__name__)
@pytest.mark.parametrize("colour", [(0.5, 0.5, 0.5), (0.75, 0.35, 0.25), (0.45, 0.35, 0.2), (0.2, 0.2, 0.25), (0.85, 0.8, 0.7)])
def test_the_mean_of_dots_is_the_colour_of_the_place(craft: Craft, colour: tuple[float, ...]) -> None:
    assert np.abs(done(craft, flat(*colour)).mean(axis=(0, 1)) - colour).max() < 0.025


def test_the_dots_of_a_print_have_the_colour_of_the_picture_on_average() -> None:
    given = photograph(200)
    assert np.abs(blurred(done(HalftonePrint(register=0), given), 5) - blurred(given, 5)).mean() < 0.05


def test_a_print_is_screens_of_this_period_in_pure_inks() -> None:
    energy, frequency, _ = spectrum(done(HalftonePrint(period=8), flat(0.6, 0.8, 0.9))[..., 0])
    assert frequency.ravel()[energy.argmax()] == pytest.approx(1 / 8, rel=0.1)
    screens = [spectrum(done(HalftonePrint(period=8, black=0, register=0), flat(0.5))[..., channel]) for channel in (0, 1)]
    cyan, magenta = (np.degrees(angle.ravel()[energy.argmax()]) for energy, _, angle in screens)
    assert 20 < (cyan - magenta) % 90 < 70, "turned against each other"
    assert chroma(done(HalftonePrint(period=12, black=0), flat(0.5))).max() > 0.6, "a grey is cyan, magenta and yellow"
    assert done(HalftonePrint(), flat(1)).min() > 0.8, "white is paper"


def test_a_print_out_of_register_has_coloured_borders() -> None:
    edge = halves((0.0,), (1.0,))
    colours = [chroma(done(HalftonePrint(register=register, black=0), edge))[:, 44:52].mean() for register in (0.0, 3.0)]
    assert colours[0] < colours[1]


# Paintings -----------------------------------------------------------------------------------------------------------


def test_a_cartoon_has_few_tones() -> None:
    tones = grey(done(Cartoon(steps=5), ramp()))
    counts, _ = np.histogram(tones, bins=100, range=(0, 1))
    assert np.sort(counts)[-5:].sum() > 0.7 * tones.size
    assert np.sort(np.histogram(grey(ramp()), bins=100, range=(0, 1))[0])[-5:].sum() < 0.1 * tones.size


def test_a_cartoon_is_colourful_with_black_outlines() -> None:
    assert colourful(done(Cartoon(), photograph())) > 1.2 * colourful(photograph())
    outlined = grey(done(Cartoon(), halves((0.4, 0.6, 0.9), (0.9, 0.7, 0.4)))).mean(axis=0)
    assert outlined[44:52].min() < 0.5 * min(outlined[20], outlined[76])


def test_watercolour_is_light_and_dries_with_dark_rims_and_white_is_its_paper() -> None:
    given = photograph()
    assert grey(done(Watercolour(), given)).mean() > grey(given).mean() + 0.05
    assert np.abs(done(Watercolour(), flat(1)) - 1).max() < 0.1
    pair = halves((0.7, 0.5, 0.4), (0.5, 0.65, 0.8))
    wet = [grey(done(Watercolour(rims=rims, granulation=0), pair)).mean(axis=0) for rims in (1.0, 0.0)]
    darker = wet[1] - wet[0]
    assert darker[42:54].max() > 0.03
    assert np.abs(darker[:30]).max() < 0.01


def test_points_are_pure_and_mix_to_the_colour_of_the_picture() -> None:
    given = photograph(200)
    assert np.abs(blurred(done(Pointillism(), given), 6) - blurred(given, 6)).mean() < 0.05
    dots = done(Pointillism(), flat(0.5))
    assert chroma(dots).mean() > 0.2
    assert np.abs(dots.mean(axis=(0, 1)) - 0.5).max() < 0.03


def test_panes_are_parted_by_lead_and_purer_than_the_picture() -> None:
    window = done(StainedGlass(), flat(0.9))
    assert 0.1 < (grey(window) < 0.3).mean() < 0.5
    assert colourful(done(StainedGlass(lead=0.5), photograph())) > 1.2 * colourful(photograph())
    leads = [float((grey(done(StainedGlass(pane=pane), flat(0.9))) < 0.3).mean()) for pane in (12.0, 24.0, 48.0)]
    assert leads == sorted(leads, reverse=True)


def test_a_mosaic_has_the_colours_of_the_picture_in_rows_of_stones() -> None:
    given = photograph(200)
    assert np.abs(blurred(done(Mosaic(), given), 8) - blurred(given, 8)).mean() < 0.1
    stones = grey(done(Mosaic(stone=12), flat(0.9, side=144)))
    energy, frequency, _ = spectrum(stones)
    assert frequency.ravel()[energy.argmax()] == pytest.approx(1 / 12, rel=0.2)
    assert 0.05 < (stones < 0.65).mean() < 0.5, "mortar"


# Processes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("craft", [Cyanotype(), Daguerreotype(tarnish=0), Albumen()], ids=lambda craft: type(craft).__name__)
def test_old_plates_are_blind_to_red(craft: Craft) -> None:
    seen = grey(done(craft, halves((0.9, 0.1, 0.1), (0.1, 0.2, 0.9)))).mean(axis=0)
    assert seen[60:90].mean() > seen[6:36].mean() + 0.2


def test_cyanotypes_are_blue_everywhere_and_light_where_the_picture_is_light() -> None:
    red, green, blue = np.moveaxis(done(Cyanotype(), photograph()), 2, 0)
    assert (blue > green).all()
    assert (green > red).all()
    tones = grey(done(Cyanotype(uneven=0), ramp(96))).mean(axis=0)
    assert (np.diff(shrunk(tones[None].repeat(8, axis=0), 8)[0]) > 0).all()
    assert tones[0] < 0.12
    assert tones[-1] > 0.9


def test_daguerreotypes_are_neutral_with_deep_blacks_warm_greys_and_bluish_lights() -> None:
    plate = done(Daguerreotype(tarnish=0), ramp(96))
    red, _, blue = np.moveaxis(plate, 2, 0).mean(axis=1)
    assert chroma(plate).max() < 0.1
    assert grey(plate)[:, :8].max() < 0.12
    assert red[150] > blue[150]
    assert blue[-1] > red[-1] + 0.03


def test_daguerreotypes_tarnish_in_colours_from_the_edge() -> None:
    rusty, clean = (done(Daguerreotype(tarnish=tarnish, oval=0), flat(0.7)) for tarnish in (1.0, 0.0))
    assert np.array_equal(rusty[40:56, 40:56], clean[40:56, 40:56])
    assert grey(rusty)[0].mean() < 0.6 * grey(clean)[0].mean()
    assert chroma(rusty)[:14].max() > chroma(clean).max() + 0.1


def test_albumen_prints_are_purple_brown_with_yellow_lights() -> None:
    red, green, blue = np.moveaxis(done(Albumen(fading=0), ramp(96)), 2, 0).mean(axis=1)
    assert red[:16].mean() > blue[:16].mean() + 0.05
    assert blue[:16].mean() > green[:16].mean() - 0.02
    assert (red[-16:] > green[-16:]).all()
    assert (green[-16:] > blue[-16:] + 0.1).all()
    assert red.max() - red.min() > 0.6
    faded = done(Albumen(fading=1), flat(0.05))
    assert faded[:3].mean() > faded[40:56, 40:56].mean() + 0.1


def test_an_autochrome_is_a_screen_of_three_dyes() -> None:
    light = linear(done(Autochrome(grain=10, soft=0.1), flat(0.7, side=128))).reshape(-1, 3)
    light = light[light.max(axis=1) > 0.02]
    hues, dyes = (values / np.linalg.norm(values, axis=1, keepdims=True) for values in (light, DYES))
    angles = np.degrees(np.arccos(np.clip(hues @ dyes.T, -1, 1)))
    assert (angles.min(axis=1) < 6).mean() > 0.7, "but for the borders of the grains"
    assert (np.bincount(angles.argmin(axis=1), minlength=3) > 0.2 * len(angles)).all()


def test_the_mean_of_an_autochrome_is_an_affine_map_of_the_picture_and_dark() -> None:
    given = photograph(200)
    seen, shown = (shrunk(linear(picture), 8).reshape(-1, 3) for picture in (given, done(Autochrome(), given)))
    known = np.column_stack([seen, np.ones(len(seen))])
    foretold = known @ np.linalg.lstsq(known, shown, rcond=None)[0]
    assert (shown - foretold).var() < 0.1 * shown.var()
    assert shown.mean() < 0.9 * seen.mean()
    assert likeness(seen[:, 0] - seen[:, 2], shown[:, 0] - shown[:, 2]) > 0.8, "colours are not lost"


def test_technicolor_is_more_colourful_than_the_picture_and_out_of_register() -> None:
    mixed, pure = (colourful(done(craft, photograph())) for craft in (Technicolor(purity=0), Technicolor()))
    assert pure > 1.3 * colourful(photograph())
    assert pure > 1.1 * mixed
    edge = halves((0.0,), (0.9,))
    fringes = [chroma(done(Technicolor(register=register), edge))[:, 42:54].max() for register in (0.0, 2.0)]
    assert fringes[0] + 0.2 < fringes[1]


def test_kodachrome_is_contrasty_with_deep_shadows_and_warm_reds() -> None:
    slide, given = done(Kodachrome(), photograph()), photograph()
    assert grey(slide).std() > 1.05 * grey(given).std()
    tones = grey(done(Kodachrome(), ramp())).mean(axis=0)
    assert tones[40] < 0.5 * 40 / 255
    assert tones[200] > 0.9 * 200 / 255
    red, green, blue = done(Kodachrome(), flat(0.7, 0.25, 0.25)).mean(axis=(0, 1))
    assert red > 0.75
    assert green > blue
    assert max(green, blue) < 0.25
    cooler = done(Kodachrome(warmth=0), flat(0.7, 0.25, 0.25)).mean(axis=(0, 1))
    assert red - blue > cooler[0] - cooler[2] + 0.05
