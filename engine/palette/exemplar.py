"""Filling by example: a hole is covered with patches from elsewhere in the picture, so that every patch in it has been seen.

Wexler et al. 2007 (coherent patches, voted for their pixels, from coarse to fine), with the nearest patches found as PatchMatch
does (Barnes et al. 2009): good guesses spread to their neighbours, and chance finds new ones. A network that paints thin damage
from around it knows nothing to put into a large hole; the picture itself mostly does.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.palette.filling import Mask, filled_roughly
from engine.pixels import Pixels

RADIUS = 3  # pixels of a patch around its middle
ROUNDS = 5  # of searching and voting, at each scale; one less at each finer one, and two at least
COARSEST = 24  # pixels along the shorter side of the smallest copy
STEPS = (4, 1)  # pixels that a guess spreads at once
MOST = 1200  # patches of the smallest copy that are tried for each of the hole's
TRUST = 3  # how much the means from around say about the inside of a hole, against its rim
ROUGH = 1.2  # how much an even patch is the worse for a rough place
SHARP = 75  # percentile of the patches' errors that counts as large (Wexler et al.)

Places: TypeAlias = NDArray[np.int32]
"""(2, n): rows and columns."""

AROUND = (np.indices((2 * RADIUS + 1, 2 * RADIUS + 1), np.int32) - RADIUS).reshape(2, -1)


class _Found(NamedTuple):
    """For each patch of the hole, where the nearest known one is, and how far from it in colour."""

    places: Places
    errors: NDArray[np.float32]


def filled_by_example(pixels: Pixels, mask: Mask, seed: int = 0) -> Pixels:
    """(H, W, C): what is masked, covered with what is elsewhere; where there is too little elsewhere, with means of it."""
    random = np.random.default_rng(seed)
    mean = pixels[~mask].mean(axis=0) if not mask.all() else np.float32(0.5)
    scales = [(np.where(mask[..., None], mean, pixels).astype(np.float32), mask)]  # what is to go has no say
    while min(scales[-1][0].shape[:2]) >= 2 * COARSEST and _depth(scales[-1][1]) > RADIUS:
        scales.append(_halved(*scales[-1]))
    found: Places | None = None
    filled = filled_roughly(*scales[-1])
    for number, (picture, hole) in enumerate(reversed(scales)):
        if number:
            height, width = hole.shape
            coarse = np.asarray(cv2.resize(filled, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
            filled = np.where(hole[..., None], coarse.reshape(height, width, -1).clip(0, 1), picture)
        rough = filled_roughly(_roughness(picture, hole), hole)
        field = _Field(hole, random)
        if not field.possible:
            found = None
            continue
        told = np.concatenate([filled, rough], axis=2, dtype=np.float32)
        start = field.grown(told) if found is None else field.finer(found)
        told, last = field.settled(told, start, max(2, ROUNDS - number))
        filled, found = told[..., :-1], field.whole(last)
    return filled


class _Field:
    """The patches of one scale: those that touch the hole, and those that are known.

    The last channel of what is `filled` is not painted: it says how rough each place is to be. An even patch is nearer to a
    rough one than another rough one is; without that channel, all would become even, vote by vote.
    """

    def __init__(self, hole: Mask, random: np.random.Generator) -> None:
        self._random = random
        self.shape = hole.shape
        kernel = np.ones((2 * RADIUS + 1,) * 2, np.uint8)
        touched = cv2.dilate(hole.astype(np.uint8), kernel) > 0
        inner = np.zeros(hole.shape, bool)
        inner[RADIUS : hole.shape[0] - RADIUS, RADIUS : hole.shape[1] - RADIUS] = True
        self.hole, self.known = hole, inner & ~touched
        self.targets = np.stack(np.nonzero(inner & touched)).astype(np.int32)
        self._sources = np.stack(np.nonzero(self.known)).astype(np.int32)
        self._number = np.full(hole.shape, -1, np.int32)
        self._number[tuple(self.targets)] = np.arange(self.targets.shape[1])

    @property
    def possible(self) -> bool:
        return self._sources.shape[1] > RADIUS and self.targets.shape[1] > 0

    def random(self) -> Places:
        return self._sources[:, self._random.integers(self._sources.shape[1], size=self.targets.shape[1])]

    def grown(self, filled: Pixels) -> Places:
        """For each patch of the hole, from its rim inwards, the known one that fits best what is known by then.

        Efros & Leung 1999; but what is there so far (means from around) says how bright it is to be, and of what colour. Else
        things would grow there that stand elsewhere.
        """
        means, filled, unknown = filled, np.array(filled, np.float32), self.hole.copy()
        sources = self._sources[:, self._random.permutation(self._sources.shape[1])[:MOST]]
        seen = self._patches(filled, sources).reshape(sources.shape[1], len(AROUND.T), -1)
        tone, places = seen.mean(axis=1), np.zeros_like(self.targets)
        depth = cv2.distanceTransform(self.hole.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
        for number in np.argsort(np.asarray(depth)[tuple(self.targets)], kind="stable"):
            row, column = self.targets[:, number]
            around = np.s_[row - RADIUS : row + RADIUS + 1, column - RADIUS : column + RADIUS + 1]
            known = ~unknown[around].reshape(-1)
            apart = seen[:, known] - filled[around].reshape(len(known), -1)[known]
            off = tone - means[row, column]
            errors = np.einsum("npc,npc->n", apart, apart) + TRUST * len(known) * np.einsum("nc,nc->n", off, off)
            best = int(errors.argmin())
            places[:, number] = sources[:, best]
            if unknown[row, column]:
                filled[row, column], unknown[row, column] = filled[tuple(sources[:, best])], False
        return places

    def finer(self, coarse: Places) -> Places:
        """From the whole of the coarser field, (2, h, w)."""
        half = np.minimum(self.targets // 2, np.array(coarse.shape[1:])[:, None] - 1)
        guess = 2 * coarse[:, half[0], half[1]] + self.targets % 2
        lost = (coarse[0, half[0], half[1]] < 0) | ~self._is_known(guess)
        return np.where(lost, self.random(), guess)

    def whole(self, places: Places) -> Places:
        """(2, h, w): of every pixel; -1 where there is none."""
        spread = np.full((2, *self.shape), -1, np.int32)
        spread[:, self.targets[0], self.targets[1]] = places
        return spread

    def settled(self, filled: Pixels, places: Places, rounds: int) -> tuple[Pixels, Places]:
        """What lies there is taken first, as it is: the coarser scale says where, and is too soft to say what."""
        filled = self._voted(filled, _Found(places, np.ones(places.shape[1], np.float32)))
        for _ in range(rounds):
            wanted = self._patches(filled, self.targets)
            found = _Found(places, self._errors(filled, wanted, places))
            found = self._searched(filled, wanted, found)
            places, filled = found.places, self._voted(filled, found)
        return filled, places

    def _searched(self, filled: Pixels, wanted: NDArray[np.float32], found: _Found) -> _Found:
        """Nearer patches: those beside a neighbour's, and others by chance, ever closer to the best."""
        for step in STEPS:
            for way in ((0, step), (0, -step), (step, 0), (-step, 0)):
                aside = np.array(way, np.int32)[:, None]
                beside = np.clip(self.targets + aside, 0, np.array(self.shape)[:, None] - 1)
                number = self._number[beside[0], beside[1]]
                found = self._better(filled, wanted, found, np.where(number >= 0, found.places[:, number] - aside, -1))
        reach = max(self.shape)
        while reach >= 1:
            jump = self._random.integers(-reach, reach + 1, size=found.places.shape, dtype=np.int32)
            found = self._better(filled, wanted, found, found.places + jump)
            reach //= 3
        return found

    def _better(self, filled: Pixels, wanted: NDArray[np.float32], found: _Found, guess: Places) -> _Found:
        """With the guesses that are nearer than what was found."""
        some = np.nonzero(self._is_known(guess))[0]
        errors = self._errors(filled, wanted[some], guess[:, some])
        won = errors < found.errors[some]
        places, all_errors = found.places.copy(), found.errors.copy()
        places[:, some[won]], all_errors[some[won]] = guess[:, some[won]], errors[won]
        return _Found(places, all_errors)

    def _is_known(self, places: Places) -> NDArray[np.bool_]:
        rows, columns = places
        inside = (rows >= 0) & (columns >= 0) & (rows < self.shape[0]) & (columns < self.shape[1])
        return inside & self.known[np.where(inside, rows, 0), np.where(inside, columns, 0)]

    def _patches(self, filled: Pixels, places: Places) -> NDArray[np.float32]:
        """(n, pixels of a patch times channels)."""
        flat = filled.reshape(-1, filled.shape[2])
        offsets = AROUND[0] * self.shape[1] + AROUND[1]
        return flat[(places[0] * self.shape[1] + places[1])[:, None] + offsets].reshape(
            places.shape[1], len(offsets) * filled.shape[2]
        )

    def _errors(self, filled: Pixels, wanted: NDArray[np.float32], places: Places) -> NDArray[np.float32]:
        apart = self._patches(filled, places)
        apart -= wanted
        return np.einsum("np,np->n", apart, apart)

    def _voted(self, filled: Pixels, found: _Found) -> Pixels:
        """Each pixel of the hole is the mean of what the patches over it have there; those that fit well count more."""
        large = float(np.percentile(found.errors, SHARP)) + 1e-6
        weight = np.exp(-found.errors / large).astype(np.float32) + np.float32(1e-6)
        total, weights = np.zeros_like(filled), np.zeros(self.shape, np.float32)
        for down, right in AROUND.T:
            rows, columns = self.targets[0] + down, self.targets[1] + right
            total[rows, columns] += weight[:, None] * filled[found.places[0] + down, found.places[1] + right]
            weights[rows, columns] += weight
        new = total / np.maximum(weights, 1e-12)[..., None]
        new[..., -1] = filled[..., -1]
        return np.where((self.hole & (weights > 0))[..., None], new, filled)


def _roughness(pixels: Pixels, hole: Mask) -> Pixels:
    """(H, W, 1): the deviation of the known brightness around each pixel, times ROUGH."""
    side, known = (4 * RADIUS + 1,) * 2, (~hole).astype(np.float32)
    grey = pixels.mean(axis=2, dtype=np.float32) * known
    share = np.maximum(np.asarray(cv2.blur(known, side), np.float32), 1e-3)
    mean, square = (np.asarray(cv2.blur(plane, side), np.float32) / share for plane in (grey, grey * grey))
    return np.asarray(ROUGH * np.sqrt(np.maximum(square - mean * mean, 0))[..., None], np.float32)


def _depth(mask: Mask) -> float:
    return float(cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3).max())


def _halved(pixels: Pixels, mask: Mask) -> tuple[Pixels, Mask]:
    """Both at half the size; whatever has something of the hole is hole."""
    size = (-(-mask.shape[1] // 2), -(-mask.shape[0] // 2))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.float32)
    hidden = np.asarray(cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA), np.float32) > 0
    return small.reshape(size[1], size[0], -1), hidden
