"""What the engine tells the world. Events are facts: past tense, never commands, and never pixels."""

import msgspec


class Event(msgspec.Struct, frozen=True, tag=True):
    """Something that happened."""


class JobsQueued(Event, frozen=True):
    count: int
    done_before: int
    """Pictures of the same call that an earlier run has finished."""

    bytes: int
    """Size of the files that are to be done."""


class JobProgressed(Event, frozen=True):
    job: int
    fraction: float


class JobFinished(Event, frozen=True):
    job: int
    source: str  # paths as text; bytes that are no UTF-8 are escaped as Python's surrogates
    result: str
    bytes: int
    megapixels: float
    seconds: float
    remarks: tuple[str, ...] = ()


class JobFailed(Event, frozen=True):
    job: int
    source: str
    bytes: int
    message: str
    hint: str
    traceback: str | None = None
    """Only for bugs; None when the user can solve it."""


class DeviceChanged(Event, frozen=True):
    """Something about a device that the user should know, such as smaller tiles."""

    message: str


class TrainingStepped(Event, frozen=True):
    step: int
    steps: int
    losses: dict[str, float]
    steps_per_second: float


class TrainingScored(Event, frozen=True):
    step: int
    scores: dict[str, tuple[float, float]]
    """For each ageing, dB before and after, on held-out photographs."""


class TrainingFinished(Event, frozen=True):
    """The run has ended, or was stopped before its last step and can go on."""

    step: int
    steps: int
