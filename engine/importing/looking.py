"""How far a network of another program looks, so that it can be used in tiles; or why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from engine.importing.refusal import ImportRefused

if TYPE_CHECKING:
    from models.halo import Answering

REACHES = (32, 64, 128)  # pixels; the first that is enough is taken, for each costs four times the one before it
FAINT_LARGEST, FAINT_MEAN = 6 / 255, 1 / 255  # what may be left of the surroundings where it is only warned of
CAUTION = "It looks at more of the picture than a tile shows: the borders of tiles may be seen faintly."


class Sight(NamedTuple):
    halo: int
    grid: int
    caution: str


def sight(answering: Answering, least: int, told: Callable[[str], None]) -> Sight:
    """Raises ImportRefused for a network whose answers in tiles are not those for the whole. `told` may raise too."""
    from models.halo import LARGEST_ERROR, MEAN_ERROR, LooksTooFar, measured_grid, measured_halo

    halo, caution, far = REACHES[-1], "", None
    for reach in REACHES:
        try:
            between = lambda reach=reach: told(f"measuring how far it looks: {reach} pixels?")  # noqa: E731
            halo = measured_halo(answering, least, reach=reach, few=True, between=between)
            break
        except LooksTooFar as error:
            far = error
    else:
        assert far
        if far.largest > FAINT_LARGEST or far.mean > FAINT_MEAN:
            raise ImportRefused(
                f"it looks at the whole picture, or further than {REACHES[-1]} pixels (attention, pooling or norms over all)",
                "Pictures are painted in tiles, and their borders would show. Choose a model that looks less far.",
            )
        caution = CAUTION
    told("looking for the grid on which tiles must begin")
    allowed = (FAINT_LARGEST, FAINT_MEAN) if caution else (LARGEST_ERROR, MEAN_ERROR)
    grid = measured_grid(answering, least, halo, *allowed)
    if grid is None:
        raise ImportRefused(
            "its answer depends on where a tile begins", "Pictures are painted in tiles, and their borders would show."
        )
    return Sight(halo, grid, caution)
