"""Setting up: makes the folder .venv, fills it with what pyproject.toml names, and finds what the system lacks.

Only the standard library is used: this runs on a bare machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

NEEDED_GIGABYTES, NEEDED_WITH_CUDA = 3, 10
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_PACKAGES = ("nvidia-", "cuda-", "triton")
IMPORTED = ("pyvips", "cv2", "onnxruntime", "torch", "PySide6.QtWidgets")  # have parts that need the system's libraries
DEBIAN_PACKAGES = {  # the library that was missed -> where it is
    "libatomic.so.1": "libatomic1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class SetupFailed(Exception):
    """The machine lacks something; the message says what to do."""


def set_up(extra: str = "") -> None:
    """Makes .venv and fills it, unless that was done for the same pyproject.toml."""
    if is_set_up(extra):
        return
    if not venv_works():
        check_disk(NEEDED_GIGABYTES)
        make_venv()
    install_torch()
    say("Installing Patina and the packages that it uses …")
    pip("install", "--editable", f".[{extra}]" if extra else ".")
    check_imports()
    stamp(extra).write_text(fingerprint(), encoding="utf-8")


def is_set_up(extra: str) -> bool:
    """Whether the packages are there, be it with more than what was asked for."""
    stamps = {stamp(extra), stamp("test")}
    return PYTHON.exists() and any(path.exists() and path.read_text("utf-8") == fingerprint() for path in stamps)


def stamp(extra: str) -> Path:
    return VENV / f"patina-{extra or 'plain'}.stamp"


def fingerprint() -> str:
    """Changes with the dependencies, with the place of this folder, and with the Python that .venv was made from."""
    settings = [(ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT), os.fsencode(os.path.realpath(PYTHON))]
    return hashlib.sha256(b"\n".join(settings)).hexdigest()


def check_disk(needed: int) -> None:
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < needed:
        raise SetupFailed(f"Patina needs {needed} GB in {ROOT}, and {free:.1f} GB are free. Free some space.")
    say(f"{needed} GB are needed in {ROOT}, {free:.0f} GB are free.")


def venv_works() -> bool:
    """False also for one that was left half-made, or whose Python has since been replaced."""
    if not PYTHON.exists():
        return False
    probe = "import sys, importlib.util as u; sys.exit(sys.version_info < (3, 11) or u.find_spec('pip') is None)"
    return subprocess.call([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL) == 0


def make_venv() -> None:
    if VENV.exists():
        say(f"{VENV} is not complete; making it anew.")
    if find_spec("ensurepip") is None:  # Debian and Ubuntu keep it in a package of its own
        apt_install(f"python3.{sys.version_info.minor}-venv")
    quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "Python could not make the folder .venv.")


def install_torch() -> None:
    requirement = pinned("torch")
    planned = pip("install", "--dry-run", "--no-deps", "--report", "-", requirement)
    taken = json.loads(planned)["install"]
    if not taken:
        return  # it is there
    cuda = sys.platform == "linux" and is_cuda_build(taken[0]["metadata"])
    if cuda and not has_nvidia_card():
        say(f"Installing {requirement} for the CPU, as there is no NVIDIA card (about 200 MB) …")
        try:
            pip("install", "--retries", "2", "--index-url", CPU_INDEX, requirement)
            return
        except SetupFailed:
            say(f"{CPU_INDEX} cannot be used from here, so it has to be the build for NVIDIA cards.")
    if cuda:
        check_disk(NEEDED_WITH_CUDA)
    say(f"Installing {requirement}{' for NVIDIA cards (several gigabytes)' if cuda else ''} …")
    pip("install", requirement)


def pinned(package: str) -> str:
    """The requirement as it stands in pyproject.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return next(line for line in project["dependencies"] if re.match(rf"{package}\b", line))


def is_cuda_build(metadata: dict[str, list[str]]) -> bool:
    """Whether a build of torch, as pip's report describes it, brings the CUDA libraries along."""
    return any(needed.startswith(CUDA_PACKAGES) for needed in metadata.get("requires_dist", ()))


def has_nvidia_card() -> bool:
    return Path("/proc/driver/nvidia").exists() or shutil.which("nvidia-smi") is not None


def check_imports(installed: frozenset[str] = frozenset()) -> None:
    """Imports what needs the system's libraries, and installs or names those that are missing."""
    probe = subprocess.run([str(PYTHON), "-c", "import " + ", ".join(IMPORTED)], capture_output=True, text=True, cwd=ROOT)
    if probe.returncode == 0:
        return
    missing = re.search(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object", probe.stderr)
    package = DEBIAN_PACKAGES.get(missing[1]) if missing else None
    if package and package not in installed:
        apt_install(package)
        check_imports(installed | {package})
        return
    hint = "Install the system's package that holds the library named above"
    if WINDOWS:
        hint = "Install https://aka.ms/vs/17/release/vc_redist.x64.exe"
    raise SetupFailed(f"{probe.stderr}\nThe packages are installed, but one cannot be loaded. {hint}, then start again.")


def apt_install(package: str) -> None:
    """As root on Debian and Ubuntu it installs, after saying so; elsewhere it prints what to type."""
    if WINDOWS or shutil.which("apt-get") is None:
        raise SetupFailed(f"This machine lacks what Debian calls {package}. Install it, then start again.")
    if os.geteuid() != 0:
        raise SetupFailed(f"Please type this, then start again:\n    sudo apt-get install {package}")
    say(f"Installing {package} with apt-get …")
    quietly(["apt-get", "update"], "apt-get cannot fetch its list of packages.")
    quietly(["apt-get", "install", "--yes", "--no-install-recommends", package], f"apt-get cannot install {package}.")


def pip(*arguments: str) -> str:
    """What pip answers on its standard output."""
    return quietly(
        [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", *arguments],
        "pip failed, as shown above. If the network was away, start again when it is back.",
    )


def quietly(command: list[str], what_failed: str) -> str:
    """Runs a command; its output is shown only if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SetupFailed(f"$ {shlex.join(command)}\n{done.stdout}{done.stderr}\n{what_failed}")
    return done.stdout


def say(line: str) -> None:
    """On the error stream, so that `run … --json` keeps the other one for itself."""
    print(line, file=sys.stderr, flush=True)
