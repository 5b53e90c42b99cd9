"""What somebody knows of a model of another program, beside its file."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN = "unknown"
"""What stands on a card where nobody has said it."""


class About(NamedTuple):
    """Packages say all this themselves."""

    licence: str = ""
    title: str = ""
    """Else it is called as its file is."""

    author: str = ""
    suffix: str = ""
    """Of what kind its file is, where its name may not say so."""


NOTHING = About()
