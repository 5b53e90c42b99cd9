"""Threads that decode a class for the first time, all at once."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CARD = tomllib.loads((ROOT / "models" / "bundled" / "restorer" / "model.toml").read_text(encoding="utf-8"))
VALUES: dict[str, object] = {
    "models.card:Card": CARD,
    "engine.recipe:Recipe": {"title": "Two", "stages": [{"type": "levels"}, {"type": "restore", "noise": 10.0}]},
    "engine.edits.edit:Edit": {"marks": [{"shape": {"type": "stroke", "points": [[0.5, 0.5]], "width": 0.1}}]},
}
THREADS = """
import sys, threading
from importlib import import_module
import msgspec
from engine.known import known

module, name = sys.argv[1].split(":")
value = sys.argv[2].encode()
kind = getattr(import_module(module), name)
sys.setswitchinterval(1e-6)
together = threading.Barrier(4)

def decode():
    together.wait()
    msgspec.json.decode(value, type=kind if module == "models.card" else known(kind))  # the card is known when it is imported

threads = [threading.Thread(target=decode) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize(("kind", "value"), VALUES.items())
def test_threads_may_decode_a_class_at_once(kind: str, value: object) -> None:
    command = [sys.executable, "-c", THREADS, kind, json.dumps(value)]
    for _ in range(3):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_what_the_engine_decodes_is_known_before() -> None:
    """Decoders are made where their modules are imported, which one thread does at a time."""
    calls = [call for path in ROOT.glob("engine/**/*.py") for call in decodings(path)]
    assert len(calls) > 15
    assert [call for call in calls if "known(" not in call and "tuple[float, float]" not in call] == []


def decodings(path: Path) -> Iterator[str]:
    """The calls in a file by which msgspec makes a value of a class."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("msgspec."):
            continue
        typed = len(node.args) > 1 or any(keyword.arg == "type" for keyword in node.keywords)
        if node.func.attr in ("decode", "convert") and typed:  # type: ignore[attr-defined]
            yield f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
