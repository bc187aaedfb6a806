"""Geometric verification: can one frame be laid on the other by a small shift, turn and zoom?

Signatures are first brought to local contrast (logarithm, high pass, divided by the local deviation), so
that neither brightness nor a bracket's gamma counts. The alignment is OpenCV's ECC (Evangelidis & Psarakis
2008), affine, bounded to what a photographer's next shot can differ by.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.series.signature import SIDE

Detail = NDArray[np.float32]
Warp = NDArray[np.float32]

COARSE_SIDE = 16
# Chosen on retakes of train photos: fine detail tells two white shirts on white apart, a wider high pass
# (4.5 px) does not. A pixel here is 10 of the thumbnail's, so blur and JPEG hardly reach it.
_HIGH_PASS = 2.0  # pixels
_FLOOR = 1e-3  # variance of log luminance: below it a region is flat
_BLACK = 8.0  # added to luminance 0–255 so that the logarithm of night does not explode
# A second shot is not zoomed, stretched or shifted more than this; else ECC fits any edge on any edge.
_MAX_ZOOM, _MAX_STRETCH, _MIN_OVERLAP = 1.3, 1.2, 0.6
_TURN = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 8, 1e-2)
_FINE = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 15, 2e-3)
_GOOD = 0.7  # the first start that reaches it is taken
# So large that the smallest weight it can have in a mix (a shift of 1e-7 pixels) still shows.
_OUTSIDE = 1e12
_WHOLE = np.ones((SIDE, SIDE), dtype=np.uint8)
_WINDOW = np.outer(np.hanning(SIDE), np.hanning(SIDE)).astype(np.float32)


def detail(signature: NDArray[np.uint8]) -> Detail:
    """Local contrast of one signature [2304]: float32 [48, 48]."""
    return local_contrast(signature.reshape(SIDE, SIDE), _HIGH_PASS)


def local_contrast(luminance: NDArray[np.uint8], high_pass: float, noise: float = 0.0) -> Detail:
    """Luminance [h, w] without its coarse changes, divided by the deviation around: float32 [h, w].

    Where that is less than `noise`, of 255 levels, the result is small: nothing is made of compressed dark.
    """
    plain = luminance.astype(np.float32) + np.float32(_BLACK)
    grey = np.log(plain)
    high = grey - _blur(grey, high_pass)
    variance = _blur(high * high, high_pass) + np.float32(_FLOOR)
    if noise:
        variance = variance + (np.float32(noise) / _blur(plain, high_pass)) ** 2
    return np.asarray(high / np.sqrt(variance), dtype=np.float32)


def coarse(details: NDArray[np.float32]) -> NDArray[np.float32]:
    """Layout of each frame for finding brackets by a dot product: [N, 48, 48] → unit rows [N, 256]."""
    rows = np.empty((len(details), COARSE_SIDE * COARSE_SIDE), dtype=np.float32)
    for row, one in zip(rows, details, strict=True):
        small = cv2.resize(_blur(one, 2.0), (COARSE_SIDE, COARSE_SIDE), interpolation=cv2.INTER_AREA)
        row[:] = np.asarray(small).reshape(-1)
    rows -= rows.mean(axis=1, keepdims=True)
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return np.asarray(rows / lengths, dtype=np.float32)


def match(first: Detail, second: Detail) -> float:
    """Correlation of two details after the best alignment: 1 same picture, ≤ 0 none was found."""
    if np.array_equal(first, second):
        return 1.0  # two black frames have nothing to correlate, but are the same
    return register(first, second)[0]


def register(first: Detail, second: Detail) -> tuple[float, Warp | None]:
    """The best alignment: its correlation and the affine map [2, 3] from places in `first` to those in
    `second`; 0 and None where there is none."""
    best = _aligned(first, second, (0.0, 0.0))
    if best[0] < _GOOD:
        # Copies: OpenCV 5.0.0 multiplies its arguments by the window in place.
        shift, _ = cv2.phaseCorrelate(first.copy(), second.copy(), _WINDOW)
        # The middle counts: what a bracket clips, and what comes into the picture, is mostly at the edges.
        # On photo_series 96 % of the bracket pairs are found so, 88 % with the whole frames.
        again = _aligned(first * _WINDOW, second * _WINDOW, (float(shift[0]), float(shift[1])))
        best = max(best, again, key=lambda found: found[0])
    return best


def refine(first: Detail, second: Detail, warp: Warp) -> Warp:
    """Carry an affine map on from a rough one, at any size of detail; the rough one where that fails."""
    whole = np.ones(first.shape, dtype=np.uint8)
    try:
        _, found = cv2.findTransformECC(first, second, warp.copy(), cv2.MOTION_AFFINE, _FINE, whole, 5)
    except cv2.error:
        return warp
    refined = np.asarray(found, dtype=np.float32)
    return refined if _plausible(refined) else warp


def laid_on(first: Detail, second: Detail, warp: Warp) -> tuple[Detail, NDArray[np.bool_]]:
    """`second` as it lies on `first`, and where it does."""
    moved = cv2.warpAffine(
        second,
        warp,
        first.shape[::-1],
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(_OUTSIDE,),
    )
    inside = np.abs(moved) < 100.0  # details lie within about ±20; a mix with the outside is far above
    return np.where(inside, moved, np.float32(0)), inside


def correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Of two rows of pixels [n]; 0 where one of them is flat."""
    if not len(first):
        return 0.0
    a, b = first - first.mean(), second - second.mean()
    return float(a @ b / np.sqrt(max(float(a @ a) * float(b @ b), 1e-9)))


def _aligned(first: Detail, second: Detail, shift: tuple[float, float]) -> tuple[float, Warp | None]:
    warp = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], dtype=np.float32)
    try:
        # Turn and shift first, on a stronger blur: the affine step alone runs into shears.
        _, turned = cv2.findTransformECC(first, second, warp, cv2.MOTION_EUCLIDEAN, _TURN, _WHOLE, 7)
        _, found = cv2.findTransformECC(first, second, turned, cv2.MOTION_AFFINE, _FINE, _WHOLE, 5)
    except cv2.error:  # "the correlation is going to be minimised": no alignment from this start
        return 0.0, None
    warp = np.asarray(found, dtype=np.float32)
    return (_correlation(first, second, warp), warp) if _plausible(warp) else (0.0, None)


def _plausible(warp: Warp) -> bool:
    if not np.isfinite(warp).all():
        return False
    zooms = np.linalg.svd(warp[:, :2], compute_uv=False)
    return bool(zooms[0] <= _MAX_ZOOM and zooms[1] * _MAX_ZOOM >= 1 and zooms[0] <= _MAX_STRETCH * zooms[1])


def _correlation(first: Detail, second: Detail, warp: Warp) -> float:
    moved, inside = laid_on(first, second, warp)
    if np.count_nonzero(inside) < _MIN_OVERLAP * first.size:
        return 0.0
    return correlation(first[inside], moved[inside])


def _blur(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), dtype=np.float32)
