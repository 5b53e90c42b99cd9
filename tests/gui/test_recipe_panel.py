from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.answers import RecipeDescribed
from engine.paths import user_recipes
from gui import recipe_history
from gui.recipe_files import MIME
from gui.recipe_panel import RecipePanel
from gui.save_recipe_dialog import SaveRecipeDialog
from gui.stage_card import StageCard
from tests.gui.described import described

RESTORE = {"title": "Restore", "stages": [{"type": "levels"}, {"type": "restore"}], "only_needed": False}
ALL_THREE = {"title": "Mine", "stages": [{"type": "levels"}, {"type": "scratches"}, {"type": "restore"}], "only_needed": False}

NEXT = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Shown:
    """A panel on the screen, and what it has said."""

    panel: RecipePanel
    recipes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def card(self, title: str) -> StageCard:
        return next(card for card in self.panel.list.cards.values() if card.title == title)

    def titles(self) -> list[str]:
        return [card.title for card in self.cards()]

    def cards(self) -> list[StageCard]:
        """As they lie below each other on the screen."""
        QApplication.processEvents()
        return sorted(self.panel.list.cards.values(), key=lambda card: card.y())

    def slider(self, title: str) -> QSlider:
        return self.card(title).findChildren(QSlider)[0]


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    monkeypatch.setattr(recipe_history, "GESTURE", 0)  # each key is a change of its own
    panel = RecipePanel()
    qtbot.addWidget(panel)
    shown = Shown(panel)
    panel.changed.connect(shown.recipes.append)
    panel.problem.connect(lambda sentence, hint: shown.problems.append((sentence, hint)))
    panel.saved.connect(shown.saved.append)
    panel.deleted.connect(shown.deleted.append)
    panel.set_described(described())
    panel.resize(380, 900)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.setFocus()
    yield shown
    QGuiApplication.clipboard().clear()


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
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT)
    assert drawn(shown)[2:] == ["[ ] Levels: Switched off", "[x] Restore"]
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT)
    assert shown.panel.recipe == RESTORE
    for _ in range(2):
        qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT | Qt.KeyboardModifier.ShiftModifier)
    assert drawn(shown)[0].startswith("Damaged")


def test_undo_works_from_within_a_field_for_numbers(qtbot: QtBot, shown: Shown) -> None:
    number = shown.card("Levels").findChildren(QDoubleSpinBox)[0]
    number.selectAll()
    qtbot.keyClicks(number, "0.5")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert shown.panel.recipe["stages"][0]["strength"] == 0.5
    qtbot.keyClick(number.lineEdit(), Qt.Key.Key_Z, NEXT)
    assert shown.panel.recipe == RESTORE
    assert number.text() == "1.00"


def test_one_drag_of_a_slider_is_one_step_back(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe_history, "GESTURE", 1000)
    for _ in range(10):
        qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Left)
    for _ in range(5):
        qtbot.keyClick(shown.slider("Restore"), Qt.Key.Key_Left)
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT)
    assert shown.panel.recipe["stages"] == [{"type": "levels", "strength": 0.9}, {"type": "restore"}]
    assert "“Strength” of “Levels”" in shown.panel.head.undo_button.toolTip()


def test_control_down_and_control_up_move_the_stage_that_has_the_focus(qtbot: QtBot, shown: Shown) -> None:
    shown.card("Levels").setFocus()
    qtbot.keyClick(shown.card("Levels"), Qt.Key.Key_Down, NEXT)
    assert shown.titles() == ["Restore", "Levels"]
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Down, NEXT)
    assert shown.titles() == ["Restore", "Levels"], "it is the last already"
    qtbot.keyClick(shown.card("Levels"), Qt.Key.Key_Up, NEXT)
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
    assert drawn(shown)[3] == "[x] Colourise: It cannot run. Missing models: colouriser"
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
        "[x] Restore: Not needed here · seen: blur",
    ]
    qtbot.mouseClick(shown.card("Restore").arrow, LEFT)
    assert shown.card("Restore").why.text() == "Not needed here · seen: blur · noise: sigma 2.1"


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


def test_the_only_needed_box_is_a_key_of_the_recipe(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.panel.head.only_needed, LEFT, pos=QPoint(8, 8))
    assert shown.panel.recipe["only_needed"] is True
    assert drawn(shown)[1] == "● Changed"


def test_setting_a_recipe_says_nothing_and_begins_a_new_history(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.card("Levels").switch, LEFT)
    shown.recipes.clear()
    shown.panel.set_recipe(ALL_THREE)
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT)
    qtbot.wait(60)
    assert shown.panel.recipe == ALL_THREE
    assert shown.recipes == []
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


def test_a_model_that_has_come_makes_its_stage_usable(shown: Shown) -> None:
    shown.panel.set_recipe({"title": "Coloured", "stages": [{"type": "colourise"}]})
    there = described()
    stages = tuple(msgspec.structs.replace(stage, lacking=()) for stage in there.stages)
    shown.panel.set_described(msgspec.structs.replace(there, stages=stages))
    assert drawn(shown)[2] == "[x] Colourise"
    assert shown.slider("Colourise").isEnabled()


@pytest.mark.parametrize(
    ("recipe", "sentence"),
    [
        ({"format": 2, "title": "x", "stages": []}, "The recipe has format 2; this version reads format 1."),
        ({"title": "x", "stages": [], "mood": "sad"}, "The recipe says “mood”, which this version does not know."),
        (
            {"title": "x", "stages": [{"type": "levels"}, {"type": "sharpen"}]},
            "The recipe has a stage “sharpen”, which this version does not know.",
        ),
        (
            {"title": "x", "stages": [{"type": "levels", "curve": 3}]},
            "The stage “Levels” has an option “curve” in the recipe, which this version does not know.",
        ),
        ({"title": "x", "stages": [{"type": "levels", "strength": 5}]}, "In the stage “Levels”, “Strength” cannot be “5”."),
        (
            {"title": "x", "stages": [{"type": "levels", "strength": True}]},
            "In the stage “Levels”, “Strength” cannot be “True”.",
        ),
        ({"title": "x", "stages": [{"type": "style", "stroke": "wild"}]}, "In the stage “Style”, “Stroke” cannot be “wild”."),
        ({"title": 3, "stages": []}, "This is not a recipe."),
        ({"title": "x"}, "This is not a recipe."),
        ({"title": "x", "stages": ["levels"]}, "This is not a recipe."),
    ],
)
def test_a_recipe_that_does_not_fit_is_not_loaded_half(shown: Shown, recipe: dict[str, Any], sentence: str) -> None:
    shown.panel.set_recipe(recipe)
    assert [said for said, _ in shown.problems] == [sentence]
    assert "The panel stays as it was." in shown.problems[0][1]
    assert shown.panel.recipe == RESTORE


def test_a_listed_recipe_from_a_newer_version_is_not_chosen(qtbot: QtBot, shown: Shown) -> None:
    newer = RecipeDescribed("newer", "Newer", "", {"title": "Newer", "stages": [{"type": "dream"}]}, own=True)
    shown.panel.set_described(msgspec.structs.replace(described(), recipes=(*described().recipes, newer)))
    choose(qtbot, shown, "Newer")
    assert shown.problems[0][0] == "The recipe has a stage “dream”, which this version does not know."
    assert drawn(shown)[0].startswith("Restore")


def test_a_recipe_is_saved_among_the_users_own(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Left)
    dialog = save_dialog(qtbot, shown)
    assert named(dialog, "Anna’s box: 1/2") == "Save: It is kept as “anna-s-box-1-2.toml”, among your own recipes."
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    file = user_recipes() / "anna-s-box-1-2.toml"
    assert tomllib.loads(file.read_text("utf-8")) == {
        "format": 1,
        "title": "Anna’s box: 1/2",
        "stages": [{"type": "levels", "strength": 0.99}, {"type": "restore"}],
        "only_needed": False,
    }
    assert shown.saved == ["anna-s-box-1-2"]
    assert drawn(shown)[:2] == ["Anna’s box: 1/2", "As it was saved"]


def test_saving_over_another_recipe_is_said_before(qtbot: QtBot, shown: Shown) -> None:
    user_recipes().mkdir(parents=True)
    (user_recipes() / "mine.toml").write_text("older", "utf-8")
    dialog = save_dialog(qtbot, shown)
    assert named(dialog, "Mine") == "Replace: There is a recipe “mine.toml” already. It will be replaced."
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert (user_recipes() / "mine.toml").read_text("utf-8") == "older"
    assert shown.saved == []


def test_a_recipe_of_the_users_never_hides_a_bundled_one(qtbot: QtBot, shown: Shown) -> None:
    dialog = save_dialog(qtbot, shown)
    assert named(dialog, "Restore") == "Save: It is kept as “restore-2.toml”, among your own recipes."


@pytest.mark.parametrize(("title", "name"), [("CON", "con-recipe"), ("…", "recipe"), ("修复", "修复"), ("../../etc", "etc")])
def test_titles_become_names_that_every_system_takes(qtbot: QtBot, shown: Shown, title: str, name: str) -> None:
    dialog = save_dialog(qtbot, shown)
    assert f"“{name}.toml”" in named(dialog, title)


def test_a_very_long_title_becomes_a_name_that_fits(qtbot: QtBot, shown: Shown) -> None:
    dialog = save_dialog(qtbot, shown)
    named(dialog, "修" * 3000)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert len(shown.saved) == 1


def test_a_recipe_without_a_name_cannot_be_saved(qtbot: QtBot, shown: Shown) -> None:
    dialog = save_dialog(qtbot, shown)
    named(dialog, "  ")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def test_a_folder_that_cannot_be_written_is_said_in_words(qtbot: QtBot, shown: Shown) -> None:
    user_recipes().parent.mkdir(parents=True, exist_ok=True)
    user_recipes().write_text("a file where the folder should be")
    dialog = save_dialog(qtbot, shown)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert shown.problems[0][0].startswith("The recipe was not saved. ")
    assert shown.saved == []


def test_only_own_recipes_can_be_deleted_and_only_after_a_question(qtbot: QtBot, shown: Shown) -> None:
    assert not shown.panel.head.delete.isEnabled()
    file = user_recipes() / "family-album.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(msgspec.toml.encode(RESTORE))
    choose(qtbot, shown, "Family album")
    answer_question(qtbot, shown, "Cancel")
    assert file.exists()
    answer_question(qtbot, shown, "Delete")
    assert not file.exists()
    assert shown.deleted == ["family-album"]
    assert shown.panel.recipe["title"] == "Family album", "what is on the panel stays"


def test_any_toml_file_can_be_opened(qtbot: QtBot, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "sent by Anna.toml", ALL_THREE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(shown.panel.head.open, LEFT)
    assert shown.panel.recipe == ALL_THREE
    assert drawn(shown)[:2] == ["Mine", "As it was saved"]
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, NEXT)
    assert shown.panel.recipe == RESTORE


def test_a_recipe_that_is_dropped_on_the_panel_is_opened(shown: Shown, tmp_path: Path) -> None:
    drop(shown.panel, written(tmp_path / "dropped 100%.toml", ALL_THREE))
    assert shown.panel.recipe == ALL_THREE


def test_pictures_that_are_dropped_on_the_panel_are_not_taken(shown: Shown, tmp_path: Path) -> None:
    picture = tmp_path / "anna.jpg"
    picture.write_bytes(b"\xff\xd8")
    assert not drop(shown.panel, picture)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not = [toml", "“odd.toml” was not opened. “odd.toml” is not a recipe."),
        (b"\xff\xfe\x00", "“odd.toml” was not opened. “odd.toml” is not a recipe."),
        (b"x = " + b"[" * 100_000, "“odd.toml” was not opened. “odd.toml” is not a recipe."),
        (b"# " + b"x" * 2_000_000, "“odd.toml” was not opened. “odd.toml” is not a recipe."),
        (
            b'name = "someone else\'s file"',
            "“odd.toml” was not opened. The recipe says “name”, which this version does not know.",
        ),
        (b"", "“odd.toml” was not opened. This is not a recipe."),
    ],
)
def test_files_that_are_no_recipes_are_refused_in_words(shown: Shown, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(content)
    shown.panel.open_file(file)
    assert [said for said, _ in shown.problems] == [sentence]
    assert shown.panel.recipe == RESTORE


def test_a_file_that_has_vanished_is_said_in_words(shown: Shown, tmp_path: Path) -> None:
    shown.panel.open_file(tmp_path / "gone.toml")
    assert shown.problems[0][0] == "“gone.toml” was not opened. “gone.toml” cannot be read: No such file or directory."


def test_settings_are_copied_and_pasted_with_the_keyboard(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Home)
    copied = shown.panel.recipe
    qtbot.keyClick(shown.panel, Qt.Key.Key_C, NEXT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(MIME)
    assert tomllib.loads(data.text())["stages"][0] == {"type": "levels", "strength": 0.0}
    shown.panel.set_recipe(ALL_THREE)
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, NEXT)
    assert shown.panel.recipe == copied
    assert drawn(shown)[:2] == ["Restore: What most scans of old photographs need.", "● Changed"]


def test_settings_that_came_as_text_can_be_pasted(qtbot: QtBot, shown: Shown) -> None:
    QGuiApplication.clipboard().setText('title = "By mail"\n[[stages]]\ntype = "levels"\nstrength = 0.25\n')
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, NEXT)
    assert shown.panel.recipe["stages"] == [{"type": "levels", "strength": 0.25}]


def test_text_that_is_no_recipe_is_refused_calmly(qtbot: QtBot, shown: Shown) -> None:
    QGuiApplication.clipboard().setText("Dear Anna, thank you for the photographs.")
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, NEXT)
    assert shown.problems == [
        ("Nothing was pasted. There is no recipe on the clipboard.", "Copy the settings of a recipe first."),
    ]
    assert shown.panel.recipe == RESTORE


def test_a_recipe_without_stages_says_that_pictures_stay_as_they_are(qtbot: QtBot, shown: Shown) -> None:
    for title in ("Levels", "Restore"):
        qtbot.keyClick(shown.card(title), Qt.Key.Key_Delete)
    assert drawn(shown)[2:] == ["No stages yet: pictures stay as they are. Add one below."]
    assert not shown.panel.head.save.isEnabled()


def choose(qtbot: QtBot, shown: Shown, title: str) -> None:
    """With the keys, as it is chosen from the list."""
    chooser = shown.panel.head.chooser
    way = chooser.findText(title) - chooser.currentIndex()
    chooser.showPopup()
    view = chooser.view()
    view.setCurrentIndex(chooser.model().index(chooser.currentIndex() + way, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)


def add(shown: Shown, title: str) -> None:
    next(action for action in shown.panel.add.menu().actions() if action.text() == title).trigger()


def drag(qtbot: QtBot, shown: Shown, title: str, above: str = "", below: str = "", then_escape: bool = False) -> None:
    handle, other = shown.card(title).handle, shown.card(above or below)
    QApplication.processEvents()
    goal = other.mapToGlobal(QPoint(20, other.height() - 4 if below else 4))
    start = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=start)
    qtbot.mouseMove(handle, start + QPoint(0, 15))
    qtbot.mouseMove(handle, handle.mapFromGlobal(goal))
    if then_escape:
        qtbot.keyClick(handle, Qt.Key.Key_Escape)
    qtbot.mouseRelease(handle, LEFT, pos=handle.mapFromGlobal(goal))


def drop(panel: RecipePanel, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, keys = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(40, 40), actions, data, buttons, keys)
    entered.ignore()
    QApplication.sendEvent(panel, entered)
    if entered.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(QPointF(40, 40), actions, data, buttons, keys))
    return entered.isAccepted()


def written(path: Path, recipe: dict[str, Any]) -> Path:
    path.write_bytes(msgspec.toml.encode(recipe))
    return path


def save_dialog(qtbot: QtBot, shown: Shown) -> SaveRecipeDialog:
    qtbot.mouseClick(shown.panel.head.save, LEFT)
    dialog = shown.panel.findChild(SaveRecipeDialog)
    assert isinstance(dialog, SaveRecipeDialog)
    return dialog


def named(dialog: SaveRecipeDialog, title: str) -> str:
    """Type a title; what the dialog says, and what is on its button."""
    dialog.name.setText(title)
    return f"{dialog.buttons.button(QDialogButtonBox.StandardButton.Save).text()}: {dialog.remark.text()}"


def answer_question(qtbot: QtBot, shown: Shown, answer: str) -> None:
    qtbot.mouseClick(shown.panel.head.delete, LEFT)
    question = next(box for box in shown.panel.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in question.findChildren(QPushButton) if button.text().replace("&", "") == answer)
    qtbot.mouseClick(button, LEFT)


def drawn(shown: Shown) -> list[str]:
    """The panel as text: which recipe, whether it was changed, and its cards with what they say."""
    head = shown.panel.head
    lines = [head.chooser.currentText() + (f": {head.about.text()}" if seen(head.about) else ""), head.mark.text()]
    if head.only_needed.isChecked():
        lines.append("only what the photo needs")
    for card in shown.cards():
        about = card.stage.about  # said where nothing was found yet
        why = f": {card.why.text()}" if seen(card.why) and card.why.text() != about else ""
        lines.append(f"[{'x' if card.switch.isChecked() else ' '}] {card.title}{why}")
    return lines + ([shown.panel.nothing.text()] if seen(shown.panel.nothing) else [])


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and bool(widget.property("text"))
