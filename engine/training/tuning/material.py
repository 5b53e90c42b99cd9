"""What the user has to fine-tune a model with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import PlanInvalid
from engine.training.plan import Ageing


@dataclass(frozen=True)
class Material:
    """Scans; or the same photographs before and after; or the works of a style. And clean photographs, or those alone."""

    scans: tuple[Path, ...] = ()
    before: Path | None = None
    after: Path | None = None
    pictures: tuple[Path, ...] = ()
    style: Path | None = None
    without: frozenset[Path] = frozenset()
    """Files below these folders that are left alone."""

    ageing: Ageing | None = None
    """What the scans suffer from, where the user knows better than an estimate."""

    def wanted(self, files: Iterable[Path]) -> list[Path]:
        return [file for file in files if file not in self.without]

    def checked(self) -> Material:
        pairs = self.before is not None or self.after is not None
        if self.style is not None:
            return self._checked_style(pairs)
        if (self.before is None) != (self.after is None):
            raise PlanInvalid("pairs need both folders", "Add --before SCANS and --after RESTORED.")
        if (self.scans and pairs) or not (self.scans or pairs or self.pictures):
            hint = "Add --scans FOLDER, or --before FOLDER and --after FOLDER, or --style FOLDER, or --pictures FOLDER alone."
            raise PlanInvalid("give either scans or pairs, or the works of a style, or photographs alone", hint)
        return self

    def _checked_style(self, pairs: bool) -> Material:
        if self.scans or pairs:
            raise PlanInvalid("a style is learnt by itself, without scans or pairs", "Call it twice, with a folder each.")
        if not self.pictures:
            raise PlanInvalid("a style needs photographs that learn to be painted", "Add --pictures FOLDER.")
        return self
