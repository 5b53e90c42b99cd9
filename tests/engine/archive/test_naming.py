"""Names of results: what a template may say, and what it is told when it may not."""

from __future__ import annotations

import pytest

from engine.archive.naming import Naming
from engine.errors import NameInvalid


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("", "the template for names is empty"),
        ("  ", "the template for names is empty"),
        ("{nmae}", "“{nmae}” in “{nmae}” stands for nothing"),
        ("{name!r}", "“{name!r}” in “{name!r}” stands for nothing"),
        ("{}{name}", "“{}” in “{}{name}” stands for nothing"),
        ("{name", "“{name” has a “{” without its partner"),
        ("{name}}", "“{name}}” has a “}” without its partner"),
        ("out/{name}", "“out/{name}” has “/” in it, which names of files cannot have"),
        ("{name}: new", "“{name}: new” has “:” in it, which names of files cannot have"),
        ("{name}\n", "“{name}\n” has “\\x0a” in it, which names of files cannot have"),
        (".{name}", "“.{name}” begins with a dot: results would be hidden"),
        ("restored", "“restored” would call several pictures the same"),
        ("{folder} {date} {recipe}", "“{folder} {date} {recipe}” would call several pictures the same"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(template: str, told: str) -> None:
    with pytest.raises(NameInvalid) as caught:
        Naming(template=template)
    assert str(caught.value) == told
    assert "{name}" in caught.value.hint


@pytest.mark.parametrize(
    ("template", "called"),
    [
        ("{name}", "anna"),
        ("{name}-restored", "anna-restored"),
        ("{folder}-{name}", "Album-anna"),
        ("{name} ({recipe})", "anna (Faded- torn)"),
        ("老照片 {name}", "老照片 anna"),
    ],
)
def test_a_template_calls_a_picture(template: str, called: str) -> None:
    assert Naming(template=template).namer("Faded/ torn.")("Album", "anna", 0) == called
