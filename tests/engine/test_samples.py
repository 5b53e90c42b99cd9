"""The sample archive and the ageing that makes it."""

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.ageing import Ageing, alike
from engine.errors import DestinationNotWritable
from engine.samples import SAMPLES, Sample, original, write_samples
from engine.sheets import small_copy

LANDSCAPE = np.tile(np.linspace(0, 1, 256, dtype=np.float32)[None, :, None], (192, 1, 3))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


def test_the_archive_is_a_small_tree_of_pictures_with_their_origins_beside_them(archive: Path) -> None:
    files = sorted(path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file())
    assert files == sorted(["SAMPLES.txt", *(sample.name for sample in SAMPLES)])
    page = (archive / "SAMPLES.txt").read_text(encoding="utf-8")
    assert all(f"{sample.name}\n    {sample.origin.title}. {sample.origin.rights}" in page for sample in SAMPLES)


def test_every_original_is_in_the_public_domain_or_cc0() -> None:
    assert all(sample.origin.rights.endswith(("CC0.", "ublic domain.")) for sample in SAMPLES)


def test_the_same_archive_is_written_each_time(archive: Path, tmp_path: Path) -> None:
    for path in write_samples(tmp_path):
        assert path.read_bytes() == (archive / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_an_aged_picture_is_upright_and_still_the_same_picture(sample: Sample, archive: Path) -> None:
    aged = small_copy(archive / sample.name, 128).astype(float).mean(axis=2)
    new = original(sample).mean(axis=2)
    assert (aged.shape[0] > aged.shape[1]) == (new.shape[0] > new.shape[1])
    rows = np.linspace(0, new.shape[0] - 1, aged.shape[0]).astype(int)
    columns = np.linspace(0, new.shape[1] - 1, aged.shape[1]).astype(int)
    assert np.corrcoef(aged.ravel(), new[np.ix_(rows, columns)].ravel())[0, 1] > 0.5


def test_the_pilot_has_sixteen_bits_a_resolution_and_a_description(archive: Path) -> None:
    with tifffile.TiffFile(archive / "family album 1931/the pilot.tif") as tiff:
        page = tiff.pages.first
        assert (page.dtype, page.shape) == (np.uint16, (512, 512, 3))
        assert page.description == "Family album, page 4: the pilot"
        assert page.get_resolution("INCH") == (600, 600)
        assert len(np.unique(page.asarray())) > 10_000, "more tones than 8 bits hold"


def test_the_launch_tower_lies_on_its_side_and_says_so(archive: Path) -> None:
    with Image.open(archive / "glass plates/launch tower.jpg") as picture:
        assert picture.size == (427, 310)
        assert picture.getexif()[0x0112] == 6


def test_nothing_happens_to_a_photograph_that_does_not_age() -> None:
    assert np.array_equal(Ageing().aged(LANDSCAPE, seed=1), LANDSCAPE)


def test_grain_is_strongest_in_the_mid_tones() -> None:
    grain = Ageing(grain=0.05).aged(LANDSCAPE, seed=1) - LANDSCAPE
    black, middle, white = (grain[:, columns].std() for columns in (slice(8), slice(124, 132), slice(-8, None)))
    assert middle == pytest.approx(0.05, rel=0.15)
    assert max(black, white) < middle / 5


def test_fading_lifts_black_and_lowers_white_for_each_dye() -> None:
    faded = Ageing(lift=(0.3, 0.2, 0.1), gain=(0.9, 0.8, 0.7)).aged(LANDSCAPE, seed=1)
    assert faded[0, 0] == pytest.approx([0.3, 0.2, 0.1])
    assert faded[0, -1] == pytest.approx([0.9, 0.8, 0.7])


def test_edges_fade_further_than_the_middle() -> None:
    faded = Ageing(lift=alike(0.2), uneven=0.5).aged(np.zeros((65, 65, 1), np.float32), seed=1)
    assert faded[32, 32] == pytest.approx(0.2)
    assert faded[0, 0] == pytest.approx(0.3)


def test_yellowing_gives_a_grey_picture_colour_and_takes_blue_most() -> None:
    red, green, blue = Ageing(yellowing=0.5).aged(np.ones((4, 4, 1), np.float32), seed=1)[0, 0]
    assert red > green > blue


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(DestinationNotWritable, match="taken"):
        write_samples(tmp_path / "taken")
