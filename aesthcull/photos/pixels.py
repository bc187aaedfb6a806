"""Decoded pixels, and from whatever a decoder gives to upright uint8 RGB."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Numbers = NDArray[Any]
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
    if is_numbers(image):
        return _through((image.height, image.width), lambda: map(np.asarray, bands_of(image, _BAND)))
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for number, band in enumerate(bands_of(image, _BAND)):
        pixels[number * _BAND :][: band.height] = np.asarray(_flat(band))
    return pixels


def is_numbers(image: Image.Image) -> bool:
    """Whether it is grey of more than eight bits."""
    return image.mode.startswith("I") or image.mode == "F"


def bands_of(image: Image.Image, rows: int) -> Iterator[Image.Image]:
    """An image in pieces of some rows, so that a large one is not in memory several times."""
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        yield image if image.height <= rows else image.crop(box)


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(white, layered)
    return image if image.mode == "RGB" else image.convert("RGB")


def from_numbers(values: Numbers) -> Pixels:
    """Grey [H, W] or RGB [H, W, 3] of 16 or 32 bits or floating point, which Pillow would clip, as RGB."""
    starts = range(0, len(values), _BAND)
    return _through(values.shape, lambda: (values[top : top + _BAND] for top in starts))


def _through(shape: tuple[int, ...], bands: Callable[[], Iterator[Numbers]]) -> Pixels:
    """RGB of numbers that come in bands of rows, twice: the range is known after the first time."""
    top = max((float(_clean(band).max(initial=0.0)) for band in bands()), default=0.0)
    pixels = np.empty((*shape[:2], 3), np.uint8)
    at = 0
    for band in bands():
        if band.dtype == np.uint16 and band.ndim == 3:  # of grey, the range is not always the type's
            top = 65535.0
        eight = np.clip(_clean(band) * _scale(top), 0, 255).astype(np.uint8)
        pixels[at : at + len(band)] = eight if eight.ndim == 3 else eight[:, :, None]
        at += len(band)
    return pixels


def _clean(values: Numbers) -> NDArray[np.float32]:
    return np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)


def _scale(top: float) -> float:
    if top <= 1.0:
        return 255.0
    if top <= 255.0:
        return 1.0
    return 255.0 / 65535.0 if top <= 65535.0 else 255.0 / top
