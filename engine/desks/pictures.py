"""Answers that need a picture: its size, thumbnails, tiles, previews, small paintings, and the examination of a drop."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

import engine.messages.requests as asked
from engine.archive.naming import Naming
from engine.desks.examination import examined
from engine.desks.explaining import difference, explained
from engine.desks.opened import Album, as_bytes, write_ppm
from engine.desks.previews import Previews
from engine.desks.selecting import selected_object, selected_writing
from engine.desks.showing import model_shown
from engine.desks.small import painted_small
from engine.desks.subjects import Subjects
from engine.desks.thumbnails import thumbnail
from engine.devices.device import Device
from engine.editing import edit_of, edited
from engine.errors import Cancelled
from engine.faces.showing import portrait
from engine.messages.answers import Examined, ModelShown, PictureMade, PictureMeasured, PreviewPainted
from engine.messages.edit_answers import DamageFound, FaceListed, FacesListed, PartSelected, ResultExplained, Shown
from engine.messages.edit_requests import Explain, FindDamage, ListFaces, SelectPart
from engine.names import path_of, uri_of
from engine.pixels import Box
from engine.provenance import read_record
from engine.queues.edits import Edited
from engine.recipe import recipe_of
from engine.stage import Evidence
from engine.stages.faces import Seen


class Pictures:
    """Each answer may be asked for from a thread of its kind; previews, and small paintings, from one at a time."""

    def __init__(self, device: Device, scratch: Path) -> None:
        self._device, self._scratch = device, scratch
        self._album = Album(scratch)
        self._crew = ThreadPoolExecutor(2, thread_name_prefix="preview crew")
        self._previews = Previews(device, self._crew, scratch)
        self._subjects = Subjects(device)
        self._folder = Path(tempfile.mkdtemp(prefix="patina-"))
        self._names = itertools.count()

    def examine(self, request: asked.Examine, counted: Callable[[int], None], cancelled: Callable[[], bool]) -> Examined:
        previews = Previews(self._device, self._crew, self._scratch)
        try:
            return examined(
                request.number,
                [path_of(source) for source in request.sources],
                path_of(request.destination),
                recipe_of(request.recipe),
                Naming(request.suffix, request.template, pyramid=request.pyramid),
                previews,
                self._scratch,
                counted,
                cancelled,
            )
        finally:
            previews.close()

    def measure(self, request: asked.Measure) -> PictureMeasured:
        with self._album.picture(path_of(request.source)) as opened:
            shape = opened.source.shape
            return PictureMeasured(request.number, shape.height, shape.width, shape.channels, shape.bits, opened.levels)

    def make_thumbnail(self, request: asked.MakeThumbnail) -> PictureMade:
        return PictureMade(request.number, uri_of(thumbnail(path_of(request.source), request.side, self._scratch)))

    def read_tile(self, request: asked.ReadTile) -> PictureMade:
        with self._album.picture(path_of(request.source)) as opened:
            tile = opened.tile(request.level, request.row, request.column)
        file = self._file()
        write_ppm(tile, file)
        return PictureMade(request.number, uri_of(file))

    def preview(self, request: asked.Preview, cancelled: Callable[[], bool]) -> PreviewPainted:
        if cancelled():
            raise Cancelled
        box = Box(request.top, request.left, request.bottom, request.right)
        with self._album.picture(path_of(request.source)) as opened:
            recipe = edited(recipe_of(request.recipe), edit_of(request.edit))
            seen = self._previews.paint(opened, recipe, box, cancelled)
        before, after = self._file(), self._file()
        write_ppm(as_bytes(seen.before), before)
        write_ppm(as_bytes(seen.after), after)
        place = seen.box
        return PreviewPainted(
            request.number, request.view, place.top, place.left, place.bottom, place.right, uri_of(before), uri_of(after),
            seen.remarks, seen.not_needed,
        )  # fmt: skip

    def find_damage(self, request: FindDamage, cancelled: Callable[[], bool]) -> DamageFound:
        if cancelled():
            raise Cancelled
        with self._album.picture(path_of(request.source)) as opened:
            mask = self._previews.damage(opened, recipe_of(request.recipe), cancelled)
        if mask is None:
            return DamageFound(request.number, "")
        file = self._file()
        write_ppm(np.repeat(mask.astype(np.uint8)[..., None] * 255, 3, axis=2), file)
        return DamageFound(request.number, uri_of(file))

    def list_faces(self, request: ListFaces, cancelled: Callable[[], bool]) -> FacesListed:
        if cancelled():
            raise Cancelled
        with self._album.picture(path_of(request.source)) as opened:
            steps = self._previews.steps(opened, recipe_of(request.recipe), cancelled)
            found = [portrait(face, seen) for step, seen in steps if isinstance(step.look, Seen) for face in step.look.faces]
        listed: list[FaceListed] = []
        for one in found:
            before, after = self._file(), self._file()
            write_ppm(as_bytes(one.before), before)
            write_ppm(as_bytes(one.after), after)
            face = one.face
            listed.append(FaceListed(one.point, uri_of(before), uri_of(after), face.share, face.likeness, face.left))
        return FacesListed(request.number, tuple(listed))

    def select_part(self, request: SelectPart, cancelled: Callable[[], bool]) -> PartSelected:
        if cancelled():
            raise Cancelled
        with self._album.picture(path_of(request.source)) as opened:
            if request.kind == "writing":
                rings = selected_writing(opened, request.around)
            else:
                rings = selected_object(opened, request.around, self._subjects.shares(opened, cancelled))
        return PartSelected(request.number, rings)

    def explain(self, request: Explain, edited: Edited, cancelled: Callable[[], bool]) -> ResultExplained:
        if cancelled():
            raise Cancelled
        with self._album.picture(edited.source) as opened:
            found = explained(self._previews, opened, edited.recipe, cancelled)
        shown = [self._shown(one.finding.stage, one.evidence) for one in found if one.evidence]
        record = read_record(edited.result) if edited.result else None
        if edited.result:
            shown.append(self._shown("", difference(edited.source, edited.result, self._scratch)))
        made_by = (record.program, *record.models, record.device, record.made) if record else ()
        return ResultExplained(request.number, tuple(one.finding for one in found), tuple(shown), made_by)

    def _shown(self, stage: str, evidence: Evidence) -> Shown:
        if evidence.curves is not None:
            curves = tuple(tuple(round(float(value), 4) for value in curve) for curve in evidence.curves)
            return Shown(stage, evidence.title, curves=curves)
        assert evidence.shade is not None
        file = self._file()
        write_ppm(as_bytes(evidence.shade), file)
        return Shown(stage, evidence.title, uri_of(file), evidence.most)

    def paint_small(self, request: asked.PaintSmall, cancelled: Callable[[], bool]) -> PictureMade:
        path, recipe = path_of(request.source), recipe_of(request.recipe)
        made = painted_small(path, recipe, request.side, self._device, self._crew, self._scratch, cancelled)
        return PictureMade(request.number, uri_of(made))

    def show_model(self, request: asked.ShowModel, cancelled: Callable[[], bool]) -> ModelShown:
        before, after = model_shown(request.model, self._device, self._crew, self._scratch, cancelled)
        return ModelShown(request.number, request.model, uri_of(before), uri_of(after))

    def close(self) -> None:
        """Once nothing is under way any more."""
        self._crew.shutdown()
        self._previews.close()
        self._album.close()
        for file in self._folder.iterdir():
            file.unlink(missing_ok=True)
        self._folder.rmdir()

    def _file(self) -> Path:
        return self._folder / f"{next(self._names)}.ppm"
