"""The suite `colour`: versions and hints reach the network, nothing else of the original does, and the figures are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

import cv2
import msgspec
import numpy as np
import pytest
import torch

from engine.commands.command_line import app
from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.errors import AppError, ModelInvalid
from engine.evaluation.colour_tables import NEAREST, Outcome, Reached, grids
from engine.evaluation.colouring import LONG_SIDE, TITLES, Colourings
from engine.evaluation.colours import colour_error, colourfulness
from engine.evaluation.figures import Evaluation
from engine.evaluation.grids import Grid
from engine.evaluation.recolouring import CROSS, GREY, HINTED, HINTS, VERSIONS, crossed, grey_of, hints_of
from engine.evaluation.run import evaluate_suite
from engine.evaluation.scores import psnr, read
from engine.evaluation.suites.colour import Colour
from engine.model import Model
from engine.network import Network
from engine.sheets import Copy
from engine.stages.colourise import LAB, MODEL, POINT, SIDE
from models.card import Card
from models.losses.colourfulness import colourfulness as learnt_colourfulness
from models.networks.colour_style import ColourStyle
from models.package import Package, write_package
from tests.engine.evaluation.pictures import painting, saved
from tests.engine.evaluation.repairing import Tiles, cell

CARD = Card(
    id=MODEL, title=MODEL, purpose="For tests.", network=ColourStyle(widths=(4, 4)), halo=8, licence="none",
    trained_on="nothing", weights_sha256="",
)  # fmt: skip
WARM, COOL, NONE = (20.0, 15.0), (-20.0, -15.0), (0.0, 0.0)  # a and b of CIELAB; 25 from none to each
RED, BLUE = (255, 0, 0), (0, 0, 255)
SAID = np.array([NONE, WARM, COOL], np.float32)  # by version


def answers(seen: list[Tiles] | None = None) -> Callable[[Model], Network]:
    """A stand-in that gives all of a picture the mean of its hints or, without any, what its version says."""

    def answer(tiles: Tiles) -> Tiles:
        if seen is not None:
            beyond = slice(CARD.network.multiple_of, -CARD.network.multiple_of)  # mirrored there
            seen.append(tiles[:, beyond, beyond])
        known = tiles[0, ..., 5] > 0
        version = int(tiles[0, 0, 0, 7:].argmax())
        ab = (tiles[0, known, 3:5].mean(axis=0) * 2 - 1) * LAB if known.any() else SAID[version]
        lab = np.asarray(cv2.cvtColor(np.ascontiguousarray(tiles[0, ..., :3]), cv2.COLOR_RGB2LAB), np.float32)
        return rgb(lab[..., :1], ab)[None]

    return lambda model: Network(Package(Path(), CARD), lambda _, tiles: answer(tiles))


def rgb(lightness: Tiles, ab: Tiles) -> Tiles:
    lab = np.concatenate([lightness, np.broadcast_to(ab, (*lightness.shape[:2], 2))], axis=2, dtype=np.float32)
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.float32)


def tinted(ab: tuple[float, float], height: int = 40, width: int = 64) -> Copy:
    """All of one a and b, lighter towards the right, with an edge in the middle."""
    ramp = np.linspace(45, 65, width, dtype=np.float32) + 5 * (np.arange(width) > width / 2)
    lightness = np.broadcast_to(ramp[None, :, None], (height, width, 1)).astype(np.float32)
    return np.rint(rgb(lightness, np.array(ab, np.float32)) * 255).astype(np.uint8)


def halves(height: int = 100, width: int = 256) -> Copy:
    """Red at the left, blue at the right."""
    picture = np.full((height, width, 3), RED, np.uint8)
    picture[:, width // 2 :] = BLUE
    return picture


# The measures --------------------------------------------------------------------------------------------------------


def test_colourfulness_is_that_of_the_paper() -> None:
    assert colourfulness(np.full((4, 4, 3), 77, np.uint8)) == 0
    # Of red, R - G is 255, (R + G) / 2 - B is 127.5; of blue they are 0 and -255.
    assert colourfulness(np.full((4, 4, 3), RED, np.uint8)) == pytest.approx(0.3 * np.hypot(255, 127.5))
    assert colourfulness(halves()) == pytest.approx(np.hypot(127.5, 191.25) + 0.3 * np.hypot(127.5, 63.75))


def test_colourfulness_is_that_of_training() -> None:
    picture = painting()
    tensor = torch.from_numpy(picture / 255).permute(2, 0, 1)[None]
    assert colourfulness(picture) == pytest.approx(float(learnt_colourfulness(tensor)), abs=0.05)


def test_the_error_of_colour_is_the_distance_in_a_and_b_alone() -> None:
    dark, light = (np.full((10, 20, 3), level, np.uint8) for level in (40, 200))
    assert colour_error(dark, light) == pytest.approx(0, abs=0.01)
    red = np.full((10, 20, 3), RED, np.uint8)
    assert colour_error(dark, red) == pytest.approx(np.hypot(80.09, 67.20), abs=0.05), "CIELAB of red is 53.24, 80.09, 67.20"
    red[:, 5:] = light[:, 5:]
    assert colour_error(dark, red) == pytest.approx(np.hypot(80.09, 67.20) / 4, abs=0.05), "the mean over the pixels"


def test_grey_is_as_light_as_the_eye_sees_colours() -> None:
    picture = np.array([[RED, (0, 255, 0), BLUE], [(255, 255, 255), (9, 9, 9), (10, 20, 30)]], np.uint8)
    grey = grey_of(picture)
    assert grey.shape == (2, 3, 1)
    assert grey.dtype == np.uint8
    assert grey[..., 0].tolist() == [[76, 150, 29], [255, 9, 18]]


# Hints ---------------------------------------------------------------------------------------------------------------


def test_hints_have_the_colours_of_their_places() -> None:
    picture = halves()
    hints = [hint for name in ("anna.png", "bert.png") for hint in hints_of(picture, name)]
    assert len(hints) == 2 * HINTS
    clear = {hint.across: hint.colour for hint in hints if abs(hint.across - 0.5) > 0.02}
    assert {"#ff0000", "#0000ff"} == set(clear.values())
    assert all((colour == "#ff0000") == (across < 0.5) for across, colour in clear.items())
    upright = [hint for name in ("anna.png", "bert.png") for hint in hints_of(picture.transpose(1, 0, 2), name)]
    assert all((hint.colour == "#ff0000") == (hint.down < 0.5) for hint in upright if abs(hint.down - 0.5) > 0.02)


def test_hints_are_means_of_squares_as_large_as_the_network_sees_them() -> None:
    stripes = np.zeros((4 * SIDE, 4 * SIDE, 3), np.uint8)
    stripes[:, ::2] = 200
    assert {hint.colour for hint in hints_of(stripes, "anna.png")} == {"#646464"}, "as many of each"
    ramp = np.broadcast_to(np.linspace(0, 255, 4 * SIDE).astype(np.uint8)[None, :, None], stripes.shape)
    for hint in hints_of(ramp, "anna.png"):
        assert int(hint.colour[1:3], 16) == pytest.approx(np.clip(hint.across * 255, 3, 252), abs=1.5), "its middle lies there"


def test_the_name_decides_where_hints_are() -> None:
    picture = painting()
    assert hints_of(picture, "anna.png") == hints_of(picture, "anna.png")
    assert hints_of(picture, "anna.png") != hints_of(picture, "bert.png")


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3)])
def test_hints_lie_in_pictures_of_any_shape(shape: tuple[int, int]) -> None:
    hints = hints_of(np.full((*shape, 3), RED, np.uint8), "anna.png")
    assert {hint.colour for hint in hints} == {"#ff0000"}


def test_crosses_mark_the_hints_and_nothing_else() -> None:
    picture = np.full((100, 256, 3), 128, np.uint8)
    hints = hints_of(picture, "anna.png")[:2]
    marked = crossed(picture, hints)
    assert (picture == 128).all()
    far = np.ones(picture.shape[:2], np.bool_)
    for hint in hints:
        row, column = int(hint.down * 100), int(hint.across * 256)
        assert marked[row, column].tolist() == [255, 255, 255]
        far[max(0, row - CROSS) : row + CROSS, max(0, column - CROSS) : column + CROSS] = False
    assert (marked[far] == 128).all()


# What the network is asked -------------------------------------------------------------------------------------------


def test_the_network_sees_grey_each_version_and_the_hints() -> None:
    seen: list[Tiles] = []
    Colourings(answers(seen)).see(PurePath("anna.png"), halves(), show=False)
    assert all((tiles[..., :1] == tiles[..., :3]).all() for tiles in seen), "of the original it sees the luminance"
    assert [int(tiles[0, 0, 0, 7:].argmax()) + 1 for tiles in seen] == [1, 2, 3, 1]
    *plain, hinted = seen
    assert all((tiles[..., 5] == 0).all() for tiles in plain)
    known = hinted[0, ..., 5] > 0
    assert HINTS / 2 * POINT**2 < known.sum() <= HINTS * POINT**2, "squares, some of which may overlap"
    said = (hinted[0, known, 3:5] * 2 - 1) * LAB
    red, blue = (np.abs(said - ab).max(axis=1) < 0.5 for ab in ((80.09, 67.20), (79.19, -107.86)))
    assert (red | blue).all()
    assert red.any()
    assert blue.any()


def test_another_original_of_the_same_luminance_changes_nothing_without_hints() -> None:
    grey = np.full((40, 64, 3), (100, 100, 100), np.uint8)
    purple = np.full((40, 64, 3), (160, 60, 149), np.uint8)
    assert np.array_equal(grey_of(grey), grey_of(purple))
    both = Colourings(answers())
    for picture in (grey, purple):
        both.see(PurePath("anna.png"), picture, show=True)
    assert all(np.array_equal(*pair) for pair in list(zip(*both.rows, strict=True))[:4])


# The tables ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def warm_and_cool() -> Colourings:
    """Two pictures of which the second version knows one, and the third the other."""
    found = Colourings(answers())
    found.see(PurePath("warm.png"), tinted(WARM), show=True)
    found.see(PurePath("old/cool.png"), tinted(COOL), show=False)
    return found


def table(found: tuple[Grid, ...], title: str) -> Grid:
    (grid,) = [grid for grid in found if grid.title == title]
    return grid


def test_the_error_of_colour_by_method_and_the_nearest_of_each_picture(warm_and_cool: Colourings) -> None:
    each = table(warm_and_cool.grids(), "Every picture: error of colour")
    assert [line.name for line in each.lines] == ["warm.png", "old/cool.png"]
    assert each.columns == (GREY, *VERSIONS, HINTED, NEAREST)
    expected = [(25, 25, 0, 50, 0, 0), (25, 25, 50, 0, 0, 0)]
    for line, errors in zip(each.lines, expected, strict=True):
        assert line.cells == pytest.approx(errors, abs=1), "one for rounding to 8 bits"
    grid = table(warm_and_cool.grids(), "Error of colour")
    means = {"grey": 25, "version 1": 25, "version 2": 25, "version 3": 25, "10 hints": 0, NEAREST: 0}
    assert {line.name: line.cells[0] for line in grid.lines} == pytest.approx(means, abs=1)
    assert {line.name: line.cells[1] for line in grid.lines} == pytest.approx({n: m / 25 for n, m in means.items()}, abs=0.04)


def test_the_nearest_version_is_measured_as_that_version_is(warm_and_cool: Colourings) -> None:
    warm, cool = warm_and_cool.outcomes
    assert warm.reached[NEAREST] == warm.reached["version 2"]
    assert cool.reached[NEAREST] == cool.reached["version 3"]


def test_a_method_is_measured_in_all_ways(warm_and_cool: Colourings) -> None:
    clean = tinted(WARM)
    grey = np.repeat(grey_of(clean), 3, axis=2)
    (outcome, _) = warm_and_cool.outcomes
    assert outcome.colourfulness == colourfulness(clean) > 20
    assert outcome.reached[GREY] == outcome.reached["version 1"], "which says that there are no colours"
    assert outcome.reached[GREY].colourfulness == 0
    assert outcome.reached[GREY].psnr == pytest.approx(psnr(grey / 255, clean / 255))
    assert outcome.reached["version 2"].colourfulness == pytest.approx(colourfulness(clean), rel=0.1)
    assert outcome.reached["version 2"].psnr > outcome.reached[GREY].psnr + 6
    assert outcome.reached["version 3"].psnr < outcome.reached[GREY].psnr
    features = [outcome.reached[method].features for method in ("version 2", GREY, "version 3")]
    assert 0 < features[0] < features[1] < features[2]


def outcome(original: float, **reached: tuple[float, float, float, float]) -> Outcome:
    return Outcome(f"{original:g}.png", original, {name: Reached(*figures) for name, figures in reached.items()})


def test_means_and_shares_are_of_all_pictures() -> None:
    pictures = [
        outcome(20, grey=(0, 0.4, 10, 30), ours=(30, 0.1, 8, 24)),
        outcome(60, grey=(0, 0.2, 30, 20), ours=(50, 0.2, 24, 22)),
        outcome(40, grey=(0, np.nan, 20, 10), ours=(40, np.nan, 16, 20)),
    ]
    found = grids(pictures)
    assert [line.cells for line in table(found, "Colourfulness").lines] == [
        pytest.approx((0, 40, 40)),
        pytest.approx((40, 40, 20 / 3)),  # too much does not make up for too little
    ]
    assert table(found, "Distance in features").lines[1].cells == pytest.approx((0.15, 0.5)), "the third is too small for any"
    assert table(found, "Error of colour").lines[1].cells == pytest.approx((16, 0.8))
    assert [line.cells for line in table(found, "PSNR").lines] == [pytest.approx((20,)), pytest.approx((22,))]
    each = table(found, "Every picture: colourfulness")
    assert each.columns == ("grey", "ours", "original")
    assert [line.cells for line in each.lines] == [(0, 30, 20), (0, 50, 60), (0, 40, 40)]
    assert table(found, "Every picture: distance in features").lines[2].cells == (None, None)


def test_tiny_pictures_have_no_distance_in_features() -> None:
    found = Colourings(answers())
    found.see(PurePath("tiny.png"), tinted(WARM, 6, 8), show=True)
    assert {line.cells for line in table(found.grids(), "Distance in features").lines} == {(None, None)}
    assert found.sheet().size


# The sheet -----------------------------------------------------------------------------------------------------------


def test_the_sheet_shows_each_method_between_grey_and_original(warm_and_cool: Colourings) -> None:
    (row,), clean = warm_and_cool.rows, tinted(WARM)
    assert len(row) == len(TITLES) == 6
    assert np.array_equal(row[0], np.repeat(grey_of(clean), 3, axis=2))
    assert np.array_equal(row[-1], clean)
    assert [colour_error(one, clean) for one in row[1:4]] == pytest.approx((25, 0, 50), abs=1)
    places = [(int(hint.down * 40), int(hint.across * 64)) for hint in hints_of(clean, "warm.png")]
    assert all(row[4][place].tolist() == [255, 255, 255] for place in places)
    assert "grey 25" in warm_and_cool.captions[0]


def test_large_pictures_are_painted_in_tiles_and_shown_whole_and_small() -> None:
    found, clean = Colourings(answers()), tinted(WARM, 36, 800)
    found.see(PurePath("long.png"), clean, show=True)
    assert found.outcomes[0].reached["version 2"].error < 1
    assert {one.shape for one in found.rows[0]} == {(round(36 * LONG_SIDE / 800), LONG_SIDE, 3)}


# The suite -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    device = open_device("torch-cpu")
    yield device
    device.close()


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two colour pictures and a dull one, and a home with a small network of random weights."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    torch.manual_seed(0)
    write_package(tmp_path / "home" / "models" / MODEL, CARD, CARD.network.build())
    saved(tinted(WARM), tmp_path / "clean" / "b.png")
    saved(tinted((2, 1)), tmp_path / "clean" / "dull.png")
    saved(painting(40, 64), tmp_path / "clean" / "made" / "painting.png")
    return tmp_path


def test_the_suite_is_repeatable_and_writes_tables_figures_and_a_sheet(archive: Path, device: Device) -> None:
    once, again = (evaluate_suite(Colour(), archive / "clean", device, archive / out, []) for out in ("one", "two"))
    assert once.grids == again.grids
    assert msgspec.json.decode((archive / "one" / "scores.json").read_bytes(), type=Evaluation) == once
    assert {path.name for path in (archive / "one").iterdir()} == {"report.html", "scores.json", "sheet-colour.png"}
    assert [grid.title for grid in once.grids if not grid.folded] == [
        "Colourfulness", "Distance in features", "Error of colour", "PSNR",
    ]  # fmt: skip
    assert all([line.name for line in grid.lines] == ["b.png", "made/painting.png"] for grid in once.grids if grid.folded)
    errors = table(once.grids, "Error of colour")
    assert cell(errors, "version 1", errors.columns[0]) != cell(errors, "version 2", errors.columns[0])
    assert any("1 of 3" in note for note in once.notes), "the dull one is left out, and counted"
    assert [model.partition(",")[0] for model in once.made.models] == [MODEL]


def test_of_many_pictures_a_part_is_taken_and_a_part_is_shown(
    archive: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.evaluation.colouring.ROWS", 1)
    evaluate_suite(Colour(), archive / "clean", device, archive / "two", [])
    fewer = evaluate_suite(Colour(pictures=1), archive / "clean", device, archive / "one", [])
    assert all(len(grid.lines) == 1 for grid in fewer.grids if grid.folded)
    assert any("0 of 1" in note for note in fewer.notes)
    one, two = (read(archive / out / "sheet-colour.png") for out in ("one", "two"))
    assert one.shape == two.shape


def test_a_folder_without_colours_or_a_place_among_the_pictures_is_refused(archive: Path, device: Device) -> None:
    saved(painting(40, 64)[..., 0], archive / "grey" / "anna.png")
    with pytest.raises(AppError, match=r"No picture in .* is colourful"):
        evaluate_suite(Colour(), archive / "grey", device, archive / "report", [])
    with pytest.raises(AppError, match="lies inside"):
        evaluate_suite(Colour(), archive / "clean", device, archive / "clean" / "report", [])


def test_a_damaged_package_is_told_before_anything_is_measured(archive: Path, device: Device) -> None:
    (archive / "home" / "models" / MODEL / "model.toml").write_text("nonsense")
    (archive / "clean" / "broken.png").write_bytes(b"no picture")
    with pytest.raises(ModelInvalid):
        evaluate_suite(Colour(), archive / "clean", device, archive / "report", [])


def called(*arguments: str | Path) -> object:
    """The exit code."""
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", *map(str, arguments)], exit_on_error=False)
    return ended.value.code


def test_the_command_prints_the_tables_and_where_the_report_is(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = archive / "report"
    assert called(archive / "clean", "--suite", "colour", "--pictures", "1", "--device", "torch-cpu", "-o", out) == 0
    printed = capsys.readouterr().out
    assert "| Colourfulness | of the results | of the originals | absolute difference |" in printed
    assert f"| {NEAREST} |" in printed
    assert printed.splitlines()[-1] == str(out / "report.html")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suite", "colour", "--sigma", "25"], "--sigma does not belong to the suite colour"),
        (["--suite", "colour", "--crop", "2"], "--crop does not belong to the suite colour"),
        (["--suite", "colour", "--damaged", "damaged"], "--damaged belongs to a folder of restored pictures"),
        ([], "colour"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("clean", *arguments, "-o", "report") == 2
    assert said in capsys.readouterr().err
