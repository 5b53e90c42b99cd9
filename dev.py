"""Sets Patina up on a bare machine, in this folder, and then runs it.

    python3 dev.py demo             ages a few pictures, restores them, and shows both on one sheet
    python3 dev.py test [ARGS]      runs every check; ARGS go to pytest
    python3 dev.py run [ARGS]       runs main.py with ARGS

On Windows: py -3.11 dev.py demo. Only the standard library is needed; everything else goes into the folder .venv.
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

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

NEEDED_GIGABYTES, NEEDED_WITH_CUDA = 3, 10
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_PACKAGES = ("nvidia-", "cuda-", "triton")
IMPORTED = ("pyvips", "cv2", "onnxruntime", "torch")  # packages with parts that need the system's libraries
DEBIAN_PACKAGES = {  # the library that was missed -> where it is
    "libatomic.so.1": "libatomic1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
}


class SetupFailed(Exception):
    """The machine lacks something; the message says what to do."""


# The three commands --------------------------------------------------------------------------------------------------


def demo() -> int:
    set_up()
    samples, restored, sheet = "demo/samples", "demo/restored", "demo/before-after.png"
    for step in (
        ["samples", samples],
        ["restore", samples, "-o", restored],
        ["sheet", samples, restored, "-o", sheet],
    ):
        say("main.py " + " ".join(step))
        status = main_program(step, folder=ROOT)
        if status:
            return status
    say(f"The pictures before and after: {ROOT / sheet}")
    return 0


def test(arguments: list[str]) -> int:
    set_up("test")
    scripts = PYTHON.parent
    checks = {
        "ruff": [PYTHON, "-m", "ruff", "check", "."],
        "import-linter": [scripts / "lint-imports"],
        "pyright": [PYTHON, "-m", "pyright"],
        "pytest": [PYTHON, "-m", "pytest", *arguments],  # last, so that its summary is the last line
    }
    failed = False
    for name, command in checks.items():
        say(f"{name} …")
        status = subprocess.call([str(part) for part in command], cwd=ROOT)
        failed = failed or status != 0
        if name != "pytest":
            say(f"{name}: passed" if status == 0 else f"{name}: FAILED")
    return int(failed)


def run(arguments: list[str]) -> int:
    set_up()
    return main_program(arguments)


def main_program(arguments: list[str], folder: Path | None = None) -> int:
    return subprocess.call([str(PYTHON), str(ROOT / "main.py"), *arguments], cwd=folder)


# Setting up ----------------------------------------------------------------------------------------------------------


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
    probe = subprocess.run(
        [str(PYTHON), "-c", "import " + ", ".join(IMPORTED)], capture_output=True, text=True, cwd=ROOT
    )
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
    raise SetupFailed(
        f"{probe.stderr}\nThe packages are installed, but one cannot be loaded. {hint}, then start again."
    )


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


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if command == "demo" and not rest:
            return demo()
        if command == "test":
            return test(rest)
        if command == "run":
            return run(rest)
    except SetupFailed as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130
    say((__doc__ or "").strip())
    return 0 if command in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 (the very Pythons that this line is for)
        installed = "{}.{}".format(*sys.version_info[:2])
        better = "py -3.11 dev.py" if WINDOWS else "python3.11 dev.py"
        sys.exit(f"Patina needs Python 3.11 or newer; this is {installed}. Install it, then type: {better} demo")
    sys.exit(main(sys.argv[1:]))
