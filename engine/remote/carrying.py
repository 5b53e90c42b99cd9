"""Carrying a photograph, wherever its original and its result lie."""

from __future__ import annotations

from collections.abc import Callable

from engine.archive.address import Address
from engine.photograph import Job, Services, restore
from engine.provenance import Record


def carry(job: Job, services: Services, report: Callable[[float], None]) -> Record:
    """As photograph.restore does it; files at addresses pass through the scratch folder."""
    if isinstance(job.source, Address) or isinstance(job.result, Address):
        from engine.remote.passing import restore_at

        return restore_at(job, services, report)
    return restore(job, services, report)
