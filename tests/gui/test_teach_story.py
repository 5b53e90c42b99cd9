"""Stories of teaching, with the real engine and the real trainer: from the first click to a model in the recipe."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.desks.teaching import Teaching
from engine.events import TrainingScored, TuningReached
from engine.messages.answers import Described
from engine.messages.teaching_answers import ModelPublished
from engine.messages.teaching_requests import DescribeTeaching, PublishModel
from engine.names import uri_of
from engine.packages import find_package
from gui.bridge import EngineBridge
from gui.building import build_window
from gui.pages.pictures import PicturesPage
from gui.settings import SettingsFile
from gui.teach.lessons import Lesson, LessonBook
from gui.teach.page import TeachPage
from tests.engine.small_archive import hashes
from tests.engine.training.runs import scene, work, written
from tests.gui.finding import click, texts, the
from tests.gui.patina import Patina
from tests.gui.recording import RecordingBridge
from tests.gui.teaching import (
    LONG,
    SHORT,
    choose_model,
    clean_pictures,
    end,
    only_trainer,
    open_school,
    open_school_of_photographs,
    open_school_of_styles,
    walk,
)

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240_000  # milliseconds: a trainer that starts on a busy machine

posix = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@pytest.fixture
def school(opened: Callable[..., Patina], users_home: Path) -> Iterator[Patina]:
    open_school()
    patina = opened()
    patina.window.show_page("teach")
    yield patina
    end(the(patina.window, TeachPage))


def until(qtbot: QtBot, such: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(such()), timeout=PATIENCE)


def begun(school: Patina, place: Path, minutes: float) -> TeachPage:
    page = the(school.window, TeachPage)
    click(school.qtbot, page.home, "Teach something new…")
    walk(page.steps, lambda such: until(school.qtbot, such), place, minutes)
    click(school.qtbot, page.steps, "Begin")
    return page


def judged_again(folder: Path) -> Any:
    """What the command says of the same files."""
    command = [sys.executable, "main.py", "verdict", str(folder), "--json"]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def test_a_collection_is_taught_judged_published_and_chosen(school: Patina, qtbot: QtBot, tmp_path: Path) -> None:
    page = begun(school, tmp_path, SHORT)
    before = {place: hashes(tmp_path / place) for place in ("scans", "clean")}
    trainer = only_trainer(page)
    until(qtbot, lambda: page.result or trainer.state in ("failed", "broken"))
    assert page.result, (trainer.failure, trainer.trouble)
    scored = [event for event in trainer.events if isinstance(event, TrainingScored)]
    assert scored[0].step == 0, "what it starts from is scored too"
    assert len(scored) > 5
    assert [Path(file).is_file() for file in scored[-1].columns] == [True] * 3
    parts = [event.part for event in trainer.events if isinstance(event, TuningReached)]
    assert parts == ["preparing", "training", "judging", "done"]

    lesson = LessonBook().read(trainer.folder)
    assert lesson
    assert lesson.ageing
    plan = (trainer.folder / "run" / "plan.toml").read_text()
    amplitudes = next(damage.get("sigma") or damage.get("amplitude") for damage in lesson.ageing["damages"])
    assert str(amplitudes[0]) in plan, "what the studio showed is what was learnt"

    shown = json.loads((trainer.folder / "verdict.json").read_bytes())
    assert judged_again(trainer.folder) == shown
    gain = shown["gain"]
    said = " ".join(texts(page.result))
    assert f"{gain['mean']:+.2f} dB".replace("+0.00", "0.00") in said
    assert f"{gain['low']:+.2f} … {gain['high']:+.2f} dB".replace("+0.00", "0.00") in said
    assert sum(one["worst"] for one in shown["shown"]) == 3

    page.result.name.setText("Grandmother's box")
    click(qtbot, page.result, "Publish it")
    school.until(ModelPublished)
    described = school.until(Described)
    restore = next(stage for stage in described.stages if stage.name == "restore")
    choices = next(option for option in restore.options if option.name == "model").choices
    assert "grandmother-s-box" in choices
    until(qtbot, lambda: page.result and "published as “grandmother-s-box”" in " ".join(texts(page.result)))
    assert {place: hashes(tmp_path / place) for place in ("scans", "clean")} == before


def test_a_run_is_paused_stopped_and_goes_on_in_another_window(school: Patina, qtbot: QtBot, tmp_path: Path) -> None:
    page = begun(school, tmp_path, LONG)
    trainer, run = only_trainer(page), page.run
    assert run
    until(qtbot, lambda: trainer.state == "training" and len(run.curve.points) > 1)
    click(qtbot, run, "Pause")
    until(qtbot, lambda: trainer.state == "paused")
    qtbot.wait(1200)
    told = len(trainer.events)
    qtbot.wait(2500)
    assert len(trainer.events) == told, "a paused run takes no steps"
    click(qtbot, run, "Go on")
    until(qtbot, lambda: len(trainer.events) > told)
    click(qtbot, run, "Stop for today")
    until(qtbot, lambda: trainer.state == "stopped")
    assert (trainer.folder / "run" / "checkpoint.pt").is_file()
    last = run.curve.points[-1][0]

    bridge = EngineBridge()
    other = build_window(bridge, SettingsFile())
    qtbot.addWidget(other)
    tomorrow = the(other, TeachPage)
    tomorrow.open(trainer.folder)
    assert tomorrow.run
    assert "It was stopped" in " ".join(texts(tomorrow.run))
    assert tomorrow.run.curve.points == run.curve.points
    click(qtbot, tomorrow.run, "Go on")
    until(qtbot, lambda: tomorrow.run and tomorrow.run.curve.points[-1][0] > last)
    end(tomorrow)
    bridge.close()


@posix
def test_a_run_whose_process_is_killed_says_so_and_goes_on(school: Patina, qtbot: QtBot, tmp_path: Path) -> None:
    page = begun(school, tmp_path, LONG)
    trainer = only_trainer(page)
    until(qtbot, lambda: trainer.state == "training")
    os.kill(trainer.process_id, signal.SIGKILL)
    until(qtbot, lambda: trainer.state == "broken")
    assert page.run
    assert "ended unexpectedly" in " ".join(texts(page.run))
    seen = len(trainer.events)
    click(qtbot, page.run, "Go on")
    until(qtbot, lambda: any(isinstance(event, TrainingScored) for event in trainer.events[seen:]))
    assert trainer.state == "training"


@pytest.mark.parametrize(
    ("goal", "model", "stage"),
    [("Colours of this period", "tiny-colours", "colourise"), ("Enlarge my kind of scan", "tiny-enlarger", "enlarge")],
)
def test_what_learns_from_photographs_alone_is_taught_judged_and_chosen(
    goal: str, model: str, stage: str, opened: Callable[..., Patina], users_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    open_school_of_photographs()
    school = opened()
    school.window.show_page("teach")
    page = the(school.window, TeachPage)
    click(qtbot, page.home, "Teach something new…")
    steps = page.steps
    until(qtbot, lambda: steps.goal.ready)
    click(qtbot, steps, goal)
    choose_model(steps, model)
    click(qtbot, steps, "Next")
    pictures = clean_pictures(tmp_path / "mine")
    before = hashes(pictures)
    steps.folders.needed[0].take(pictures)
    until(qtbot, lambda: steps.next.isEnabled())
    click(qtbot, steps, "Next")
    steps.time.own.setValue(SHORT)
    steps.time.choose_own()
    click(qtbot, steps, "Begin")
    trainer = only_trainer(page)
    until(qtbot, lambda: page.result or trainer.state in ("failed", "broken"))
    assert page.result, (trainer.failure, trainer.trouble)

    shown = json.loads((trainer.folder / "verdict.json").read_bytes())
    assert judged_again(trainer.folder) == shown
    said = " ".join(texts(page.result))
    assert f"{shown['gain']['mean']:+.2f} dB".replace("+0.00", "0.00") in said
    assert set(shown["shown"][0]["pictures"]) == {"before", "base", "tuned", "original"}
    assert "other photographs" in said
    click(qtbot, page.result, "Publish it")
    school.until(ModelPublished)
    described = next(one for one in school.until(Described).stages if one.name == stage)
    assert "mine" in next(option for option in described.options if option.name == "model").choices
    until(qtbot, lambda: page.result and not page.result.use.isHidden())
    click(qtbot, page.result, "Use it in the recipe")
    desk = the(school.window, PicturesPage)
    assert desk.isVisible()
    assert {"type": stage, "model": "mine"} in desk.panel.recipe["stages"]
    assert hashes(pictures) == before
    end(page)


def test_a_style_is_taught_and_stands_beside_the_others(qtbot: QtBot, tmp_path: Path) -> None:
    open_school_of_styles()
    works = written(tmp_path / "van gogh", [work(number) for number in range(8)])
    photographs = written(tmp_path / "photographs", [scene(number) for number in range(40)])
    book = LessonBook()
    folder = book.begin(Lesson(
        title="Van Gogh", goal="style", model="stylist", style=uri_of(works), pictures=(uri_of(photographs),), minutes=SHORT
    ))  # fmt: skip
    teaching, page = Teaching(), TeachPage(RecordingBridge(), book)
    qtbot.addWidget(page)
    page.show()
    (style,) = (goal for goal in teaching.describe(DescribeTeaching(1)).goals if goal.name == "style")
    assert style.models == ("stylist",)
    trainer = only_trainer(page)
    trainer.start()
    until(qtbot, lambda: trainer.state in ("done", "failed", "broken"))
    assert trainer.state == "done", (trainer.failure, trainer.trouble)
    page.open(folder)
    assert page.result
    shown = json.loads((folder / "verdict.json").read_bytes())
    assert judged_again(folder) == shown
    said = " ".join(texts(page.result))
    for near in shown["by"].values():
        assert f"{near['over_nearest']['mean']:+.3f}" in said
    teaching.publish(PublishModel(2, uri_of(folder / "package"), "", "Van Gogh", "van gogh"))
    assert find_package("stylist").card.styles == ("one", "two", "van gogh")
    teaching.close()
