"""The data doctor: it finds what does not belong into a collection, and no photograph is in two of its parts."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import PlanInvalid
from engine.pixels import Pixels
from engine.training.photographs.diagnosis import Diagnosis, Examined, as_json, from_json, told
from engine.training.photographs.doctor import examine
from engine.training.photographs.parts import HeldOut, parts_of
from tests.engine.small_archive import noise, photograph, ramp, saved


def scene(seed: int, height: int = 120, width: int = 160) -> Pixels:
    """A picture of coloured things in front of each other, like no other."""
    random = np.random.default_rng(seed)
    levels = np.full((height, width, 3), random.integers(0, 256, 3), np.uint8)
    for _ in range(25):
        corners = random.integers(0, (width, height), 2) + random.integers(-40, 41, (5, 2))
        colour = [int(level) for level in random.integers(0, 256, 3)]
        cv2.fillPoly(levels, [corners.astype(np.int32)], colour)
    return levels.astype(np.float32) / np.float32(255)


def resized(picture: Pixels, height: int, width: int) -> Pixels:
    return np.clip(cv2.resize(picture, (width, height), interpolation=cv2.INTER_LANCZOS4), 0, 1, dtype=np.float32)


def smeared(picture: Pixels, height: int, width: int) -> Pixels:
    return np.asarray(cv2.blur(picture, (width, height)), np.float32)


def grey(picture: Pixels) -> Pixels:
    return np.repeat(picture.mean(axis=2, keepdims=True), 3, axis=2)


def collected(folder: Path, count: int, first: int = 0) -> Path:
    for seed in range(first, first + count):
        saved(folder / f"{seed:04}.png", scene(seed))
    return folder


def examined(folder: Path, smallest: int = 64) -> dict[str, Examined]:
    return {Path(each.file).name: each for each in examine([folder], smallest).photographs}


def left_out(diagnosis: Diagnosis) -> dict[str, str]:
    return {Path(each.file).name: each.left_out for each in diagnosis.photographs if each.left_out}


# What is alike -------------------------------------------------------------------------------------------------------


def test_copies_are_found_whatever_was_done_to_them_and_nothing_else_is(tmp_path: Path) -> None:
    originals = {"astronaut": photograph(200, 260), "scene": scene(1, 200, 260), "other": scene(2, 200, 260)}
    for name, picture in originals.items():
        saved(tmp_path / f"{name}.png", picture)
        saved(tmp_path / f"{name} small.png", resized(picture, 80, 104))
        saved(tmp_path / f"{name} large.webp", resized(picture, 333, 433))
        saved(tmp_path / f"{name} compressed.jpg", resized(picture, 150, 195))
        saved(tmp_path / f"{name} mirrored.jpg", picture[:, ::-1])
        saved(tmp_path / f"{name} brightened.jpg", np.clip(picture * np.float32(1.15) + np.float32(0.02), 0, 1))
        saved(tmp_path / f"{name} faded.jpg", picture ** np.float32(0.7) * np.float32(0.8) + np.float32(0.1))
        saved(
            tmp_path / f"{name} grainy.png",
            np.clip(picture + (noise(200, 260) - np.float32(0.5)) * np.float32(0.15), 0, 1, dtype=np.float32),
        )
    collected(tmp_path, 40, first=10)
    groups = Counter(Path(each.alike).stem for each in examine([tmp_path], 64).photographs if each.alike)
    assert groups == dict.fromkeys((f"{name} brightened" for name in originals), 8)


def test_two_prints_with_the_same_white_border_are_not_alike(tmp_path: Path) -> None:
    for seed in range(6):
        saved(tmp_path / f"{seed}.png", np.pad(scene(seed), ((14, 14), (18, 18), (0, 0)), constant_values=1))
    assert not any(each.alike for each in examined(tmp_path).values())


def test_of_files_with_the_same_bytes_the_first_is_kept(tmp_path: Path) -> None:
    collected(tmp_path, 5)
    saved(tmp_path / "later" / "again.png", scene(3))
    found = examined(tmp_path)
    assert (found["again.png"].left_out, found["again.png"].because) == ("exact copy", "of 0003.png")
    assert found["0003.png"].part
    assert not found["0003.png"].alike


# What is left out ----------------------------------------------------------------------------------------------------


def test_what_teaches_nothing_is_left_out_with_a_reason_and_told(tmp_path: Path) -> None:
    collected(tmp_path, 20)
    saved(tmp_path / "blurred.jpg", smeared(photograph(200, 260), 9, 9))
    saved(tmp_path / "moved.jpg", smeared(photograph(200, 260, left=180), 1, 13))
    saved(tmp_path / "dark.jpg", photograph(200, 260, left=0) * np.float32(0.15))
    saved(tmp_path / "nothing.png", np.ones((100, 100, 3), np.float32))
    saved(tmp_path / "sky.png", ramp(100, 100))
    saved(tmp_path / "small.png", photograph(40, 300))
    saved(tmp_path / "scan.png", photograph(100, 100, 1), bits=16)
    (tmp_path / "phone.heic").write_bytes(b"0")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "noise.tif").write_bytes(bytes(range(256)))
    (tmp_path / "cut.png").write_bytes(saved(tmp_path / "0000.png", scene(0)).read_bytes()[:900])
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden.png").write_bytes(b"")
    diagnosis = examine([tmp_path, tmp_path / "."], 64)
    assert left_out(diagnosis) == {
        **dict.fromkeys(("blurred.jpg", "moved.jpg", "nothing.png", "sky.png"), "blurred"),
        "small.png": "too small",
        **dict.fromkeys(("scan.png", "phone.heic", "empty.jpg", "noise.tif", "cut.png"), "unreadable"),
    }
    text = told(diagnosis)
    assert text.startswith("31 photographs (")
    assert "40 to 200 px on the shorter side" in text
    assert "10 left out:" in text
    assert "1 too small: small.png (300 × 40 px)" in text
    assert "5 unreadable: cut.png (" in text
    assert "1 other file left alone" in text


def test_a_sharp_picture_is_not_blurred_because_all_others_are_sharper(tmp_path: Path) -> None:
    for seed in range(30):
        saved(tmp_path / f"{seed}.png", noise(100, 100, seed=seed))
    saved(tmp_path / "photograph.jpg", photograph(200, 260))
    assert not left_out(examine([tmp_path], 64))


@pytest.mark.parametrize(
    ("greys", "colours", "strays"),
    [(1, 12, "grey among colour"), (12, 1, "colour among grey"), (12, 0, None), (0, 12, None), (3, 9, None), (9, 3, None)],
)
def test_a_few_grey_among_colour_are_strays_and_the_other_way_round(
    tmp_path: Path, greys: int, colours: int, strays: str | None
) -> None:
    collected(tmp_path, colours)
    for seed in range(100, 100 + greys):
        saved(tmp_path / f"{seed}.jpg", grey(scene(seed)))
    diagnosis = examine([tmp_path], 64)
    assert sum(each.grey for each in diagnosis.photographs) == greys
    assert list(left_out(diagnosis).values()) == ([strays] if strays else [])
    assert ("both are kept" in told(diagnosis)) == (greys > 1 and colours > 1)


def test_nothing_to_learn_from_is_told_with_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PlanInvalid, match=re.escape(f"{tmp_path}: it has no pictures")) as raised:
        examine([tmp_path], 64)
    assert "Name folders" in raised.value.hint
    saved(tmp_path / "small.png", scene(0))
    with pytest.raises(PlanInvalid, match="1 too small"):
        examine([tmp_path], 200)
    with pytest.raises(PlanInvalid, match="nowhere cannot be read"):
        examine([tmp_path / "nowhere"], 64)


# The parts -----------------------------------------------------------------------------------------------------------


def test_other_photographs_that_come_or_go_move_none(tmp_path: Path) -> None:
    before = examined(collected(tmp_path, 90))
    assert {each.part for each in before.values()} == {"train", "validation", "test"}
    after = examined(collected(tmp_path, 30, first=90))
    assert {name: after[name].part for name in before} == {name: each.part for name, each in before.items()}


def test_near_duplicates_are_in_one_part(tmp_path: Path) -> None:
    for seed in range(30):
        for copy, height in enumerate((120, 110, 90)):
            saved(tmp_path / f"{copy}{seed}.jpg", resized(scene(seed), height, height * 4 // 3))
    found = examined(tmp_path)
    assert len({each.alike for each in found.values()}) == 30
    for seed in range(30):
        assert len({found[f"{copy}{seed}.jpg"].part for copy in range(3)}) == 1


def test_parts_are_about_a_twenty_fifth_and_none_is_empty_from_three_photographs_on() -> None:
    counts = Counter(parts_of([f"IMG_{number:04}.JPG" for number in range(10_000)]))
    assert counts["train"] == pytest.approx(9200, abs=100)
    assert counts["test"] == pytest.approx(400, abs=70)
    for count in range(3, 60):
        assert set(parts_of([f"{number}.jpg" for number in range(count)])) == {"train", "validation", "test"}
    assert sorted(parts_of(["a.jpg", "b.jpg"])) == ["train", "validation"]
    assert parts_of(["a.jpg", "a.jpg", "a.jpg"]).count("train") == 1


def test_small_collections_hold_enough_out_to_tell_a_gain_from_chance() -> None:
    few = HeldOut(0.125, 3)
    for count in range(12, 80):
        parts = Counter(parts_of([f"{number}.jpg" for number in range(count)], few))
        assert parts["validation"] >= 3
        assert parts["test"] >= 3
        assert parts["train"] >= count // 2
    for count in range(3, 12):
        parts = Counter(parts_of([f"{number}.jpg" for number in range(count)], few))
        assert min(parts["validation"], parts["test"]) >= 1
        assert parts["train"] >= 1


def test_where_colours_are_learnt_every_grey_one_is_left_out(tmp_path: Path) -> None:
    collected(tmp_path, 4)
    for number in range(4):
        grey = np.repeat(scene(100 + number).mean(axis=2, keepdims=True), 3, axis=2)
        saved(tmp_path / f"grey{number}.png", grey)
    assert not any(each.left_out for each in examine([tmp_path], 64).photographs)
    left = [each for each in examine([tmp_path], 64, in_colour=True).photographs if each.left_out]
    assert [Path(each.file).name for each in left] == [f"grey{number}.png" for number in range(4)]
    assert {each.left_out for each in left} == {"grey among colour"}


def test_one_photograph_is_to_learn_from(tmp_path: Path) -> None:
    diagnosis = examine([collected(tmp_path, 1)], 64)
    assert diagnosis.files("train") == [tmp_path / "0000.png"]
    assert "1 photograph (PNG)" in told(diagnosis)
    assert "a hundred photographs are few" in told(diagnosis)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_names_that_are_no_utf8_survive_and_dead_links_are_told(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.png")
    collected(tmp_path, 2)
    os.rename(tmp_path / "0001.png", tmp_path / name)
    (tmp_path / os.fsdecode(b"\xff.jpg")).symlink_to(tmp_path / "gone.jpg")
    diagnosis = examine([tmp_path], 64)
    again = from_json(as_json(diagnosis).encode().decode())
    assert again == diagnosis
    assert tmp_path / name in again.files("train") + again.files("validation")
    assert "1 unreadable: \\udcff.jpg (it is not there" in told(diagnosis).encode().decode()
