"""Who answers which request: for each kind its desk, where requests wait for one another, and the function that answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import engine.desks.offers as offers
import engine.messages.edit_requests as drawn
import engine.messages.model_requests as others
import engine.messages.requests as asked
import engine.messages.teaching_requests as taught
from engine.desks.describing import described, described_devices
from engine.desks.laboratory import describe as describe_laboratory
from engine.devices.machine import BACKENDS
from engine.devices.speeds import measured, remembered
from engine.errors import Cancelled
from engine.events import Event
from engine.messages.answers import Counted, DevicesMeasured
from engine.messages.laboratory_answers import DescribeLaboratory
from engine.messages.queue_answers import QueueChanged
from engine.queues.edits import QueueEdits
from engine.recipe import recipe_of

if TYPE_CHECKING:
    from engine.desks.pictures import Pictures
    from engine.desks.teaching import Teaching
    from engine.queues.queues import Queues

DESKS = {
    "tiles": 2, "previews": 1, "gallery": 1, "examinations": 1, "queues": 1, "imports": 1, "fetches": 1, "measures": 1,
    "teaching": 1,
}  # fmt: skip
"""How many threads each has: a tile never waits for an examination."""

STUDIO = "damage studio"  # the view that only ever wants the newest pictures of damage

Unwanted = Callable[[], bool]
"""Whether nobody waits for the answer any more."""

Answer = Callable[[Any, Unwanted], Event | None]
"""What answers a request; nothing, where events of its own do."""


class Place(NamedTuple):
    desk: str
    answer: Answer
    view: Callable[[Any], str] | None = None
    """Of requests for the same view only the newest is wanted."""


class Services(NamedTuple):
    queues: Queues
    pictures: Pictures
    teaching: Teaching
    tell: Callable[[Event], None]


def places(serving: Services) -> dict[type[asked.Request], Place]:
    """For each kind of request that is not the server's own business."""
    queues, pictures, teaching = serving.queues, serving.pictures, serving.teaching
    edits = QueueEdits(queues)

    def alone(answer: Callable[[Any], Event | None]) -> Answer:
        """One that is quick, and does not ask whether it is wanted."""
        return lambda request, unwanted: answer(request)

    def closed(request: asked.Close) -> Event:
        queues.close(request.queue)
        return QueueChanged(request.queue, "stopped", 0, 0, 0, 0)

    def redone(request: asked.Redo) -> None:
        queues.redo(request.queue, request.jobs, None if request.recipe is None else recipe_of(request.recipe))

    def examined(request: asked.Examine, unwanted: Unwanted) -> Event:
        return pictures.examine(request, lambda count: serving.tell(Counted(request.number, count)), unwanted)

    def explain(request: drawn.Explain, unwanted: Unwanted) -> Event:
        return pictures.explain(request, edits.edited(request.queue, request.job), unwanted)

    change: dict[type[asked.Request], Callable[[Any], Event | None]] = {
        asked.Describe: lambda request: described(request.number),
        asked.Submit: queues.submit,
        asked.Resume: lambda request: queues.resume(request.queue),
        asked.Pause: lambda request: queues.pause(request.queue),
        asked.Stop: lambda request: queues.stop(request.queue, request.now),
        asked.Close: closed,
        asked.Move: lambda request: queues.move(request.queue, request.jobs),
        asked.Retry: lambda request: queues.retry(request.queue, request.jobs),
        asked.Redo: redone,
        asked.Remove: lambda request: queues.remove(request.queue, request.jobs),
        asked.KeepFailed: lambda request: queues.keep_failed(request.queue),
        asked.Judge: lambda request: queues.judge(request.queue, request.jobs, request.verdict),
        drawn.ReadEdit: edits.read,
        drawn.KeepEdit: edits.keep,
        others.ListCatalogue: offers.list_catalogue,
        others.SayLicence: offers.licence_said,
    }
    return {kind: Place("queues", alone(answer)) for kind, answer in change.items()} | {
        asked.ReadRows: Place("tiles", alone(queues.rows)),
        asked.Measure: Place("tiles", alone(pictures.measure)),
        asked.MakeThumbnail: Place("tiles", alone(pictures.make_thumbnail)),
        asked.ReadTile: Place("tiles", alone(pictures.read_tile)),
        asked.Preview: Place("previews", pictures.preview, lambda request: request.view),
        drawn.Explain: Place("previews", explain, lambda _: "explained result"),
        drawn.FindDamage: Place("previews", pictures.find_damage, lambda _: "found damage"),
        drawn.ListFaces: Place("previews", pictures.list_faces, lambda _: "listed faces"),
        drawn.SelectPart: Place("previews", pictures.select_part, lambda _: "selected part"),
        asked.ShowModel: Place("gallery", pictures.show_model),
        asked.Examine: Place("examinations", examined),
        asked.ImportModel: Place("imports", lambda request, unwanted: offers.take_in(request, unwanted, serving.tell)),
        others.FetchModel: Place("fetches", lambda request, unwanted: offers.fetch(request, unwanted, serving.tell)),
        asked.MeasureDevices: Place("measures", lambda request, unwanted: _measured(request, unwanted, queues)),
        DescribeLaboratory: Place("teaching", alone(describe_laboratory)),
        taught.DescribeTeaching: Place("teaching", alone(teaching.describe)),
        taught.ExamineCollection: Place("teaching", alone(teaching.examine)),
        taught.EstimateDamage: Place("teaching", alone(teaching.estimate)),
        taught.PublishModel: Place("teaching", alone(teaching.publish)),
        taught.ShowDamage: Place("teaching", teaching.show, lambda _: STUDIO),
    }


def _measured(request: asked.MeasureDevices, unwanted: Unwanted, queues: Queues) -> Event:
    """In a quiet moment: a queue that runs would be slowed down, and the figure would be none."""

    def pause() -> None:
        while queues.busy and not unwanted():
            queues.rest()
        if unwanted():
            raise Cancelled

    known = {} if request.anew else remembered()
    for name in BACKENDS:
        if name not in known:
            measured(name, pause)
    return DevicesMeasured(request.number, described_devices())
