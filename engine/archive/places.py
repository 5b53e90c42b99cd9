"""What is asked of originals and results wherever they lie: on a disk, or at an address."""

from __future__ import annotations

import os
from collections.abc import Set
from typing import Protocol

from engine.archive.address import Address, Place
from engine.archive.presence import Presence
from engine.files.destination import Draft, sweep
from engine.provenance import Record, read_record, record_of, record_path, sha256_of


def there(place: Place) -> bool:
    """Links count, wherever they lead."""
    if isinstance(place, Address):
        from engine.remote.store import found

        return found(place) is not None
    return os.path.lexists(place)


def size_of(place: Place) -> int:
    """In bytes; of a link that leads nowhere, its own. 0 where an address has nothing any more."""
    if isinstance(place, Address):
        from engine.remote.store import found

        return one.size if (one := found(place)) else 0
    return place.stat(follow_symlinks=place.exists()).st_size


def sweep_drafts(destination: Place) -> None:
    """Those that a killed run left."""
    if isinstance(destination, Address):
        from engine.remote.store import sweep as sweep_away

        sweep_away(destination)
    else:
        sweep(destination)


def remove_draft(result: Place, mark: str) -> None:
    """Of a writer that is to write no more. `mark`: see Draft."""
    if isinstance(result, Address):
        from engine.remote.store import draft_at, remove

        remove(draft_at(result, mark))
    else:
        Draft(result, mark).path.unlink(missing_ok=True)


class Results(Protocol):
    """Tells which of many files are there."""

    def missing(self, folder: str, names: Set[str]) -> set[str]:
        """Which of these names are not in that folder."""
        ...


def presence_in(destination: Place) -> Results:
    if isinstance(destination, Address):
        from engine.remote.listing import RemotePresence

        return RemotePresence()
    return Presence()


def contents_hash(place: Place) -> str:
    """sha256; see provenance.sha256_of."""
    if isinstance(place, Address):
        from engine.remote.store import sha256_at

        return sha256_at(place)
    return sha256_of(place)


def record_at(result: Place) -> Record | None:
    """The record of a result; None if there is none that can be read."""
    if isinstance(result, Address):
        from engine.remote.store import read

        return record_of(read(record_path(result)) or b"")
    return read_record(result)
