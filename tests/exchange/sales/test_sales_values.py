"""Dates, amounts, counts and currencies as reports write them, in every language and notation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.exchange.sales.amounts import DecimalSurvey, parse_amount, parse_count
from aesthcull.exchange.sales.currencies import currency_of, settle_currency
from aesthcull.exchange.sales.dates import DateOrder, DateStyle, DateSurvey, parse_date, settled
from aesthcull.exchange.sales.months import LANGUAGES

DMY, MDY, YMD = (DateStyle(order) for order in ("dmy", "mdy", "ymd"))
DAYS = st.dates(date(1995, 1, 1), date(2025, 12, 31))


def style_of(texts: list[str]) -> DateStyle:
    survey = DateSurvey()
    for text in texts:
        survey.feed(text)
    assert survey.ambiguous is None
    return survey.style


@pytest.mark.parametrize(
    ("text", "style", "moment"),
    [
        ("2016-01-04", DMY, datetime(2016, 1, 4)),
        ("2016-1-4", DMY, datetime(2016, 1, 4)),
        ("20160104", DMY, datetime(2016, 1, 4)),
        ("2016/01/04", MDY, datetime(2016, 1, 4)),
        ("2016-01-04T13:05:11", MDY, datetime(2016, 1, 4, 13, 5, 11)),
        ("2016-01-04 13:05:11.250000", MDY, datetime(2016, 1, 4, 13, 5, 11, 250000)),
        ("04/01/2016", DMY, datetime(2016, 1, 4)),
        ("04/01/2016", MDY, datetime(2016, 4, 1)),
        ("4.1.16", DMY, datetime(2016, 1, 4)),
        ("16.1.4", YMD, datetime(2016, 1, 4)),
        ("31.12.99", DMY, datetime(1999, 12, 31)),
        ("04-ene-2016", MDY, datetime(2016, 1, 4)),
        ("04-ene.-2016", DMY, datetime(2016, 1, 4)),
        ("15-sept-2016", DMY, datetime(2016, 9, 15)),
        ("4 de enero de 2016", DMY, datetime(2016, 1, 4)),
        ("Mon, 4 Jan 2016", DMY, datetime(2016, 1, 4)),
        ("January 4, 2016", DMY, datetime(2016, 1, 4)),
        ("Jan 4th, 2016", DMY, datetime(2016, 1, 4)),
        ("04-Mrz-16", DMY, datetime(2016, 3, 4)),
        ("04-août-2016", DMY, datetime(2016, 8, 4)),
        ("04-aout-2016", DMY, datetime(2016, 8, 4)),
        ("4 янв. 2016 г.", DMY, datetime(2016, 1, 4)),
        ("2016年1月4日", DMY, datetime(2016, 1, 4)),
        ("2016년 1월 4일", DMY, datetime(2016, 1, 4)),
        ("4 thg 1, 2016", DMY, datetime(2016, 1, 4)),
        ("٠٤/٠١/٢٠١٦", DMY, datetime(2016, 1, 4)),
        ("Jan 2016", DMY, datetime(2016, 1, 1)),
        ("2016-01", DMY, datetime(2016, 1, 1)),
        ("1/4/2016 1:05 PM", MDY, datetime(2016, 1, 4, 13, 5)),
        ("1/4/2016 12:05 a.m.", MDY, datetime(2016, 1, 4, 0, 5)),
        ("04-ene-2016 13:05", DMY, datetime(2016, 1, 4, 13, 5)),
    ],
)
def test_dates_are_read(text: str, style: DateStyle, moment: datetime) -> None:
    assert parse_date(text, style) == moment


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2016-01-04T13:05:11Z", 0),
        ("2016-01-04T13:05:11+0000", 0),
        ("2016-01-04T13:05:11-05:00", -5),
        ("2016-01-04 13:05:11 UTC", 0),
        ("2016-01-04 13:05:11 GMT+2", 2),
        ("1/4/2016 1:05:11 PM PST", -8),
    ],
)
def test_a_time_with_a_zone_becomes_utc(text: str, hours: int) -> None:
    moment = settled(parse_date(text, MDY), datetime.now(UTC))
    assert moment == datetime(2016, 1, 4, 13, 5, 11) - timedelta(hours=hours)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2016", "2016-13-01", "00/01/2016", "yesterday", "12", "1/2", "4-xyz-2016", "1/2/3/2016",
        "2016-01-04T25:00", "1/4/2016 13:05 PM", "4 Jan Feb 2016", "1/4/2016 1:05 XYZ", "=TODAY()",
        "1-2016-4",
    ],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text, DMY)


def test_numbers_alone_are_no_date_while_their_order_is_open() -> None:
    with pytest.raises(ValueError, match="order of day and month is not known"):
        parse_date("03/04/2016", DateStyle())


def test_a_date_in_the_future_is_refused_wherever_it_may_already_be_that_late() -> None:
    now = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)
    assert settled(datetime(2026, 5, 11), now) == datetime(2026, 5, 11)  # it is, on Kiritimati
    for moment in (datetime(2026, 5, 12), datetime(2026, 5, 10, 13, 0, tzinfo=UTC), datetime(2099, 1, 1)):
        with pytest.raises(ValueError, match="in the future"):
            settled(moment, now)
    with pytest.raises(ValueError, match="before any agency"):
        settled(datetime(1970, 1, 1), now)


@given(days=st.lists(DAYS, min_size=1, max_size=20), language=st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_a_column_with_localised_months_reads_back(days: list[date], language: str) -> None:
    whole_year = [date(2016, month, 4) for month in range(1, 13)]  # a few months are several languages'
    for pattern in ("dd-MMM-yyyy", "d MMMM y"):
        texts = [format_date(day, pattern, locale=language) for day in whole_year + days]
        style = style_of(texts)
        assert [parse_date(text, style).date() for text in texts] == whole_year + days


@given(
    days=st.lists(DAYS, min_size=1, max_size=20),
    order=st.sampled_from(["dmy", "mdy"]),
    separator=st.sampled_from("/.- "),
    padded=st.booleans(),
)
def test_the_order_is_told_by_the_column_or_not_at_all(
    days: list[date], order: DateOrder, separator: str, padded: bool
) -> None:
    def text(day: date) -> str:
        parts = {"d": f"{day.day:02}" if padded else str(day.day), "m": f"{day.month:02}", "y": str(day.year)}
        return separator.join(parts[letter] for letter in order)

    survey = DateSurvey()
    for day in days:
        survey.feed(text(day))
    if any(day.day > 12 for day in days):
        assert [parse_date(text(day), survey.style).date() for day in days] == days
    else:
        assert survey.order is None
        assert (survey.ambiguous is not None) == any(day.day != day.month for day in days)
    told = DateStyle(order)
    assert [parse_date(text(day), told).date() for day in days] == days


def test_a_month_of_two_languages_is_settled_by_the_others() -> None:
    croatian, polish = ["04-lis-2016", "04-sij-2016"], ["04-lis-2016", "04-sty-2016"]
    assert parse_date(croatian[0], style_of(croatian)).month == 10
    assert parse_date(polish[0], style_of(polish)).month == 11
    with pytest.raises(ValueError, match="10 or 11, depending on the language"):
        parse_date("04-lis-2016", style_of(["04-lis-2016"]))


@given(moment=st.datetimes(datetime(1995, 1, 1), datetime(2025, 1, 1)), minutes=st.integers(-720, 840))
def test_iso_moments_read_back_in_any_zone(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=minutes)))
    assert settled(parse_date(aware.isoformat(), DateStyle()), datetime.now(UTC)) == moment


@pytest.mark.parametrize(
    ("text", "decimal", "value", "currency"),
    [
        ("$0.99", "point", 0.99, "USD"),
        ("1.234,56 €", "comma", 1234.56, "EUR"),
        ("(1.20)", "point", -1.2, None),
        ("($1.20)", "point", -1.2, "USD"),
        ("US$ 3", "point", 3.0, "USD"),
        ("1'234.50 CHF", "point", 1234.5, "CHF"),
        ("1 234,50", "comma", 1234.5, None),
        ("1\u202f234,50\u00a0zł", "comma", 1234.5, "PLN"),
        ("1,23,456.00", "point", 123456.0, None),
        ("−0.25", "point", -0.25, None),
        ("0.25-", "point", -0.25, None),
        ("-$.50", "point", -0.5, "USD"),
        ("+3", "point", 3.0, None),
        ("R$ 1,5", "comma", 1.5, "BRL"),
        ("3.000000000", "point", 3.0, None),
    ],
)
def test_amounts_are_read(text: str, decimal: str, value: float, currency: str | None) -> None:
    amount, sign = parse_amount(text, decimal)  # type: ignore[misc, arg-type]
    assert (amount, settle_currency(sign, None, None)) == (value, currency)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "–"])
def test_an_empty_amount_is_none(text: str) -> None:
    assert parse_amount(text, "point") is None and parse_count(text) is None


@pytest.mark.parametrize(
    "text",
    ["abc", "12abc", "5%", "1,2", "12,34", "1 2", "--1", "1e5", "=1+1", "(1", "1.2.3", "9" * 12, "nan"],
)
def test_what_is_no_amount_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(text, "point")


def test_shared_signs_take_the_currency_that_is_named() -> None:
    assert settle_currency("$", None, "AUD") == "AUD" and settle_currency("$", "CAD", "AUD") == "CAD"
    assert settle_currency("kr", None, "SEK") == "SEK" and settle_currency("€", None, "USD") == "EUR"
    with pytest.raises(ValueError, match="not the name of one currency"):
        settle_currency("kr", None, None)
    assert currency_of("euros") == "EUR" and currency_of(" usd ") == "USD" and currency_of("USD $") == "USD"


@given(
    values=st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=20),
    locale=st.sampled_from(
        ["en_US", "en_GB", "de_DE", "de_CH", "fr_FR", "es_ES", "pt_BR", "pl_PL", "hi_IN", "ru_RU"]
    ),
    currency=st.sampled_from([None, "USD", "EUR", "GBP", "JPY", "PLN", "BRL"]),
)
@settings(deadline=None)
def test_a_column_of_amounts_reads_back_in_every_notation(
    values: list[int], locale: str, currency: str | None
) -> None:
    def text(cents: int) -> str:
        if currency is None:
            return format_decimal(cents / 100, "#,##0.00", locale=locale)
        return format_currency(cents / 100, currency, locale=locale, currency_digits=False)

    survey = DecimalSurvey()
    for cents in values:
        survey.feed(text(cents))
    for cents in values:
        found = parse_amount(text(cents), survey.decimal or "point")
        assert found is not None
        digits = 0 if currency == "JPY" and "," not in text(cents) and "." not in text(cents) else 2
        assert round(found[0], 2) == round(cents / 100, digits)
        assert currency in (None, "BRL") or settle_currency(found[1], None, None) == currency


def test_a_lone_group_of_three_is_a_thousand_or_a_fraction_until_another_amount_tells() -> None:
    survey = DecimalSurvey()
    survey.feed("1,234")
    survey.feed("15")
    assert survey.ambiguous == "1,234"
    survey.feed("0,99")
    assert survey.ambiguous is None and survey.decimal == "comma"
    for text, decimal in (
        ("1.234,5", "comma"),
        ("1,234.5", "point"),
        ("1.234.567", "comma"),
        ("0.125", "point"),
    ):
        fresh = DecimalSurvey()
        fresh.feed(text)
        assert fresh.decimal == decimal


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5", 5),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("5.0", 5),
        ("5,00", 5),
        ("-3", -3),
        ("(2)", -2),
    ],
)
def test_counts_are_read(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["1.5", "abc", "1e3", "99999999999", "=2", "1,23"])
def test_what_is_no_count_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_count(text)
