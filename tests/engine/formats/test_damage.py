"""Damaged, lying and foreign files: always one sentence that names file and cause, never half a picture."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import pyvips
import tifffile

from engine.errors import DestinationNotWritable, UnreadablePicture
from engine.files.directories import LONG, SHORT, directory_bytes, header, numbers
from engine.files.png_chunks import SIGNATURE
from engine.files.recognising import format_of
from engine.files.source import Metadata, Shape
from engine.pixels import Samples
from tests.engine.formats.pictures import SUFFIXES, format_for, painted, png_of, whole, written

SHAPE = Shape(70, 90, 3, False, 8)


def problem(path: Path) -> str:
    with pytest.raises(UnreadablePicture) as caught:
        whole(path)
    return str(caught.value)


def outcome(path: Path) -> Samples | str:
    """The picture, or the sentence about it; any other error fails the test."""
    try:
        return whole(path)
    except UnreadablePicture as error:
        return str(error)


def tiff_of(width: int, height: int, offset: int, size: int, compression: int = 1, rows: bytes = b"") -> bytes:
    """A grey TIFF of one strip that may lie about everything."""
    tags = {256: width, 257: height, 258: 8, 259: compression, 262: 1, 273: offset, 277: 1, 278: height, 279: size}
    entries = [numbers(tag, LONG if value > 65535 else SHORT, "<", [value]) for tag, value in tags.items()]
    return header("<", False, 8) + directory_bytes(entries, 8, "<", False) + rows


def deflated(path: Path) -> None:
    tifffile.imwrite(path, painted(SHAPE), photometric="rgb", compression="zlib", predictor=2)


def packed(path: Path) -> None:
    tifffile.imwrite(path, painted(SHAPE), photometric="rgb", compression="packbits", rowsperstrip=8)


def tiled(path: Path) -> None:
    tifffile.imwrite(path, painted(SHAPE), photometric="rgb", tile=(32, 32), compression="lzw")


def ours(path: Path) -> None:
    written(path, painted(SHAPE), SHAPE)


def progressive(path: Path) -> None:
    pyvips.Image.new_from_array(painted(SHAPE)).jpegsave(str(path), interlace=True)


MAKERS: list[tuple[str, Callable[[Path], None]]] = [
    (".jpg", ours), (".jpg", progressive), (".png", ours), (".tif", ours), (".tif", deflated), (".tif", packed),
    (".tif", tiled),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "make"), MAKERS)
def test_a_file_that_is_cut_off_is_never_half_a_picture(tmp_path: Path, suffix: str, make: Callable[[Path], None]) -> None:
    path = tmp_path / f"cut{suffix}"
    make(path)
    content, reference = path.read_bytes(), whole(path)
    cuts = {int(cut) for cut in np.linspace(1, len(content) - 1, 36)} | {len(content) - back for back in (1, 2, 3, 4)}
    for cut in sorted(cuts):
        path.write_bytes(content[:cut])
        found = outcome(path)
        if isinstance(found, str):
            assert found.startswith("cut")
        else:
            assert np.array_equal(found, reference), cut
            assert suffix == ".tif"  # where some bytes at the end belong to no pixel
            assert cut >= len(content) - 4


@pytest.mark.parametrize(("suffix", "make"), MAKERS)
def test_flipped_bytes_give_a_picture_or_a_sentence(tmp_path: Path, suffix: str, make: Callable[[Path], None]) -> None:
    path = tmp_path / f"flipped{suffix}"
    make(path)
    content, random = path.read_bytes(), np.random.default_rng(5)
    for _ in range(60):
        flipped = bytearray(content)
        for place in random.integers(0, len(content) if random.random() < 0.5 else 400, random.integers(1, 4)):
            flipped[place % len(content)] = random.integers(0, 256)
        path.write_bytes(flipped)
        found = outcome(path)
        assert not isinstance(found, str) or "flipped" in found


def test_what_is_not_a_picture_is_told_in_words(tmp_path: Path) -> None:
    def named(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.png").mkdir()
    known = "is not a picture of a kind that is read yet (JPEG, PNG, TIFF)"
    assert problem(named("letter.jpg", b"Dear aunt,")) == f"letter.jpg {known}"
    assert problem(named("empty.tif", b"")) == "empty.tif is empty"
    assert problem(tmp_path / "pipe.jpg") == "pipe.jpg is not a regular file"
    assert problem(tmp_path / "folder.png") == "folder.png is not a regular file"
    assert problem(tmp_path / "gone.png") == "gone.png is not there any more"
    assert problem(named("start.png", SIGNATURE)).startswith("start.png is cut off")


def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path) -> None:
    written(tmp_path / "a.png", painted(SHAPE), SHAPE)
    shutil.move(tmp_path / "a.png", tmp_path / "a.jpg")
    assert np.array_equal(whole(tmp_path / "a.jpg"), painted(SHAPE))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_need_not_be_utf8(tmp_path: Path, suffix: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9" + suffix.encode()))
    written(path, painted(SHAPE), SHAPE, Metadata(dots_per_inch=(300, 300)))
    assert whole(path).shape == (70, 90, 3)
    path.write_bytes(path.read_bytes()[:300])
    assert path.name in problem(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_originals_are_never_changed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"original{suffix}"
    written(path, painted(SHAPE), SHAPE)
    path.chmod(0o400)
    before = path.read_bytes(), path.stat().st_mtime_ns
    whole(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_bombs_are_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of(60_000, 60_000, 1, 0, bytes(7501)).ljust(437_000, b"\0"))
    assert problem(path) == "bomb.png claims 60000 x 60000 pixels in 437 KB: not a photograph"
    path = tmp_path / "bomb.tif"
    path.write_bytes(tiff_of(60_000, 60_000, 8, 100, 8))
    assert problem(path) == "bomb.tif claims 60000 x 60000 pixels in 122 bytes: not a photograph"


def test_lying_headers_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "liar.tif"
    for content, words in (
        (tiff_of(0, 10, 8, 100), "it says that it is 0 x 10 pixels"),
        (tiff_of(100, 100, 8, 100), "a piece of its picture is shorter than it can be"),
        (tiff_of(5000, 5000, 8, 100, 8), "a piece of its picture is shorter than it can be"),
        (tiff_of(100, 100, 8, 10_000), "is cut off"),
        (tiff_of(100, 100, 0, 10_000), "a piece of its picture is missing"),
        (header("<", False, 4_000_000_000), "a directory leads outside the file"),
    ):
        path.write_bytes(content)
        assert words in problem(path)
    path = tmp_path / "liar.png"
    path.write_bytes(png_of(100, 100, 8, 0, bytes(101 * 50)))
    assert problem(path).startswith("liar.png is damaged: ")


def test_pages_that_go_round_in_a_circle_are_refused(tmp_path: Path) -> None:
    content = bytearray(tiff_of(10, 10, 8, 100, rows=bytes(100)))
    content[8 + 2 + 9 * 12 :][:4] = b""
    content[8 + 2 + 9 * 12 : 8 + 2 + 9 * 12 + 4] = (8).to_bytes(4, "little")
    (tmp_path / "circle.tif").write_bytes(content)
    assert "go round in a circle" in problem(tmp_path / "circle.tif")


def test_cmyk_jpegs_are_named(tmp_path: Path) -> None:
    PIL.Image.new("CMYK", (20, 30)).save(tmp_path / "press.jpg")
    assert problem(tmp_path / "press.jpg") == "press.jpg is a CMYK picture (JPEG for print): not read yet"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_check_notices_damage(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"damaged{suffix}"
    written(path, painted(SHAPE), SHAPE)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = b"\xfe\xff" * 20
    path.write_bytes(content)
    with pytest.raises(UnreadablePicture, match=f"^damaged{suffix} is (damaged|cut off)"):
        format_for(suffix).check(path, SHAPE)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_full_scratch_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    written(path, painted(SHAPE), SHAPE)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(DestinationNotWritable, match=f"^{tmp_path} has no room for the scratch file"):
        format_of(path).open(path, tmp_path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_told_and_leaves_nothing_open(tmp_path: Path, suffix: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    sink = format_for(suffix).create(tmp_path / f"a{suffix}", SHAPE, Metadata(), tmp_path)

    def write_all() -> None:
        sink.write(painted(SHAPE))
        sink.finish()

    with open("/dev/full", "wb") as full:
        os.dup2(full.fileno(), vars(sink)["_output"].file.fileno())
    with pytest.raises(DestinationNotWritable, match="No space left"):
        write_all()
    sink.abandon()
    sink.abandon()


def test_pictures_too_large_for_jpeg_are_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(DestinationNotWritable, match="70000 x 10 pixels is too large for JPEG"):
        format_for(".jpg").create(tmp_path / "a.jpg", Shape(10, 70_000, 3, False, 8), Metadata(), tmp_path)
    assert list(tmp_path.iterdir()) == []
