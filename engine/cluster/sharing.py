"""What the machines of a cluster must have in common: the storage, and the models."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping
from pathlib import Path

from engine.archive.address import Place
from engine.archive.places import there
from engine.errors import AppError, ModelInvalid
from engine.photograph import Job
from engine.provenance import model_hashes

SETTLING = 90.0  # seconds: network file systems may show up to a minute late what another machine has written
GLANCE = 0.2  # seconds between two looks


class StorageNotShared(AppError):
    hint = "All machines must have sources and results under the same paths, on the same storage. Mount it there."


def check_storage(job: Job) -> None:
    """Raises StorageNotShared where this machine does not see the folder of the source, or that for the result.

    One that is missing would be made here, and the result written where nobody looks for it.
    """
    for folder in (job.source.parent, job.result.parent):
        if isinstance(folder, Path) and not appears(folder):
            raise StorageNotShared(f"{platform.node()} does not see {folder}")


def check_models(job: Job, models: Mapping[str, str]) -> None:
    """Raises ModelInvalid where a model of the job is missing here, or is not the one meant (weights' sha256 by model id)."""
    for name, weights in model_hashes(job.recipe).items():
        if weights != models.get(name):
            raise ModelInvalid(
                f"the model “{name}” on {platform.node()} is not that of the machine where the batch was begun",
                "Bring the same models onto all machines.",
            )


def appears(path: Place) -> bool:
    """Whether it is there, now or once the storage has settled."""
    end = time.monotonic() + SETTLING
    while not there(path):
        if time.monotonic() > end:
            return False
        time.sleep(GLANCE)
    return True
