"""A network that tells faces apart, as an ONNX graph of the SFace family (Zhong et al. 2021, "SFace: Sigmoid-Constrained
Hypersphere Loss for Robust Face Recognition").
"""

from typing import Literal

from models.fixed_network import FixedNetwork

NUMBERS = 128


class FaceRecogniser(FixedNetwork, tag="face-recogniser", frozen=True):
    """To (B, 1, 1, 128): a vector that points where those of other pictures of the same person do.

    The face must be aligned to five landmarks. Inside, (1, 3, side, side) RGB in 0 to 255.
    """

    side: int = 112

    @property
    def is_graph(self) -> bool:
        return True

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        return "recognise"
