from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from engine.messages.answers import RecipeDescribed
from engine.paths import user_recipes
from gui.recipe.files import MIME
from tests.gui.described import described
from tests.gui.recipe_screen import (
    ALL_THREE,
    CONTROL,
    LEFT,
    RESTORE,
    Shown,
    answer_question,
    choose,
    drawn,
    drop,
    named,
    save_dialog,
    shown_panel,
    written,
)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    yield shown_panel(qtbot)
    QGuiApplication.clipboard().clear()


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
    qtbot.keyClick(shown.panel, Qt.Key.Key_Z, CONTROL)
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
        (b"not = [toml", "“odd.toml” was not opened. It is not a TOML file."),
        (b"\xff\xfe\x00", "“odd.toml” was not opened. It is not a TOML file."),
        (b"x = " + b"[" * 100_000, "“odd.toml” was not opened. It is not a TOML file."),
        (b"# " + b"x" * 2_000_000, "“odd.toml” was not opened. It is not a TOML file."),
        (
            b'name = "someone else\'s file"',
            "“odd.toml” was not opened. This is not a recipe.",
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
    assert shown.problems[0][0] == "“gone.toml” was not opened. It cannot be read: No such file or directory."


def test_settings_are_copied_and_pasted_with_the_keyboard(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.slider("Levels"), Qt.Key.Key_Home)
    copied = shown.panel.recipe
    qtbot.keyClick(shown.panel, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(MIME)
    assert tomllib.loads(data.text())["stages"][0] == {"type": "levels", "strength": 0.0}
    shown.panel.set_recipe(ALL_THREE)
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, CONTROL)
    assert shown.panel.recipe == copied
    assert drawn(shown)[:2] == ["Restore: What most scans of old photographs need.", "● Changed"]


def test_settings_that_came_as_text_can_be_pasted(qtbot: QtBot, shown: Shown) -> None:
    QGuiApplication.clipboard().setText('title = "By mail"\n[[stages]]\ntype = "levels"\nstrength = 0.25\n')
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, CONTROL)
    assert shown.panel.recipe["stages"] == [{"type": "levels", "strength": 0.25}]


def test_text_that_is_no_recipe_is_refused_calmly(qtbot: QtBot, shown: Shown) -> None:
    QGuiApplication.clipboard().setText("Dear Anna, thank you for the photographs.")
    qtbot.keyClick(shown.panel, Qt.Key.Key_V, CONTROL)
    assert shown.problems == [
        ("Nothing was pasted. There is no recipe on the clipboard.", "Copy the settings of a recipe first."),
    ]
    assert shown.panel.recipe == RESTORE
