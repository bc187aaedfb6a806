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
    grey = np.log(signature.reshape(SIDE, SIDE).astype(np.float32) + np.float32(_BLACK))
    high = grey - _blur(grey, _HIGH_PASS)
    return np.asarray(high / np.sqrt(_blur(high * high, _HIGH_PASS) + np.float32(_FLOOR)), dtype=np.float32)


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
    best = _aligned(first, second, (0.0, 0.0))
    if best < _GOOD:
        # Copies: OpenCV 5.0.0 multiplies its arguments by the window in place.
        shift, _ = cv2.phaseCorrelate(first.copy(), second.copy(), _WINDOW)
        best = max(best, _aligned(first, second, (float(shift[0]), float(shift[1]))))
    return best


def _aligned(first: Detail, second: Detail, shift: tuple[float, float]) -> float:
    warp = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], dtype=np.float32)
    try:
        # Turn and shift first, on a stronger blur: the affine step alone runs into shears.
        _, turned = cv2.findTransformECC(first, second, warp, cv2.MOTION_EUCLIDEAN, _TURN, _WHOLE, 7)
        _, found = cv2.findTransformECC(first, second, turned, cv2.MOTION_AFFINE, _FINE, _WHOLE, 5)
    except cv2.error:  # "the correlation is going to be minimised": no alignment from this start
        return 0.0
    warp = np.asarray(found, dtype=np.float32)
    zooms = np.linalg.svd(warp[:, :2], compute_uv=False)
    if zooms[0] > _MAX_ZOOM or zooms[1] * _MAX_ZOOM < 1 or zooms[0] > _MAX_STRETCH * zooms[1]:
        return 0.0
    return _correlation(first, second, warp)


def _correlation(first: Detail, second: Detail, warp: NDArray[np.float32]) -> float:
    moved = cv2.warpAffine(
        second,
        warp,
        (SIDE, SIDE),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(_OUTSIDE,),
    )
    inside = np.abs(moved) < 100.0  # details lie within about ±20; a mix with the outside is far above
    if np.count_nonzero(inside) < _MIN_OVERLAP * SIDE * SIDE:
        return 0.0
    a, b = first[inside], np.asarray(moved)[inside]
    a, b = a - a.mean(), b - b.mean()
    return float(a @ b / np.sqrt(max(float(a @ a) * float(b @ b), 1e-9)))


def _blur(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), dtype=np.float32)
