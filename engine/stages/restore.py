"""Restore: removes noise, grain, blur and the blocks of JPEG, at the scale where the picture's detail lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from msgspec import Meta

from engine.errors import RecipeInvalid
from engine.measures import blockiness, noise_agreement, noise_level, sharpness, working_shrink
from engine.model import Between, Model
from engine.overview import Overview
from engine.pixels import Pixels, blended
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks, Packages

NOISY, BLOCKY, SOFT = 4 / 255, 0.1, 0.45  # what a picture is treated for; set on photographs that we damaged
PLANES = 4  # of what a restorer is shown: red, green, blue, and the noise level
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

    model: Annotated[
        str, Meta(title="Model", description="your own ones come from “Teach”", extra_json_schema={"like": FAITHFUL})
    ] = FAITHFUL

    @property
    def models(self) -> tuple[str, ...]:
        return (self.model, CRISP) if self.crisp else (self.model,)

    @property
    def painter(self) -> Model:
        """The model that paints: towards the crisp one by as much as is asked for."""
        return Between(self.model, CRISP, self.crisp) if self.crisp else self.model

    def check(self, package: Packages) -> None:
        network = package(self.model).card.network
        if network.planes != PLANES or network.scale != 1 or not network.runs:
            raise RecipeInvalid(f"the model “{self.model}” is no restorer", "Choose another model for the stage “restore”.")

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(self.painter)
        shrink = working_shrink(overview.probes)
        probes = overview.probes_at(shrink)
        noise = self.noise / 255 or noise_level(probes)
        certainty = None if self.noise else noise_agreement(probes, noise)
        agree = 1.0 if certainty is None else certainty
        faults = {"noise or grain": noise > NOISY, "JPEG blocks": blockiness(probes) > BLOCKY, "blur": sharpness(probes) < SOFT}
        seen = ", ".join(fault for fault, there in faults.items() if there) or "neither noise nor JPEG blocks nor blur"
        return Condition(
            shrink=shrink,
            halo=network.halo,
            multiple_of=network.multiple_of,
            noise=noise,
            remarks=(f"seen: {seen}", f"noise: sigma {noise * 255:.1f}", f"working scale: 1/{shrink}"),
            needed=any(faults.values()),
            certainty=certainty,
            doubt=f"noise: {1 - agree:.0%} of the even places have more of it, or less" if agree < 0.995 else "",
        )

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Condition)
        height, width = tile.pixels.shape[:2]
        planes = np.empty((1, height, width, PLANES), np.float32)
        planes[0, ..., :3] = tile.pixels
        planes[0, ..., 3] = look.noise
        return blended(tile.pixels, networks(self.painter)(planes)[0], self.strength)
