"""Which frame is suggested by technical measures, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aesthcull.series.frames import SeriesFrame
from aesthcull.series.suggest import suggest
from aesthcull.trainer.degradations import degrade
from tests.bench.bench_technical import TOGETHER, bokeh, frame, load, seeded

GOOD = SeriesFrame(
    "good",
    sharpness=0.6,
    exposure_score=1.0,
    brightness=0.45,
    highlights=0.001,
    white_point=1.0,
    noise=0.004,
    compression=0.02,
    colour_cast=0.01,
    motion_blur=0.0,
    aesthetic=5.0,
)
SOFT = replace(GOOD, sharpness=0.5)
MOVED = replace(GOOD, sharpness=0.4, motion_blur=0.6)
NOISY = replace(GOOD, sharpness=0.62, noise=0.03)
BURNT = replace(GOOD, brightness=0.6, highlights=0.08, sharpness=0.61)
DARK = replace(GOOD, brightness=0.3, white_point=0.75, highlights=0.0)
CRUSHED = replace(GOOD, compression=0.5)


@pytest.mark.parametrize(
    ("worse", "reasons"),
    [
        (SOFT, ("sharpest of 2 (0.60 against 0.50)",)),
        (MOVED, ("no motion blur",)),
        (NOISY, ("least noise of 2",)),
        (BURNT, ("highlights kept",)),
        (DARK, ("not too dark",)),
        (CRUSHED, ("least compressed of 2",)),
        (replace(GOOD, colour_cast=0.1), ("most neutral colours of 2",)),
        (replace(GOOD, aesthetic=4.0), ("highest aesthetic of 2 (5.0 against 4.0)",)),
    ],
)
def test_each_fault_loses_and_is_named(worse: SeriesFrame, reasons: tuple[str, ...]) -> None:
    assert suggest([worse, GOOD]) == (1, reasons)
    assert suggest([GOOD, worse]) == (0, reasons)


def test_the_most_frequent_faults_are_named_first() -> None:
    position, reasons = suggest([SOFT, GOOD, BURNT, SOFT])
    assert (position, reasons) == (1, ("sharper than 2 of 4 (0.60 against 0.50)", "highlights kept"))
    assert suggest([SOFT, GOOD, SOFT])[1] == ("sharpest of 3 (0.60 against 0.50)",)


def test_several_good_frames_go_on_to_the_aesthetic() -> None:
    position, reasons = suggest([GOOD, SOFT, replace(GOOD, aesthetic=6.0)])
    assert (position, reasons) == (
        2,
        ("among the 2 sharpest of 3", "highest aesthetic of the 2 left (6.0 against 5.0)"),
    )


def test_a_level_horizon_counts_only_where_every_frame_has_one() -> None:
    askew, level = replace(GOOD, tilt=-2.0), replace(GOOD, tilt=0.2)
    assert suggest([askew, level]) == (1, ("most level horizon of 2",))
    assert "ties" in suggest([askew, GOOD])[1][0]


def test_differences_that_nobody_sees_are_a_tie() -> None:
    almost = replace(GOOD, sharpness=0.605, noise=0.0041, highlights=0.0012, compression=0.021)
    assert suggest([GOOD, almost]) == (0, ("ties with 1 other: first by name",))


def test_clipping_between_frames_of_one_brightness_is_not_exposure() -> None:
    sparkling = replace(GOOD, highlights=0.01)
    assert "ties" in suggest([sparkling, GOOD])[1][0]


def test_what_is_unknown_does_not_lose() -> None:
    bare = SeriesFrame("bare", aesthetic=9.0)
    assert suggest([GOOD, bare]) == (1, ("highest aesthetic of 2 (9.0 against 5.0)",))


def test_the_result_does_not_depend_on_the_order() -> None:
    frames = [GOOD, SOFT, MOVED, NOISY, BURNT, DARK, CRUSHED]
    rng = np.random.default_rng(0)
    for _ in range(20):
        order = rng.permutation(len(frames))
        position, reasons = suggest([frames[i] for i in order])
        assert order[position] == 0 and "ties" not in reasons[-1]


def test_a_long_burst_is_decided_quickly() -> None:
    rng = np.random.default_rng(1)
    frames = [replace(GOOD, sharpness=float(rng.uniform(0.3, 0.55))) for _ in range(5000)]
    assert suggest([*frames, GOOD])[0] == 5000


def test_held_out_photographs_win_their_series(shared_data: Path) -> None:
    """A sample of what the bench proves in full."""
    photographs = dict(sorted(load(shared_data, ("bsds500",)).items())[::2])
    won = []
    for name, pixels in photographs.items():
        rng, good = seeded(name), frame(pixels, "good")
        won += [suggest([frame(degrade(pixels, n, "moderate", rng), n), good])[0] for n in TOGETHER]
    assert np.mean(won) >= 0.93


def test_a_blurred_background_does_not_lose(shared_data: Path) -> None:
    photographs = dict(sorted(load(shared_data, ("bsds500",)).items())[::2])
    for name, pixels in photographs.items():
        rng = seeded(name)
        portrait = bokeh(pixels, rng)
        for soft in (pixels, portrait):
            assert (
                suggest([frame(degrade(soft, "defocus", "moderate", rng), "a"), frame(portrait, "b")])[0] == 1
            )
