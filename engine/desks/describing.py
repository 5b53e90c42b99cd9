"""What there is, as the window needs it: stages with their options, recipes, models, devices and formats."""

from __future__ import annotations

import json
import math
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from engine.devices.machine import BACKENDS
from engine.devices.opening import open_device
from engine.devices.speeds import Speed, best_device, remembered
from engine.errors import AppError, ModelInvalid
from engine.files.recognising import FORMATS
from engine.messages.answers import Described, DeviceDescribed, ModelDescribed, OptionDescribed, RecipeDescribed, StageDescribed
from engine.packages import BUNDLED, find_package, package_folders
from engine.paths import user_recipes
from engine.provenance import sha256_of
from engine.recipe import STAGES, read_recipe, recipes
from engine.stage import Stage

if TYPE_CHECKING:
    from models.package import Package


def described(number: int) -> Described:
    return Described(
        number,
        stages=tuple(described_stage(stage) for stage in STAGES),
        recipes=tuple(_recipe(name, path) for name, path in recipes().items() if _readable(path)),
        models=tuple(_model(folder) for folder in package_folders().values()),
        devices=described_devices(),
        formats=tuple(format.title for format in FORMATS),
        suffixes=tuple(sorted(suffix for format in FORMATS for suffix in format.suffixes)),
    )


def described_stage(stage: type[Stage]) -> StageDescribed:
    info = inspect.type_info(stage)
    assert isinstance(info, inspect.StructType)
    installed = package_folders()
    return StageDescribed(
        name=str(stage.__struct_config__.tag),
        title=stage.__name__,
        about=(stage.__doc__ or "").strip().splitlines()[0],
        options=tuple(_option_of(stage, field) for field in info.fields),
        lacking=tuple(model for model in stage().models if model not in installed),
    )


def _option_of(stage: type[Stage], field: inspect.Field) -> OptionDescribed:
    """Models that suit are a choice, called by their titles; where there is but the one that came along, a form has nothing to
    offer."""
    option = described_option(field)
    if field.name not in stage.MODEL_OPTIONS:
        return option
    suited = [package for package in _packages() if stage.offers(field.name, package.card)]
    if len(suited) < 2 and all(package.folder.parent == BUNDLED for package in suited):
        return msgspec.structs.replace(option, kind="other")
    choices, labels = zip(("", ""), *((package.folder.name, package.card.title) for package in suited), strict=True)
    return msgspec.structs.replace(option, kind="choice", choices=choices, labels=labels)


def _packages() -> list[Package]:
    found: list[Package] = []
    for name in package_folders():
        with suppress(ModelInvalid):  # what is damaged is said on the page of models
            found.append(find_package(name))
    return found


def described_option(field: inspect.Field) -> OptionDescribed:
    kind, texts = field.type, dict[str, Any]()
    while isinstance(kind, inspect.Metadata):
        texts |= kind.extra_json_schema or {}
        kind = kind.type
    default = field.default_factory() if callable(field.default_factory) else field.default
    shape: dict[str, Any] = {"kind": "other"}
    match kind:
        case inspect.BoolType():
            shape = {"kind": "switch"}
        case inspect.FloatType() | inspect.IntType():
            step = 1 if isinstance(kind, inspect.IntType) else 0.01  # inside a limit that is itself excluded
            least = kind.ge if kind.gt is None else kind.gt + step
            most = kind.le if kind.lt is None else kind.lt - step
            shape = {"kind": "whole" if isinstance(kind, inspect.IntType) else "number", "least": least, "most": most}
        case inspect.LiteralType():
            shape = {"kind": "choice", "choices": tuple(kind.values), "labels": tuple(texts.get("labels", ()))}
        case inspect.StrType():
            shape = {"kind": "text"}
        case inspect.TupleType(item_types=(inspect.FloatType(), inspect.FloatType())):
            least, most = _reach(msgspec.convert(default, tuple[float, float]))
            shape = {"kind": "range", "least": texts.get("least", least), "most": texts.get("most", most)}
        case _:
            pass
    title = str(texts.get("title", field.name.replace("_", " ").capitalize()))
    plain = msgspec.to_builtins(default)
    return OptionDescribed(name=field.name, title=title, help=str(texts.get("description", "")), default=plain, **shape)


def _reach(usual: tuple[float, float]) -> tuple[float, float]:
    """How far a range may be moved: to twice as much as is usual; shares, which are 1 at most, to 1."""
    high = usual[1]
    return 0.0, 1.0 if 0.5 <= high <= 1 else 2 * high


def _recipe(name: str, path: Path) -> RecipeDescribed:
    recipe = read_recipe(path)
    lines = path.read_text("utf-8").splitlines()
    about = " ".join(line.lstrip("# ") for line in lines[: next(i for i, line in enumerate(lines) if line[:1] != "#")])
    return RecipeDescribed(name, recipe.title, about, plain(recipe), own=path.parent == user_recipes())


def plain(recipe: Any) -> dict[str, Any]:
    """A recipe as its TOML has it."""
    return msgspec.to_builtins(recipe)


def _readable(path: Path) -> bool:
    """A recipe that cannot be read is left out here; naming it on the command line says what is wrong with it."""
    try:
        read_recipe(path)
    except AppError:
        return False
    return True


def _model(folder: Path) -> ModelDescribed:
    from models.package import PackageDamaged, read_package

    own = folder.parent != BUNDLED
    try:
        package = read_package(folder)
        card, weights = package.card, package.weights
        size = weights.stat().st_size
        sound = sha256_of(weights) == card.weights_sha256
    except (PackageDamaged, OSError, AppError) as error:
        return ModelDescribed(folder.name, folder.name, str(error), "", "", "", 0, 0, sound=False, own=own, folder=str(folder))
    return ModelDescribed(
        card.id, card.title, card.purpose, card.licence, card.trained_on, str(card.network.__struct_config__.tag),
        _parameters(weights), size, sound, own, str(folder), dict(card.scores), card.styles, card.caution, card.author,
    )  # fmt: skip


def _parameters(weights: Path) -> int:
    """Numbers in the file. One of safetensors has a header: an 8-byte length, then JSON with the shape of each tensor."""
    if weights.suffix == ".onnx":
        from models.onnx_files import OnnxDamaged, contents

        with suppress(OSError, OnnxDamaged):
            return contents(weights.read_bytes()).parameters
        return 0
    try:
        with weights.open("rb") as file:
            header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    except (OSError, ValueError, struct.error, MemoryError):
        return 0
    return sum(math.prod(one["shape"]) for name, one in header.items() if name != "__metadata__")


def described_devices() -> tuple[DeviceDescribed, ...]:
    best, speeds = best_device(), remembered()
    return tuple(_device(name, name == best, speeds.get(name)) for name in BACKENDS)


def _device(name: str, best: bool, speed: Speed | None) -> DeviceDescribed:
    try:
        device = open_device(name)
    except (AppError, ImportError) as error:
        return DeviceDescribed(name, name, best=False, problem=str(error))
    title = device.title
    device.close()
    if speed is None:
        return DeviceDescribed(name, title, best)
    return DeviceDescribed(name, title, best, speed.problem, None if speed.problem else speed.megapixels_per_second)
