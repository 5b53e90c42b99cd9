"""Several processes train one network as one process would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from engine.errors import PlanInvalid
from engine.training.checkpoint import load_checkpoint
from engine.training.players import Players
from engine.training.run import go_on, start_run
from engine.training.team import Team
from tests.engine.small_archive import photograph, saved
from tests.engine.training.runs import PLAN

MAIN = Path(__file__).parents[3] / "main.py"


def test_two_processes_come_to_the_weights_of_one(tmp_path: Path) -> None:
    for index in range(30):
        saved(tmp_path / "pictures" / f"{index:02}.png", photograph(56, 64, left=120 + 37 * index))
    for name in ("alone", "together"):
        start_run(PLAN, [tmp_path / "pictures"], tmp_path / name)
    alone = go_on(tmp_path / "alone", lambda _: None, workers=0)
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", str(MAIN)]
    done = subprocess.run(
        [*command, "train", str(tmp_path / "together"), "--json"],
        env=os.environ | {"OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    together = Players.start(PLAN)
    assert load_checkpoint(together, tmp_path / "together") == ""
    assert together.step == alone.step == PLAN.steps
    untrained = Players.start(PLAN)
    for one, two, start in zip(*(players.generator.parameters() for players in (alone, together, untrained)), strict=True):
        assert torch.allclose(one, two, atol=1e-5)
        assert not torch.allclose(one, start, atol=1e-4) or one.numel() < 16, "and they have learnt"
    diary = (tmp_path / "together" / "diary.jsonl").read_text().splitlines()
    assert sum("TrainingFinished" in line for line in diary) == 1, "one of them tells"


def test_a_batch_that_cannot_be_shared_is_refused_in_words() -> None:
    class Three(Team):
        size = 3

    with pytest.raises(PlanInvalid, match="a batch of 4 cannot be shared evenly by 3 processes"):
        Three(torch.device("cpu")).share(4)
    assert Team(torch.device("cpu")).share(4) == (0, 4)
