"""Faces: restores each face by itself, with a network of another program that has learnt what faces look like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import numpy as np
from msgspec import Meta

from engine.edits.edit import Point
from engine.errors import ModelInvalid, RecipeInvalid
from engine.faces.choosing import LACKING, LISTED, UNFIT, Does, installed
from engine.faces.finding import Found, detail_of, faces_in
from engine.faces.laying import Face, laid, mask_at
from engine.faces.restoring import Means, restored, untouched
from engine.faces.words import certainty_of, doubt_of, remarks_on
from engine.overview import Overview
from engine.packages import find_package
from engine.palette.measures import Measures
from engine.pixels import Pixels
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks, Packages
    from models.card import Card

USES: dict[str, Does] = {"model": "restore", "detector": "find", "recogniser": "recognise"}
MOST = 100  # faces that are restored, the largest first: each is kept until the picture is painted


@dataclass(frozen=True)
class Seen(Look):
    faces: tuple[Face, ...] = ()
    """All that were found, also those that are left alone."""

    height: int = 0
    """Of the picture that they were found in."""

    width: int = 0


class Faces(Stage, tag="faces", frozen=True):
    """Restores faces with a model that you took in; one that would no longer look like itself is blended back."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    guard: Annotated[
        float,
        Meta(
            ge=0, le=1, title="Likeness",
            description="how much a face must stay like itself; two photographs of one person have 0.36 or more",
        ),
    ] = 0.5  # fmt: skip
    smallest: Annotated[
        int, Meta(ge=16, le=512, title="Smallest", description="pixels of the picture's detail that a face must be high")
    ] = 48
    model: Annotated[
        str, Meta(title="Model", description="what restores the faces; without one, the first that was taken in")
    ] = ""
    detector: Annotated[
        str, Meta(title="Finder", description="what finds the faces; without one, the first that was taken in")
    ] = ""
    recogniser: Annotated[
        str, Meta(title="Guard", description="what tells faces apart; without one, the first that was taken in")
    ] = ""
    left: Annotated[tuple[Point, ...], Meta(title="Left alone", description="points in faces that stay as they are")] = ()

    MODEL_OPTIONS: ClassVar[tuple[str, ...]] = ("model", "detector", "recogniser")

    @property
    def models(self) -> tuple[str, ...]:
        """What tells faces apart is used where it is there."""
        guard = self._model("recognise")
        return (self._model("find") or LISTED["find"], self._model("restore") or LISTED["restore"], *([guard] if guard else []))

    @classmethod
    def suits(cls, card: Card) -> bool:
        return card.network.faces == "restore"

    @classmethod
    def offers(cls, option: str, card: Card) -> bool:
        return card.network.faces == USES.get(option)

    def check(self, package: Packages) -> None:
        for option, does in USES.items():
            name = self._model(does) if does == "recognise" else self._needed(does)
            if name and not self.offers(option, package(name).card):
                raise RecipeInvalid(UNFIT[does].format(name), "Choose another one for the stage “faces”.")

    def look(self, overview: Overview, networks: Networks) -> Look:
        detail = Measures(overview.probes).working_shrink
        found = faces_in(overview, networks(self._needed("find")), self.smallest * detail)
        faces, recogniser = list[Face](), self._model("recognise") if self.guard else ""
        for face in found:
            why = self._why_left(face, overview, detail)
            if not why and sum(not one.left for one in faces) >= MOST:
                why = "many"
            if why or not self.strength:
                faces.append(replace(untouched(face), left=why))
            else:
                faces.append(restored(face, overview, self._means(networks, recogniser)))
        certainty = certainty_of(faces)
        own = (f"model: {self._model('restore')}",) if any(face.change is not None for face in faces) else ()
        return Seen(
            remarks=(*remarks_on(faces, self.strength, not self.guard or bool(recogniser)), *own),
            needed=any(face.share for face in faces),
            certainty=certainty,
            doubt=doubt_of(certainty),
            faces=tuple(faces),
            height=overview.height,
            width=overview.width,
        )

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Seen)
        return laid(tile, look.faces, look.height, look.width)

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """Where faces are: the whiter, the more they stayed like themselves."""
        assert isinstance(look, Seen)
        height, width = overview.small.shape[:2]
        x = (np.arange(width) + 0.5) / width * look.width
        y = (np.arange(height) + 0.5) / height * look.height
        shade = np.zeros((height, width), np.float32)
        for face in look.faces:
            alike = 1.0 if face.likeness is None else max(face.likeness, 0.0)
            shade = np.maximum(shade, mask_at(face.to_frame(x + 1j * y[:, None])) * np.float32(alike))
        return Evidence("where faces are", shade=shade[..., None], most="a face that stayed like itself")

    def _why_left(self, face: Found, overview: Overview, detail: int) -> Literal["", "small", "asked"]:
        if any(face.holds(across * overview.width, down * overview.height) for across, down in self.left):
            return "asked"
        if face.height >= self.smallest * detail:
            return ""
        return "small" if detail == 1 or face.height < self.smallest * min(detail, detail_of(face, overview)) else ""

    def _means(self, networks: Networks, recogniser: str) -> Means:
        restorer, guard = self._needed("restore"), networks(recogniser) if recogniser else None
        card = find_package(restorer).card
        return Means(networks(restorer), f"{card.weights_sha256} {card.network}", guard, self.strength, self.guard)

    def _model(self, does: Does) -> str:
        """The id of what is used for that; nothing where there is none."""
        told = {"find": self.detector, "recognise": self.recogniser, "restore": self.model}[does]
        return told or installed(does)

    def _needed(self, does: Literal["find", "restore"]) -> str:
        """Raises ModelInvalid where there is none."""
        if name := self._model(does):
            return name
        hint = f"Add its file on the page “Models”. The catalogue lists one: {LISTED[does]}."
        raise ModelInvalid(LACKING[does], hint)
