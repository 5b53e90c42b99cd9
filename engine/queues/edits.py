"""The edits of pictures in queues: read, kept, and worked into a recipe for whoever asks about one picture."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.archive.address import on_disk
from engine.batch import Batch
from engine.editing import edit_of, edited, read_edit, route, write_edit
from engine.edits.edit import Edit
from engine.files.destination import in_words
from engine.journal.entries import Entry
from engine.messages.edit_answers import EditRead
from engine.messages.edit_requests import KeepEdit, ReadEdit
from engine.names import uri_of
from engine.queues.queues import Queues
from engine.recipe import Recipe


class Edited(NamedTuple):
    """A picture, its result where it is done, and the recipe with what was drawn."""

    source: Path
    result: Path | None
    recipe: Recipe


class QueueEdits:
    def __init__(self, queues: Queues) -> None:
        self._queues = queues

    def read(self, request: ReadEdit) -> EditRead:
        batch, entry = self._queues.entry(request.queue, request.job)
        return _told(request.number, batch, entry, read_edit(batch.edit_of(entry)))

    def keep(self, request: KeepEdit) -> EditRead:
        """Keep what was drawn on a picture, which may have to be done again."""
        batch, entry = self._queues.entry(request.queue, request.job)
        edit = edit_of(request.edit)
        with in_words(batch.journal.folder):
            write_edit(edit, batch.edit_of(entry))
        if request.again:
            self._queues.again(request.queue, [entry.id])
        return _told(request.number, batch, entry, edit)

    def edited(self, name: str, job: int) -> Edited:
        batch, entry = self._queues.entry(name, job)
        result = on_disk(batch.place(entry)) if entry.state == "done" else None
        return Edited(on_disk(entry.source), result, edited(batch.recipe_of(entry), read_edit(batch.edit_of(entry))))


def _told(number: int, batch: Batch, entry: Entry, edit: Edit) -> EditRead:
    recipe = batch.recipe_of(entry)
    legs = tuple(route(recipe, edit))
    return EditRead(number, uri_of(entry.source), msgspec.to_builtins(edit), msgspec.to_builtins(recipe), legs)
