"""The suite `stages`: seams, slow stages and stages that depend on the scale of the scan are told from those without."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import pytest
import skimage.data
from cyclopts import CycloptsError

from engine.commands.command_line import app
from engine.errors import AppError, ModelInvalid
from engine.evaluation.figures import Evaluation
from engine.evaluation.grids import Grid, as_text
from engine.evaluation.passages import as_samples, in_pieces, in_tiles, of_size, sent
from engine.evaluation.scales import at_first, results
from engine.evaluation.scores import read
from engine.evaluation.seams import Seams, seams, step_ratio
from engine.evaluation.speeds import REPEATS, speed
from engine.evaluation.stage_tables import UNTOUCHED
from engine.evaluation.stage_trials import NOTHING, Method, Trials, methods, usable
from engine.model import Model
from engine.overview import Overview
from engine.painting.painter import FINEST
from engine.painting.readers import larger
from engine.pixels import Box, Pixels, as_rgb
from engine.recipe import STAGES, Recipe
from engine.sheets import Copy
from engine.stage import Look, Marks, Stage, Tile
from tests.engine.evaluation.pictures import painting, saved
from tests.engine.evaluation.repairing import cell

CAT = np.asarray(skimage.data.chelsea()[40:200, 100:388], np.uint8)
SMALL_CAT = CAT[:72, :96]
SMOOTH = painting(160, 288)
TILE, LARGE = 64, 96


def no_network(model: Model) -> Any:
    raise AssertionError(f"nobody was to ask for {model}")


# Stages that stand in ------------------------------------------------------------------------------------------------


class Inverse(Stage, tag="inverse", frozen=True):
    """Every pixel by itself: no seams, and no scale."""

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return 1 - tile.pixels


class Patchy(Stage, tag="patchy", frozen=True):
    """Adds what it sees on the whole of a tile: seams on purpose."""

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return np.clip(tile.pixels + tile.pixels.mean(dtype=np.float32) - np.float32(0.5), 0, 1)


class Blur(Stage, tag="blur", frozen=True):
    """As wide as it is in pixels of the scan, whatever the scan's scale; with enough surroundings, so without seams."""

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(halo=4)

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return np.asarray(cv2.blur(np.ascontiguousarray(as_rgb(tile.pixels)), (9, 9)), np.float32)


class ByTile(Stage, tag="by-tile", frozen=True):
    """Marks what is brighter than the tile that it surveys; inverts that."""

    def survey(self, tile: Tile, look: Any, networks: Any) -> Marks:
        grey = tile.pixels.mean(axis=2, keepdims=True)
        return np.where(grey > grey.mean(), 255, 0).astype(np.uint8)

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return np.where(np.asarray(tile.marks) > 0, 1 - tile.pixels, tile.pixels)


class Twice(Stage, tag="twice", frozen=True):
    """Every pixel becomes two by two."""

    @property
    def scale(self) -> int:
        return 2

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return tile.pixels.repeat(2, axis=0).repeat(2, axis=1)


class Lacking(Stage, tag="lacking", frozen=True):
    model: str = "no-such-model"

    @property
    def models(self) -> tuple[str, ...]:
        return (self.model,)


# Seams ---------------------------------------------------------------------------------------------------------------


def seams_of(stage: Stage, picture: Copy = SMOOTH, large: int = 1000) -> Seams:
    pixels = np.asarray(picture / np.float32(255), np.float32)
    tiled = sent(pixels, [stage], no_network, in_tiles(TILE))
    return seams(pixels, tiled, sent(pixels, [stage], no_network, in_pieces(TILE, large)))


@pytest.mark.parametrize("large", [1000, LARGE], ids=["one piece", "larger pieces"])
def test_a_seam_is_seen_by_both_figures(large: int) -> None:
    found = seams_of(Patchy(), large=large)
    assert found.largest > 3
    assert 1 < found.mean <= found.largest
    assert found.after > 1.5 * found.whole
    assert found.after > 1.5 * found.before


@pytest.mark.parametrize("large", [1000, LARGE], ids=["one piece", "larger pieces"])
@pytest.mark.parametrize("stage", [Inverse(), Blur()], ids=lambda stage: stage.name)
def test_a_stage_without_seams_has_none(stage: Stage, large: int) -> None:
    found = seams_of(stage, CAT, large)
    assert found[:2] == pytest.approx((0, 0), abs=0.01)  # a blur may add in another order
    assert found.after == pytest.approx(found.whole, rel=0.001)
    if isinstance(stage, Inverse):
        assert found == (0, 0, found.before, found.before, found.before)


def test_a_survey_that_depends_on_its_tile_is_a_seam_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seams_of(ByTile()).largest > 10
    monkeypatch.setattr(ByTile, "survey", lambda self, tile, look, networks: (tile.pixels[..., :1] > 0.5).astype(np.uint8))
    assert seams_of(ByTile())[:2] == (0, 0)


def test_of_a_stage_that_enlarges_the_edges_are_those_of_the_painted_picture() -> None:
    found = seams_of(Twice(), CAT)
    assert found[:2] == (0, 0)
    pixels = np.asarray(CAT / np.float32(255), np.float32)
    tiles = in_tiles(TILE)(320, 576, 0)
    tops, lefts = [row[0].top for row in tiles[1:]], [box.left for box in tiles[0][1:]]
    assert found.before == step_ratio(as_samples(larger(pixels, 2)), tops, lefts)


def test_the_ratio_of_steps_is_computed_by_hand() -> None:
    picture = np.zeros((4, 6, 1), np.uint16)
    picture[:, 3:] = 300
    picture[2:] += 100
    picture[:, 5] += 60
    # across columns: 0 0 300 0 60; across rows: 0 100 0
    assert step_ratio(picture, [], [3]) == pytest.approx(300 / (60 / 4))
    assert step_ratio(picture, [], [2]) == 0
    assert step_ratio(picture, [1], [3]) == pytest.approx(300 * 4 / (50 * 6 + 15 * 4))
    assert step_ratio(picture, [2], []) == np.inf
    assert np.isnan(step_ratio(picture, [], [])), "there are no seams"
    assert np.isnan(step_ratio(np.zeros_like(picture), [2], [3])), "there is nothing to compare with"


@pytest.mark.parametrize("size", [(160, 288), (66, 800), (400, 62), (322, 194)], ids=str)
def test_pieces_cover_the_picture_and_meet_where_tiles_do_not(size: tuple[int, int]) -> None:
    tiles, pieces = in_tiles(TILE)(*size, 0), in_pieces(TILE, LARGE)(*size, 0)
    covered = np.zeros(size, int)
    for box in (box for row in pieces for box in row):
        covered[box.top : box.bottom, box.left : box.right] += 1
    assert (covered == 1).all()
    assert len(pieces) * len(pieces[0]) > 1
    for edge, last in (("bottom", size[0]), ("right", size[1])):
        of_tiles, of_pieces = ({getattr(box, edge) for row in rows for box in row} for rows in (tiles, pieces))
        assert of_tiles & of_pieces == {last}
    sides = [side for row in pieces for box in row for side in (box.height, box.width)]
    assert max(sides) <= 2.5 * max(TILE, LARGE)
    assert in_pieces(TILE, 800)(*size, 0) == [[Box(0, 0, *size)]]


def test_a_tile_is_as_large_as_its_stage_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inverse, "look", lambda self, overview, networks: Look(shrink=2))
    picture = np.full((300, 300, 3), 0.25, np.float32)
    rows = sent(picture, [Inverse()], no_network, in_tiles(TILE)).rows
    assert TILE < max(box.height for row in rows for box in row) <= 2 * FINEST


# Speed ---------------------------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """A clock that only stages move on."""

    now: float = 0.0
    turns: Any = field(default_factory=count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self) -> float:
        return self.now

    def pass_on(self, seconds: float) -> None:
        with self.lock:  # tiles are painted in several threads
            self.now += seconds


class Slow(Stage, tag="slow", frozen=True):
    """Takes its time: to look, to survey, to look again, and for each tile."""

    watch: Any
    paints: tuple[float, ...] = (1.0,)  # seconds for a tile, in each passage

    def look(self, overview: Overview, networks: Any) -> Look:
        self.watch.pass_on(100)
        return Look(remarks=(str(next(self.watch.turns)),))

    def survey(self, tile: Tile, look: Any, networks: Any) -> Marks:
        self.watch.pass_on(10)
        return np.zeros((*tile.pixels.shape[:2], 1), np.uint8)

    def look_again(self, overview: Overview, look: Any, marks: Marks, networks: Any) -> Look:
        self.watch.pass_on(1000)
        return look

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        self.watch.pass_on(self.paints[int(look.remarks[0]) % len(self.paints)])
        return tile.pixels


def test_looking_is_timed_apart_from_painting() -> None:
    watch = Watch()
    picture = np.full((128, 192, 3), 0.5, np.float32)
    passage = sent(picture, [Slow(watch=watch)], no_network, in_tiles(TILE), watch.read)
    assert passage.looking == 100 + 6 * 10 + 1000
    assert passage.painting == 6
    assert speed([passage]) == pytest.approx((128 * 192 / 1e6 / 6, 1160, 6, 1166))


def test_small_pictures_are_warmed_up_and_timed_three_times_and_large_ones_once() -> None:
    watch = Watch()
    # Scales, warm-up, three times small, once large, once in one piece. Each tile takes as long as its passage says.
    slow = Slow(watch=watch, paints=(1, 1, 1, 9000, 5, 1, 2, 0.5, 7))
    trials = Trials(no_network, 0.03, 0.01, watch.read, tile=TILE, large=LARGE)
    trials.see(Method("slow", (slow,)), "cat.png", CAT, show=False)
    assert REPEATS == 3
    assert next(watch.turns) == 9, "passages"
    small, large = of_size(CAT, 0.01), of_size(CAT, 0.03)
    for title, picture, seconds in (("Speed, 1 megapixel", small, 2), ("Speed", large, 0.5)):
        height, width = picture.shape[:2]
        tiles = sum(len(row) for row in in_tiles(TILE)(height, width, 0))
        grid = named(trials.grids(), title)
        assert tiles > 1
        assert cell(grid, "slow", "painting, s") == tiles * seconds
        assert cell(grid, "slow", "painting, MP/s") == pytest.approx(picture.size / 3e6 / (tiles * seconds))
        assert cell(grid, "slow", "looking, s") == 1100 + 10 * tiles
        assert cell(grid, "slow", "wall time, s") == 1100 + 10 * tiles + tiles * seconds


def test_a_real_clock_gives_figures_above_zero() -> None:
    trials = Trials(no_network, 0.02, 0.01, tile=TILE)
    trials.see(Method("inverse", (Inverse(),)), "cat.png", CAT, show=False)
    for title in ("Speed", "Speed, 1 megapixel"):
        (line,) = named(trials.grids(), title).lines
        assert all(figure is not None and figure > 0 for figure in line.cells)


def test_large_pictures_keep_the_photographs_own_detail() -> None:
    large = of_size(CAT, 4 * CAT.size / 3e6)
    height, width = CAT.shape[:2]
    assert large.shape == (2 * height, 2 * width, 3)
    inner = large[height // 2 : -height // 2, width // 2 : -width // 2]
    assert np.array_equal(np.rint(inner * 255), CAT)
    assert np.array_equal(large[height // 2 - 1], large[height // 2 + 1]), "mirrored at its edge"
    small = of_size(CAT, CAT.size / 3e6 / 4)
    assert np.array_equal(np.rint(small * 255), CAT[height // 4 : -height // 4, width // 4 : -width // 4])


# Scale ---------------------------------------------------------------------------------------------------------------


def named(grids: tuple[Grid, ...], title: str) -> Grid:
    (grid,) = [grid for grid in grids if grid.title == title]
    return grid


def test_a_stage_that_depends_on_the_scale_of_the_scan_is_told_from_one_that_does_not() -> None:
    trials = Trials(no_network, 0.02, 0.01, tile=TILE)
    for method in (NOTHING, Method("inverse", (Inverse(),)), Method("blur", (Blur(),)), Method("twice", (Twice(),))):
        trials.see(method, "cat.png", SMALL_CAT, show=False)
    ssim, psnr = (named(trials.grids(), title) for title in ("Scale: SSIM", "Scale: PSNR"))
    for column in ("2 ×", "4 ×"):
        assert cell(ssim, "inverse", column) == pytest.approx(cell(ssim, UNTOUCHED, column), abs=0.01)
        assert cell(psnr, "inverse", column) == pytest.approx(cell(psnr, UNTOUCHED, column), abs=0.5)
        assert cell(ssim, "inverse", column) > 0.97
        assert cell(ssim, "blur", column) < 0.9
        assert cell(psnr, "blur", column) < cell(psnr, "inverse", column) - 8
    assert cell(ssim, "blur", "4 ×") < cell(ssim, "blur", "2 ×")
    assert cell(ssim, "twice", "2 ×") > 0.8
    assert UNTOUCHED not in [line.name for line in named(trials.grids(), "Seams").lines], "it has no seams and no speed"


def test_results_are_all_as_large_as_the_first_and_the_first_is_the_photograph_at_most_400_wide() -> None:
    assert at_first(CAT).shape == CAT.shape
    wide = at_first(np.tile(CAT, (1, 2, 1)))
    assert wide.shape == (round(160 * 400 / 576), 400, 3)
    seen: list[tuple[int, ...]] = []

    class Seen(Inverse, tag="seen", frozen=True):
        def look(self, overview: Overview, networks: Any) -> Look:
            seen.append((overview.height, overview.width))
            return Look()

    made = results(at_first(SMALL_CAT), [Seen(), Twice()], no_network, in_tiles(TILE))
    assert seen == [(72, 96), (144, 192), (288, 384)]
    assert {factor: one.shape for factor, one in made.items()} == dict.fromkeys((1, 2, 4), (144, 192, 3))


# The suite -----------------------------------------------------------------------------------------------------------


def test_each_stage_and_each_bundled_recipe_is_a_method() -> None:
    names = [method.name for method in methods()]
    assert {"levels", "scratches", "restore", "recipe restore", "recipe damaged", "recipe gentle"} <= set(names)
    assert len(names) == len(set(names))
    assert [method.stages for method in methods()][: len(STAGES)] == [(kind(),) for kind in STAGES]
    only = Recipe(title="Mine", stages=(STAGES[0](),))
    assert methods(only) == [Method("recipe Mine", only.stages)]


@dataclass
class Small:
    """A network that runs, or that says why it does not."""

    said: str = ""
    planes: int = 4
    multiple_of: int = 48

    def look(self, picture: Any) -> Any:
        assert picture.shape == (96, 96, 4)

    def __call__(self, tiles: Any, facts: Any = None) -> Any:
        assert tiles.shape == (1, 96, 96, 4)
        if self.said:
            raise ModelInvalid(self.said)
        return tiles[..., :3]


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr("engine.evaluation.stage_trials.package_folders", lambda: dict.fromkeys(names, Path()))


def test_methods_without_their_models_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "broken", "sound")
    asked = [
        Method("plain", (Inverse(),)),
        Method("missing", (Inverse(), Lacking())),
        Method("damaged", (Lacking(model="broken"),)),
        Method("whole", (Lacking(model="sound"),)),
    ]

    def networks(model: Model) -> Any:
        return Small("its weights do not fit\nat all" if model == "broken" else "")

    kept, note = usable(asked, networks)
    assert [method.name for method in kept] == ["plain", "whole"]
    assert note == "Left out: missing (not installed: no-such-model); damaged (its weights do not fit)."
    assert "left out" in usable(asked[:1], no_network)[1]
    with pytest.raises(AppError, match="Nothing can be measured: missing"):
        usable(asked[1:2], networks)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pictures, and two methods that need no model beside one that lacks its own."""
    for number, picture in enumerate((SMALL_CAT, painting(40, 64), SMALL_CAT[:, ::-1])):
        saved(picture, tmp_path / "clean" / f"{number}.png")
    found = [Method("inverse", (Inverse(),)), Method("patchy", (Patchy(),)), Method("missing", (Lacking(),))]
    monkeypatch.setattr("engine.evaluation.stage_trials.methods", lambda recipe: found[:1] if recipe else found)
    monkeypatch.setattr("engine.evaluation.stage_trials.Trials", smaller)
    return tmp_path


def smaller(networks: Any, megapixels: float) -> Trials:
    """Pictures of hundredths of megapixels."""
    return Trials(networks, megapixels / 100, 0.01, tile=TILE, large=LARGE)


def called(*arguments: str | Path) -> object:
    """The exit code."""
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", *map(str, arguments)], exit_on_error=False)
    return ended.value.code


def test_the_command_writes_tables_figures_and_sheets(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = archive / "report"
    given = ("--suite", "stages", "--megapixels", "2", "--device", "torch-cpu", "-o", out)
    assert called(archive / "clean", *given) == 0
    printed = capsys.readouterr().out
    assert "| Seams | largest difference | mean difference | steps before | steps after | steps in one piece |" in printed
    assert printed.splitlines()[-1] == str(out / "report.html")
    assert {path.name for path in out.iterdir()} == {"report.html", "scores.json", "sheet-scale-1.png", "sheet-scale-2.png"}
    found = msgspec.json.decode((out / "scores.json").read_bytes(), type=Evaluation)
    titles = [grid.title for grid in found.grids if not grid.folded]
    assert titles == ["Seams", "Speed", "Speed, 1 megapixel", "Scale: SSIM", "Scale: PSNR"]
    assert cell(named(found.grids, "Seams"), "patchy", "largest difference") > 3
    assert cell(named(found.grids, "Seams"), "inverse", "largest difference") == 0
    assert [line.name for line in named(found.grids, "Every picture: Speed").lines] == [
        f"{method}: {picture}" for picture in ("0.png", "2.png") for method in ("inverse", "patchy")
    ]
    notes = " ".join(found.notes)
    assert "missing (not installed: no-such-model)" in notes
    assert "compared with larger pieces: inverse, patchy." in notes
    assert "Other work on the machine lowers" in notes
    rows = read(out / "sheet-scale-1.png").shape[0]
    assert called(archive / "clean", "--recipe", "restore", "--pictures", "1", *given) == 0
    assert read(out / "sheet-scale-1.png").shape[0] < rows, "the recipe alone"


def test_speeds_are_written_with_as_many_places_as_they_mean_something() -> None:
    assert as_text("speed", 0.6666) == "0.67"
    assert as_text("seams", 0.6666) == "0.6666"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suite", "stages", "--sigma", "25"], "--sigma does not belong to the suite stages"),
        (["--suite", "colour", "--megapixels", "2"], "--megapixels does not belong to the suite colour"),
        (["restored", "--megapixels", "2"], "--megapixels belongs to a suite"),
        ([], "stages"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("clean", *arguments, "-o", "report") == 2
    assert said in capsys.readouterr().err


def test_no_picture_has_less_than_a_megapixel() -> None:
    with pytest.raises(CycloptsError, match=r"Must be >= 1"):
        called("clean", "--suite", "stages", "--megapixels", "0", "-o", "report")
