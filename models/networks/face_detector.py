"""A network that finds faces, as an ONNX graph of the YuNet family (Wu, Peng & Yu 2023, "YuNet: A Tiny Millisecond-level Face
Detector").

It looks at three grids, of 8, 16 and 32 pixels: each cell may be the place of one face, and says how sure it is of a face
(classification), how well its box will fit (objectness), the box, and five landmarks.
"""

from typing import Literal

from models.fixed_network import FixedNetwork

STRIDES = (8, 16, 32)  # pixels
PARTS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
OUTPUTS = tuple(f"{part}_{stride}" for part in PARTS for stride in STRIDES)
"""The names of its answers, each (1, cells, numbers)."""

COLUMNS = 15


class FaceDetector(FixedNetwork, tag="face-detector", frozen=True):
    """To (B, cells, 1, 15): how sure, 0 to 1; left, top, width and height of the box; and x and y of the eye at the left of the
    picture, the other one, the tip of the nose, and the corners of the mouth. In pixels of what it was given.

    Inside, (1, 3, side, side) BGR in 0 to 255.
    """

    side: int = 640

    @property
    def is_graph(self) -> bool:
        return True

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        return "find"
