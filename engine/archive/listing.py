"""What is to be done: the pictures below the given files and folders, and the name of each result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.archive.address import Address, Place, whole
from engine.archive.found import Pictures
from engine.archive.naming import Naming
from engine.archive.results import call_results
from engine.archive.walk import Walk
from engine.errors import DestinationNotWritable, UnreadablePicture


@dataclass(frozen=True)
class Listing:
    pictures: Pictures
    left_alone: int  # files that are no pictures


def list_pictures(
    sources: Sequence[Place],
    destination: Place,
    naming: Naming = Naming(),  # noqa: B008 (it is frozen)
    recipe: str = "",
) -> Listing:
    """Find the pictures and name their results: the tree of the sources, mirrored.

    `recipe` is the title that names may have in them. Names that would fall together (also where only capitals differ) are
    told apart. Raises UnreadablePicture for a source that is not there, DestinationNotWritable
    for a destination in which results would be taken for sources.
    """
    sources = list(dict.fromkeys(whole(source) for source in sources))
    destination = whole(destination)
    for source in sources:
        if isinstance(source, Path) and not os.path.lexists(source):
            raise UnreadablePicture(f"{source} is not there", "Check the name.")
    refuse_inside(sources, destination, "destination")
    pictures = Pictures()
    walks = {remote: _walk(pictures, remote) for remote in {isinstance(source, Address) for source in sources}}
    for source in sources:
        walks[isinstance(source, Address)].add(source, source.name if len(sources) > 1 else "")
    call_results(pictures, naming.suffix, naming.namer(recipe))
    return Listing(pictures, sum(walk.left_alone for walk in walks.values()))


def refuse_inside(sources: Sequence[Place], folder: Place, called: str) -> None:
    """Raises DestinationNotWritable where a folder that is written to lies inside one that pictures are taken from."""
    for source in sources:
        if isinstance(source, Address) or isinstance(folder, Address):
            from engine.remote.listing import refuse_within

            refuse_within(source, folder, called)
        elif source.is_dir() and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(source)):
            raise DestinationNotWritable(
                f"the {called} {folder} lies inside the source {source}",
                "Choose a folder outside the pictures, so that results are never taken for originals.",
            )


def _walk(pictures: Pictures, remote: bool) -> Walk:
    if not remote:
        return Walk(pictures)
    from engine.remote.listing import RemoteWalk

    return RemoteWalk(pictures)
