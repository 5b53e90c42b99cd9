"""The door between a file's own samples and the pixels that stages see, and back.

Stages see sRGB. In a picture with a profile of its own, what they changed is brought into its colour space and added to the
samples as they stand in the file: so 16 bits, wide gamuts and untouched areas survive to the last bit.
"""

from __future__ import annotations

from functools import cache
from typing import cast

import cv2
import imagecodecs
import numpy as np

from engine.files.source import Shape, Source
from engine.pixels import Pixels, Samples


class ColourSpace:
    """The colour space of one file. Grey files, and RGB files without a usable profile, are taken as sRGB-encoded."""

    def __init__(self, shape: Shape, icc_profile: bytes | None) -> None:
        self._shape = shape
        self._largest = 2**shape.bits - 1
        self.remarks: tuple[str, ...] = ()
        self._profile: bytes | None = None
        if icc_profile is not None and shape.channels == 3 and not _is_srgb(icc_profile):
            if _usable(icc_profile):
                self._profile = icc_profile
            else:
                self.remarks = ("the colour profile could not be used; the picture was taken as sRGB",)

    @classmethod
    def of(cls, source: Source) -> ColourSpace:
        return cls(source.shape, source.metadata.icc_profile)

    def to_pixels(self, samples: Samples) -> Pixels:
        """(H, W, channels) float32, 0 to 1, sRGB-encoded, without alpha."""
        own = np.divide(samples[..., : self._shape.channels], np.float32(self._largest), dtype=np.float32)
        if self._profile is None:
            return own
        return _transformed(own, self._profile, _srgb())

    def changed(self, samples: Samples, before: Pixels, after: Pixels) -> Samples:
        """The samples with the change from `before`, which is what they look like, to `after` added; alpha stays as it is.

        Where `before` is grey and `after` RGB, so are the samples that are given back.
        """
        colour, alpha = np.split(samples, [self._shape.channels], axis=2)
        depth = cv2.CV_8U if samples.dtype == np.uint8 else cv2.CV_16U  # rounded, and cut off at black and white
        if self._profile is None:  # to and fro is exact then: `before` and the samples cancel out
            found = cv2.addWeighted(after, self._largest, after, 0, 0, dtype=depth)
        else:
            change = cv2.subtract(_transformed(after, _srgb(), self._profile), _transformed(before, _srgb(), self._profile))
            found = cv2.addWeighted(change, self._largest, np.ascontiguousarray(colour), 1, 0, dtype=depth)
        found = cast(Samples, found.reshape(after.shape))
        return np.concatenate([found, alpha], axis=2) if self._shape.alpha else found


def _transformed(pixels: Pixels, from_profile: bytes, to_profile: bytes) -> Pixels:
    """Through 16 bits: finer than what stages change, and fast."""
    levels = np.rint(np.clip(pixels, 0, 1) * 65535).astype(np.uint16)
    result = imagecodecs.cms_transform(levels, from_profile, to_profile, colorspace="rgb", outcolorspace="rgb")
    return result.astype(np.float32) / np.float32(65535)


@cache
def _srgb() -> bytes:
    return imagecodecs.cms_profile("srgb")


def _is_srgb(profile: bytes) -> bool:
    """By its name, as ASCII or as UTF-16: then pixels need no detour."""
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


@cache
def _usable(profile: bytes) -> bool:
    try:
        sample = np.zeros((1, 1, 3), np.uint16)
        imagecodecs.cms_transform(sample, profile, _srgb(), colorspace="rgb", outcolorspace="rgb")
        imagecodecs.cms_transform(sample, _srgb(), profile, colorspace="rgb", outcolorspace="rgb")
    except (imagecodecs.CmsError, ValueError, RuntimeError):
        return False
    return True
