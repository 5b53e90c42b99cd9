"""What all tests share: a home without models or recipes of the user's own, and one device."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import quiet_devices

if TYPE_CHECKING:
    from engine.devices.device import Device

settings.register_profile(
    "patina", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("patina")


_ended: list[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    _ended.append(int(exitstatus))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if failed := os.environ.get("PATINA_FAILED_CHECKS"):
        terminalreporter.section(f"FAILED before the tests: {failed}", red=True, bold=True)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """End at once, with pytest's own verdict.

    Here Qt, torch and onnxruntime are loaded together, which no program of ours does: taking all of them down at the
    interpreter's end has turned a run in which everything passed into a failure.
    """
    if _ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ended[-1])


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """PATINA_HOME, for this process and for those that it starts: empty."""
    folder, previous = tmp_path_factory.mktemp("home"), os.environ.get("PATINA_HOME")
    os.environ["PATINA_HOME"] = str(folder)
    quiet_devices.all_alike()
    yield folder
    if previous is None:
        del os.environ["PATINA_HOME"]
    else:
        os.environ["PATINA_HOME"] = previous


@pytest.fixture(scope="session")
def device() -> Iterator[Device]:
    """The processor in float32, with its models open: what it answers is the same on every machine."""
    from engine.devices.machine import DEFAULT
    from engine.devices.opening import open_device

    opened = open_device(DEFAULT)
    yield opened
    opened.close()


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """A package with a small network whose weights are random, but so that it changes pictures only a little."""
    import torch

    from models.card import Card
    from models.networks.residual_unet import ResidualUNet
    from models.package import write_package

    design = ResidualUNet(widths=(8, 12), blocks=(1, 1))
    torch.manual_seed(3)
    network = design.build()
    with torch.no_grad():
        for weights in network.parameters():
            weights.mul_(0.8)
    card = Card(
        id="small", title="Small", purpose="For tests.", network=design, halo=24, licence="none", trained_on="nothing",
        weights_sha256="",
    )  # fmt: skip
    return write_package(tmp_path / "small", card, network).folder
