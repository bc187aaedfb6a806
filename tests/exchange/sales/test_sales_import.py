"""Importing reports into a real catalogue: once, twice, overlapping, read in another way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import sales, sales_reports
from aesthcull.catalogue.records import Asset
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.problems import ReportError, UnknownColumns
from tests.exchange.sales.reports import (
    BY_NAME,
    FILES,
    HISTORY,
    TOTALS,
    activity,
    everything,
    imported,
    text_file,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    yield opened
    opened.close()


def named(catalogue: Catalogue) -> dict[str | None, Asset]:
    return {asset.file_name: asset for asset in sales.assets(catalogue)}


def test_each_example_is_imported_whole(catalogue: Catalogue) -> None:
    adobe = imported(catalogue, FILES / "adobe_activity.csv")
    assert (adobe.form, adobe.agency, adobe.rows, adobe.added) == ("adobe-activity", "Adobe Stock", 5, 5)
    assert (adobe.assets_new, adobe.refunds, len(adobe.refused)) == (3, 1, 0)
    assert adobe.period == (date(2016, 1, 4), date(2016, 2, 29))
    getty = imported(catalogue, FILES / "getty_statement.txt")
    assert (getty.added, getty.assets_new, getty.refunds) == (4, 2, 1)
    shutterstock = imported(catalogue, FILES / "shutterstock_totals.csv")
    assert (shutterstock.added, shutterstock.assets_new, shutterstock.period) == (3, 3, None)
    totals = imported(catalogue, FILES / "adobe_totals.csv")
    assert (totals.added, totals.assets_new) == (3, 0)  # the activity told of these assets
    found = {(a.agency, a.number): a for a in sales.assets(catalogue)}
    assert found["Adobe Stock", "98765432"].sales == 12  # the total is larger than the single sales
    assert found["Adobe Stock", "98765499"].sales == 1
    assert found["Getty Images / iStock", "501234567"].earnings == {"USD": 2.7}
    assert found["Getty Images / iStock", "501234570"].sales == 0  # sold once, and refunded
    assert found["Shutterstock", "1234567890"].uploaded_on == date(2015, 3, 14)


@pytest.mark.parametrize("name", [path.name for path in sorted(FILES.iterdir())])
def test_a_file_imported_twice_adds_nothing(catalogue: Catalogue, name: str) -> None:
    how: dict[str, object] = {}
    if name.startswith("andere"):
        how["agency"] = "Foo"
        how["mapping"] = ColumnMapping({"file_name": 0, "sold_at": 1, "count": 2, "amount": 3, "currency": 4})
    first = imported(catalogue, FILES / name, **how)
    before = everything(catalogue)
    second = imported(catalogue, FILES / name, **how)
    assert (second.added, second.known, second.assets_new) == (0, first.rows, 0)
    assert second.report_id == first.report_id and everything(catalogue) == before


def test_a_copy_of_a_file_under_another_name_adds_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    imported(catalogue, FILES / "adobe_activity.csv")
    copy = tmp_path / "copy.csv"
    copy.write_bytes((FILES / "adobe_activity.csv").read_bytes())
    assert imported(catalogue, copy).added == 0
    assert len(sales_reports.reports(catalogue)) == 1


@pytest.mark.parametrize("longer_first", [False, True])
def test_overlapping_reports_add_up_to_the_longer_one(
    catalogue: Catalogue, tmp_path: Path, longer_first: bool
) -> None:
    paths = [activity(tmp_path / "jan-mar.csv", HISTORY[:300]), activity(tmp_path / "jan-jun.csv", HISTORY)]
    for path in reversed(paths) if longer_first else paths:
        imported(catalogue, path)
    assert sales.summary(catalogue).sales == 600
    assert sales.summary(catalogue).earnings == {"USD": 594.0}


def test_equal_sales_of_one_day_stay_two_and_a_third_is_added(catalogue: Catalogue, tmp_path: Path) -> None:
    row = ("2020-01-01", 123456, "a.jpg", "0.33")
    assert imported(catalogue, activity(tmp_path / "a.csv", [row, row])).added == 2
    again = imported(catalogue, activity(tmp_path / "b.csv", [row, row, row]))
    assert (again.added, again.known) == (1, 2)
    assert sales.summary(catalogue).sales == 3


@given(
    cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=4),
    removed=st.sets(st.integers(0, 3), max_size=3),
)
@settings(max_examples=40, deadline=None)
def test_what_is_known_is_the_union_of_the_reports_that_are_there(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]], removed: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("reports")
    days = [f"2020-01-{n + 1:02}" for n in range(20) for _ in range(2)]  # two equal sales each day
    history = [(day, 123456, "a.jpg", "0.33") for day in days]
    opened = open_catalogue(str(folder / "c.sqlite"))
    ids, spans = [], []
    for number, (one, other) in enumerate(cuts):
        first, last = 2 * (min(one, other) // 2), 2 * (max(one, other) // 2)
        if first < last and (first, last) not in spans:
            ids.append(imported(opened, activity(folder / f"{number}.csv", history[first:last])).report_id)
            spans.append((first, last))
    for place in sorted(removed & set(range(len(ids)))):
        assert sales_reports.remove_report(opened, ids[place])
    left = {n for place, span in enumerate(spans) if place not in removed for n in range(*span)}
    assert sum(asset.sales for asset in sales.assets(opened)) == len(left)
    assert len(sales.assets(opened)) == bool(left)
    opened.close()


def test_newer_totals_replace_older_ones_whatever_comes_first(catalogue: Catalogue, tmp_path: Path) -> None:
    new = text_file(tmp_path / "new.csv", TOTALS, "A,123456,9,$9.00", "B,123457,1,$1.00")
    old = text_file(tmp_path / "old.csv", TOTALS, "A,123456,4,$4.00")
    os.utime(old, (1_500_000_000, 1_500_000_000))
    newest = imported(catalogue, new)
    assert imported(catalogue, old).added == 1
    found = {a.number: (a.sales, a.earnings) for a in sales.assets(catalogue)}
    assert found == {"123456": (9, {"USD": 9.0}), "123457": (1, {"USD": 1.0})}
    sales_reports.remove_report(catalogue, newest.report_id)
    found = {a.number: (a.sales, a.earnings) for a in sales.assets(catalogue)}
    assert found == {"123456": (4, {"USD": 4.0})}


def test_an_asset_that_stands_twice_with_other_totals_is_refused_the_second_time(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = text_file(tmp_path / "a.csv", TOTALS, "A,123456,9,$9.00", "A,123456,9,$9.00", "A,123456,5,$5.00")
    result = imported(catalogue, path)
    assert (result.added, result.known) == (1, 1)
    (row,) = result.refused
    assert (row.line, row.reason) == (4, "the same asset stands in this file with other totals")
    assert row.cells == ("A", "123456", "5", "$5.00")
    assert sales.summary(catalogue).sales == 9


def test_number_and_file_name_join_what_was_known_by_one_of_them(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    lines = ["File,When,Amount", "a.jpg,2020-01-05,0.99", "b.jpg,2020-01-05,0.99"]
    imported(catalogue, text_file(tmp_path / "names.csv", *lines), mapping=BY_NAME, agency="adobe")
    imported(catalogue, text_file(tmp_path / "totals.csv", TOTALS, "A,123456,5,$5.00"))
    assert len(sales.assets(catalogue)) == 3
    imported(catalogue, activity(tmp_path / "c.csv", [("2020-03-01", 123456, "a.jpg", "0.33")]))
    found = named(catalogue)
    assert set(found) == {"a.jpg", "b.jpg"} and found["a.jpg"].number == "123456"
    assert found["a.jpg"].sales == 5 and found["a.jpg"].title == "A"
    with catalogue.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sale").scalar() == 3


def test_a_sale_told_by_number_and_by_name_is_one_once_both_are_known(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    mapping = replace(BY_NAME, agency="adobe")
    by_name = text_file(
        tmp_path / "n.csv", "File,When,Amount", "a.jpg,2020-01-05,0.99", "a.jpg,2020-01-06,0.99"
    )
    by_number = text_file(tmp_path / "i.csv", "No,When,Amount", "123456,2020-01-05,0.99")
    first = imported(catalogue, by_name, mapping=mapping)
    second = imported(
        catalogue, by_number, mapping=replace(mapping, columns={"number": 0, "sold_at": 1, "amount": 2})
    )
    assert sales.summary(catalogue).sales == 3
    both = text_file(tmp_path / "b.csv", "No,File", "123456,a.jpg")
    third = imported(
        catalogue, both, mapping=ColumnMapping({"number": 0, "file_name": 1}, "asset", agency="adobe")
    )
    assert [(a.number, a.file_name, a.sales) for a in sales.assets(catalogue)] == [("123456", "a.jpg", 2)]
    sales_reports.remove_report(catalogue, first.report_id)
    assert sales.summary(catalogue).sales == 1  # the second report tells of it
    sales_reports.remove_report(catalogue, second.report_id)
    sales_reports.remove_report(catalogue, third.report_id)
    assert sales.assets(catalogue) == []


def test_an_unknown_table_is_asked_about_and_then_remembered(catalogue: Catalogue, tmp_path: Path) -> None:
    one = text_file(tmp_path / "one.csv", "File,When,Money", "a.jpg,2020-01-05,0.99")
    with pytest.raises(UnknownColumns, match="its columns are: File, When, Money"):
        imported(catalogue, one)
    with pytest.raises(ReportError, match="name the agency"):
        imported(catalogue, one, mapping=replace(BY_NAME, agency=None))
    imported(catalogue, one, mapping=BY_NAME)
    two = text_file(tmp_path / "two.csv", "file,WHEN,money", "b.jpg,2020-02-05,0.99")
    result = imported(catalogue, two)
    assert (result.agency, result.form, result.added) == ("Foo", "columns", 1)
    three = text_file(tmp_path / "three.csv", "File,When,Earned", "b.jpg,2020-02-05,0.99")
    with pytest.raises(UnknownColumns):
        imported(catalogue, three)


def test_a_file_read_in_another_way_is_not_counted_twice(catalogue: Catalogue, tmp_path: Path) -> None:
    path = text_file(tmp_path / "one.csv", "File,When,Money,Fee", "a.jpg,2020-01-05,0.99,5.00")
    first = imported(catalogue, path, mapping=BY_NAME)
    before = everything(catalogue)
    other = replace(BY_NAME, columns={**BY_NAME.columns, "amount": 3})
    for how in ({"mapping": other}, {"mapping": BY_NAME, "agency": "Bar"}):
        with pytest.raises(ReportError, match=f"first remove report {first.report_id}"):
            imported(catalogue, path, **how)
    assert everything(catalogue) == before
    sales_reports.remove_report(catalogue, first.report_id)
    assert imported(catalogue, path, mapping=other).added == 1
    assert sales.summary(catalogue).earnings == {"USD": 5.0}


def test_ambiguous_dates_are_reported_and_can_be_set(catalogue: Catalogue, tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "File,When,Amount", "a.jpg,03/04/2020,0.99", "b.jpg,04/05/2020,0.99")
    with pytest.raises(ReportError, match="03/04/2020 has the day or the month first"):
        imported(catalogue, path, mapping=BY_NAME)
    result = imported(catalogue, path, mapping=replace(BY_NAME, dates="mdy"))
    assert result.period == (date(2020, 3, 4), date(2020, 4, 5))


def test_agencies_are_one_whatever_the_spelling(catalogue: Catalogue, tmp_path: Path) -> None:
    for number, agency in enumerate(("foo photos", "Foo  Photos", "FOO PHOTOS", "Adobe", "adobe stock")):
        path = text_file(tmp_path / f"{number}.csv", "File,When,Amount", f"{number}.jpg,2020-01-05,0.99")
        imported(catalogue, path, mapping=BY_NAME, agency=agency)
    assert sales_reports.agencies(catalogue) == ["Adobe Stock", "foo photos"]
    with pytest.raises(ReportError, match="between 1 and 50 characters"):
        imported(catalogue, path, mapping=BY_NAME, agency="x" * 51)


def test_assets_that_were_let_go_of_are_found_again(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aesthcull.catalogue.reported_assets._KEPT", 100)
    rows = [("2020-01-05", 100_000 + n % 3000, f"{n % 3000}.jpg", "0.33") for n in range(6000)]
    result = imported(catalogue, activity(tmp_path / "a.csv", rows))
    assert (result.added, result.assets_new) == (6000, 3000)
    assert {asset.sales for asset in sales.assets(catalogue)} == {2}
