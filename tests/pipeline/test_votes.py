from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.votes import VoteReader
from tests.conftest import MakePhoto


@pytest.fixture
def frame(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> Frame:
    make_photo(tmp_path / "shoot" / "a.jpg")
    scan(work, tmp_path / "shoot", Job())
    shoot = queries.find_shoot(work.catalogue, tmp_path / "shoot")
    assert shoot is not None
    return queries.frames_of(work.catalogue, shoot)[0]


def test_the_votes_have_the_mean_and_spread_that_the_catalogue_keeps(work: Workplace, frame: Frame) -> None:
    votes = VoteReader(work).votes(frame)
    assert votes is not None and votes.shape == (10,) and votes.sum() == pytest.approx(1, abs=1e-4)
    marks = np.arange(1, 11)
    mean = float(votes @ marks)
    score = frame.scores["aesthetic"]
    assert mean == pytest.approx(score.value, abs=1e-3)
    assert float(np.sqrt(votes @ marks**2 - mean**2)) == pytest.approx(score.spread, abs=1e-3)


def test_without_the_score_the_embedding_or_the_version_nothing_is_said(
    work: Workplace, frame: Frame
) -> None:
    reader = VoteReader(work)
    assert reader.votes(replace(frame, scores={})) is None
    assert reader.votes(replace(frame, id=frame.id + 1)) is None
    score = frame.scores["aesthetic"]
    assert reader.votes(replace(frame, scores={"aesthetic": replace(score, model="aesthetic@0.1")})) is None
    # A score of another kind, as of a model that gives a probability.
    assert reader.votes(replace(frame, scores={"aesthetic": replace(score, spread=None)})) is None
