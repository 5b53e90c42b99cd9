"""The self-test says what there is, and restores pictures of all kinds."""

from __future__ import annotations

import json

from engine.files.recognising import FORMATS
from engine.packages import package_folders
from engine.recipe import STAGES, recipes
from tests.engine.small_archive import main_program


def test_the_self_test_names_all_that_there_is_and_restores_pictures_of_all_kinds() -> None:
    done = main_program("selftest")
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert found["stages"] == [stage.__struct_config__.tag for stage in STAGES]
    assert found["recipes"] == list(recipes())
    assert found["models"] == dict.fromkeys(package_folders(), True)
    assert found["formats"] == [format.title for format in FORMATS]
    assert "cpu" in found["devices"]
    assert found["restored"] is True
