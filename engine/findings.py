"""A finding: what a stage saw in a picture, and how sure it was; as it stands in records, in the journal and in events."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


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


def least_certain(findings: Sequence[Finding]) -> float | None:
    """The certainty of the stage that was least sure; None if none tells."""
    return min((one.certainty for one in findings if one.certainty is not None), default=None)
