"""A stage: one step of a recipe. It looks at the whole picture once, then paints it tile by tile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Box, Pixels

if TYPE_CHECKING:
    from engine.model import Model
    from engine.network import Network
    from engine.overview import Overview
    from models.card import Card
    from models.package import Package

    Networks = Callable[[Model], Network]
    """A model, on the device of this job."""

    Packages = Callable[[Model], Package]


Marks: TypeAlias = NDArray[np.uint8]
"""(height, width, 1) at the working scale: 0 nothing, 255 surely."""


@dataclass(frozen=True)
class Look:
    """What a stage has seen, and what it needs for painting. Stages add their own fields."""

    shrink: int = 1
    """Working scale: pixels of the picture, along one side, for one that the stage paints. A power of two."""

    halo: int = 0
    """Pixels of surroundings that a tile needs on each side, at the working scale."""

    multiple_of: int = 1
    """Tiles must begin and end on multiples of this, at the working scale."""

    memory: int = 0
    """Bytes that a pixel of a tile takes at the working scale while the stage's network runs, about."""

    remarks: tuple[str, ...] = ()
    """What was found, in words, for the record of the result."""

    needed: bool = True
    """Whether the picture needs this stage; recipes may leave out those that it does not need."""

    certainty: float | None = None
    """0 to 1: the share of what was measured that agrees with what is done; None where nothing of the kind is measured."""

    doubt: str = ""
    """Why it is not surer, in words."""


@dataclass(frozen=True)
class Evidence:
    """What a stage went by, to be looked at."""

    title: str
    shade: Pixels | None = None
    """(h, w, 1), 0 to 1, over the whole picture: white is most."""

    curves: NDArray[np.float32] | None = None
    """(3, n): what becomes of red, green and blue, at even steps from 0 to 1."""

    most: str = ""
    """What white stands for, in words."""


@dataclass(frozen=True)
class Tile:
    """A piece of the picture at the working scale, with its surroundings."""

    pixels: Pixels
    box: Box  # where the pixels lie in the picture at the working scale; may reach outside (mirrored there)
    height: float  # of the whole picture at the working scale
    width: float
    marks: Marks | None = None  # what the stage's survey has marked here
    wanted: Box | None = None
    """What is kept of the answer, at the working scale; all around it are surroundings. None: all."""


class Stage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step that turns a picture into a better one.

    Its fields are the options in the recipe and in the form; its `tag` is its name. `paint` is a pure function: tiles with
    enough surroundings put together are the picture painted whole.
    """

    @property
    def models(self) -> tuple[str, ...]:
        """The ids of the model packages that it needs."""
        return ()

    @classmethod
    def suits(cls, card: Card) -> bool:
        """Whether its option `model`, if it has one, may name that model."""
        return False

    MODEL_OPTIONS: ClassVar[tuple[str, ...]] = ("model",)
    """Its options that name a model of the user's own, if it has them."""

    @classmethod
    def offers(cls, option: str, card: Card) -> bool:
        """Whether that option may name that model."""
        return option == "model" and cls.suits(card)

    def check(self, package: Packages) -> None:
        """Before a batch begins; raises RecipeInvalid where its options do not suit the models that are installed."""

    def look(self, overview: Overview, networks: Networks) -> Look:
        """What the whole picture says; once per picture."""
        return Look()

    def survey(self, tile: Tile, look: Any, networks: Networks) -> Marks:
        """Marks what the stage has to treat, for stages that must search: (H, W, 1) uint8, over the whole picture.

        Done once, tile by tile, after looking; the marks are kept on disk, and each tile to paint brings its part along.
        A stage surveys if it has its own `survey`.
        """
        raise NotImplementedError

    @property
    def surveys(self) -> bool:
        return type(self).survey is not Stage.survey

    @property
    def surveying(self) -> Stage:
        """The stage with what its survey depends on: stages of which this is the same mark the same."""
        return self

    def look_again(self, overview: Overview, look: Any, marks: Marks, networks: Networks) -> Look:
        """What follows from the survey of the whole picture; once, after it. `marks` are as large as `overview.small`:
        the strongest of the place that each of its pixels stands for."""
        return look

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        """The tile's pixels, painted: `scale` times as many along each side, 0 to 1; RGB if it `colours`, else as they came.

        The halo's part may be wrong; it is cut off.
        """
        raise NotImplementedError

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """For whoever asks why a picture became what it is. `marks` of the survey are as large as `overview.small`."""
        return None

    @property
    def scale(self) -> int:
        """Pixels that it paints, along each side, for one that it is given."""
        return 1

    @property
    def colours(self) -> bool:
        """Whether it makes RGB of a grey picture."""
        return False

    @property
    def name(self) -> str:
        """The name of the stage in recipes, for example "restore"."""
        return str(self.__struct_config__.tag)
