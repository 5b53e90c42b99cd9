"""The MS-SSIM loss (Wang et al. 2003): structural similarity, from fine detail to the large shapes."""

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, relu

from models.loss import Loss, LossFunction
from models.precision import in_float32

WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)  # of the scales, from fine to coarse
WINDOW, SIGMA = 11, 1.5
STEADY = (0.01**2, 0.03**2)  # keep the quotients of means and of variances steady near 0
LEAST = 0.05


class MsSsim(Loss, tag="ms-ssim", frozen=True):
    """Compares contrast and structure in windows, as eyes do; forgives a slight change of tone. 0 to 1.

    Of five scales, each half as fine as the one before, those are used that are no smaller than the window: all from 176
    pixels on, three from 44 on. At least 11 x 11.
    """

    def build(self, device: torch.device) -> LossFunction:
        window = _window().to(device)

        def ms_ssim(restored: Tensor, original: Tensor) -> Tensor:
            weights = WEIGHTS[: _scales(min(original.shape[-2:]))]
            similarity = restored.new_ones(restored.shape[:2])
            for scale, weight in enumerate(weights, start=1):
                luminance, structure = _similarities(restored, original, window)
                seen = luminance * structure if scale == len(weights) else structure
                similarity = similarity * _positive(seen.mean(dim=(2, 3))) ** (weight / sum(weights))
                restored, original = avg_pool2d(restored, 2), avg_pool2d(original, 2)
            return relu(1 - similarity).mean()  # rounding may leave a hair below 0

        return in_float32(ms_ssim)


def _similarities(restored: Tensor, original: Tensor, window: Tensor) -> tuple[Tensor, Tensor]:
    """Of luminance, and of contrast and structure; (B, 3, h, w) both, at most 1."""
    maps = torch.cat([restored, original, restored**2, original**2, restored * original])
    mean, mean_wanted, square, square_wanted, product = _blurred(maps, window).chunk(5)
    variances = square - mean**2 + square_wanted - mean_wanted**2
    luminance = (2 * mean * mean_wanted + STEADY[0]) / (mean**2 + mean_wanted**2 + STEADY[0])
    return luminance, (2 * (product - mean * mean_wanted) + STEADY[1]) / (variances + STEADY[1])


def _positive(similarity: Tensor) -> Tensor:
    """The same above LEAST, and slowly nearing 0 below, where the power of it would have no gradient or no value."""
    return torch.where(similarity > LEAST, similarity, LEAST**2 / (2 * LEAST - similarity.clamp_max(LEAST)))


def _scales(side: int) -> int:
    scales = next((count for count in range(len(WEIGHTS), 0, -1) if side // 2 ** (count - 1) >= WINDOW), 0)
    if not scales:
        raise ValueError(f"MS-SSIM looks at windows of {WINDOW} x {WINDOW} pixels; a picture with a side of {side} has none")
    return scales


def _window() -> Tensor:
    distances = torch.arange(WINDOW) - WINDOW // 2
    window = torch.exp(-(distances**2) / (2 * SIGMA**2))
    return window / window.sum()


def _blurred(maps: Tensor, window: Tensor) -> Tensor:
    """Gaussian means, where the window lies within the picture."""
    planes = maps.flatten(0, 1)[:, None]
    planes = conv2d(conv2d(planes, window.view(1, 1, 1, -1)), window.view(1, 1, -1, 1))
    return planes.view(*maps.shape[:2], *planes.shape[-2:])
