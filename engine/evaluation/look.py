"""The look of reports: a page that loads nothing, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 72rem; margin: 2rem auto;
  padding: 0 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .8rem; border-bottom: 1px solid #ddd; text-align: right }
th { font-weight: 600; color: #555 } th:first-child, td:first-child { text-align: left }
details { margin: .5rem 0 } summary { cursor: pointer; color: #555 }
details table { font-size: .85em }
img { max-width: 100%; border: 1px solid #ddd }
.notes, dl { color: #555; font-size: .9em } dt { font-weight: 600 } dd { margin: 0 0 .4rem; overflow-wrap: anywhere }
@media print { body { margin: 0; max-width: none; font-size: 11px } tr, img { break-inside: avoid }
  img { max-height: 25cm }
  details::details-content { content-visibility: visible } }
"""


def html_page(title: str, body: str) -> str:
    """A whole page in the look of our reports; `body` is HTML."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def html_row(tag: str, texts: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>"
