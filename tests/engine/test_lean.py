"""What a batch does without: torch, which takes 200 MB and a second, where graphs do all the work; threads that only wait."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.devices.machine import BACKENDS
from tests.engine.small_archive import saved

RUN = """
import sys
sys.argv = ["main.py", *sys.argv[1:]]
import main
try:
    main.main()
finally:
    print("loaded:", "torch" in sys.modules)
"""


def test_nobody_is_told_that_openvino_was_imported() -> None:
    code = "import sys, engine.backends.openvino_cpu; print(sys.modules.get('openvino_telemetry'), 'ssl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["None", "False"], "its telemetry is loaded, or something else that speaks with the network"


@pytest.mark.skipif(sys.platform != "linux", reason="only there are threads counted so")
def test_numpy_has_no_threads_of_its_own() -> None:
    """They spin for a while after each product of matrices, on processors that networks want."""
    code = "import main, numpy, os; numpy.ones((500, 500)) @ numpy.ones((500, 500)); print(len(os.listdir('/proc/self/task')))"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, env=environment)
    assert done.stdout.split() == ["1"]


@pytest.mark.parametrize("recipe", ["restore-and-colourise", "damaged"])
@pytest.mark.parametrize("device", ["cpu", "openvino-bf16"])
def test_a_batch_loads_no_torch_where_other_libraries_run_the_networks(tmp_path: Path, recipe: str, device: str) -> None:
    if device not in BACKENDS:
        pytest.skip("this processor has no bfloat16")
    saved(tmp_path / "in" / "a.png")
    arguments = ["restore", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--recipe", recipe, "--device", device]
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, timeout=120, check=False)
    assert (tmp_path / "out" / "a.png").exists(), done.stderr
    assert "loaded: False" in done.stdout, done.stdout
