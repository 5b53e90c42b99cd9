"""What the results of many pictures are called, so that no two have one name."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import PurePath
from typing import TypeVar

from engine.archive.found import Pictures
from engine.archive.naming import Namer

READ = {".tif", ".tiff", ".jpg", ".jpeg", ".jpe", ".png"}
"""Suffixes of what is read; results of other pictures are TIFF."""

AnyPath = TypeVar("AnyPath", bound=PurePath)


def call_results(pictures: Pictures, suffix: str | None, call: Namer) -> None:
    """Name all results. Names that would fall together (also where only capitals differ) are told apart."""
    groups: dict[str, array[int]] = {}
    by_folder = [groups.setdefault(place.casefold(), array("l")) for _, place in pictures.folders]
    for number, folder in enumerate(pictures.folder_of):
        by_folder[folder].append(number)
    for group in groups.values():
        _tell_apart(pictures, group, suffix, call)


def _tell_apart(pictures: Pictures, group: Sequence[int], suffix: str | None, call: Namer) -> None:
    """In one folder of results: those that fall together get their source's whole name: a.tif.png, a.jpg.png; then numbers."""
    names = [_result(pictures, number, suffix, call) for number in group]
    seen, twice, taken = set[str](), set[str](), set[str]()
    for name in names:
        key = name.casefold()
        (twice if key in seen else seen).add(key)
    if not twice:
        for number, name in zip(group, names, strict=True):
            pictures.call(number, name)
        return
    for number, name in zip(group, names, strict=True):
        if name.casefold() in twice:
            name = _result(pictures, number, suffix, call, wholly=True)
        stem, count = name, 2
        while (key := name.casefold()) in taken:
            name, count = _numbered(stem, count), count + 1
        taken.add(key)
        pictures.call(number, name)


def _result(pictures: Pictures, number: int, suffix: str | None, call: Namer, wholly: bool = False) -> str:
    """With `wholly` by the source's whole name, where the result has another suffix: letter.tif.png, for letter.jpg may be
    another picture."""
    name, (folder, _) = pictures.names[number], pictures.folders[pictures.folder_of[number]]
    stem, kind = split(name)
    if suffix is None and kind.lower() not in READ:
        stem, suffix = name, ".tif"
    suffix = suffix or kind
    result = call(folder, name if wholly and suffix != kind else stem, pictures.times[number]) + suffix
    return name if result == name else result  # one text of both


def split(name: str) -> tuple[str, str]:
    """Stem and suffix, as pathlib has them up to Python 3.13: a dot at the end begins no suffix."""
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def numbered(result: AnyPath, number: int) -> AnyPath:
    """letter-2.tif"""
    return result.with_name(_numbered(result.name, number))


def _numbered(name: str, number: int) -> str:
    stem, suffix = split(name)
    return f"{stem}-{number}{suffix}"
