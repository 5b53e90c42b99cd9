"""Answers what the window asks about models of other people (see model_requests.py)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from engine.errors import Cancelled
from engine.events import Event
from engine.importing.about import About
from engine.importing.catalogue import Listed, catalogue, checked, known_of, listed, obtained, place_of
from engine.importing.fetching import part_of
from engine.importing.importing import import_model
from engine.importing.licences import say_licence
from engine.importing.refusal import ImportRefused, checked_id
from engine.messages.answers import ImportProgressed, ModelImported
from engine.messages.model_answers import CatalogueListed, FetchProgressed, LicenceSaid, Offered
from engine.messages.model_requests import FetchModel, ListCatalogue, SayLicence
from engine.messages.requests import ImportModel
from engine.names import path_of
from engine.packages import package_folders

OFTEN = 0.1  # seconds between two words about a fetch

Unwanted = Callable[[], bool]
Tell = Callable[[Event], None]


def list_catalogue(request: ListCatalogue) -> CatalogueListed:
    """Raises ModelInvalid where the user's own catalogue is not understood."""
    there = package_folders()
    offers = (Offered(model, model.id in there, _come(model)) for model in catalogue())
    return CatalogueListed(request.number, tuple(offers))


def fetch(request: FetchModel, unwanted: Unwanted, tell: Tell) -> Event:
    """Raises ModelInvalid where it cannot be had, or be taken in; DestinationNotWritable; Cancelled."""
    model = listed(request.id)
    checked_id(model.id, package_folders().keys())  # before anything is fetched
    _need_library(model)
    if request.file is not None:
        return _taken_in(request.number, checked(path_of(request.file), model), model.id, known_of(model), unwanted, tell)
    file = obtained(model, _now_and_then(request.number, tell), unwanted)
    imported = _taken_in(request.number, file, model.id, known_of(model), unwanted, tell)
    file.unlink(missing_ok=True)  # the package holds it now
    return imported


def take_in(request: ImportModel, unwanted: Unwanted, tell: Tell) -> Event:
    """Raises ImportRefused; Cancelled."""
    about = About(request.licence)
    return _taken_in(request.number, path_of(request.source), request.name, about, unwanted, tell)


def licence_said(request: SayLicence) -> Event:
    """Raises ModelInvalid, DestinationNotWritable."""
    return LicenceSaid(request.number, request.model, say_licence(request.model, request.licence))


def _taken_in(number: int, source: Path, name: str, about: About, unwanted: Unwanted, tell: Tell) -> Event:
    said: list[str] = []

    def told(doing: str) -> None:
        if unwanted():
            raise Cancelled
        if doing not in said[-1:]:
            said.append(doing)
            tell(ImportProgressed(number, doing))

    card, recognised = import_model(source, name, about, told)
    return ModelImported(number, card.id, card.title, recognised, card.caution)


def _now_and_then(number: int, tell: Tell) -> Callable[[int, int], None]:
    """Bytes come in thousands of small pieces; nobody reads that fast."""
    last = -OFTEN

    def told(have: int, size: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= OFTEN or have >= size:
            last = now
            tell(FetchProgressed(number, have, size))

    return told


def _come(model: Listed) -> int:
    file = place_of(model)
    for kept in (file, part_of(file)):
        if kept.exists():
            return min(kept.stat().st_size, model.bytes)
    return 0


def _need_library(model: Listed) -> None:
    """Say it before many megabytes are fetched that nothing could open. Raises ImportRefused."""
    if model.suffix != ".onnx":
        from models.network import NetworkUnavailable
        from models.spandrel_door import spandrel

        try:
            spandrel()
        except NetworkUnavailable as error:
            raise ImportRefused(str(error), error.hint) from error
