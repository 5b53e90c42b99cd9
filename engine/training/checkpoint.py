"""Checkpoints: two of them, so that one that was cut off while it was written costs minutes, not the run."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from engine.errors import DestinationNotWritable, PlanInvalid
from engine.training.players import Players

LAST, BEFORE = "checkpoint.pt", "checkpoint-before.pt"
FORMAT = 1  # of what a checkpoint holds; those of the first versions do not say it


def save_checkpoint(players: Players, run: Path) -> None:
    """Keep the state as the last checkpoint, once it is whole on disk, and the last one as the one before.

    Raises DestinationNotWritable where there is no space; both old checkpoints are then as they were.
    """
    part = run / "checkpoint.part"
    try:
        with part.open("wb") as file:
            torch.save(players.state() | {"format": FORMAT}, file)
            file.flush()
            os.fsync(file.fileno())
        if (run / LAST).exists():
            os.replace(run / LAST, run / BEFORE)
        os.replace(part, run / LAST)
    except (OSError, RuntimeError) as error:  # torch reports a full disk as a RuntimeError
        part.unlink(missing_ok=True)
        full = getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT} or isinstance(error, RuntimeError)
        cause = "the disk is full" if full else str(error)
        raise DestinationNotWritable(f"{run}: the checkpoint cannot be written: {cause}") from error


def load_checkpoint(players: Players, run: Path) -> str:
    """Put the last whole checkpoint into the players; a remark if that is not the newest, else an empty string.

    Raises PlanInvalid where none fits.
    """
    files = [run / name for name in (LAST, BEFORE) if (run / name).exists()]
    refused: list[str] = []
    for file in files:
        try:
            state = _read(file)
            if (written := state.get("format", FORMAT)) != FORMAT:
                raise PlanInvalid(
                    f"{file} was written by another version of Patina (format {written}, here {FORMAT})",
                    "Go on with that version, or start a new run from the model that it began with.",
                )
            players.restore(state)
        except (RuntimeError, KeyError, ValueError, TypeError, AttributeError, EOFError, OSError, UnpicklingError) as error:
            refused.append(f"{file.name} does not fit the plan, or is damaged: {error}")
            continue
        return f"{refused[0]}; going on from the one before, step {players.step}" if refused else ""
    if refused:
        raise PlanInvalid(f"{run}: {refused[0]}", "Start a new run.")
    return ""


def _read(file: Path) -> dict[str, Any]:
    state: dict[str, Any] = torch.load(file, weights_only=True, map_location="cpu")
    return state
