"""The report of an evaluation: a page to read and print, and the same figures as JSON and as Markdown."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import cv2
import msgspec

from engine.evaluation.figures import Evaluation, Table, lines_of
from engine.evaluation.grids import as_text, grid_as_html, grid_as_markdown
from engine.evaluation.look import html_page, html_row
from engine.evaluation.scores import MEASURES
from engine.files.destination import write_whole
from engine.sheets import Copy

PAGE, FIGURES = "report.html", "scores.json"
JPEG_QUALITY = 92  # of sheets inside the page; beside it they lie as PNG


class Report(NamedTuple):
    """An evaluation with its sheets of pictures."""

    evaluation: Evaluation
    sheets: Sequence[Sequence[Copy]] = ()  # of each table
    plates: Mapping[str, Copy] = MappingProxyType({})  # sheets of no table, by name


def write_report(report: Report, folder: Path) -> None:
    """The page, the figures, and the sheets (PNG)."""
    evaluation, sheets, plates = report
    for name, plate in plates.items():
        write_whole(folder / f"sheet-{name}.png", _encoded(plate, ".png"))
    for table, its_sheets in zip(evaluation.tables, sheets, strict=True):
        for number, sheet in enumerate(its_sheets, 1):
            write_whole(folder / f"{_sheet_name(table)}-{number}.png", _encoded(sheet, ".png"))
    figures = msgspec.json.format(msgspec.json.encode(evaluation), indent=1) + b"\n"
    write_whole(folder / FIGURES, figures)
    write_whole(folder / PAGE, page(report).encode())


def markdown(evaluation: Evaluation) -> str:
    """What can be said, and the means, one table after the other; the best in bold."""
    said = ["\n".join(evaluation.verdict)] if evaluation.verdict else []
    grids = [grid_as_markdown(grid) for grid in evaluation.grids if not grid.folded]
    return "\n\n".join([*said, *grids, *(_markdown_table(table) for table in evaluation.tables)])


def page(report: Report) -> str:
    evaluation, sheets, plates = report
    parts = [f"<p>{escape(sentence)}</p>" for sentence in evaluation.verdict]
    parts += [grid_as_html(grid) for grid in evaluation.grids]
    parts += [f"<h2>Sheet: {escape(name)}</h2>\n{_picture(plate)}" for name, plate in plates.items()]
    parts += [_section(table, its_sheets) for table, its_sheets in zip(evaluation.tables, sheets, strict=True)]
    notes = "".join(f"<li>{escape(note)}</li>" for note in evaluation.notes)
    body = "\n".join(parts) + f'\n<h2>What the figures mean</h2>\n<ul class="notes">{notes}</ul>\n'
    return html_page(evaluation.title, body + f"<h2>How they were made</h2>\n{_making(evaluation)}")


# The parts of the page -----------------------------------------------------------------------------------------------


def _section(table: Table, sheets: Sequence[Copy]) -> str:
    details = "\n".join(_details(table, measure, title) for measure, title in MEASURES.items())
    pictures = "\n".join(_picture(sheet) for sheet in sheets)
    return (
        f"<h2>{escape(table.title)}</h2>\n{_means(table)}\n{details}\n"
        '<p class="notes">Crops from the middle, one to one, with the PSNR of the whole picture. At the end stand the worst: '
        "with the least gain over the input or, without inputs, the lowest PSNR. Here the crops are compressed; "
        f"{escape(_sheet_name(table))}-1.png and so on have the exact pixels.</p>\n{pictures}"
    )


def _picture(sheet: Copy) -> str:
    data = b64encode(_encoded(sheet, ".jpg")).decode()
    return f'<p><img alt="Crops of some pictures, one to one" src="data:image/jpeg;base64,{data}"></p>'


def _means(table: Table) -> str:
    head = html_row("th", ["mean of the pictures", *MEASURES.values()])
    lines = [
        "<tr><td>" + escape(name) + "</td>" + "".join(f"<td>{_bold(*cell)}</td>" for cell in cells) + "</tr>"
        for name, cells in lines_of(table)
    ]
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n" + "\n".join(lines) + "\n</tbody></table>"


def _details(table: Table, measure: str, title: str) -> str:
    head = html_row("th", ["", *(row.name for row in table.rows)])
    lines = [
        html_row("td", [picture, *(as_text(measure, getattr(row.scores[index], measure)) for row in table.rows)])
        for index, picture in enumerate(table.pictures)
    ]
    body = "\n".join(lines)
    return (
        f"<details><summary>{escape(title)} of each picture</summary>\n"
        f"<table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table></details>"
    )


def _making(evaluation: Evaluation) -> str:
    made = evaluation.made
    lines = {
        "Command": made.command,
        "Program": made.program,
        "Device": made.device,
        "Models": "; ".join(made.models) or "unknown",
        "Libraries": ", ".join(f"{name} {version}" for name, version in made.versions.items()),
        "Made": made.made,
    }
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in lines.items()) + "</dl>"


def _bold(text: str, best: bool) -> str:
    return f"<b>{text}</b>" if best else text


def _markdown_table(table: Table) -> str:
    lines = [f"| {' | '.join([table.title, *MEASURES.values()])} |", "|---" + "|---:" * len(MEASURES) + "|"]
    for name, cells in lines_of(table):
        lines.append(f"| {name} | " + " | ".join(f"**{text}**" if best else text for text, best in cells) + " |")
    return "\n".join(lines)


def _sheet_name(table: Table) -> str:
    """As a file, without number and suffix: "sheet-sigma-25" for sigma 25."""
    words = "".join(letter if letter.isalnum() or letter == "." else " " for letter in table.title.partition(":")[0]).split()
    return "-".join(["sheet", *words])


def _encoded(sheet: Copy, suffix: str) -> bytes:
    options = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if suffix == ".jpg" else []
    written, data = cv2.imencode(suffix, sheet[..., ::-1], options)  # RGB to cv2's BGR
    if not written:
        raise RuntimeError(f"the {suffix} encoder failed")
    return data.tobytes()
