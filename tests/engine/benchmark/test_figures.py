"""The arithmetic of the benchmark, on figures made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.benchmark.aims import aims
from engine.benchmark.figures import Case, Figure
from engine.benchmark.halos import areas, halos
from engine.benchmark.neighbours import Moment, meanwhile
from engine.benchmark.parts import Parts
from engine.benchmark.reckoning import Gathered, batch_of, case_of, figure, growths, measured, ratio
from engine.benchmark.specimens import Specimen, samples, sized, write_batch, write_specimen
from engine.benchmark.tables import growth_table, speed_table
from engine.benchmark.trial import Run
from engine.devices.device import Network
from engine.model import Model
from engine.painting.painter import Painter
from engine.painting.readers import read_from
from engine.painting.step import Step
from engine.painting.tiles import tile_rows
from engine.pixels import Box
from engine.recipe import offered_stages
from engine.stage import Look


def case(side: int, seconds: float, megabytes: float, plain: tuple[float, float] | None = None) -> Case:
    """A square picture, with one round, through stages without networks."""
    gathered = Gathered(
        program=[Run(seconds=seconds, cpu=seconds, megabytes=megabytes)],
        plain=[Run(seconds=plain[0], cpu=plain[0], megabytes=plain[1])] if plain else [],
        bare=[Run(seconds=0, cpu=0)],
        bare_device="torch-cpu",
    )
    return case_of(gathered, "recipe made-up", "cpu", Specimen(Path("picture.tif"), side, side))


def test_a_ratio_is_that_of_the_medians_and_its_range_that_of_the_rounds() -> None:
    found = ratio([10, 12, 30], [5, 3, 6])
    assert found.ratio == pytest.approx(12 / 5)
    assert (found.least, found.most) == (2, 5)


def test_a_figure_is_a_median_with_its_range() -> None:
    assert figure([3, 1, 2]) == Figure(2, 1, 3)


def test_shares_are_those_of_the_medians_of_the_parts() -> None:
    runs = [Run(seconds=1, cpu=1, parts={"network": network, "decoding": 1.0}) for network in (2.0, 3.0, 9.0)]
    way = measured(runs, 10)
    assert way.shares == {"network": 0.75, "decoding": 0.25}
    assert way.rate.median == 10
    assert way.megabytes is None, "the system does not say"


def test_growth_is_against_the_smallest_picture() -> None:
    (growth,) = growths([case(2000, 8, 300), case(1000, 1, 200)])
    assert growth.megapixels == (1, 4)
    assert growth.cost == pytest.approx((1, 2))
    assert growth.memory == pytest.approx((1, 1.5))
    assert [line[-2:] for line in growth_table([growth]).lines] == [["1.00", "1.00"], ["2.00", "1.50"]]
    assert growths([case(1000, 1, 200)]) == ()


def test_memory_that_is_not_known_does_not_grow() -> None:
    (growth,) = growths([case(1000, 1, 0), case(2000, 4, 0)])
    assert growth.memory == ()
    assert [line[-1] for line in growth_table([growth]).lines] == ["–", "–"]


@pytest.mark.parametrize(("cpu", "network", "bound"), [(8.0, 3.0, 4.0), (8.0, 5.0, 5.0)])
def test_a_batch_is_bound_by_its_work_or_by_its_device(cpu: float, network: float, bound: float) -> None:
    batch = batch_of([Run(seconds=6, cpu=cpu, parts={"network": network})], "recipe made-up", "cpu", 9, 3.0, cores=2)
    assert batch.bound.median == bound
    assert batch.ratio.ratio == 6 / bound


def test_aims_depend_on_the_instructions_of_the_processor_and_on_the_size() -> None:
    small, large = case(5000, 10, 500, (20, 900)), case(10400, 50, 500, (100, 5000))
    told = aims([small, large], [], growths([small, large]), bf16=True)
    assert [(aim.wanted, aim.found, aim.reached) for aim in told] == [
        ("at least 3.5", "2", False),
        ("at least 3.5", "2", False),
        ("at most 0.125", "0.1", True),
        ("0.9 to 1.1", "1.16", False),
        ("at most 1.2", "1", True),
    ]
    assert [aim.reached for aim in aims([small], [], (), bf16=False)] == [True]


def test_a_case_without_others_beside_it_has_one_line() -> None:
    assert [line[1] for line in speed_table([case(1000, 1, 0)]).lines] == ["Patina"]


def test_a_part_within_a_part_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock: Iterator[float] = iter([0, 1, 4, 6])
    monkeypatch.setattr("engine.benchmark.parts.time.perf_counter", lambda: next(clock))
    parts = Parts()
    with parts.timed("painting"), parts.timed("decoding"):
        pass
    assert parts.seconds["decoding"] == 3
    assert parts.seconds["painting"] == 3


def test_waiting_is_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    clock: Iterator[float] = iter([0, 1, 4, 6])
    monkeypatch.setattr("engine.benchmark.parts.time.perf_counter", lambda: next(clock))
    parts = Parts()
    with parts.timed("painting"), parts.timed("waiting"):
        pass
    assert sum(parts.seconds.values()) == 3


def test_what_other_programs_and_machines_took_is_told() -> None:
    before = Moment(time=100, busy=50, stolen=5, own=10)
    told = meanwhile(before, Moment(time=200, busy=120, stolen=15, own=60))
    assert told == (
        "Meanwhile other programs took 20% of the processors, and other machines of the same host 10%: "
        "these are figures of a shared machine."
    )
    assert "shared" not in meanwhile(before, Moment(time=200, busy=101, stolen=5, own=60))
    assert meanwhile(None, None) == ""


def test_halos_are_the_pixels_beyond_the_picture_itself() -> None:
    stage = next(kind for kind in offered_stages() if kind().scale == 1)()
    steps = (Step(stage, Look(halo=5)), Step(stage, Look(halo=10)))
    painter = Painter(100, 200, read_from(np.zeros((100, 200, 3), np.float32)), _no_networks, steps)
    boxes = [box for row in tile_rows(*painter.size, 100) for box in row]
    assert areas(painter, [Box(0, 0, 100, 100)]) == [130 * 130, 120 * 120], "the first is given the halos of both"
    first, second = halos(painter, boxes)
    assert second.share == pytest.approx(areas(painter, boxes)[1] / (100 * 200) - 1)
    assert first.share > second.share > 0


def test_specimens_are_of_the_asked_size_and_always_the_same(tmp_path: Path) -> None:
    specimen = write_specimen(tmp_path / "picture.tif", 0.1)
    assert specimen.megapixels == pytest.approx(0.1, rel=0.01)
    read = tifffile.imread(specimen.path)
    assert np.array_equal(read, samples(Box(0, 0, specimen.height, specimen.width)))
    assert samples(Box(10**6, 0, 10**6 + 2, 5)).shape == (2, 5, 3), "without end"
    assert sized(24) == (4000, 6000)


def test_a_batch_of_specimens_has_different_pictures(tmp_path: Path) -> None:
    megapixels = write_batch(tmp_path / "batch", 3)
    sizes = [picture.shape[1::-1] for picture in map(_jpeg, sorted((tmp_path / "batch").iterdir()))]
    assert len(set(sizes)) == 3
    assert megapixels == pytest.approx(sum(width * height for width, height in sizes) / 1e6)


def _jpeg(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        return np.asarray(picture)


def _no_networks(model: Model) -> Network:
    raise AssertionError(model)
