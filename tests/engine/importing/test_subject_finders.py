"""Graphs that find subjects come in as what they are, of whatever family, and those that nearly are get the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto

from engine.backends.subject_graphs import DEVIATIONS, MEANS, shares, taken
from engine.desks.describing import described, described_stage
from engine.importing.catalogue import catalogue
from engine.importing.importing import import_model
from engine.importing.refusal import ImportRefused
from engine.recipe import STAGES
from models.networks.subject_finder import SubjectFinder
from tests.engine.subject_graphs import subject_finder


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models, empty, and of this test alone."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "models"


FAMILIES: dict[str, tuple[dict[str, Any], SubjectFinder]] = {
    "U2-Net": ({}, SubjectFinder()),
    "U2-Net, of any size": ({"side": "free"}, SubjectFinder()),
    "IS-Net": ({"side": 1024, "centred": True}, SubjectFinder(side=1024, normalised="centred")),
    "BiRefNet": ({"side": 1024, "answers": "logits"}, SubjectFinder(side=1024, answers="logits")),
    "smallest": ({"side": 224, "flat": True}, SubjectFinder(side=224)),
    "no sizes named": ({"side": 512, "unnamed": True}, SubjectFinder(side=512)),
    "odd": ({"answers": "levels"}, SubjectFinder(answers="levels")),
    "16 bits": ({"kind": TensorProto.FLOAT16}, SubjectFinder(half=True)),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_is_recognised_and_offered_to_no_stage(family: str, tmp_path: Path, mine: Path) -> None:
    options, design = FAMILIES[family]
    said: list[str] = []
    card, recognised = import_model(subject_finder(tmp_path / "u2net.onnx", **options), told=said.append)
    assert card.network == design
    assert recognised == "a graph (ONNX), 0.0 million parameters: finds what a picture is of"
    assert len(said) == 2, "nothing is measured in tiles"
    assert (mine / "u2net" / "graph.onnx").is_file()
    assert not any(stage.suits(card) for stage in STAGES)
    assert not any("u2net" in option.choices for stage in STAGES for option in described_stage(stage).options)
    (told,) = (model for model in described(0).models if model.own)
    assert told.sound


NEAR: dict[str, tuple[Callable[[Path], Path], str]] = {
    "not square": (lambda file: subject_finder(file, width=256), "takes only pictures of 256 x 320 pixels"),
    "too small": (lambda file: subject_finder(file, 128), "takes only pictures of 128 x 128 pixels"),
    "too large": (lambda file: subject_finder(file, 1280), "takes only pictures of 1280 x 1280 pixels"),
    "many kinds": (lambda file: subject_finder(file, masks=4), "tells 4 kinds of things apart"),
    "half as large": (lambda file: subject_finder(file, answer=160), "answers with 1 x 1 x 160 x 160 numbers"),
    "loud": (lambda file: subject_finder(file, loud=1e4), "answers with numbers up to 10000"),
    "grey": (lambda file: subject_finder(file, channels=2), "its input has 2 channels"),
    "a picture": (lambda file: subject_finder(file, masks=3), "it takes only pictures of 320 x 320 pixels"),
}


@pytest.mark.parametrize("what", NEAR)
def test_what_is_nearly_one_is_refused_with_the_reason(what: str, tmp_path: Path, mine: Path) -> None:
    make, reason = NEAR[what]
    with pytest.raises(ImportRefused) as refused:
        import_model(make(tmp_path / "near.onnx"))
    assert reason in str(refused.value)
    assert refused.value.hint
    assert not list(mine.iterdir())


def test_pictures_are_given_as_the_families_were_trained() -> None:
    picture = np.random.default_rng(0).random((320, 320, 3), np.float32) * np.float32(0.5)
    picture[0, 0] = 0.5  # the brightest there is counts as white
    assert taken(SubjectFinder(), picture)[0, :, 0, 0] == pytest.approx((1 - MEANS) / DEVIATIONS)
    centred = taken(SubjectFinder(normalised="centred"), picture)
    assert centred.shape == (1, 3, 320, 320)
    assert np.allclose(np.moveaxis(centred[0], 0, 2), 2 * picture - 0.5, atol=1e-6)
    black = taken(SubjectFinder(), np.zeros_like(picture))
    assert black[0, :, 5, 5] == pytest.approx(-MEANS / DEVIATIONS)


def test_whatever_is_answered_becomes_shares() -> None:
    row = np.linspace(-100, 100, 320, dtype=np.float32)
    answer = np.broadcast_to(row, (1, 1, 320, 320))
    logits = shares(SubjectFinder(answers="logits"), answer)
    assert logits.shape == (320, 320)
    assert np.allclose(logits[0], 1 / (1 + np.exp(-row.astype(np.float64))), atol=1e-6)
    assert np.allclose(shares(SubjectFinder(answers="levels"), answer)[3], np.linspace(0, 1, 320), atol=1e-6)
    assert np.array_equal(shares(SubjectFinder(), answer)[7], row.clip(0, 1))
    assert not shares(SubjectFinder(answers="levels"), np.full_like(answer, 7)).any(), "nothing stands out"


def test_those_of_the_catalogue_are_named_for_what_they_do() -> None:
    assert {model.id for model in catalogue("select")} == {"u2net", "u2netp", "isnet-general-use"}
    assert all("subject" in model.tags and model.suffix == ".onnx" for model in catalogue("select"))
