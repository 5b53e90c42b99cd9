"""What the engine can say, read from its sources: every text in them that could reach the window."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {  # what speaks to other people: at the command line, in reports
    "training", "evaluation", "benchmark", "cluster", "remote", "commands",
    "address.py", "showing.py", "sheets.py", "samples.py", "ageing.py", "entries.py",
}  # fmt: skip
SQL = re.compile(
    r"\b(SELECT|UPDATE|INSERT|CREATE|PRAGMA|ALTER|DROP|INDEXED|INTEGER|BEGIN|ORDER|DESC|CASE|WHEN|state|place, id)\b|= \?|^\('"
)
PLACE = "7"  # stands where a sentence has something of the picture's


def said() -> Iterator[tuple[str, str]]:
    """(where, text): every text of several words, with its places filled."""
    files = [file for file in (ROOT / "engine").rglob("*.py") if not ELSEWHERE & set(file.relative_to(ROOT / "engine").parts)]
    for file in (*files, ROOT / "models" / "package.py"):
        tree = ast.parse(file.read_text("utf-8"))
        unsaid = {id(inner) for node in ast.walk(tree) for inner in _unsaid(node)}
        for node in ast.walk(tree):
            text = None if id(node) in unsaid else _text(node)
            if text and len(re.findall("[A-Za-z]{2,}", text)) > 1 and " " in text.strip() and not SQL.search(text):
                yield f"{file.relative_to(ROOT).as_posix()}: {text}", text


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else PLACE for part in node.values)
    return None


def _unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings; pieces of texts that are taken whole; titles and helps of options, which are described."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Meta":
        yield from ast.walk(node)
