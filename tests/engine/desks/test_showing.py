"""Each bundled model that paints is shown on a sample picture, painted by itself, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.desks.showing import SIDE, model_shown
from engine.devices.device import Device
from engine.errors import ModelInvalid
from engine.packages import BUNDLED
from tests.engine.importing.foreign import saved_graph

MODELS = sorted(folder.name for folder in BUNDLED.iterdir() if (folder / "model.toml").is_file())
HIDDEN = {"perception"}  # paints no pictures


def shown(model: str, device: Device, folder: Path) -> tuple[Path, Path]:
    with ThreadPoolExecutor(1) as crew:
        return model_shown(model, device, crew, folder, lambda: False)


@pytest.mark.parametrize("model", [name for name in MODELS if name not in HIDDEN])
def test_a_model_is_shown_before_and_after_and_has_changed_something(
    model: str, device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    before, after = shown(model, device, tmp_path)
    first, second = (np.asarray(cv2.imread(str(path)), np.float32) for path in (before, after))
    assert first.shape == second.shape
    assert max(first.shape) == SIDE
    assert np.abs(first - second).mean() > 1
    monkeypatch.setattr("engine.desks.showing.painted_whole", None)
    assert shown(model, device, tmp_path) == (before, after), "it was kept"


def test_a_model_of_another_program_is_shown_too_and_one_that_paints_nothing_is_not(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.importing.importing import import_model

    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    import_model(saved_graph(tmp_path / "mine.onnx", 2))
    before, after = shown("mine", device, tmp_path)
    assert before.exists()
    assert after.exists()
    with pytest.raises(ModelInvalid, match="paints no pictures that could be shown"):
        shown("perception", device, tmp_path)
