"""A batch: what the user wants to have done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.archive.naming import PLAIN, Conflict
from engine.messages.requests import PlainRecipe


@dataclass(frozen=True)
class Batch:
    sources: tuple[str, ...]
    """URIs."""

    destination: Path
    recipe: PlainRecipe | None
    """None: not known yet."""

    suffix: str | None = None
    template: str = PLAIN
    """What results are called: see engine/archive/naming.py."""

    conflict: Conflict = "refuse"
    held: bool = False
    pyramid: bool = False
    """Whether TIFFs are to hold reduced copies too."""
