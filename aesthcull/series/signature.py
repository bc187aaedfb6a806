"""A small picture of each frame, kept in the catalogue, by which two frames are laid on each other.

The embedding says what is shown, the signature where things are: two photographs of different waiters may
have close embeddings, but they cannot be aligned.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 48
SIGNATURE_BYTES = SIDE * SIDE  # 2,304
_BLACK = 2.5  # added to luminance 0–255: sensor noise and compression at black
_SAME = 0.05  # stops; clipped regions do not change
_FLAT = 0.5  # deviation of a frame that shows nothing: a lens cap, a white wall out of focus
_AGREEING = 0.93  # leaves room for moved edges of brackets from the hand


def signature(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Luminance of the whole frame, squeezed to 48 × 48: uint8 RGB [H, W, 3] → uint8 [2304].

    Brightness is kept, brackets are told by it; the comparison itself does not see it. Any H, W ≥ 1 will
    do; it takes 0.4 ms at 512 px, 2 ms at 1024. The decoded picture and its thumbnail give nearly the same.
    """
    height, width = pixels.shape[:2]
    method = cv2.INTER_AREA if min(height, width) >= SIDE else cv2.INTER_LINEAR
    # Reduced before the colours are dropped: 2,304 conversions instead of a million.
    small = np.asarray(cv2.resize(pixels, (SIDE, SIDE), interpolation=method), dtype=np.uint8)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8).reshape(-1)


def mean_luminance(signatures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Mean luminance 0–1 of signatures [N, 2304], as float32 [N]."""
    return np.asarray(signatures.mean(axis=1, dtype=np.float64) / 255.0, dtype=np.float32)


def exposure_step(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> float:
    """By how many stops of the encoded picture the second of two frames [2304] was exposed longer.

    0 unless nearly every pixel changed the same way: a longer exposure brightens all, while another subject,
    another shirt or a passing cloud brightens some. All of the 76 MEFB brackets agree in every pixel. A frame
    that shows nothing tells of no exposure.
    """
    if min(float(first.std()), float(second.std())) < _FLAT:
        return 0.0
    change = np.log2((second.astype(np.float32) + _BLACK) / (first.astype(np.float32) + _BLACK))
    step = float(np.median(change))
    agreeing = np.count_nonzero(np.sign(step) * change >= -_SAME) / len(change)
    return step if agreeing >= _AGREEING else 0.0
