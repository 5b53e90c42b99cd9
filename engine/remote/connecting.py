"""Connecting to stores: fsspec's file systems are opened here, and what they raise becomes sentences."""

from __future__ import annotations

import errno
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from engine.archive.address import Address, AddressInvalid
from engine.errors import AppError, Cancelled, DestinationNotWritable

PACKAGES = {"smbclient": "smbprotocol", "pyarrow.fs": "pyarrow"}  # modules that are not called as their packages


class StoreUnavailable(AppError):
    hint = (
        "Look whether it can be reached from here, and may be read and written with your credentials (from the environment, "
        "or from fsspec's configuration). Then start again: what is done stays done."
    )


@contextmanager
def in_words(address: Address) -> Generator[tuple[Any, str]]:
    """Opens it, and turns what stores raise, which is of all kinds, into sentences. A broken connection is not used again."""
    store: Any = None
    try:
        store, path = _opened(address)
        yield store, path
    except (AppError, Cancelled):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DestinationNotWritable(f"{address.name}: there is no space left") from error
        if store is not None:
            type(store).clear_instance_cache()
        raise StoreUnavailable(f"{address}: {_sentence(error)}") from error


def _opened(address: Address) -> tuple[Any, str]:
    """The file system of an address, and its path there. fsspec keeps one for each thread, and remembers listings: not here."""
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        hint = 'Install it with: pip install "patina[remote]".'
        raise StoreUnavailable(f"{address} needs fsspec, which is not installed", hint) from error
    try:
        store, path = url_to_fs(str(address))
    except ImportError as error:
        name = getattr(error.__cause__, "name", None) or address.scheme
        hint = f"Install it with: pip install {PACKAGES.get(name, name)}"
        raise StoreUnavailable(f"{address.scheme}:// needs {name}, which is not installed", hint) from error
    except ValueError as error:
        if "Protocol not known" not in str(error):
            raise
        raise AddressInvalid(f"{address.scheme}:// is no kind of storage that fsspec knows") from error
    store.invalidate_cache()
    return store, path


def _sentence(error: Exception) -> str:
    """Without what could be a secret: the signatures of addresses, and passwords in them."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "it is not there"
        case PermissionError():
            return "it may not be read or written with these credentials"
        case TimeoutError():
            return "it does not answer"
        case _:
            line = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
            return re.sub(r"\?\S+", "?…", re.sub(r"//[^/\s@]*@", "//…@", line))
