"""A standing: what one model of a contest reaches. The window reads it too, so nothing heavy is loaded for it."""

from __future__ import annotations

import msgspec

from engine.intervals import FEWEST, Interval


class Standing(msgspec.Struct, frozen=True):
    """One model among those of a contest (see standings.py)."""

    model: str
    gain: Interval
    """dB over what there would be without a model."""

    nearer: float
    """Share of the distance in features that is gone; below 0: it has become larger."""

    best_on: int
    """Photographs."""

    rate: float
    """Megapixels a second."""

    behind: Interval | None = None
    """dB that the first gains more, photograph by photograph; None for the first itself."""

    @property
    def told_apart(self) -> bool:
        """Whether the first is ahead by more than chance."""
        return self.behind is not None and self.behind.photographs >= FEWEST and self.behind.low > 0
