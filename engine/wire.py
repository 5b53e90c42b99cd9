"""The events that may come over the wire, from the engine to its window."""

from __future__ import annotations

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
from engine.events import DeviceChanged, JobFailed, JobFinished, JobProgressed, JobsQueued
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
    ModelPublished,
)  # fmt: skip
