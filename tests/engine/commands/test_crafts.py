"""The command that makes works by code."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.commands.command_line import app, run
from engine.errors import AppError
from engine.training.crafted import LONGEST, chosen
from engine.training.photographs.collection import read_works
from tests.engine.small_archive import photograph, saved

CALL = ("--only", "cyanotype", "kodachrome")


def made(*arguments: object) -> None:
    with pytest.raises(SystemExit) as ended:
        app(["crafts", *map(str, arguments)], exit_on_error=False)
    assert ended.value.code == 0


def pixels(file: Path) -> list[int]:
    with Image.open(file) as picture:
        return list(picture.tobytes())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two folders, one with many photographs and one with few."""
    for number in range(8):
        saved(tmp_path / "many" / f"m{number}.png", photograph(20, 24 + number))
    for number in range(2):
        saved(tmp_path / "few" / f"f{number}.jpg", photograph(24, 20))
    return tmp_path


def test_each_craft_gets_a_folder_with_works_of_the_same_photographs(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(archive / "many", archive / "few", "-o", archive / "works", "--count", 4, *CALL)
    folders = sorted((archive / "works").iterdir())
    assert [folder.name for folder in folders] == ["cyanotype", "kodachrome"]
    for folder in folders:
        names = sorted(file.name for file in folder.iterdir())
        assert names == ["f0.png", "f1.png", "m0.png", "m4.png"], "evenly of both folders, evenly of each"
    assert "4 works in each of 2 folders" in capsys.readouterr().out
    with Image.open(folders[0] / "m4.png") as blue:
        red, _, blueness = np.asarray(blue, np.float32).mean(axis=(0, 1))
        assert blue.size == (28, 20)
    assert blueness > red + 30


def test_the_folders_can_be_given_to_training(archive: Path) -> None:
    made(archive / "many", "-o", archive / "works", "--count", 3, *CALL)
    works = read_works([archive / "works"], 16)
    assert works.names == ("cyanotype", "kodachrome")
    assert len(works.of(0)) == len(works.of(1)) == 3


def test_works_are_made_the_same_again_and_another_seed_makes_others(archive: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        made(archive / "few", "-o", archive / name, "--count", 1, "--seed", seed, *CALL)
    one, again, other = (pixels(archive / name / "kodachrome" / "f0.png") for name in ("one", "again", "other"))
    assert one == again
    assert one != other


def test_what_cannot_be_read_is_named_and_another_stands_in(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "many" / "m0.png").write_text("Dear grandfather")
    Image.fromarray(np.zeros((20, 20), np.uint16)).save(archive / "many" / "m4.png")
    (archive / "many" / "notes.txt").write_text("not a picture at all")
    made(archive / "many", "-o", archive / "works", "--count", 2, *CALL)
    assert sorted(file.name for file in (archive / "works" / "cyanotype").iterdir()) == ["m1.png", "m2.png"]
    told = capsys.readouterr().out
    assert "m0.png: left out, damaged, or no picture" in told
    assert "m4.png: left out, grey with more than 8 bits" in told
    assert "notes.txt" not in told


def test_large_photographs_are_reduced_and_lie_upright(archive: Path) -> None:
    lying = Image.fromarray(np.zeros((300, 2 * LONGEST, 3), np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: to be turned a quarter
    lying.save(archive / "few" / "f0.jpg", exif=exif)
    made(archive / "few", "-o", archive / "works", "--count", 1, *CALL)
    with Image.open(archive / "works" / "cyanotype" / "f0.png") as work:
        assert work.size == (150, LONGEST)


def test_photographs_of_one_name_do_not_overwrite_each_other(archive: Path) -> None:
    for place in ("a", "b"):
        saved(archive / "twins" / place / "x.png")
    made(archive / "twins", "-o", archive / "works", "--count", 2, *CALL)
    assert sorted(file.name for file in (archive / "works" / "cyanotype").iterdir()) == ["x-2.png", "x.png"]


def test_a_folder_that_holds_pictures_is_left_alone(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = saved(archive / "works" / "kodachrome" / "mine.png")
    before = mine.read_bytes()
    command = ["crafts", archive / "few", "-o", archive / "works", *CALL]
    monkeypatch.setattr(sys, "argv", ["main.py", *map(str, command)])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 1
    assert "kodachrome: there are pictures already" in capsys.readouterr().err
    assert mine.read_bytes() == before
    assert not (archive / "works" / "cyanotype").exists(), "nothing is begun"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "there is nothing to make"),
        (("few",), "there is nothing to make"),
        (("few", "-o", "works", "--only", "collage"), "there is no craft “collage”"),
        (("few", "lost", "-o", "works"), "lost cannot be read"),
        (("empty", "-o", "works"), "no photograph in"),
    ],
)
def test_a_wrong_call_is_told_in_words(
    archive: Path, arguments: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "empty").mkdir()
    monkeypatch.chdir(archive)
    with pytest.raises(AppError, match=words):
        app(["crafts", *arguments], exit_on_error=False)
    assert not (archive / "works").exists()


def test_the_sheet_shows_the_crafts_side_by_side(tmp_path: Path) -> None:
    made("--sheet", tmp_path / "sheet.png", *CALL)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > 6 * 300
        assert sheet.height < 2 * 300 + 200


def test_without_names_every_craft_is_chosen() -> None:
    assert len(chosen(())) >= 17
    assert list(chosen(("sketch", "albumen"))) == ["albumen", "sketch"]
