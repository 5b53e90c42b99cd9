"""What every suite promises, and that the command and its suites know the same options."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect
from rich.console import Console

from engine.commands.command_line import app
from engine.commands.evaluating import SuiteName, evaluate
from engine.errors import AppError
from engine.evaluation.making import Workplace
from engine.evaluation.menu import SUITES, WrongOptions, suite_of
from engine.evaluation.suite import Suite

every_suite = pytest.mark.parametrize("kind", SUITES.values(), ids=SUITES)
EXAMPLES: dict[str, Any] = {
    "views": 4,
    "sigma": (25.0,),
    "pictures": 3,
    "crop": 2,
    "recipe": "gentle",
    "model": "restorer",
    "megapixels": 4,
    "damaged": Path("damaged"),
    "masks": Path("masks"),
    "works": Path("works"),
    "task": "enlarge-2",
    "damage": "noise",
    "contestants": ("restorer",),
}


class NoDevice:
    """Nobody was to use it."""

    def network(self, model: str) -> Any:
        raise AssertionError(f"nobody was to ask for {model}")


def fields_of(kind: type[Suite]) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info.fields


def texts_of(field: inspect.Field) -> dict[str, Any]:
    """Title and help."""
    assert isinstance(field.type, inspect.Metadata), field.name
    return field.type.extra_json_schema or {}


@every_suite
def test_a_suite_is_called_as_its_module_and_its_class(kind: type[Suite]) -> None:
    tag = str(kind.__struct_config__.tag)
    assert (tag, kind.__module__.rpartition(".")[2], kind.__name__.lower()) == (tag, tag, tag)


@every_suite
def test_a_suite_has_a_title_a_sentence_and_options_with_help(kind: type[Suite]) -> None:
    assert kind.title
    assert "title" not in kind.__struct_fields__
    assert kind.__doc__
    assert kind.__doc__.endswith(".")
    for field in fields_of(kind):
        assert texts_of(field)["title"], field.name
        assert texts_of(field)["description"], field.name


def test_no_two_suites_have_the_same_title() -> None:
    assert len({kind.title for kind in SUITES.values()}) == len(SUITES)


@every_suite
def test_a_folder_without_pictures_is_refused_in_words_before_anything_is_made(kind: type[Suite], tmp_path: Path) -> None:
    device: Any = NoDevice()
    workplace = Workplace(device, tmp_path / "report", [])
    (tmp_path / "empty").mkdir()
    for folder, said in (("empty", "There are no pictures in"), ("nowhere", "is not a folder")):
        with pytest.raises(AppError, match=said):
            kind().run(tmp_path / folder, workplace)
    assert not (tmp_path / "report").exists()


@every_suite
def test_a_suite_takes_its_own_options_and_no_others(kind: type[Suite]) -> None:
    tag, own = str(kind.__struct_config__.tag), kind.__struct_fields__
    given = {name: EXAMPLES[name] for name in own}
    assert msgspec.structs.asdict(suite_of(tag, given)) == given
    assert suite_of(tag, {}) == kind()
    for foreign in EXAMPLES.keys() - set(own):
        with pytest.raises(WrongOptions, match=f"^--{foreign} (does not belong|belongs)"):
            suite_of(tag, {foreign: EXAMPLES[foreign]})


@every_suite
def test_a_number_below_its_limit_is_refused_by_the_name_of_its_option(kind: type[Suite]) -> None:
    tag = str(kind.__struct_config__.tag)
    for name in {"pictures", "crop", "megapixels"} & set(kind.__struct_fields__):
        with pytest.raises(WrongOptions, match=rf">= \d.*--{name}"):
            suite_of(tag, {name: -1})


# The command ---------------------------------------------------------------------------------------------------------


def test_the_command_names_all_suites() -> None:
    assert set(get_args(SuiteName)) == set(SUITES)


@every_suite
def test_the_command_offers_each_option_of_a_suite_and_tells_what_it_is_unless_given(
    kind: type[Suite], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        app(["evaluate", "--help"], console=Console(width=5000))
    lines = capsys.readouterr().out.splitlines()
    assert f'"{kind.__struct_config__.tag}":' in next(line for line in lines if "--suite" in line)
    for field in fields_of(kind):
        (line,) = [line for line in lines if f" --{field.name} " in line]
        numbers = field.default if isinstance(field.default, tuple) else (field.default,)
        assert all(f"{number:g}" in line for number in numbers if isinstance(number, float | int)), field.name


def test_no_option_of_the_command_is_of_no_use() -> None:
    used = {name for kind in SUITES.values() for name in kind.__struct_fields__}
    call = {"return", "clean", "restored", "output", "suite", "device", "json", "attended"}
    assert set(evaluate.__annotations__) - call == used == set(EXAMPLES)
