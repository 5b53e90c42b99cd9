"""The suite `repair`: how well the stage `scratches` finds and repairs damage, and its inpainter fills holes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.evaluation import repairs, specimens
from engine.evaluation.figures import Evaluation
from engine.evaluation.report import Report
from engine.evaluation.selection import spread
from engine.evaluation.suite import Suite
from engine.evaluation.watching import tracked
from engine.stages.scratches import Scratches

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Repair(Suite, tag="repair", frozen=True):
    """Damages the clean pictures as scratches and creases do, finds and repairs that, and cuts holes to be filled."""

    title = "Damage found and repaired"

    damaged: Annotated[
        Path | None, Meta(title="Damaged pictures", description="a folder of them, in place of damage drawn by code")
    ] = None
    masks: Annotated[Path | None, Meta(title="Masks", description="a folder of theirs; white is damaged")] = None

    def __post_init__(self) -> None:
        if (self.damaged is None) != (self.masks is None):
            raise ValueError(
                "--damaged and --masks belong together: give both folders, or none for damage that is drawn by code."
            )

    def run(self, clean: Path, workplace: Workplace) -> Report:
        given = (self.damaged, self.masks) if self.damaged and self.masks else None
        files = specimens.specimens_in(clean, given, self.pictures)
        workplace.prepare(clean, *(given or ()))
        made = workplace.making(Scratches().models)
        found = repairs.Repairs(workplace.device.network)
        shown = spread(len(files), repairs.ROWS)
        for index, one in enumerate(tracked(files, "repair")):
            found.see(one.specimen(), index in shown)
        title = f"{self.title}: {len(files)} pictures"
        notes = (specimens.GIVEN if given else specimens.MADE, *repairs.NOTES)
        return Report(Evaluation(title, made, notes, (), found.grids()), plates=found.sheets())
