"""Fetches a file of known size and hash: goes on where it was cut off, and keeps nothing that is not just that file."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import ssl
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from engine.errors import Cancelled, ModelInvalid
from engine.files.destination import in_words

CHUNK = 1 << 18
PATIENCE = 30  # seconds without a byte
PARTIAL = 206  # the answer to a question for the rest of a file
LATER = "Try again later: what has come is kept. Or fetch it with a browser, and put the file in by hand."


def fetched(
    address: str, file: Path, size: int, sha256: str, told: Callable[[int, int], None], stopped: Callable[[], bool]
) -> None:
    """Fetch what lies at `address` into `file`, which is there only when it is whole and as it should be.

    What has come lies beside it meanwhile (see `part_of`). `told` hears the bytes that are there, of all. Raises ModelInvalid
    where there is no connection, or what comes is another file; DestinationNotWritable where it cannot be kept; Cancelled.
    """
    part = part_of(file)
    with in_words(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        if part.exists() and part.stat().st_size > size:
            part.unlink()
    try:
        _append_rest(address, part, size, told, stopped)
    except HTTPError as error:
        raise ModelInvalid(f"{address} cannot be fetched: the server answers {error.code} {error.reason}", LATER) from error
    except (URLError, HTTPException, TimeoutError, ConnectionError, ssl.SSLError, ValueError) as error:
        raise ModelInvalid(f"{address} cannot be fetched: {_cause(error)}", LATER) from error
    with in_words(file.parent):
        _take_whole(address, part, file, size, sha256)


def part_of(file: Path) -> Path:
    """Where lies what has come of it."""
    return file.with_name(f"{file.name}.part")


def _append_rest(address: str, part: Path, size: int, told: Callable[[int, int], None], stopped: Callable[[], bool]) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have == size:
        return
    ask = Request(address, headers={"User-Agent": "Patina"} | ({"Range": f"bytes={have}-"} if have else {}))
    with urlopen(ask, timeout=PATIENCE) as answer:
        if answer.status != PARTIAL:
            have = 0  # a server that knows no parts sends all of it again
        with in_words(part.parent):
            kept = part.open("ab" if have else "wb", buffering=0)  # with a buffer, closing it would fail once more
        with kept:
            while have <= size and (chunk := answer.read1(CHUNK)):  # what is there: on a slow line a chunk takes long
                with in_words(part.parent):
                    _write(kept, chunk)
                have += len(chunk)
                told(have, size)
                if stopped():
                    raise Cancelled


def _write(kept: io.FileIO, chunk: bytes) -> None:
    """All of it; on a disk that is nearly full a part may be written before the error comes."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[kept.write(rest) :]


def _take_whole(address: str, part: Path, file: Path, size: int, sha256: str) -> None:
    """Give the file its name, if it is the one. Raises ModelInvalid, OSError."""
    have = part.stat().st_size
    if have < size:
        raise ModelInvalid(f"{address} was cut off after {have:,} of {size:,} bytes", LATER)
    with part.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if have > size or digest != sha256:
        part.unlink()
        raise ModelInvalid(
            f"what lies at {address} is not the file that the catalogue lists: it was thrown away",
            "Its author may have changed it. Wait for a newer catalogue, or, if you trust it, fetch it with a browser and add "
            "it like any other model.",
        )
    os.replace(part, file)


def _cause(error: Exception) -> str:
    """Why nothing came, in words; where there are none, the system's."""
    reason = getattr(error, "reason", error)
    match reason:
        case socket.gaierror():
            return "its server is not found; there may be no connection to the internet"
        case ConnectionRefusedError():
            return "its server takes no connections"
        case TimeoutError():
            return "no answer came for a while"
        case ConnectionError():
            return "the connection broke"
        case ssl.SSLCertVerificationError():
            return "its server cannot prove that it is the one it claims to be"
        case OSError(strerror=str(words)):
            return words
        case _:
            return str(reason)
