from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.trainer.degradations import DEGRADATIONS, STRENGTHS, degrade, motion_at
from aesthcull.vision import technical

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def photographs() -> list[Pixels]:
    folder = Path(__file__).resolve().parents[2] / "resources" / "sample_shoot"
    return [load_photo(p, technical.MEASURED_SIDE).pixels for p in sorted(folder.glob("*.JPG"))[::5]]


def spoilt(pixels: Pixels, name: str, strength: str = "moderate") -> technical.Technical:
    return technical.measure(degrade(pixels, name, strength, np.random.default_rng(1)))  # type: ignore[arg-type]


def seascape(degrees: float, noise: float = 3.0) -> Pixels:
    """A bright sky over a dark, rough sea; the horizon drops to the right by `degrees`."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[:400, :600]
    sea = y > 180 + (x - 300) * np.tan(np.radians(degrees))
    waves = cv2.GaussianBlur(rng.normal(0, 60, (400, 600)), (0, 0), 1.5)
    grey = np.where(sea, 80 + waves, 200.0) + rng.normal(0, noise, (400, 600))
    return np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def test_each_degradation_shows_in_its_own_measure(photographs: list[Pixels]) -> None:
    for pixels in photographs:
        plain = technical.measure(pixels)
        assert spoilt(pixels, "defocus").sharpness < plain.sharpness
        assert spoilt(pixels, "motion").sharpness < plain.sharpness
        assert spoilt(pixels, "noise").noise > plain.noise + 0.01
        assert spoilt(pixels, "over_exposed").highlights > plain.highlights
        assert spoilt(pixels, "under_exposed").white_point < plain.white_point
        assert spoilt(pixels, "jpeg").compression > plain.compression


def test_exposure_is_not_taken_for_sharpness(photographs: list[Pixels]) -> None:
    for pixels in photographs:
        plain, darker, soft = (
            technical.measure(pixels),
            spoilt(pixels, "under_exposed"),
            spoilt(pixels, "defocus", "slight"),
        )
        assert abs(darker.sharpness - plain.sharpness) < plain.sharpness - soft.sharpness


@pytest.mark.parametrize("degrees", [0.0, 35.0, 90.0, 150.0])
def test_motion_blur_is_found_with_its_direction(photographs: list[Pixels], degrees: float) -> None:
    found = [technical.measure(motion_at(p, 9, degrees)) for p in photographs]
    known = [f.motion_direction for f in found if f.motion_direction is not None]
    assert len(known) >= len(found) * 0.6
    off = [abs((d - degrees + 90) % 180 - 90) for d in known]
    assert np.median(off) < 12
    assert all((f.motion_direction is None) == (f.motion_blur == 0) for f in found)


def test_defocus_is_not_called_motion(photographs: list[Pixels]) -> None:
    assert np.mean([spoilt(p, "defocus").motion_blur > 0.3 for p in photographs]) <= 0.2


@pytest.mark.parametrize("degrees", [-2.5, 0.0, 1.5, 3.0])
def test_a_horizon_is_measured(degrees: float) -> None:
    assert technical.measure(seascape(degrees)).tilt == pytest.approx(degrees, abs=0.3)


def test_no_horizon_is_claimed_without_a_clear_one() -> None:
    upside_down = np.ascontiguousarray(seascape(1.0)[::-1])
    broken = seascape(0.0)
    broken[:, 150:400] = 90
    grain = np.random.default_rng(2).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    for pixels in (upside_down, broken, grain, seascape(10.0), np.full((300, 400, 3), 128, np.uint8)):
        assert technical.measure(pixels).tilt is None


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (2, 3), (7, 9), (33, 31), (64, 4000)])
def test_any_size_is_measured(shape: tuple[int, int]) -> None:
    for pixels in (
        np.full((*shape, 3), 128, dtype=np.uint8),
        np.zeros((*shape, 3), dtype=np.uint8),
        np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8),
    ):
        found = technical.measure(pixels)
        for name, value in found.scores().items():
            assert np.isfinite(value) and (name in ("tilt", "motion_direction") or 0 <= value <= 1), name


def test_flat_pictures_have_no_sharpness_noise_or_faults() -> None:
    found = technical.measure(np.full((200, 300, 3), 128, dtype=np.uint8))
    assert (found.sharpness, found.noise, found.compression, found.highlights) == (0, 0, 0, 0)
    assert technical.measure(np.full((200, 300, 3), 255, dtype=np.uint8)).highlights == 1
    assert technical.measure(np.zeros((200, 300, 3), dtype=np.uint8)).shadows == 1


def test_only_what_is_known_is_stored() -> None:
    scores = technical.measure(np.full((50, 50, 3), 128, dtype=np.uint8)).scores()
    assert "tilt" not in scores and "motion_direction" not in scores and scores["motion_blur"] == 0


def test_measures_and_degradations_are_the_same_every_time(photographs: list[Pixels]) -> None:
    for name in DEGRADATIONS:
        for strength in STRENGTHS:
            one, two = (degrade(photographs[0], name, strength, np.random.default_rng(7)) for _ in range(2))
            assert np.array_equal(one, two)
        assert technical.measure(one) == technical.measure(two)


def test_degradations_grow_with_their_strength_and_leave_the_original(photographs: list[Pixels]) -> None:
    pixels = photographs[0]
    before = pixels.copy()
    for name in set(DEGRADATIONS) - {"crop"}:
        off = [
            float(np.abs(degrade(pixels, name, s, np.random.default_rng(3)).astype(int) - pixels).mean())
            for s in STRENGTHS
        ]
        assert 0 < off[0] < off[1] < off[2], name
    assert np.array_equal(pixels, before)
    tiny = np.full((1, 1, 3), 90, dtype=np.uint8)
    for name in DEGRADATIONS:
        assert degrade(tiny, name, "strong", np.random.default_rng(0)).size > 0
