"""Restore: removes noise, grain, blur and the blocks of JPEG, at the scale where the picture's detail lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from msgspec import Meta

from engine.errors import RecipeInvalid
from engine.model import Between, Model
from engine.overview import Overview
from engine.palette.measures import Measures
from engine.palette.noise_plane import with_noise
from engine.palette.views import Views, averaged
from engine.pixels import Pixels, blended
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks, Packages
    from models.card import Card

NOISY, BLOCKY, SOFT = 4 / 255, 0.1, 0.45  # what a picture is treated for; set on photographs that we damaged
LOUD = 10 / 255  # noise that is shown as white, if there is no louder one
FAITHFUL, CRISP = "restorer", "restorer-crisp"


@dataclass(frozen=True)
class Condition(Look):
    noise: float = 0.0  # 0 to 1


class Restore(Stage, tag="restore", frozen=True):
    """Removes noise, grain, blur and JPEG blocks with a trained network."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    crisp: Annotated[
        float, Meta(ge=0, le=1, title="Crisp", description="0: faithful, nothing is made up; 1: looks as sharp as new")
    ] = 0.0
    noise: Annotated[
        float, Meta(ge=0, le=100, title="Noise", description="sigma in 8-bit levels; 0: estimated from the picture")
    ] = 0.0
    views: Views = 1
    model: Annotated[str, Meta(title="Model", description="what paints; without one, the restorer that came with Patina")] = ""

    @property
    def models(self) -> tuple[str, ...]:
        if self.model:
            return (self.model,)
        return (FAITHFUL, CRISP) if self.crisp else (FAITHFUL,)

    @property
    def restorer(self) -> Model:
        """The model that paints."""
        if self.model:
            return self.model
        return Between(FAITHFUL, CRISP, self.crisp) if self.crisp else FAITHFUL

    @classmethod
    def suits(cls, card: Card) -> bool:
        return card.network.restores

    def check(self, package: Packages) -> None:
        if self.model and not self.suits(package(self.model).card):
            raise RecipeInvalid(f"the model “{self.model}” does not restore", "Choose another one for the stage “restore”.")

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(self.restorer)
        seen = Measures(overview.probes)
        shrink = seen.working_shrink
        if shrink > 1:
            seen = Measures(overview.probes_at(shrink))
        noise = self.noise / 255 or seen.noise_level
        certainty = None if self.noise else seen.noise_agreement(noise)
        agree = 1.0 if certainty is None else certainty
        faults = {"noise or grain": noise > NOISY, "JPEG blocks": seen.blockiness > BLOCKY, "blur": seen.sharpness < SOFT}
        own = (f"model: {self.model}",) if self.model else ()
        found = ", ".join(fault for fault, there in faults.items() if there) or "neither noise nor JPEG blocks nor blur"
        return Condition(
            shrink=shrink,
            halo=network.halo,
            multiple_of=network.multiple_of,
            memory=network.memory,
            noise=noise,
            remarks=(f"seen: {found}", f"noise: sigma {noise * 255:.1f}", f"working scale: 1/{shrink}", *own),
            needed=any(faults.values()),
            certainty=certainty,
            doubt=f"noise: {1 - agree:.0%} of the even places have more of it, or less" if agree < 0.995 else "",
        )

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """The noise of each place that was asked, against the noisiest."""
        assert isinstance(look, Condition)
        rows, columns = overview.probe_grid(look.shrink)
        found = np.array([Measures([probe]).noise_level for probe in overview.probes_at(look.shrink)], np.float32)
        most = max(float(found.max()), LOUD)
        shade = (found / most).reshape(rows, columns, 1)
        return Evidence("noise, from place to place", shade=shade, most=f"sigma {most * 255:.1f}")

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Condition)
        network = networks(self.restorer)
        painted = averaged(network, with_noise(tile.pixels, look.noise, network.planes), self.views)[0]
        return blended(tile.pixels, painted, self.strength)
