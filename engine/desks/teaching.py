"""Answers about teaching: what can be taught, what a collection is like, what scans suffer from, and how that looks."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

import engine.messages.teaching_requests as asked
from engine.desks.describing import described_option
from engine.desks.opened import write_ppm
from engine.desks.publishing import publish, publish_style
from engine.errors import AppError, Cancelled, PlanInvalid
from engine.known import known
from engine.messages.answers import StageDescribed
from engine.messages.teaching_answers import (
    CollectionExamined,
    DamageEstimated,
    DamageShown,
    Goal,
    GoalDescribed,
    ModelPublished,
    TeachingDescribed,
)
from engine.names import path_of, uri_of
from engine.packages import find_package, package_folders

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.tuning.studio import Studio
    from models.damage import Damage

PLAIN = {
    "defocus": "The picture was out of focus.",
    "motion-blur": "The camera moved.",
    "lens-blur": "The lens never drew quite sharply.",
    "lattice": "Fences, blinds and cloth: no damage, but patterns that must stay.",
    "grain": "The grain of the film: soft noise, strongest in the mid tones.",
    "salt-and-pepper": "Single white and black pixels.",
    "monochrome": "The picture is black and white.",
    "fading": "Tones have become flat and pale, unevenly over the print.",
    "toning": "The paper has become yellow or brown.",
    "film-damage": "Hairs, scratches, dust and spots.",
    "crease": "Crooked lines where the paper was bent, cracked here and there.",
    "fold": "A soft band from edge to edge, worn in its middle.",
    "tear": "A corner or an edge is torn off.",
    "stain": "Brown spots, with a dark rim where they dried.",
    "watermark": "Names, captions and dates that somebody has laid over it.",
    "halftone": "The dots of books and newspapers.",
    "paper-texture": "The relief of silk or canvas paper.",
    "border": "The white rim of the paper, or its holder.",
    "noise": "White noise, alike in all tones.",
    "scanner-noise": "The noise of a scanner, and faint stripes.",
    "stretch": "The contrast that was added when it was scanned.",
    "shrink": "It was made small and large again.",
    "jpeg": "The blocks and rings of a file that was saved small.",
    "eight-bits": "Rounded to the 256 steps that a file holds.",
}
"""What each damage is, for people, in the order of their physics: lens, film, time, print, scanner, file."""

TITLES = {"jpeg": "JPEG"}

STYLISTS = "no model of styles is installed to start from: one called “stylist” is needed"
COLOURISERS = "no colouriser is installed whose training plan is known"
ENLARGERS = "no enlarger is installed whose training plan is known"
NO_GRAPHS = "a network with one style more needs a graph of its own, and the packages that write it are not installed"
RESTORERS = "no restorer is installed whose training plan is known"


class Teaching:
    """Its answers are given one after the other, by one thread. The trainer's modules are loaded when they are needed."""

    def __init__(self) -> None:
        self._studio: tuple[tuple[object, ...], Studio] | None = None
        self._folder: Path | None = None
        self._names = itertools.count()

    def describe(self, request: asked.DescribeTeaching) -> TeachingDescribed:
        return TeachingDescribed(request.number, _goals(), described_damages())

    def examine(self, request: asked.ExamineCollection) -> CollectionExamined:
        from engine.training.tuning.findings import clean_findings, scan_findings

        smallest = _plan(request.model).crop
        folders = [path_of(folder) for folder in request.folders]
        if request.kind in ("clean", "colour"):
            photographs, others = clean_findings(folders, smallest, in_colour=request.kind == "colour")
        else:
            photographs, others = scan_findings(folders, smallest)
        return CollectionExamined(request.number, tuple(photographs), others, smallest)

    def estimate(self, request: asked.EstimateDamage) -> DamageEstimated:
        studio = self._studio_of(request.model, request.scans, request.pictures, request.without)
        return DamageEstimated(request.number, msgspec.to_builtins(studio.estimated))

    def show(self, request: asked.ShowDamage, cancelled: Callable[[], bool]) -> DamageShown:
        from engine.training.plan import Ageing

        if cancelled():
            raise Cancelled
        try:
            ageing = msgspec.convert(request.ageing, known(Ageing))
        except msgspec.ValidationError as error:
            raise PlanInvalid(f"the damage cannot be done: {error}") from error
        studio = self._studio_of(request.model, request.scans, request.pictures, request.without)
        damaged = studio.damaged(ageing, request.chance)
        rows = (tuple(map(self._written, pictures)) for pictures in (studio.scans, damaged, studio.clean))
        return DamageShown(request.number, *rows)

    def publish(self, request: asked.PublishModel) -> ModelPublished:
        package = path_of(request.package)
        if request.style:
            return ModelPublished(request.number, publish_style(package, package.with_name("base"), request.style))
        return ModelPublished(request.number, publish(package, request.id, request.title))

    def close(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _studio_of(self, model: str, scans: Sequence[str], pictures: Sequence[str], without: Sequence[str]) -> Studio:
        """The same one for the same material, as long as nothing else is asked for."""
        from engine.training.tuning.material import Material
        from engine.training.tuning.studio import Studio

        key = (model, tuple(scans), tuple(pictures), tuple(without))
        if self._studio and self._studio[0] == key:
            return self._studio[1]
        places = [tuple(map(path_of, some)) for some in (scans, pictures, without)]
        made = Studio(Material(scans=places[0], pictures=places[1], without=frozenset(places[2])), _plan(model).crop)
        self._studio = key, made
        return made

    def _written(self, picture: Any) -> str:
        self._folder = self._folder or Path(tempfile.mkdtemp(prefix="patina-"))
        file = self._folder / f"{next(self._names)}.ppm"
        write_ppm(picture, file)
        return uri_of(file)


def described_damages() -> tuple[StageDescribed, ...]:
    from engine.training.menu import DAMAGES

    order = {name: place for place, name in enumerate(PLAIN)}
    return tuple(map(_described, sorted(DAMAGES, key=lambda kind: order[str(kind.__struct_config__.tag)])))


def _described(damage: type[Damage]) -> StageDescribed:
    info = inspect.type_info(damage)
    assert isinstance(info, inspect.StructType)
    name = str(damage.__struct_config__.tag)
    options = tuple(described_option(field) for field in info.fields)
    return StageDescribed(name, TITLES.get(name) or name.replace("-", " ").capitalize(), PLAIN[name], options)


def _plan(model: str) -> TrainingPlan:
    """The plan by which that model would learn; raises PlanInvalid where it cannot."""
    from engine.training.tuning.ways import learning_plan

    return learning_plan(find_package(model))


def _goals() -> tuple[GoalDescribed, ...]:
    models: dict[Goal, list[str]] = {"repair": [], "style": [], "colours": [], "enlarge": []}
    for name in package_folders():
        with suppress(AppError):  # it cannot go on learning; the page of models says whether it is damaged
            _plan(name)
            models[_goal_of(name)].append(name)
    models["repair"].sort(key=lambda name: name != "restorer")
    lacking: dict[Goal, str] = {"repair": RESTORERS, "style": STYLISTS, "colours": COLOURISERS, "enlarge": ENLARGERS}
    if models["style"] and find_spec("onnx") is None:  # the graph of the larger network is written when it has learnt
        models["style"], lacking["style"] = [], NO_GRAPHS
    return tuple(GoalDescribed(goal, tuple(names), "" if names else lacking[goal]) for goal, names in models.items())


def _goal_of(model: str) -> Goal:
    card = find_package(model).card
    if card.styles:
        return "style"
    if card.network.enlarges:
        return "enlarge"
    return "colours" if card.network.colours else "repair"
