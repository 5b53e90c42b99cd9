"""A network that restores faces, as an ONNX graph: GFPGAN, CodeFormer, RestoreFormer, GPEN and others, as they are exported."""

from typing import Annotated, Literal

from msgspec import Meta

from models.fixed_network import FixedNetwork


class FaceRestorerGraph(FixedNetwork, tag="face-restorer-graph", frozen=True):
    """To (B, side, side, 3) in 0 to 1: the face, restored. It must be aligned to five landmarks."""

    signed: bool = True
    """Whether it takes and gives -1 to 1 inside, and not 0 to 1."""

    half: bool = False
    """Whether its numbers have 16 bits."""

    fidelity: Annotated[float, Meta(ge=0, le=1)] = 0.7
    """What a second input is given, if it has one: how faithful it stays (w of CodeFormer, Zhou et al. 2022)."""

    @property
    def is_graph(self) -> bool:
        return True

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        return "restore"
