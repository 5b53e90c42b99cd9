from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from gui.settings import Settings, SettingsFile


def test_a_first_start_has_settings_of_its_own_and_writes_nothing(users_home: Path):
    settings = SettingsFile()
    assert settings.values == Settings()
    assert settings.remark == ""
    assert [path.name for path in users_home.iterdir()] == ["cache"], "where the speeds of devices are"


def test_what_is_changed_is_there_at_the_next_start(users_home: Path):
    SettingsFile().change(theme="dark", device="torch-cpu", results="file:///home/anna/Gro%DFmutter")
    again = SettingsFile().values
    assert (again.theme, again.device, again.results) == ("dark", "torch-cpu", "file:///home/anna/Gro%DFmutter")
    assert 'theme = "dark"' in (users_home / "window.toml").read_text()


def test_whoever_listens_hears_a_change_once():
    settings, heard = SettingsFile(), list[Settings]()
    settings.changed.connect(heard.append)
    settings.change(language="zh_CN")
    settings.change(language="zh_CN")
    assert [values.language for values in heard] == ["zh_CN"]


def test_a_value_that_does_not_fit_is_not_taken():
    settings = SettingsFile()
    with pytest.raises(msgspec.ValidationError):
        settings.change(theme="purple")
    assert settings.values.theme == "system"


@pytest.mark.parametrize(
    "content",
    [b"theme = ", b"\xff\xfe\x00", b'theme = "purple"', b"theme = 4", b"format = 2", b'format = 1\ntheme = "dark'],
    ids=["half", "bytes", "unknown", "wrong", "newer", "cut"],
)
def test_a_file_that_cannot_be_read_is_kept_aside_and_one_sentence_says_so(users_home: Path, content: bytes):
    users_home.mkdir(exist_ok=True)
    (users_home / "window.toml").write_bytes(content)
    settings = SettingsFile()
    assert settings.values == Settings()
    assert settings.remark == (
        "The settings could not be read. They are kept as “window.toml.damaged”, and Patina starts with its own."
    )
    settings.change(theme="light")
    assert (users_home / "window.toml.damaged").read_bytes() == content
    assert SettingsFile().remark == ""


def test_an_empty_file_is_no_damage(users_home: Path):
    users_home.mkdir(exist_ok=True)
    (users_home / "window.toml").write_bytes(b"")
    assert SettingsFile().remark == ""


def test_a_place_that_cannot_be_written_is_said_and_the_choice_holds_until_the_end(users_home: Path):
    shutil.rmtree(users_home)
    users_home.write_text("a file where the folder should be")
    settings, said = SettingsFile(), list[str]()
    settings.failed.connect(said.append)
    settings.change(theme="dark")
    assert settings.values.theme == "dark"
    assert said[0].startswith("The settings could not be saved: ")


@pytest.mark.parametrize(
    ("chosen", "suffix"), [("same", None), ("tiff", ".tif"), ("pyramid", ".tif"), ("jpeg", ".jpg"), ("png", ".png")]
)
def test_a_format_of_results_is_a_suffix_for_the_engine(chosen: str, suffix: str | None):
    settings = SettingsFile()
    settings.change(result_format=chosen)
    assert settings.values.suffix == suffix
    assert settings.values.pyramid == (chosen == "pyramid")
