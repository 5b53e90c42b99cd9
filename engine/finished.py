"""What stands at the place of a result: the same result, finished before, or something that nobody may write over."""

from __future__ import annotations

from engine.archive.address import Place
from engine.archive.places import contents_hash, record_at, there
from engine.errors import PlaceTaken
from engine.names import speakable
from engine.photograph import Job
from engine.provenance import Record, record_path, with_mask


def finished_before(job: Job) -> Record | None:
    """The record of a result that is up to date, or None if there is no result yet or an older one of the same picture.

    Raises PlaceTaken where the place is taken by a file that is not ours, or that was changed since, or by the
    result of another picture.
    """
    record = record_at(job.result)
    if not there(job.result):
        if record is None and there(record_path(job.result)):
            raise _taken(record_path(job.result), "is not as Patina wrote it")
        return None
    same = record is not None and record.source_sha256 == contents_hash(job.source)
    lacking = job.mask is not None and not job.mask.exists()
    if record is not None and same and not lacking and record.job == with_mask(job.key, job.mask):
        return record
    if record is None or record.result_sha256 != contents_hash(job.result):
        raise _taken(job.result, "is not as Patina wrote it")
    if not same and record.source != speakable(str(job.source)):
        raise _taken(job.result, f"was made of another picture ({record.source})")
    return None


def _taken(path: Place, why: str) -> PlaceTaken:
    return PlaceTaken(f"{path} is there already, and {why}")


def is_taken(result: Place) -> bool:
    return there(result) or there(record_path(result))
