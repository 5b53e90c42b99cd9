"""What all networks of other programs are, however they are run."""

from typing import Annotated, Literal

from msgspec import Meta

from models.network import NetworkDesign


class ForeignNetwork(NetworkDesign, frozen=True):
    """RGB to RGB, `factor` times as large along each side; where its tiles must begin was measured (`grid`)."""

    factor: Annotated[int, Meta(ge=1, le=8)] = 4
    channels: Literal[1, 3] = 3
    """1: made for grey pictures; each colour is painted by itself."""

    grid: Annotated[int, Meta(ge=1)] = 1

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return self.grid

    @property
    def scale(self) -> int:
        return self.factor

    @property
    def restores(self) -> bool:
        return self.factor == 1

    @property
    def learns(self) -> bool:
        return False
