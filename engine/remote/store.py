"""Stores: what is done with files at addresses. Whatever goes wrong is told in words (connecting.py)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from engine.archive.address import Address
from engine.errors import PictureChanged, PlaceTaken
from engine.files.destination import PART, part_name
from engine.provenance import CHUNK
from engine.remote.connecting import StoreUnavailable, in_words

WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss"}
"""Schemes of stores in which a file appears when all of it has arrived, and whose folders need not be made."""

TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified", "modificationTime", "created")
TAGS = ("ETag", "etag", "md5Hash", "modify")
PROBE = b"Patina looked whether it may write here."


class Stored(NamedTuple):
    """What a store tells of a file without giving it."""

    size: int
    changed: int
    """Nanoseconds; of a store that tells no times, less than a quarter of an hour: a hash of its tag."""

    folder: bool


def found(address: Address) -> Stored | None:
    """None if nothing is there."""
    with in_words(address) as (store, path):
        try:
            return _stored(store.info(path))
        except (FileNotFoundError, NotADirectoryError):
            return None


def listed(folder: Address) -> list[tuple[str, Stored]]:
    """What lies in a folder, by name, in order. Empty where there is none: stores of objects know no empty folders."""
    with in_words(folder) as (store, path):
        try:
            infos = store.ls(path, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
    own = path.strip("/")
    named = ((info["name"].strip("/"), info) for info in infos)
    inside = [(name.rpartition("/")[2], _stored(info)) for name, info in named if name != own]  # some hold a mark of the folder
    return sorted(inside, key=lambda one: one[0].encode(errors="surrogateescape"))


def read(address: Address) -> bytes | None:
    """All of a small file; None if there is none."""
    with in_words(address) as (store, path):
        try:
            return store.cat_file(path)
        except (FileNotFoundError, NotADirectoryError):
            return None


def sha256_at(address: Address) -> str:
    """Of a file's contents, read in pieces; raises PictureChanged where it is gone."""
    digest = hashlib.sha256()
    with in_words(address) as (store, path):
        try:
            with store.open(path, "rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except FileNotFoundError:
            raise PictureChanged(f"{address.name} is not there any more") from None
    return digest.hexdigest()


def fetch(address: Address, into: Path, check: Callable[[], None]) -> None:
    """Copy a file onto a disk; `check` is called now and then, and may raise. Raises PictureChanged too."""
    before = found(address)
    if before is None or before.folder:
        raise PictureChanged(f"{address.name} is not there any more")
    with in_words(address) as (store, path):
        try:
            store.get_file(path, str(into), callback=_checking(check))
        except FileNotFoundError:
            raise PictureChanged(f"{address.name} is not there any more") from None
    if found(address) != before or (before.size and into.stat().st_size != before.size):
        raise PictureChanged(f"{address.name} changed while it was read")


def put(path: Path, address: Address, mark: str = "") -> None:
    """Copy a file from a disk to where nothing is; it appears under its name when it is whole. `mark`: see Draft.

    Raises PlaceTaken where something is there all the same.
    """
    if found(address) is not None:
        raise PlaceTaken(f"{address} has come there meanwhile")
    with in_words(address) as (store, final):
        if address.scheme in WHOLE:
            store.put_file(str(path), final)
        else:
            _put_by_draft(store, path, final, mark)
    arrived = found(address)
    if arrived is None or arrived.size != path.stat().st_size:
        raise StoreUnavailable(f"{address} has not arrived whole")


def remove(address: Address) -> None:
    """Nothing happens where nothing is."""
    with in_words(address) as (store, path), suppress(FileNotFoundError):
        store.rm_file(path)


def draft_at(address: Address, mark: str) -> Address:
    """Where it is written before it is whole, in stores that show what is not."""
    return address.with_name(part_name(address.name, mark))


def check_writable(folder: Address) -> None:
    """Raises StoreUnavailable where a small file cannot be written into the folder as results will be."""
    name = f".{secrets.token_hex(8)}{PART}"
    with in_words(folder) as (store, path):
        if folder.scheme in WHOLE:
            store.pipe_file(f"{path}/{name}", PROBE)
        else:
            store.makedirs(path, exist_ok=True)
            store.pipe_file(f"{path}/{name}{PART}", PROBE)
            _move(store, f"{path}/{name}{PART}", f"{path}/{name}")
    with suppress(StoreUnavailable):  # to some archives may be added, and nothing taken away
        remove(folder / name)


def sweep(folder: Address) -> None:
    """Remove drafts that a killed run left below a folder."""
    if folder.scheme in WHOLE:
        return
    for name, one in listed(folder):
        if one.folder:
            sweep(folder / name)
        elif name.startswith(".") and name.endswith(PART):
            with suppress(StoreUnavailable):
                remove(folder / name)


def _put_by_draft(store: Any, path: Path, final: str, mark: str) -> None:
    folder, _, name = final.rpartition("/")
    draft = f"{folder}/{part_name(name, mark)}"
    try:
        store.makedirs(folder, exist_ok=True)
        store.put_file(str(path), draft)
        _move(store, draft, final)
    except BaseException:
        with suppress(Exception):
            store.rm_file(draft)
        raise


def _move(store: Any, draft: str, final: str) -> None:
    """By the store's own move, in one step; where it has none, fsspec's copies, and takes brackets in names for patterns."""
    from fsspec.spec import AbstractFileSystem

    if type(store).mv is AbstractFileSystem.mv:
        store.cp_file(draft, final)
        store.rm_file(draft)
    else:
        store.mv(draft, final)


def _checking(check: Callable[[], None]) -> Any:
    from fsspec.callbacks import Callback

    class Checking(Callback):
        def relative_update(self, inc: int = 1) -> None:
            check()

    return Checking()


def _stored(info: dict[str, Any]) -> Stored:
    return Stored(info.get("size") or 0, _changed(info), info.get("type") == "directory")


def _changed(info: dict[str, Any]) -> int:
    for key in TIMES:
        match info.get(key):
            case datetime() as time:
                return round((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp() * 1e6) * 1000
            case float() | int() as seconds:
                seconds = seconds / 1e3 if key == "modificationTime" else seconds
                return round(seconds * 1e6) * 1000
            case str() as text:
                with suppress(ValueError):
                    return round(datetime.fromisoformat(text).timestamp() * 1e6) * 1000
            case _:
                pass
    tag = next((str(info[key]) for key in TAGS if info.get(key)), "")
    return int(hashlib.sha256(tag.encode()).hexdigest()[:10], 16) if tag else 0
