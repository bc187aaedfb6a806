"""Simulated panoramas: overlapping parts of one photograph, as a hand would take them in a sweep."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_ASPECTS = (1.5, 4 / 3, 2 / 3)
_LEAST = 70  # pixels of a frame's side


@dataclass(frozen=True)
class _Plan:
    """A sweep over a photograph: frames, their size in its pixels, and the step in widths."""

    count: int
    width: float
    height: float
    step: float


def sweep(pixels: Pixels, rng: np.random.Generator, subject: Pixels | None = None) -> list[Pixels] | None:
    """3–6 frames RGB in steps of 22–68 % of their side, ± 3 % off the line, ± 1.5°, ± 2 % zoom, keystone,
    ± 6 % brightness, noise and JPEG; one in seven goes upwards. None where the photograph is too small.

    subject: shown still in the middle of each frame, as where a burst follows what moves.
    """
    upwards = rng.random() < 0.15
    if upwards:
        pixels = np.ascontiguousarray(np.rot90(pixels))
    plan = _plan(pixels, rng)
    if plan is None:
        return None
    top = rng.uniform(0.03, max(0.03, pixels.shape[0] / plan.height - 1.03)) * plan.height
    left, frames = 0.03 * plan.width, []
    for _ in range(plan.count):
        frames.append(_frame(pixels, plan, (left, top), subject, rng))
        left += plan.step * plan.width * rng.uniform(0.92, 1.08)
    if rng.random() < 0.5:
        frames.reverse()
    return [np.ascontiguousarray(np.rot90(f, -1)) for f in frames] if upwards else frames


def _plan(pixels: Pixels, rng: np.random.Generator) -> _Plan | None:
    full_height, full_width = pixels.shape[:2]
    for _ in range(50):
        count, step = int(rng.integers(3, 7)), rng.uniform(0.22, 0.68)
        aspect = rng.choice(_ASPECTS)
        width = min(full_width / (1.06 + (count - 1) * step), 0.92 * full_height * aspect)
        if min(width, width / aspect) >= _LEAST:
            return _Plan(count, width, width / aspect, step)
    return None


def _frame(
    pixels: Pixels,
    plan: _Plan,
    corner: tuple[float, float],
    subject: Pixels | None,
    rng: np.random.Generator,
) -> Pixels:
    size = np.array([plan.width, plan.height])
    middle = np.array(corner) + size / 2 + rng.uniform(-0.03, 0.03, 2) * size
    turn, zoom = np.deg2rad(rng.uniform(-1.5, 1.5)), rng.uniform(0.98, 1.02)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2 * zoom @ rotation.T + middle
    corners += rng.uniform(-0.015, 0.015, (4, 2)) * size
    width, height = int(1.2 * plan.width), int(1.2 * plan.height)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    shot = cv2.warpPerspective(pixels, warp, (width, height), borderMode=cv2.BORDER_REFLECT_101)
    shot = shot.astype(np.float32) * rng.uniform(0.94, 1.06) + rng.normal(0, 2, shot.shape)
    shot = np.clip(shot, 0, 255).astype(np.uint8)
    if subject is not None:
        high, wide = int(0.48 * height), int(0.45 * width)
        y, x = (height - high) // 2, (width - wide) // 2
        shot[y : y + high, x : x + wide] = cv2.resize(subject, (wide, high))
    _, data = cv2.imencode(".jpg", shot, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(75, 95))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
