"""Forms of the laboratory: what is offered can be called, as it is shown; and the editors of lists."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from engine.commands.command_line import app
from engine.desks.laboratory import describe
from engine.evaluation.menu import SUITES, suite_of
from engine.messages.answers import OptionDescribed
from engine.messages.laboratory_answers import DescribeLaboratory, LaboratoryDescribed, StudyDescribed
from engine.packages import find_package
from engine.training.comparing.comparison import under_objectives, under_optimisers
from engine.training.plan import read_plan
from gui.laboratory.book import Study
from gui.laboratory.form import StudyForm, command_of
from gui.laboratory.home import Home, Question
from gui.recipe.list_editors import NumbersEditor, SeveralEditor
from tests.gui.finding import click, texts
from tests.gui.patina import drop_on
from tests.gui.teaching import open_school


@pytest.fixture
def described(users_home: Path) -> LaboratoryDescribed:
    """What there is with a model of the user's own, as it comes over the wire."""
    open_school()
    return msgspec.json.decode(msgspec.json.encode(describe(DescribeLaboratory(1))), type=LaboratoryDescribed)


def form_of(qtbot: QtBot, described: LaboratoryDescribed, name: str) -> StudyForm:
    form = StudyForm(next(study for study in described.studies if study.name == name))
    qtbot.addWidget(form)
    form.show()
    return form


def begun(form: StudyForm) -> tuple[str, ...]:
    """The command of the study that it begins."""
    heard = list[Study]()
    form.begun.connect(heard.append)
    form.begin.click()
    (study,) = heard
    return command_of(study, Path("/the report"))


def parsed(command: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """As the command line understands it, with its own defaults; whatever it does not understand is raised."""
    called, bound, _ = app.parse_args(list(command), exit_on_error=False, print_error=False)
    bound.apply_defaults()
    return called.__name__, dict(bound.arguments)


def another(option: OptionDescribed) -> Any:
    """A value that is not the default."""
    match option.kind:
        case "whole":
            return option.default + 1
        case "number":
            return option.default / 2
        case "numbers":
            return [7.5, 0.0]
        case "several":
            return list(option.choices[::-2])
        case "choice":
            return next(choice for choice in option.choices if choice != option.default)
        case _:
            raise AssertionError(option)


def meant(study: StudyDescribed, values: dict[str, Any]) -> dict[str, Any]:
    """What the command is to get: nothing for a number or a name that stands for none."""
    every = {option.name: option.default for option in study.options} | values
    return {name: tuple(value) if isinstance(value, list) else value for name, value in every.items() if value}


# Forms ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [False, True])
def test_every_study_can_be_called_as_it_is_offered_and_with_all_options_changed(
    qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path, changed: bool
) -> None:
    assert {study.name for study in described.studies} > SUITES.keys()
    for study in described.studies:
        form = form_of(qtbot, described, study.name)
        for name, row in form.rows.items():
            (tmp_path / f"-a {name}").mkdir(exist_ok=True)
            drop_on(row, tmp_path / f"-a {name}")
        values = {option.name: another(option) for option in study.options if changed or study.name == "compare"}
        for name, value in values.items():
            form.options._edit(name, value)
        assert form.options.values == values
        called, got = parsed(begun(form))
        assert called == study.command[0]
        assert got["json"] is got["attended"] is True
        assert got["output"] == Path("/the report")
        first = got["clean"] if called == "evaluate" else got["pictures"]
        assert first in (tmp_path / "-a ", (tmp_path / "-a pictures",))
        wanted = meant(study, values) | {name: tmp_path / f"-a {name}" for name in form.rows if name not in ("", "pictures")}
        assert {name: got[name] for name in wanted} == wanted
        if called == "evaluate":
            foreign = {"clean", "output", "suite", "json", "attended"}
            given = {name: value for name, value in got.items() if value and name not in foreign}
            assert suite_of(got["suite"], given), "the suite takes them all"
        else:
            plan = read_plan(got["plan"])
            assert under_objectives(plan, got["objectives"])
            assert under_optimisers(plan, got["optimisers"])


def test_what_a_form_shows_is_what_a_command_does_where_nothing_is_said(described: LaboratoryDescribed) -> None:
    for study in described.studies:
        kind = SUITES.get("ranking" if study.name.startswith("ranking") else study.name)
        for option in study.options if kind else ():
            default = getattr(kind(), option.name)  # pyright: ignore[reportOptionalCall]
            assert option.default == (list(default) if isinstance(default, tuple) else default or type(option.default)())


def test_a_noise_level_of_nothing_is_not_no_noise_level(qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path) -> None:
    form = form_of(qtbot, described, "processes")
    drop_on(form.rows[""], tmp_path)
    form.options._edit("sigma", [0.0])
    assert parsed(begun(form))[1]["sigma"] == (0.0,)


def test_a_study_begins_only_when_its_folders_are_there(qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path) -> None:
    form = form_of(qtbot, described, "style")
    assert form.told.text() == "Choose a folder: Clean pictures"
    drop_on(form.rows[""], tmp_path)
    assert form.told.text() == "Choose a folder: Works"
    assert not form.begin.isEnabled()
    (tmp_path / "no folder.txt").touch()
    drop_on(form.rows["works"], tmp_path)
    assert form.begin.isEnabled()
    assert str(tmp_path) in texts(form.rows["works"])


def test_damaged_pictures_and_masks_are_given_both_or_not_at_all(
    qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path
) -> None:
    form = form_of(qtbot, described, "repair")
    drop_on(form.rows[""], tmp_path)
    assert form.begin.isEnabled()
    drop_on(form.rows["masks"], tmp_path)
    assert not form.begin.isEnabled()
    assert form.told.text() == "Give all of these folders, or none of them."
    drop_on(form.rows["damaged"], tmp_path)
    assert form.begin.isEnabled()


def test_a_comparison_needs_something_that_is_ticked(qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path) -> None:
    form = form_of(qtbot, described, "compare")
    drop_on(form.rows["pictures"], tmp_path)
    assert not form.begin.isEnabled()
    assert form.told.text().startswith("Tick objectives, or optimisers")
    click(qtbot, form, "lion")
    click(qtbot, form, "adam")
    assert form.told.text() == "24 pictures or more: with fewer, chance decides."
    got = parsed(begun(form))[1]
    assert (got["optimisers"], got["objectives"]) == (("adam", "lion"), ())
    assert (got["seeds"], got["minutes"]) == (2, 5.0), "as the form shows it, whatever the command's own defaults are"
    for name in ("lion", "adam"):
        click(qtbot, form, name)
    assert not form.begin.isEnabled()


def test_a_question_that_nobody_can_answer_says_why(qtbot: QtBot, described: LaboratoryDescribed) -> None:
    lacking = msgspec.structs.replace(described.studies[0], lacking="no installed model does that")
    home = Home()
    qtbot.addWidget(home)
    home.show_studies((lacking, *described.studies[1:]))
    questions = {one.accessibleName(): one for one in home.findChildren(Question)}
    first, second = questions[lacking.title], questions[described.studies[1].title]
    assert not first.begin.isEnabled()
    assert second.begin.isEnabled()
    assert "no installed model does that" in texts(first)
    restorers = next(option for option in lacking.options if option.name == "contestants").choices
    assert set(restorers) == {"restorer", "restorer-crisp", "tiny"}
    assert all(find_package(name).card.network.restores for name in restorers)


NUMBERS = OptionDescribed("sigma", "Noise levels", "in 8-bit levels", "numbers", [15.0, 25.0], least=0.5, most=100.0)


def test_numbers_are_taken_as_they_are_typed_and_half_a_number_changes_nothing(qtbot: QtBot) -> None:
    editor, heard = NumbersEditor(NUMBERS), list[list[float]]()
    qtbot.addWidget(editor)
    editor.edited.connect(heard.append)
    editor.show_value([15.0, 25.5])
    editor.show()
    line = editor.findChildren(QLineEdit)[0]
    assert line.text() == "15 25.5"
    line.selectAll()
    qtbot.keyClicks(line, "7; 3.5")
    assert heard == [[7.0], [7.0], [7.0], [7.0, 3.0], [7.0, 3.0], [7.0, 3.5]]
    heard.clear()
    for nonsense in ("x", "nan", "inf", "0.25", "-3"):  # 0.25 is below what is allowed, and so is 0
        line.selectAll()
        qtbot.keyClicks(line, nonsense)
        assert heard == [], nonsense
    line.selectAll()
    qtbot.keyClicks(line, "15 101")
    assert heard[-1] == [15.0, 10.0], "101 is above what is allowed"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "15 10", "what was last taken"


def test_what_is_no_number_to_reckon_with_is_none_where_there_are_no_limits_either(qtbot: QtBot) -> None:
    editor, heard = NumbersEditor(msgspec.structs.replace(NUMBERS, least=None, most=None)), list[list[float]]()
    qtbot.addWidget(editor)
    editor.edited.connect(heard.append)
    line = editor.findChildren(QLineEdit)[0]
    for word in ("nan", "inf", "-inf"):
        line.clear()
        qtbot.keyClicks(line, word)
        assert heard == [], word
    line.clear()
    qtbot.keyClicks(line, "-5")
    assert heard == [[-5.0]]


SEVERAL = OptionDescribed("contestants", "Models", "their ids", "several", [], choices=("anna", "berta", "carla", "dora"))


def test_of_several_choices_those_that_are_ticked_are_taken_in_their_own_order(qtbot: QtBot) -> None:
    editor, heard = SeveralEditor(SEVERAL), list[list[str]]()
    qtbot.addWidget(editor)
    editor.edited.connect(heard.append)
    editor.show_value(["berta"])
    editor.show()
    assert [box.text() for box in editor.findChildren(QCheckBox) if box.isChecked()] == ["berta"]
    for name in ("dora", "anna", "berta"):
        click(qtbot, editor, name)
    assert heard == [["berta", "dora"], ["anna", "berta", "dora"], ["anna", "dora"]]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_folder_whose_name_is_no_text_is_refused_in_words(
    qtbot: QtBot, described: LaboratoryDescribed, tmp_path: Path
) -> None:
    made, odd = form_of(qtbot, described, "ranking"), Path(os.fsdecode(os.fsencode(tmp_path) + b"/scans \xff"))
    odd.mkdir()
    made.rows[""].take(odd)
    assert "not UTF-8" in made.told.text()
    assert not made.begin.isEnabled()
