from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aesthcull.photos.decode import load_photo
from aesthcull.photos.overlays import clipped, histogram, in_focus


def grain(shape: tuple[int, ...], strength: float, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, strength, shape)


def test_the_histogram_counts_every_code_and_what_is_clipped() -> None:
    pixels = np.zeros((10, 100, 3), dtype=np.uint8)
    pixels[:, 50:] = 128
    pixels[:, 90:] = (255, 128, 0)
    found = histogram(pixels)
    assert found.red[[0, 128, 255]] == pytest.approx([0.5, 0.4, 0.1])
    assert found.blue[[0, 128]] == pytest.approx([0.6, 0.4])
    assert found.luminance.sum() == pytest.approx(1)
    assert (found.highlights, found.shadows) == pytest.approx((0.1, 0.5))


def test_a_histogram_of_many_pixels_is_sampled_and_stays_right() -> None:
    pixels = np.full((3000, 4000, 3), 90, dtype=np.uint8)
    pixels[:1500] = 255
    assert histogram(pixels).highlights == pytest.approx(0.5, abs=0.001)


def test_a_saturated_colour_is_not_a_blocked_shadow() -> None:
    pixels = np.zeros((2, 2, 3), dtype=np.uint8)
    pixels[0] = (200, 0, 0)
    pixels[1, 1] = (250, 255, 250)
    white, black = clipped(pixels)
    assert white.tolist() == [[False, False], [False, True]]
    assert black.tolist() == [[False, False], [True, False]]


@pytest.mark.parametrize("noise", [0.0, 4.0, 10.0])
def test_focus_is_found_in_the_sharp_half_even_with_noise(sample_shoot: Path, noise: float) -> None:
    for name in ("IMG_0004.JPG", "IMG_0008.JPG"):
        sharp = load_photo(sample_shoot / name).pixels.astype(np.float32)
        half = sharp.shape[1] // 2
        sharp[:, half:] = cv2.GaussianBlur(sharp, (0, 0), 2.0)[:, half:]
        found = in_focus(np.clip(sharp + grain(sharp.shape, noise), 0, 255).astype(np.uint8))
        right, wrong = found[:, : half - 8].sum(), found[:, half + 8 :].sum()
        assert right > 0.005 * found.size
        assert wrong < 0.04 * right


def test_noise_and_a_blurred_photograph_have_nothing_in_focus(sample_shoot: Path) -> None:
    flat = np.clip(120 + grain((300, 400, 3), 10), 0, 255).astype(np.uint8)
    assert not in_focus(flat).any()
    sharp = load_photo(sample_shoot / "IMG_0004.JPG").pixels
    blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 4), dtype=np.uint8)
    assert in_focus(blurred).mean() < 0.02 * in_focus(sharp).mean()


def test_focus_does_not_depend_on_contrast() -> None:
    pixels = np.full((200, 400, 3), 128, dtype=np.uint8)
    pixels[50:150, 50:150] = 100  # faint and sharp
    strong = np.full((200, 200), 20, dtype=np.uint8)
    strong[50:150, 50:150] = 240
    pixels[:, 200:] = cv2.GaussianBlur(strong, (0, 0), 4)[:, :, None]
    found = in_focus(pixels)
    assert found[:, :190].sum() > 300 and not found[:, 210:].any()


@given(arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(3))))
def test_any_picture_has_overlays_of_its_own_size(pixels: np.ndarray) -> None:
    white, black = clipped(pixels)
    assert white.shape == black.shape == in_focus(pixels).shape == pixels.shape[:2]
    assert histogram(pixels).luminance.sum() == pytest.approx(1)
