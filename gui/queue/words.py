"""Words for what stands in a queue: states, sizes, and times that claim no more than is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.findings import Finding
from engine.messages.queue_answers import Row
from engine.names import path_of, speakable
from gui.amounts import number, size_in_words, time_in_words
from gui.words import engine_text, filled, remark_text, remarks_in

MINUTE, HOUR = 60, 3600  # seconds
ELLIPSIS = "…"


def state_word(state: str) -> str:
    words = {
        "queued": QCoreApplication.translate("Queue", "Waiting"),
        "running": QCoreApplication.translate("Queue", "Running"),
        "done": QCoreApplication.translate("Queue", "Done"),
        "failed": QCoreApplication.translate("Queue", "Failed"),
    }
    return words[state]


def running_word(fraction: float) -> str:
    return filled(QCoreApplication.translate("Queue", "Running %1 %"), int(fraction * 100))


def verdict_word(verdict: str) -> str:
    words = {
        "": QCoreApplication.translate("Queue", "Not judged"),
        "accepted": QCoreApplication.translate("Queue", "Accepted"),
        "rejected": QCoreApplication.translate("Queue", "Rejected"),
    }
    return words[verdict]


def size(count: int) -> str:
    """Of a file; nothing for one that is not there yet."""
    return size_in_words(count) if count else ""


def duration(seconds: float) -> str:
    """A time that was measured; nothing for 0."""
    if not seconds:
        return ""
    if seconds < 9.95:
        return filled(QCoreApplication.translate("Queue", "%1 s"), number(seconds, 1))
    whole = round(seconds)
    if whole < MINUTE:
        return filled(QCoreApplication.translate("Queue", "%1 s"), whole)
    if whole < HOUR:
        return filled(QCoreApplication.translate("Queue", "%1 min %2 s"), whole // MINUTE, f"{whole % MINUTE:02}")
    return filled(QCoreApplication.translate("Queue", "%1 h %2 min"), whole // HOUR, f"{whole % HOUR // MINUTE:02}")


def time_left(seconds: float | None) -> str:
    """A guess, and said like one."""
    if seconds is None:
        return QCoreApplication.translate("Queue", "the time left is not known yet")
    return filled(QCoreApplication.translate("Queue", "%1 left"), time_in_words(max(seconds, 1)))


def note_lines(row: Row) -> list[str]:
    """Why it failed; or what was found and done: each stage, and below it its remarks."""
    if row.state == "failed" and row.note:
        return [engine_text(row.note)]
    if not _by_stage(row):
        return [*remarks_in(row.note), *(remark_text(remark) for finding in row.findings for remark in finding.remarks)]
    lines: list[str] = []
    for finding in row.findings:
        lines += [_stage_in_words(finding), *(f"\u2003{remark_text(remark)}" for remark in finding.remarks)]
    return lines


def note(row: Row) -> str:
    """The same in one line."""
    if row.state == "failed" or not _by_stage(row):
        return " · ".join(note_lines(row))
    said = [(_stage_in_words(finding), "; ".join(map(engine_text, finding.remarks))) for finding in row.findings]
    return " · ".join(filled(QCoreApplication.translate("Queue", "%1 – %2"), *one) if one[1] else one[0] for one in said)


def _by_stage(row: Row) -> bool:
    """Whether it is known which stage said what: earlier versions did not keep that apart."""
    return any(finding.stage for finding in row.findings)


def _stage_in_words(finding: Finding) -> str:
    if not finding.stage:
        return QCoreApplication.translate("Queue", "File")
    stage = remark_text(finding.stage)
    return stage if finding.needed else filled(QCoreApplication.translate("Queue", "%1 (not needed)"), stage)


def certainty(row: Row) -> str:
    """How sure the stage was that was least sure, and why it was not surer; nothing where none tells."""
    if row.certainty is None:
        return ""
    share = filled(QCoreApplication.translate("Queue", "%1 %"), int(100 * row.certainty))
    doubt = next((finding.doubt for finding in row.findings if finding.certainty == row.certainty), "")
    return f"{share}\n{remark_text(doubt)}" if doubt else share


def what_is_its_own(row: Row) -> str:
    """What a picture has that the others of its queue have not."""
    own = QCoreApplication.translate("Queue", "own settings") if row.own else ""
    drawn = QCoreApplication.translate("Queue", "drawn on") if row.edited else ""
    return " · ".join(part for part in (own, drawn) if part)


def name_and_folder(row: Row) -> tuple[str, str]:
    """The name of the file, and the folder below the one that was dropped; the second is empty for a file beside it."""
    folder, _, name = row.name.replace("\\", "/").rpartition("/")
    return name, folder


def picture_of(row: Row) -> str:
    """What a small picture of the row shows: the result, once there is one."""
    return row.result if row.state == "done" and row.result else row.source


def path_in_words(uri: str) -> str:
    return speakable(str(path_of(uri)))
