"""The plain loop, as other programs have it: decode, tile, run and encode, one after the other, the picture in memory.

float32, NCHW, torch with as many threads as it takes. Stages and halos are the program's own, so that the answer is the same.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.backends.onnx_cpu import OnnxCpu
from engine.benchmark.parts import DECODING, ENCODING, LOOKING, NETWORK, PAINTING, Parts
from engine.benchmark.trial import Run, Trial
from engine.benchmark.walk import looked, networks_of
from engine.formats.jpeg import QUALITY
from engine.painting.painter import Painter
from engine.painting.readers import Reader, mirrored
from engine.painting.step import Step
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels
from engine.recipe import read_recipe
from models.package import Package

if TYPE_CHECKING:
    from engine.backends.backend import Session, Tiles
    from engine.stage import Networks

TILE = 512  # pixels along the side, without halo: torch is no faster with larger ones, and smaller ones have more halo
TIFFS = (".tif", ".tiff")


def looped(trial: Trial) -> Run:
    """One picture."""
    parts, source = Parts(), Path(trial.source)
    recipe, networks = read_recipe(Path(trial.recipe)), networks_of(parts.watched(_Sessions().answer, NETWORK))
    started, worked = time.perf_counter(), time.process_time()
    with parts.timed(DECODING):
        picture, largest = decoded(source)
    _, height, width = picture.shape
    with parts.timed(LOOKING):
        painter = looked(height, width, _inside(picture), recipe, networks, TILE)
    for step in painter.steps:
        with parts.timed(PAINTING):
            picture = painted(picture, step, networks)
    result = Path(trial.results) / source.name
    with parts.timed(ENCODING):
        encode(picture, largest, result)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    return Run(seconds=seconds, cpu=cpu, parts=parts.seconds, pictures=(str(result),))


def painted(picture: NDArray[np.float32], step: Step, networks: Networks) -> NDArray[np.float32]:
    """(C, H, W), 0 to 1, through one step, tile after tile."""
    height, width = picture.shape[1:]
    painter = Painter(height, width, mirrored(_inside(picture), height, width), networks, (step,))
    channels = 3 if painter.colours else len(picture)
    answer = np.empty((channels, *painter.size), np.float32)
    for row in tile_rows(*painter.size, max(TILE, painter.least_tile)):
        for box in row:
            answer[:, box.top : box.bottom, box.left : box.right] = np.moveaxis(painter.paint(box), 2, 0)
    return answer


def decoded(path: Path) -> tuple[NDArray[np.float32], int]:
    """(C, H, W) in 0 to 1, and what 1 was in the file."""
    if path.suffix in TIFFS:
        samples = tifffile.imread(path)
    else:
        with Image.open(path) as opened:
            samples = np.asarray(opened)
    largest = int(np.iinfo(samples.dtype).max)
    planes = np.moveaxis(np.atleast_3d(samples), 2, 0)
    picture = np.empty(planes.shape, np.float32)
    np.multiply(planes, np.float32(1 / largest), out=picture)
    return picture, largest


def encode(picture: NDArray[np.float32], largest: int, path: Path) -> None:
    """(C, H, W) in 0 to 1."""
    kind = np.uint8 if largest == 255 else np.uint16
    samples = np.rint(picture.clip(0, 1) * np.float32(largest)).astype(kind)
    rows = np.ascontiguousarray(np.moveaxis(samples, 0, 2))
    rows = rows[..., 0] if rows.shape[2] == 1 else rows
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in TIFFS:
        colours = "minisblack" if rows.ndim == 2 else "rgb"
        tifffile.imwrite(path, rows, photometric=colours, tile=(256, 256), compression="deflate", predictor=True)
    else:
        Image.fromarray(rows).save(path, quality=QUALITY)


class _Sessions:
    """Networks in torch, each opened once."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Package, Session]] = {}

    def answer(self, package: Package, *given: Tiles) -> Tiles:
        if id(package) not in self._open:
            self._open[id(package)] = (package, _session(package))
        return self._open[id(package)][1](*given)


def _session(package: Package) -> Session:
    """A graph of another program is run by onnxruntime: torch cannot."""
    import torch

    design = package.card.network
    if design.is_graph:
        return OnnxCpu().open(package)
    network = design.answering(package.network().to(memory_format=torch.contiguous_format))  # pyright: ignore[reportCallIssue]

    def answer(tiles: Tiles, *facts: Tiles) -> Tiles:
        planes = torch.from_numpy(tiles).permute(0, 3, 1, 2).contiguous()
        with torch.inference_mode():  # the designs take channels last: here as a view of NCHW, which they turn back
            return network(planes.permute(0, 2, 3, 1), *map(torch.from_numpy, facts)).contiguous().numpy()

    return answer


def _inside(picture: NDArray[np.float32]) -> Reader:
    """Reads boxes (H, W, C) of a (C, H, W) picture."""

    def read(box: Box) -> Pixels:
        return np.ascontiguousarray(np.moveaxis(picture[:, box.top : box.bottom, box.left : box.right], 0, 2))

    return read
