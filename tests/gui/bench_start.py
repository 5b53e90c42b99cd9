"""How long it takes from the start of the process until the window is on the screen, and where the time goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "onnxruntime", "numpy", "cv2")


def measure(times: int) -> list[tuple[str, str]]:
    """The best of several starts, by what is written on the screen."""
    with tempfile.TemporaryDirectory(prefix="patina-") as folder:
        environment = {**os.environ, "PATINA_HOME": folder, "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that was installed has been compiled
        starts = [_started(environment) for _ in range(times + 1)][1:]
    best = min(starts, key=lambda start: start["seconds"])
    least = min(start["processor"] for start in starts)
    return [
        ("first window after", f"{best['seconds']:.2f} s (best of {times}; all: {_all(starts)})"),
        ("… of processor time", f"{least:.2f} s"),
        ("… Python itself", f"{best['python']:.2f} s"),
        ("… modules read", f"{best['modules']:.2f} s"),
        ("… built and painted", f"{best['built']:.2f} s"),
        ("memory of the window", f"{best['megabytes']:.0f} MB"),
        ("heavy modules loaded", ", ".join(best["heavy"]) or "none"),
    ]


def _all(starts: list[dict[str, Any]]) -> str:
    return ", ".join(f"{start['seconds']:.2f}" for start in starts)


def _started(environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.gui.bench_start", str(time.monotonic())]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=120)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def be_the_window(began: float) -> None:
    """The program as main.py starts it, which closes as soon as it is painted."""
    python = time.monotonic() - began
    sys.argv = ["main.py"]
    import gui.app as app
    import gui.building as building
    from tests.gui.memory import peak_megabytes

    modules = time.monotonic() - began - python

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    class Seen(building.MainWindow):
        said = False

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not self.said:
                self.said = True
                app.QTimer.singleShot(0, self.end)  # when the whole window is painted

        def end(self) -> None:
            seconds = time.monotonic() - began
            found = {
                "seconds": seconds, "processor": time.process_time(), "python": python, "modules": modules,
                "built": seconds - modules - python, "megabytes": peak_megabytes(os.getpid()),
                "heavy": [name for name in HEAVY if name in sys.modules],
            }  # fmt: skip
            sys.stdout.write(json.dumps(found) + "\n")
            QApplication.closeAllWindows()

    building.MainWindow = Seen
    app.run(sys.argv)


if __name__ == "__main__":
    be_the_window(float(sys.argv[1]))
