"""Editing: what somebody drew on one picture, kept in a file of its own, and worked into the recipe when it is its turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from engine.documents import read_toml
from engine.edits.edit import Edit
from engine.errors import EditInvalid
from engine.files.destination import write_whole
from engine.known import known
from engine.messages.edit_answers import Leg
from engine.recipe import Recipe
from engine.stage import Stage
from engine.stages.colourise import Colourise
from engine.stages.faces import Faces
from engine.stages.retouch import Retouch
from engine.stages.scratches import Scratches
from engine.stages.style import Style

FOLDER = "edits"  # beside the journal


def edit_path(journal: Path, result: Path) -> Path:
    """Where the edit of a result (a relative path) lies: letter.tif.toml, since letter.jpg may be another picture."""
    return journal / FOLDER / result.with_name(f"{result.name}.toml")


def read_edit(path: Path) -> Edit:
    """That of the file; an empty one where there is none. Raises EditInvalid."""
    return read_toml(path, Edit, EditInvalid) if path.exists() else Edit()


def edit_of(plain: dict[str, Any]) -> Edit:
    """An edit of plain values, as its TOML has them; raises EditInvalid, in words."""
    try:
        return msgspec.convert(plain, known(Edit))
    except msgspec.ValidationError as error:
        raise EditInvalid(f"the edit: {error}") from error


def write_edit(edit: Edit, path: Path) -> None:
    """An empty edit has no file."""
    if edit.empty:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.toml.encode(edit))


def edits_of(journal: Path) -> dict[str, int]:
    """When each was changed (nanoseconds), by the result's relative path, with slashes."""
    folder = journal / FOLDER
    files = folder.rglob("*.toml") if folder.is_dir() else ()
    return {file.relative_to(folder).as_posix().removesuffix(".toml"): file.stat().st_mtime_ns for file in files}


def edited(recipe: Recipe, edit: Edit) -> Recipe:
    """The recipe for the picture that the edit is of.

    What is to go is covered after damage was repaired, so that no damage covers it, and before all else.
    """
    stages = [_edited(stage, edit) for stage in recipe.stages]
    if any(not mark.erases for mark in edit.marks):
        last = max((place for place, stage in enumerate(stages) if isinstance(stage, Scratches)), default=-1)
        stages.insert(last + 1, Retouch(marks=edit.marks))
    return replace(recipe, stages=tuple(stages))


def _edited(stage: Stage, edit: Edit) -> Stage:
    match stage:
        case Scratches() if any(mark.erases for mark in edit.marks):
            return replace(stage, spared=(*stage.spared, *edit.marks))
        case Style() if edit.subject and edit.style_on != "all":
            return replace(stage, where=edit.subject, outside=edit.style_on == "background")
        case Colourise():
            return replace(stage, hints=(*stage.hints, *edit.hints))
        case Faces():
            return replace(stage, left=(*stage.left, *edit.faces_left))
        case _:
            return stage


def route(recipe: Recipe, edit: Edit) -> Iterator[Leg]:
    """Which way a picture takes, and why: content that is repaired, covered and enlarged, colours, or a style."""
    for stage in edited(recipe, edit).stages:
        match stage:
            case Retouch():
                yield Leg("content", stage.name, "what you marked is covered with what the picture has elsewhere")
            case Scratches(spared=()):
                yield Leg("content", stage.name, "damage is found and repaired")
            case Scratches():
                yield Leg("content", stage.name, "damage is found and repaired, except where you erased")
            case Style(where=()):
                yield Leg("style", stage.name, "the whole picture is painted")
            case Style(outside=True):
                yield Leg("style", stage.name, "everything but the subject is painted")
            case Style():
                yield Leg("style", stage.name, "the subject alone is painted")
            case Colourise(hints=()):
                yield Leg("colour", stage.name, "colours are guessed")
            case Colourise():
                yield Leg("colour", stage.name, f"colours are guessed, led by {len(stage.hints)} of your colours")
            case Faces(left=()):
                yield Leg("content", stage.name, "faces are restored")
            case Faces():
                yield Leg("content", stage.name, "faces are restored, except those that you left")
            case _:
                yield Leg("content", stage.name, "the whole picture, as the recipe says")
