"""What may come over the wire: requests from the window to its engine, and events from the engine to its window."""

from __future__ import annotations

import engine.edit_requests
import engine.laboratory_answers
import engine.model_requests
import engine.requests
import engine.teaching_requests
from engine.answers import (
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
from engine.edit_answers import DamageFound, EditRead, FacesListed, PartSelected, ResultExplained
from engine.events import DeviceChanged, JobFailed, JobFinished, JobProgressed, JobsQueued
from engine.laboratory_answers import LaboratoryDescribed
from engine.model_answers import CatalogueListed, FetchProgressed, LicenceSaid
from engine.queue_answers import QueueChanged, RowsChanged, RowsRead
from engine.teaching_answers import (
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

MODULES = (
    engine.requests, engine.edit_requests, engine.model_requests, engine.teaching_requests, engine.laboratory_answers,
)  # fmt: skip
ASKED = tuple(
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, engine.requests.Request) and kind is not engine.requests.Request
)
