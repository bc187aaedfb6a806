"""Is one picture an edited copy of another (resized, cropped, straightened, graded, black and white), or the
next frame of the same subject?

The embedding cannot say: a retake is often nearer to it than a black-and-white copy of the frame itself. So
one picture is laid on the other, coarse to fine, and the part that agrees least decides: in a copy every
part fits, in a retake the subject has moved, or near and far have shifted against each other. Where all
parts fit, what moved between them is measured, too (series.motion).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.series.align import (
    Detail,
    Warp,
    correlation,
    detail,
    laid_on,
    local_contrast,
    refine,
    register,
)
from aesthcull.series.motion import Motion, motion
from aesthcull.series.signature import SIDE, signature

_FINER = ((2 * SIDE, 2.5), (4 * SIDE, 3.0))  # side and high pass, in pixels
_PARTS = 8  # parts a side
_LEAST_INSIDE = 0.7  # of a part's pixels
_TEXTURE = 0.15  # variance of local contrast: below it a part shows sky, and its noise says nothing
_FEWEST_PARTS = 5
# Quantile of the parts: one that was retouched does not count, of about fifty.
_WEAKEST = 0.02
# Levels of 255. Without it the weakest part of a photograph by night is compression noise: 84 % of the copies
# were told from 95 % of the neighbours, with it 97 %.
_NOISE = 4.0
_FITS = 0.7  # of the weakest part: below it the pictures are not one exposure, whatever moved
_ROUGH = 0.4  # correlation of the signatures' details below which nothing finer is looked at


@dataclass(frozen=True)
class Layers:
    """A picture at three sizes, as local contrast: [48, 48], [96, 96], [192, 192]."""

    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Agreement:
    """How well one picture lies on another: correlations −1…1 of the whole and of its weakest part, and what
    moved, in pixels of 192, where the weakest part fits."""

    whole: float = 0.0
    weakest: float = 0.0
    motion: Motion = field(default_factory=Motion)


def layers(pixels: NDArray[np.uint8]) -> Layers:
    """From upright RGB [h, w, 3], best at 512 px: 2 ms."""
    finer = [_contrast(pixels, side, high_pass) for side, high_pass in _FINER]
    return Layers((detail(signature(pixels)), *finer))


def may_agree(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> bool:
    """Whether two signatures [2304] can be laid on each other at all: 1 ms, without the pictures."""
    return register(detail(first), detail(second))[0] >= _ROUGH


def agreement(first: Layers, second: Layers) -> Agreement:
    """Lay `second` on `first`: 3 ms, 8 where it fits. Nothing agrees where no alignment is found."""
    score, warp = register(first.details[0], second.details[0])
    if warp is None or score < _ROUGH:
        return Agreement()
    for one, other in zip(first.details[1:], second.details[1:], strict=True):
        warp = refine(one, other, _doubled(warp))
    moved, inside = laid_on(first.details[-1], second.details[-1], warp)
    parts = _of_parts(first.details[-1], moved, inside)
    weakest = float(np.quantile(parts, _WEAKEST)) if len(parts) >= _FEWEST_PARTS else 0.0
    stirred = motion(first.details[-1], moved, inside) if weakest >= _FITS else Motion()
    return Agreement(correlation(first.details[-1][inside], moved[inside]), weakest, stirred)


def _contrast(pixels: NDArray[np.uint8], side: int, high_pass: float) -> Detail:
    method = cv2.INTER_AREA if min(pixels.shape[:2]) >= side else cv2.INTER_LINEAR
    small = cv2.resize(pixels, (side, side), interpolation=method)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return local_contrast(grey, high_pass, _NOISE)


def _doubled(warp: Warp) -> Warp:
    """The same map at twice the size; a pixel's middle lies half a pixel from its corner."""
    half = np.full(2, 0.5, dtype=np.float32)
    larger = warp.copy()
    larger[:, 2] = 2 * warp[:, 2] + warp[:, :2] @ half - half
    return larger


def _of_parts(first: Detail, second: Detail, inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The correlation in each part that shows something."""
    side = first.shape[0] // _PARTS

    def sums(values: NDArray[np.generic]) -> NDArray[np.float32]:
        blocks = values.reshape(_PARTS, side, _PARTS, side)
        return np.asarray(blocks.sum(axis=(1, 3)), dtype=np.float32)

    a, b = np.where(inside, first, np.float32(0)), second
    count = np.maximum(sums(inside), 1)
    mean_a, mean_b = sums(a) / count, sums(b) / count
    var_a, var_b = sums(a * a) / count - mean_a**2, sums(b * b) / count - mean_b**2
    shown = (sums(inside) >= _LEAST_INSIDE * side * side) & (np.minimum(var_a, var_b) > _TEXTURE)
    covariance = sums(a * b) / count - mean_a * mean_b
    return np.asarray(covariance[shown] / np.sqrt(var_a[shown] * var_b[shown]), dtype=np.float32)
