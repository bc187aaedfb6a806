"""The bundled quality head, and the prior of sells that is made of it and the aesthetic head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from aesthcull import places
from aesthcull.catalogue.series_frames import log_odds
from aesthcull.photos.decode import load_photo
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.suggest import suggest
from aesthcull.trainer.degradations import degrade
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry

Pixels = NDArray[np.uint8]
Scores = dict[str, NDArray[np.float64]]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Registry([places.models_folder()]), Provider(CPU))


@pytest.fixture(scope="module")
def photographs() -> list[Pixels]:
    paths = sorted((places.resources_folder() / "sample_shoot").glob("*.JPG"))
    return [load_photo(path, 512).pixels for path in paths[::3]]


def scores(judge: Judge, pictures: list[Pixels]) -> Scores:
    embeddings = judge.embed([squeeze(p, 224) for p in pictures])
    names = ("aesthetic", "quality", "sells")
    return {
        model.entry.name: np.array([j.value for j in model.judge(embeddings)])
        for model in judge.heads
        if model.entry.name in names
    }


@pytest.fixture(scope="module")
def found(judge: Judge, photographs: list[Pixels]) -> Scores:
    return scores(judge, photographs)


def test_both_are_probabilities_and_the_same_every_time(
    judge: Judge, photographs: list[Pixels], found: Scores
) -> None:
    again = scores(judge, photographs)
    for name in ("quality", "sells"):
        assert (again[name] == found[name]).all()
        assert ((found[name] > 0) & (found[name] < 1)).all() and len(np.unique(found[name])) > 5


def test_sells_never_falls_when_both_of_its_parts_rise(found: Scores) -> None:
    votes, quality, sells = (
        found["aesthetic"],
        np.array([log_odds(p) for p in found["quality"]]),
        np.array([log_odds(p) for p in found["sells"]]),
    )
    assert np.ptp(sells) > 0.1
    for i in range(len(votes)):
        better = (votes >= votes[i]) & (quality >= quality[i])
        assert (sells[better] >= sells[i] - 1e-4).all()


def test_the_card_of_sells_says_that_it_is_a_prior() -> None:
    entry = Registry([places.models_folder()]).get("sells")
    card = entry.card_path.read_text(encoding="utf-8")
    assert entry.version.startswith("prior") and "until you train it" in entry.summary
    assert "knows nothing of what sells until" in card.replace("\n", " ")
    assert "P1" in card and "by theme" in card


@pytest.mark.parametrize("kind", ["defocus", "over_exposed", "under_exposed", "cast"])
def test_strong_degradations_score_lower(
    kind: str, judge: Judge, photographs: list[Pixels], found: Scores
) -> None:
    spoilt = [degrade(p, kind, "strong", np.random.default_rng(0)) for p in photographs]
    lower = scores(judge, spoilt)["quality"] < found["quality"]
    assert lower.mean() >= 0.75


def test_quality_decides_between_frames_without_a_fault() -> None:
    good = SeriesFrame("a", sharpness=0.6, highlights=0.0, noise=0.004, quality=0.4, aesthetic=5.0)
    worse = replace(good, key="b", quality=0.1, aesthetic=5.2)
    assert suggest([worse, good]) == (1, ("least degraded-looking of 2",))
    assert suggest([replace(worse, quality=0.3), good])[1] == ("highest aesthetic of 2 (5.2 against 5.0)",)
    assert suggest([replace(worse, sharpness=0.7), good]) == (0, ("sharpest of 2 (0.70 against 0.60)",))
    assert suggest([replace(worse, quality=None), good])[1] == ("highest aesthetic of 2 (5.2 against 5.0)",)
