"""What the engine tells of models of other people: answers to the requests in model_requests.py."""

from __future__ import annotations

import msgspec

from engine.events import Event
from engine.importing.catalogue import Listed


class Offered(msgspec.Struct, frozen=True):
    """A model of the catalogue, and what of it is here."""

    model: Listed
    installed: bool
    come: int
    """Bytes of its file that are kept from an earlier fetch."""


class CatalogueListed(Event, frozen=True):
    number: int
    models: tuple[Offered, ...]


class FetchProgressed(Event, frozen=True):
    """A fetch goes on."""

    number: int
    have: int
    """Bytes that are here, of `size`."""

    size: int


class LicenceSaid(Event, frozen=True):
    """It stands on the card now."""

    number: int
    model: str
    licence: str
