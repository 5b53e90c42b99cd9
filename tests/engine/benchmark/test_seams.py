"""Whether a result shows where its tiles met: a network that is given too little around them is found out."""

from __future__ import annotations

import copy
from pathlib import Path

import msgspec
import numpy as np
import pytest
import tifffile

import engine.photograph
from engine.benchmark.figures import Seams
from engine.benchmark.seams import Borders, seams
from engine.benchmark.specimens import samples
from engine.benchmark.tables import seam_table
from engine.devices.device import Device
from engine.engine import Engine
from engine.model import Model
from engine.network import Network
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels, Samples
from engine.recipe import Recipe
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from tests.engine.benchmark.test_figures import case
from tests.engine.small_archive import inside, photograph, saved

HEIGHT, WIDTH, TILE = 320, 480, 96
ROWS, COLUMNS = (96, 192, 288), (96, 192, 288, 384)


def found(folder: Path, source: Samples, result: Samples) -> Seams:
    for name, picture in (("source", source), ("result", result)):
        tifffile.imwrite(folder / f"{name}.tif", picture, photometric="rgb")
    told = seams(folder / "source.tif", folder / "result.tif", ROWS, COLUMNS)
    assert told is not None
    return told


@pytest.fixture(scope="module")
def specimen() -> Samples:
    return samples(Box(0, 0, HEIGHT, WIDTH))


def painted(specimen: Samples, device: Device, halo: int | None) -> Samples:
    """By the restorer, tile by tile; with so little around each as `halo` says."""

    def network(model: Model) -> Network:
        one = copy.copy(device.network(model))
        one.halo = one.halo if halo is None else halo
        return one

    pixels: Pixels = specimen.astype(np.float32) / np.float32(255)
    painter = Painter(HEIGHT, WIDTH, mirrored(inside(pixels), HEIGHT, WIDTH), network)
    painter = painter.looking([Restore()], small_copy(HEIGHT, WIDTH, inside(pixels)))
    rows = [np.concatenate([painter.paint(box) for box in row], axis=1) for row in tile_rows(HEIGHT, WIDTH, TILE)]
    return np.rint(np.concatenate(rows).clip(0, 1) * 255).astype(np.uint8)


def test_a_halo_that_is_too_small_shows_and_the_sound_one_does_not(tmp_path: Path, specimen: Samples, device: Device) -> None:
    sound = found(tmp_path, specimen, painted(specimen, device, None))
    assert (sound.borders, sound.of) == (7, "result")  # what was taken away is noise, and less calm
    assert sound.least <= sound.ratio <= sound.most
    cut_off = found(tmp_path, specimen, painted(specimen, device, 0))
    assert cut_off.ratio > 1.3
    assert cut_off.ratio > cut_off.most


def test_a_step_of_one_level_shows_where_the_change_is_calm(tmp_path: Path, specimen: Samples) -> None:
    """However much content the picture has: it cancels."""
    brighter = np.clip(specimen, 0, 250) + 3
    even = found(tmp_path, np.clip(specimen, 0, 250), brighter)
    assert (even.ratio, even.least, even.most) == pytest.approx((1, 1, 1))
    brighter[:, 96:192] += 1
    stepped = found(tmp_path, np.clip(specimen, 0, 250), brighter)
    assert stepped.of == "change"
    assert stepped.ratio > 10 * stepped.most


def test_enlarged_and_coloured_pictures_are_held_against_their_source(tmp_path: Path) -> None:
    grey = saved(tmp_path / "source.png", photograph(200, 300, 1))
    half = (photograph(200, 300, 1) * 127).astype(np.uint8)
    result = half.repeat(2, axis=0).repeat(2, axis=1).repeat(3, axis=2)
    result[:, 320:, 0] += 60
    tifffile.imwrite(tmp_path / "result.tif", result, photometric="rgb")
    told = seams(grey, tmp_path / "result.tif", (), (320,))
    assert told is not None
    assert told.ratio > told.most


def test_the_report_says_how_far_chance_goes() -> None:
    measured = case(1000, 1, 0)
    assert seam_table([measured]).lines == []
    (line,) = seam_table([msgspec.structs.replace(measured, seams=Seams(1.004, 0.98, 1.02, 7, "result"))]).lines
    assert line[1:] == ["7", "result", "1.004", "0.980–1.020"]


def test_without_borders_there_are_no_seams(tmp_path: Path, specimen: Samples) -> None:
    tifffile.imwrite(tmp_path / "a.tif", specimen, photometric="rgb")
    assert seams(tmp_path / "a.tif", tmp_path / "a.tif", (), ()) is None
    assert seams(tmp_path / "a.tif", tmp_path / "a.tif", (HEIGHT - 3,), ()) is None, "it has no neighbours below"


def test_borders_are_noted_while_a_picture_is_painted(tmp_path: Path, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.photograph, "painted_bands", engine.photograph.painted_bands)  # put back afterwards
    saved(tmp_path / "in" / "a.png", photograph(100, 150))
    borders, told = Borders(), list[object]()
    borders.watch()
    at_work = Engine(told.append, device, tile=64)
    at_work.submit([tmp_path / "in"], Recipe(title="Levels", stages=(Levels(),)), tmp_path / "out").wait()
    at_work.close()
    expected = [box for row in tile_rows(100, 150, 64) for box in row]
    assert borders.rows == tuple(sorted({box.top for box in expected} - {0}))
    assert borders.columns == tuple(sorted({box.left for box in expected} - {0}))
