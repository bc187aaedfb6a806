"""What overlays show of a picture: its histogram, what is clipped, and which edges are in focus.

Focus is told from how fast an edge loses steepness when it is blurred a little more, not from how steep it
is: a faint sharp edge counts, a strong soft one does not (after the defocus of Zhuo & Sim 2011, Pattern
Recognition 44).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]

WHITE, BLACK = 254, 1  # codes at or beyond these carry no detail after JPEG's rounding
_SAMPLE = 1_000_000  # pixels that a histogram needs; pixels are left out, not averaged, which keeps extremes

_FINE, _COARSE = 1.0, 2.0  # px, the two blurs under which edges are compared
_LEAST_STEP = 2.0  # grey levels a pixel, at the coarse blur: a step of ten levels
_ABOVE_NOISE = 5.0  # times the steepness that noise alone has
_LEAST_NOISE = 0.5  # grey levels, the rounding of eight bits
_RIDGE = 0.8  # of the steepest of the neighbours: only the middle of an edge counts
_SHARPEST = 10.0  # percent of the edges by whose blur the others are judged
_FURTHER = 0.35  # px by which the blur of an edge in focus may exceed theirs
_SOFT = 1.6  # px, above which nothing is in focus, however blurred the rest is
_LEAST_EDGE = 4  # px of 25 about one: specks are no edges


@dataclass(frozen=True)
class Histogram:
    """Shares of the picture at each code, [256] each; `highlights`, `shadows`: shares that are clipped."""

    red: NDArray[np.float64]
    green: NDArray[np.float64]
    blue: NDArray[np.float64]
    luminance: NDArray[np.float64]
    highlights: float
    shadows: float


def histogram(pixels: Pixels) -> Histogram:
    """Of uint8 RGB [H, W, 3]."""
    step = max(1, int(np.sqrt(pixels.shape[0] * pixels.shape[1] / _SAMPLE)))
    some = np.ascontiguousarray(pixels[::step, ::step])
    red, green, blue = (_shares(np.asarray(plane, dtype=np.uint8)) for plane in cv2.split(some))
    white, black = clipped(some)
    luminance = _shares(np.asarray(cv2.cvtColor(some, cv2.COLOR_RGB2GRAY), dtype=np.uint8))
    return Histogram(red, green, blue, luminance, float(white.mean()), float(black.mean()))


def clipped(pixels: Pixels) -> tuple[Mask, Mask]:
    """Where uint8 RGB [H, W, 3] has lost detail, [H, W] each: a channel at white, and all three at black.

    One channel at black is no loss: every saturated colour has that.
    """
    red, green, blue = cv2.split(pixels)
    brightest = cv2.max(cv2.max(red, green), blue)
    return np.asarray(brightest >= WHITE), np.asarray(brightest <= BLACK)


def in_focus(pixels: Pixels) -> Mask:
    """Edges of uint8 RGB [H, W, 3] about as sharp as its sharpest ones, [H, W]; none where all is soft."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.float32)
    noise = max(_LEAST_NOISE, _noise(grey))
    fine, coarse = _steepness(grey, _FINE), _steepness(grey, _COARSE)
    ridge = fine >= _RIDGE * np.asarray(cv2.dilate(fine, np.ones((5, 5), np.uint8)))
    least = max(_LEAST_STEP, _ABOVE_NOISE * _steepness_of(noise, _COARSE))
    rows, columns = np.nonzero(ridge & (coarse > least))
    found = np.zeros(grey.shape, dtype=np.uint8)
    if not len(rows):
        return found.astype(np.bool_)
    blur = _blur(fine[rows, columns], coarse[rows, columns], noise)
    limit = min(_SOFT, float(np.percentile(blur, _SHARPEST)) + _FURTHER)
    found[rows, columns] = blur <= limit
    near = cv2.boxFilter(found, cv2.CV_16U, (5, 5), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray((found > 0) & (np.asarray(near) >= _LEAST_EDGE))


def _shares(plane: Pixels) -> NDArray[np.float64]:
    counts = cv2.calcHist([plane], [0], None, [256], [0, 256])
    return np.asarray(counts, dtype=np.float64).ravel() / plane.size


def _noise(grey: Floats) -> float:
    """Standard deviation of the grain, from the median of what no smooth surface or straight edge leaves
    (Immerkær 1996); flat areas at the ends of the scale, which hide it, are left out."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], dtype=np.float32)
    left = np.abs(np.asarray(cv2.filter2D(grey, cv2.CV_32F, mask)))[::2, ::2]
    seen = left[(grey[::2, ::2] > 2) & (grey[::2, ::2] < 253)]
    return float(np.median(seen)) / (6 * 0.6745) if seen.size else 0.0


def _steepness(grey: Floats, blur: float) -> Floats:
    """Grey levels a pixel, [H, W], after a Gaussian blur."""
    smooth = cv2.GaussianBlur(grey, (0, 0), blur)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=1, scale=0.5)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=1, scale=0.5)
    return np.asarray(cv2.magnitude(across, down), dtype=np.float32)


def _steepness_of(noise: float, blur: float) -> float:
    """The root mean square steepness of white noise after a Gaussian blur."""
    return noise / (blur**2 * float(np.sqrt(4 * np.pi)))


def _blur(fine: Floats, coarse: Floats, noise: float) -> Floats:
    """The Gaussian blur, in pixels, of step edges of this steepness; 0 for thin lines."""
    squared = np.maximum(fine**2 - _steepness_of(noise, _FINE) ** 2, 0) / coarse**2
    excess = np.maximum(squared - 1, 1e-3)
    return np.asarray(np.sqrt(np.maximum(_COARSE**2 - squared * _FINE**2, 0) / excess), dtype=np.float32)
