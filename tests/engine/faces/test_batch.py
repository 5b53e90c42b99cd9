"""Recipes with the stage `faces`, through the real engine: what is written, recorded and refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from engine.devices.device import Device
from engine.errors import ModelInvalid
from engine.faces.laying import mask_at
from engine.importing.importing import import_model
from engine.packages import find_package
from engine.recipe import Recipe, read_recipe
from engine.stages.faces import Faces
from tests.engine.faces.graphs import Drawn, plain, with_faces
from tests.engine.faces.test_faces import FACES, pictured, places
from tests.engine.small_archive import drawn, hashes, restored, saved


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    """As somebody writes it."""
    file = tmp_path / "faces.toml"
    file.write_text('title = "Faces"\nonly_needed = true\n[[stages]]\ntype = "faces"\nsmallest = 32\nguard = 0.1\n', "utf-8")
    return read_recipe(file)


def test_a_batch_restores_faces_and_records_what_was_found_and_by_which_models(
    graphs: Path, mine: Path, tmp_path: Path, recipe: Recipe, device: Device
) -> None:
    for name in ("yunet", "sface", "brighter"):
        import_model(graphs / f"{name}.onnx")
    source, out = tmp_path / "in", tmp_path / "out"
    saved(source / "a.png", pictured(*FACES))
    saved(source / "b.png", plain(200, 300))
    before = hashes(source)
    assert drawn(restored(source, out, device, recipe)) == ["2 queued, 0 done before", "✓ a.png", "✓ b.png"]
    assert hashes(source) == before
    record = json.loads((out / "a.png.json").read_text("utf-8"))
    names = ("brighter", "sface", "yunet")
    assert record["models"] == {name: find_package(name).card.weights_sha256 for name in names}
    (found,) = record["findings"]
    assert found["stage"] == "faces"
    assert found["remarks"] == ["faces: 2 found, 2 restored", "model: brighter"]
    assert 0.1 <= found["certainty"] < 1
    left_out = json.loads((out / "b.png.json").read_text("utf-8"))
    assert left_out["findings"] == [{"stage": "faces", "remarks": ["faces: none found"], "needed": False}]
    assert left_out["change"] == 0
    assert drawn(restored(source, out, device, recipe)) == ["0 queued, 2 done before"]


def test_a_large_picture_of_16_bits_keeps_every_other_sample(
    graphs: Path, mine: Path, tmp_path: Path, recipe: Recipe, device: Device
) -> None:
    for name in ("yunet", "sface", "brighter"):
        import_model(graphs / f"{name}.onnx")
    height, width, face = 1700, 2500, Drawn(1200 + 800j, 1150 + 1000j)
    grain = np.random.default_rng(0).normal(0, 0.01, (height, width, 3)).astype(np.float32)
    picture = (with_faces(plain(height, width), [face]) + grain).clip(0, 1)
    saved(tmp_path / "in" / "large.tif", picture, bits=16)
    restored(tmp_path / "in", tmp_path / "out", device, recipe)
    before, after = (np.asarray(tifffile.imread(tmp_path / place / "large.tif")).astype(np.int64) for place in ("in", "out"))
    mask = mask_at(face.to_frame(places(height, width)))
    away = mask_at(face.to_frame(places(height, width)) * 0.98 + (256 + 272j) * 0.02) == 0
    assert np.array_equal(before[away], after[away])
    assert away.mean() > 0.5
    inside = (mask > 0.99) & (picture.max(axis=2) < 0.7)
    assert np.median((after - before)[inside]) == pytest.approx(0.2 * 65535, rel=0.02)


def test_without_models_nothing_is_begun_and_it_is_said_what_helps(
    mine: Path, tmp_path: Path, recipe: Recipe, device: Device
) -> None:
    saved(tmp_path / "in" / "a.png", plain(60, 80))
    with pytest.raises(ModelInvalid, match=r"needs a model that \w+ faces, and none is there") as refused:
        restored(tmp_path / "in", tmp_path / "out", device, recipe)
    assert "page “Models”" in refused.value.hint
    assert not list(tmp_path.glob("out/*.png"))


def test_what_the_weights_of_a_damaged_model_are_is_asked_before_any_picture(
    graphs: Path, mine: Path, tmp_path: Path, recipe: Recipe, device: Device
) -> None:
    for name in ("yunet", "brighter"):
        import_model(graphs / f"{name}.onnx")
    saved(tmp_path / "in" / "a.png", plain(60, 80))
    graph = mine / "brighter" / "graph.onnx"
    graph.write_bytes(graph.read_bytes()[:-9])
    with pytest.raises(ModelInvalid, match="“brighter” cannot be used"):
        restored(tmp_path / "in", tmp_path / "out", device, recipe)


def test_a_damaged_card_beside_the_others_does_no_harm(graphs: Path, mine: Path) -> None:
    for name in ("yunet", "brighter"):
        import_model(graphs / f"{name}.onnx")
    (mine / "a").mkdir()
    (mine / "a" / "model.toml").write_text("nothing", "utf-8")
    stage: Any = Faces()
    stage.check(find_package)
    assert stage.models == ("yunet", "brighter")
