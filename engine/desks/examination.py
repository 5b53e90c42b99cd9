"""The examination of pictures before any work: how many and how large, what cannot be read, what it will take."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.archive.found import Found, Pictures
from engine.archive.listing import list_pictures
from engine.archive.naming import Naming
from engine.desks.opened import Opened
from engine.desks.previews import Previews
from engine.errors import AppError, Cancelled
from engine.files.destination import in_words
from engine.files.recognising import format_of
from engine.messages.answers import Examined, Needy, Refused
from engine.names import speakable, uri_of
from engine.pixels import Box, as_rgb
from engine.recipe import Recipe, check

NAMED = 1000  # refused files that are named
OPENED = 20.0  # seconds for headers; the rest is judged by bytes
SAMPLED = 8  # pictures that are looked at, spread over all
PATIENCE = 30.0  # seconds for them
SHOWN = 3
PATCH = 512  # pixels along the side of the box that is painted to see how long it takes
RESULT_SHARE = {".tif": 1.0, ".tiff": 1.0, ".png": 0.7}  # of the bytes of bare pixels; JPEG at our quality:
JPEG_SHARE = 0.4
PYRAMID = 4 / 3  # with reduced copies: 1 + 1/4 + 1/16 and so on


@dataclass
class _Tally:
    """What headers said."""

    kinds: Counter[str] = field(default_factory=Counter[str])
    refused: list[Refused] = field(default_factory=list[Refused])
    readable: list[Found] = field(default_factory=list[Found])
    pixels: float = 0
    result_bytes: float = 0
    seen_bytes: int = 0
    unseen_bytes: int = 0

    @property
    def share(self) -> float:
        """By how much figures of those that were opened must be raised to stand for all."""
        return 1 + self.unseen_bytes / self.seen_bytes if self.seen_bytes else 1.0


def examined(
    number: int,
    sources: Sequence[Path],
    destination: Path,
    recipe: Recipe,
    naming: Naming,
    previews: Previews,
    scratch: Path,
    counted: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> Examined:
    """Look through all; raises AppError where the whole call cannot be done, or Cancelled."""
    check(recipe)
    listing = list_pictures(sources, destination, naming, recipe.title)
    place = _nearest(destination)
    counted(len(listing.pictures))
    tally = _headers(listing.pictures, naming, counted, cancelled)
    needy, seconds = _sampled(tally, recipe, previews, scratch, cancelled)
    size = listing.pictures.bytes
    return Examined(
        number,
        pictures=len(listing.pictures),
        megapixels=tally.pixels * tally.share / 1e6,
        bytes=size,
        kinds=dict(tally.kinds.most_common()),
        left_alone=listing.left_alone,
        refused=tuple(tally.refused[:NAMED]),
        refused_count=len(tally.refused),
        needed_bytes=round(tally.result_bytes * tally.share),
        free_bytes=shutil.disk_usage(place).free,
        seconds=seconds,
        neediest=tuple(needy[:SHOWN]),
    )


def _headers(pictures: Pictures, naming: Naming, counted: Callable[[int], None], cancelled: Callable[[], bool]) -> _Tally:
    tally, end = _Tally(), time.monotonic() + OPENED
    order = np.random.default_rng(0).permutation(len(pictures))  # should time run out, those that were seen stand for all
    for done, place in enumerate(order):
        found = pictures[int(place)]
        tally.kinds[found.source.suffix.lower()] += 1
        if time.monotonic() > end:
            tally.unseen_bytes += found.bytes
            continue
        if done % 100 == 0:
            if cancelled():
                raise Cancelled
            counted(len(pictures))
        try:
            shape = format_of(found.source).shape(found.source)
        except AppError as error:
            tally.refused.append(Refused(speakable(found.source.name), speakable(str(error))))
            continue
        pixels = shape.height * shape.width
        share = RESULT_SHARE.get(naming.suffix or found.source.suffix.lower(), JPEG_SHARE) * (PYRAMID if naming.pyramid else 1)
        tally.readable.append(found)
        tally.pixels += pixels
        tally.result_bytes += max(found.bytes, share * pixels * shape.planes * shape.bits / 8)
        tally.seen_bytes += found.bytes
    tally.readable.sort(key=lambda found: found.source)
    tally.refused.sort(key=lambda refused: refused.name)
    return tally


def _sampled(
    tally: _Tally, recipe: Recipe, previews: Previews, scratch: Path, cancelled: Callable[[], bool]
) -> tuple[list[Needy], float]:
    """The pictures of a sample, neediest first; and how many seconds all will take."""
    needy: list[Needy] = []
    looking = painting = painted = 0.0
    end, step = time.monotonic() + PATIENCE, max(1, len(tally.readable) // SAMPLED)
    for found in tally.readable[step // 2 :: step][:SAMPLED]:
        if time.monotonic() > end:
            break
        opened = Opened(found.source, scratch)
        with suppress(AppError):  # damaged deeper inside: the batch will name it
            started = time.monotonic()
            box = _middle(opened)
            previews.paint(opened, recipe, Box(0, 0, 1, 1), cancelled)
            looking += time.monotonic() - started
            started = time.monotonic()
            seen = previews.paint(opened, recipe, box, cancelled)
            painting, painted = painting + time.monotonic() - started, painted + box.height * box.width
            after = as_rgb(seen.after)
            scale = after.shape[0] // box.height
            change = after[::scale, ::scale] - as_rgb(seen.before)
            remarks = tuple(remark for said in seen.remarks.values() for remark in said)
            needy.append(Needy(uri_of(found.source), float(np.sqrt(np.mean(change**2))), remarks))
        previews.close()
        opened.close()
    needy.sort(key=lambda one: -one.change)
    if not needy:
        return needy, 0.0
    count = len(tally.readable) * tally.share
    return needy, count * looking / len(needy) + tally.pixels * tally.share * painting / painted


def _middle(opened: Opened) -> Box:
    top, left = max(0, opened.height - PATCH) // 2, max(0, opened.width - PATCH) // 2
    return Box(top, left, top + PATCH, left + PATCH).clipped(opened.height, opened.width)


def _nearest(destination: Path) -> Path:
    """The destination, or the nearest folder above it that is there. Raises DestinationNotWritable."""
    place = destination
    with in_words(destination):
        while not place.exists() and place != place.parent:
            place = place.parent
        wrong = errno.ENOTDIR if not place.is_dir() else errno.EACCES if not os.access(place, os.W_OK) else 0
        if wrong:
            raise OSError(wrong, os.strerror(wrong))
    return place
