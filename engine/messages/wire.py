"""What may come over the wire: requests from the window to its engine, and events from the engine to its window."""

from __future__ import annotations

from engine.events import DeviceChanged, JobFailed, JobFinished, JobProgressed, JobsQueued
from engine.messages import edit_requests, laboratory_answers, model_requests, requests, teaching_requests
from engine.messages.answers import (
    Beat,
    Counted,
    Described,
    DevicesMeasured,
    EngineReady,
    Examined,
    ImportProgressed,
    ModelImported,
    ModelShown,
    PictureMade,
    PictureMeasured,
    PreviewPainted,
    RequestFailed,
)
from engine.messages.edit_answers import DamageFound, EditRead, FacesListed, PartSelected, ResultExplained
from engine.messages.laboratory_answers import LaboratoryDescribed
from engine.messages.model_answers import CatalogueListed, FetchProgressed, LicenceSaid
from engine.messages.queue_answers import QueueChanged, RowsChanged, RowsRead
from engine.messages.teaching_answers import (
    CollectionExamined,
    DamageEstimated,
    DamageShown,
    ModelPublished,
    TeachingDescribed,
)

HEARD = (
    JobsQueued, JobProgressed, JobFinished, JobFailed, DeviceChanged, EngineReady, Beat, Described, Counted, Examined,
    QueueChanged, RowsRead, RowsChanged, DevicesMeasured, ImportProgressed, ModelImported, PictureMeasured, PictureMade,
    ModelShown, PreviewPainted, RequestFailed, TeachingDescribed, CollectionExamined, DamageEstimated, DamageShown,
    ModelPublished, EditRead, DamageFound, PartSelected, ResultExplained, CatalogueListed, FetchProgressed, LicenceSaid,
    LaboratoryDescribed, FacesListed,
)  # fmt: skip

MODULES = (requests, edit_requests, model_requests, teaching_requests, laboratory_answers)
ASKED = tuple(
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, requests.Request) and kind is not requests.Request
)
