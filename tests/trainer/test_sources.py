"""From sales in the catalogue to labelled frames: rules, groups, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull import places
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.adoption import adopt
from aesthcull.trainer.grouping import divided, joined_groups
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.labels import BETWEEN, TOP
from aesthcull.trainer.learn import learn
from aesthcull.trainer.problems import TooLittle
from aesthcull.trainer.request import Request
from aesthcull.trainer.rules import Rule, balancing_threshold, classes, describe, ranks
from aesthcull.trainer.sources import from_sales, sold_amounts
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import Registry
from tests.pipeline.linear_head import linear_head
from tests.trainer.sold_catalogue import simulated, with_frames, with_sales


@pytest.fixture
def sold(work: Workplace, shared_data: Path) -> list[int]:
    """A catalogue of 531 frames with simulated sales; returns them in the order of the frames' ids."""
    ids = with_frames(work.catalogue, work.registry.backbone(), shared_data)
    sales = simulated(shared_data)
    with_sales(work.catalogue, ids, sales)
    return sales


def test_the_balancing_number_is_one_that_occurs() -> None:
    values = np.array([0, 0, 0, 1, 5, 200, 300.0])
    assert balancing_threshold(values) == 0.0
    assert describe(values, Rule()) == "more than 0 sales"
    assert (classes(values, Rule()) == TOP).sum() == 4
    assert balancing_threshold(np.full(9, 3.0)) is None
    with pytest.raises(ValueError, match="all 9 frames have the same sales"):
        classes(np.full(9, 3.0), Rule())


def test_p1s_rule_is_more_than_two_hundred_sales() -> None:
    found = classes(np.array([0, 200, 201.0]), Rule(threshold=200))
    assert found.tolist() == [0, 0, 1]


def test_p4s_rule_leaves_the_middle_out() -> None:
    found = classes(np.arange(10.0), Rule("popularity", share=0.2))
    assert (found == TOP).sum() == 2 and (found == BETWEEN).sum() == 6


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=60))
def test_ranks_keep_the_order_and_lie_between_0_and_1(sales: list[int]) -> None:
    values = np.array(sales, dtype=np.float64)
    found = ranks(values)
    assert found.min() >= 0 and found.max() <= 1
    later = values[:, None] > values[None, :]
    assert (found[:, None] > found[None, :])[later].all()
    assert (found[:, None] == found[None, :])[values[:, None] == values[None, :]].all()


def test_frames_of_a_day_a_series_or_one_picture_stay_together() -> None:
    same = np.array([1.0, 0.0], np.float32)
    descriptors = np.stack(
        [same, np.array([0, 1.0], np.float32), -same, same, np.array([0, -1.0], np.float32)]
    )
    days = [date(2024, 1, 1), date(2024, 1, 1), None, None, None]
    found = joined_groups(days, [[], [7], [7], [], []], descriptors, Job())
    assert len({found[0], found[1], found[2], found[3]}) == 1 and found[4] != found[0]
    assert len(set(joined_groups([None] * 5, [[]] * 5, None, Job()))) == 5


def test_where_there_are_too_few_days_other_series_are_tested_on_and_that_is_said() -> None:
    descriptors = np.eye(40, dtype=np.float32)
    one_day = divided([date(2024, 1, 1)] * 40, [[n // 2] for n in range(40)], descriptors, Job())
    assert one_day.unit == "series" and len(np.unique(one_day.names)) == 20
    assert one_day.note is not None and "1 shooting day:" in one_day.note
    many = divided([date(2024, 1, 1 + n % 12) for n in range(40)], [[]] * 40, descriptors, Job())
    assert many.unit == "days" and many.note is None and len(np.unique(many.names)) == 12
    assert divided([None] * 40, [[]] * 40, descriptors, Job()).unit == "series"
    few = [date(2024, 1, 1 + n) if n < 5 else None for n in range(40)]
    assert divided(few, [[]] * 40, descriptors, Job()).unit == "series"


def test_sales_become_labelled_frames_grouped_by_day(work: Workplace, sold: list[int]) -> None:
    data = from_sales(work.catalogue, Judge(work.registry), Rule(), Job())
    assert len(data.positive) == 531 and data.positive.sum() == pytest.approx(265, abs=10)
    assert data.amounts.tolist() == sold
    assert data.rule == f"more than {np.sort(sold)[265]:g} sales" or data.rule.startswith("more than ")
    assert 20 <= len(np.unique(data.groups)) <= 60  # three themes a day
    assert set(data.scores) == {"aesthetic@2.0", "sells@prior-1.0"}


def test_bundled_models_stay_rivals_while_an_own_one_is_in_use_under_their_name(
    work: Workplace, sold: list[int], tmp_path: Path
) -> None:
    assert sold
    bundled = places.models_folder()
    linear_head(tmp_path / "own", work.registry.backbone())
    registry = Registry([bundled, tmp_path / "own"])
    registry.use("sells@mine-1", tmp_path / "own")
    data = from_sales(work.catalogue, Judge(registry), Rule(), Job())
    before = from_sales(work.catalogue, Judge(Registry([bundled])), Rule(), Job())
    assert set(data.scores) == {"aesthetic@2.0", "sells@prior-1.0"}
    assert all((data.scores[name] == before.scores[name]).all() for name in data.scores)


def test_a_bundled_model_that_is_damaged_is_no_rival_and_the_notes_say_so(
    work: Workplace, sold: list[int], tmp_path: Path
) -> None:
    assert sold
    bundled = places.models_folder()
    for path in bundled.iterdir():
        (tmp_path / path.name).symlink_to(path)
    damaged = tmp_path / Registry([bundled]).get("aesthetic").file
    damaged.unlink()
    damaged.write_bytes(b"torn")
    data = from_sales(work.catalogue, Judge(Registry([tmp_path])), Rule(), Job())
    assert set(data.scores) == {"sells@prior-1.0"}
    assert any("not compared with aesthetic@2.0" in note for note in data.notes)


def test_agencies_add_up_and_frames_without_sales_count(work: Workplace, shared_data: Path) -> None:
    ids = with_frames(work.catalogue, work.registry.backbone(), shared_data)
    with_sales(work.catalogue, ids[:3], [5, 0, 2], agency="One")
    with_sales(work.catalogue, ids[:2], [1, 0], agency="Two")
    amounts = sold_amounts(work.catalogue, Rule())
    assert dict(zip(amounts.frame_ids, amounts.values, strict=True)) == {
        1: 6,
        2: 0,
        3: 2,
    }  # others: not on sale


def test_earnings_are_counted_in_one_currency(work: Workplace, shared_data: Path) -> None:
    ids = with_frames(work.catalogue, work.registry.backbone(), shared_data)
    with_sales(work.catalogue, ids[:3], [4, 2, 0], agency="One", price=1.0)
    with_sales(work.catalogue, ids[3:4], [9], agency="Two", price=1.0, currency="EUR")
    amounts = sold_amounts(work.catalogue, Rule("earnings"))
    assert dict(zip(amounts.frame_ids, amounts.values, strict=True)) == {1: 4.0, 2: 2.0, 3: 0.0}
    assert "1 frames earned in other currencies than USD only" in amounts.notes[0]
    with pytest.raises(TooLittle, match="no earnings in GBP; there are USD, EUR"):
        sold_amounts(work.catalogue, Rule("earnings", currency="GBP"))


def test_frames_that_never_sold_are_the_bottom() -> None:
    values = np.array([0.0] * 60 + list(range(1, 21)))
    found = classes(values, Rule(share=0.2))
    assert (found == TOP).sum() == 16 and (found == 0).sum() == 60 and (found == BETWEEN).sum() == 4
    assert describe(values, Rule(share=0.2)) == "the top 20% against the 75% with the least by sales"
    with pytest.raises(ValueError, match="equal"):
        classes(np.array([0.0] * 50 + [5.0] * 30), Rule(share=0.2))


def test_popularity_counts_from_the_upload_or_else_the_exposure(work: Workplace, shared_data: Path) -> None:
    ids = with_frames(work.catalogue, work.registry.backbone(), shared_data)
    with_sales(work.catalogue, ids[:1], [7], agency="One", uploaded=date(2022, 1, 1))
    with_sales(work.catalogue, ids[1:2], [7], agency="Two", uploaded=None)
    amounts = sold_amounts(work.catalogue, Rule("popularity"), today=date(2022, 1, 2))
    assert amounts.values[0] == pytest.approx(np.log2(8 / 2))
    assert amounts.values[1] < 0 and "no upload date" in amounts.notes[0]


def test_popularity_is_counted_to_the_newest_report(work: Workplace, shared_data: Path) -> None:
    ids = with_frames(work.catalogue, work.registry.backbone(), shared_data)
    with_sales(work.catalogue, ids[:1], [7], agency="One", uploaded=date(2023, 12, 31))
    with_sales(
        work.catalogue, ids[1:2], [0], agency="Two", uploaded=date(2024, 6, 1)
    )  # reports are of 2024-01-01
    amounts = sold_amounts(work.catalogue, Rule("popularity"))
    assert amounts.frame_ids == (1,) and amounts.values[0] == pytest.approx(np.log2(8 / 2))
    assert "uploaded after the newest report" in amounts.notes[-1]


def test_without_sales_the_reason_is_said(work: Workplace) -> None:
    with pytest.raises(TooLittle, match="import a sales report"):
        from_sales(work.catalogue, Judge(work.registry), Rule(), Job())


@pytest.mark.usefixtures("sold")
def test_a_model_of_the_sales_is_adopted_and_retrained(work: Workplace, tmp_path: Path) -> None:
    own = tmp_path / "own"
    trained = learn(work, own, Request(plan=Plan(repeats=1, shuffles=599)), Job(), lambda _: None)
    assert trained.evaluation.verdict.level == "clearly"
    assert trained.comparison is not None and trained.comparison.present == "sells@prior-1.0"
    fresh = replace(work, registry=Registry([places.models_folder(), own]))
    assert adopt(fresh, "sells@own-1", own, Job()).frames == 531
    again = learn(fresh, own, Request(plan=Plan(repeats=1, shuffles=599)), Job(), lambda _: None)
    # Nothing new: no frame that the first had not learnt from, so that the stated figures are compared.
    assert again.comparison is not None and again.comparison.present == "sells@own-1"
    assert again.comparison.new_auc == pytest.approx(again.comparison.present_auc, abs=1e-3)
