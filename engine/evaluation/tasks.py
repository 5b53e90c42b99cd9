"""What models can be ranked by: named here alone, since the command line must not load what does it."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

Task: TypeAlias = Literal["restore", "enlarge-2", "enlarge-4"]
STAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "restore": ("restore", {}),
    "enlarge-2": ("enlarge", {"factor": 2}),
    "enlarge-4": ("enlarge", {"factor": 4}),
}
"""The stage that does a task in a recipe, and the options with which it does."""

Kind: TypeAlias = Literal["all", "noise", "grain", "blur", "jpeg", "several"]
"""Of damage."""
