"""`models evaluate`: a card's figures on any labelled set."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, spearmanr

from aesthcull import places
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline.evaluate import LabelError, evaluate, labelled_by_folders, labelled_by_votes
from aesthcull.vision.evaluation import auc, measured, spearman
from aesthcull.vision.registry import ModelError, Registry
from tests.conftest import MakePhoto


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry([places.models_folder()])


def table(path: Path, header: str, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
    return path


def test_the_cards_figures_come_out_again(registry: Registry, shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "oasis_beauty"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "test"]
    votes = [f"v{i}" for i in range(1, 8)]
    lines = [",".join([str(folder / row["file"]), *(row[v] for v in votes)]) for row in rows]
    labelled = labelled_by_votes(table(tmp_path / "v.csv", ",".join(["file", *votes]), *lines))
    found = evaluate(registry, "aesthetic", labelled, Job())
    card = registry.get("aesthetic").figures
    assert found.photographs == len(rows) and not found.problems
    assert found.figures["Spearman"].value == pytest.approx(card["test: Spearman"], abs=0.01)
    assert found.figures["EMD"].value == pytest.approx(card["test: EMD"], abs=0.002)
    right = found.figures["accuracy at the scale's middle"]
    assert right.value == pytest.approx(card["test: accuracy at the scale's middle"], abs=0.02)
    assert right.low < right.value < right.high and right.chance is not None


def test_two_folders(registry: Registry, tmp_path: Path, make_photo: MakePhoto) -> None:
    for number in range(3):
        make_photo(tmp_path / "good" / f"{number}.jpg", seed=number)
        make_photo(tmp_path / "poor" / f"{number}.jpg", seed=number + 10)
    (tmp_path / "poor" / "broken.jpg").write_bytes(b"nonsense")
    labelled = labelled_by_folders(tmp_path / "good", tmp_path / "poor")
    found = evaluate(registry, "popular", labelled, Job())
    assert found.photographs == 6 and [p.path.name for p in found.problems] == ["broken.jpg"]
    assert 0 <= found.figures["AUC"].value <= 1 and found.figures["AUC"].chance == 0.5


@pytest.mark.parametrize(
    ("header", "lines", "says"),
    [
        ("file,stars", ["a.jpg,3"], "v1…vK or mean; it has: file, stars"),
        ("path,mean", ["a.jpg,3"], "needs the columns file"),
        ("file,mean", ["a.jpg,good"], "line 2: mean is 'good'"),
        ("file,mean", ["a.jpg,3", "b.jpg"], "line 3: mean is ''"),
        ("file,v1,v2", ["a.jpg,0,0"], "line 2: votes must be counts"),
        ("file,v1,v3", ["a.jpg,1,1"], "without gaps"),
        ("file,mean", [], "holds no rows"),
    ],
)
def test_a_bad_table_is_one_line(tmp_path: Path, header: str, lines: list[str], says: str) -> None:
    with pytest.raises(LabelError, match=says) as caught:
        labelled_by_votes(table(tmp_path / "labels.csv", header, *lines))
    assert "labels.csv" in str(caught.value) and "\n" not in str(caught.value)


def test_a_table_in_another_encoding_is_named(tmp_path: Path) -> None:
    wrong = table(tmp_path / "labels.csv", "file,mean", "Müller.jpg,3", encoding="latin-1")
    with pytest.raises(LabelError, match=r"labels.csv: is not UTF-8"):
        labelled_by_votes(wrong)
    with_mark = table(tmp_path / "excel.csv", "file,mean", "Müller.jpg,3", encoding="utf-8-sig")
    assert labelled_by_votes(with_mark).paths[0].name == "Müller.jpg"


def test_means_outside_the_scale_are_refused_with_their_line(tmp_path: Path) -> None:
    rated = table(tmp_path / "l.csv", "file,mean", "a.jpg,2", "b.jpg,6")
    with pytest.raises(LabelError, match=r"line 3: a mean of 6 is outside the scale of 1 to 3"):
        labelled_by_votes(rated, (1.0, 3.0))
    assert labelled_by_votes(rated).scale == (1.0, 10.0)  # and whatever is on it, when it was not said


def test_too_few_readable_photographs_and_models_without_a_score(registry: Registry, tmp_path: Path) -> None:
    labelled = labelled_by_votes(table(tmp_path / "l.csv", "file,mean", "a.jpg,3", "b.jpg,4"))
    with pytest.raises(LabelError, match=r"0 readable photographs are too few.*a.jpg"):
        evaluate(registry, "aesthetic", labelled, Job())
    for name in ("garment", "similarity", "backbone"):
        with pytest.raises(ModelError, match="gives no score"):
            evaluate(registry, name, labelled, Job())


def test_it_can_be_cancelled(registry: Registry, tmp_path: Path, make_photo: MakePhoto) -> None:
    for number in range(6):
        make_photo(tmp_path / ("a" if number < 3 else "b") / f"{number}.jpg", seed=number)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        evaluate(registry, "aesthetic", labelled_by_folders(tmp_path / "a", tmp_path / "b"), job)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=40))
def test_rank_measures_agree_with_scipy(pairs: list[tuple[int, int]]) -> None:
    a, b = np.array(pairs, dtype=float).T
    if len(set(a)) > 1 and len(set(b)) > 1:
        assert spearman(a, b) == pytest.approx(spearmanr(a, b).statistic, abs=1e-9)
    positive = b > 2
    if positive.any() and not positive.all():
        statistic = mannwhitneyu(a[positive], a[~positive]).statistic
        expected = statistic / (positive.sum() * (~positive).sum())
        assert auc(a, positive) == pytest.approx(expected, abs=1e-9)


def test_intervals_are_the_same_every_time_and_wider_for_groups() -> None:
    rng = np.random.default_rng(0)
    truth = np.repeat(rng.normal(size=20), 10)
    scores = truth + np.repeat(rng.normal(size=20), 10)
    one, two = measured(spearman, scores, truth), measured(spearman, scores, truth)
    assert one == two and one.low < one.value < one.high
    grouped = measured(spearman, scores, truth, groups=[str(i // 10) for i in range(200)])
    assert grouped.high - grouped.low > one.high - one.low
