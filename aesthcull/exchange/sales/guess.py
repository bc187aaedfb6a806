"""A first proposal of what a table's columns say, from their names; a person looks at it before its use."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence

from aesthcull.exchange.sales.amounts import parse_count
from aesthcull.exchange.sales.currencies import currency_of
from aesthcull.exchange.sales.dates import DATE_ORDERS, EARLIEST, DateStyle, parse_date
from aesthcull.exchange.sales.mapping import ColumnMapping, Field, RowKind, normal
from aesthcull.exchange.sales.tables import Row

# The names that agencies and photographers' own lists use, the surest first.
_NAMES: dict[Field, tuple[str, ...]] = {
    "file_name": (
        "file name", "filename", "original filename", "original file name", "originalfilename", "oldfilename",
        "image filename", "file", "image name", "dateiname", "nombre de archivo", "nom du fichier",
        "nome file", "nome do arquivo", "имя файла",
    ),
    "number": (
        "asset id", "asset number", "media id", "image id", "photo id", "content id", "item id", "file id",
        "clip id", "media number", "image ref", "alamy ref", "item number", "id", "number",
    ),
    "title": ("title", "asset title", "image title", "description", "asset description", "caption", "titel"),
    "sold_at": (
        "sales date", "sale date", "date of sale", "sold at", "sold on", "download date", "date downloaded",
        "transaction date", "license date", "licence date", "earning date", "date sold", "date", "datum",
        "fecha", "time", "day",
    ),
    "uploaded_on": (
        "upload date", "date uploaded", "uploaded", "uploaded on", "upload", "date added", "online since",
        "approved", "approval date", "date online", "created", "hochgeladen",
    ),
    "count": (
        "downloads", "sales", "number of sales", "number of downloads", "total downloads", "total sales",
        "lifetime downloads", "lifetime sales", "dls", "dl", "quantity", "qty", "units", "units sold",
        "count", "sold", "verkäufe", "ventas", "ventes", "vendite",
    ),
    "amount": (
        "royalty", "royalties", "your share", "net earnings", "earnings", "earning", "your earnings",
        "total earnings", "lifetime earnings", "earned", "revenue", "commission", "contributor share", "net",
        "amount", "income", "price", "total", "ihr anteil", "betrag", "importe", "montant", "importo",
        "erlös", "erlöse", "erloes", "verdienst", "verdienste", "honorar", "honorare", "einnahmen",
        "vergütung", "umsatz", "ertrag", "gains", "gain", "revenu", "revenus", "redevance", "redevances",
        "rémunération", "ingresos", "ingreso", "ganancias", "ganancia", "regalías", "guadagni", "guadagno",
        "compenso", "ricavi", "ganhos", "receita", "opbrengst", "inkomsten", "verdiensten", "zarobki",
        "wynagrodzenie", "доход", "заработок",
    ),
    "currency": ("currency", "currency code", "währung", "moneda", "devise", "valuta"),
    "licence": (
        "licence", "license", "licence type", "license type", "licensing", "product type", "sale type",
        "download type", "type of sale", "subscription",
    ),
}  # fmt: skip
_IN_A_CURRENCY = re.compile(r"(?:\bin\s+|[(\[])\s*([a-z]{3}|[$€£¥])\s*[)\]]?\s*$|\s([$€£¥])$", re.IGNORECASE)
_VALUE = re.compile(r"[\s$€£¥(+-]*\d[\d.,:/\s-]*\)?")
_FILE_NAME = re.compile(
    r".*\.(jpe?g|png|tiff?|eps|svg|ai|psd|mov|mp4|dng|cr[23w]|nef|arw|raf)", re.IGNORECASE
)
_PREAMBLE = 10  # rows above a header, at the most


def guess_mapping(top: Sequence[Row]) -> ColumnMapping:
    """From a table's first rows: where its header is, what its columns say, and what a row means."""
    skip, columns, names = _header(top)
    columns = _corrected(columns, top[skip:])
    currency = _currency_in(names[columns["amount"]]) if names and "amount" in columns else None
    return ColumnMapping(columns, rows_of(columns), skip, currency=currency)


def _corrected(columns: dict[Field, int], rows: Sequence[Row]) -> dict[Field, int]:
    """What the cells tell against the names, or where there are none: files by their endings, dates."""
    columns = dict(columns)
    if "count" in columns and not _mostly(_is_count, rows, columns["count"]):
        del columns["count"]  # `Sold` may be a number or a day
    width = max((len(row.cells) for row in rows), default=0)
    tests: tuple[tuple[Field, Callable[[str], bool]], ...] = (("file_name", _is_file), ("sold_at", _is_date))
    for what, test in tests:
        free = [place for place in range(width) if place not in columns.values()]
        found = next((place for place in free if _mostly(test, rows, place)), None)
        if what not in columns and found is not None:
            columns[what] = found
    return columns


def _mostly(test: Callable[[str], bool], rows: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place].strip() for row in rows if place < len(row.cells)]
    return 2 * sum(map(test, cells)) > len(rows)


def _is_file(cell: str) -> bool:
    return _FILE_NAME.fullmatch(cell) is not None


def _is_count(cell: str) -> bool:
    try:
        return parse_count(cell) is not None
    except ValueError:
        return False


def _is_date(cell: str) -> bool:
    if len(cell) > 40 or sum(map(str.isdigit, cell)) < 3:
        return False  # before the months of fifty languages are looked through
    for order in DATE_ORDERS:
        with contextlib.suppress(ValueError):
            return not cell.isdecimal() and parse_date(cell, DateStyle(order)).year >= EARLIEST
    return False


def rows_of(columns: Mapping[Field, int]) -> RowKind:
    """What a row of a table with these columns means, most likely."""
    return "sale" if "sold_at" in columns else "total" if "count" in columns else "asset"


def _header(top: Sequence[Row]) -> tuple[int, dict[Field, int], list[str]]:
    found = [guess_columns(row.cells) for row in top[:_PREAMBLE]]
    best = max(range(len(found)), key=lambda i: len(found[i]), default=0)
    if found and len(found[best]) >= 2:
        return best + 1, found[best], top[best].cells
    if top and not any(_VALUE.fullmatch(cell) for cell in top[0].cells):
        return 1, found[0], top[0].cells
    return 0, {}, []


def guess_columns(header: Sequence[str]) -> dict[Field, int]:
    """Positions of the columns whose names are known, each column used once."""
    names = [normal(_IN_A_CURRENCY.sub("", name)) for name in header]
    found: dict[Field, int] = {}
    for what, known in _NAMES.items():
        for name in known:
            if name in names and names.index(name) not in found.values():
                found[what] = names.index(name)
                break
    return found


def _currency_in(name: str) -> str | None:
    """`Earnings (EUR)` → EUR."""
    found = _IN_A_CURRENCY.search(name)
    if found is None:
        return None
    try:
        return currency_of(found[1] or found[2])
    except ValueError:
        return None
