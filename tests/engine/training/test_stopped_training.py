"""Being told to stop: whoever hears it, the training saves before it ends, and goes on later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from engine.training.checkpoint import LAST
from engine.training.plan import write_plan
from models.networks.residual_unet import ResidualUNet
from tests.engine.small_archive import ROOT, photograph, saved
from tests.engine.training.runs import PLAN


@pytest.mark.skipif(os.name == "nt", reason="another way of stopping there")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_processes_of_a_run_lets_it_save(told: signal.Signals, tmp_path: Path) -> None:
    """Ctrl+C in a terminal, a service manager and `timeout` reach the process that ages the pictures as well."""
    for index in range(6):
        saved(tmp_path / "photographs" / f"{index}.png", photograph(56, 64, left=120 + 31 * index))
    slow = ResidualUNet(widths=(64, 64), blocks=(2, 2))  # so that a helper that has died is missed before the step ends
    run, endless = tmp_path / "run", replace(PLAN, network=slow, batch=48, crop=48, steps=10**6, validate_every=1)
    write_plan(endless, tmp_path / "plan.toml")
    command = [sys.executable, str(ROOT / "main.py"), "train", str(tmp_path / "plan.toml"), "--json"]
    command += ["--pictures", str(tmp_path / "photographs"), "-o", str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as child:
        assert child.stdout is not None
        assert any(b"TrainingStepped" in line for line in child.stdout)
        os.killpg(child.pid, told)
        _, said = child.communicate(timeout=60)
    assert b"Traceback" not in said
    ended = json.loads((run / "diary.jsonl").read_text().splitlines()[-1])
    assert ended["type"] == "TrainingFinished"
    assert 1 <= ended["step"] < endless.steps
    assert (run / LAST).exists()
