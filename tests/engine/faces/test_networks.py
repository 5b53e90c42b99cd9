"""Graphs of the YuNet, SFace and GFPGAN families answer here as they do in OpenCV, and as their own programs have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from onnx import TensorProto

from engine.devices.device import Device
from engine.devices.machine import BACKENDS
from engine.devices.opening import open_device
from engine.faces.aligning import SMALL_TEMPLATE, similarity
from engine.faces.finding import faces_in
from engine.faces.guarding import cosine
from engine.importing.importing import import_model
from tests.engine.faces.graphs import Drawn, plain, restorer, spot, with_faces
from tests.engine.small_archive import overview_of

FACES = (Drawn(150 + 140j, 158 + 180j), Drawn(460 + 300j, 430 + 330j))


def test_a_finder_finds_what_opencv_finds_with_it(graphs: Path, mine: Path, device: Device) -> None:
    picture = with_faces(plain(640, 640), FACES)
    picture = np.rint(picture * 255).astype(np.float32) / np.float32(255)  # OpenCV is given 8 bits
    import_model(graphs / "yunet.onnx")
    detector = cv2.FaceDetectorYN.create(str(graphs / "yunet.onnx"), "", (640, 640), 0.7, 0.3, 5000)
    wanted = np.asarray(detector.detect(np.rint(picture[..., ::-1] * 255).astype(np.uint8))[1], np.float64)
    rows = device.network("yunet")(picture[None])[0, :, 0]
    assert len(rows) == 80**2 + 40**2 + 20**2
    assert len(wanted) == 2
    rows = rows[rows[:, 0] >= 0.7]
    assert all(np.abs(wanted[:, :14] - row[1:]).max(axis=1).min() < 0.5 for row in rows)
    for row in wanted:  # the same place was found, with the same numbers
        nearest = rows[np.abs(rows[:, 1:] - row[:14]).max(axis=1).argmin()]
        assert np.abs(nearest[1:] - row[:14]).max() < 0.01
        assert nearest[0] == pytest.approx(row[14], abs=1e-3)
    found = faces_in(overview_of(picture), device.network("yunet"), 32)
    assert len(found) == 2
    for face in found:
        box = np.array([face.left, face.top, face.width, face.height])
        assert np.abs(wanted[:, :4] - box).max(axis=1).min() < 0.5, "seen smaller, it may have been surer"


def test_a_recogniser_answers_as_in_opencv(graphs: Path, mine: Path, device: Device) -> None:
    import_model(graphs / "sface.onnx")
    face = np.random.default_rng(2).integers(0, 256, (112, 112, 3), np.uint8)  # RGB
    theirs = cv2.FaceRecognizerSF.create(str(graphs / "sface.onnx"), "")
    wanted = np.asarray(theirs.feature(np.ascontiguousarray(face[..., ::-1])), np.float32).reshape(-1)
    answer = device.network("sface")((face[None] / 255).astype(np.float32))
    assert answer.shape == (1, 1, 1, 128)
    assert np.abs(answer.reshape(-1) - wanted).max() < 1e-2
    other = wanted + np.float32(40)
    cosines = theirs.match(wanted[None], other[None], cv2.FaceRecognizerSF_FR_COSINE)
    assert cosine(wanted, other) == pytest.approx(cosines, abs=1e-5)


def test_a_face_is_aligned_as_opencv_aligns_it(graphs: Path) -> None:
    """The places of the five landmarks, of a face whose own lie nowhere near the template."""
    points = np.array([300 + 200j, 410 + 240j, 350 + 310j, 270 + 330j, 370 + 380j])
    theirs = cv2.FaceRecognizerSF.create(str(graphs / "sface.onnx"), "")
    down, across = np.mgrid[:500, :600] / 3
    ramps = np.stack([across, down, np.zeros((500, 600))], 2)
    row = np.array([[0, 0, 600, 500, *(side for point in points for side in (point.real, point.imag)), 1]], np.float32)
    aligned = np.asarray(theirs.alignCrop(np.rint(ramps).astype(np.uint8), row), np.float64)[..., :2] * 3  # places
    ours = similarity(points, SMALL_TEMPLATE).back(np.arange(112) + 1j * np.arange(112)[:, None])
    assert np.abs(ours.real - aligned[..., 0])[20:100, 20:100].max() < 4  # an 8-bit level is 3 pixels
    assert np.abs(ours.imag - aligned[..., 1])[20:100, 20:100].max() < 4


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("kind", [TensorProto.FLOAT, TensorProto.FLOAT16])
def test_the_range_of_a_restorer_is_found_out(signed: bool, kind: Any, tmp_path: Path, mine: Path, device: Device) -> None:
    pattern = spot(200 + 300j, 0.4)
    file = restorer(tmp_path / "own.onnx", pattern, signed, squash=not signed, kind=kind)
    design = import_model(file).card.network
    assert (getattr(design, "signed", None), getattr(design, "half", None)) == (signed, kind == TensorProto.FLOAT16)
    face = np.full((1, 512, 512, 3), 0.25, np.float32)
    answer = device.network("own")(face)
    assert np.abs(answer[0] - face[0] - np.moveaxis(pattern, 0, 2)).max() < 2e-3


@pytest.mark.parametrize("shape", [[], [1]])
def test_a_second_input_is_told_how_faithful_to_stay(shape: list[int], tmp_path: Path, mine: Path, device: Device) -> None:
    import_model(restorer(tmp_path / "former.onnx", 0.2, second=shape))
    card = mine / "former" / "model.toml"
    face = np.full((1, 512, 512, 3), 0.25, np.float32)
    assert device.network("former")(face) == pytest.approx(0.25 + 0.7 * 0.2, abs=1e-5)
    card.write_text(card.read_text("utf-8").replace("fidelity = 0.7", "fidelity = 1.0"), "utf-8")
    assert device.network("former")(face) == pytest.approx(0.25 + 0.2, abs=1e-5)


def test_every_backend_runs_them(graphs: Path, mine: Path) -> None:
    for name in ("yunet", "sface", "brighter"):
        import_model(graphs / f"{name}.onnx")
    picture = with_faces(plain(640, 640), FACES)
    answers: dict[str, list[Any]] = {}
    for name in BACKENDS:
        device = open_device(name)
        networks = {model: device.network(model) for model in ("yunet", "sface", "brighter")}
        answers[name] = [run(picture[None, : run.multiple_of, : run.multiple_of]) for run in networks.values()]
        device.close()
    first, *others = answers.values()
    for other in others:
        assert all(np.allclose(one, two, rtol=1e-4, atol=1e-3) for one, two in zip(first, other, strict=True))
