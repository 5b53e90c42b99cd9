"""Restored folders are compared with clean ones, or refused in words."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import AppError, DestinationNotWritable
from engine.evaluation.baselines import BASELINES
from engine.evaluation.compare import compared, makers
from engine.evaluation.run import evaluate_folders
from engine.evaluation.scores import EQUAL
from engine.provenance import Record, write_record
from engine.recipe import find_recipe
from tests.engine.evaluation.pictures import painting, saved

NAMES = ("album/anna.png", "berta.png", "carl.png")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Folders clean, damaged, restored: the restored pictures are off by 2 levels, the damaged ones by 20."""
    for seed, name in enumerate(NAMES):
        clean = painting(seed=seed)
        for folder, error in (("clean", 0), ("damaged", 20), ("restored", 2)):
            saved(clean + np.uint8(error), tmp_path / folder / name)
    return tmp_path


def test_input_and_baselines_stand_beside_the_restored_pictures(archive: Path) -> None:
    evaluation = evaluate_folders(
        archive / "clean", archive / "restored", archive / "damaged", archive / "report", 0, ["evaluate"]
    )
    (table,) = evaluation.tables
    assert table.pictures == NAMES
    assert [row.name for row in table.rows] == ["input", *BASELINES, "restored"]
    means = {row.name: row.mean.psnr_rgb for row in table.rows}
    assert means["input"] == pytest.approx(22.11, abs=0.01)
    assert means["restored"] == pytest.approx(42.11, abs=0.01)


def test_without_damaged_pictures_only_the_restored_ones_are_measured(archive: Path) -> None:
    evaluation = evaluate_folders(archive / "clean", archive / "restored", None, archive / "report", 0, [])
    assert [row.name for row in evaluation.tables[0].rows] == ["restored"]


def test_results_in_another_format_are_found(archive: Path) -> None:
    (archive / "restored" / "berta.png").rename(archive / "restored" / "gone")
    saved(painting(seed=1), archive / "restored" / "berta.tif")
    cases = list(compared(archive / "clean", archive / "restored").cases)
    assert [case.name for case in cases] == list(NAMES)


def test_a_part_of_the_clean_pictures_may_be_compared_and_the_title_says_so(archive: Path) -> None:
    (archive / "restored" / "carl.png").unlink()
    assert compared(archive / "clean", archive / "restored").title == "restored: 2 of 3 pictures"


def test_a_misnamed_picture_is_refused_by_its_name(archive: Path) -> None:
    (archive / "restored" / "berta.png").rename(archive / "restored" / "betra.png")
    with pytest.raises(AppError, match=r"betra\.png has no counterpart in .*clean"):
        compared(archive / "clean", archive / "restored")


def test_a_picture_in_another_folder_is_no_counterpart(archive: Path) -> None:
    (archive / "restored" / "album" / "anna.png").rename(archive / "restored" / "anna.png")
    with pytest.raises(AppError, match=r"anna\.png has no counterpart"):
        compared(archive / "clean", archive / "restored")


def test_a_picture_with_two_possible_originals_is_refused(archive: Path) -> None:
    saved(painting(), archive / "clean" / "berta.jpg")
    (archive / "restored" / "berta.png").rename(archive / "restored" / "moved")
    saved(painting(), archive / "restored" / "berta.tif")
    with pytest.raises(AppError, match=r"berta\.tif has several counterparts"):
        compared(archive / "clean", archive / "restored")


def test_folders_that_share_no_name_are_refused_with_a_name(archive: Path) -> None:
    saved(painting(), archive / "other" / "dora.png")
    with pytest.raises(AppError, match=r"dora\.png has no counterpart"):
        compared(archive / "clean", archive / "other")


def test_a_missing_damaged_picture_is_named(archive: Path) -> None:
    (archive / "damaged" / "carl.png").unlink()
    with pytest.raises(AppError, match=r"damaged has no counterpart of .*carl\.png"):
        compared(archive / "clean", archive / "restored", archive / "damaged")


def test_folders_that_are_not_there_or_empty_are_refused(archive: Path) -> None:
    (archive / "empty").mkdir()
    with pytest.raises(AppError, match="nowhere is not a folder"):
        compared(archive / "clean", archive / "nowhere")
    with pytest.raises(AppError, match=r"no pictures in .*empty"):
        compared(archive / "clean", archive / "empty")


def test_a_report_among_the_pictures_is_refused(archive: Path) -> None:
    for folder in ("clean", "restored", "damaged/report"):
        with pytest.raises(DestinationNotWritable, match="lies inside"):
            evaluate_folders(archive / "clean", archive / "restored", archive / "damaged", archive / folder, 0, [])


def test_restored_pictures_that_are_equal_to_the_clean_ones_can_be_reported(archive: Path) -> None:
    evaluation = evaluate_folders(archive / "clean", archive / "clean", None, archive / "report", 0, [])
    assert evaluation.tables[0].rows[0].mean.psnr_rgb == EQUAL


def test_a_report_that_cannot_be_written_is_refused_before_the_work(archive: Path) -> None:
    (archive / "taken").write_text("a letter")
    with pytest.raises(DestinationNotWritable, match="taken"):
        evaluate_folders(archive / "clean", archive / "restored", None, archive / "taken", 0, [])


def test_the_records_beside_the_pictures_tell_device_and_models(archive: Path) -> None:
    for number, name in enumerate(NAMES[:2]):
        result = archive / "restored" / name
        record = Record(
            program="Patina", source="", source_sha256="", result="", result_sha256="", job="", recipe=find_recipe("restore"),
            models={"restorer": f"abc{number}"}, device="CPU", versions={}, made="", megapixels=0, seconds=0, remarks=(),
        )  # fmt: skip
        write_record(record, result)
    device, models = makers(archive / "clean", archive / "restored")
    assert device == "CPU, unknown for 1 pictures (no record beside them)"
    assert models == ("restorer, sha256 abc0", "restorer, sha256 abc1")
