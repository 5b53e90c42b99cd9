"""Which of many files are there: folders are listed whole, for on a network each single question costs a journey."""

from __future__ import annotations

import os
from collections.abc import Set

KEPT = 64  # folders whose names are remembered; neighbours are asked for one after the other


class Presence:
    """What it has seen of a folder it does not look at again: one is made for one walk over many files."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}  # by folder, the oldest first

    def there(self, path: str | os.PathLike[str]) -> bool:
        folder, name = os.path.split(os.fspath(path))
        return not self.missing(folder, {name})

    def missing(self, folder: str, names: Set[str]) -> set[str]:
        """Those that are not there. What is listed in another spelling, as some file systems do, is asked for by itself."""
        return {name for name in names - self._listed(folder) if not os.path.exists(os.path.join(folder, name))}

    def _listed(self, folder: str) -> set[str]:
        """The names of files in a folder; of links, none: they may lead nowhere."""
        if folder not in self._names:
            if len(self._names) >= KEPT:
                del self._names[next(iter(self._names))]
            try:
                with os.scandir(folder) as entries:
                    self._names[folder] = {entry.name for entry in entries if not entry.is_symlink()}
            except OSError:
                self._names[folder] = set()
        return self._names[folder]
