from __future__ import annotations

from engine.desks.describing import described


def test_choices_that_are_called_otherwise_each_have_a_name_of_their_own() -> None:
    named = {
        f"{stage.name}.{option.name}": option for stage in described(0).stages for option in stage.options if option.labels
    }
    assert {"restore.views", "restore.model"} <= named.keys()
    for option in named.values():
        assert len(set(option.labels)) == len(option.labels) == len(option.choices)
    assert dict(zip(named["restore.views"].choices, named["restore.views"].labels, strict=True))[8] == "8 times, mirrored too"
