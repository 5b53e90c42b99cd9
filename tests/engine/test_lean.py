"""What a batch does without: torch, which takes 200 MB and a second, where graphs do all the work."""

from __future__ import annotations

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
