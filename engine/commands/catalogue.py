"""The command of the catalogue; engine/commands/command_line.py offers it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal


def catalogue(
    model: str = "",
    *,
    task: Literal["", "restore", "enlarge", "faces", "select"] = "",
    file: Path | None = None,
    json: bool = False,
) -> None:
    """List models of other people that Patina can use, or fetch one of them and take it in.

    They belong to their authors: the list says what each allows. Nothing is fetched that was not asked for by its id, and only
    the very file that was listed is taken in. A fetch that was cut off goes on when the command is called again.

    Args:
        model: The id of the model to fetch; without one, all are listed.
        task: List those alone that this stage can use, or (select) the tool that selects things and persons.
        file: The model's file, if you have it already: it is checked, and nothing is fetched.
        json: Print as JSON.
    """
    import msgspec

    from engine.commands.describe import print_import
    from engine.importing.catalogue import MEGABYTE, checked, known_of, listed, obtained
    from engine.importing.catalogue import catalogue as all_listed
    from engine.packages import package_folders

    if model:
        found = listed(model)
        whole = checked(file, found) if file else obtained(found, _progress)
        return print_import(whole, found.id, known_of(found), json)
    there = package_folders().keys()
    if json:
        sys.stdout.write(msgspec.json.encode(all_listed(task)).decode() + "\n")
        return None
    for one in all_listed(task):
        mark = "✓" if one.id in there else " "
        size, made_for = f"{one.bytes / MEGABYTE:.0f} MB", ", ".join(one.tags)
        sys.stdout.write(f"{mark} {one.id:48} {one.task:7} x{one.scale} {size:>7}  {one.licence:13} {one.author}: {made_for}\n")
    return None


def _progress(have: int, size: int) -> None:
    from engine.importing.catalogue import MEGABYTE

    end = "\n" if have >= size else "\r"
    sys.stderr.write(f"{have / MEGABYTE:,.1f} of {size / MEGABYTE:,.1f} MB{end}")
    sys.stderr.flush()
