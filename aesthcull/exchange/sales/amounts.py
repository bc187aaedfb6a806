"""Amounts of money and counts as reports write them: `$0.99`, `1.234,56 €`, `(1.20)`, `US$ 3`, `1'234.50`.

`1,234` is a thousand or one and a bit. Which, is decided over the whole column (see `DecimalSurvey`), as the
order of day and month is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from aesthcull.exchange.sales.currencies import is_currency

Decimal = Literal["point", "comma"]
DECIMALS: tuple[Decimal, ...] = ("point", "comma")
MOST = 1_000_000_000
_SPACES = re.compile(r"[\s'’]")
_AMOUNT = re.compile(
    r"(?P<before>[^\d.,()]*?)(?P<open>\()?(?P<between>[^\d.,()]*)"
    r"(?P<number>(?:\d[\d.,\s'’]*|[.,]\d+))(?P<after>[^\d.,()]*)(?P<close>\))?(?P<end>[^\d.,()]*)"
)
_MINUS = re.compile(r"[-−‐–]")
_NOTHING = {"", "-", "–", "—", "n/a", "na", "none", "null"}


@lru_cache(maxsize=50_000)  # royalties repeat
def parse_amount(text: str, decimal: Decimal) -> tuple[float, str] | None:
    """The amount and the currency's sign beside it, as written; None for an empty cell. Raises ValueError."""
    if text.strip().lower() in _NOTHING:
        return None
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        raise ValueError(f"“{text}” is not an amount")
    around = f"{found['before']} {found['between']} {found['after']} {found['end']}"
    signs = _MINUS.findall(around)
    if len(signs) + bool(found["open"]) > 1:
        raise ValueError(f"“{text}” is not an amount")
    sign = _MINUS.sub("", around).replace("+", "").strip()
    if sign and not is_currency(sign):
        raise ValueError(f"“{text}” is not an amount")
    value = _number(found["number"], decimal)
    if value is None or value >= MOST:
        raise ValueError(f"“{text}” is not an amount with a decimal {decimal}")
    return -value if signs or found["open"] else value, sign


def _number(text: str, decimal: Decimal) -> float | None:
    """Digits with their grouping checked: `0.99` is no number where commas are decimal."""
    mark, group = (".", ",") if decimal == "point" else (",", ".")
    whole, _, fraction = text.strip().partition(mark)
    first, *groups = _SPACES.sub(group, whole).split(group)
    # The last group has three digits; Indian lakhs group by two before it.
    if groups and not (len(first) <= 3 == len(groups[-1]) and all(len(g) in (2, 3) for g in groups)):
        return None
    if fraction and not fraction.isdecimal():
        return None
    return float(f"{''.join([first, *groups]) or 0}.{fraction or 0}")


@lru_cache(maxsize=10_000)
def parse_count(text: str) -> int | None:
    """A whole number of downloads; None for an empty cell. Raises ValueError."""
    cleaned = _SPACES.sub("", text)
    if cleaned.lower() in _NOTHING:
        return None
    found = re.fullmatch(r"(\()?([-+−]?)(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0{1,2})?(\))?", cleaned)
    if found is None or bool(found[1]) != bool(found[4]):
        raise ValueError(f"“{text}” is not a whole number")
    value = int(re.sub(r"[.,]", "", found[3]))
    if value >= MOST:
        raise ValueError(f"“{text}” is too large")
    return -value if found[1] or found[2] in ("-", "−") else value


@dataclass
class DecimalSurvey:
    """Which decimal mark a column of amounts has. Feed it all of them until it is `decided`."""

    decimal: Decimal | None = None
    _example: str | None = None

    @property
    def decided(self) -> bool:
        """Whether more amounts would change nothing."""
        return self.decimal is not None

    @property
    def ambiguous(self) -> str | None:
        """An amount that may mean two numbers, when nothing in the column has told which."""
        return self._example if self.decimal is None else None

    def feed(self, text: str) -> None:
        """Take note of one amount."""
        if self.decimal is not None:
            return
        found = re.search(r"(\d*)((?:[.,]\d+)+)", _SPACES.sub("", text))
        if found is None:
            return
        marks = re.findall(r"[.,]", found[2])
        last = marks[-1]
        if len(set(marks)) == 1 and len(marks) > 1:  # 1.234.567: groups
            last = "," if last == "." else "."
        elif len(marks) == 1 and len(found[2]) == 4 and 1 <= len(found[1]) <= 3 and found[1][0] != "0":
            self._example = self._example or text
            return
        self.decimal = "point" if last == "." else "comma"
