"""A recipe: the stages to run, in order. It is a TOML file that people can read, send and compare."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Union

import msgspec
from msgspec import Meta

import engine.stages
from engine.documents import read_toml
from engine.errors import RecipeInvalid
from engine.known import known
from engine.packages import check_weights, find_package, package_folders
from engine.paths import RESOURCES, user_recipes
from engine.stage import Stage
from models.choices import choices

STAGES = choices(engine.stages, Stage)

if TYPE_CHECKING:
    AnyStage = Stage
else:  # msgspec picks the stage by its tag
    AnyStage = Union[STAGES]


def offered_stages() -> tuple[type[Stage], ...]:
    """The stages that can run here with their default options: those whose models are installed."""
    installed = package_folders()
    return tuple(kind for kind in STAGES if all(model in installed for model in kind().models))


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named list of stages with their options."""

    format: Annotated[int, Meta(ge=1, le=1)] = 1
    title: str
    stages: Annotated[tuple[AnyStage, ...], Meta(min_length=1)]
    only_needed: Annotated[bool, Meta(title="Only what the photo needs")] = False
    """Stages that find nothing to do in a picture are left out, and the record says so; no change at all is an answer."""

    @property
    def key(self) -> str:
        """A hash of what the recipe does; its title does not matter.

        Nor do options that are as they are by default: what later versions add must not let an archive be done anew. Whoever
        gives an option another default gives it another name, or the recipe another `format`.
        """
        told = (self.format, [_unusual(stage) for stage in self.stages], self.only_needed)
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _unusual(stage: Stage) -> dict[str, Any]:
    """Its name, and the options that are not as they are by default."""
    usual = msgspec.to_builtins(type(stage)())
    return {"type": stage.name} | {name: value for name, value in msgspec.to_builtins(stage).items() if usual[name] != value}


def recipes() -> dict[str, Path]:
    """The recipes by name: the bundled ones, and the user's own before those of the same name."""
    places = (RESOURCES / "recipes", user_recipes())
    return {file.stem: file for place in places if place.is_dir() for file in sorted(place.glob("*.toml"))}


def find_recipe(name: str) -> Recipe:
    """A recipe by name or by file; raises RecipeInvalid, in words."""
    known = recipes()
    if name in known:
        return read_recipe(known[name])
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return read_recipe(path)
    raise RecipeInvalid(f"there is no recipe “{name}” (there are: {', '.join(known)})")


def read_recipe(path: Path) -> Recipe:
    """Read a recipe, or say which part of it is wrong."""
    return read_toml(path, Recipe, RecipeInvalid)


def recipe_of(plain: dict[str, Any]) -> Recipe:
    """A recipe of plain values, as its TOML has them; raises RecipeInvalid, in words."""
    try:
        return msgspec.convert(plain, known(Recipe))
    except msgspec.ValidationError as error:
        raise RecipeInvalid(f"{plain.get('title', 'the recipe')}: {error}") from error


def check(recipe: Recipe) -> None:
    """Whether it can run here, before any picture is opened: its options suit its models, and those are there and whole.

    Raises RecipeInvalid, ModelInvalid, in words.
    """
    for stage in recipe.stages:
        stage.check(find_package)
        check_weights(stage.models)


def write_recipe(recipe: Recipe, path: Path) -> None:
    path.write_bytes(msgspec.toml.encode(recipe))


def with_options(recipe: Recipe, stage: str, **options: Any) -> Recipe:
    """The recipe with other options for the stages of that name, checked like a file; raises RecipeInvalid."""
    if options and all(step.name != stage for step in recipe.stages):
        raise RecipeInvalid(f"{recipe.title} has no stage “{stage}” that could be given {', '.join(options)}")
    described = msgspec.to_builtins(recipe)
    for step in described["stages"]:
        if step["type"] == stage:
            step.update(options)
    try:
        return msgspec.convert(described, known(Recipe))
    except msgspec.ValidationError as error:
        raise RecipeInvalid(f"{recipe.title}: {error}") from error


def with_settings(recipe: Recipe, settings: Sequence[str]) -> Recipe:
    """The recipe with options as they are typed: "colourise.version=2", or "restore.noise=12.5"; raises RecipeInvalid."""
    for setting in settings:
        place, equals, value = setting.partition("=")
        stage, dot, option = place.strip().partition(".")
        if not equals or not dot:
            raise RecipeInvalid(f"“{setting}” sets nothing", "Write it like colourise.version=2: stage, option and value.")
        recipe = with_options(recipe, stage, **{option: _typed(value.strip())})
    return recipe


def _typed(value: str) -> Any:
    """A value as TOML has it; what is no TOML is text."""
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value


def style_recipe(styles: Sequence[str], **options: Any) -> Recipe:
    """A recipe of the stage `style` for styles as they are typed: "monet", or "monet=0.7"; raises RecipeInvalid."""
    weights: dict[str, Any] = {}
    for style in styles:
        name, equals, weight = style.partition("=")
        weights[name.strip()] = _typed(weight.strip()) if equals else 1.0
    described = {"title": " and ".join(weights), "stages": [{"type": "style", "styles": weights, **options}]}
    try:
        return msgspec.convert(described, known(Recipe))
    except msgspec.ValidationError as error:
        raise RecipeInvalid(f"style: {error}") from error
