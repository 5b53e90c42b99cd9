"""What the engine tells the window, beside the events of jobs: answers to requests (see requests.py). What it tells
about queues stands in queue_answers.py, what it tells about teaching in teaching_answers.py.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from engine.events import Event


class EngineReady(Event, frozen=True):
    """The engine hears requests now."""

    program: str


class Beat(Event, frozen=True):
    """The engine lives: sent every few seconds. One that hangs sends none."""


class OptionDescribed(msgspec.Struct, frozen=True):
    """An option of a stage, as a form needs it."""

    name: str
    title: str
    help: str
    kind: Literal["number", "whole", "switch", "choice", "text", "range", "numbers", "several", "other"]
    """range: the smallest and the largest number; numbers: any number of them; several: any of the choices, in their order;
    other: tables and lists, which have editors of their own or none."""

    default: Any
    least: float | None = None
    most: float | None = None
    choices: tuple[Any, ...] = ()
    labels: tuple[str, ...] = ()
    """What the choices are called, where they are not called as they are."""


class StageDescribed(msgspec.Struct, frozen=True):
    name: str
    title: str
    about: str
    options: tuple[OptionDescribed, ...]
    lacking: tuple[str, ...] = ()
    """The models that it needs and that are not installed."""


class RecipeDescribed(msgspec.Struct, frozen=True):
    name: str
    title: str
    about: str
    recipe: dict[str, Any]
    own: bool = False
    """Made by the user, and may be deleted."""


class ModelDescribed(msgspec.Struct, frozen=True):
    id: str
    title: str
    purpose: str
    licence: str
    trained_on: str
    design: str
    parameters: int
    bytes: int
    sound: bool
    """Whether the weights are the file that the card describes."""

    own: bool
    folder: str
    scores: dict[str, tuple[float, float]] = {}
    styles: tuple[str, ...] = ()
    caution: str = ""
    """What whoever uses it should know."""

    author: str = ""


class DeviceDescribed(msgspec.Struct, frozen=True):
    name: str
    title: str
    best: bool
    problem: str = ""
    """Why it cannot be used, or nothing."""

    megapixels_per_second: float | None = None
    """Of the bundled restorer, as it was measured here; None before that."""


class Described(Event, frozen=True):
    number: int
    stages: tuple[StageDescribed, ...]
    recipes: tuple[RecipeDescribed, ...]
    models: tuple[ModelDescribed, ...]
    devices: tuple[DeviceDescribed, ...]
    formats: tuple[str, ...]
    """Titles of the formats that are read and written."""

    suffixes: tuple[str, ...]
    """Of files that are read."""


class DevicesMeasured(Event, frozen=True):
    number: int
    devices: tuple[DeviceDescribed, ...]


class Counted(Event, frozen=True):
    """An examination goes on."""

    number: int
    pictures: int


class Refused(msgspec.Struct, frozen=True):
    """A file that cannot be done, and why."""

    name: str
    reason: str


class Needy(msgspec.Struct, frozen=True):
    """A picture that the recipe would change much."""

    source: str
    change: float  # root mean square of the small copy's change, 0 to 1
    remarks: tuple[str, ...]


class Examined(Event, frozen=True):
    number: int
    pictures: int
    megapixels: float
    """Of all: known for those that were opened, judged by bytes for the rest."""

    bytes: int
    kinds: dict[str, int]
    """How many files of each suffix."""

    left_alone: int
    refused: tuple[Refused, ...]
    """The first thousand."""

    refused_count: int
    needed_bytes: int
    """Of disk, at the destination, judged by what results are like; never less than the sources take."""

    free_bytes: int
    seconds: float
    """Of work, judged by the pictures that were painted; 0 where nothing can be said yet."""

    neediest: tuple[Needy, ...]


class ImportProgressed(Event, frozen=True):
    """An import goes on."""

    number: int
    doing: str


class ModelImported(Event, frozen=True):
    """A model is in the user's folder now."""

    number: int
    model: str
    """Its id."""

    title: str
    recognised: str
    """What it was recognised as, in a sentence."""

    caution: str = ""


class ModelShown(Event, frozen=True):
    """A sample picture, and the same as a model paints it: files that stay, as URIs."""

    number: int
    model: str
    before: str
    after: str


class PictureMeasured(Event, frozen=True):
    number: int
    height: int
    width: int
    channels: int
    bits: int
    levels: int
    """Levels of its pyramid: at the last it fits into one tile."""


class PictureMade(Event, frozen=True):
    """A thumbnail or a tile."""

    number: int
    path: str
    """Of a file that Qt reads, as a URI. Tiles are to be deleted once they are read."""


class PreviewPainted(Event, frozen=True):
    number: int
    view: str
    top: int
    left: int
    bottom: int
    right: int
    before: str
    after: str
    """Files as URIs, to be deleted once they are read; the second may be larger, where the recipe enlarges."""

    remarks: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict[str, tuple[str, ...]])
    """What each stage found, by its place in the recipe ("0", "1", …)."""

    not_needed: tuple[str, ...] = ()
    """Places of the stages that the picture does not need."""


class RequestFailed(Event, frozen=True):
    number: int
    message: str
    hint: str
    traceback: str | None = None
    """Only for bugs."""


class EngineEnded(Event, frozen=True):
    """Sent by the window's own bridge: the engine's process has ended."""

    expected: bool
    restarting: bool
