"""The figure that says how much sharper a frame is: blur lowers it, light, contrast and scale do not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from aesthcull.gui.comparing.sharpness import JUST_SEEN, cut, difference


def texture(seed: int = 0, side: int = 512) -> np.ndarray:
    """Edges of all sizes and directions, as sharp as a lens draws them: uint8 [side, side]."""
    rng = np.random.default_rng(seed)
    grey = np.full((2 * side, 2 * side), 120, np.uint8)
    for _ in range(400):
        centre = tuple(int(v) for v in rng.integers(0, 2 * side, 2))
        radius = int(rng.integers(6, 60))
        cv2.circle(grey, centre, radius, int(rng.integers(20, 235)), -1)
    small = cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.6))


def blurred(grey: np.ndarray, sigma: float) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma))


def test_the_more_a_frame_is_blurred_the_larger_the_difference() -> None:
    sharp = texture()
    found = [difference(blurred(sharp, s), sharp, (1, 1)).sharper or 0.0 for s in (0.6, 1.0, 1.5, 3.0)]
    assert found == sorted(found) and found[0] > JUST_SEEN


def test_the_other_way_round_it_is_as_large() -> None:
    sharp = texture()
    one = difference(sharp, blurred(sharp, 1.0), (1, 1)).sharper
    other = difference(blurred(sharp, 1.0), sharp, (1, 1)).sharper
    assert one is not None and other == pytest.approx(-one) and one < 0


@pytest.mark.parametrize("change", [lambda g: g // 2, lambda g: g // 2 + 120, lambda g: 255 - g])
def test_a_darker_flatter_or_lighter_frame_is_equally_sharp(change) -> None:  # type: ignore[no-untyped-def]
    sharp = texture()
    found = difference(sharp, np.asarray(change(sharp)), (1, 1)).sharper
    assert found is not None and abs(found) < JUST_SEEN


def test_more_pixels_of_the_same_are_brought_to_the_same_scale() -> None:
    large = texture(side=1024)
    small = np.asarray(cv2.resize(large, (512, 512), interpolation=cv2.INTER_AREA))
    found = difference(small, large, (1.0, 0.5))
    assert found.size == (512, 512) and found.sharper is not None and abs(found.sharper) < JUST_SEEN


def test_flat_and_tiny_parts_and_mere_grain_give_no_figure() -> None:
    sharp = texture()
    grain = np.random.default_rng(1).normal(120, 8, sharp.shape).astype(np.uint8)
    for other in (np.full_like(sharp, 90), sharp[:40, :40], sharp[:0, :0], grain):
        assert difference(sharp, other, (1, 1)).sharper is None


def test_the_part_that_is_cut_is_the_part_that_is_seen() -> None:
    whole = np.arange(200, dtype=np.uint8).reshape(10, 20)
    assert np.array_equal(cut(whole, 0.0, 0.0, 1.0, 1.0), whole)
    assert np.array_equal(cut(whole, 0.5, 0.2, 0.75, 0.4), whole[2:4, 10:15])
