"""What can be measured here: the suites of `evaluate`, and `compare`, as the window's laboratory offers them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from engine.desks.describing import described_option
from engine.errors import AppError
from engine.intervals import FEWEST
from engine.messages.answers import OptionDescribed
from engine.messages.laboratory_answers import DescribeLaboratory, FolderDescribed, LaboratoryDescribed, StudyDescribed
from engine.packages import find_package, package_folders
from engine.paths import RESOURCES
from engine.recipe import recipes
from engine.stages.restore import Restore

if TYPE_CHECKING:
    from engine.evaluation.suite import Suite
    from engine.evaluation.tasks import Task

PLAN = RESOURCES / "plans" / "laboratory.toml"
CLEAN = FolderDescribed("", "Clean pictures", "the best that you have: they are damaged, and count as right", needed=True)
LEARNT = FolderDescribed("pictures", "Clean pictures", "to learn from, and to be measured on: 40 or more", needed=True)
RANKINGS: dict[str, tuple[Task, str, str]] = {
    "ranking": (
        "restore", "Which model restores best?",
        "Damages clean pictures with noise, grain, blur and JPEG, lets every model restore them, and ranks the models by what "
        "they reach and by their speed.",
    ),
    "ranking-enlarge-2": (
        "enlarge-2", "Which model enlarges twice best?",
        "Makes clean pictures half as large, lets every model enlarge them, and ranks the models by what they reach and by "
        "their speed.",
    ),
    "ranking-enlarge-4": (
        "enlarge-4", "Which model enlarges four times best?",
        "Makes clean pictures a quarter as large, lets every model enlarge them, and ranks the models by what they reach and "
        "by their speed.",
    ),
}  # fmt: skip
ATMOST = "how many at most, spread evenly over the folder"
LEARNERS = 24  # photographs that training needs: its parts become too small with fewer


def describe(request: DescribeLaboratory) -> LaboratoryDescribed:
    """Loads what the suites need, which takes a moment."""
    from engine.evaluation.menu import SUITES

    suites = {name: kind for name, kind in SUITES.items() if name != "ranking"}
    rankings = (_ranking(name, SUITES["ranking"]) for name in RANKINGS)
    return LaboratoryDescribed(request.number, (*rankings, _comparison(), *map(_suite, suites.values())))


def _suite(kind: type[Suite]) -> StudyDescribed:
    name, folders, options = str(kind.__struct_config__.tag), [CLEAN], list[OptionDescribed]()
    for field in _fields(kind):
        option = _option(field)
        if Path in _types(field.type):
            folders.append(FolderDescribed(field.name, option.title, option.help, needed=name == "style"))
        else:
            options.append(option)
    return StudyDescribed(name, kind.title, _about(kind), ("evaluate", "--suite", name), tuple(folders), tuple(options))


def _ranking(name: str, kind: type[Suite]) -> StudyDescribed:
    task, title, about = RANKINGS[name]
    able, lacking = _able(task)
    options = [_option(field) for field in _fields(kind) if field.name not in ("task", *(["damage"] * (task != "restore")))]
    offered = tuple(
        msgspec.structs.replace(one, kind="several", default=[], choices=able) if one.name == "contestants" else one
        for one in options
    )
    command = ("evaluate", "--suite", "ranking", "--task", task)
    return StudyDescribed(name, title, about, command, (CLEAN,), offered, FEWEST, lacking)


def _comparison() -> StudyDescribed:
    from engine.training.menu import OBJECTIVES, OPTIMISERS
    from models.optimisers.schedule_free import ScheduleFree

    players = tuple(kind for kind in OPTIMISERS if kind is not ScheduleFree)  # it is for a network alone

    def several(name: str, title: str, help: str, choices: tuple[Any, ...]) -> OptionDescribed:
        tags = tuple(str(kind.__struct_config__.tag) for kind in choices)
        return OptionDescribed(name, title, help, "several", [], choices=tags)

    options = (
        several("objectives", "Objectives", "of the adversary, each in runs of its own", OBJECTIVES),
        several("optimisers", "Optimisers", "each in runs of its own", players),
        OptionDescribed("seeds", "Runs of each", "two or more show how much chance does", "whole", 2, 1, 5),
        OptionDescribed("minutes", "Minutes", "for each run", "number", 5.0, 0.1, 120.0),
    )
    about = (
        "Trains the restorer for a few minutes under each objective or optimiser, in equal time, and measures what it makes of "
        "photographs that were held out."
    )
    title, fewest = "Which way of training?", LEARNERS
    return StudyDescribed("compare", title, about, ("compare", str(PLAN)), (LEARNT,), options, fewest)


def _option(field: inspect.Field) -> OptionDescribed:
    """As a form shows it: a number that may be missing is 0 where it is, and models and recipes are chosen by name."""
    option = described_option(field)
    if field.name == "pictures":
        least, help = (1, ATMOST) if option.default else (0, f"{ATMOST}; 0: all")
        return msgspec.structs.replace(option, kind="whole", least=least, default=option.default or 0, help=help)
    if field.name == "sigma":
        return msgspec.structs.replace(option, kind="numbers", default=list(option.default))
    if field.name == "recipe":
        names = tuple(recipes())
        return msgspec.structs.replace(
            option, kind="choice", choices=names if option.default else ("", *names), default=option.default or ""
        )
    if field.name == "model":
        suited = tuple(name for name in package_folders() if _suits(name))
        return msgspec.structs.replace(option, kind="choice", choices=suited)
    return option


def _able(task: Task) -> tuple[tuple[str, ...], str]:
    from engine.evaluation.contest import contestants

    try:
        return contestants(task)[0], ""
    except AppError as error:
        return (), str(error)


def _suits(name: str) -> bool:
    try:
        card = find_package(name).card
    except AppError:
        return False
    return Restore.suits(card) and card.network.planes == 4


def _about(kind: type[Suite]) -> str:
    """Names of stages and options, which stand between backticks for programmers, as people quote."""
    return re.sub(r"`([^`]*)`", r"“\1”", (kind.__doc__ or "").strip())


def _fields(kind: type[Suite]) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _types(kind: inspect.Type) -> set[object]:
    """The plain classes in a type."""
    if isinstance(kind, inspect.Metadata):
        return _types(kind.type)
    if isinstance(kind, inspect.UnionType):
        return set[object]().union(*(_types(one) for one in kind.types))
    return {kind.cls} if isinstance(kind, inspect.CustomType) else set()
