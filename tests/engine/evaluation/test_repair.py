"""The suite `repair`: its tables compare what they say, and it is the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch

from engine.commands.command_line import app
from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.errors import AppError, ModelInvalid
from engine.evaluation.figures import Evaluation
from engine.evaluation.finding import ALL, HATS, OURS
from engine.evaluation.repairs import DAMAGED, OWN, TOLD, Repairs
from engine.evaluation.run import evaluate_suite
from engine.evaluation.scores import psnr
from engine.evaluation.specimens import Specimen
from engine.evaluation.suites.repair import Repair
from engine.stages.scratches import FINDER
from models.package import write_package
from tests.engine.evaluation.pictures import painting, saved
from tests.engine.evaluation.repairing import (
    CAT,
    DESIGNS,
    card,
    cell,
    finds_white,
    networks,
    paints_grey,
    scratched,
)


def test_pictures_are_grouped_by_how_much_of_them_is_damaged() -> None:
    repairs = Repairs(networks(finds_white, paints_grey))
    for rows in (1, 1, 7, 40):
        mask = np.zeros(CAT.shape[:2], np.bool_)
        mask[:rows, :64] = True
        damaged = CAT.copy()
        damaged[mask] = 0
        repairs.see(Specimen("cat.png", CAT, damaged, mask), show=False)
    grid = next(grid for grid in repairs.grids() if grid.title == "Repairing damage: PSNR (dB)")
    assert grid.columns == ("under 1 % (2)", "1 to 5 % (1)", "20 % and more (1)", "all (4)")
    groups = [cell(grid, DAMAGED, column) for column in grid.columns]
    assert groups[0] > groups[1] > groups[2]
    assert groups[3] == pytest.approx((2 * groups[0] + groups[1] + groups[2]) / 4)


def test_the_true_mask_makes_up_for_a_finder_that_is_blind() -> None:
    one, repairs = scratched(), Repairs(networks(lambda tiles: np.zeros_like(tiles[..., :1]), paints_grey))
    repairs.see(one, show=False)
    reached = repairs.outcomes[0].reached
    assert reached[OWN] == reached[DAMAGED]
    assert reached[TOLD].psnr_within > reached[OWN].psnr_within + 3, "grey is nearer to a cat than white"


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    device = open_device("torch-cpu")
    yield device
    device.close()


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clean pictures, and a home with small networks of random weights."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    torch.manual_seed(0)
    for name, design in DESIGNS.items():
        write_package(tmp_path / "home" / "models" / name, card(name), design.build())
    saved(CAT, tmp_path / "clean" / "cat.png")
    saved(painting(64, 96), tmp_path / "clean" / "made" / "painting.png")
    return tmp_path


def test_the_suite_is_repeatable_and_writes_tables_figures_and_sheets(archive: Path, device: Device) -> None:
    once, again = (evaluate_suite(Repair(), archive / "clean", device, archive / out, []) for out in ("one", "two"))
    assert once.grids == again.grids
    assert msgspec.json.decode((archive / "one" / "scores.json").read_bytes(), type=Evaluation) == once
    names = {path.name for path in (archive / "one").iterdir()}
    assert names == {"report.html", "scores.json", "sheet-repair.png", "sheet-holes.png"}
    assert {HATS, ALL, OURS} < {line.name for line in once.grids[0].lines}
    each = next(grid for grid in once.grids if grid.title == "Every picture: SSIM")
    assert [line.name.partition(",")[0] for line in each.lines] == ["cat.png", "made/painting.png"]
    fewer = evaluate_suite(Repair(pictures=1), archive / "clean", device, archive / "three", [])
    assert all(len(grid.lines) == 1 for grid in fewer.grids if grid.folded)


def test_given_pictures_are_taken_as_they_are(archive: Path, device: Device) -> None:
    one = scratched()
    saved(one.damaged, archive / "damaged" / "cat.png")
    saved(one.mask.astype(np.uint8) * 255, archive / "masks" / "cat.png")
    given = Repair(damaged=archive / "damaged", masks=archive / "masks")
    evaluation = evaluate_suite(given, archive / "clean", device, archive / "report", [])
    grids = {grid.title: grid for grid in evaluation.grids}
    (column, _) = grids["Repairing damage: PSNR (dB)"].columns
    assert column == "1 to 5 % (1)"
    expected = psnr(one.damaged / 255, CAT / 255)
    assert cell(grids["Repairing damage: PSNR (dB)"], DAMAGED, column) == pytest.approx(expected)
    assert {OWN, TOLD} < {line.name for line in grids["Repairing damage: SSIM"].lines}
    with pytest.raises(AppError, match="lies inside"):
        evaluate_suite(given, archive / "clean", device, archive / "masks" / "report", [])


def test_a_damaged_package_is_told_before_anything_is_measured(archive: Path, device: Device) -> None:
    (archive / "home" / "models" / FINDER / "model.toml").write_text("nonsense")
    with pytest.raises(ModelInvalid):
        evaluate_suite(Repair(), archive / "clean", device, archive / "report", [])


def called(*arguments: str | Path) -> object:
    """The exit code."""
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", *map(str, arguments)], exit_on_error=False)
    return ended.value.code


def test_the_command_prints_the_tables_and_where_the_report_is(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = archive / "report"
    assert called(archive / "clean", "--suite", "repair", "--pictures", "1", "--device", "torch-cpu", "-o", out) == 0
    printed = capsys.readouterr().out
    assert re.search(r"\| Finding damage \| precision, pooled", printed)
    assert printed.splitlines()[-1] == str(out / "report.html")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suite", "repair", "--damaged", "damaged"], "--damaged and --masks belong together"),
        (["--suite", "repair", "--masks", "masks"], "--damaged and --masks belong together"),
        (["--suite", "repair", "--sigma", "25"], "--sigma does not belong to the suite repair"),
        (["--suite", "processes", "--masks", "masks"], "--masks does not belong to the suite processes"),
        (["restored", "--masks", "masks"], "--masks belongs to a suite"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("clean", *arguments, "-o", "report") == 2
    assert said in capsys.readouterr().err
