"""The pixels of a study: read once, kept as bytes, prepared anew for each row."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError, Problem
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.ordered import in_order
from aesthcull.trainer.sellers import Photos, shrink
from aesthcull.trainer.studies.photographs import Photographs
from aesthcull.trainer.studies.variations import PHOTOSHOP, Colour, Treatment

Pixels = NDArray[np.uint8]
Size = tuple[int, int]


def read(
    photos: Photographs, size: Size, thumbnails: ThumbnailCache | None, job: Job
) -> tuple[Pixels, NDArray[np.intp], tuple[Problem, ...]]:
    """The M readable ones squeezed to `size`, [M, H, W, 3]; their places; and the problems of the others.

    From the thumbnail where that is large enough. Raise Cancelled.
    """
    job.stage("Reading the photographs", len(photos.paths))
    if max(size) > THUMBNAIL_SIDE:
        thumbnails = None
    found = np.empty((len(photos.paths), *size, 3), dtype=np.uint8)
    kept: list[int] = []
    problems: list[Problem] = []
    workers = min(16, os.cpu_count() or 2)
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        squeezed = in_order(pool, partial(_read_one, size, thumbnails), photos.paths, 2 * workers)
        for place, one in enumerate(squeezed):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                found[len(kept)] = one
                kept.append(place)
            job.advance()
    return found[: len(kept)], np.array(kept, dtype=np.intp), tuple(problems)


def _read_one(size: Size, thumbnails: ThumbnailCache | None, path: Path) -> Pixels | Problem:
    small = _thumbnail(path, thumbnails)
    if small is not None:
        return shrink(small, size)
    try:
        return shrink(load_photo(path, max(THUMBNAIL_SIDE, *size)).pixels, size)
    except PhotoError as error:
        return Problem(path, error.reason)


def _thumbnail(path: Path, thumbnails: ThumbnailCache | None) -> Pixels | None:
    """A cache may be cleared or damaged at any time; then there is still the file."""
    if thumbnails is None:
        return None
    try:
        status = path.stat()
        cached = thumbnails.path(FrameFile(path, status.st_size, status.st_mtime_ns))
        return load_photo(cached).pixels if cached.exists() else None
    except (OSError, PhotoError):
        return None


def prepared(photos: Photos, treatment: Treatment) -> Photos:
    """[N, H, W, 3] of any size as the treatment wants them: [N, *size, channels of its colour model]."""
    return np.stack([prepare(photo, treatment) for photo in photos])


def prepare(pixels: Pixels, treatment: Treatment) -> Pixels:
    """One photograph [H, W, 3]."""
    if pixels.shape[:2] != treatment.size:
        pixels = shrink(pixels, treatment.size)
    if treatment.saturation != 1:
        pixels = saturate(pixels, treatment.saturation)
    if treatment.brightness != 1:
        pixels = _bytes(pixels.astype(np.float32) * treatment.brightness)
    if treatment.hue:
        pixels = shift_hue(pixels, treatment.hue)
    if treatment.jpeg is not None:
        pixels = compress(pixels, treatment.jpeg)
    return CONVERSIONS[treatment.colour](pixels)


def saturate(pixels: Pixels, factor: float) -> Pixels:
    """HSV's saturation multiplied: hue and value stay, and 0 leaves the grey of the largest channel."""
    value = pixels.max(axis=2, keepdims=True).astype(np.float32)
    return _bytes(value - factor * (value - pixels.astype(np.float32)))


def shift_hue(pixels: Pixels, degrees: float) -> Pixels:
    """HSV's hue turned; saturation and value stay."""
    hsv = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0] + degrees) % 360
    return _bytes(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * 255)


def compress(pixels: Pixels, quality: int) -> Pixels:
    """Saved as a JPEG of that quality on Photoshop's scale, and read again."""
    ours, halved = PHOTOSHOP[quality]
    data = simplejpeg.encode_jpeg(np.ascontiguousarray(pixels), ours, "RGB", "420" if halved else "444")
    return np.asarray(simplejpeg.decode_jpeg(data, "RGB"), dtype=np.uint8)


def to_cmyk(pixels: Pixels) -> Pixels:
    """[H, W, 4], 255 full ink. Black takes all the grey."""
    value = pixels.max(axis=2, keepdims=True).astype(np.float32)
    ink = (value - pixels) / np.maximum(value, 1) * 255
    return _bytes(np.concatenate([ink, 255 - value], axis=2))


def _to_lab(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB), dtype=np.uint8)


def _to_hsv(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV_FULL), dtype=np.uint8)


def _to_grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)[..., None]


def _bytes(values: NDArray[Any]) -> Pixels:
    found: Pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return found


CONVERSIONS: dict[Colour, Callable[[Pixels], Pixels]] = {
    "RGB": lambda pixels: pixels,
    "CMYK": to_cmyk,
    "LAB": _to_lab,
    "HSV": _to_hsv,
    "GRAY": _to_grey,
}
