from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gui.pages.model_import import ImportRefused, import_package

WEIGHTS = b"weights of a network"


def package(folder: Path, name: str = "my-slides", weights: bytes = WEIGHTS, sha256: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    checksum = sha256 or hashlib.sha256(WEIGHTS).hexdigest()
    (folder / "model.toml").write_text(f'id = "{name}"\nweights_sha256 = "{checksum}"\n', "utf-8")
    (folder / "weights.safetensors").write_bytes(weights)
    return folder


def refusal(source: Path, models: Path, taken: set[str] | None = None) -> str:
    """Message and hint; and nothing was left behind."""
    before = sorted(models.rglob("*")) if models.exists() else []
    with pytest.raises(ImportRefused) as refused:
        import_package(source, models, taken or set())
    assert (sorted(models.rglob("*")) if models.exists() else []) == before
    return f"{refused.value} {refused.value.hint}".strip()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    models = tmp_path / "models"
    models.mkdir()
    return models


def test_a_sound_package_is_copied_whole(tmp_path: Path, models: Path):
    assert import_package(package(tmp_path / "Anna's model"), models, {"restorer"}) == "my-slides"
    assert (models / "my-slides" / "weights.safetensors").read_bytes() == WEIGHTS
    assert sorted(path.name for path in models.rglob("*")) == ["model.toml", "my-slides", "weights.safetensors"]


def test_the_first_own_model_makes_the_folder(tmp_path: Path):
    import_package(package(tmp_path / "new"), tmp_path / "not yet" / "models", set())
    assert (tmp_path / "not yet" / "models" / "my-slides" / "model.toml").is_file()


@pytest.mark.parametrize("missing", ["model.toml", "weights.safetensors"])
def test_a_folder_that_lacks_a_file_is_no_package(tmp_path: Path, models: Path, missing: str):
    source = package(tmp_path / "new")
    (source / missing).unlink()
    assert refusal(source, models) == (
        f"There is no “{missing}” in “new”. A model package is a folder with model.toml and weights.safetensors."
    )


@pytest.mark.parametrize("name", ["old.pth", "old.ONNX"])
def test_files_of_other_programs_are_refused_plainly(tmp_path: Path, models: Path, name: str):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / name).write_bytes(b"anything")
    words = (
        "Models of other programs (.pth, .onnx) cannot be read yet. Choose a folder with model.toml and weights.safetensors."
    )
    assert refusal(folder, models) == words
    assert refusal(folder / name, models) == words


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden", "C:", "con trol", "a" * 65, "ends."])
def test_an_id_that_would_leave_the_folder_or_trouble_a_system_is_refused(tmp_path: Path, models: Path, name: str):
    assert "cannot be the name of a folder" in refusal(package(tmp_path / "new", name), models)


def test_weights_that_are_not_what_the_card_describes_are_refused(tmp_path: Path, models: Path):
    source = package(tmp_path / "new", weights=WEIGHTS[:-1])
    assert refusal(source, models).startswith("The weights are not the file that model.toml describes.")


@pytest.mark.parametrize("text", ["id = ", "id = 7", 'id = "mine"', 'id = "mine"\nweights_sha256 = 7'])
def test_a_card_that_says_too_little_is_refused(tmp_path: Path, models: Path, text: str):
    source = package(tmp_path / "new")
    (source / "model.toml").write_text(text)
    assert "model.toml" in refusal(source, models)


def test_a_card_that_is_no_text_is_refused(tmp_path: Path, models: Path):
    source = package(tmp_path / "new")
    (source / "model.toml").write_bytes(b"\xff\xfe")
    assert refusal(source, models).startswith("model.toml cannot be read")


def test_no_model_is_ever_written_over(tmp_path: Path, models: Path):
    source = package(tmp_path / "new", "restorer")
    assert refusal(source, models, {"restorer"}).startswith("A model called “restorer” is there already.")
    import_package(source, models, set())
    assert refusal(source, models).startswith("A model called “restorer” is there already.")
