"""Says what there is: recipes, models and devices, for people or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from engine.desks.describing import described_devices
from engine.devices.machine import BACKENDS
from engine.devices.speeds import best_device, measured, remembered
from engine.importing.about import About
from engine.importing.importing import import_model
from engine.packages import find_package, package_folders
from engine.recipe import STAGES, offered_stages, read_recipe, recipes
from engine.stage import Stage
from engine.stages.style import MODEL as STYLIST


def print_recipes(json: bool) -> None:
    found = {name: read_recipe(path) for name, path in recipes().items()}
    if json:
        stages = msgspec.json.schema_components(STAGES)[1]
        return _print_json({"recipes": {name: msgspec.to_builtins(recipe) for name, recipe in found.items()}, "stages": stages})
    for name, recipe in found.items():
        _say(f"{name}: {recipe.title} ({', '.join(stage.name for stage in recipe.stages)})")
    _say("\nStages and their options:")
    offered = offered_stages()
    for stage in STAGES:
        lacking = "" if stage in offered else f" (its model is not installed: {', '.join(stage().models)})"
        _say(f"  {stage.__struct_config__.tag}: {first_sentence(stage)}{lacking}")
        for line in options_of(stage):
            _say(f"    {line}")
    return None


def print_models(json: bool) -> None:
    cards = {name: find_package(name).card for name in package_folders()}
    if json:
        return _print_json(msgspec.to_builtins(cards))
    for name, card in cards.items():
        _say(f"{name}: {card.purpose}")
        _say(f"  trained on: {card.trained_on}\n  licence: {card.licence}{f', by {card.author}' if card.author else ''}")
        if card.caution:
            _say(f"  {card.caution}")
        for ageing, (before, after) in card.scores.items():
            _say(f"  {ageing}: {before:.2f} dB → {after:.2f} dB (held-out photographs)")
    return None


def print_import(file: Path, name: str, about: About, json: bool) -> None:
    """Take a model in, and say what it was recognised as; what is done meanwhile goes to the error stream."""
    said: list[str] = []

    def told(doing: str) -> None:
        if doing not in said[-1:]:
            said.append(doing)
            sys.stderr.write(f"{doing}\n")

    card, recognised = import_model(file, name, about, told)
    if json:
        return _print_json(msgspec.to_builtins(card))
    _say(f"{card.id}: {recognised}")
    if card.network.in_tiles:
        _say(f"  surroundings that a tile needs: {card.halo} pixels")
    if card.caution:
        _say(f"  {card.caution}")
    if stage := next((stage for stage in STAGES if stage.suits(card)), None):
        _say(f"  to use it: --set {stage.__struct_config__.tag}.model={card.id}")
    return None


def print_styles(json: bool) -> None:
    names = find_package(STYLIST).card.styles
    if json:
        return _print_json({"styles": names})
    for name in names:
        _say(name)
    return None


def print_devices(json: bool, measure: bool) -> None:
    """With `measure`, those that were not measured yet are measured first."""
    if measure:
        for name in BACKENDS.keys() - remembered().keys():
            measured(name)
    found = {device.name: device for device in described_devices()}
    if json:
        return _print_json({
            "devices": {name: device.title for name, device in found.items() if not device.problem},
            "problems": {name: device.problem for name, device in found.items() if device.problem},
            "best": best_device(),
            "megapixels_per_second": {name: speed.megapixels_per_second for name, speed in remembered().items()},
        })  # fmt: skip
    for name, device in found.items():
        rate = device.megapixels_per_second
        words = f", {device.problem}" if device.problem else "" if rate is None else f", {rate:.2f} megapixels a second"
        _say(f"{name}: {device.title}{words}{'  (auto)' if device.best else ''}")
    return None


def options_of(stage: type[Stage]) -> list[str]:
    """One line for each option: name, range, default, help."""
    info = inspect.type_info(stage)
    assert isinstance(info, inspect.StructType)
    return [_option(field) for field in info.fields]


def first_sentence(stage: type[Stage]) -> str:
    return (stage.__doc__ or "").strip().splitlines()[0]


def _option(field: inspect.Field) -> str:
    kind, texts = field.type, dict[str, Any]()
    while isinstance(kind, inspect.Metadata):
        texts |= kind.extra_json_schema or {}
        kind = kind.type
    limits = ""
    if isinstance(kind, inspect.FloatType) and kind.ge is not None and kind.le is not None:
        limits = f"{kind.ge:g} to {kind.le:g}, "
    default = field.default_factory() if callable(field.default_factory) else field.default
    return f"{field.name} ({limits}{default}): {texts.get('title', '')}; {texts.get('description', '')}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _print_json(value: Any) -> None:
    _say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
