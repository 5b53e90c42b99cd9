"""The door to spandrel, which knows the networks of other programs. It is optional, and loaded when it is needed.

spandrel wants torchvision, of which the networks here need little; where that is a build for another torch (one for NVIDIA
cards beside a torch for the CPU), it cannot load its own operators and stumbles over their names, so these are declared first.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from models.network import NetworkUnavailable

OPERATORS = tuple(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor" for name in ("nms", "qnms"))
HINT = "Install it with: pip install spandrel torchvision==0.28.0 (or the extra “models” of Patina)."
PURPOSES = ("SR", "Restoration", "FaceSR")  # what can be used; the other one is holes
EXTRA = "spandrel_extra_arches"  # architectures whose licences forbid more; CodeFormer is one of them


class NotRecognised(Exception):
    """The weights are those of no network that can be used; the message says why."""


class Recognised(NamedTuple):
    """What weights are the weights of."""

    architecture: str
    title: str
    factor: int
    channels: int
    least_multiple: int
    parameters: int
    face: bool = False
    """Whether it restores faces, cut out and aligned, and no pictures."""


@cache
def spandrel() -> Any:
    """With its extra architectures, where somebody has installed them. Raises NetworkUnavailable, in words."""
    library = _library()
    if find_spec(EXTRA) is not None:
        importlib.import_module(EXTRA).install(ignore_duplicates=True)
    return library


def _library() -> Any:
    try:
        return importlib.import_module("spandrel")
    except ModuleNotFoundError as error:
        raise NetworkUnavailable(f"models of other programs need {error.name}, which is not installed", HINT) from error
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise NetworkUnavailable(f"spandrel cannot be loaded: {error}", HINT) from error
    _declare_operators()
    return importlib.import_module("spandrel")


def recognised(weights: Mapping[str, Any]) -> tuple[Recognised, dict[str, Tensor]]:
    """What the weights are, and the tensors that are to be kept. Raises NotRecognised, NetworkUnavailable."""
    library = spandrel()
    canonical: dict[str, Any] = library.canonicalize_state_dict(dict(weights))
    kept = {name: value for name, value in canonical.items() if isinstance(value, Tensor)}
    if not kept:
        raise NotRecognised("it holds no weights")
    found = next((known for known in library.MAIN_REGISTRY.architectures("detection") if known.detect(dict(kept))), None)
    if found is None:
        raise NotRecognised("its network is none of those that are known")
    title = str(found.architecture.name)
    try:
        loaded: Any = found.architecture.load(dict(kept))
    except Exception as error:
        raise NotRecognised(f"it looks like {title}, but its weights do not fit: {_first_line(error)}") from error
    purpose = str(loaded.purpose)
    if purpose not in PURPOSES:
        raise NotRecognised(f"{title} is a network for filling holes")
    if (channels := loaded.input_channels) != loaded.output_channels or channels not in (1, 3):
        asked = f"{channels} channels and gives {loaded.output_channels}"
        raise NotRecognised(f"{title} takes {asked}: only colour (3) and grey (1) can be used")
    size = loaded.size_requirements
    face = purpose == "FaceSR"
    if size.square and not face:
        raise NotRecognised(f"{title} takes only square pictures")
    if face and (channels != 3 or loaded.scale != 1):
        raise NotRecognised(f"{title} is a network for grey faces, or one that enlarges them: neither can be used")
    count = sum(weight.numel() for weight in loaded.model.parameters())
    multiple = max(int(size.multiple_of), 1)
    return Recognised(str(found.architecture.id), title, loaded.scale, channels, multiple, count, face), kept


def opened(architecture: str, tensors: Mapping[str, Tensor]) -> nn.Module:
    """The network, float32. Raises RuntimeError where the weights do not fit, NetworkUnavailable."""
    return _Described(described(architecture, tensors))


def described(architecture: str, tensors: Mapping[str, Tensor]) -> Any:
    """What spandrel makes of the weights. Raises RuntimeError where they do not fit, NetworkUnavailable."""
    known = spandrel().MAIN_REGISTRY.get(architecture)
    if known is None:
        raise NetworkUnavailable(f"the installed spandrel knows no network “{architecture}”", HINT.replace("Install", "Renew"))
    try:
        return known.architecture.load(dict(tensors))
    except (KeyError, ValueError, IndexError, AssertionError, TypeError) as error:
        raise RuntimeError(f"they do not fit {architecture}: {_first_line(error)}") from error


class _Described(nn.Module):
    """What spandrel describes, as a module. It pads by itself where pictures are smaller than the network can see."""

    def __init__(self, described: Any) -> None:
        super().__init__()
        self.model: nn.Module = described.model.float()
        self._described = described

    def forward(self, pictures: Tensor) -> Tensor:  # (B, C, H, W) -> (B, C, h, w), clipped to 0 to 1
        return torch.cat([self._described(picture[None]) for picture in pictures])


def _declare_operators() -> None:
    """Once and for all; calling one of them raises."""
    declared = torch.library.Library("torchvision", "DEF")
    for operator in OPERATORS:
        declared.define(operator)
    _kept.append(declared)
    for name in [name for name in sys.modules if name.split(".")[0] in ("torchvision", "spandrel")]:
        del sys.modules[name]  # they are half loaded


_kept: list[torch.library.Library] = []


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [repr(error)])[0][:200]
