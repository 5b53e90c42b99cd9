"""Conversions between sRGB and CIELAB, with gradients.

sRGB: IEC 61966-2-1. CIELAB: CIE 15, for daylight D65 and the observer of 1931; the white point is that of the sRGB matrix,
so that greys have no colour at all. Both go straight on below black and above white, and are never without a gradient.
"""

import torch
from torch import Tensor

Matrix = tuple[tuple[float, float, float], ...]

TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = tuple(sum(row) for row in TO_XYZ)
TO_WHITES: Matrix = tuple((r / white, g / white, b / white) for (r, g, b), white in zip(TO_XYZ, WHITE, strict=True))
"""Linear RGB to X, Y and Z as shares of white."""

BEND = 6 / 29  # of CIE 15: below its cube, lightness is linear


def to_lab(pictures: Tensor) -> Tensor:
    """(…, 3, H, W), sRGB in 0 to 1, to L (0 to 100), a and b (within ±110 for what sRGB can show)."""
    x, y, z = _mixed(_linear(pictures), TO_WHITES).unbind(-3)
    x, y, z = _compressed(x), _compressed(y), _compressed(z)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], dim=-3)


def from_lab(lab: Tensor) -> Tensor:
    """(…, 3, H, W), CIELAB, to sRGB; colours that sRGB has not lie outside 0 to 1."""
    lightness, a, b = lab.unbind(-3)
    y = (lightness + 16) / 116
    whites = torch.stack([_expanded(y + a / 500), _expanded(y), _expanded(y - b / 200)], dim=-3)
    return _encoded(_mixed(whites, _FROM_WHITES))


def _linear(encoded: Tensor) -> Tensor:
    curved = ((encoded.clamp_min(0.04045) + 0.055) / 1.055) ** 2.4
    return torch.where(encoded > 0.04045, curved, encoded / 12.92)


def _encoded(linear: Tensor) -> Tensor:
    curved = 1.055 * linear.clamp_min(0.0031308) ** (1 / 2.4) - 0.055
    return torch.where(linear > 0.0031308, curved, linear * 12.92)


def _compressed(share: Tensor) -> Tensor:
    straight = share / (3 * BEND**2) + 4 / 29
    return torch.where(share > BEND**3, share.clamp_min(BEND**3) ** (1 / 3), straight)


def _expanded(value: Tensor) -> Tensor:
    return torch.where(value > BEND, value**3, 3 * BEND**2 * (value - 4 / 29))


def _mixed(planes: Tensor, matrix: Matrix) -> Tensor:
    first, second, third = planes.unbind(-3)
    return torch.stack([a * first + b * second + c * third for a, b, c in matrix], dim=-3)


def _inverse(matrix: Matrix) -> Matrix:
    inverted: list[list[float]] = torch.tensor(matrix, dtype=torch.float64).inverse().tolist()
    return tuple((first, second, third) for first, second, third in inverted)


_FROM_WHITES = _inverse(TO_WHITES)
