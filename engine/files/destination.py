"""Writing without harm: a result appears under its name only when it is whole, and nothing is ever overwritten."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import DestinationNotWritable

PART = ".patina-part"
WINDOWS_PATIENCE = 2.5  # seconds; virus scanners hold a new file open for a moment


class Draft:
    """A file on its way: written at `path`, beside `final`, until `publish`."""

    def __init__(self, final: Path, mark: str = "") -> None:
        """`mark`: letters and digits that tell drafts apart which several machines write of one file."""
        self.final = final
        self.path = final.with_name(part_name(final.name, mark))

    def publish(self) -> None:
        """Flush the file to disk and give it its name, in one step."""
        _flush(self.path)
        _rename(self.path, self.final)
        _flush_folder(self.final.parent)

    def publish_if_free(self) -> bool:
        """The same, where nobody has put a file of that name there meanwhile; whether it was free."""
        _flush(self.path)
        try:
            _take_free_name(self.path, self.final)
        except FileExistsError:
            return False
        _flush_folder(self.final.parent)
        return True


@contextmanager
def draft_of(final: Path, mark: str = "") -> Generator[Draft]:
    """A draft in the folder of `final`, which is made if it is missing. Whatever is not published is removed."""
    draft = Draft(final, mark)
    with in_words(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft
        finally:
            with suppress(OSError):
                draft.path.unlink(missing_ok=True)


def release(held: Path, final: Path) -> None:
    """Give a finished file that waited elsewhere in the destination its final place. Raises DestinationNotWritable."""
    with in_words(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(final):
            raise DestinationNotWritable(f"{final} is there already", "It is left as it is. Move it away, then accept again.")
        _rename(held, final)
        _flush_folder(final.parent)


def write_whole(final: Path, data: bytes) -> None:
    """Replace a small file of ours (a sidecar, say) in one step."""
    with draft_of(final) as draft:
        with draft.path.open("wb") as file:
            file.write(data)
        draft.publish()


@contextmanager
def in_words(folder: Path) -> Generator[None]:
    """Turns the operating system's errors into sentences about `folder`."""
    try:
        yield
    except OSError as error:
        raise DestinationNotWritable(f"{folder}: {_sentence(error)}") from error


def sweep(folder: Path) -> None:
    """Remove drafts that a killed run left below `folder`."""
    for place, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                with suppress(OSError):
                    (Path(place) / name).unlink()


def part_name(final: str, mark: str) -> str:
    """The name of a draft: hidden, and not longer than names may be (255 bytes) however long the final name is."""
    end = f".{mark}{PART}" if mark else PART
    name, room = os.fsencode(final), 255 - len(end) - 1
    if len(name) > room:  # the names of two neighbours may begin alike
        name = name[: room - 9] + b"-" + hashlib.sha256(name).hexdigest()[:8].encode()
    return f".{os.fsdecode(name)}{end}"


def _sentence(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "there is no space left"
        case errno.EROFS:
            return "the place is read-only"
        case errno.EACCES | errno.EPERM:
            return "writing is not permitted there"
        case errno.ENAMETOOLONG:
            return "the name is too long for this place"
        case _:
            return (error.strerror or str(error)).lower()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """So that the new name survives a power cut; Windows does this by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_free_name(path: Path, final: Path) -> None:
    """Raises FileExistsError where the name is taken."""
    if os.name == "nt":
        _rename(path, final, os.rename)  # which refuses by itself there
        return
    try:
        os.link(path, final)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links: there, whoever comes in this very moment loses
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        _rename(path, final)


def _rename(path: Path, final: Path, move: Callable[[Path, Path], None] = os.replace) -> None:
    end = time.monotonic() + WINDOWS_PATIENCE
    while True:
        try:
            move(path, final)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
