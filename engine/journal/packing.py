"""Findings as the journal keeps them: JSON without names, and squeezed, for a million pictures have a million of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec

from engine.findings import Finding
from engine.names import speakable

RAW = -15  # no header and no checksum: the journal is checked as a whole
LEVEL = 9

PHRASES = (
    b'["sketch",["painted: monet 1"],["artwork",["painted as Monet might have"],',
    b'["enlarge",["filled in from the picture itself"',
    b'JPEG holds 8 of the 16 bits","JPEG holds no transparency"',
    b'The colour profile is left out: it is one for GRAY pictures."',
    b"not done: is there already, and is not as Patina wrote it was made of another picture (",
    b'working scale: 1/4"working scale: 1/2"',
    b'colours: it has its own (they scatter by ); any others are a guess, not evidence)"',
    b'["colourise",["colours: a plausible guess (version 1, 0 hints), not evidence"],true,null,""]]',
    b'["scratches",["damage: 0.0% of the picture"],true,1.0,""],',
    b'["levels",["tones: changed by  of 255"],true,0.9,"tones: they may be as they should be; % of the change was made"],',
    b'["levels",["tones: as they should be"],false,1.0,""],["levels",["tones: as they should be"],true,1.0,""],',
    b'["scratches",["damage: 0.1% of the picture"],true,0.8,"damage: 0.0% of the picture is doubtful"],',
    b'["restore",["seen: noise or grain, JPEG blocks, blur"],["restore",["seen: blur","noise: sigma 1.5"',
    b'["restore",["seen: JPEG blocks","noise: sigma 0.0","working scale: 1/1"],false,1.0,""]]',
    b'["restore",["seen: noise or grain","noise: sigma 1.","working scale: 1/1"],true,1.0,""]]',
    b'["restore",["seen: neither noise nor JPEG blocks nor blur","noise: sigma 0.","working scale: 1/1"],true,0.,',
    b'"noise: % of the even places have more of it, or less"]]',
)
WORDS = b"".join(PHRASES)
"""What findings often say, the most frequent last. NEVER to be changed: what journals hold is read with these very bytes."""


class _Short(msgspec.Struct, frozen=True, array_like=True):
    """A finding without names."""

    stage: str
    remarks: tuple[str, ...] = ()
    needed: bool = True
    certainty: float | None = None
    doubt: str = ""


_decoder = msgspec.json.Decoder(tuple[_Short, ...])


def packed(findings: Sequence[Finding]) -> bytes | None:
    """For the journal; None for nothing."""
    kept = [
        _Short(one.stage, tuple(map(speakable, one.remarks)), one.needed, one.certainty, speakable(one.doubt))
        for one in findings
    ]
    return squeezed(msgspec.json.encode(kept)) if kept else None


def unpacked(data: bytes | None) -> tuple[Finding, ...]:
    """Of what `packed` made."""
    if data is None:
        return ()
    text = zlib.decompressobj(RAW, zdict=WORDS).decompress(data)
    return tuple(Finding(*msgspec.structs.astuple(one)) for one in _decoder.decode(text))


def squeezed(text: bytes) -> bytes:
    """JSON as `unpacked` takes it; journals of earlier versions hold it as it is."""
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW, zdict=WORDS)
    return squeezer.compress(text) + squeezer.flush()
