"""How the figures were made: the call, the program, and the machine with what else it was doing."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

import msgspec

from engine.devices.speeds import LIBRARIES
from engine.evaluation.speeds import machine
from engine.names import speakable
from engine.packages import find_package
from engine.provenance import now, program, versions
from engine.recipe import Recipe


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """How the figures were made."""

    command: str
    program: str
    machine: str
    bf16: bool
    """Whether the processor has instructions for bfloat16."""

    models: tuple[str, ...]  # "id, sha256 …"
    versions: dict[str, str]
    made: str


def making_of(arguments: Sequence[str], recipes: Sequence[Recipe], machine: str) -> Making:
    names = dict.fromkeys(model for recipe in recipes for stage in recipe.stages for model in stage.models)
    return Making(
        command=speakable(shlex.join(["main.py", *arguments])),
        program=program(),
        machine=machine,
        bf16=has_bf16(),
        models=tuple(f"{name}, sha256 {find_package(name).card.weights_sha256}" for name in names),
        versions=versions() | _libraries(),
        made=now(),
    )


def _libraries() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def about_machine() -> str:
    """A note on what computes here, and on what else it is doing; to be asked before any work begins."""
    instructions = "with" if has_bf16() else "without"
    return f"{machine()} The processor is one {instructions} instructions for bfloat16."


def has_bf16() -> bool:
    import torch

    return any("bf16" in name and present for name, present in torch.cpu.get_capabilities().items())
