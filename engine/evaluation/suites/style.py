"""The suite `style`: photographs in every style, and how near they come to works of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.errors import AppError
from engine.evaluation import hands, styling
from engine.evaluation.figures import Evaluation
from engine.evaluation.report import Report
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in
from engine.evaluation.suite import Pictures, Suite
from engine.stages.style import Style as Stage

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Style(Suite, tag="style", frozen=True):
    """Paints the clean photographs in every style that `works` has a folder for, and compares them with what is in it."""

    title = "Photographs painted"

    works: Annotated[Path | None, Meta(title="Works", description="a folder of folders, each named as a style")] = None
    pictures: Pictures = 24

    def run(self, clean: Path, workplace: Workplace) -> Report:
        paths = pictures_in(clean, self.pictures)
        if self.works is None:
            raise AppError("works of the styles are missing", "Add --works, a folder of folders that are named as the styles.")
        styles = styling.styles_with_works(self.works)
        workplace.prepare(clean, self.works)
        made = workplace.making(Stage().models)
        photographs = [read(clean / path) for path in paths]
        found = list(styling.styled(photographs, self.works, styles, workplace.device.network))
        title = f"{self.title}: {len(paths)} photographs, {len(found)} styles"
        plates = {"styles": styling.sheet(photographs, found)}
        return Report(Evaluation(title, made, hands.NOTES, (), (styling.grid(found),)), plates=plates)
