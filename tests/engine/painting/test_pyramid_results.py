"""Results that are pyramids, from the command line to the file and its record."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tifffile

from engine.archive.naming import Format, Naming
from engine.devices.device import Device
from engine.provenance import read_record
from tests.engine.small_archive import decoded, drawn, leftovers, main_program, photograph, restored, saved, tree

QUIET = ("--set", "restore.strength=0")


def sizes_in(path: Path) -> list[tuple[int, ...]]:
    with tifffile.TiffFile(path) as tiff:
        return [page.shape[:2] for page in tiff.pages]


def test_large_pictures_of_any_kind_become_pyramids_and_small_ones_plain_tiffs(tmp_path: Path) -> None:
    large = saved(tmp_path / "in" / "large.png", photograph(300, 600), bits=16)
    saved(tmp_path / "in" / "small.jpg", photograph(100, 200))
    out = tmp_path / "out"
    told = main_program("restore", tmp_path / "in", "-o", out, "--format", "pyramid", *QUIET, "--set", "levels.strength=0")
    assert told.returncode == 0, told.stderr.decode()
    assert tree(out) == ["large.tif", "small.tif"]
    assert sizes_in(out / "large.tif") == [(300, 600), (150, 300), (75, 150)]
    assert sizes_in(out / "small.tif") == [(100, 200)]
    assert [record.sizes for name in tree(out) if (record := read_record(out / name))] == [3, 1]
    assert np.array_equal(decoded(out / "large.tif"), decoded(large)[..., ::-1])  # cv2 reads BGR


def test_a_result_of_another_kind_is_made_anew_in_place_of_the_first(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.tif", photograph(200, 300))
    kinds: tuple[tuple[Format, int], ...] = (("pyramid", 2), ("tiff", 1), ("pyramid", 2))
    for kind, sizes in kinds:
        for line in ("1 queued, 0 done before", "0 queued, 1 done before"):
            events = restored(tmp_path / "in", tmp_path / "out", device, naming=Naming.of(kind))
            assert drawn(events)[0] == line
        assert tree(tmp_path / "out") == ["a.tif"]
        assert len(sizes_in(tmp_path / "out" / "a.tif")) == sizes
        record = read_record(tmp_path / "out" / "a.tif")
        assert record is not None
        assert record.sizes == sizes
    assert leftovers(tmp_path) == []
