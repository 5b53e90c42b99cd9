"""Names of files as text that every file, terminal, library and line of JSON takes."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from engine.archive.address import Address, Place


def speakable(name: str) -> str:
    """The name with bytes that are no UTF-8 written as escapes; Python holds them as surrogates, which nothing can encode."""
    return name.encode(errors="backslashreplace").decode()


def uri_of(path: Place) -> str:
    """The whole path as a file URI (RFC 8089): plain ASCII, whatever bytes the name has; an address as it is."""
    if isinstance(path, Address):
        return path.text
    return Path(os.path.abspath(path)).as_uri()


def path_of(uri: str) -> Path:
    """The path of a file URI. Raises ValueError for anything else."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        raise ValueError(f"“{uri}” is not the address of a file")
    name = os.fsdecode(unquote_to_bytes(parts.path))
    if os.name == "nt":
        return Path(f"//{parts.netloc}{name}" if parts.netloc else name.lstrip("/"))
    return Path(name)
