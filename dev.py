"""Sets Patina up on a bare machine, in this folder, and then runs it.

    python3 dev.py demo             ages a few pictures, restores them, and shows both on one sheet
    python3 dev.py test [ARGS]      runs every check; ARGS go to pytest
    python3 dev.py run [ARGS]       runs main.py with ARGS; without, the window opens
    python3 dev.py screenshots      takes pictures of every page of the window, into build/screenshots
    python3 dev.py translate        gathers the window's texts, and compiles their translations
    python3 dev.py freeze           builds the program that needs no Python, in build/frozen, and tests it

On Windows: py -3.11 dev.py demo. Only the standard library is needed; everything else goes into the folder .venv.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from installer.setting_up import PYTHON, ROOT, WINDOWS, SetupFailed, apt_install, say, set_up

FROZEN = ROOT / "build" / "frozen" / "patina"
MOST_PROCESSES = 4  # of tests: each takes 2 to 3 GB


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
        "pytest": [PYTHON, "-m", "pytest", *side_by_side(), *arguments],  # last, so that its summary is the last line
    }
    failed: list[str] = []
    for name, command in checks.items():
        say(f"{name} …")
        # pytest repeats above its summary what failed before it: nobody scrolls back over thousands of tests
        environment = {**os.environ, "PATINA_FAILED_CHECKS": ", ".join(failed)}
        environment["OMP_NUM_THREADS"] = "1"  # tests that run side by side have a processor each
        if subprocess.call([str(part) for part in command], cwd=ROOT, env=environment):
            failed.append(name)
        if name != "pytest":
            say(f"{name}: FAILED" if name in failed else f"{name}: passed")
    return int(bool(failed))


def side_by_side() -> list[str]:
    """Tests in several processes, each with its own share; whoever is done takes of what others have left."""
    return ["-n", str(min(os.cpu_count() or 1, MOST_PROCESSES)), "--dist", "worksteal"]


def run(arguments: list[str]) -> int:
    set_up()
    return main_program(arguments)


def main_program(arguments: list[str], folder: Path | None = None) -> int:
    return subprocess.call([str(PYTHON), str(ROOT / "main.py"), *arguments], cwd=folder)


def screenshots(arguments: list[str]) -> int:
    set_up("test")
    screen = [] if WINDOWS or sys.platform == "darwin" or os.environ.get("DISPLAY") else virtual_screen()
    return subprocess.call([*screen, str(PYTHON), "-m", "tests.gui.screenshots", *arguments], cwd=ROOT)


def virtual_screen() -> list[str]:
    """What a command is begun with on a machine without a screen."""
    if shutil.which("xvfb-run") is None:
        for package in ("xvfb", "xauth", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0",
                        "libxkbcommon-x11-0", "fonts-noto-cjk"):  # fmt: skip
            apt_install(package)
    return ["xvfb-run", "-a", "-s", "-screen 0 3400x2200x24"]


def translate() -> int:
    set_up("test")
    return subprocess.call([str(PYTHON), "-m", "installer.translating"], cwd=ROOT)


def freeze() -> int:
    """Builds the two programs, and has each say what it has: the same as the source."""
    set_up("test")
    if sys.platform == "linux":
        if shutil.which("objdump") is None:
            apt_install("binutils")
        if not has_shared_python():
            apt_install(f"libpython3.{sys.version_info.minor}")
    build = ["--noconfirm", "--log-level", "WARN", "--distpath", "build/frozen", "--workpath", "build/work"]
    say("Building, which takes a few minutes …")
    status = subprocess.call([str(PYTHON), "-m", "PyInstaller", *build, "installer/patina.spec"], cwd=ROOT)
    if status:
        return status
    engine, window = (str(FROZEN / f"{name}{'.exe' if WINDOWS else ''}") for name in ("patina-engine", "patina"))
    source = said([str(PYTHON), str(ROOT / "main.py"), "selftest"])
    offscreen = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    for title, command in (("engine", [engine, "selftest"]), ("window", [window, "--selftest"])):
        found = said(command, offscreen)
        if found != source:
            say(f"The frozen {title} is not as the source:\n{json.dumps(found)}\ninstead of\n{json.dumps(source)}")
            return 1
        say(f"The frozen {title} has what the source has, and restored pictures.")
    say(f"The program: {FROZEN}")
    return 0


def has_shared_python() -> bool:
    """Debian keeps the library that frozen programs need in a package of its own."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    places = (sysconfig.get_config_var("LIBDIR"), f"/usr/lib/{sysconfig.get_config_var('MULTIARCH')}")
    return any((Path(str(place)) / name).exists() for place in places)


def said(command: Sequence[str], environment: dict[str, str] | None = None) -> object:
    """The JSON that a command prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment, timeout=300)
    if done.returncode:
        raise SetupFailed(f"{command[0]} ended with {done.returncode}.")
    return json.loads(done.stdout)


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {"demo": demo, "translate": translate, "freeze": freeze}
    with_rest = {"test": test, "run": run, "screenshots": screenshots}
    try:
        if command in commands and not rest:
            return commands[command]()
        if command in with_rest:
            return with_rest[command](rest)
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
