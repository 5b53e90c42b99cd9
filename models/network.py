"""A network design: the shape of a network, as a value from which it is built.

Designs are read without torch, which takes 200 MB and a second: only what builds a network loads it (models/modules).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from torch import Tensor, nn


class NetworkUnavailable(Exception):
    """Something is missing on this machine for a network of another program; `hint` says how to get it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class NetworkDesign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of a network; `build` makes it, with random weights.

    What backends run is `answering(network)`: (B, H, W, planes) in 0 to 1, sRGB-encoded, and (B, facts) where it must be told
    of the whole picture, to (B, h, w, channels).
    """

    @property
    def planes(self) -> int:
        """Input planes: 3 for RGB; further ones are named by the design."""
        raise NotImplementedError

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        """Of the planes beyond RGB: values that the network is measured under. Here they are levels of noise, 0 to 1."""
        return tuple(dict.fromkeys((level,) * (self.planes - 3) for level in (0.0, 0.05, 0.2)))

    @property
    def multiple_of(self) -> int:
        """Height and width must be multiples of this, and tiles must begin on them."""
        raise NotImplementedError

    @property
    def memory(self) -> int:
        """Bytes that each pixel of a tile takes while it runs, about: measured in float32. Where nobody knows, those of a
        network with 64 channels at full resolution."""
        return 800

    @property
    def scale(self) -> int:
        """Pixels that it answers with, along each side, for one that it is given."""
        return 1

    @property
    def restores(self) -> bool:
        """Whether it gives a picture back as large as it was, and better: what the stage `restore` needs."""
        return False

    @property
    def enlarges(self) -> bool:
        return self.scale > 1

    @property
    def colours(self) -> bool:
        """Whether it gives a black and white picture colours, and no style: what the stage `colourise` needs."""
        return False

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        """What it does with faces, for the stage `faces`; nothing where it is no network for faces."""
        return ""

    @property
    def finds_subjects(self) -> bool:
        """Whether it says what a picture is of, for selecting things and persons."""
        return False

    @property
    def in_tiles(self) -> bool:
        """Whether it sees pictures in tiles, so that it matters how far it looks."""
        return not self.faces and not self.sees_whole

    @property
    def key(self) -> str:
        """A name for the design with all its options, fit for a file name: "residual-unet-32-64-128-1-2-3"."""
        options = re.findall(r"\d+", str(msgspec.structs.astuple(self)))
        switched = [name for name in self.__struct_fields__ if getattr(self, name) is True]
        return "-".join([str(self.__struct_config__.tag), *options, *switched])

    def build(self) -> nn.Module:
        """A module whose `forward` learns: (B, planes, H, W) to (B, 3, H, W)."""
        raise NotImplementedError

    @property
    def learns(self) -> bool:
        """Whether `build` can make it without weights, for training; others are known by their weights alone."""
        return True

    @property
    def is_graph(self) -> bool:
        """Whether a package brings it as an ONNX graph with its weights in it, and not as weights."""
        return False

    @property
    def weights_file(self) -> str:
        """The file of a package that holds its weights."""
        return "graph.onnx" if self.is_graph else "weights.safetensors"

    def with_weights(self, tensors: Mapping[str, Tensor]) -> nn.Module:
        """The network with these weights. Raises RuntimeError where they do not fit; NetworkUnavailable."""
        network = self.build()
        network.load_state_dict(dict(tensors))
        return network

    @property
    def paints(self) -> bool:
        """Whether it answers with a picture, or with what paints one."""
        return True

    @property
    def runs(self) -> bool:
        """Whether backends run it; others only help to train."""
        return self.paints

    @property
    def sees_whole(self) -> bool:
        """Whether it looks once at the whole picture, made small, instead of at tiles."""
        return False

    @property
    def facts(self) -> int:
        """How many numbers about the whole picture it must be told beside each tile; `looking.Looking` finds them."""
        return 0

    @property
    def graph_file(self) -> str:
        """The file of a package that holds the design's graph, where the program does not bring it."""
        return "graph.onnx"

    @property
    def feature_channels(self) -> tuple[int, ...]:
        """Channels of each tensor that the module's `features` gives, where it has that method; else none."""
        return ()

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """The weights of a trained network, fit for this design, and answering just as before.

        Raises ValueError where this design cannot be grown from that one.
        """
        if smaller != self:
            raise ValueError(f"{self.key} cannot start from {smaller.key}")
        return dict(tensors)

    def answering(self, network: nn.Module) -> nn.Module:
        """The built network as backends run it, with the channels last."""
        from models.modules.channels_last import ChannelsLast

        return ChannelsLast(network)
