"""What a model's author allows is written onto the card of the user's own models, whole, and onto no other card."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from engine.errors import DestinationNotWritable, ModelInvalid
from engine.importing.licences import LONGEST, say_licence
from engine.packages import BUNDLED, find_package
from models.package import read_package


@pytest.fixture
def own(small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a model of the user's own, called “small”."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return shutil.copytree(small_model, tmp_path / "home" / "models" / "small")


def test_it_is_written_onto_the_card_and_nothing_else_changes(own: Path) -> None:
    before, weights = read_package(own).card, (own / "weights.safetensors").read_bytes()
    assert find_package("small").card.licence == "none"
    assert say_licence("small", "  CC-BY-NC-4.0 \n") == "CC-BY-NC-4.0"
    assert find_package("small").card == msgspec.structs.replace(before, licence="CC-BY-NC-4.0")
    assert (own / "weights.safetensors").read_bytes() == weights
    assert sorted(file.name for file in own.iterdir()) == ["model.toml", "weights.safetensors"]


def test_nothing_means_that_it_is_not_known(own: Path) -> None:
    assert say_licence("small", "  ") == "unknown"
    assert read_package(own).card.licence == "unknown"


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("model", ["restorer", "nowhere"])
def test_only_own_models_are_written_on(model: str) -> None:
    assert (BUNDLED / "restorer" / "model.toml").is_file()
    with pytest.raises(ModelInvalid, match=f"“{model}” is none of your own models"):
        say_licence(model, "MIT")


def test_a_whole_text_is_no_name(own: Path) -> None:
    card = (own / "model.toml").read_bytes()
    with pytest.raises(ModelInvalid, match="200 letters at most"):
        say_licence("small", "x" * (LONGEST + 1))
    assert (own / "model.toml").read_bytes() == card


def test_a_card_that_cannot_be_replaced_stays_as_it_is(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = (own / "model.toml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.files.destination._flush", full)
    with pytest.raises(DestinationNotWritable, match="there is no space left"):
        say_licence("small", "MIT")
    assert (own / "model.toml").read_bytes() == card
    assert sorted(file.name for file in own.iterdir()) == ["model.toml", "weights.safetensors"]
    (own / "model.toml").write_text("title = ")
    with pytest.raises(ModelInvalid, match="is not a card that we understand"):
        say_licence("small", "MIT")
