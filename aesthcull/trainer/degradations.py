"""Named synthetic degradations of one photograph: what goes wrong in a shoot, at three strengths.

The pictures taken are as shown on the screen: all lengths are pixels of the picture at 100 %, so that a
strength means the same whatever the picture's size.

slight    just visible when both frames are side by side at 100 %; a viewer who sees one alone would not mind
moderate  visible at a glance side by side, and by itself to whoever looks for it
strong    visible by itself at thumbnail size; the frame is spoilt
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Strength = Literal["slight", "moderate", "strong"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

# One number a strength, in the order of STRENGTHS.
DEFOCUS_RADIUS = (1.0, 2.0, 4.0)  # px of the blur disc
MOTION_LENGTH = (3.0, 7.0, 15.0)  # px of the smear
OVER_EV = (0.5, 1.0, 2.0)  # stops, in linear light
UNDER_EV = (0.5, 1.0, 2.0)
NOISE_SIGMA = (4.0, 10.0, 25.0)  # grey levels of 255, each channel by itself
JPEG_QUALITY = (60, 30, 12)  # libjpeg's scale, chroma at half size
CAST_GAIN = (1.08, 1.2, 1.5)  # one channel up, another down by it, in linear light; 1.08 is about 400 K
CROP_SHARE = (0.1, 0.2, 0.35)  # of the width or height, cut off at one side


def defocus(pixels: Pixels, strength: Strength, _rng: np.random.Generator) -> Pixels:
    """Out of focus: every point becomes a disc."""
    radius = _of(DEFOCUS_RADIUS, strength)
    return _convolved(pixels, _disc(radius))


def motion(pixels: Pixels, strength: Strength, rng: np.random.Generator) -> Pixels:
    """The camera moved in a straight line, at a random angle."""
    return motion_at(pixels, _of(MOTION_LENGTH, strength), float(rng.uniform(0, 180)))


def motion_at(pixels: Pixels, length: float, degrees: float) -> Pixels:
    """Smeared over `length` px; degrees from horizontal, counted upwards (anticlockwise)."""
    return _convolved(pixels, _line(length, degrees))


def over_exposed(pixels: Pixels, strength: Strength, _rng: np.random.Generator) -> Pixels:
    """Brighter by so many stops; what goes beyond white is lost."""
    return _gained(pixels, np.full(3, 2 ** _of(OVER_EV, strength)))


def under_exposed(pixels: Pixels, strength: Strength, _rng: np.random.Generator) -> Pixels:
    """Darker by so many stops; eight bits are left of it, so the shadows lose steps."""
    return _gained(pixels, np.full(3, 2 ** -_of(UNDER_EV, strength)))


def noise(pixels: Pixels, strength: Strength, rng: np.random.Generator) -> Pixels:
    """Grain without correlation, of luminance and colour, as of a high ISO."""
    grain = rng.standard_normal(pixels.shape, dtype=np.float32) * _of(NOISE_SIGMA, strength)
    return _bytes(pixels.astype(np.float32) + grain)


def jpeg(pixels: Pixels, strength: Strength, _rng: np.random.Generator) -> Pixels:
    """Saved too small."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(_of(JPEG_QUALITY, strength))]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), quality)
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def cast(pixels: Pixels, strength: Strength, rng: np.random.Generator) -> Pixels:
    """A wrong white balance: warm, cold, green or magenta, at the same luminance."""
    gain = _of(CAST_GAIN, strength)
    gains = np.array(
        [(gain, 1, 1 / gain), (1 / gain, 1, gain), (1, gain, 1), (1, 1 / gain, 1)][int(rng.integers(4))]
    )
    return _gained(pixels, gains / (gains @ (0.2126, 0.7152, 0.0722)))


def crop(pixels: Pixels, strength: Strength, rng: np.random.Generator) -> Pixels:
    """A bad crop: one side cut off, whatever was there."""
    height, width = pixels.shape[:2]
    share = _of(CROP_SHARE, strength)
    x, y = min(width - 1, round(width * share)), min(height - 1, round(height * share))
    cuts = (pixels[:, x:], pixels[:, : width - x], pixels[y:], pixels[: height - y])
    return np.ascontiguousarray(cuts[int(rng.integers(4))])


Degradation = Callable[[Pixels, Strength, np.random.Generator], Pixels]
DEGRADATIONS: dict[str, Degradation] = {
    "defocus": defocus,
    "motion": motion,
    "over_exposed": over_exposed,
    "under_exposed": under_exposed,
    "noise": noise,
    "jpeg": jpeg,
    "cast": cast,
    "crop": crop,
}


def degrade(pixels: Pixels, name: str, strength: Strength, rng: np.random.Generator) -> Pixels:
    """A degraded copy of uint8 RGB [H, W, 3]; the same generator state gives the same picture."""
    return DEGRADATIONS[name](pixels, strength, rng)


def _of(constants: tuple[float, ...], strength: Strength) -> float:
    return constants[STRENGTHS.index(strength)]


def _disc(radius: float) -> Floats:
    """A disc of any radius, its rim weighted by the share of each pixel that it covers."""
    reach, fine = int(np.ceil(radius)), 16
    steps = (np.arange((2 * reach + 1) * fine) + 0.5) / fine - reach - 0.5
    inside = (steps[:, None] ** 2 + steps[None, :] ** 2 <= radius**2).astype(np.float32)
    side = 2 * reach + 1
    kernel = inside.reshape(side, fine, side, fine).mean(axis=(1, 3))
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _line(length: float, degrees: float) -> Floats:
    """A line one pixel wide, drawn by its points, each shared among the four pixels about it."""
    side = 2 * int(np.ceil(length / 2)) + 3
    kernel = np.zeros((side, side), dtype=np.float32)
    along = np.linspace(-0.5, 0.5, max(3, int(length * 8))) * (length - 1)
    xs = side // 2 + along * np.cos(np.radians(degrees))
    ys = side // 2 - along * np.sin(np.radians(degrees))
    for x, y in zip(xs, ys, strict=True):
        left, top = int(np.floor(x)), int(np.floor(y))
        right_share, low_share = x - left, y - top
        kernel[top, left] += (1 - right_share) * (1 - low_share)
        kernel[top, left + 1] += right_share * (1 - low_share)
        kernel[top + 1, left] += (1 - right_share) * low_share
        kernel[top + 1, left + 1] += right_share * low_share
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _convolved(pixels: Pixels, kernel: Floats) -> Pixels:
    # In the picture's own tones: light adds up linearly, but cameras' tone curves differ and the measures
    # should not be fitted to one of them.
    return np.asarray(cv2.filter2D(pixels, -1, kernel, borderType=cv2.BORDER_REFLECT_101), dtype=np.uint8)


def _gained(pixels: Pixels, gains: NDArray[np.float64]) -> Pixels:
    """Each channel times its gain in linear light (sRGB)."""
    tones = np.arange(256) / 255
    linear = np.where(tones <= 0.04045, tones / 12.92, ((tones + 0.055) / 1.055) ** 2.4)
    lit = np.minimum(linear[:, None] * gains[None, :], 1)
    shown = np.where(lit <= 0.0031308, lit * 12.92, 1.055 * lit ** (1 / 2.4) - 0.055)
    table = np.asarray(_bytes((shown * 255).astype(np.float32)))[:, None, :]
    return np.asarray(cv2.LUT(pixels, table.reshape(1, 256, 3)), dtype=np.uint8)


def _bytes(values: Floats) -> Pixels:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
