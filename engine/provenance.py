"""The record of a result: a JSON file beside it that says what was made of what, by which models, where and when."""

from __future__ import annotations

import hashlib
import platform
import stat
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from engine.archive.address import Address, Place
from engine.errors import PictureChanged, UnreadablePicture
from engine.files.destination import write_whole
from engine.findings import Finding
from engine.known import known
from engine.names import speakable
from engine.packages import find_package
from engine.recipe import Recipe

CHUNK = 1 << 20
Somewhere = TypeVar("Somewhere", Path, Address, Place)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in `NAME.json` beside the result NAME."""

    program: str
    source: str
    source_sha256: str
    result: str
    result_sha256: str
    job: str
    """The hash of recipe, models and format: with the source's hash it says whether a result is up to date."""

    recipe: Recipe
    models: dict[str, str]
    """Weights' sha256 by model id."""

    device: str
    versions: dict[str, str]
    made: str
    megapixels: float
    sizes: int = 1
    """In how many sizes the result holds its picture; 1: it is no pyramid."""

    seconds: float
    change: float = 0
    """Root mean square of what was changed, in 8-bit levels."""

    findings: tuple[Finding, ...] = ()
    """What each stage found, in their order."""

    remarks: tuple[str, ...]
    """What the file could not carry along; in records of earlier versions also what the stages found."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """All of it, the file's last."""
        return (*self.findings, Finding(remarks=self.remarks)) if self.remarks else self.findings


def record_path(result: Somewhere) -> Somewhere:
    return result.with_name(f"{result.name}.json")


def write_record(record: Record, result: Path) -> None:
    """Beside the result. Names that are no UTF-8 are written with their bytes escaped."""
    write_whole(record_path(result), msgspec.json.format(msgspec.json.encode(_speakable(record)), indent=2) + b"\n")


def read_record(result: Path) -> Record | None:
    """The record of a result; None if there is none that can be read."""
    try:
        return record_of(record_path(result).read_bytes())
    except OSError:
        return None


def record_of(data: bytes) -> Record | None:
    """Of what its file holds; None if that is none."""
    try:
        return msgspec.json.decode(data, type=known(Record))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def job_key(recipe: Recipe, kind: str | None) -> str:
    """What decides a result apart from its source: recipe, models, and the kind of result (see naming.py)."""
    parts = [recipe.key, *sorted(model_hashes(recipe).values()), kind or ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def with_mask(key: str, mask: Path | None) -> str:
    """The key of a job whose marks are those of a mask, or the key itself as long as there is none."""
    return with_mask_hash(key, sha256_of(mask)) if mask is not None and mask.exists() else key


def with_mask_hash(key: str, mask_sha256: str) -> str:
    return hashlib.sha256(f"{key}\n{mask_sha256}".encode()).hexdigest() if mask_sha256 else key


def model_hashes(recipe: Recipe) -> dict[str, str]:
    """Weights' sha256 by model id; raises ModelInvalid where a model is missing."""
    ids = {name for stage in recipe.stages for name in stage.models}
    return {name: find_package(name).card.weights_sha256 for name in sorted(ids)}


def sha256_of(path: Path) -> str:
    """Of a file's contents, read in pieces; raises UnreadablePicture or PictureChanged, in words."""
    digest = hashlib.sha256()
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a FIFO would wait for ever
            raise UnreadablePicture(f"{path.name} is not a regular file", "Choose a picture file.")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        raise PictureChanged(f"{path.name} is not there any more") from None
    except OSError as error:
        raise UnreadablePicture(f"{path.name} cannot be read: {error.strerror}", "Check the permissions.") from error
    return digest.hexdigest()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def program() -> str:
    return f"Patina {version('patina')}"


@cache
def versions() -> dict[str, str]:
    names = ("numpy", "tifffile", "imagecodecs", "isal", "pyvips-binary")
    return {"python": platform.python_version(), "system": platform.platform(), **{name: version(name) for name in names}}


def _speakable(record: Record) -> Any:
    """As plain values; text may hold surrogates (undecodable bytes of names), which JSON cannot."""

    def clean(value: Any) -> Any:
        match value:
            case str():
                return speakable(value)
            case dict():
                return {clean(key): clean(item) for key, item in value.items()}
            case list() | tuple():
                return [clean(item) for item in value]
            case _:
                return value

    return clean(msgspec.to_builtins(record))
