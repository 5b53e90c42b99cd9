"""Cyanotype: a blueprint, iron salts in the fibres of paper (Herschel 1842)."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.emulsions import ORTHOCHROMATIC, curved, toned
from models.filters import blurred, grey, levelled, lightened
from models.papers import bands, clouds, grain

SCALE = (
    (0.0, (0.03, 0.10, 0.25)),
    (0.25, (0.07, 0.21, 0.43)),
    (0.5, (0.22, 0.42, 0.65)),
    (0.75, (0.55, 0.73, 0.86)),
    (1.0, (0.89, 0.94, 0.97)),
)
"""Prussian blue, from the thickest to the paper."""

CURVE = ((0, 0), (0.15, 0.06), (0.4, 0.33), (0.7, 0.74), (0.88, 0.95), (1, 1))


class Cyanotype(Craft, tag="cyanotype", frozen=True):
    """One blue from nearly black to nearly white, matt, a little soft and uneven, since the paper was coated with a brush.

    Prussian blue in uncoated paper, without a binder, so its fibres show; a short scale (Stulik & Kaplan, The Atlas of
    Analytical Signatures of Photographic Processes: Cyanotype, Getty 2013; Ware 1999, Cyanotype). From negatives that are blind
    to red.
    """

    uneven: Annotated[float, Meta(ge=0, title="Uneven coating")] = 1.0

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = curved(lightened(levelled(grey(blurred(picture, 0.7), ORTHOCHROMATIC), 0.5), 0.42), CURVE)
        brush = bands(tone, 3, choose) * (0.6 + 0.4 * clouds(tone, 120, choose))
        coating = 0.022 * brush + 0.02 * clouds(tone, 70, choose)
        fibre = 0.020 * grain(tone, 0.9, choose) + 0.012 * grain(tone, 2.5, choose)
        return toned(tone + self.uneven * coating + fibre * (1.4 - 0.8 * tone), SCALE)
