"""JPEG: blocks and rings of a file that was saved small."""

from typing import Annotated

import cv2
import numpy as np
import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform


class Jpeg(Damage, tag="jpeg", frozen=True):
    """Saves as JPEG and reads back, half of the time with coarse colour (4:2:0).

    The grid of 8 x 8 blocks starts at the corner, as in a file that was never cropped, or anywhere. (A network whose strides
    divide 8 knows then where to look for the edges of blocks.)
    """

    quality: Annotated[
        Range, Meta(title="Quality", description="1 to 100, as libjpeg counts", extra_json_schema={"least": 1, "most": 100})
    ] = (20, 95)
    aligned: Annotated[float, Meta(ge=0, le=1, title="Never cropped", description="how often")] = 0.0

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        qualities = uniform(self.quality, (len(pictures),), random)
        coarse = torch.rand(len(pictures), generator=random) < 0.5
        starts = torch.randint(8, (len(pictures), 2), generator=random)
        starts[torch.rand(len(pictures), generator=random) < self.aligned] = 0
        saved = [
            _saved(picture, int(quality), bool(half), int(start[0]), int(start[1]))
            for picture, quality, half, start in zip(pictures, qualities, coarse, starts, strict=True)
        ]
        return torch.stack(saved)


def _saved(picture: Tensor, quality: int, coarse: bool, top: int, left: int) -> Tensor:
    """(3, H, W) through libjpeg; `top` and `left` shift the grid of 8 x 8 blocks."""
    levels = (picture.clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()[..., ::-1]
    levels = cv2.copyMakeBorder(levels, top, 0, left, 0, cv2.BORDER_REPLICATE)
    sampling = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420 if coarse else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444
    done, data = cv2.imencode(".jpg", levels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling])
    if not done:
        raise RuntimeError("the JPEG encoder refused a picture")
    read = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert read is not None
    rgb = np.ascontiguousarray(read[top:, left:, ::-1])
    return torch.from_numpy(rgb).permute(2, 0, 1).float() / 255
