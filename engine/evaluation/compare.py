"""Compares a folder of restored pictures with the clean ones, and with what simple methods make of the damaged ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine.errors import AppError
from engine.evaluation.baselines import BASELINES
from engine.evaluation.figures import INPUT, Case, Trial
from engine.evaluation.scores import read_pair
from engine.names import speakable
from engine.overview import Overview, small_copy
from engine.painting.readers import mirrored
from engine.palette.measures import Measures
from engine.pixels import Box, Pixels
from engine.provenance import read_record
from engine.sheets import Copy, pairs_of, pictures_below

OURS = "restored"
NOTES = ("The baselines' noise level is estimated from each damaged picture, as the stage `restore` does.",)


def compared(clean: Path, restored: Path, damaged: Path | None = None) -> Trial:
    """A trial of all pictures in `restored`; AppError where one of them has no clean or no damaged counterpart."""
    pairs = paired(clean, restored)
    inputs = paired(clean, damaged) if damaged else {}
    if damaged and (missing := [path for path in pairs if path not in inputs]):
        raise AppError(
            f"{damaged} has no counterpart of {missing[0]}",
            "Give the folder that was restored as --damaged: it must hold all pictures that are compared.",
        )
    title = f"{speakable(restored.resolve().name)}: {len(pairs)} of {len(pictures_below(clean))} pictures"
    return Trial(title, len(pairs), _cases(clean, pairs, inputs), OURS)


def paired(clean: Path, other: Path) -> dict[Path, Path]:
    """The pictures of `other` by those of `clean`, by relative path; each must have exactly one clean counterpart."""
    for folder in (clean, other):
        if not folder.is_dir():
            raise AppError(f"{folder} is not a folder", "Give folders of pictures.")
    pictures = [other / path for path in pictures_below(other)]
    if not pictures:
        raise AppError(f"There are no pictures in {other}", "Give a folder that holds pictures.")
    try:
        pairs = pairs_of(clean, other)
    except AppError:
        pairs = []
    found = Counter(picture for _, picture in pairs)
    for picture in pictures:
        if found[picture] != 1:
            amount = "several counterparts" if found[picture] else "no counterpart"
            raise AppError(
                f"{picture} has {amount} in {clean}",
                "Pictures are paired by folder and name, whatever the suffix. Rename or move the odd ones.",
            )
    return dict(pairs)


def makers(clean: Path, restored: Path) -> tuple[str, tuple[str, ...]]:
    """The devices and the models that made the restored pictures, as the records beside them say."""
    records = [read_record(picture) for picture in paired(clean, restored).values()]
    known = [record for record in records if record]
    devices = sorted({record.device for record in known})
    models = sorted({f"{name}, sha256 {digest}" for record in known for name, digest in record.models.items()})
    if len(known) < len(records):
        devices.append(f"unknown for {len(records) - len(known)} pictures (no record beside them)")
    return ", ".join(devices), tuple(models)


def _cases(clean: Path, pairs: dict[Path, Path], inputs: dict[Path, Path]) -> Iterator[Case]:
    for original, picture in pairs.items():
        cleaned, restored = read_pair(original, picture)
        results: dict[str, Copy | Pixels] = {}
        if original in inputs:
            damaged = read_pair(original, inputs[original])[1]
            noise = estimated_noise(damaged)
            results |= {INPUT: damaged} | {name: better(damaged, noise) for name, better in BASELINES.items()}
        yield Case(speakable(original.relative_to(clean).as_posix()), cleaned, {**results, OURS: restored})


def estimated_noise(picture: Copy) -> float:
    """Sigma in 8-bit levels."""
    height, width = picture.shape[:2]
    whole = Box(0, 0, height, width)
    pixels = np.asarray(picture / 255, np.float32)
    read = mirrored(lambda box: pixels[box.inside(whole)], height, width)
    return 255 * Measures(Overview(height, width, lambda: small_copy(height, width, read), read).probes).noise_level
