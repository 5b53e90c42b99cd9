"""File systems for the tests, registered with fsspec: one that fails when it is told to, and one that behaves like S3."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry, register_implementation

Hear = Callable[[str, str], object]


def deaf(call: str, path: str) -> None:
    """Hears nothing."""


@dataclass
class Hooks:
    """What hears each call (its name and the path) before and after it; what it raises, the call raises."""

    before: Hear = deaf
    after: Hear = deaf


class Watched(MemoryFileSystem):
    """In memory, apart from all others."""

    protocol: Any = "watched"
    store: ClassVar[dict[str, Any]] = {}  # pyright: ignore[reportIncompatibleVariableOverride]
    pseudo_dirs: ClassVar[list[str]] = [""]
    hooks: ClassVar[Hooks] = Hooks()

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return MemoryFileSystem._strip_protocol(str(path).removeprefix(f"{cls.protocol}://"))

    def get_file(self, rpath: Any, lpath: Any, *more: Any, **others: Any) -> None:
        self.hooks.before("get", rpath)
        super().get_file(rpath, lpath, *more, **others)
        self.hooks.after("get", rpath)

    def put_file(self, lpath: Any, rpath: Any, *more: Any, **others: Any) -> None:
        self.hooks.before("put", rpath)
        super().put_file(lpath, rpath, *more, **others)
        self.hooks.after("put", rpath)

    def rm_file(self, path: Any) -> None:
        self.hooks.before("remove", path)
        super().rm_file(path)

    def cp_file(self, path1: Any, path2: Any, **more: Any) -> None:
        self.hooks.before("copy", path2)
        super().cp_file(path1, path2, **more)


class Buckets(Watched):
    """Nothing is seen of a file before all of it is there; there are no folders that could be made."""

    protocol: Any = "s3"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    hooks: ClassVar[Hooks] = Hooks()

    def makedirs(self, path: Any, exist_ok: bool = False) -> None:
        raise AssertionError("this would make a bucket of a name that was mistyped")

    def mkdirs(self, path: Any, exist_ok: bool = False) -> None:
        """Of fsspec's own upload, which makes folders everywhere."""

    def cp_file(self, path1: Any, path2: Any, **more: Any) -> None:
        raise AssertionError("a large object would travel twice")


@contextmanager
def registered(kind: type[Watched]) -> Generator[type[Watched]]:
    """Under its scheme, empty; unknown again at the end."""
    register_implementation(kind.protocol, kind, clobber=True)
    kind.store.clear()
    kind.pseudo_dirs[:] = [""]
    try:
        yield kind
    finally:
        kind.hooks.before = kind.hooks.after = deaf
        kind.clear_instance_cache()
        _registry.pop(kind.protocol, None)
