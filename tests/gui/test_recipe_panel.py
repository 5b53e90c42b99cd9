from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from engine.messages.answers import OptionDescribed
from tests.gui.described import described
from tests.gui.recipe_screen import ALL_THREE, CONTROL, LEFT, RESTORE, Shown, choose, drawn, shown_panel


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setattr("gui.recipe.history.GESTURE", 0)  # each key is a change of its own
    return shown_panel(qtbot)


def test_the_panel_begins_with_the_recommended_recipe_and_says_nothing(shown: Shown) -> None:
    assert drawn(shown) == [
        "Restore: What most scans of old photographs need.",
        "As it was saved",
        "[x] Levels",
        "[x] Restore",
    ]
    assert shown.panel.recipe == RESTORE
    assert shown.recipes == []


def test_bundled_recipes_come_first_then_the_users_own(shown: Shown) -> None:
    chooser = shown.panel.head.chooser
    assert [chooser.itemText(place) for place in range(chooser.count())] == ["Damaged", "Restore", "", "Family album"]


def test_choosing_another_recipe_shows_its_stages_and_says_so(qtbot: QtBot, shown: Shown) -> None:
    choose(qtbot, shown, "Family album")
    assert drawn(shown) == ["Family album", "As it was saved", "only what the photo needs", "[x] Levels", "[x] Restore"]
    qtbot.waitUntil(lambda: len(shown.recipes) == 1)
    assert shown.recipes[0]["stages"] == [{"type": "levels", "strength": 0.5}, {"type": "restore", "crisp": 0.3}]


def test_a_stage_that_is_switched_off_is_left_out_of_the_recipe_and_stays_on_the_panel(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    assert shown.panel.recipe["stages"] == [{"type": "restore"}]
    assert drawn(shown)[1:] == ["● Changed", "[ ] Levels: Switched off", "[x] Restore"]


def test_a_slider_changes_the_recipe_and_back_again_it_is_as_it_was_saved(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Left)
    assert shown.panel.recipe["stages"][0] == {"type": "levels", "strength": 0.99}
    assert drawn(shown)[1] == "● Changed"
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Right)
    assert drawn(shown)[1] == "As it was saved"


def test_a_moving_slider_says_something_now_and_then_and_always_the_last(qtbot: QtBot, shown: Shown) -> None:
    for _ in range(40):
        qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: bool(shown.recipes) and shown.recipes[-1]["stages"][0]["strength"] == 0.6)
    assert len(shown.recipes) < 40


def test_revert_brings_the_saved_recipe_back(qtbot: QtBot, shown: Shown) -> None:
    assert not shown.panel.head.revert.isEnabled()
    qtbot.keyClick(shown.slider("Restore"), Qt.Key.Key_Home)
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    qtbot.mouseClick(shown.panel.head.revert, LEFT)
    assert shown.panel.recipe == RESTORE
    assert drawn(shown)[1:] == ["As it was saved", "[x] Levels", "[x] Restore"]


def test_control_z_undoes_and_control_shift_z_does_it_again(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    choose(qtbot, shown, "Damaged")
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
    assert drawn(shown)[2:] == ["[ ] Levels: Switched off", "[x] Restore"]
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
    assert shown.panel.recipe == RESTORE
    for _ in range(2):
        qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert drawn(shown)[0].startswith("Damaged")


def test_undo_works_from_within_a_field_for_numbers(qtbot: QtBot, shown: Shown) -> None:
    number = shown.card("Levels").findChildren(QDoubleSpinBox)[0]
    number.selectAll()
    qtbot.keyClicks(number, "0.5")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert shown.panel.recipe["stages"][0]["strength"] == 0.5
    qtbot.keyClick(number.lineEdit(), Qt.Key.Key_Z, CONTROL)
    assert shown.panel.recipe == RESTORE
    assert number.text() == "1.00"


def test_one_drag_of_a_slider_is_one_step_back(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.recipe.history.GESTURE", 1000)
    for _ in range(10):
        qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Left)
    for _ in range(5):
        qtbot.keyClick(shown.slider("Restore"), Qt.Key.Key_Left)
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
    assert shown.panel.recipe["stages"] == [{"type": "levels", "strength": 0.9}, {"type": "restore"}]
    assert "“Strength” of “Levels”" in shown.panel.head.undo_button.toolTip()


def test_the_only_needed_box_is_a_key_of_the_recipe(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.panel.head.only_needed, LEFT, pos=QPoint(8, 8))
    assert shown.panel.recipe["only_needed"] is True
    assert drawn(shown)[1] == "● Changed"


def test_setting_a_recipe_says_nothing_and_begins_a_new_history(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    qtbot.waitUntil(lambda: len(shown.recipes) == 1)
    shown.panel.set_recipe(ALL_THREE)
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
    qtbot.wait(60)
    assert shown.panel.recipe == ALL_THREE
    assert len(shown.recipes) == 1
    assert drawn(shown)[0] == "Mine"


def test_a_changed_recipe_of_the_list_is_known_by_its_title(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.set_recipe({"title": "Damaged", "stages": [{"type": "levels", "strength": 0.2}], "only_needed": False})
    assert drawn(shown)[:2] == ["Damaged: Restore, for prints and films that are scratched, creased or dusty.", "● Changed"]
    qtbot.mouseClick(shown.panel.head.revert, LEFT)
    assert len(shown.panel.recipe["stages"]) == 3


def test_new_descriptions_leave_the_recipe_as_it_is(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    shown.card("Restore").unfold(True)
    shown.panel.set_described(described(2))
    assert drawn(shown)[1:] == ["● Changed", "[ ] Levels: Switched off", "[x] Restore"]
    assert shown.card("Restore").unfolded


def test_a_recipe_without_stages_says_that_pictures_stay_as_they_are(qtbot: QtBot, shown: Shown) -> None:
    for title in ("Levels", "Restore"):
        qtbot.keyClick(shown.card(title), Qt.Key.Key_Delete)
    assert drawn(shown)[2:] == ["No stages yet: pictures stay as they are. Add one below."]
    assert not shown.panel.head.save.isEnabled()


def test_a_model_is_put_into_the_stage_that_is_there_or_into_a_new_one(shown: Shown, qtbot: QtBot) -> None:
    model = OptionDescribed("model", "Model", "what paints", "choice", "", choices=("", "mine"))
    known = described()
    shown.panel.set_described(replace(known, stages=tuple(replace(one, options=(*one.options, model)) for one in known.stages)))
    qtbot.mouseClick(shown.card("Restore").switch, LEFT)
    shown.panel.use_model("restore", "mine")
    assert shown.panel.recipe["stages"] == [{"type": "levels"}, {"type": "restore", "model": "mine"}]
    shown.panel.use_model("colourise", "mine")
    assert {"type": "colourise", "model": "mine"} in shown.panel.recipe["stages"]
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
    assert len(shown.panel.recipe["stages"]) == 2
