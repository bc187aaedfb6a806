"""What the catalogue tells of sales: assets, frames that sold, sums; and reports taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from aesthcull.catalogue import sales, sales_reports, scanning
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.records import Candidate, ReportedRow, SoldFrame, StoredFile
from aesthcull.catalogue.report_writer import ChangedMeanwhile, NewReport, ReadOtherwise, Tally, writing
from aesthcull.catalogue.store import Catalogue, open_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    yield opened
    opened.close()


def report(
    name: str, agency: str = "Foo", told_on: date = date(2024, 1, 1), mapping: str = "{}"
) -> NewReport:
    return NewReport(Path(f"/reports/{name}.csv"), name.ljust(64, "0"), told_on, agency, "columns", mapping)


def store(catalogue: Catalogue, new: NewReport, rows: Sequence[ReportedRow]) -> tuple[int, Tally]:
    with writing(catalogue, new) as writer:
        assert writer.store(rows) == []
        tally = writer.finish(len(rows), 0)
        return writer.report_id, tally


def sale(name: str, day: int = 1, amount: float | None = 1.0, count: int = 1, **more: object) -> ReportedRow:
    values = {"sold_at": datetime(2020, 1, day), "amount": amount, "currency": "USD", "count": count}
    return ReportedRow(1, "sale", file_name=name, **{**values, **more})  # type: ignore[arg-type]


def total(number: str, count: int, earnings: float | None = None, **more: object) -> ReportedRow:
    values = {"count": count, "amount": earnings, "currency": "USD" if earnings is not None else None}
    return ReportedRow(1, "total", number=number, **{**values, **more})  # type: ignore[arg-type]


def frames(catalogue: Catalogue, count: int) -> list[int]:
    files = [(StoredFile(Path(f"/shoot/{n}.jpg"), 1, 1),) for n in range(count)]
    return scanning.add_frames(catalogue, files)


def match(
    catalogue: Catalogue, asset_id: int, frame_id: int | None, how: str = "name", state: str = "matched"
) -> None:
    with catalogue.write() as connection:
        values = {"frame_id": frame_id, "how": how, "state": state}
        connection.execute(sa.update(t.asset).where(t.asset.c.id == asset_id).values(values))


def test_a_new_catalogue_knows_of_no_sales(catalogue: Catalogue) -> None:
    assert sales.assets(catalogue) == [] and sales.sold_frames(catalogue) == []
    found = sales.summary(catalogue)
    assert (found.reports, found.assets, found.sales, found.earnings, found.period) == (0, 0, 0, {}, None)
    assert sales_reports.reports(catalogue) == [] and sales_reports.agencies(catalogue) == []
    assert not sales_reports.remove_report(catalogue, 1)


def test_frames_add_up_over_agencies_and_refunds_stay_where_they_were_made(catalogue: Catalogue) -> None:
    first, second, third = frames(catalogue, 3)
    store(catalogue, report("a"), [sale("a.jpg", 1), sale("a.jpg", 9, 2.5), sale("a.jpg", 3, -1.0, -1)])
    store(catalogue, report("b", "Bar"), [sale("x.jpg", 5, -4.0, -1, uploaded_on=date(2019, 5, 1))])
    store(catalogue, report("c", "Baz"), [total("77", 3, 6.0, uploaded_on=date(2018, 5, 1)), total("78", 0)])
    foo, bar, baz, unsold = sorted(sales.assets(catalogue), key=lambda a: a.id)
    for asset, frame in ((foo, first), (bar, first), (baz, first), (unsold, second)):
        match(catalogue, asset.id, frame)
    assert sales.sold_frames(catalogue) == [
        SoldFrame(
            frame_id=first,
            agencies=("Bar", "Baz", "Foo"),
            sales=1 + 0 + 3,
            earnings={"USD": 4.5},
            online_since=date(2018, 5, 1),
            first_sold=date(2020, 1, 1),
            last_sold=date(2020, 1, 9),
        ),
        SoldFrame(second, ("Baz",), 0, {}, None, None, None),
    ]
    assert third not in {frame.frame_id for frame in sales.sold_frames(catalogue)}
    assert (bar.sales, bar.earnings) == (-1, {"USD": -4.0})


def test_a_frame_that_only_lost_earns_nothing_rather_than_less(catalogue: Catalogue) -> None:
    (frame,) = frames(catalogue, 1)
    store(catalogue, report("a"), [sale("a.jpg", 5, -4.0, -1)])
    match(catalogue, sales.assets(catalogue)[0].id, frame)
    (found,) = sales.sold_frames(catalogue)
    assert (found.sales, found.earnings, found.first_sold) == (0, {"USD": 0.0}, None)


def test_currencies_are_kept_apart_and_an_unknown_one_has_the_code_for_none(catalogue: Catalogue) -> None:
    rows = [sale("a.jpg", 1), sale("a.jpg", 2, 3.0, currency="EUR"), sale("a.jpg", 3, 4.0, currency=None)]
    store(catalogue, report("a"), [*rows, sale("a.jpg", 4, None)])
    (asset,) = sales.assets(catalogue)
    assert asset.sales == 4 and asset.earnings == {"EUR": 3.0, "USD": 1.0, "XXX": 4.0}


def test_assets_come_by_state_with_their_candidates_the_likest_first(catalogue: Catalogue) -> None:
    one, two = frames(catalogue, 2)
    store(catalogue, report("a"), [sale("b.jpg"), sale("a.jpg")])
    a, b = sales.assets(catalogue)
    assert (a.file_name, b.file_name) == ("a.jpg", "b.jpg")
    match(catalogue, a.id, None, state="ambiguous")
    with catalogue.write() as connection:
        values = [(one, "stem", 0.2), (two, "picture", 0.9)]
        rows = [{"asset_id": a.id, "frame_id": f, "how": h, "similarity": s} for f, h, s in values]
        connection.execute(sa.insert(t.asset_candidate), rows)
    (found,) = sales.assets(catalogue, "ambiguous")
    assert found.candidates == (Candidate(two, "picture", 0.9), Candidate(one, "stem", 0.2))
    assert [asset.file_name for asset in sales.assets(catalogue, "open")] == ["b.jpg"]
    assert sales.assets(catalogue, "matched") == []
    assert sales.summary(catalogue).states == {"ambiguous": 1, "open": 1}


def test_reports_are_listed_with_what_they_told_first(catalogue: Catalogue) -> None:
    store(catalogue, report("a"), [sale("a.jpg", 1), sale("a.jpg", 2, -1.0, -1), sale("b.jpg", 3)])
    store(catalogue, report("b"), [sale("a.jpg", 1), sale("c.jpg", 7)])
    store(catalogue, report("c", "Bar"), [total("77", 3)])
    first, second, third = sales_reports.reports(catalogue)
    assert (first.agency, first.rows, first.assets, first.sales) == ("Foo", 3, 2, 1)
    assert first.period == (date(2020, 1, 1), date(2020, 1, 3)) and first.path == Path("/reports/a.csv")
    assert (second.assets, second.sales, second.period) == (1, 1, (date(2020, 1, 7), date(2020, 1, 7)))
    assert (third.assets, third.sales, third.period) == (1, 0, None)


def test_a_removed_report_takes_its_sales_and_its_assets_along(catalogue: Catalogue) -> None:
    first, _ = store(catalogue, report("a"), [sale("a.jpg", 1), sale("b.jpg", 2)])
    second, _ = store(catalogue, report("b"), [sale("a.jpg", 1), sale("a.jpg", 3)])
    assert sales_reports.remove_report(catalogue, first)
    assert [(asset.file_name, asset.sales) for asset in sales.assets(catalogue)] == [("a.jpg", 2)]
    assert [r.id for r in sales_reports.reports(catalogue)] == [second]
    assert sales_reports.remove_report(catalogue, second) and not sales_reports.remove_report(
        catalogue, second
    )
    assert sales.assets(catalogue) == []


def test_an_asset_that_a_person_decided_about_stays_but_is_no_longer_on_sale(catalogue: Catalogue) -> None:
    one, two = frames(catalogue, 2)
    new, _ = store(catalogue, report("a"), [sale("a.jpg"), sale("b.jpg"), sale("c.jpg")])
    a, b, c = sales.assets(catalogue)
    match(catalogue, a.id, one, how="person")
    match(catalogue, b.id, None, how="person", state="dismissed")
    match(catalogue, c.id, two)
    sales_reports.remove_report(catalogue, new)
    assert [(x.file_name, x.sales) for x in sales.assets(catalogue)] == [("a.jpg", 0), ("b.jpg", 0)]
    assert sales.sold_frames(catalogue) == []
    store(catalogue, report("a"), [sale("a.jpg")])
    assert [f.frame_id for f in sales.sold_frames(catalogue)] == [one]


@pytest.mark.parametrize(
    ("by_name", "by_number", "kept"), [("person", "name", 0), ("name", "person", 1), ("name", None, 0)]
)
def test_two_assets_that_are_one_keep_the_better_match(
    catalogue: Catalogue, by_name: str, by_number: str | None, kept: int
) -> None:
    shown = frames(catalogue, 2)
    store(catalogue, report("a"), [sale("a.jpg")])
    store(catalogue, report("b"), [total("77", 5)])
    for asset in sales.assets(catalogue):
        how, frame = (by_name, shown[0]) if asset.file_name else (by_number, shown[1])
        if how is not None:
            match(catalogue, asset.id, frame, how)
    store(catalogue, report("c"), [ReportedRow(1, "asset", number="77", file_name="a.jpg")])
    (asset,) = sales.assets(catalogue)
    assert (asset.number, asset.file_name, asset.sales) == ("77", "a.jpg", 5)
    assert (asset.frame_id, asset.state) == (shown[kept], "matched")


def test_the_same_file_is_the_same_report_and_never_another_reading(catalogue: Catalogue) -> None:
    first, _ = store(catalogue, report("a"), [sale("a.jpg")])
    again, tally = store(catalogue, report("a"), [sale("a.jpg"), sale("b.jpg")])
    assert (again, tally.added, tally.known) == (first, 1, 1)
    with pytest.raises(ReadOtherwise, match=f"first remove report {first}"):
        store(catalogue, report("a", mapping='{"rows": "total"}'), [sale("c.jpg")])
    assert len(sales.assets(catalogue)) == 2


def test_mappings_are_remembered_by_header_the_last_one_wins(catalogue: Catalogue) -> None:
    assert sales_reports.remembered_mapping(catalogue, "h") is None
    for mapping in ("{}", '{"skip": 1}'):
        with writing(catalogue, report(f"r{len(mapping)}")) as writer:
            writer.finish(0, 0)
            writer.remember_mapping("h", mapping)
    assert sales_reports.remembered_mapping(catalogue, "h") == '{"skip": 1}'


def counted(catalogue: Catalogue) -> tuple[int, dict[str, float]]:
    (asset,) = sales.assets(catalogue)
    return asset.sales, asset.earnings


def test_sales_after_the_day_of_a_total_are_added_to_it(catalogue: Catalogue) -> None:
    store(catalogue, report("t", told_on=date(2023, 12, 31)), [total("77", 100, 50.0)])
    days = [datetime(2024, 1, day) for day in range(1, 21)]
    before = [sale("a.jpg", number="77", sold_at=datetime(2023, 12, 31, 12), currency="EUR")]
    store(catalogue, report("s"), before + [sale("a.jpg", number="77", sold_at=day) for day in days])
    assert counted(catalogue) == (120, {"USD": 70.0})
    refund = sale("a.jpg", number="77", sold_at=datetime(2024, 2, 1), amount=-1.0, count=-1)
    store(catalogue, report("r"), [refund])
    assert counted(catalogue) == (119, {"USD": 69.0})


def test_more_single_sales_than_a_total_and_those_after_it_count_themselves(catalogue: Catalogue) -> None:
    store(catalogue, report("t", told_on=date(2019, 12, 31)), [total("77", 1, 9.0)])
    days = [datetime(2019, 1, day) for day in range(1, 6)] + [datetime(2020, 1, 1)]
    store(catalogue, report("s"), [sale("a.jpg", number="77", sold_at=day) for day in days])
    assert counted(catalogue) == (6, {"USD": 6.0})


def test_an_old_total_copied_today_does_not_lessen_a_larger_one(catalogue: Catalogue) -> None:
    store(catalogue, report("t", told_on=date(2023, 12, 31)), [total("77", 100, 50.0)])
    store(catalogue, report("copy", told_on=date(2024, 6, 1)), [total("77", 10, 5.0)])
    assert counted(catalogue) == (100, {"USD": 50.0})
    store(catalogue, report("new", told_on=date(2024, 6, 2)), [total("77", 130, 65.0)])
    assert counted(catalogue) == (130, {"USD": 65.0})


def test_equal_sales_that_one_report_tells_of_two_names_of_an_asset_stay_two(catalogue: Catalogue) -> None:
    by_number = ReportedRow(1, "sale", number="77", sold_at=datetime(2020, 1, 1), amount=1.0, currency="USD")
    both = ReportedRow(1, "asset", number="77", file_name="a.jpg")
    store(catalogue, report("a"), [sale("a.jpg"), by_number])
    store(catalogue, report("b"), [both])
    assert counted(catalogue) == (2, {"USD": 2.0})
    _, tally = store(catalogue, report("c"), [sale("a.jpg"), sale("a.jpg"), sale("a.jpg")])
    assert (tally.added, tally.known) == (1, 2)


@pytest.mark.parametrize("batches", [1, 4])
def test_an_asset_that_turns_out_to_be_one_in_mid_file_keeps_all_its_equal_sales(
    catalogue: Catalogue, batches: int
) -> None:
    by_number = ReportedRow(1, "sale", number="77", sold_at=datetime(2020, 1, 1), amount=1.0, currency="USD")
    rows = [by_number, sale("a.jpg"), sale("a.jpg", number="77"), sale("a.jpg")]
    with writing(catalogue, report("a")) as writer:
        for start in range(0, 4, 4 // batches):
            assert writer.store(rows[start : start + 4 // batches]) == []
        tally = writer.finish(4, 0)
    assert (tally.added, tally.known, tally.new_assets) == (4, 0, 1)
    assert counted(catalogue) == (4, {"USD": 4.0})
    _, again = store(catalogue, report("b"), [sale("a.jpg")] * 4)
    assert (again.added, again.known) == (0, 4)


def test_assets_changed_by_another_program_meanwhile_stop_a_report(catalogue: Catalogue) -> None:
    store(catalogue, report("a"), [total("1", 1)])
    with (
        pytest.raises(ChangedMeanwhile, match="assets of Foo were changed"),
        writing(catalogue, report("b")) as writer,
    ):
        writer.store([sale("a.jpg")])
        store(catalogue, report("c"), [total("2", 1)])
        writer.finish(1, 0)
    assert len(sales_reports.reports(catalogue)) == len(sales.assets(catalogue)) == 2
    store(catalogue, report("b"), [sale("a.jpg")])
    assert len(sales.assets(catalogue)) == 3
