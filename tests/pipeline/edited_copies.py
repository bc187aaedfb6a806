"""Edited copies of photographs, as they are uploaded to agencies; for tests and the bench of matching."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Edit = Callable[[Pixels, np.random.Generator], Pixels]


def encoded(pixels: Pixels, quality: int) -> Pixels:
    """Through a JPEG."""
    _, data = cv2.imencode(
        ".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    return np.asarray(cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB), dtype=np.uint8)


def write_copy(path: Path, pixels: Pixels, quality: int = 90) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    path.write_bytes(cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())
    return path


def same(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    del rng
    return pixels


def resized(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """To 60–100 %."""
    share, (height, width) = rng.uniform(0.6, 1), pixels.shape[:2]
    size = (max(8, round(width * share)), max(8, round(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def recompressed(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    return encoded(pixels, int(rng.integers(50, 90)))


def cropped(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """By 5–10 % in each direction, anywhere."""
    height, width = pixels.shape[:2]
    cut_y, cut_x = rng.uniform(0.05, 0.10, 2)
    top, left = rng.uniform(0, 1, 2)
    y0, y1 = int(height * cut_y * top), height - int(height * cut_y * (1 - top))
    x0, x1 = int(width * cut_x * left), width - int(width * cut_x * (1 - left))
    return pixels[y0:y1, x0:x1]


def brightened(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """By 0.3–0.8 stops, more often up than down."""
    stops = rng.uniform(0.3, 0.8) if rng.random() < 0.7 else rng.uniform(-0.8, -0.3)
    light = np.clip((pixels / 255.0) ** 2.2 * 2**stops, 0, 1)
    return np.asarray((light ** (1 / 2.2) * 255).round(), dtype=np.uint8)


def graded(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """White balance ± 15 % a channel, saturation 0.5–1.6, a contrast curve."""
    light = pixels.astype(np.float32) / 255 * rng.uniform(0.85, 1.15, 3).astype(np.float32)
    grey = light.mean(axis=2, keepdims=True)
    light = np.clip(grey + (light - grey) * rng.uniform(0.5, 1.6), 0, 1)
    light += rng.uniform(-0.3, 0.5) * (light * light * (3 - 2 * light) - light)
    return np.asarray(np.clip(light, 0, 1) * 255, dtype=np.float32).round().astype(np.uint8)


def sharpened(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    soft, amount = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.8, 1.5)), rng.uniform(0.6, 1.5)
    return np.asarray(cv2.addWeighted(pixels, 1 + amount, soft, -amount, 0), dtype=np.uint8)


def black_and_white(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    grey = np.clip(pixels @ rng.dirichlet([3, 5, 2]), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def straightened(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Turned by 0.5–2.5 degrees and cropped to what is left."""
    height, width = pixels.shape[:2]
    angle = rng.uniform(0.5, 2.5) * rng.choice([-1, 1])
    turn = np.radians(abs(angle))
    zoom = np.cos(turn) + max(height / width, width / height) * np.sin(turn)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC), dtype=np.uint8)


EDITS: dict[str, Edit] = {
    "same": same,
    "resized": resized,
    "recompressed": recompressed,
    "cropped": cropped,
    "brightened": brightened,
    "graded": graded,
    "sharpened": sharpened,
    "black and white": black_and_white,
    "straightened": straightened,
}
_CHANCES = {
    "resized": 0.6,
    "cropped": 0.5,
    "brightened": 0.4,
    "graded": 0.5,
    "sharpened": 0.5,
    "black and white": 0.12,
    "straightened": 0.25,
}


def mixed(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Several edits, one after another, then compressed: what a finished photograph has gone through."""
    for name, chance in _CHANCES.items():
        if rng.random() < chance:
            pixels = EDITS[name](pixels, rng)
    return recompressed(pixels, rng)


def moved(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Not a copy: the next frame of a burst from a tripod; the subject moved by 2–5 % of the width."""
    height, width = pixels.shape[:2]
    spread = rng.uniform(0.08, 0.15) * width
    x0, y0 = rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    here = np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (2 * spread**2)).astype(np.float32)
    angle, way = rng.uniform(0, 2 * np.pi), rng.uniform(0.02, 0.05) * width
    across, down = np.float32(way * np.cos(angle)), np.float32(way * np.sin(angle))
    shifted = cv2.remap(
        pixels, x + here * across, y + here * down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    return encoded(np.asarray(shifted, dtype=np.uint8), 92)
