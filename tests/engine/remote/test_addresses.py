"""Addresses: what is one, what is refused, and what lies below them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry, known_implementations

from engine.archive.address import Address, AddressInvalid, Place, place_given, place_of, refuse_address
from engine.archive.listing import Listing, list_pictures
from engine.archive.naming import Naming
from engine.errors import DestinationNotWritable, UnreadablePicture
from engine.remote.connecting import StoreUnavailable
from engine.remote.store import found, listed
from tests.engine.small_archive import ROOT, saved, small_archive


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("s3://archive/masters/", "s3://archive/masters"),
        ("S3://Archive/masters", "s3://Archive/masters"),
        ("file:///a/b", "file:///a/b"),
        ("sftp://me@host:22/a b/ü@2x.tif", "sftp://me@host:22/a b/ü@2x.tif"),
        ("s3://bucket/a:b@c.tif", "s3://bucket/a:b@c.tif"),
    ],
)
def test_addresses_are_taken_as_they_are_without_a_slash_at_the_end(text: str, meant: str) -> None:
    assert place_given(text) == Address(meant)


@pytest.mark.parametrize("text", ["a/b.tif", "/a/b", "C:/scans", "C:\\scans", "x:y", "./s3:/a", "letter to s3://a"])
def test_what_is_no_address_is_a_path(text: str) -> None:
    assert place_given(text) == Path(text)


@pytest.mark.parametrize(
    "text",
    [
        "sftp://me:hunter2@host/scans", "s3://key:hunter2@bucket/a", "ftp://me:hunter2/3@host/a", "smb://d;me:hunter2@host/a",
        "https://host/a.tif?token=hunter2", "https://hunter2@host/a.tif",
    ],
)  # fmt: skip
def test_an_address_with_a_secret_is_refused_and_the_secret_not_repeated(text: str) -> None:
    with pytest.raises(AddressInvalid, match="a password or a token") as raised:
        place_given(text)
    assert "hunter2" not in str(raised.value) + raised.value.hint


@pytest.mark.parametrize("text", ["s3://", "file:///", "s3://a/../b", "zip://a.tif::s3://a/b.zip"])
def test_addresses_that_lead_nowhere_or_anywhere_are_refused(text: str) -> None:
    with pytest.raises(AddressInvalid) as raised:
        place_given(text)
    assert raised.value.hint


def test_the_parts_of_an_address_are_those_of_a_path() -> None:
    address, path = Address("s3://archive/box/letter.old.tif"), Path("/archive/box/letter.old.tif")
    assert (address.name, address.suffix, address.scheme) == (path.name, path.suffix, "s3")
    assert (address.parent.name, str(address.parent)) == ("box", "s3://archive/box")
    assert str(address.with_name("b.png")) == "s3://archive/box/b.png"
    assert str(address.parent / Path("x", "y.tif")) == "s3://archive/box/x/y.tif"
    assert address.parent / Path() == address.parent
    assert place_of("s3://archive/box", "a.tif") == Address("s3://archive/box/a.tif")
    assert place_of(f"{os.sep}box", "a.tif") == Path("/box/a.tif")


def test_an_address_is_no_folder_for_masks_or_journal() -> None:
    refuse_address(Path("masks"), "folder for masks")
    refuse_address(None, "journal")
    with pytest.raises(AddressInvalid, match="the journal must be on a disk of this machine"):
        refuse_address(Path("s3://archive/journal"), "journal")


# What lies below them ------------------------------------------------------------------------------------------------


def pieces(listing: Listing, root: object) -> list[Any]:
    """Folders relative to the root of the sources, names, folders of results, their names, sizes and times."""
    return [(one.folder.removeprefix(str(root)), *one[1:]) for one in listing.pictures.named()]


def messy(folder: Path) -> Path:
    """With all that a listing treats in some way of its own."""
    small_archive(folder)
    for name in ("a.jpg", "A.png", ".hidden.png", "album 1931/a[1].png", "album 1931/b*.png", ".box/c.png", "#1 50%.png"):
        saved(folder / name)
    (folder / "letter.txt").write_text("no picture")
    (folder / "new.webp").write_bytes(b"?")
    (folder / "empty").mkdir()
    return folder


@pytest.mark.parametrize("suffix", [None, ".png"])
def test_below_an_address_the_same_is_found_as_below_the_folder_in_the_same_order(tmp_path: Path, suffix: str | None) -> None:
    folder = messy(tmp_path / "in")
    here = list_pictures([folder], tmp_path / "out", Naming(suffix))
    there = list_pictures([Address(folder.as_uri().replace("%20", " "))], Address("memory://out"), Naming(suffix))
    assert [one[:5] for one in pieces(there, f"file://{folder}")] == [one[:5] for one in pieces(here, folder)]
    assert len(here.pictures) == 12
    assert here.left_alone == there.left_alone == 1
    times = [[one[5] // 1000 for one in pieces(listing, "")] for listing in (here, there)]
    assert all(abs(one - other) <= 1 for one, other in zip(*times, strict=True))  # microseconds


def test_several_addresses_and_folders_have_folders_of_their_own_and_each_picture_comes_once(
    tmp_path: Path, memory: MemoryFileSystem
) -> None:
    saved(tmp_path / "in" / "a.png")
    for name in ("one/a.png", "one/box/b.png", "two/a.png"):
        memory.pipe_file(f"/{name}", b"?")
    sources: list[Place] = [tmp_path / "in", *map(Address, ("memory://one", "memory://two/a.png", "memory://one/box"))]
    results = [f"{one.shelf}/{one.called}" for one in list_pictures(sources, tmp_path / "out").pictures.named()]
    assert results == ["in/a.png", "one/a.png", "one/box/b.png", "/a.png"]


def test_a_mark_of_a_folder_is_no_file_in_it(memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/box/a.png", b"?")
    plain = MemoryFileSystem.ls
    mark = {"name": "/box/", "size": 0, "type": "file"}  # as object stores tell of it
    monkeypatch.setattr(MemoryFileSystem, "ls", lambda self, path, **more: [mark, *plain(self, path, **more)])
    assert [name for name, _ in listed(Address("memory://box"))] == ["a.png"]


@pytest.mark.parametrize(
    "info",
    [{"LastModified": "2020-01-02T03:04:05Z"}, {"mtime": 1577934245.0}, {"modificationTime": 1577934245000}],
)
def test_times_are_told_in_many_ways(info: dict[str, Any], memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryFileSystem, "info", lambda self, path: {"size": 3, "type": "file", **info})
    assert found(Address("memory://a")) == (3, 1577934245 * 10**9, False)


def test_without_times_a_tag_tells_that_a_file_was_changed(memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    told = set[object]()
    for tag in ("one", "other"):
        monkeypatch.setattr(MemoryFileSystem, "info", lambda self, path, tag=tag: {"size": None, "type": "file", "ETag": tag})
        told.add(found(Address("memory://a")))
    assert len(told) == 2


# What cannot be done -------------------------------------------------------------------------------------------------


def test_a_destination_inside_a_source_is_refused_also_where_one_of_them_is_a_path(tmp_path: Path) -> None:
    saved(tmp_path / "in" / "a.png")
    here, there = tmp_path / "in", Address(f"file://{tmp_path}/in")
    outside: list[Place] = [tmp_path / "in2", Address(f"file://{tmp_path}/in2"), Address("memory://in")]
    for source in (here, there):
        for inside in (here / "x", there / "x", there):
            with pytest.raises(DestinationNotWritable, match="lies inside the source"):
                list_pictures([source], inside)
        for destination in outside:
            assert len(list_pictures([source], destination).pictures) == 1


def test_a_source_that_is_not_there_is_named(memory: MemoryFileSystem) -> None:
    with pytest.raises(UnreadablePicture, match="memory://lost is not there"):
        list_pictures([Address("memory://lost")], Path("out"))


def test_what_is_not_installed_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(_registry, "gs", raising=False)
    monkeypatch.setitem(known_implementations, "gs", {"class": "no_such_gcsfs.Files", "err": "install it"})
    with pytest.raises(StoreUnavailable, match="gs:// needs no_such_gcsfs, which is not installed") as raised:
        found(Address("gs://a/b"))
    assert raised.value.hint == "Install it with: pip install no_such_gcsfs"
    with pytest.raises(AddressInvalid, match="foo:// is no kind of storage that fsspec knows"):
        found(Address("foo://a/b"))
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(StoreUnavailable, match="memory://a needs fsspec, which is not installed") as raised:
        found(Address("memory://a"))
    assert 'pip install "patina[remote]"' in raised.value.hint


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError("403"), "it may not be read or written with these credentials"),
        (TimeoutError(), "it does not answer"),
        (OSError("cannot reach https://me:hunter2@host/a?sig=hunter2 now"), "cannot reach https://…@host/a?… now"),
        (RuntimeError(), "RuntimeError"),
    ],
)
def test_what_a_store_raises_is_told_in_words_and_without_secrets(
    error: Exception, sentence: str, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(MemoryFileSystem, "info", fail)
    with pytest.raises(StoreUnavailable) as raised:
        found(Address("memory://a"))
    assert str(raised.value) == f"memory://a: {sentence}"
    assert raised.value.hint


def test_who_restores_folders_does_not_load_fsspec() -> None:
    code = """import json, sys, engine.commands.command_line, engine.engine, engine.cluster.worker
print(json.dumps([*sys.modules]))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    loaded = json.loads(done.stdout)
    assert "engine.archive.address" in loaded
    assert [name for name in loaded if name.split(".")[0] == "fsspec" or name == "engine.remote.store"] == []
