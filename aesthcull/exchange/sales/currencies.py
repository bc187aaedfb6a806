"""Currencies as reports write them, to ISO 4217 codes.

A bare `$` is the US dollar's: agencies that pay in another dollar write which, in a column of its own or not
at all; then the table's usual currency is named by whoever imports it. `kr` alone is refused.
"""

from __future__ import annotations

from functools import cache

_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "円": "JPY", "元": "CNY", "rmb": "CNY", "a$": "AUD",
    "c$": "CAD", "cdn$": "CAD", "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "₽": "RUB",
    "руб": "RUB", "₴": "UAH", "грн": "UAH", "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS", "฿": "THB",
    "₫": "VND", "zł": "PLN", "kč": "CZK", "ft": "HUF", "лв": "BGN", "sfr": "CHF", "fr": "CHF",
}  # fmt: skip
_STRIPPED = "$€£¥￥. "
_LAST_LETTERS = {"$": "D", "£": "P", "¥": "Y"}
# Signs of several currencies; None: none of them is the usual one.
_SHARED = {"$": "USD", "¥": "JPY", "￥": "JPY", "£": "GBP", "kr": None, "lei": None, "rs": None, "₨": None}


def settle_currency(sign: str, stated: str | None, usual: str | None) -> str | None:
    """An amount's currency: the one `stated` beside it, its sign's, or the table's `usual` one, which also
    says what a shared sign means. None: nothing tells it. Raises ValueError."""
    word = _word(sign)
    if stated is not None or not word:
        return stated or usual
    if word in _SHARED and usual is not None:
        return usual
    return currency_of(sign)


def currency_of(text: str) -> str:
    """The ISO code of a currency's sign or code. Raises ValueError."""
    word = _word(text)
    found = _SHARED.get(word) or _SIGNS.get(word)
    if found is not None:
        return found
    code = _code_in(word)
    if code is not None:
        return code
    raise ValueError(f"“{text.strip()}” is not the name of one currency")


def is_currency(sign: str) -> bool:
    """Whether this is a currency's sign or code, be it a shared one."""
    word = _word(sign)
    return word in _SHARED or word in _SIGNS or _code_in(word) is not None


def _code_in(word: str) -> str | None:
    """`usd` and `usd $` → USD; a country with a sign (`$us`, `£gb`, `cn¥`): that country's."""
    letters = word.strip(_STRIPPED).upper()
    if letters in _codes():
        return letters
    for sign, last in _LAST_LETTERS.items():
        if sign in word and len(letters) == 2 and letters + last in _codes():
            return letters + last
    return None


def _word(text: str) -> str:
    return text.strip().rstrip(".").lower()


@cache
def _codes() -> frozenset[str]:
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))
