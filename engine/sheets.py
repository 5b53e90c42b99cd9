"""Sheets: small copies of pictures side by side, with a few words, to look at on one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import pyvips
from numpy.typing import NDArray

from engine.errors import AppError, UnreadablePicture
from engine.files.destination import write_whole
from engine.files.recognising import format_named
from engine.names import speakable
from engine.pixels import Pixels

Copy: TypeAlias = NDArray[np.uint8]
"""uint8 (height, width, 3), sRGB: a picture as it is shown on a sheet."""

BACKGROUND = (238, 238, 238)  # neutral, so that colour casts are seen
TITLE_INK, CAPTION_INK = (120, 120, 120), (60, 60, 60)
MARGIN, GAP, GROUP_GAP, ROW_GAP = 36, 8, 40, 28  # pixels
LINE, TEXT_SIZE, BASELINE = 46, 26, 32  # pixels; the baseline from the top of the line
TEXT_WEIGHT = 400  # regular


def before_after_sheet(
    pairs: Sequence[tuple[Path, Path]], out: Path, columns: int = 2, long_side: int = 480, folder: Path | None = None
) -> None:
    """Write a PNG with each pair of pictures side by side, `columns` pairs in a row, and their names under them.

    The names are those of the pictures before; with `folder`, as seen from there.
    """
    columns = min(columns, len(pairs))
    copies = [small_copy(path, long_side) for pair in pairs for path in pair]
    rows = [copies[first : first + 2 * columns] for first in range(0, len(copies), 2 * columns)]
    names = [before.relative_to(folder).as_posix() if folder else before.name for before, _ in pairs]
    write_sheet(out, labelled_grid(rows, ["before", "after"] * columns, names, columns_per_caption=2))


def write_sheet(out: Path, sheet: Copy) -> None:
    """Write a sheet as a PNG file."""
    written, png = cv2.imencode(".png", sheet[..., ::-1])  # RGB to cv2's BGR
    if not written:
        raise RuntimeError("the PNG encoder failed")
    write_whole(out, png.tobytes())


def pairs_of(before_folder: Path, after_folder: Path) -> list[tuple[Path, Path]]:
    """The pictures that are in both folders, by relative path.

    A result that was written in another format is found too: anna.png or anna.tif.png for anna.tif.
    """
    before, after = pictures_below(before_folder), pictures_below(after_folder)
    renamed = {path.with_suffix(""): path for path in after if path not in before}
    results = [path if path in after else renamed.get(path) or renamed.get(path.with_suffix("")) for path in before]
    pairs = [(before_folder / path, after_folder / result) for path, result in zip(before, results, strict=True) if result]
    if not pairs:
        raise AppError(
            f"No picture in {before_folder} has a counterpart in {after_folder}",
            "Give the folder that was restored first, then the folder that `restore` wrote.",
        )
    return pairs


def labelled_grid(
    rows: Sequence[Sequence[Copy | Pixels]],
    titles: Sequence[str] = (),
    captions: Sequence[str] = (),
    columns_per_caption: int | None = None,
) -> Copy:
    """Pictures in rows, a title above each column, and captions in reading order, each under its columns.

    Without `columns_per_caption` there is one caption for each row. A text that is too long loses its middle.
    """
    pictures = [[shown(picture) for picture in row] for row in rows]
    columns = max(len(row) for row in pictures)
    span = columns_per_caption or columns
    widths = [max(row[column].shape[1] for row in pictures if column < len(row)) for column in range(columns)]
    lefts = [MARGIN + sum(widths[:column]) + gaps(column, span) for column in range(columns)]
    heights = [max(picture.shape[0] for picture in row) for row in pictures]
    text_height = LINE * bool(titles) + LINE * len(rows) * bool(captions)
    page_height = 2 * MARGIN + text_height + sum(heights) + ROW_GAP * (len(rows) - 1)
    page = np.full((page_height, lefts[-1] + widths[-1] + MARGIN, 3), BACKGROUND, np.uint8)

    bottom = MARGIN
    if titles:
        for title, left, width in zip(titles, lefts, widths, strict=True):
            write_line(page, title, left, bottom, width, TITLE_INK)
        bottom += LINE
    remaining = iter(captions)
    for row, height in zip(pictures, heights, strict=True):
        bottom += height
        for column, picture in enumerate(row):
            left = lefts[column] + leaning(widths[column] - picture.shape[1], column % span, span)
            page[bottom - picture.shape[0] : bottom, left : left + picture.shape[1]] = picture
        if captions:
            for first in range(0, len(row), span):
                last = min(first + span, len(row)) - 1
                width = lefts[last] + widths[last] - lefts[first]
                write_line(page, next(remaining), lefts[first], bottom, width, CAPTION_INK)
            bottom += LINE
        bottom += ROW_GAP
    return page


def small_copy(path: Path, long_side: int) -> Copy:
    """The picture, upright and in sRGB, `long_side` pixels long. A large file is shrunk while it is read."""
    try:
        small = pyvips.Image.thumbnail(str(path), long_side, height=long_side, output_profile="srgb")
        if small.hasalpha():
            small = small.flatten(background=list(BACKGROUND))
        return np.asarray(small.colourspace("srgb").cast("uchar").numpy(), np.uint8)
    except pyvips.Error as error:
        raise UnreadablePicture(f"{path.name} cannot be shown: {error.detail.strip()}") from error


def shortened(text: str, width: int) -> str:
    """The text, without as much of its middle as is needed to fit into `width` pixels."""
    if text_width(text) <= width:
        return text
    for kept in range(len(text) - 1, 1, -1):
        shorter = f"{text[: (kept + 1) // 2]}…{text[len(text) - kept // 2 :]}"
        if text_width(shorter) <= width:
            return shorter
    return "…"


# Helpers -------------------------------------------------------------------------------------------------------------


def write_line(page: Copy, text: str, left: int, top: int, width: int, ink: tuple[int, int, int]) -> None:
    """One line of text, centred between `left` and `left + width`."""
    text = shortened(speakable(text), width)  # OpenCV crashes on surrogates
    start = left + (width - text_width(text)) // 2
    cv2.putText(page, text, (start, top + BASELINE), ink, cv2.FontFace("sans"), TEXT_SIZE, TEXT_WEIGHT)


def text_width(text: str) -> int:
    """In pixels. OpenCV 5 brings letters for most of the world's scripts; Pillow's own font has not even an é."""
    return cv2.getTextSize((0, 0), text, (0, 0), cv2.FontFace("sans"), TEXT_SIZE, TEXT_WEIGHT)[2]


def gaps(column: int, span: int) -> int:
    """All the space between the columns before this one; those with one caption stand closer together."""
    return sum(GAP if before % span else GROUP_GAP for before in range(1, column + 1))


def leaning(spare: int, place: int, span: int) -> int:
    """How much of a column's spare width is left of a narrow picture, so that those of one caption move together."""
    return round(spare * (1 - place / (span - 1))) if span > 1 else spare // 2


def shown(picture: Copy | Pixels) -> Copy:
    """Grey or RGB, uint8 or 0 to 1, as uint8 RGB."""
    if picture.dtype != np.uint8:
        picture = np.rint(np.clip(picture, 0, 1) * 255)
    return np.broadcast_to(np.atleast_3d(picture), (*picture.shape[:2], 3)).astype(np.uint8)


def pictures_below(folder: Path) -> dict[Path, None]:
    """Relative paths of the pictures in a folder and its subfolders, in order of name."""
    files = sorted(path for path in folder.rglob("*") if format_named(path.suffix) and path.is_file())
    return dict.fromkeys(path.relative_to(folder) for path in files)
