"""Gathers the texts of the window and of what the engine describes, and compiles their translations.

New texts come into resources/translations/*.ts as unfinished; what was translated stays. Run by `dev.py translate`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engine.desks.describing import described
from engine.desks.laboratory import describe as described_laboratory
from engine.desks.teaching import described_damages
from engine.messages.answers import Described, StageDescribed
from engine.messages.laboratory_answers import DescribeLaboratory, StudyDescribed
from gui.sentences import SENTENCES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "zh_CN")
NAMES = "model", "recipe", "contestants", "objectives", "optimisers"
"""Options whose choices are names, the same in every language."""

TOOLS = Path(sys.executable).parent


def gathered(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> list[Path]:
    """Bring the .ts files in `folder` up to date with the sources; the files."""
    files = [folder / f"patina_{language}.ts" for language in languages]
    with tempfile.TemporaryDirectory() as made:
        words = Path(made) / "engine_words.py"
        studies = described_laboratory(DescribeLaboratory(0)).studies
        words.write_text(engine_words(described(0), described_damages(), studies), "utf-8")
        sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "gui").rglob("*.py"))]
        for language, file in zip(languages, files, strict=True):
            plurals = ["-pluralonly"] if language == "en" else []
            _tool("lupdate", *plurals, *sources, str(words), "-locations", "none", "-no-obsolete", "-source-language", "en",
                  "-target-language", language, "-ts", str(file))  # fmt: skip
    return files


def compiled(file: Path, folder: Path) -> Path:
    """The .qm of a .ts, in `folder`."""
    result = folder / file.with_suffix(".qm").name
    _tool("lrelease", str(file), "-qm", str(result))
    return result


def engine_words(told: Described, damages: Sequence[StageDescribed] = (), studies: Sequence[StudyDescribed] = ()) -> str:
    """The texts that `engine_text` is asked for, written so that lupdate finds them."""
    texts = [
        text
        for stage in (*told.stages, *damages, *studies)
        for text in (
            stage.title, stage.about,
            *(word for option in stage.options for word in (option.title, option.help, *option.labels)),
            *(str(choice) for option in stage.options if option.name not in NAMES for choice in option.choices),
        )
    ]  # fmt: skip
    texts += [text for study in studies for folder in study.folders for text in (folder.title, folder.help)]
    texts += [text for recipe in told.recipes for text in (recipe.title, recipe.about)]
    for model in told.models:
        texts += [model.title, model.purpose, model.licence, *model.scores, *model.styles]
    texts += SENTENCES
    lines = [f"QCoreApplication.translate('engine', {text!r})" for text in dict.fromkeys(texts) if text]
    return "\n".join(["from PySide6.QtCore import QCoreApplication", *lines, ""])


def _tool(name: str, *arguments: str) -> None:
    done = subprocess.run([str(TOOLS / f"pyside6-{name}"), *arguments], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for changed in gathered(FOLDER):
        compiled(changed, FOLDER)
