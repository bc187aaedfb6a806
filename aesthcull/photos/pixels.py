"""Decoded pixels, and from whatever a decoder gives to upright uint8 RGB."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
_BAND = 128  # rows


def for_screen(pixels: Pixels) -> Pixels:
    """RGB [H, W, 3] as [H, W, 4], blue first, contiguous; what has four channels already stays."""
    if pixels.shape[2] == 3:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), dtype=np.uint8)
    return np.ascontiguousarray(pixels)


def shrink(pixels: Pixels, long_side: int) -> Pixels:
    """Reduce [H, W, 3] by area averaging so that its longer side is `long_side`; never enlarge."""
    height, width = pixels.shape[:2]
    share = long_side / max(height, width)
    if share >= 1:
        return pixels
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def to_rgb(image: Image.Image) -> Pixels:
    """A loaded image as RGB [H, W, 3]: on white where it is transparent."""
    if image.mode.startswith("I") or image.mode == "F":
        return from_numbers(np.asarray(image))
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _BAND):  # so that a large one is not in memory several times
        band = (0, top, image.width, min(top + _BAND, image.height))
        pixels[top : band[3]] = np.asarray(_flat(image if image.height <= _BAND else image.crop(band)))
    return pixels


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(white, layered)
    return image if image.mode == "RGB" else image.convert("RGB")


def from_numbers(values: NDArray[np.generic]) -> Pixels:
    """Grey [H, W] or RGB [H, W, 3] of 16 or 32 bits or floating point, which Pillow would clip, as RGB."""
    numbers = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    top = float(numbers.max(initial=0.0))
    if values.dtype == np.uint16 and values.ndim == 3:  # of grey, the range is not always the type's
        top = 65535.0
    scale = (
        255.0 if top <= 1.0 else 1.0 if top <= 255.0 else 255.0 / 65535.0 if top <= 65535.0 else 255.0 / top
    )
    eight = np.clip(numbers * scale, 0, 255).astype(np.uint8)
    return eight if eight.ndim == 3 else np.repeat(eight[:, :, None], 3, axis=2)
