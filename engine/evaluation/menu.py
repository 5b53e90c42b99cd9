"""Which suites there are, and how one is made of the options of a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

import engine.evaluation.suites
from engine.evaluation.suite import Suite
from engine.known import known
from models.choices import choices

SUITES = {str(kind.__struct_config__.tag): kind for kind in choices(engine.evaluation.suites, Suite)}


class WrongOptions(ValueError):
    """A call whose options make no sense; says why, in the words of the command line."""


def suite_of(name: str, options: Mapping[str, Any]) -> Suite:
    """The suite with those of its options that were given; raises WrongOptions."""
    kind = SUITES[name]
    foreign = sorted(options.keys() - set(kind.__struct_fields__))
    if "damaged" in foreign:
        raise WrongOptions("--damaged belongs to a folder of restored pictures: this suite damages the clean ones itself.")
    if foreign:
        raise WrongOptions(f"--{foreign[0]} does not belong to the suite {name}.")
    try:
        return msgspec.convert(dict(options), known(kind))
    except msgspec.ValidationError as error:
        raise WrongOptions(str(error).replace("$.", "--")) from error
