"""Puts a model that has learnt among the user's own, under a name of its own."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import msgspec

from engine.errors import AppError, ModelInvalid
from engine.files.destination import PART, in_words, write_whole
from engine.packages import package_folders
from engine.paths import user_models
from engine.stages.style import MODEL as STYLIST
from models.package import Package, PackageDamaged, read_package

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
CARD, WEIGHTS = "model.toml", "weights.safetensors"


class NotPublished(AppError):
    """The model stays where it is, and why."""


def publish(source: Path, name: str, title: str) -> str:
    """Copy the package as the model `name`, which must be new; its id. Raises NotPublished, ModelInvalid."""
    if not ID.fullmatch(name):
        raise NotPublished(f"“{name}” cannot be the name of a model", "Small letters, digits and “-” make one.")
    if name in package_folders() or (user_models() / name).exists():
        raise NotPublished(f"a model called “{name}” is there already", "Give it another name.")
    package = _read(source)
    _place(package, msgspec.structs.replace(package.card, id=name, title=title), user_models() / name)
    return name


def publish_style(source: Path, base: Path, style: str) -> str:
    """Let the package, which knows one style more than `base`, take the place of the user's stylist.

    The other styles are the same to the last bit, so nothing is lost; but where another style was added meanwhile, it would be.
    Raises NotPublished, ModelInvalid.
    """
    package, before = _read(source), _read(base)
    *known, _ = package.card.styles
    if not style or style in known:
        raise NotPublished(f"a style called “{style}” is there already", "Give it another name.")
    now = package_folders().get(STYLIST)
    if now and _read(now).card.weights_sha256 != before.card.weights_sha256:
        hint = "Teach it again: it then starts from today's styles."
        raise NotPublished("other styles were learnt since this one was begun, and would be lost", hint)
    _place(package, msgspec.structs.replace(package.card, id=STYLIST, styles=(*known, style)), user_models() / STYLIST)
    return STYLIST


def _read(folder: Path) -> Package:
    try:
        package = read_package(folder)
        data = (folder / WEIGHTS).read_bytes()
    except (PackageDamaged, OSError) as error:
        raise ModelInvalid(str(error)) from error
    if hashlib.sha256(data).hexdigest() != package.card.weights_sha256:
        raise ModelInvalid(f"{folder / WEIGHTS} is damaged: it is not the file that {folder / CARD} describes")
    return package


def _place(package: Package, card: msgspec.Struct, final: Path) -> None:
    """Whole or not at all; what was there under that name is replaced at the end, in one step for each folder."""
    draft, old = (final.with_name(f".{final.name}{end}") for end in (PART, f"-before{PART}"))
    with in_words(final.parent):
        for left in (draft, old):
            shutil.rmtree(left, ignore_errors=True)
        try:
            draft.mkdir(parents=True)
            shutil.copyfile(package.folder / WEIGHTS, draft / WEIGHTS)
            for part in package.parts:
                if part.own_graph.exists():
                    shutil.copyfile(part.own_graph, draft / part.own_graph.name)
            write_whole(draft / CARD, msgspec.toml.encode(card))
            if final.exists():
                final.rename(old)
            draft.rename(final)
        finally:
            if old.exists() and not final.exists():
                old.rename(final)
            for left in (draft, old):
                shutil.rmtree(left, ignore_errors=True)
