"""Colours for grey pictures, from file to file: they come out as RGB, and all else about them as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engine.devices.device import Device
from engine.files.source import Metadata, Shape
from engine.pixels import Samples
from engine.provenance import Record, read_record
from engine.recipe import Recipe
from engine.stages.colourise import Colourise, Hint
from models.colour_spaces import to_lab
from tests.engine.formats.pictures import metadata_of, named, opened, whole, with_notes, written
from tests.engine.hand_made import COLOURS, hand_made_colouriser
from tests.engine.small_archive import drawn, hashes, leftovers, photograph, ramp, restored

HEIGHT, WIDTH = 60, 84
GREY_PROFILE: bytes = imagecodecs.cms_profile("gray")
WIDE_PROFILE: bytes = imagecodecs.cms_profile("adobergb")
LEFT_OUT = "The colour profile is left out: it is one for GRAY pictures."
GUESSED = "colours: a plausible guess (version 1, 0 hints), not evidence"
RECIPE = Recipe(title="Colours", stages=(Colourise(),), only_needed=True)
KINDS = [
    ("a.jpg", Shape(HEIGHT, WIDTH, 1, False, 8)),
    ("a.tif", Shape(HEIGHT, WIDTH, 1, True, 16)),
    ("a.tif", Shape(HEIGHT, WIDTH, 1, False, 8)),
    ("a.png", Shape(HEIGHT, WIDTH, 1, False, 8)),
    ("a.png", Shape(HEIGHT, WIDTH, 1, True, 8)),
    ("a.png", Shape(HEIGHT, WIDTH, 1, False, 16)),
]
every_kind = pytest.mark.parametrize(("name", "shape"), KINDS, ids=[f"{name}-{named(shape)}" for name, shape in KINDS])


@pytest.fixture(scope="module")
def device(home: Path) -> Iterator[Device]:
    with hand_made_colouriser(home) as opened:
        yield opened


def samples_of(shape: Shape) -> Samples:
    """A grey photograph of middle tones, in more than 256 levels, or one in colour; and alpha of all kinds."""
    tones = photograph(shape.height, shape.width, shape.channels, left=0)
    tones = 0.3 + 0.4 * tones + 0.05 * ramp(shape.height, shape.width, 1) if shape.channels == 1 else tones
    alpha = np.random.default_rng(1).random((shape.height, shape.width, 1))
    planes = np.concatenate([tones, alpha], axis=2) if shape.alpha else tones
    return np.rint(planes * (2**shape.bits - 1)).astype(shape.dtype)


def scanned(path: Path, shape: Shape, metadata: Metadata | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    written(path, samples_of(shape), shape, metadata)
    return path


def coloured(folder: Path, device: Device, recipe: Recipe = RECIPE, suffix: str | None = None) -> list[str]:
    """The pictures of folder/in, into folder/out; what the user sees at the end."""
    return drawn(restored(folder / "in", folder / "out", device, recipe, suffix))


def lab(samples: Samples, bits: int) -> NDArray[np.float32]:
    """(H, W, 3), of grey or RGB, without alpha."""
    channels = 1 if samples.shape[2] < 3 else 3
    planes = torch.from_numpy(samples[..., :channels].astype(np.float32) / np.float32(2**bits - 1)).permute(2, 0, 1)
    return to_lab(planes.expand(3, -1, -1)).permute(1, 2, 0).numpy()


def record_of(path: Path) -> Record:
    record = read_record(path)
    assert record is not None
    return record


def shape_of(path: Path) -> Shape:
    with opened(path) as source:
        return source.shape


@every_kind
@pytest.mark.parametrize("profile", [GREY_PROFILE, None], ids=["profile", "no profile"])
def test_a_grey_picture_comes_out_as_rgb_and_is_else_as_it_was(
    tmp_path: Path, device: Device, name: str, shape: Shape, profile: bytes | None
) -> None:
    source = scanned(tmp_path / "in" / name, shape, Metadata(icc_profile=profile, dots_per_inch=(300, 300)))
    assert metadata_of(source).icc_profile == profile
    before = hashes(tmp_path / "in")
    assert coloured(tmp_path, device) == ["1 queued, 0 done before", f"✓ {name}"]
    assert hashes(tmp_path / "in") == before
    assert leftovers(tmp_path) == []

    result = tmp_path / "out" / name
    assert shape_of(result) == replace(shape, channels=3)
    grey, found = whole(source), whole(result)
    if shape.alpha:
        assert np.array_equal(found[..., 3], grey[..., 1])
    difference = lab(found, shape.bits) - lab(grey, shape.bits) - (0, *COLOURS[0])
    assert np.abs(difference).max() < (4 if name == "a.jpg" else 1)
    assert np.abs(difference).mean() < (1 if name == "a.jpg" else 0.5)
    if shape.bits == 16:
        assert len(np.unique(found[..., 0])) > 0.9 * len(np.unique(grey[..., 0])) > 500, "not of 8 bits in between"

    assert metadata_of(result).icc_profile is None
    assert metadata_of(result).dots_per_inch == (300, 300)
    record = record_of(result)
    assert [finding.remarks for finding in record.findings] == [(GUESSED,)]
    assert (LEFT_OUT in record.remarks) == (profile is not None)
    assert record.models.keys() == {"colouriser"}


def test_the_notes_of_a_grey_picture_go_along(tmp_path: Path, device: Device) -> None:
    source = scanned(tmp_path / "in" / "a.tif", Shape(HEIGHT, WIDTH, 1, True, 16))
    with_notes(source, {"Exif.Image.Artist": "Łukasz Żółć", "Exif.Photo.PixelXDimension": str(WIDTH)})
    coloured(tmp_path, device)
    assert shape_of(tmp_path / "out" / "a.tif") == Shape(HEIGHT, WIDTH, 3, True, 16)
    exif = metadata_of(tmp_path / "out" / "a.tif").exif
    assert exif is not None
    assert "Łukasz Żółć".encode() in exif


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif"])
def test_a_grey_picture_with_alpha_becomes_rgb_in_every_format(tmp_path: Path, device: Device, suffix: str) -> None:
    shape = Shape(HEIGHT, WIDTH, 1, True, 16)
    scanned(tmp_path / "in" / "a.tif", shape)
    coloured(tmp_path, device, suffix=suffix)
    result = tmp_path / "out" / f"a{suffix}"
    found = shape_of(result)
    assert found == (Shape(HEIGHT, WIDTH, 3, False, 8) if suffix == ".jpg" else replace(shape, channels=3))
    assert np.abs(lab(whole(result), found.bits)[..., 1:].mean(axis=(0, 1)) - COLOURS[0]).max() < 1
    lost = {"JPEG holds 8 of the 16 bits", "JPEG holds no transparency"}
    assert lost & set(record_of(result).remarks) == (lost if suffix == ".jpg" else set())


@pytest.mark.parametrize(
    ("name", "shape", "profile"),
    [
        ("a.png", Shape(HEIGHT, WIDTH, 3, False, 8), None),
        ("a.png", Shape(HEIGHT, WIDTH, 3, True, 16), None),
        ("a.tif", Shape(HEIGHT, WIDTH, 3, True, 16), WIDE_PROFILE),
    ],
)
def test_a_picture_in_colour_comes_out_bit_for_bit_and_the_record_says_why(
    tmp_path: Path, device: Device, name: str, shape: Shape, profile: bytes | None
) -> None:
    source = scanned(tmp_path / "in" / name, replace(shape, height=200, width=300), Metadata(icc_profile=profile))
    assert coloured(tmp_path, device)[1:] == [f"✓ {name}"]
    result = tmp_path / "out" / name
    assert np.array_equal(whole(result), whole(source))
    assert shape_of(result) == shape_of(source)
    assert metadata_of(result).icc_profile == profile
    (found,) = record_of(result).findings
    assert (found.stage, found.needed) == ("colourise", False)
    assert found.remarks[0].startswith("colours: it has its own (they scatter by ")


def test_grey_and_coloured_pictures_of_one_folder_each_get_what_they_need(tmp_path: Path, device: Device) -> None:
    grey, colour = Shape(HEIGHT, WIDTH, 1, False, 8), Shape(200, 300, 3, False, 8)
    for name, shape in (("colour.png", colour), ("grey.png", grey), ("grey too.png", grey)):
        scanned(tmp_path / "in" / name, shape)
    assert coloured(tmp_path, device)[1:] == ["✓ colour.png", "✓ grey too.png", "✓ grey.png"]
    assert [shape_of(tmp_path / "out" / name).channels for name in ("colour.png", "grey.png")] == [3, 3]
    assert np.array_equal(whole(tmp_path / "out" / "colour.png"), samples_of(colour))
    assert not np.array_equal(whole(tmp_path / "out" / "grey.png"), np.repeat(samples_of(grey), 3, axis=2))


def test_where_all_are_to_be_coloured_a_wide_gamut_stays_one(tmp_path: Path, device: Device) -> None:
    shape = Shape(200, 300, 3, True, 16)
    source = scanned(tmp_path / "in" / "a.tif", shape, Metadata(icc_profile=WIDE_PROFILE))
    coloured(tmp_path, device, Recipe(title="Colours", stages=(Colourise(),)))
    result = tmp_path / "out" / "a.tif"
    assert metadata_of(result).icc_profile == WIDE_PROFILE
    assert np.array_equal(whole(result)[..., 3], whole(source)[..., 3])
    srgb = imagecodecs.cms_profile("srgb")
    seen = imagecodecs.cms_transform(whole(result)[..., :3].copy(), WIDE_PROFILE, srgb, colorspace="rgb", outcolorspace="rgb")
    assert np.abs(lab(seen, 16)[..., 1:].mean(axis=(0, 1)) - COLOURS[0]).max() < 1


def test_strength_0_makes_the_samples_of_a_grey_picture_three_alike(tmp_path: Path, device: Device) -> None:
    shape = Shape(HEIGHT, WIDTH, 1, True, 16)
    source = scanned(tmp_path / "in" / "a.tif", shape)
    coloured(tmp_path, device, Recipe(title="Colours", stages=(Colourise(strength=0),)))
    assert np.array_equal(whole(tmp_path / "out" / "a.tif"), whole(source)[..., [0, 0, 0, 1]])


def test_another_version_or_a_hint_makes_the_picture_anew(tmp_path: Path, device: Device) -> None:
    scanned(tmp_path / "in" / "a.png", Shape(HEIGHT, WIDTH, 1, False, 8))
    hint = Hint(across=0.5, down=0.5, colour="#3060a0")
    seen: list[NDArray[np.float32]] = []
    for stage in (Colourise(version=1), Colourise(version=3), Colourise(version=3, hints=(hint,))):
        recipe = Recipe(title="Colours", stages=(stage,))
        assert coloured(tmp_path, device, recipe) == ["1 queued, 0 done before", "✓ a.png"]
        ((remark,),) = (finding.remarks for finding in record_of(tmp_path / "out" / "a.png").findings)
        assert f"(version {stage.version}, {len(stage.hints)} hint" in remark
        assert coloured(tmp_path, device, recipe)[0] == "0 queued, 1 done before"
        seen.append(lab(whole(tmp_path / "out" / "a.png"), 8)[..., 1:].mean(axis=(0, 1)))
    assert np.abs(np.array(seen) - (COLOURS[0], COLOURS[2], COLOURS[2])).max() < 1


def test_a_turned_grey_picture_comes_out_upright(tmp_path: Path, device: Device) -> None:
    source = scanned(tmp_path / "in" / "a.jpg", Shape(HEIGHT, WIDTH, 1, False, 8))
    with_notes(source, {"Exif.Image.Orientation": "6"})
    coloured(tmp_path, device)
    assert shape_of(tmp_path / "out" / "a.jpg") == Shape(WIDTH, HEIGHT, 3, False, 8)
    found = whole(tmp_path / "out" / "a.jpg")
    assert np.abs(lab(found, 8)[..., 0] - lab(whole(source), 8)[..., 0]).mean() < 1
