"""The pictures beside a verdict: always the same dozen of the held-out photographs, then those where the model did worst."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.names import speakable
from engine.pixels import Pixels
from engine.sheets import labelled_grid, shown, write_sheet
from engine.training.tuning.verdict import Shown

FOLDER = "held-out"  # beside the sheet
DOZEN, WORST = 12, 3  # rows of the sheet


def draw_pictures(
    sheet: Path, rows: list[list[Pixels]], captions: list[str], names: list[str], gains: Sequence[float], titles: list[str]
) -> list[Shown]:
    """The dozen, chosen by chance; then those with the least gain, also if they are among the dozen.

    On the sheet with their captions, and each picture in a file of its own.
    """
    dozen = np.random.default_rng(0).permutation(len(rows))[:DOZEN].tolist()
    worst = np.argsort(gains, kind="stable")[:WORST].tolist()
    named = [captions[number] for number in dozen] + [f"worst: {captions[number]}" for number in worst]
    write_sheet(sheet, labelled_grid([rows[number] for number in dozen + worst], titles, named))
    return write_shown(sheet.parent, [(names[number], rows[number]) for number in dozen + worst], len(dozen), titles)


def write_shown(folder: Path, rows: Sequence[tuple[str, Sequence[Pixels]]], chosen: int, titles: Sequence[str]) -> list[Shown]:
    """Write the pictures of each row below `folder`; the first `chosen` rows are the fixed choice, the rest the worst."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    found: list[Shown] = []
    for number, (name, pictures) in enumerate(rows):
        files = {title: f"{FOLDER}/{number:02}-{title}.png" for title in titles}
        for file, picture in zip(files.values(), pictures, strict=True):
            write_sheet(folder / file, shown(picture))
        found.append(Shown(speakable(name), number >= chosen, files))
    return found
