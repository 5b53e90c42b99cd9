"""Models for faces, taken in as somebody would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.faces.graphs import finder, recogniser, restorer


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models, empty, and of this test alone."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "models"


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with yunet.onnx, sface.onnx, and brighter.onnx, which makes a face 0.2 brighter."""
    folder = tmp_path_factory.mktemp("graphs")
    finder(folder / "yunet.onnx")
    recogniser(folder / "sface.onnx")
    restorer(folder / "brighter.onnx", 0.2)
    return folder
