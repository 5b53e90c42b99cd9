"""Halftone print: a colour picture in a magazine or comic, of dots of four inks."""

from functools import cache
from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from models.craft import Craft, Picture, Plane
from models.filters import displaced, enlarged, finished, shrunk
from models.papers import clouds, grain

PAPER = np.array([0.955, 0.94, 0.895], np.float32)
INKS = np.array([[0.05, 0.60, 0.86], [0.90, 0.12, 0.50], [0.99, 0.90, 0.10], [0.13, 0.12, 0.12]], np.float32)
"""Cyan, magenta, yellow, black: the sRGB that each lets through."""

ANGLES = (15.0, 75.0, 0.0, 45.0)  # degrees: 30 between the strong inks, so that they make rosettes and not moiré
FINE = 3  # dots are drawn on so many times finer a grid


class HalftonePrint(Craft, tag="halftone-print", frozen=True):
    """Four turned screens of round dots over each other, a little out of register, on paper that is not quite white.

    Stulik & Kaplan, The Atlas of Analytical Signatures of Photographic Processes: Halftone (Getty 2013), for the look;
    the share of each ink is solved from the colours of overlaid dots (Demichel 1924, Neugebauer 1937), in sRGB-encoded
    values as for plates; black takes over a part of what all inks share (grey component replacement).
    """

    period: Annotated[float, Meta(gt=1.5, title="Period", description="pixels from dot to dot")] = 4.5
    black: Annotated[float, Meta(ge=0, le=1, title="Grey in black ink", description="the rest in the three colours")] = 0.6
    register: Annotated[float, Meta(ge=0, title="Out of register", description="pixels")] = 0.5

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        shares = self._shares(picture)
        turned, paper = choose.uniform(-5, 5), PAPER * (1 + 0.012 * grain(picture, 1.2, choose)[..., None])
        printed = enlarged(paper.astype(np.float32), FINE)
        for ink, angle, share in zip(INKS, ANGLES, shares, strict=True):
            threshold = self._screen(printed[..., 0], np.deg2rad(angle + turned), choose)
            moved = displaced(share, *choose.normal(0, self.register, 2))
            ink_there = np.where(moved > 0.01, moved * np.float32(1.02), np.float32(-0.1))  # plates hold no smaller dots
            dots = np.clip((enlarged(ink_there, FINE) - threshold) * 6 + 0.5, 0, 1)
            dots *= enlarged(0.95 + 0.03 * np.clip(clouds(share, 25, choose), -2, 1.6), FINE)
            for channel in range(3):
                printed[..., channel] *= 1 - dots * (1 - ink[channel])
        return finished(shrunk(printed, FINE))

    def _shares(self, picture: Picture) -> list[Plane]:
        """Of cyan, magenta, yellow and black at each pixel, 0 to 1, so that the mean of paper and inks is the picture."""
        goal = np.clip(picture / PAPER, 0, 1)
        black = self.black * (1 - goal.max(axis=2))
        goal = np.clip(goal / (1 - black[..., None] * (1 - INKS[3])), 0, 1)
        shares = [np.zeros_like(black)] * 3
        for _ in range(6):  # each ink answers for the channel that it takes most from
            for number in range(3):
                through = np.ones_like(black)
                for other in {0, 1, 2} - {number}:
                    through *= 1 - shares[other] * (1 - INKS[other, number])
                shares[number] = np.clip((1 - goal[..., number] / through) / (1 - INKS[number, number]), 0, 1)
        return [*shares, black]

    def _screen(self, fine: Plane, angle: float, choose: np.random.Generator) -> Plane:
        """A threshold, evenly spread over 0 to 1: lowest in the middle of the dots."""
        wave = 2 * np.pi / (self.period * FINE)
        across, down = wave * np.cos(angle), wave * np.sin(angle)
        first, second = choose.uniform(0, 2 * np.pi, 2)
        heights = _waves(fine, across, down, first) + _waves(fine, -down, across, second)
        return _ranks()[((heights + 2) * 255.75).astype(np.int16)]


def _waves(fine: Plane, across: float, down: float, phase: float) -> Plane:
    """cos(across x + down y + phase), by the cosine of a sum: rows and columns alone are taken the cosine of."""
    y = (np.arange(fine.shape[0])[:, None] * down + phase).astype(np.float32)
    x = (np.arange(fine.shape[1]) * across).astype(np.float32)
    return np.cos(y) * np.cos(x) - np.sin(y) * np.sin(x)


@cache
def _ranks() -> NDArray[np.float32]:
    """(1024,): which share of the area is higher than a sum of two waves, from -2 to 2."""
    turn = np.linspace(0, 2 * np.pi, 512, endpoint=False)
    heights = np.sort((np.cos(turn)[:, None] + np.cos(turn)).ravel())
    return (1 - np.searchsorted(heights, np.linspace(-2, 2, 1024)) / heights.size).astype(np.float32)
