"""What the engine tells the world. Events are facts: past tense, never commands, and never pixels."""

from typing import Literal, NamedTuple

import msgspec

from engine.findings import Finding


class Event(msgspec.Struct, frozen=True, tag=True):
    """Something that happened."""


class JobsQueued(Event, frozen=True):
    count: int
    done_before: int
    """Pictures of the same call that an earlier run has finished."""

    bytes: int
    """Size of the files that are to be done."""

    queue: str = ""
    """The queue of the window; a command has only one, without a name."""


class JobProgressed(Event, frozen=True):
    job: int
    fraction: float
    queue: str = ""


class JobFinished(Event, frozen=True):
    job: int
    source: str  # paths as text; bytes that are no UTF-8 are escaped as Python's surrogates
    result: str
    bytes: int
    megapixels: float
    seconds: float
    findings: tuple[Finding, ...] = ()
    queue: str = ""
    result_bytes: int = 0
    change: float = 0
    """Root mean square of what was changed, in 8-bit levels."""


class JobFailed(Event, frozen=True):
    job: int
    source: str
    bytes: int
    message: str
    hint: str
    traceback: str | None = None
    """Only for bugs; None when the user can solve it."""

    queue: str = ""


class DeviceChanged(Event, frozen=True):
    """Something about a device that the user should know, such as smaller tiles."""

    message: str


class TrainingStepped(Event, frozen=True):
    step: int
    steps: int
    losses: dict[str, float]
    steps_per_second: float


class Score(NamedTuple):
    """A held-out score; more is better, unless it is a distance."""

    before: float  # of the pictures as they were given
    after: float
    unit: str = "dB"
    distance: bool = False

    @property
    def gain(self) -> float:
        return self.before - self.after if self.distance else self.after - self.before


class TrainingScored(Event, frozen=True):
    step: int
    scores: dict[str, Score]
    """Of photographs that were never learnt from, by the name of the ageing."""
    preview: str = ""
    """The path of a sheet of pictures: given, painted, hoped for."""
    columns: tuple[str, ...] = ()
    """Where somebody watches: paths of the columns given, painted and hoped for, of the first ageing that is judged."""


class TrainingWarned(Event, frozen=True):
    """Something in a run is not as it should be; it goes on if it can."""

    step: int
    message: str
    serious: bool = False


class TrainingFinished(Event, frozen=True):
    """The run has ended, or was stopped before its last step and can go on."""

    step: int
    steps: int


class TuningReached(Event, frozen=True):
    """A fine-tuning has come to that part of its work; "done": its verdict is written; "stopped": the same call goes on."""

    part: Literal["preparing", "training", "judging", "done", "stopped"]


class TuningFailed(Event, frozen=True):
    """A fine-tuning cannot go on; once what is wrong is mended, the same call does."""

    message: str
    hint: str


class PaceMeasured(Event, frozen=True):
    """How fast this machine fine-tunes a model."""

    steps_per_second: float
    batch: int
    """Pictures in a step."""


class StudyProgressed(Event, frozen=True):
    """How far an evaluation, or a comparison of trainings, is with a part of its work."""

    title: str
    done: int
    count: int
    """0 where nobody knows it."""


class StudyFinished(Event, frozen=True):
    """Its report is written."""

    report: str
    """The page, as a path."""


class StudyFailed(Event, frozen=True):
    message: str
    hint: str
