"""What a stage asks for: a model by its id, or what lies between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Between:
    """Two models of one design as one: each weight lies `share` (0 to 1) of the way from one to the other.

    Where the second was trained on from the first, all that lies between them answers well (Wang et al. 2018, ESRGAN, 3.4).
    """

    one: str
    other: str
    share: float


Model: TypeAlias = str | Between
"""The id of a package, or what lies between two."""
