"""What models can be ranked by: named here alone, since the command line must not load what does it."""

from __future__ import annotations

from typing import Literal, TypeAlias

Task: TypeAlias = Literal["restore", "enlarge-2", "enlarge-4"]
Kind: TypeAlias = Literal["all", "noise", "grain", "blur", "jpeg", "several"]
"""Of damage."""
