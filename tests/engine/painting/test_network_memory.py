"""What designs say of the memory that their networks take: tiles are cut by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.packages import find_package

SMALL, LARGE = 512, 1024  # pixels along the side
PEAK = """
import sys
import numpy as np
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.memory import gather_arenas
from engine.packages import find_package
gather_arenas()
package, side = find_package(sys.argv[1]), int(sys.argv[2])
session = OnnxCpu().open(package)
session(np.zeros((1, side, side, package.card.network.planes), np.float32))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def peak(model: str, side: int) -> int:
    """Bytes, of a process that runs the model once on a tile of that side."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, model, str(side)], capture_output=True, text=True, check=True, timeout=120
    )
    return 1024 * int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of another process")
@pytest.mark.parametrize("model", ["restorer", "finder", "inpainter", "enlarger-x2"])
def test_a_network_takes_about_what_its_design_says(model: str) -> None:
    each = (peak(model, LARGE) - peak(model, SMALL)) / (LARGE**2 - SMALL**2)
    assert 0.7 < each / find_package(model).card.network.memory < 1.3, f"{each:.0f} bytes for a pixel"
