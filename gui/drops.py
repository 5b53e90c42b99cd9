"""Files and folders that somebody drags, drops or pastes. They stay addresses: there may be a hundred thousand of them."""

from __future__ import annotations

import os
import re
import string

from PySide6.QtCore import QMimeData, QUrl

from engine.names import path_of, uri_of

LIST = "text/uri-list"
HEAD = b"file://"
PLAIN = (string.ascii_letters + string.digits + "-._~/%\n" + (":" if os.name == "nt" else "")).encode()
ALLOWED = b"!$&'()*+,;=@" + (b"" if os.name == "nt" else b":")  # in addresses, though `uri_of` escapes them
ESCAPED_ODDLY = re.compile(rb"%(?:[a-f]|.[a-f]|2[DEF]|3\d|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])")  # unlike `uri_of`
LONG_WAY = re.compile(rb"/(?:[/\n]|\.(?:[/\n]|\.[/\n]))")  # //, /./, /../, and / at the end: it would shorten them


def holds_files(data: QMimeData) -> bool:
    """Whether there is a file of this machine in it; asked for at each move of a drag."""
    found = re.search(rb"^file:.*$", _list_of(data), re.MULTILINE | re.IGNORECASE)
    return found is not None and QUrl.fromEncoded(found.group()).isLocalFile()


def uris_in(data: QMimeData) -> tuple[str, ...]:
    """The files of this machine in it, as `uri_of` spells them; names that are no UTF-8 survive.

    All at once where each is spelled plainly, which takes milliseconds for very many; else one by one.
    """
    addresses = _list_of(data).strip(b"\r\n")
    end = b"\r\n" if b"\r\n" in addresses else b"\n"
    lines = end + addresses
    if lines.count(end + HEAD + b"/") == lines.count(end):
        paths = lines.replace(end + HEAD, b"\n")
        for letter in ALLOWED:
            paths = paths.replace(bytes([letter]), b"%%%02X" % letter)
        if not _odd(paths + b"\n"):
            return tuple(paths.replace(b"\n", b"\n" + HEAD)[1:].decode("ascii").split("\n"))
    urls = [QUrl.fromEncoded(line) for line in addresses.splitlines()]
    encoded = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in urls if url.isLocalFile()]
    return tuple(uri_of(path_of(url)) for url in encoded)


def only_uri_in(data: QMimeData) -> str | None:
    """Of a single file; None where there are others beside it, or none."""
    found = uris_in(data) if _list_of(data).strip().count(b"\n") == 0 else ()
    return found[0] if found else None


def _odd(paths: bytes) -> bool:
    """Whether any of the escaped paths, a line each, is spelled in another way than `uri_of` would spell it."""
    return bool(paths.translate(None, PLAIN) or ESCAPED_ODDLY.search(paths) or LONG_WAY.search(paths))


def _list_of(data: QMimeData) -> bytes:
    """The lines of addresses, as whoever is dragged from has written them."""
    return bytes(data.data(LIST).data()) if data.hasFormat(LIST) else b""
