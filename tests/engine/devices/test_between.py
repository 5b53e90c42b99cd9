"""What lies between two models: a model of its own, opened once, and refused in words where nothing lies between."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.devices.device import Device
from engine.devices.opening import open_device
from engine.devices.runner import OPEN
from engine.errors import ModelInvalid
from engine.model import Between
from engine.packages import find_package
from engine.stages.restore import Restore
from models.networks.residual_unet import ResidualUNet
from models.package import read_package, write_package
from tests.engine.devices.test_device import Recorder, tile


@pytest.fixture
def crisp_model(small_model: Path, tmp_path: Path) -> Path:
    """A model trained on from the small one: its weights are all a little larger."""
    package = read_package(small_model)
    network = package.network()
    with torch.no_grad():
        for weights in network.parameters():
            weights.mul_(1.25)
    return write_package(tmp_path / "crisp", msgspec.structs.replace(package.card, id="crisp"), network).folder


@pytest.fixture
def other_design(small_model: Path, tmp_path: Path) -> Path:
    design = ResidualUNet(widths=(8, 16), blocks=(1, 1))
    card = msgspec.structs.replace(read_package(small_model).card, id="other", network=design)
    return write_package(tmp_path / "other", card, design.build()).folder


def test_the_ends_are_the_models_themselves_and_the_middle_is_their_mean(small_model: Path, crisp_model: Path) -> None:
    one, other = read_package(small_model).tensors(), read_package(crisp_model).tensors()
    for share in (0.0, 0.5, 1.0):
        found = find_package(Between(str(small_model), str(crisp_model), share)).tensors()
        for name, tensor in found.items():
            torch.testing.assert_close(tensor, (1 - share) * one[name] + share * other[name])


def test_a_device_answers_with_what_lies_between(small_model: Path, crisp_model: Path) -> None:
    device = open_device("torch-cpu")
    picture = np.random.default_rng(1).random((1, 32, 32, 4), np.float32)
    try:
        faithful, half, crisp = (
            device.network(Between(str(small_model), str(crisp_model), share))(picture) for share in (0.0, 0.5, 1.0)
        )
        np.testing.assert_array_equal(faithful, device.network(str(small_model))(picture))
    finally:
        device.close()
    whole = np.abs(crisp - faithful).mean()
    assert whole > 1e-4
    assert 0 < np.abs(half - faithful).mean() < whole


def test_its_halo_is_the_larger_one_and_its_name_says_what_it_is(small_model: Path, crisp_model: Path, tmp_path: Path) -> None:
    crisp = read_package(crisp_model)
    write_package(crisp_model, msgspec.structs.replace(crisp.card, halo=40), crisp.network())
    card = find_package(Between(str(small_model), str(crisp_model), 0.3)).card
    assert card.halo == 40
    assert card.id == "small, 30% towards crisp"


def test_the_same_place_is_the_same_package(small_model: Path, crisp_model: Path) -> None:
    packages = [find_package(Between(str(small_model), str(crisp_model), share)) for share in (0.2, 0.4, 0.2)]
    assert packages[0] is packages[2]
    assert packages[0] is not packages[1]


def test_models_of_other_designs_are_refused_in_words(small_model: Path, other_design: Path) -> None:
    with pytest.raises(ModelInvalid, match=r"“small” and “other” have different networks"):
        find_package(Between(str(small_model), str(other_design), 0.5))


def test_a_slider_does_not_fill_the_memory(small_model: Path, crisp_model: Path) -> None:
    backend = Recorder()
    backend.may_begin.set()
    device = Device(backend)
    places = [Between(str(small_model), str(crisp_model), step / 40) for step in range(2 * OPEN)]
    packages = [find_package(place) for place in places]
    try:
        for package in packages:
            device.submit(package, tile(0.5)).result(10)
        assert backend.opened == 2 * OPEN
        device.submit(packages[-1], tile(0.5)).result(10)
        assert backend.opened == 2 * OPEN  # still open
        device.submit(packages[0], tile(0.5)).result(10)
        assert backend.opened == 2 * OPEN + 1  # closed long ago
    finally:
        device.close()


@given(crisp=st.floats(0, 1))
def test_the_record_names_the_models_that_were_used(crisp: float) -> None:
    stage = Restore(crisp=crisp)
    assert stage.models == (("restorer", "restorer-crisp") if crisp else ("restorer",))
    assert stage.restorer == (Between("restorer", "restorer-crisp", crisp) if crisp else "restorer")
