"""The suite `robustness`: how the stage `restore` answers when its input changes, at worst or by a little."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.evaluation import answers
from engine.evaluation.figures import Evaluation
from engine.evaluation.report import Report
from engine.evaluation.selection import pictures_in
from engine.evaluation.suite import Pictures, Suite
from engine.evaluation.watching import tracked
from engine.names import speakable
from engine.packages import find_package
from engine.stages.restore import FAITHFUL

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Robustness(Suite, tag="robustness", frozen=True):
    """Attacks, shifts, light and wrong noise levels, against the stage `restore`."""

    title = "Robustness"

    pictures: Pictures = 6
    model: Annotated[str, Meta(title="Model", description="its id or its folder; it stands in for the restorer")] = FAITHFUL

    def run(self, clean: Path, workplace: Workplace) -> Report:
        package, pictures = answers.checked(find_package(self.model)), pictures_in(clean, self.pictures)
        workplace.prepare(clean)
        made = workplace.making([self.model])
        findings = answers.Findings()
        for path in tracked(pictures, "robustness"):
            found = answers.answers_of(clean / path, package, lambda _: workplace.device.network(self.model))
            findings.see(speakable(path.as_posix()), found)
        title = f"{self.title}: {len(pictures)} pictures, model {package.card.title}"
        return Report(Evaluation(title, made, answers.NOTES, (), findings.grids()), plates={"worst": findings.sheet()})
