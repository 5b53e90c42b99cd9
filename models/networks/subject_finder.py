"""A network that finds what a picture is of (salient object segmentation), as an ONNX graph: U2-Net (Qin et al. 2020, "U2-Net:
Going Deeper with Nested U-Structure for Salient Object Detection"), IS-Net (Qin et al. 2022, "Highly Accurate Dichotomous Image
Segmentation"), BiRefNet (Zheng et al. 2024, "Bilateral Reference for High-Resolution Dichotomous Image Segmentation"), and
others that rembg uses.
"""

from typing import Literal

from models.fixed_network import FixedNetwork


class SubjectFinder(FixedNetwork, tag="subject-finder", frozen=True):
    """To (B, side, side, 1) in 0 to 1: how far each pixel belongs to the subject. It is shown the whole picture, made square.

    Inside, (1, 3, side, side) RGB; what numbers it takes, and answers with, differs from family to family.
    """

    side: int = 320

    normalised: Literal["imagenet", "centred"] = "imagenet"
    """What it takes: colours less ImageNet's means and divided by their deviations (U2-Net, BiRefNet), or less 0.5 (IS-Net)."""

    answers: Literal["shares", "logits", "levels"] = "shares"
    """What it answers with: 0 to 1; logits, which a sigmoid makes 0 to 1; or some other range, from ground to subject."""

    half: bool = False
    """Whether its numbers have 16 bits."""

    @property
    def is_graph(self) -> bool:
        return True

    @property
    def sees_whole(self) -> bool:
        return True

    @property
    def finds_subjects(self) -> bool:
        return True
