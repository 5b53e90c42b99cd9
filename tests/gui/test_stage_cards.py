from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from tests.gui.described import described
from tests.gui.recipe_screen import ALL_THREE, CONTROL, LEFT, RESTORE, Shown, add, drag, drawn, shown_panel


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setattr("gui.recipe.history.GESTURE", 0)  # each key is a change of its own
    return shown_panel(qtbot)


def test_control_down_and_control_up_move_the_stage_that_has_the_focus(qtbot: QtBot, shown: Shown) -> None:
    shown.card("Levels").setFocus()
    qtbot.keyClick(shown.card("Levels"), Qt.Key.Key_Down, CONTROL)
    assert shown.titles() == ["Restore", "Levels"]
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Down, CONTROL)
    assert shown.titles() == ["Restore", "Levels"], "it is the last already"
    qtbot.keyClick(shown.card("Levels"), Qt.Key.Key_Up, CONTROL)
    assert shown.panel.recipe == RESTORE


def test_a_card_is_dragged_to_where_the_line_shows(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.set_recipe(ALL_THREE)
    drag(qtbot, shown, "Levels", below="Scratches")
    assert shown.titles() == ["Scratches", "Levels", "Restore"]
    drag(qtbot, shown, "Restore", above="Scratches")
    assert [stage["type"] for stage in shown.panel.recipe["stages"]] == ["restore", "scratches", "levels"]


def test_escape_lets_go_of_a_dragged_card(qtbot: QtBot, shown: Shown) -> None:
    drag(qtbot, shown, "Levels", below="Restore", then_escape=True)
    assert shown.titles() == ["Levels", "Restore"]


def test_tab_goes_through_the_cards_as_they_stand(qtbot: QtBot, shown: Shown) -> None:
    drag(qtbot, shown, "Levels", below="Restore")
    shown.card("Restore").setFocus()
    passed: list[str] = []
    for _ in range(6):
        passed += [card.title for card in shown.cards() if card is QApplication.focusWidget()]
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert passed == ["Restore", "Levels"]


def test_an_added_stage_goes_where_a_restorer_would_do_it(qtbot: QtBot, shown: Shown) -> None:
    add(shown, "Scratches")
    assert shown.titles() == ["Levels", "Scratches", "Restore"]
    assert shown.card("Scratches").hasFocus()
    qtbot.keyClick(shown.card("Scratches"), Qt.Key.Key_Delete)
    assert shown.panel.recipe == RESTORE


def test_a_stage_whose_model_is_lacking_cannot_be_added(shown: Shown) -> None:
    assert [(action.text(), action.isEnabled()) for action in shown.panel.add.menu().actions()] == [
        ("Colourise (its model is not installed)", False),
        ("Levels", True),
        ("Restore", True),
        ("Scratches", True),
        ("Style", True),
    ]


def test_a_recipe_with_a_stage_that_cannot_run_says_why(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.set_recipe({"title": "Coloured", "stages": [{"type": "levels"}, {"type": "colourise"}]})
    assert drawn(shown)[3] == "[x] Colourise: It cannot run. Missing models, to be added on the page “Models”: colouriser"
    assert not shown.slider("Colourise").isEnabled()
    assert len(shown.panel.recipe["stages"]) == 2, "nothing is left out that nobody has switched off"
    qtbot.mouseClick(shown.card("Colourise").switch, LEFT)
    assert shown.panel.recipe["stages"] == [{"type": "levels"}]


def test_a_card_says_what_was_found_for_its_stage(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.set_recipe(ALL_THREE)
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    shown.panel.show_findings({"0": ("damage: 0.40% of the picture",), "1": ("seen: blur", "noise: sigma 2.1")}, ("1",))
    assert drawn(shown)[2:] == [
        "[ ] Levels: Switched off",
        "[x] Scratches: Damage: 0.40% of the picture",
        "[x] Restore: Not needed here · Seen: blur",
    ]
    qtbot.mouseClick(shown.card("Restore").arrow, LEFT)
    assert shown.card("Restore").why.text() == "Not needed here · Seen: blur · Noise: sigma 2.1"


def test_what_was_found_in_one_picture_is_not_said_of_the_next(shown: Shown) -> None:
    shown.panel.show_findings({"0": ("tones: changed by 12.0 of 255",)}, ())
    shown.panel.set_recipe(RESTORE)
    assert drawn(shown)[2] == "[x] Levels"


def test_the_arrow_unfolds_all_options(qtbot: QtBot, shown: Shown) -> None:
    card = shown.card("Restore")
    assert [slider.accessibleName() for slider in card.findChildren(QSlider) if slider.isVisible()] == ["Strength"]
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert [slider.accessibleName() for slider in card.findChildren(QSlider) if slider.isVisible()] == [
        "Strength",
        "Crisp",
        "Noise",
    ]
    assert card.arrow.accessibleName() == "Fewer options of “Restore”"


def test_a_model_that_has_come_makes_its_stage_usable(shown: Shown) -> None:
    shown.panel.set_recipe({"title": "Coloured", "stages": [{"type": "colourise"}]})
    there = described()
    stages = tuple(msgspec.structs.replace(stage, lacking=()) for stage in there.stages)
    shown.panel.set_described(msgspec.structs.replace(there, stages=stages))
    assert drawn(shown)[2] == "[x] Colourise"
    assert shown.slider("Colourise").isEnabled()
