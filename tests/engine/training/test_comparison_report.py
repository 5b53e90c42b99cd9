"""The page of a comparison: its table, its drawings, its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import numpy as np

from engine.training.comparing.drawings import drawn_trade
from engine.training.comparing.report import MOST, write_comparison
from engine.training.comparing.standings import PERCEPTUAL, standings
from tests.engine.small_archive import saved
from tests.engine.training.test_comparison import START, appraised


def test_the_table_has_groups_of_columns_and_the_untouched_pictures_as_a_yardstick(tmp_path: Path) -> None:
    runs = [appraised(title, seed) for title in ("one", "other") for seed in range(2)]
    page = write_comparison("Two", runs, tmp_path).read_text()
    groups = [page.index(f">{group}</th>") for group in ("quality", "coverage", "stability", "cost")]
    assert groups == sorted(groups)
    line = page[page.index("<td>untouched</td>") :].partition("</tr>")[0]
    assert re.findall(r"[\d.]+", line) == ["23.00", "0.700", "0.4000", "0.0600", "1.02"]
    assert line.count("<td>") == page[page.index("<td style") :].partition("</tr>")[0].count("<td"), "every line is as long"


def test_what_the_runs_began_with_stands_beside_them(tmp_path: Path) -> None:
    runs = [appraised(title, seed) for title in ("one", "other") for seed in range(2)]
    assert "before training" not in write_comparison("From nothing", runs, tmp_path).read_text()
    seen = [(run, run.appraisal) for run in runs if run.appraisal]
    begun = [msgspec.structs.replace(run, appraisal=msgspec.structs.replace(one, start=START)) for run, one in seen]
    page = write_comparison("From a package", begun, tmp_path).read_text()
    line = page[page.index("<td>before training</td>") :].partition("</tr>")[0]
    assert re.findall(r"[\d.]+", line) == ["23.50", "0.720", "0.3500", "0.0550", "1.01"]


def test_bold_is_the_best_with_all_that_are_not_told_apart_from_it_and_nobody_with_one_seed(tmp_path: Path) -> None:
    runs = [appraised(title, seed, psnr=24 + 0.1 * seed) for title in ("one", "other") for seed in range(2)]
    runs += [appraised("poor", seed, psnr=20 + 0.1 * seed) for seed in range(2)]
    page = write_comparison("Three", runs, tmp_path).read_text()
    assert page.count("<b>24.05</b>") == 2
    assert "<td>20.05<br>" in page
    alone = write_comparison("One seed", [one for one in runs if one.seed == 1], tmp_path).read_text()
    assert "<b>" not in alone


def test_the_trade_of_decibels_for_features_is_drawn_with_the_better_above_and_to_the_right() -> None:
    runs = [appraised("crisp", 1, perceptual=0.1, psnr=24.0), appraised("soft", 1, perceptual=0.2, psnr=25.0)]
    drawn = drawn_trade(standings(runs), PERCEPTUAL)
    (crisp, soft) = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="7"', drawn)
    assert float(crisp[0]) < float(soft[0])
    assert float(crisp[1]) < float(soft[1]), "SVG counts from the top"


def test_pictures_are_compressed_until_six_contenders_fit_into_three_megabytes(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).random((900, 900, 3), np.float32)
    saved(tmp_path / "preview.png", noise)
    assert (tmp_path / "preview.png").stat().st_size > MOST
    runs = [
        msgspec.structs.replace(appraised(f"number {number}", 1), preview=str(tmp_path / "preview.png")) for number in range(6)
    ]
    page = write_comparison("Six", runs, tmp_path)
    assert page.stat().st_size < 3_000_000
    assert page.read_text().count("data:image/jpeg;base64,/9j/") == 6


# Real runs -----------------------------------------------------------------------------------------------------------
