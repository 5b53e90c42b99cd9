"""What the tests of remote storage share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from tests.engine.remote.stores import Buckets, Watched, registered


@pytest.fixture(autouse=True)
def memory() -> Iterator[MemoryFileSystem]:
    """fsspec's own store in memory, empty."""
    store = MemoryFileSystem()
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def watched() -> Iterator[type[Watched]]:
    with registered(Watched) as kind:
        yield kind


@pytest.fixture
def buckets() -> Iterator[type[Watched]]:
    with registered(Buckets) as kind:
        yield kind


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies lie while a picture is restored; at the end there must be none."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("engine.engine.scratch_folder", lambda: folder)
    return folder
