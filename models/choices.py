"""Finds what can be chosen: each module of a package offers one kind of choice, or several."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def choices(package: ModuleType, kind: type[Kind]) -> tuple[type[Kind], ...]:
    """Import each module of `package` and collect the subclasses of `kind` that it defines, in order of module name.

    `pkgutil` (and not a folder listing) also finds them in a frozen program.
    """
    found: list[type[Kind]] = []
    for info in sorted(pkgutil.iter_modules(package.__path__, f"{package.__name__}."), key=lambda info: info.name):
        module = importlib.import_module(info.name)
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, kind) and value is not kind and value.__module__ == module.__name__
        ]
    return tuple(found)
