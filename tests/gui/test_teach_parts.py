"""The parts of the page “Teach”, one by one, with an engine that is only recorded and runs that are only written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.events import (
    Event,
    PaceMeasured,
    Score,
    TrainingScored,
    TrainingStepped,
    TrainingWarned,
    TuningFailed,
    TuningReached,
)
from engine.messages.answers import OptionDescribed, RequestFailed, StageDescribed
from engine.messages.teaching_answers import (
    CollectionExamined,
    DamageEstimated,
    GoalDescribed,
    ModelPublished,
    PhotographFound,
    TeachingDescribed,
)
from engine.messages.teaching_requests import DescribeTeaching, EstimateDamage, ExamineCollection, PublishModel, ShowDamage
from engine.names import path_of, uri_of
from engine.running import running_in
from gui.recipe.range_editor import RangeEditor, RangeSlider
from gui.teach.curve import Curve
from gui.teach.folder_field import FolderField
from gui.teach.goal_step import GoalStep
from gui.teach.lamps import in_plain_words
from gui.teach.lessons import AGEING, EVENTS, TROUBLE, WISH, Lesson, LessonBook
from gui.teach.numbers import Numbers
from gui.teach.page import TeachPage
from gui.teach.result_view import id_of
from gui.teach.steps import Steps
from gui.teach.studio_step import StudioStep
from gui.teach.time_step import TimeStep
from gui.teach.trainer import Trainer
from gui.teach.verdicts import Held, Interval, Near, Painted, RepairVerdict, StyleVerdict, Works, told
from tests.gui.finding import click, texts, the
from tests.gui.recording import RecordingBridge

SIGMA = OptionDescribed("sigma", "Standard deviation", "", "range", [0.0, 55.0], least=0.0, most=110.0)
NOISE = StageDescribed("noise", "Noise", "White noise.", (SIGMA,))
GRAIN = StageDescribed("grain", "Grain", "Grain of the film.", (SIGMA,))
GOALS = (
    GoalDescribed("repair", ("restorer", "mine")),
    GoalDescribed("style", (), "no model of styles is installed to start from: one called “stylist” is needed"),
    GoalDescribed("colours", (), "no colouriser is installed whose training plan is known"),
    GoalDescribed("enlarge", (), "nothing to start from"),
)


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], Any]:
    def show(widget: QWidget) -> Any:
        qtbot.addWidget(widget)
        widget.resize(900, 700)
        widget.show()
        return widget

    return show


# Steps ---------------------------------------------------------------------------------------------------------------


def test_only_what_can_be_taught_can_be_chosen_and_the_rest_says_why(shown: Callable[[QWidget], Any]) -> None:
    step: GoalStep = shown(GoalStep())
    assert not step.ready
    step.show_described(TeachingDescribed(1, GOALS, ()))
    assert (step.goal, step.model, step.ready) == ("repair", "restorer", True)
    said = "\n".join(texts(step))
    assert "No colouriser is installed whose training plan is known." in said
    assert "No model of styles is installed to start from: one called “stylist” is needed." in said


def found(name: str, finding: str = "", fixed: bool = False) -> PhotographFound:
    return PhotographFound(f"file:///scans/{name}", name, 400, 300, finding, "", fixed)


def test_steps_are_counted_without_those_that_a_goal_does_not_need(shown: Callable[[QWidget], Any], qtbot: QtBot) -> None:
    steps = shown(Steps(RecordingBridge()))
    goals = (GoalDescribed("repair", ("restorer",)), GoalDescribed("style", ("stylist",)))
    steps.show_described(TeachingDescribed(1, goals, (NOISE,)))
    assert texts(steps)[:4] == ["1  What", "2  Pictures", "3  Damage", "4  Time"]
    click(qtbot, steps, "A style from these pictures")
    assert texts(steps)[:3] == ["1  What", "2  Pictures", "3  Time"]


def test_a_folder_says_what_the_doctor_found_and_takes_ticks(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path
) -> None:
    field: FolderField = shown(FolderField(bridge, "Scans", "", "scans", fewest=3, good=50))
    field.set_model("restorer")
    field.take(tmp_path)
    asked = bridge.last(ExamineCollection)
    assert (asked.model, asked.kind, path_of(asked.folders[0])) == ("restorer", "scans", tmp_path)
    photographs = (
        found("a.tif"), found("b.tif"), found("c.tif"), found("d.tif", "already damaged"), found("e.tif", "unreadable", True),
    )  # fmt: skip
    bridge.say(CollectionExamined(asked.number, photographs, 1, 96))
    assert field.enough
    assert [one.name for one in field.kept] == ["a.tif", "b.tif", "c.tif"]
    assert field.without == ("file:///scans/d.tif",), "what is damaged is ticked at first; what is unreadable need not be"
    assert "5 pictures, 3 to learn from. That is little: 50 are a good start." in field.told.text()
    item = field.findings._list.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert len(field.kept) == 4
    assert field.without == ()
    bad = field.findings._list.item(1)
    assert not bad.flags() & Qt.ItemFlag.ItemIsUserCheckable


@pytest.mark.parametrize(("count", "word"), [(0, "too few: 3 at least"), (2, "too few: 3 at least"), (3, "That is little")])
def test_too_few_pictures_are_said_in_words(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path, count: int, word: str
) -> None:
    field: FolderField = shown(FolderField(bridge, "Scans", "", "scans", fewest=3, good=50))
    field.take(tmp_path)
    number = bridge.last(ExamineCollection).number
    bridge.say(CollectionExamined(number, tuple(found(f"{n}.tif") for n in range(count)), 0, 96))
    assert word in field.told.text()
    assert field.enough == (count >= 3)


def test_an_empty_folder_is_said_in_words(shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path) -> None:
    field: FolderField = shown(FolderField(bridge, "Clean", "", "clean", fewest=3, good=50))
    field.take(tmp_path)
    message = f"nothing to learn from in {tmp_path}: it has no pictures"
    bridge.say(RequestFailed(bridge.last(ExamineCollection).number, message, "Name folders with more."))
    assert message in field.told.text()
    assert not field.enough


def test_the_studio_begins_with_the_estimate_and_asks_for_pictures_as_sliders_move(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, qtbot: QtBot
) -> None:
    studio: StudioStep = shown(StudioStep(bridge))
    studio.show_damages((GRAIN, NOISE))
    studio.set_material(("restorer", ("file:///scans",), (), ()))
    studio.enter()
    asked = bridge.last(EstimateDamage)
    assert not studio.ready
    ageing = {"title": "yours", "share": 1.0, "damages": [{"type": "noise", "sigma": [8.0, 12.0]}], "reduce": [1.0, 1.5]}
    bridge.say(DamageEstimated(asked.number, ageing))
    assert studio.ready
    assert bridge.last(ShowDamage).ageing == ageing
    card = studio._cards["noise"]
    the(card, RangeSlider)._move(20.0)
    qtbot.waitUntil(lambda: bridge.last(ShowDamage).ageing["damages"] == [{"type": "noise", "sigma": [8.0, 20.0]}])
    qtbot.mouseClick(studio._cards["grain"].switch, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: [one["type"] for one in bridge.last(ShowDamage).ageing["damages"]] == ["grain", "noise"])
    studio.enter()
    assert len(bridge.all(EstimateDamage)) == 1, "what was set stays"


def test_time_is_told_by_what_this_machine_can_do_in_it(shown: Callable[[QWidget], Any]) -> None:
    step: TimeStep = shown(TimeStep())
    step._measured(PaceMeasured(2.0, 5))
    said = "\n".join(texts(step))
    assert "This machine takes about 600 steps in it, and looks at pictures 3,000 times." in said
    step.own.setValue(1)
    assert step.minutes == 1
    assert "about 120 steps in it, and looks at pictures 600 times. That is little" in "\n".join(texts(step))
    assert not step.ready
    step.title.setText("Box")
    assert step.ready


def test_a_range_has_two_handles_that_do_not_cross(qtbot: QtBot) -> None:
    slider = RangeSlider(0.0, 10.0)
    qtbot.addWidget(slider)
    slider.resize(240, 24)
    slider.show_range(2.0, 4.0)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert slider.ends[1] == pytest.approx(8.4, abs=0.3)
    QTest.keyClick(slider, Qt.Key.Key_Space)
    for _ in range(200):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.ends[0] == slider.ends[1]
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert slider.ends[0] < slider.ends[1]


def test_numbers_of_a_range_can_be_typed_and_stay_in_order(qtbot: QtBot) -> None:
    editor = RangeEditor(SIGMA)
    qtbot.addWidget(editor)
    editor.show_value([5, 9])
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor._numbers[0].setValue(12.125)
    assert heard == [[12.125, 12.125]]
    editor._numbers[1].setValue(30)
    assert heard[-1] == [12.125, 30.0]


# Runs ----------------------------------------------------------------------------------------------------------------


def lesson(**changes: Any) -> Lesson:
    return msgspec.structs.replace(Lesson(title="Box", goal="repair", model="restorer", scans=("file:///scans",)), **changes)


def write(folder: Path, *events: Event) -> None:
    with (folder / EVENTS).open("ab") as file:
        file.writelines(msgspec.json.encode(event) + b"\n" for event in events)


def scored(step: int, after: float, title: str = "yours") -> TrainingScored:
    return TrainingScored(step, {"old": Score(20, 25), title: Score(20, after)})


def test_a_lesson_is_kept_with_everything_that_its_command_needs(tmp_path: Path) -> None:
    book = LessonBook(tmp_path / "lessons")
    ageing = {"title": "yours", "share": 1.0, "damages": [{"type": "noise"}], "reduce": [1.0, 1.5]}
    one = book.begin(lesson(without=("file:///scans/a%20b.tif",), ageing=ageing, pictures=("file:///clean",)))
    other = book.begin(lesson(goal="style", style="file:///works"))
    assert book.folders() == [other, one] or book.folders() == sorted([one, other], reverse=True)
    kept = book.read(one)
    assert kept
    assert kept.arguments(one) == [
        "finetune", "restorer", "-o", str(one), "--minutes", "5.0", "--json", "--wish", str(one / WISH), "--scans", "/scans",
        "--pictures", "/clean", "--without", str(one / "without.txt"), "--ageing", str(one / AGEING),
    ]  # fmt: skip
    assert (one / "without.txt").read_text() == "file:///scans/a%20b.tif"
    assert book.read(tmp_path) is None


def test_where_a_run_stands_is_read_from_its_folder(tmp_path: Path, qapp: QApplication) -> None:
    book = LessonBook(tmp_path)
    folder = book.begin(lesson())
    assert Trainer(book, folder).state == "new"
    with running_in(folder):
        trainer = Trainer(book, folder)
        assert (trainer.state, trainer.busy) == ("starting", True)
        parts: tuple[Literal["preparing", "training", "judging"], ...] = ("preparing", "training", "judging")
        for part in parts:
            write(folder, TuningReached(part))
            trainer.look()
            assert trainer.state == part
        write(folder, TuningReached("training"))
        (folder / WISH).write_text("pause")
        trainer.look()
        assert trainer.state == "paused"
        trainer.stop()
        assert trainer.state == "stopping"
    trainer.look()
    assert trainer.state == "broken", "it ended without a word"
    write(folder, TuningReached("stopped"))
    trainer.look()
    assert trainer.state == "stopped"
    write(folder, TuningFailed("the disk is full", "Free some space, then go on."))
    trainer.look()
    assert (trainer.state, trainer.failure) == ("failed", TuningFailed("the disk is full", "Free some space, then go on."))
    write(folder, TuningReached("done"))
    (folder / "verdict.json").write_text("{}")
    trainer.look()
    assert trainer.state == "done"


def test_half_a_line_waits_for_its_other_half(tmp_path: Path, qapp: QApplication) -> None:
    book = LessonBook(tmp_path)
    folder = book.begin(lesson())
    trainer = Trainer(book, folder)
    line = msgspec.json.encode(TuningReached("training")) + b"\n"
    for piece in (line[:9], line[9:], b"a line that a death cut off\n"):
        with (folder / EVENTS).open("ab") as file:
            file.write(piece)
        trainer.look()
    assert trainer.events == [TuningReached("training")]


def test_a_run_shows_its_curve_its_lamps_and_why_it_cannot_go_on(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path
) -> None:
    book = LessonBook(tmp_path)
    folder = book.begin(lesson())
    write(
        folder, TuningReached("training"), scored(0, 25.0), TrainingStepped(10, 100, {}, 2.0), scored(10, 24.8),
        scored(20, 25.6), TrainingWarned(20, "the gradient is 12 times longer than usual"), scored(10, 24.9),
        TuningFailed(f"{folder}: there is no space left", "Free some space, then go on."),
    )  # fmt: skip
    page: TeachPage = shown(TeachPage(bridge, book))
    click_open(page)
    run = page.run
    assert run
    assert run.curve.points == [(0, 25.0), (10, 24.9)], "after a death some steps come again"
    assert run.curve.level == 25.0
    said = "\n".join(texts(run))
    assert "One step was much larger than usual" in said
    assert "there is no space left. Free some space, then go on." in said
    assert not run.go_on.isHidden()
    assert run.pause.isHidden()


def click_open(page: TeachPage) -> None:
    page.open(page.book.folders()[0])


def test_a_curve_with_one_point_or_none_can_be_drawn(shown: Callable[[QWidget], Any]) -> None:
    curve: Curve = shown(Curve("Score"))
    curve.grab()
    curve.show_points([(0, 25.0)], 0)
    curve.show_level(25.0, "base")
    curve.grab()
    curve.show_points([(0, 25.0), (50, 26.0)], 100)
    curve.grab()
    assert curve.accessibleName() == "Score: 26.00 dB"


@pytest.mark.parametrize(
    ("lamp", "word"),
    [
        ("the gradient is 12 times longer than usual", "shortened"),
        ("a loss was no number: gone back to the average, at half the learning rate", "stumbled"),
        ("the judge is right 97% of the time: the generator learns little from it", "too strong"),
        ("the judge is right 51% of the time: it sees no difference any more", "sees no difference"),
        ("the results differ 20% as much as the pictures they are made from", "all alike"),
        ("the colours have drifted by 14 of 255", "tint"),
        ("the finest detail is 1.7 times as strong as it should be: a checkerboard?", "squares"),
    ],
)
def test_every_lamp_has_plain_words(lamp: str, word: str) -> None:
    assert word in in_plain_words(lamp)


# Results -------------------------------------------------------------------------------------------------------------


def verdict(keep: Any, gains: list[float], low: float, high: float, forgetting: dict[str, float]) -> RepairVerdict:
    held = tuple(Held(f"{n}.png", 20, 25, 25 + gain) for n, gain in enumerate(gains))
    gain = Interval(sum(gains) / max(1, len(gains)), low, high, len(gains))
    return RepairVerdict(
        keep=keep, because=("it has forgotten: noise lost 0.40 dB",), base="restorer", measured_on="synthetic", gain=gain,
        forgetting=forgetting, share=0.4, photographs=held,
    )  # fmt: skip


def test_the_sentence_about_a_result_is_honest() -> None:
    gains = [0.8] * 41 + [-0.2] * 19
    good = verdict("tuned", gains, 0.4, 0.7, {"noise": 0.02})
    assert told(msgspec.structs.replace(good, measured_on="pairs")) == (
        "It is better on 41 of 60 photographs it had never seen, by +0.48 dB on average (95 % certain: +0.40 to +0.70); "
        "about the same on what it could do before."
    )
    assert "had never seen, damaged as your scans seem to be, by +0.48 dB" in told(good), "what is synthetic is said so"
    assert "a little worse on some of what it could do before (noise -0.15 dB)" in told(
        verdict("tuned", gains, 0.4, 0.7, {"noise": 0.15})
    )
    nothing = told(verdict("base", [0.1, -0.1] * 8, -0.05, 0.05, {}))
    assert nothing.startswith("No improvement that is more than chance")
    assert nothing.endswith("Keep the model that you had.")
    assert "it has forgotten too much" in told(verdict("base", gains, 0.4, 0.7, {"noise": 0.4}))
    assert "Only 3 photographs were kept aside" in told(verdict("base", [1.0] * 3, 1, 1, {}))


def test_a_style_judged_on_too_few_photographs_says_so_once(shown: Callable[[QWidget], Any]) -> None:
    painted = tuple(Painted(1.0, 0.5, 0.4) for _ in range(2))
    near = Near(1, Interval(0.6, 0.5, 0.7, 2), Interval(0.1, 0.05, 0.15, 2), 0.1, painted, "Monet")
    why = "2 held-out photographs are too few to tell a gain from chance"
    verdict = StyleVerdict(
        keep="base", because=(why, why), base="stylist", style=22, by={"features": near, "texture": near}, likeness=0.4,
        copied=0.3, works=Works(("a",), ("b",)),
    )  # fmt: skip
    assert told(verdict).startswith("Only 2 photographs were kept aside: too few")
    assert texts(shown(Numbers(verdict))).count(f"• {why}") == 1


def finished(book: LessonBook, keep: str = "tuned") -> Path:
    folder = book.begin(lesson())
    write(folder, TuningReached("done"))
    (folder / "verdict.json").write_bytes(msgspec.json.encode(verdict(keep, [0.5] * 8, 0.4, 0.6, {"noise": 0.0})))
    return folder


def test_a_result_is_published_under_a_name_and_a_refusal_is_said(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path
) -> None:
    book = LessonBook(tmp_path)
    folder = finished(book)
    page: TeachPage = shown(TeachPage(bridge, book))
    click_open(page)
    assert page.result
    page.result.name.setText("Großmutters Kiste, 1931")
    page.result.publish.click()
    asked = bridge.last(PublishModel)
    assert (asked.id, asked.title, asked.package) == (
        "gro-mutters-kiste-1931", "Großmutters Kiste, 1931", uri_of(folder / "package")
    )  # fmt: skip
    bridge.say(RequestFailed(asked.number, "a model called “x” is there already", "Give it another name."))
    assert page.result.answer.text() == "a model called “x” is there already. Give it another name."
    page.result.publish.click()
    bridge.say(ModelPublished(bridge.last(PublishModel).number, "gro-mutters-kiste-1931"))
    kept = book.read(folder)
    assert kept
    assert kept.published == "gro-mutters-kiste-1931"
    assert page.result.publish.isHidden()
    assert not page.result.use.isHidden()


@pytest.mark.parametrize(
    ("name", "made"),
    [("Grandmother's box", "grandmother-s-box"), ("照片", "my-model"), ("a" * 90, "a" * 64), ("--", "my-model")],
)
def test_a_name_becomes_an_id_that_files_and_recipes_take(name: str, made: str) -> None:
    assert id_of(name) == made


# The page ------------------------------------------------------------------------------------------------------------


def test_a_window_that_closes_asks_what_becomes_of_what_learns(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    book = LessonBook(tmp_path)
    folder = book.begin(lesson())
    with running_in(folder):
        write(folder, TuningReached("training"))
        page: TeachPage = shown(TeachPage(bridge, book))
        assert page.learning
        assert not page.may_close()
        box = the(page, QMessageBox)
        assert "learning" in box.text()
        click(qtbot, box, "Stop it")
        assert (folder / WISH).read_text() == "stop"
        assert not page.isVisible()
        assert page.may_close(), "it is asked once"


def test_what_learns_is_not_thrown_away_under_its_feet(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path
) -> None:
    book = LessonBook(tmp_path)
    folder = book.begin(lesson())
    with running_in(folder):
        page: TeachPage = shown(TeachPage(bridge, book))
        said: list[str] = []
        page.said.connect(said.append)
        page.throw_away(folder)
        assert folder.is_dir()
        assert "stops" in said[0]


def test_a_run_that_cannot_be_begun_says_why(shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path) -> None:
    (tmp_path / "lessons").write_text("a file where the folder should be")
    page: TeachPage = shown(TeachPage(bridge, LessonBook(tmp_path / "lessons")))
    said: list[str] = []
    page.said.connect(said.append)
    page._begin(lesson())
    assert said
    assert "lessons" in said[0]
    assert page.run is None


def test_a_process_that_cannot_begin_is_told_as_broken(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.teach.trainer.program_command", lambda *_: (str(tmp_path / "no such program"), []))
    book = LessonBook(tmp_path / "lessons")
    trainer = Trainer(book, book.begin(lesson()))
    trainer.start()
    assert trainer.state == "broken"
    (trainer.folder / TROUBLE).write_text("what it wrote")
    assert trainer.trouble == "what it wrote"


def test_the_page_asks_what_can_be_taught_when_the_engine_is_there(
    shown: Callable[[QWidget], Any], bridge: RecordingBridge, tmp_path: Path
) -> None:
    from tests.gui.described import described

    page: TeachPage = shown(TeachPage(bridge, LessonBook(tmp_path)))
    page.set_described(described())
    assert bridge.all(DescribeTeaching) == [], "nobody wants to know yet"
    page.begin_anew()
    bridge.say(TeachingDescribed(bridge.last(DescribeTeaching).number, GOALS, (GRAIN, NOISE)))
    assert page.steps.next.isEnabled()
    page.steps.next.click()
    assert not page.steps.next.isEnabled()
