"""What the window asks of the engine about models of other people: the catalogue of them, and what they allow."""

from __future__ import annotations

from engine.messages.requests import Request


class ListCatalogue(Request, frozen=True):
    """Say which models there are elsewhere: answered by CatalogueListed. It needs no network."""

    number: int


class FetchModel(Request, frozen=True):
    """Fetch a model of the catalogue, and take it in: answered by FetchProgressed and ImportProgressed, several times, and
    ModelImported. What has come when it is cancelled is kept, and gone on with."""

    number: int
    id: str
    file: str | None = None
    """The URI of the model's file, where it came by another way: it is checked, and nothing is fetched."""


class SayLicence(Request, frozen=True):
    """Write onto the card of the user's own model what its author allows: answered by LicenceSaid."""

    number: int
    model: str
    licence: str
    """Nothing: it is not known."""
