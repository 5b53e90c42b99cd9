"""Addresses: where originals and results lie that are on no disk of this machine, such as s3://archive/masters/a.tif."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import TypeAlias

from engine.errors import AppError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # two letters at least: C:// is a disk
_COLLAPSED = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # what pathlib makes of an address


class AddressInvalid(AppError):
    hint = "Write it like s3://bucket/folder. Credentials come from the environment, or from fsspec's configuration."


@dataclass(frozen=True)
class Address:
    """Whole, without a slash at its end. It has what of a path is needed here, and does nothing: store.py does."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __truediv__(self, below: str | PurePath) -> Address:
        """What lies below it, by a path of this system."""
        place = PurePath(below).as_posix()
        return self if place == "." else Address(f"{self.text}/{place}")

    @property
    def scheme(self) -> str:
        return self.text.partition("://")[0]

    @property
    def name(self) -> str:
        return self.text.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> Address:
        return Address(self.text.rpartition("/")[0])

    def with_name(self, name: str) -> Address:
        return self.parent / name


Place: TypeAlias = Path | Address


def place_given(text: str) -> Place:
    """Of what a user wrote: a path, or an address. Raises AddressInvalid."""
    found = _SCHEME.match(text)
    if found is None:
        return Path(text)
    scheme, rest = found[1].lower(), text[found.end() :].rstrip("/")
    if _secret(scheme, rest):  # which is not repeated: messages are logged
        raise AddressInvalid(
            f"an address of {scheme}:// has a password or a token in it, and would be kept in journal and records"
        )
    if "::" in rest:
        raise AddressInvalid(f"{text}: addresses within addresses (::) are not followed")
    if not rest or ".." in rest.split("/"):
        raise AddressInvalid(f"{text} names no folder")
    return Address(f"{scheme}://{rest}")


def place_of(folder: str, name: str) -> Place:
    """Of what a journal holds."""
    return Address(f"{folder}/{name}") if _SCHEME.match(folder) else Path(folder, name)


def whole(place: Place) -> Place:
    """A path from the root on."""
    return place if isinstance(place, Address) else Path(os.path.abspath(place))


def on_disk(place: Place) -> Path:
    """The path of what is known to lie on a disk of this machine."""
    if isinstance(place, Address):
        raise TypeError(f"{place} is on no disk of this machine")
    return place


def refuse_address(folder: Path | None, called: str) -> None:
    """Raises AddressInvalid where an address was given for what must be a folder of this machine."""
    if folder is not None and _COLLAPSED.match(folder.as_posix()):
        raise AddressInvalid(f"the {called} must be on a disk of this machine", "Give the path of a folder.")


def _secret(scheme: str, rest: str) -> bool:
    if scheme in ("http", "https"):
        return "?" in rest or "@" in rest.partition("/")[0]
    host = rest.partition("/")[0]
    user, at, _ = host.rpartition("@")
    if at:
        return ":" in user
    _, colon, port = host.partition(":")
    return bool(colon) and not port.isdecimal() and "@" in rest  # a password with a slash in it
