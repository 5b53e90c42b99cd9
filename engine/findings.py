"""A finding: what a stage saw in a picture, and how sure it was; as it stands in records, in the journal and in events."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.names import speakable


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    stage: str = ""
    """Its name, such as "restore"; nothing for what concerns the file."""

    remarks: tuple[str, ...] = ()
    needed: bool = True
    """False: the stage was left out."""

    certainty: float | None = None
    """0 to 1: the share of what it measured that agrees with what it did; None where it measures no such thing."""

    doubt: str = ""
    """Why it was not surer, in words."""


class _Short(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """The same without names: a journal may hold a hundred thousand."""

    stage: str
    remarks: tuple[str, ...] = ()
    needed: bool = True
    certainty: float | None = None
    doubt: str = ""


_decoder = msgspec.json.Decoder(tuple[_Short, ...])


def least_certain(findings: Sequence[Finding]) -> float | None:
    """The certainty of the stage that was least sure; None if none tells."""
    return min((one.certainty for one in findings if one.certainty is not None), default=None)


def as_json(findings: Sequence[Finding]) -> str | None:
    """For the journal; None for nothing."""
    kept = [
        _Short(one.stage, tuple(map(speakable, one.remarks)), one.needed, one.certainty, speakable(one.doubt))
        for one in findings
    ]
    return msgspec.json.encode(kept).decode() if kept else None


def from_json(text: str | None) -> tuple[Finding, ...]:
    return tuple(Finding(*msgspec.structs.astuple(one)) for one in _decoder.decode(text)) if text else ()
