"""What several threads decode at once.

msgspec learns the fields of a class when something is first decoded as one. A thread that decodes it meanwhile takes the class
for learnt, though it is half so, and the process dies (msgspec 0.22). The first pictures of a batch, read side by side, did it.
"""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec

Kind = TypeVar("Kind")

_known: set[type] = set()
_learning = threading.Lock()


def known(kind: type[Kind]) -> type[Kind]:
    """The class, once msgspec knows all of it: what `decode` and `convert` may be given in any thread."""
    if kind not in _known:
        with _learning:
            msgspec.json.Decoder(kind)
            _known.add(kind)
    return kind
