"""A model package: a folder with a card (`model.toml`) and weights (`weights.safetensors`, float16)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError

from models.card import Card
from models.looking import Looking
from models.network import NetworkUnavailable
from models.onnx_files import weight_names

if TYPE_CHECKING:
    from torch import Tensor, nn

Numbers = TypeVar("Numbers")

GRAPHS = Path(__file__).parent / "graphs"


class PackageDamaged(Exception):
    """The package cannot be used; the message says which file and why, `hint` (if there is one) what helps."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Package:
    folder: Path
    card: Card

    @property
    def weights(self) -> Path:
        """The file that the card's hash is of."""
        return self.folder / self.card.network.weights_file

    def data(self) -> bytes:
        """The file of the weights, after its hash was checked. Raises PackageDamaged."""
        try:
            data = self.weights.read_bytes()
        except OSError as error:
            raise PackageDamaged(f"{self.weights} cannot be read: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != self.card.weights_sha256:
            card = self.folder / "model.toml"
            raise PackageDamaged(f"{self.weights} is damaged: it is not the file that {card} describes")
        return data

    def tensors(self) -> dict[str, Tensor]:
        """The weights by name, those that are fractions as float32. Raises PackageDamaged."""
        from safetensors.torch import load

        tensors = self._read_by(load)
        return {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in tensors.items()}

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The same without torch, for graphs. Raises PackageDamaged."""
        from safetensors.numpy import load

        return {name: array.astype(np.float32) for name, array in self._read_by(load).items()}

    def graph_weights(self) -> dict[str, NDArray[np.float32]]:
        """By the names that they have in the design's graph. Raises PackageDamaged."""
        weights = {f"network.{name}": array for name, array in self.arrays().items()}
        if not isinstance(self.card.network, Looking):
            return weights
        kept = weight_names(self.graph.read_bytes())  # it stops before the last layers
        return {name: weights[name] for name in kept if name in weights}

    def _read_by(self, load: Callable[[bytes], dict[str, Numbers]]) -> dict[str, Numbers]:
        try:
            return load(self.data())
        except SafetensorError as error:
            raise PackageDamaged(f"{self.weights} holds no weights: {error}") from error

    def network(self) -> nn.Module:
        """The network with its weights, ready to answer. Raises PackageDamaged."""
        from models.modules.channels_last import channels_last

        tensors = self.tensors()
        try:
            network = self.card.network.with_weights(tensors)
        except RuntimeError as error:
            raise PackageDamaged(f"the weights in {self.folder} do not fit the network on the card: {error}") from error
        except NetworkUnavailable as error:
            raise PackageDamaged(f"the model “{self.card.id}” cannot be opened: {error}", error.hint) from error
        return channels_last(network.eval().requires_grad_(False))

    @property
    def graph(self) -> Path:
        """The network's design as ONNX, without weights; shared by all models of the design, or the package's own."""
        shared = GRAPHS / f"{self.card.network.key}.onnx"
        return shared if shared.exists() or not self.own_graph.exists() else self.own_graph

    @property
    def own_graph(self) -> Path:
        """Where a package has the graph of a design that the program does not bring."""
        return self.folder / self.card.network.graph_file

    @cached_property
    def looking(self) -> Package:
        """The same weights, for looking at whole pictures; of a design with facts."""
        return replace(self, card=msgspec.structs.replace(self.card, network=Looking(of=self.card.network)))

    @property
    def parts(self) -> tuple[Package, ...]:
        """All that a device opens of it, each with a graph of its own."""
        return (self, self.looking) if self.card.network.facts else (self,)


@dataclass(frozen=True)
class BetweenPackages(Package):
    """What lies between two packages of one design; folder and title are those of the first."""

    other: Package
    share: float

    def tensors(self) -> dict[str, Tensor]:
        toward = self.other.tensors()
        return {name: tensor.lerp(toward[name], self.share) for name, tensor in super().tensors().items()}

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        toward = self.other.arrays()
        return {
            name: (array + self.share * (toward[name] - array)).astype(np.float32) for name, array in super().arrays().items()
        }


def between(one: Package, other: Package, share: float) -> Package:
    """Weights `share` (0 to 1) of the way from one package to another. Raises PackageDamaged where the designs differ."""
    if one.card.network != other.card.network:
        raise PackageDamaged(f"the models “{one.card.id}” and “{other.card.id}” have different networks: nothing lies between")
    name = f"{one.card.id}, {share:.0%} towards {other.card.id}"
    card = msgspec.structs.replace(one.card, id=name, halo=max(one.card.halo, other.card.halo))
    return BetweenPackages(one.folder, card, other, share)


def read_package(folder: Path) -> Package:
    """Read the card; the weights are read when the model is opened. Raises PackageDamaged."""
    path = folder / "model.toml"
    try:
        return Package(folder, msgspec.toml.decode(path.read_bytes(), type=Card))
    except OSError as error:
        raise PackageDamaged(f"{path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise PackageDamaged(f"{path} is not a card that we understand: {error}") from error


def write_package(folder: Path, card: Card, network: nn.Module) -> Package:
    """Write weights (float16) and card; the card's hash is filled in."""
    from safetensors.torch import save

    data = save({name: tensor.half().contiguous() for name, tensor in network.state_dict().items()})
    return write_files(folder, card, data)


def write_files(folder: Path, card: Card, weights: bytes) -> Package:
    """Write the file of the weights as it is, and the card with its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    card = msgspec.structs.replace(card, weights_sha256=hashlib.sha256(weights).hexdigest())
    (folder / card.network.weights_file).write_bytes(weights)
    (folder / "model.toml").write_bytes(msgspec.toml.encode(card))
    return Package(folder, card)
