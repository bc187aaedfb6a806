"""Dates as reports write them: ISO, with a month's name, or numbers alone.

`03/04/2020` is 3 April or March 4. Which, is decided over the whole column (see `DateSurvey`), never date by
date: one date whose day is above 12 settles it for all. Times with a zone become UTC; times without one, and
days, stay as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from aesthcull.exchange.sales.months import month_called, months_called, parts

DateOrder = Literal["dmy", "mdy", "ymd"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
EARLIEST = 1990  # no agency sold files before
_MOST_AHEAD = timedelta(hours=14)  # somewhere on earth it is already that late
_ISO_ENOUGH = 20_000  # dates that need no deciding, and none that does
_CLOCKS_DIFFER = timedelta(minutes=10)
_ZONE_HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9
}  # fmt: skip
_TIME = re.compile(
    r"[\sT,]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>[A-Z]{1,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?\s*",
    re.IGNORECASE,
)
_TIME_BEGINS = re.compile(r"[\sT,]+\d{1,2}:\d{2}")
_NUMBERED_MONTH = re.compile(r"(?:tháng|thg\.?)\s*(\d{1,2})|(\d{1,2})\s*[月월]", re.IGNORECASE)


@dataclass(frozen=True)
class DateStyle:
    """How a column's dates are written: the order of numbers, and the languages its months may be in."""

    order: DateOrder | None = None
    languages: frozenset[str] = frozenset()


def parse_date(text: str, style: DateStyle) -> datetime:
    """The moment that `text` names; aware where it tells its zone. A month alone is its first day.

    Raises ValueError with the reason.
    """
    if text[4:5] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    begun = _TIME_BEGINS.search(text)
    if begun is None:
        return _parse_day(text, style)
    time = _TIME.fullmatch(text, begun.start())
    if time is None:
        raise ValueError(f"“{text[begun.start() :].strip()}” is not a time of day")
    return _at(_parse_day(text[: begun.start()], style), time)


def settled(moment: datetime, now: datetime) -> datetime:
    """A parsed moment as naive UTC. `now` is aware. Raises ValueError for one that cannot have been yet."""
    latest = now.astimezone(UTC).replace(tzinfo=None)
    if moment.tzinfo is not None:
        moment, latest = moment.astimezone(UTC).replace(tzinfo=None), latest + _CLOCKS_DIFFER
    else:
        latest += _MOST_AHEAD
    if moment > latest:
        raise ValueError(f"{moment.date()} is in the future")
    if moment.year < EARLIEST:
        raise ValueError(f"{moment.date()} is before any agency sold files")
    return moment


@lru_cache(maxsize=10_000)  # a report's days repeat
def _parse_day(text: str, style: DateStyle) -> datetime:
    numbers, month = _numbers_and_month(text, style.languages)
    try:
        return _assembled(numbers, month, style.order)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a date" + (f": {error}" if str(error) else "")) from None


def _numbers_and_month(text: str, languages: frozenset[str]) -> tuple[list[str], int | None]:
    numbered = _NUMBERED_MONTH.search(text)
    if numbered is not None:
        rest = f"{text[: numbered.start()]} {text[numbered.end() :]}"
        return [part for part in parts(rest) if part.isdigit()], int(numbered[1] or numbered[2])
    found = parts(text)
    numbers = [part for part in found if part.isdecimal()]
    words = [part for part in found if not part.isdecimal()]
    named = [word for word in words if months_called(word)]
    if not words:
        return numbers, None
    if len(named) != 1:
        raise ValueError(f"“{text}” is not a date")
    return numbers, month_called(named[0], languages)


def _assembled(numbers: list[str], month: int | None, order: DateOrder | None) -> datetime:
    """The date of its numbers as written. Raises ValueError, with a reason where there is one to tell."""
    if len(numbers) == 1 and month is None and len(numbers[0]) == 8:  # 20160104
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    values = [int(number) for number in numbers]
    years = [i for i, number in enumerate(numbers) if len(number) == 4]
    if len(numbers) != 3 - (month is not None):
        if len(years) == 1 and len(numbers) == 2 - (month is not None):  # no day: the month's first
            year = values.pop(years[0])
            return _checked(year, values[0] if month is None else month, 1)
        raise ValueError
    if len(years) > 1 or any(len(number) not in (1, 2, 4) for number in numbers):
        raise ValueError
    if month is not None:
        year_first = years == [0] or (not years and (order == "ymd" or values[0] > 31))
        year, day = values if year_first else reversed(values)
        return _checked(_full(year), month, day)
    if years == [0] or (not years and (order == "ymd" or values[0] > 31)):
        return _checked(_full(values[0]), values[1], values[2])
    if years == [1] or order is None or order == "ymd":
        raise ValueError("the order of day and month is not known" if years != [1] else "")
    day, month = values[:2] if order == "dmy" else values[1::-1]
    return _checked(_full(values[2]), month, day)


def _checked(year: int, month: int, day: int) -> datetime:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        return datetime(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {day} in month {month} of {year}") from None


def _full(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if 2000 + year <= date.today().year + 1 else 1900 + year


def _at(day: datetime, time: re.Match[str]) -> datetime:
    hour, half = int(time["hour"]), (time["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"“{time[0].strip()}” is not a time of day")
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        moment = day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0))
    except ValueError:
        raise ValueError(f"“{time[0].strip()}” is not a time of day") from None
    return moment if time["zone"] is None else moment.replace(tzinfo=_zone(time["zone"]))


def _zone(text: str) -> timezone:
    name = text.upper()
    if name in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[name]))
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", name)
    if offset is None or int(offset[2]) > 14:
        raise ValueError(f"“{text}” is not a time zone")
    minutes = 60 * int(offset[2]) + int(offset[3] or 0)
    return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))


@dataclass
class DateSurvey:
    """What the dates of a column have in common. Feed it all of them until it is `decided`."""

    order: DateOrder | None = None
    _languages: frozenset[str] | None = None
    _unsure_word: bool = False
    _example: str | None = None  # means two days as long as the order is open
    _seen: set[str] = field(default_factory=set)
    _iso: int = 0

    @property
    def decided(self) -> bool:
        """Whether more dates would change nothing."""
        if self._iso > _ISO_ENOUGH and not self._seen:
            return True
        return self.order is not None and not self._unsure_word

    @property
    def ambiguous(self) -> str | None:
        """A date that may mean two days, when nothing in the column has told which."""
        return self._example if self.order is None else None

    @property
    def style(self) -> DateStyle:
        return DateStyle(self.order, self._languages or frozenset())

    def feed(self, text: str) -> None:
        """Take note of one date."""
        if text[4:5] == "-" and text[:4].isdigit():
            self._iso += 1
            return
        if text in self._seen:
            return
        if len(self._seen) < 10_000:
            self._seen.add(text)
        begun = _TIME_BEGINS.search(text)
        found = parts(text if begun is None else text[: begun.start()])
        numbers = [part for part in found if part.isdecimal()]
        if len(found) > len(numbers):
            self._feed_words([part for part in found if not part.isdecimal()])
        elif self.order is None and len(numbers) == 3 and len(numbers[0]) <= 2 and len(numbers[1]) <= 2:
            self._feed_numbers(text, int(numbers[0]), int(numbers[1]))

    def _feed_numbers(self, text: str, first: int, second: int) -> None:
        if 12 < first <= 31 and 1 <= second <= 12:
            self.order = "dmy"
        elif 12 < second <= 31 and 1 <= first <= 12:
            self.order = "mdy"
        elif first != second and self._example is None:
            self._example = text

    def _feed_words(self, words: list[str]) -> None:
        for word in words:
            months = months_called(word)
            self._unsure_word = self._unsure_word or len(months) > 1
            for spoken in months.values() if len(months) == 1 else ():
                both = spoken if self._languages is None else self._languages & spoken
                self._languages = both or self._languages
