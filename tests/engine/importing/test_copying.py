"""Packages come in checked and whole, and never over another one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.importing.importing import import_model
from engine.importing.refusal import ImportRefused


@pytest.fixture
def models(tmp_path: Path) -> Path:
    models = tmp_path / "not yet" / "models"
    models.mkdir(parents=True)
    return models


def refusal(source: Path, models: Path, taken: set[str] | None = None) -> str:
    """Message and hint; and nothing was left behind."""
    before = sorted(models.rglob("*"))
    with pytest.raises(ImportRefused) as refused:
        import_model(source, models=models, taken=taken or set())
    assert sorted(models.rglob("*")) == before
    return f"{refused.value}. {refused.value.hint}".strip()


@pytest.mark.parametrize("chosen", ["", "model.toml", "weights.safetensors"])
def test_a_sound_package_is_copied_whole_whichever_of_it_is_chosen(chosen: str, small_model: Path, models: Path) -> None:
    card, recognised = import_model(small_model / chosen, models=models, taken={"restorer"})
    assert (card.id, recognised) == ("small", "a package: Small")
    assert sorted(path.name for path in models.rglob("*")) == ["model.toml", "small", "weights.safetensors"]
    for file in small_model.iterdir():
        assert (models / "small" / file.name).read_bytes() == file.read_bytes()


def test_a_package_may_be_given_another_name(small_model: Path, models: Path) -> None:
    assert import_model(small_model, "my-slides", models=models, taken={"small"}).card.id == "my-slides"
    assert 'id = "my-slides"' in (models / "my-slides" / "model.toml").read_text("utf-8")


@pytest.mark.parametrize("missing", ["model.toml", "weights.safetensors"])
def test_a_folder_that_lacks_a_file_is_no_package(missing: str, small_model: Path, models: Path) -> None:
    (small_model / missing).unlink()
    said = refusal(small_model, models)
    if missing == "model.toml":
        assert said == "“small” is not a package, but there is weights.safetensors in it. Choose that file itself."
    else:
        assert said.startswith("there is no “weights.safetensors” in “small”. A model package is a folder with")


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden", "C:", "con trol", "a" * 65])
def test_an_id_that_would_leave_the_folder_or_trouble_a_system_is_refused(name: str, small_model: Path, models: Path) -> None:
    card = small_model / "model.toml"
    card.write_text(card.read_text("utf-8").replace('id = "small"', f'id = "{name}"'), "utf-8")
    said = refusal(small_model, models)
    assert "is not understood" in said or "cannot be the name of a model" in said


def test_weights_that_are_not_what_the_card_describes_are_refused(small_model: Path, models: Path) -> None:
    weights = small_model / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    assert refusal(small_model, models).startswith("the weights in “small” are not the file that model.toml describes")


@pytest.mark.parametrize("text", [b"id = ", b"id = 7", b'id = "mine"', b"\xff\xfe"])
def test_a_card_that_says_too_little_is_refused(text: bytes, small_model: Path, models: Path) -> None:
    (small_model / "model.toml").write_bytes(text)
    assert refusal(small_model, models).startswith("the card of “small” is not understood: ")


def test_no_model_is_ever_written_over(small_model: Path, models: Path) -> None:
    assert refusal(small_model, models, {"small"}).startswith("a model called “small” is there already. Your own one can be")
    import_model(small_model, models=models, taken=set())
    assert "is there already" in refusal(small_model, models)
    shutil.rmtree(small_model)
    assert "is not there" in refusal(small_model, models)
