"""The card of a model package: what the model is, what it is for, what it saw, and how well it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union

import msgspec
from msgspec import Meta

import models.networks
from models.choices import choices
from models.network import NetworkDesign

NETWORKS = choices(models.networks, NetworkDesign)

if TYPE_CHECKING:
    AnyNetwork = NetworkDesign
else:  # msgspec picks the design by its tag
    AnyNetwork = Union[NETWORKS]


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The contents of `model.toml`."""

    format: Annotated[int, Meta(ge=1, le=1)] = 1
    id: Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
    title: str
    purpose: str
    network: AnyNetwork
    halo: Annotated[int, Meta(ge=0)]
    """Pixels of surroundings on each side beyond which the answer no longer changes (measured; see export)."""

    styles: tuple[str, ...] = ()
    """The names of the network's styles, if it has some, in the order of their planes."""

    caution: str = ""
    """What whoever uses it should know, in a sentence."""

    licence: str
    author: str = ""
    """Whose it is, where somebody else has made it."""

    trained_on: str
    plan: str = ""
    steps: int = 0
    seed: int = 0
    hours: float = 0
    """How long the run learnt, as its diary has it."""

    machine: str = ""
    """Where the package was made."""

    scores: dict[str, tuple[float, float]] = {}
    """Held-out PSNR in dB, for each ageing: damaged, restored."""

    weights_sha256: str


msgspec.json.Decoder(Card)  # msgspec knows its fields from now on: threads that found them half known would end the process
