"""What the import dialog says: how a file is known, its rows as they will be understood, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from aesthcull.exchange.matching import MatchReport
from aesthcull.exchange.sales.importing import ImportResult
from aesthcull.exchange.sales.preview import PreviewRow
from aesthcull.exchange.sales.recognise import Recognised


def how_known(found: Recognised) -> str:
    """How it was found out what the file is."""
    if found.by == "format":
        return _tr("{0}, recognised.").format(found.title)
    if found.by == "memory":
        return _tr("A table like one that you explained before.")
    return _tr("Not a kind of report that is known: say below what its columns tell; it is remembered.")


def names_of(found: Recognised) -> Sequence[str]:
    """The columns' names; of a table without a header, what stands in its first row."""
    if found.mapping.skip:
        return found.header
    first = found.sample[0].cells
    cells = [first[place].strip() if place < len(first) else "" for place in range(len(found.header))]
    return [f"{name}: {cell[:40]}" if cell else name for name, cell in zip(found.header, cells, strict=True)]


def preview_rows(rows: Sequence[PreviewRow]) -> tuple[list[str], list[list[str]]]:
    """The headings and cells of a table of these rows, without columns that tell nothing."""
    headings = [
        _tr("Line"), _tr("File name"), _tr("Number"), _tr("Sold"), _tr("Sales"), _tr("Earned"),
        _tr("Uploaded"), _tr("Title"), _tr("Not usable"),
    ]  # fmt: skip
    cells = [_cells(row) for row in rows]
    told = [i for i in range(len(headings)) if i == 0 or any(row[i] for row in cells)]
    return [headings[i] for i in told], [[row[i] for i in told] for row in cells]


def came_of_it(result: ImportResult, matched: MatchReport | None) -> str:
    """An import and the matching after it, in two lines."""
    parts = [
        _tr("{0}: {1}").format(result.agency, _counted(result.rows, _tr("1 row"), _tr("{0} rows"))),
        _tr("{0} new").format(f"{result.added:,}"),
    ]
    if result.known:
        parts.append(_tr("{0} known before").format(f"{result.known:,}"))
    if result.refunds:
        parts.append(_counted(result.refunds, _tr("1 refund"), _tr("{0} refunds")))
    if len(result.refused):
        parts.append(_tr("{0} not usable").format(f"{len(result.refused):,}"))
    if result.period:
        parts.append(f"{result.period[0]:%Y-%m-%d} – {result.period[1]:%Y-%m-%d}")
    text = _tr("Imported. ") + "  ·  ".join(parts)
    return f"{text}\n{matched.line()}" if matched else text


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.format(f"{count:,}")


def _cells(row: PreviewRow) -> Sequence[str]:
    told = row.understood
    if told is None:
        return [f"{row.line:,}", " · ".join(row.cells)[:60], "", "", "", "", "", "", row.reason or ""]
    earned = "" if told.amount is None else f"{told.amount:,.2f} {told.currency or ''}".strip()
    return [
        f"{told.line:,}",
        told.file_name or "",
        told.number or "",
        f"{told.sold_at:%Y-%m-%d}" if told.sold_at else "",
        "" if told.kind == "asset" else f"{told.count:,}",
        earned,
        f"{told.uploaded_on:%Y-%m-%d}" if told.uploaded_on else "",
        (told.title or "")[:60],
        "",
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)
