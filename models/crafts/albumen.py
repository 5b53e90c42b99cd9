"""Albumen print: silver in egg white on thin paper, the usual print of 1855 to 1890."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.emulsions import ORDINARY, curved, toned
from models.filters import blurred, finished, grey, levelled, lightened, mixed, positions
from models.papers import clouds, grain

SCALE = (
    (0.0, (0.19, 0.105, 0.105)),
    (0.25, (0.36, 0.235, 0.205)),
    (0.5, (0.59, 0.44, 0.345)),
    (0.75, (0.81, 0.69, 0.53)),
    (1.0, (0.95, 0.895, 0.755)),
)
"""Purple brown, warmer with less silver, to yellowed egg white."""

CURVE = ((0, 0), (0.06, 0.05), (0.3, 0.34), (0.6, 0.66), (0.85, 0.88), (1, 1))


class Albumen(Craft, tag="albumen", frozen=True):
    """Purple brown shadows, yellow lights, a short toe and a long scale; faded from the edges; fibres under the gloss.

    Printed out in the sun, so shadows mask themselves and the scale is long; egg white yellows in the lights, cracks finely,
    and the image fades to brown where there is little silver (Stulik & Kaplan, The Atlas of Analytical Signatures of
    Photographic Processes: Albumen, Getty 2013; Reilly 1980, The Albumen & Salted Paper Book). From collodion negatives, which
    see blue alone.
    """

    fading: Annotated[float, Meta(ge=0, le=1, title="Faded edges")] = 0.5

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = curved(lightened(levelled(mixed(grey(picture, ORDINARY), grey(picture), 0.3), 0.3), 0.42), CURVE)
        fibre = 0.010 * grain(tone, 0.7, choose) + 0.012 * grain(tone, 2.0, choose)
        y, x = positions(tone)
        height, width = tone.shape
        edge = np.minimum(np.minimum(y, height - 1 - y) / height, np.minimum(x, width - 1 - x) / width)
        faded = self.fading * np.exp(-edge / 0.07) * np.clip(0.8 + 0.5 * clouds(tone, 60, choose), 0, 1.5)
        tone = tone + (0.88 - tone) * np.clip(faded, 0, 0.6) + 0.015 * clouds(tone, 80, choose) + fibre
        image = toned(np.clip(tone, 0, 1), SCALE)
        cracks = blurred(np.abs(grain(tone, 2.2, choose)), 0.4)  # thin lines where a field of noise changes its sign
        lines = np.clip(1 - cracks / 0.13, 0, 1) * np.clip(clouds(tone, 40, choose) - 0.3, 0, 1)
        return finished(image * (1 - 0.10 * lines[..., None]))
