"""What lies below addresses: pictures that are to be restored, and results that are there already."""

from __future__ import annotations

import os
from collections.abc import Set

from engine.archive.address import Address, Place
from engine.archive.found import Pictures
from engine.archive.walk import Walk, is_picture
from engine.errors import DestinationNotWritable, UnreadablePicture
from engine.remote.connecting import in_words
from engine.remote.store import found, listed

KEPT = 64  # folders whose names are remembered; neighbours are asked for one after the other


class RemoteWalk(Walk):
    """As below folders of a disk: the same order, the same names left out. One folder is listed at a time."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(pictures)
        self._measured = dict[str, tuple[int, int]]()  # of what was listed and not yet asked for

    def add(self, source: Place, place: str) -> None:
        """Raises UnreadablePicture where nothing is."""
        stored = found(Address(str(source)))
        if stored is None:
            raise UnreadablePicture(f"{source} is not there", "Check the name.")
        if stored.folder:
            self.add_folder(str(source), place)
        else:
            self._measured[str(source)] = stored[:2]
            self.add_file(str(source))

    def below(self, folder: str) -> str:
        return f"{folder}/"

    def key(self, path: str) -> str:
        return path

    def names(self, folder: str) -> list[tuple[str, bool]]:
        inside = [(name, one) for name, one in listed(Address(folder)) if name and not name.startswith(".")]
        self._measured |= {f"{folder}/{name}": one[:2] for name, one in inside if not one.folder and is_picture(name)}
        return [(name, one.folder) for name, one in inside]

    def measured(self, path: str) -> tuple[int, int]:
        return self._measured.pop(path, (0, 0))


class RemotePresence:
    """What presence.Presence is for a disk: what it has seen of a folder it does not look at again."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}  # by folder, the oldest first

    def missing(self, folder: str, names: Set[str]) -> set[str]:
        if folder not in self._names:
            if len(self._names) >= KEPT:
                del self._names[next(iter(self._names))]
            self._names[folder] = {name for name, one in listed(Address(folder)) if not one.folder}
        return set(names - self._names[folder])


def refuse_within(source: Place, folder: Place, called: str) -> None:
    """Raises DestinationNotWritable where a folder that is written to lies inside one that pictures are taken from.

    Either may be an address, also one of a disk (file://).
    """
    kind, above = _lying(source)
    other, below = _lying(folder)
    if kind == other and f"{below}/".startswith(f"{above}/"):
        raise DestinationNotWritable(
            f"the {called} {folder} lies inside the source {source}",
            "Choose a folder outside the pictures, so that results are never taken for originals.",
        )


def _lying(place: Place) -> tuple[object, str]:
    """Which store, and where in it."""
    if not isinstance(place, Address):
        return "disk", os.path.realpath(place).replace(os.sep, "/").rstrip("/")
    with in_words(place) as (store, path):
        if getattr(store, "local_file", False):
            return "disk", os.path.realpath(path).replace(os.sep, "/").rstrip("/")
        return (type(store), repr(sorted(store.storage_options.items(), key=repr))), path.strip("/")
