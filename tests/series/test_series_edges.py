"""Brackets by EXIF and by the pictures, on a made-up scene; and inputs at the edges of grouping."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aesthcull.series.grouping import Exposure, Series, SeriesFrame, group
from aesthcull.series.signature import exposure_step, signature

START = datetime(2024, 5, 4, 14, 0, 0)
DIMENSIONS = 32


def scene() -> NDArray[np.float32]:
    """A made-up photograph, linear light 0–1 [120, 160, 3]."""
    rng = np.random.default_rng(8)
    small = rng.random((12, 16, 1)) * np.ones(3)
    return np.kron(small, np.ones((10, 10, 1))).astype(np.float32)


def exposed(stops: float) -> NDArray[np.uint8]:
    """The scene's signature, exposed `stops` longer."""
    encoded = np.clip(0.3 * scene() * 2.0**stops, 0, 1) ** (1 / 2.2)
    return signature((encoded * 255).astype(np.uint8))


def grouped(stops: list[float], exposures: list[Exposure | None], gap_s: float = 0.5) -> list[Series]:
    """Shots of one scene, each exposed by `stops`, with their EXIF."""
    frames = [
        SeriesFrame(f"{n}.jpg", START + timedelta(seconds=gap_s * n), exposure=e)
        for n, e in enumerate(exposures)
    ]
    descriptors = np.tile(np.eye(1, 8, dtype=np.float32), (len(stops), 1))
    return group(frames, descriptors, np.stack([exposed(s) for s in stops]))


def shot(seconds: float, bias: float | None = None) -> Exposure:
    return Exposure(exposure_time=seconds, f_number=8.0, iso=100, exposure_bias=bias)


def test_three_exposures_a_stop_apart_are_a_bracket_by_exif() -> None:
    groups = grouped([0, -1, 1], [shot(1 / 100), shot(1 / 200), shot(1 / 50)])
    assert [(s.kind, s.members, s.suggested) for s in groups] == [("bracket", (0, 1, 2), None)]


def test_exposure_bias_alone_tells_a_bracket() -> None:
    exposures: list[Exposure | None] = [Exposure(exposure_bias=b) for b in (0.0, -2.0, 2.0)]
    assert [s.kind for s in grouped([0, -2, 2], exposures)] == ["bracket"]


def test_a_bracket_shot_twice_is_two_brackets() -> None:
    times = [1 / 100, 1 / 400, 1 / 25] * 2
    groups = grouped([0, -2, 2] * 2, [shot(t) for t in times])
    assert [(s.kind, s.members) for s in groups] == [("bracket", (0, 1, 2)), ("bracket", (3, 4, 5))]


def test_a_bracket_after_a_burst_leaves_the_burst_a_series() -> None:
    times = [1 / 100, 1 / 100, 1 / 100, 1 / 400, 1 / 100, 1 / 25]
    groups = grouped([0, 0, 0, -2, 0, 2], [shot(t) for t in times])
    assert [(s.kind, s.members) for s in groups] == [("series", (0, 1, 2)), ("bracket", (3, 4, 5))]


def test_a_burst_whose_exposure_drifts_by_thirds_is_no_bracket() -> None:
    drift = [0, 1 / 3, 2 / 3, 1, 4 / 3]
    groups = grouped(drift, [shot(0.01 * 2**d) for d in drift])
    assert [s.kind for s in groups] == ["series"]


def test_a_cloud_that_changes_the_exposure_but_not_the_picture_is_no_bracket() -> None:
    groups = grouped([0, 0, 0], [shot(1 / 100), shot(1 / 200), shot(1 / 400)])
    assert [s.kind for s in groups] == ["series"]


def test_frames_a_minute_apart_are_no_bracket() -> None:
    groups = grouped([0, -1, 1], [shot(1 / 100), shot(1 / 200), shot(1 / 50)], gap_s=50)
    assert all(s.kind == "series" for s in groups)


def test_the_pictures_alone_tell_a_bracket_of_three() -> None:
    groups = grouped([0, -2, 2], [None, None, None])
    assert [(s.kind, s.members) for s in groups] == [("bracket", (0, 1, 2))]


def test_another_subject_that_is_brighter_in_parts_is_no_exposure_step() -> None:
    dark, bright = exposed(-1), exposed(1)
    assert exposure_step(dark, bright) > 0.56
    assert exposure_step(bright, dark) < -0.56
    half = dark.copy()
    half[:1100] = bright[:1100]
    assert abs(exposure_step(dark, half)) < 0.1


def test_a_lens_cap_and_a_white_wall_are_no_bracket() -> None:
    black, white = (signature(np.full((300, 400, 3), value, np.uint8)) for value in (0, 255))
    assert exposure_step(black, white) == 0.0


def scenes(count: int, each: int, spread: float = 0.05) -> NDArray[np.float32]:
    """Unit vectors [count · each, 32]: `each` close ones around `count` random directions."""
    rng = np.random.default_rng(3)
    centres = np.repeat(rng.normal(size=(count, DIMENSIONS)), each, axis=0)
    vectors = centres + spread * rng.normal(size=centres.shape)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def named(groups: list[Series], frames: list[SeriesFrame]) -> list[tuple[object, ...]]:
    """Groups with keys instead of indices, so that two orders of input compare."""
    return [
        (
            s.kind,
            tuple(frames[m].key for m in s.members),
            None if s.suggested is None else frames[s.suggested].key,
            s.reasons,
        )
        for s in groups
    ]


@settings(max_examples=40, deadline=None)
@given(st.permutations(list(range(24))), st.lists(st.booleans(), min_size=24, max_size=24))
def test_frames_with_and_without_times_group_the_same_in_any_order(
    order: list[int], timed: list[bool]
) -> None:
    vectors = scenes(6, 4)
    frames = [
        SeriesFrame(f"{n:02}", START + timedelta(seconds=n // 2) if timed[n] else None) for n in range(24)
    ]
    expected = named(group(frames, vectors, None), frames)
    shuffled = [frames[n] for n in order]
    assert named(group(shuffled, vectors[order], None), shuffled) == expected


def test_identical_files_are_one_series_even_when_black() -> None:
    vectors = np.repeat(scenes(1, 1), 3, axis=0)
    groups = group([SeriesFrame(k) for k in "abc"], vectors, np.zeros((3, 2304), np.uint8))
    assert [s.members for s in groups] == [(0, 1, 2)]
    assert groups[0].reasons == ("ties with 2 others: first by name",)


def test_members_stand_in_shooting_order_whatever_their_names() -> None:
    frames = [SeriesFrame(key, START + timedelta(seconds=s)) for key, s in (("a", 3), ("b", 1), ("c", 2))]
    groups = group(frames, np.repeat(scenes(1, 1), 3, axis=0), None)
    assert groups[0].members == (1, 2, 0)


def test_alike_frames_of_another_day_are_another_series() -> None:
    frames = [SeriesFrame(str(n), START + timedelta(days=n // 2, seconds=n)) for n in range(4)]
    groups = group(frames, np.repeat(scenes(1, 1), 4, axis=0), None)
    assert [s.members for s in groups] == [(0, 1), (2, 3)]


def test_a_long_chain_of_small_changes_does_not_become_one_series() -> None:
    # Half a circle by one degree a frame: neighbours are alike, the ends are opposite. Average linkage
    # bounds such a walk; a quarter circle (ends at cosine 0) it still takes as one.
    angles = np.deg2rad(np.arange(181))
    vectors = np.zeros((181, DIMENSIONS), np.float32)
    vectors[:, 0], vectors[:, 1] = np.cos(angles), np.sin(angles)
    frames = [SeriesFrame(f"{n:03}", START + timedelta(seconds=n)) for n in range(181)]
    groups = group(frames, vectors, None)
    assert len(groups) > 1
    assert all(vectors[s.members[0]] @ vectors[s.members[-1]] > -0.5 for s in groups)


def test_broken_numbers_group_with_nothing() -> None:
    vectors = scenes(2, 2)
    vectors[1] = np.nan
    groups = group([SeriesFrame(k) for k in "abcd"], vectors, None)
    assert [s.members for s in groups] == [(2, 3)]
