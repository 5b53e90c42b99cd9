"""What the window asks of the engine: verbs, as lines of JSON on the engine's standard input. Answers are events.

Paths travel as file URIs (see names.py): names of files need not be UTF-8. Recipes travel as what their TOML says, and are
checked when they arrive. `number` is chosen by whoever asks, and stands in the answers.
"""

from __future__ import annotations

from typing import Any

import msgspec

from engine.archive.naming import PLAIN, Conflict

PlainRecipe = dict[str, Any]
"""A recipe as plain values, as they stand in its TOML."""


class Request(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Something that the engine is to do."""


class Describe(Request, frozen=True):
    """Say what there is: answered by Described."""

    number: int


class Examine(Request, frozen=True):
    """Look through pictures before any work: answered by Counted, several times, and Examined."""

    number: int
    sources: tuple[str, ...]
    destination: str
    recipe: PlainRecipe
    suffix: str | None = None
    template: str = PLAIN
    """What results are called: see naming.py."""

    pyramid: bool = False


class Submit(Request, frozen=True):
    """Put pictures into a queue, or open it again: answered by QueueOpened, and by the events of its jobs.

    What was done before stays done. With `begin` false the queue is only opened; Resume begins it. With `held`, results
    wait in the destination's .patina folder until they are accepted.
    """

    queue: str
    sources: tuple[str, ...]
    destination: str
    recipe: PlainRecipe
    suffix: str | None = None
    masks: str | None = None
    template: str = PLAIN
    conflict: Conflict = "refuse"
    held: bool = False
    begin: bool = True
    pyramid: bool = False
    """Whether TIFFs hold reduced copies too."""


class Pause(Request, frozen=True):
    """Rest at the next tile; what is under way stays in memory."""

    queue: str


class Resume(Request, frozen=True):
    """Begin, or go on; a queue that could not be opened is tried again."""

    queue: str


class Stop(Request, frozen=True):
    """End the work on a queue: after the pictures under way, or (`now`) at the next tile. Resume goes on with it."""

    queue: str
    now: bool = False


class Close(Request, frozen=True):
    """Stop a queue at once, and let go of its journal: answered by QueueChanged."""

    queue: str


class ReadRows(Request, frozen=True):
    """A page of a queue's rows: answered by RowsRead."""

    number: int
    queue: str
    first: int
    count: int
    states: tuple[str, ...] = ()
    """Only rows in these states; all, if it is empty."""

    order: str = "place"
    """"place"; or, of done ones, "change": the most changed first, or "certainty": the least certain first."""


class Move(Request, frozen=True):
    """Do these pictures next, in this order."""

    queue: str
    jobs: tuple[int, ...]


class Retry(Request, frozen=True):
    """Queue failed pictures again: these, or all."""

    queue: str
    jobs: tuple[int, ...] = ()


class Redo(Request, frozen=True):
    """Do these pictures anew, with a recipe of their own, or (None) with the queue's."""

    queue: str
    jobs: tuple[int, ...]
    recipe: PlainRecipe | None = None


class Remove(Request, frozen=True):
    """Take pictures out of the queue; files stay where they are."""

    queue: str
    jobs: tuple[int, ...]


class KeepFailed(Request, frozen=True):
    """Take all out of the queue that did not fail."""

    queue: str


class Judge(Request, frozen=True):
    """What a reviewer thinks of results: "accepted", "rejected", or "" for neither. Accepting releases what was held."""

    queue: str
    jobs: tuple[int, ...]
    verdict: str


class Measure(Request, frozen=True):
    """Open a picture and say how large it is: answered by PictureMeasured."""

    number: int
    source: str


class MakeThumbnail(Request, frozen=True):
    """A small copy of a picture, kept for the next time: answered by PictureMade."""

    number: int
    source: str
    side: int = 256


class ReadTile(Request, frozen=True):
    """A tile of TILE_SIDE x TILE_SIDE pixels of a picture shrunk by 2 ** level: answered by PictureMade."""

    number: int
    source: str
    level: int
    row: int
    column: int


class Preview(Request, frozen=True):
    """Paint a box of a picture as the recipe would: answered by PreviewPainted. A later one for the same `view` cancels it."""

    number: int
    view: str
    source: str
    recipe: PlainRecipe
    top: int
    left: int
    bottom: int
    right: int
    edit: dict[str, Any] = {}
    """What was drawn on it (see edit.py)."""


class PaintSmall(Request, frozen=True):
    """Paint a small copy of a whole picture, kept for the next time, for galleries: answered by PictureMade.

    Stages see the small copy as if it were the picture: right for what works at the scale of the whole picture, as styles
    and colours do. What was asked for last is done first, for one fills a gallery from where one looks.
    """

    number: int
    source: str
    recipe: PlainRecipe
    side: int = 384
    """The longer side of the answer, at most."""


class ImportModel(Request, frozen=True):
    """Take in a model package (a folder), or a model of another program (a file): answered by ImportProgressed, several
    times, and ModelImported."""

    number: int
    source: str
    name: str = ""
    """The id to give it; else it is made of the file's name."""

    licence: str = ""


class ShowModel(Request, frozen=True):
    """Paint a sample picture with a model, kept for the next time: answered by ModelShown, or by RequestFailed where it paints
    no pictures."""

    number: int
    model: str


class MeasureDevices(Request, frozen=True):
    """Measure those devices that were not measured yet, or (`anew`) all: answered by DevicesMeasured.

    It takes seconds, and waits while a queue runs.
    """

    number: int
    anew: bool = False


class Cancel(Request, frozen=True):
    """Nobody waits for the answer any more."""

    number: int


class Bye(Request, frozen=True):
    """Leave what is under way, and end."""


TILE_SIDE = 512  # pixels of a tile that ReadTile answers with
