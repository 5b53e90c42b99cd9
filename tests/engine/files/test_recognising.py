"""All formats are known, whichever module is read first."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.files.recognising import FORMATS


@pytest.mark.parametrize("first", ["engine.formats.tiff", "engine.formats.png", "engine.files.recognising", "engine.batch"])
def test_formats_are_known_whatever_is_read_first(first: str) -> None:
    code = f"import {first}; from engine.files.recognising import FORMATS; print(*(one.title for one in FORMATS))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == [one.title for one in FORMATS] == ["JPEG", "PNG", "TIFF"]
