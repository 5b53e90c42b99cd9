"""Samples: a small archive of aged pictures, to try the program on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import cv2
import msgspec
import numpy as np
import skimage.data
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.ageing import Ageing, alike
from engine.files.destination import in_words
from engine.pixels import Box, Pixels

Writer: TypeAlias = Callable[[Path, Pixels], None]

TURNED = 6  # EXIF Orientation: the picture is upright once it is turned a quarter clockwise
ORIENTATION_TAG = 0x0112


def write_samples(folder: Path) -> list[Path]:
    """Write the archive below `folder`, the same each time; its pictures' paths. SAMPLES.txt tells their origin."""
    with in_words(folder):
        for seed, sample in enumerate(SAMPLES):
            path = folder / sample.name
            path.parent.mkdir(parents=True, exist_ok=True)
            sample.write(path, sample.ageing.aged(original(sample), seed))
        (folder / "SAMPLES.txt").write_text(credits_page(), encoding="utf-8", newline="\n")
    return [folder / sample.name for sample in SAMPLES]


# The pictures --------------------------------------------------------------------------------------------------------


class Origin(msgspec.Struct, frozen=True):
    """A photograph that scikit-image carries in its wheel. Only those that are public domain or CC0."""

    load: Callable[[], NDArray[np.uint8]]
    title: str
    rights: str


ASTRONAUT = Origin(skimage.data.astronaut, "Eileen Collins, astronaut", "Photograph: NASA (flic.kr/p/r9qvLn). Public domain.")
BRICK = Origin(skimage.data.brick, "Brick wall", "Photograph: CC0Textures, Bricks25. CC0.")
CAMERA = Origin(skimage.data.camera, "Man with a camera", "Photograph: Lav Varshney. CC0.")
CHELSEA = Origin(skimage.data.chelsea, "Chelsea the cat", "Photograph: Stefan van der Walt. CC0.")
COFFEE = Origin(skimage.data.coffee, "Coffee cup", "Photograph: Rachel Michetti, Pikolo Espresso Bar. CC0.")
ROCKET = Origin(
    skimage.data.rocket,
    "DSCOVR on a Falcon 9 before the launch",
    "Photograph: SpaceX (flickr.com/photos/spacexphotos/16511594820). Released into the public domain.",
)


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the archive, and how it came to look as it does."""

    name: str  # path below the folder, with "/"
    origin: Origin
    story: str
    ageing: Ageing
    write: Writer
    crop: Box | None = None
    grey: bool = False


def original(sample: Sample) -> Pixels:
    """The picture when it was new."""
    picture: Pixels = np.atleast_3d(sample.origin.load()).astype(np.float32) / np.float32(255)
    if sample.grey:
        picture = picture @ np.array([[0.30], [0.59], [0.11]], np.float32)
    if sample.crop is None:
        return picture
    rows, columns = sample.crop.inside(Box(0, 0, *picture.shape[:2]))
    return picture[rows, columns]


def credits_page() -> str:
    """SAMPLES.txt: what each picture is, whose it is, and what was done to it."""
    head = (
        "Sample pictures for Patina\n\n"
        "They are new photographs, aged by a program (engine/samples.py). The originals come with scikit-image\n"
        "(skimage.data); each is in the public domain or under CC0 1.0 (creativecommons.org/publicdomain/zero/1.0).\n"
        "The ageing adds no rights of its own.\n"
    )
    entries = (f"{sample.name}\n    {sample.origin.title}. {sample.origin.rights}\n    {sample.story}\n" for sample in SAMPLES)
    return "\n".join([head, *entries])


# Writing them --------------------------------------------------------------------------------------------------------
# These are new files, not masters, so the short way is good enough. cv2.imwrite does not know names such as "café".


def write_tiff(path: Path, picture: Pixels, dots_per_inch: int, description: str) -> None:
    samples = np.rint(picture * 65535).astype(np.uint16)
    tifffile.imwrite(
        path,
        samples[..., 0] if samples.shape[2] == 1 else samples,
        photometric="minisblack" if samples.shape[2] == 1 else "rgb",
        compression="deflate",
        predictor=True,
        rowsperstrip=64,
        resolution=(dots_per_inch, dots_per_inch),
        resolutionunit="INCH",
        description=description,
        software="Patina",
        metadata=None,
    )


def write_png(path: Path, picture: Pixels, bits: int = 8) -> None:
    largest = 2**bits - 1
    samples = np.rint(picture * largest).astype(np.uint16 if bits == 16 else np.uint8)
    written, data = cv2.imencode(".png", samples[..., ::-1])  # RGB to cv2's BGR; grey stays as it is
    if not written:
        raise RuntimeError("the PNG encoder failed")
    path.write_bytes(data.tobytes())


def write_jpeg(path: Path, picture: Pixels, quality: int, orientation: int = 1) -> None:
    upright = Image.fromarray(np.rint(picture * 255).astype(np.uint8).squeeze())
    turned = upright.transpose(Image.Transpose.ROTATE_90) if orientation == TURNED else upright
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    turned.save(path, format="JPEG", quality=quality, exif=exif, dpi=(300, 300))


# The archive ---------------------------------------------------------------------------------------------------------

SAMPLES = (
    Sample(
        name="family album 1931/the pilot.tif",
        origin=ASTRONAUT,
        story="Colour print: dyes faded unevenly, cyan first; fine grain. 16-bit TIFF, 600 dpi, with a description.",
        ageing=Ageing(
            blur=0.6,
            grain=0.025,
            lift=(0.40, 0.27, 0.23),
            gain=(0.92, 0.77, 0.68),
            uneven=0.25,
            yellowing=0.15,
            scanner_noise=0.006,
        ),
        write=partial(write_tiff, dots_per_inch=600, description="Family album, page 4: the pilot"),
    ),
    Sample(
        name="family album 1931/Kätzchen.jpg",
        origin=CHELSEA,
        story="Colour print: out of focus, yellowed and a little faded. JPEG, quality 90.",
        ageing=Ageing(
            blur=1.5,
            grain=0.02,
            lift=(0.12, 0.10, 0.08),
            gain=(0.97, 0.93, 0.88),
            uneven=0.3,
            yellowing=0.7,
            scanner_noise=0.006,
        ),
        write=partial(write_jpeg, quality=90),
    ),
    Sample(
        name="family album 1931/coffee at the café.jpg",
        origin=COFFEE,
        story="A good print that someone sent by mail in the nineties. JPEG, quality 12.",
        ageing=Ageing(blur=0.5, grain=0.01, lift=(0.05, 0.05, 0.05), gain=(0.95, 0.95, 0.95)),
        write=partial(write_jpeg, quality=12),
    ),
    Sample(
        name="family album 1931/man with a camera.png",
        origin=CAMERA,
        story="Fast film, pushed: strong grain. Grey 8-bit PNG.",
        ageing=Ageing(blur=0.5, grain=0.11, lift=alike(0.06), gain=alike(0.96), scanner_noise=0.01),
        write=write_png,
    ),
    Sample(
        name="glass plates/launch tower.jpg",
        origin=ROCKET,
        story="Taken at dusk, noisy. JPEG, quality 80, stored lying on its side with EXIF Orientation 6.",
        ageing=Ageing(blur=0.4, grain=0.04, lift=(0.04, 0.04, 0.05), gain=(0.94, 0.94, 0.92), scanner_noise=0.045),
        write=partial(write_jpeg, quality=80, orientation=TURNED),
        crop=Box(0, 190, 427, 500),
    ),
    Sample(
        name="glass plates/portrait, plate 7.tif",
        origin=ASTRONAUT,
        story="Silver plate that has lost most of its contrast. Grey 16-bit TIFF, 1200 dpi, with a description.",
        ageing=Ageing(blur=0.8, grain=0.035, lift=alike(0.36), gain=alike(0.74), uneven=0.35, scanner_noise=0.006),
        write=partial(write_tiff, dots_per_inch=1200, description="Plate 7: portrait"),
        crop=Box(0, 105, 330, 345),
        grey=True,
    ),
    Sample(
        name="glass plates/courtyard wall.png",
        origin=BRICK,
        story="Thin negative, scanned dark and unevenly. Grey 16-bit PNG.",
        ageing=Ageing(blur=1.0, grain=0.05, lift=alike(0.03), gain=alike(0.62), uneven=0.5, scanner_noise=0.01),
        write=partial(write_png, bits=16),
        crop=Box(100, 0, 441, 512),
    ),
    Sample(
        name="glass plates/cup and saucer, toned.jpg",
        origin=COFFEE,
        story="Black-and-white print on old paper: soft, grainy, brown. Colour JPEG, quality 45.",
        ageing=Ageing(
            blur=1.0,
            grain=0.06,
            lift=alike(0.14),
            gain=alike(0.90),
            uneven=0.4,
            yellowing=0.9,
            scanner_noise=0.01,
        ),
        write=partial(write_jpeg, quality=45),
        grey=True,
    ),
)
