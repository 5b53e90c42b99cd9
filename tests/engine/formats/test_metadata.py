"""What a picture says about itself goes along; exiv2 is the judge."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageCms
import pytest
import tifffile

import engine.files.tiff_writer as tiff_writer
from engine.files.directories import UNDEFINED, Block, Entry
from engine.files.exif import MAKER_NOTE, PHOTO, Exif, exif_block
from engine.files.jpeg_segments import metadata_segments
from engine.files.metadata import Found
from engine.files.png_chunks import chunk, metadata_chunks
from engine.files.source import Metadata, Shape
from engine.pixels import Box
from tests.engine.formats.pictures import exiv2, metadata_of, opened, painted, whole, with_notes, written

NOTES = {
    "Exif.Image.Artist": "Łukasz Żółć 北京",
    "Exif.Image.ImageDescription": "Großmutter, 1903",
    "Exif.Image.Make": "Sinar",
    "Exif.Image.Copyright": "© archive",
    "Exif.Image.DateTime": "2026:11:20 10:00:00",
    "Exif.Photo.DateTimeOriginal": "1903:05:01 12:00:00",
    "Exif.Photo.UserComment": "charset=Unicode Ein Bild aus Köln",
    "Exif.Photo.ExposureTime": "1/125",
    "Exif.Photo.FNumber": "56/10",
    "Exif.Photo.ISOSpeedRatings": "100",
    "Exif.Photo.LensModel": "Symmar 150",
    "Exif.GPSInfo.GPSLatitudeRef": "N",
    "Exif.GPSInfo.GPSLatitude": "50/1 56/1 1234/100",
    "Exif.GPSInfo.GPSLongitudeRef": "E",
    "Exif.GPSInfo.GPSLongitude": "6/1 57/1 3456/100",
    "Exif.Iop.InteroperabilityIndex": "R98",
}
IPTC = {"Iptc.Application2.Caption": "Großmutter im Garten", "Iptc.Application2.City": "Köln"}
XMP = {"Xmp.dc.title": "lang=x-default Großmutter", "Xmp.photoshop.City": "Köln", "Xmp.tiff.Orientation": "6"}
PROFILE = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
SHAPE = Shape(90, 120, 3, False, 8)


def noted(path: Path) -> dict[str, str]:
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    return {datum.key(): str(datum.value()) for data in (image.exifData(), image.iptcData(), image.xmpData()) for datum in data}


@pytest.fixture(params=[".jpg", ".tif"])
def original(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A scan, lying on its side, that tells all about itself."""
    path = tmp_path / f"original{request.param}"
    written(path, painted(SHAPE), SHAPE, Metadata(icc_profile=PROFILE, dots_per_inch=(300, 200)))
    with_notes(path, {"Exif.Image.Orientation": "6", "Exif.Photo.PixelXDimension": "120"} | NOTES | IPTC | XMP)
    return path


def restored(original: Path, suffix: str) -> tuple[Path, tuple[str, ...]]:
    path = original.with_name(f"restored{suffix}")
    with opened(original) as source:
        assert source.metadata.remarks == ()
        samples = source.region(Box(0, 0, source.shape.height, source.shape.width))
        return path, written(path, samples, source.shape, source.metadata)


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_notes_survive(original: Path, suffix: str) -> None:
    path, lost = restored(original, suffix)
    found = noted(path)
    expected = {key: value for key, value in noted(original).items() if key in NOTES}
    assert {key: found.get(key) for key in NOTES} == expected
    assert found["Xmp.dc.title"] == 'lang="x-default" Großmutter'
    if suffix == ".png":
        assert lost == ("The IPTC block is left out: PNG has no place for it.",)
    else:
        assert lost == ()
        assert {key: found.get(key) for key in IPTC} == IPTC


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_profile_and_resolution_survive_and_the_turn_is_noted(original: Path, suffix: str) -> None:
    path, _ = restored(original, suffix)
    metadata, found = metadata_of(path), noted(path)
    assert metadata.icc_profile == PROFILE
    assert metadata.dots_per_inch == (200, 300)  # the picture was turned
    assert found.get("Exif.Image.Orientation", "1") == "1"
    assert found["Xmp.tiff.Orientation"] == "1"
    assert found["Exif.Photo.PixelXDimension"] == "90"
    assert (found["Exif.Image.XResolution"], found["Exif.Image.YResolution"]) == ("200/1", "300/1")
    with PIL.Image.open(path) as picture:  # another program's view
        assert picture.info["icc_profile"] == PROFILE
        assert tuple(round(float(dots)) for dots in picture.info["dpi"]) == (200, 300)
        assert picture.size == (90, 120)


def test_bigtiff_carries_everything_too(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiff_writer, "MOST_CLASSIC_BYTES", 1000)
    path, lost = restored(original, ".tif")
    assert lost == ()
    with tifffile.TiffFile(path) as tiff:
        assert tiff.is_bigtiff
        page = tiff.pages.first
        assert "Großmutter, 1903".encode() in page.tags["ImageDescription"].value.encode("latin-1", "ignore") or (
            page.tags["ImageDescription"].value == "Großmutter, 1903"
        )
        assert page.tags["GPSTag"].value["GPSLatitude"] == (50, 1, 56, 1, 1234, 100)
        assert page.tags["ExifTag"].value["LensModel"] == "Symmar 150"
    again, _ = restored(path, ".jpg")
    assert {key: noted(again).get(key) for key in NOTES} == {
        key: value for key, value in noted(original).items() if key in NOTES
    }


def test_the_thumbnail_shows_the_old_picture_and_is_dropped(original: Path) -> None:
    if original.suffix == ".tif":
        pytest.skip("in a TIFF, thumbnails are pages")
    small = original.with_name("small.jpg")
    written(small, painted(Shape(20, 30, 3, False, 8)), Shape(20, 30, 3, False, 8))
    image = exiv2.ImageFactory.open(str(original))
    image.readMetadata()
    exif = image.exifData()
    exiv2.ExifThumb(exif).setJpegThumbnail(small.read_bytes())
    image.setExifData(exif)
    image.writeMetadata()
    assert any("Thumbnail" in key for key in noted(original))
    path, _ = restored(original, ".jpg")
    assert not any("Thumbnail" in key for key in noted(path))
    assert small.read_bytes()[100:] not in path.read_bytes()


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_a_maker_note_stays_at_its_offset(tmp_path: Path, suffix: str) -> None:
    note = Entry(MAKER_NOTE, UNDEFINED, bytes(range(200)), place=612)
    block = exif_block(Exif(photo=(note,)), None)
    path = tmp_path / f"camera{suffix}"
    written(path, painted(SHAPE), SHAPE, Metadata(exif=block))
    carried = metadata_of(path)
    assert carried.exif is not None
    found = Block.of(carried.exif)
    photo, _ = found.directory(found.integer(found.directory(found.first)[0], PHOTO, 0))
    assert photo[MAKER_NOTE].offset == 612
    assert found.value(photo[MAKER_NOTE]) == bytes(range(200))
    if suffix == ".tif":
        assert path.read_bytes()[612:812] == bytes(range(200))


BROKEN = {
    "exif": Metadata(exif=b"II*\0\x08\0\0\0\xff\xff1234"),
    "icc": Metadata(icc_profile=b"not a profile" * 20),
    "xmp": Metadata(xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><unclosed></x:xmpmeta>"),
    "bomb": Metadata(xmp=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    "iptc": Metadata(iptc=b"\x1c\x02\x50\x00\xffshort"),
}


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_block_costs_the_block_and_never_the_picture(tmp_path: Path, suffix: str, kind: str) -> None:
    broken, path = BROKEN[kind], tmp_path / f"a{suffix}"
    written(path, painted(SHAPE), SHAPE)
    reference, content = whole(path), path.read_bytes()
    if suffix == ".jpg":
        start, _ = metadata_segments(broken.exif, broken.xmp, broken.iptc, broken.icc_profile, None)
        path.write_bytes(start + content[20:])
    else:
        path.write_bytes(content[:33] + metadata_chunks(broken.exif, broken.xmp, broken.icc_profile, None) + content[33:])
    assert np.array_equal(whole(path), reference)
    metadata = metadata_of(path)
    assert (metadata.exif, metadata.icc_profile, metadata.xmp, metadata.iptc) == (None, None, None, None)
    assert len(metadata.remarks) == (0 if suffix == ".png" and kind == "iptc" else 1)


def test_a_grey_profile_is_not_put_on_a_coloured_picture(tmp_path: Path) -> None:
    grey = PROFILE[:16] + b"GRAY" + PROFILE[20:]
    for suffix in (".jpg", ".png", ".tif"):
        lost = written(tmp_path / f"a{suffix}", painted(SHAPE), SHAPE, Metadata(icc_profile=grey))
        assert lost == ("The colour profile is left out: it is one for GRAY pictures.",)


def test_blocks_too_large_for_jpeg_are_mentioned(tmp_path: Path) -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b" " * 70_000 + b"</x:xmpmeta>"
    lost = written(tmp_path / "a.jpg", painted(SHAPE), SHAPE, Metadata(xmp=xmp, icc_profile=PROFILE + b"\0" * 140_000))
    assert lost == ("The XMP packet did not fit into a JPEG file (70048 bytes).",)
    assert metadata_of(tmp_path / "a.jpg").icc_profile == PROFILE + b"\0" * 140_000


def test_what_imagemagick_hides_in_png_text_is_found_and_other_notes_are_mentioned(tmp_path: Path) -> None:
    iptc = b"\x1c\x02\x5a\x00\x04City"
    hidden = b"\niptc\n%8d\n%s\n" % (len(iptc), iptc.hex().encode())
    path = tmp_path / "a.png"
    written(path, painted(SHAPE), SHAPE)
    content = path.read_bytes()
    texts = chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(hidden)) + chunk(b"tEXt", b"Author\0Anna")
    path.write_bytes(content[:33] + texts + content[33:])
    assert metadata_of(path) == Metadata(iptc=iptc, remarks=("The PNG note “Author” is left out.",))


def test_a_jpeg_comment_is_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    written(path, painted(SHAPE), SHAPE)
    content = path.read_bytes()
    path.write_bytes(content[:2] + b"\xff\xfe\0\x07Hello" + content[2:])
    assert metadata_of(path).remarks == ("The JPEG comment is left out.",)


@pytest.mark.parametrize("dots", [1e-9, 4e9, 299.9994, 72.5, 60_000.0])
@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_impossible_resolutions_are_dropped_and_others_kept(tmp_path: Path, suffix: str, dots: float) -> None:
    path = tmp_path / f"a{suffix}"
    found = Found(dots_per_inch=(dots, dots)).understood(SHAPE)[0].dots_per_inch
    assert (found is None) == (not 0.01 <= dots <= 100_000)
    written(path, painted(SHAPE), SHAPE, Metadata(dots_per_inch=found))
    kept = metadata_of(path).dots_per_inch
    assert found is None or (kept is not None and kept[0] == pytest.approx(found[0], rel=0.01))
