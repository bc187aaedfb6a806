from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from aesthcull import places
from aesthcull.job import Cancelled, Job
from aesthcull.series.frames import Exposure, Series, SeriesFrame
from aesthcull.series.grouping import group
from aesthcull.series.signature import SIGNATURE_BYTES, signature
from tests.conftest import picture
from tests.series import retakes
from tests.series.retakes import Described, describe, frames, pairwise, real_series, shoot, sources

SETS = ("oasis_beauty", "imagenet_samples", "intel_scenes", "bsds500")
SEEDS = (5, 6)


@pytest.fixture(scope="module")
def shoots(shared_data: Path) -> list[Described]:
    """Simulated shoots of test photographs: half singles, half with 2–6 retakes."""
    paths = sources(shared_data, SETS, "test", 40)
    made = []
    for seed in SEEDS:
        pictures, labels = shoot(paths, seed)
        made.append(describe(places.models_folder(), pictures, labels))
    return made


@pytest.mark.parametrize("timed", [True, False], ids=["with times", "without times"])
def test_retakes_are_found_among_singles_shot_seconds_apart(shoots: list[Described], timed: bool) -> None:
    found = []
    for seed, one in zip(SEEDS, shoots, strict=True):
        groups = group(frames(len(one.labels), seed, timed), one.descriptors, one.signatures)
        assert not any(series.kind == "bracket" for series in groups)
        found.append(pairwise(groups, one.labels))
    precision, recall = np.mean(found, axis=0)
    print(f"precision {precision:.4f}, recall {recall:.4f}")
    assert precision >= 0.98 and recall >= 0.95


def test_series_do_not_depend_on_the_order_of_the_frames(shoots: list[Described]) -> None:
    one = shoots[0]
    records = frames(len(one.labels), 5, timed=True)

    def found(order: np.ndarray) -> set[tuple[str, ...]]:
        groups = group([records[i] for i in order], one.descriptors[order], one.signatures[order])
        return {tuple(records[order[m]].key for m in series.members) for series in groups}

    straight = found(np.arange(len(records)))
    for seed in range(3):
        assert found(np.random.default_rng(seed).permutation(len(records))) == straight


def test_real_exposure_brackets_are_never_offered_for_culling(shared_data: Path) -> None:
    pictures, labels = real_series(shared_data, brackets=True)
    one = describe(places.models_folder(), pictures, labels)
    groups = group(frames(len(labels), 1, timed=True), one.descriptors, one.signatures)
    precision, recall = pairwise(groups, labels)
    assert precision >= 0.98 and recall >= 0.95
    brackets = [series for series in groups if series.kind == "bracket"]
    assert len(brackets) >= 0.95 * len(groups)
    assert all(series.suggested is None for series in brackets)


def test_real_series_are_grouped_without_mistakes(shared_data: Path) -> None:
    pictures, labels = real_series(shared_data, brackets=False)
    one = describe(places.models_folder(), pictures, labels)
    precision, recall = pairwise(group(frames(len(labels), 1, True), one.descriptors, one.signatures), labels)
    assert precision >= 0.98 and recall >= 0.85


START = datetime(2026, 5, 4, 10, 0, 0)


def alike(
    count: int,
    exposures: list[Exposure | None] | None = None,
    gap: float = 0.3,
    gains: list[float] | None = None,
) -> list[Series]:
    """Grouping of frames that show the same, `gap` seconds apart, each brightened by its gain."""
    records = [
        SeriesFrame(
            f"{n:05}", START + timedelta(seconds=n * gap), exposure=exposures[n] if exposures else None,
            sharpness=0.5, exposure_score=1.0, brightness=0.5, aesthetic=5.0,
        )
        for n in range(count)
    ]  # fmt: skip
    descriptors = np.zeros((count, 256), dtype=np.float32)
    descriptors[:, 0] = 1
    pixels = picture(1)
    patches = np.stack(
        [signature(np.clip(pixels * gain, 0, 255).astype(np.uint8)) for gain in gains or [1.0] * count]
        or [np.zeros(SIGNATURE_BYTES, dtype=np.uint8)]
    )[:count]
    return group(records, descriptors, patches)


def test_identical_frames_are_one_series_and_a_tie() -> None:
    (series,) = alike(3)
    assert series.members == (0, 1, 2) and series.kind == "series" and series.suggested == 0
    assert "ties" in series.reasons[-1]


def test_a_bracket_is_known_by_its_exif() -> None:
    exposures: list[Exposure | None] = [Exposure(1 / 100 * 2**ev, 8, 100, ev) for ev in (-2, 0, 2)]
    (series,) = alike(3, exposures, gains=[0.3, 1.0, 2.2])
    assert series.kind == "bracket" and series.suggested is None


def test_a_burst_with_drifting_automatic_exposure_is_no_bracket() -> None:
    exposures: list[Exposure | None] = [Exposure(1 / 100 * 2 ** (n % 2 / 3), 8, 100, 0) for n in range(6)]
    (series,) = alike(6, exposures)
    assert series.kind == "series" and series.suggested is not None


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_frames_are_no_series(count: int) -> None:
    assert alike(count) == []


def test_frames_that_differ_are_no_series() -> None:
    count = 40
    descriptors = np.linalg.qr(np.random.default_rng(0).normal(size=(256, count)))[0].T.astype(np.float32)
    patches = np.stack([signature(picture(n)) for n in range(count)])
    records = [SeriesFrame(str(n), START + timedelta(seconds=n)) for n in range(count)]
    assert group(records, descriptors, patches) == []


def test_a_series_of_ten_thousand_frames_comes_to_an_end() -> None:
    groups = alike(10_000)
    assert sum(len(series.members) for series in groups) > 9_000


def test_grouping_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    records = [SeriesFrame(str(n), START) for n in range(3000)]
    descriptors = np.ones((3000, 256), dtype=np.float32) / 16
    with pytest.raises(Cancelled):
        group(records, descriptors, np.zeros((3000, SIGNATURE_BYTES), dtype=np.uint8), job)


def test_a_thumbnail_gives_nearly_the_same_signature() -> None:
    large = picture(3, (1024, 768))
    small = retakes.cv2.resize(large, (512, 384), interpolation=retakes.cv2.INTER_AREA)
    assert np.abs(signature(large).astype(int) - signature(np.asarray(small, dtype=np.uint8))).max() <= 3
