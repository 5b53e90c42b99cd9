"""The tables of the suite `stages`: for each topic every method over all pictures and, folded, every picture by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.passages import LARGE
from engine.evaluation.scales import FACTORS, WIDEST
from engine.evaluation.speeds import REPEATS, SMALL


class Topic(NamedTuple):
    """One table."""

    title: str
    note: str
    measure: str
    columns: tuple[str, ...]
    worst: tuple[str, ...] = ()  # columns of which the largest figure counts, instead of the mean


SPEED_COLUMNS = ("painting, MP/s", "looking, s", "painting, s", "wall time, s")
LARGER = tuple(f"{factor} ×" for factor in FACTORS[1:])
AGREEING = "Results from larger scans, made as small as the one at 1 ×, against that one."

SEAMS = Topic(
    "Seams",
    "In tiles against in one piece, in 8-bit levels; and the steps where tiles meet, for one elsewhere.",
    "seams",
    ("largest difference", "mean difference", "steps before", "steps after", "steps in one piece"),
    ("largest difference",),
)
SPEED = Topic("Speed", "The large pictures.", "speed", SPEED_COLUMNS)
SMALL_SPEED = Topic(f"Speed, {SMALL:g} megapixel", f"Medians of {REPEATS} passages.", "speed", SPEED_COLUMNS)
SSIM = Topic("Scale: SSIM", AGREEING, "ssim", LARGER)
PSNR = Topic("Scale: PSNR", AGREEING, "psnr", LARGER)
TOPICS = (SEAMS, SPEED, SMALL_SPEED, SSIM, PSNR)

UNTOUCHED = "untouched"
NOTES = (
    "Recipes run with all their stages, also those that a photograph does not need. Over several photographs figures are "
    "means; the largest difference is the largest of all.",
    "Large pictures are the photographs mirrored around themselves, or the middle of those that have more pixels. So real "
    "detail stays at full size, where stages work; enlarged by interpolation there would be none, and stages that look for the "
    "scale of the detail would do a part of the work. That the whole looks like a kaleidoscope matters neither to seams nor to "
    "speed.",
    "Seams: tiles are the program's own. Differences are taken in 16 bits: rounding alone makes up to 0.004 levels. Steps are "
    "mean absolute differences between neighbouring pixels. Stages that smooth or sharpen change what the edges of tiles "
    "happen to lie on, so there is a seam where the figure is higher after than in one piece.",
    f"What has more than {LARGE} x {LARGE} pixels when it is painted or surveyed might not fit into memory in one piece. It is "
    "compared with pieces of about two tiles by two instead, whose edges lie in the middle of tiles: seams are seen, but a "
    "fault that all tiles share, such as a halo that is too small by far, may be measured a little less.",
    "Speed: the megapixels are those that go in. Looking is what is done once for a picture (look, survey, look again); wall "
    "time is looking and painting. Files are not read or written meanwhile. Tiles are painted a few at a time, as in the "
    f"program. Pictures of {SMALL:g} megapixel go through once to warm up and then {REPEATS} times, larger ones once.",
    f"Scale: the photograph, at most {WIDEST} pixels wide, and enlarged bicubically; so it has 1, 4 and 16 times its pixels. "
    f"Results are made small by area. RGB, 8 bits. “{UNTOUCHED}” went through no stage: what enlarging and making small cost "
    "by themselves.",
)


@dataclass
class Findings:
    """Figures by topic, and then by method and picture."""

    found: dict[str, dict[tuple[str, str], Sequence[float]]] = field(
        default_factory=dict[str, dict[tuple[str, str], Sequence[float]]]
    )

    def note(self, topic: Topic, method: str, picture: str, figures: Sequence[float]) -> None:
        """One figure for each of the topic's columns."""
        self.found.setdefault(topic.title, {})[method, picture] = figures

    def grids(self) -> tuple[Grid, ...]:
        known = [topic for topic in TOPICS if topic.title in self.found]
        return (*(self._whole(topic) for topic in known), *(self._each(topic) for topic in known))

    def _whole(self, topic: Topic) -> Grid:
        found = self.found[topic.title]
        lines: list[Line] = []
        for method in dict.fromkeys(method for method, _ in found):
            columns = zip(*(figures for (by, _), figures in found.items() if by == method), strict=True)
            cells = (_together(column, name in topic.worst) for name, column in zip(topic.columns, columns, strict=True))
            lines.append(Line(method, tuple(cells)))
        return Grid(title=topic.title, note=topic.note, measure=topic.measure, columns=topic.columns, lines=tuple(lines))

    def _each(self, topic: Topic) -> Grid:
        lines = [
            Line(f"{method}: {picture}", tuple(mean_of([figure]) for figure in figures))
            for (method, picture), figures in self.found[topic.title].items()
        ]
        title = f"Every picture: {topic.title}"
        return Grid(title=title, note=topic.note, measure=topic.measure, columns=topic.columns, lines=tuple(lines), folded=True)


def _together(figures: Sequence[float], worst: bool) -> float | None:
    return max(figures) if worst else mean_of(figures)
