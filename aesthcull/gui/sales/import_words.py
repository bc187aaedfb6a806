"""What the import dialog says: how a file is known, its rows as they will be understood, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from aesthcull.exchange.matching import MatchReport
from aesthcull.exchange.sales.importing import ImportResult
from aesthcull.exchange.sales.preview import PreviewRow
from aesthcull.exchange.sales.recognise import Recognised

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def how_known(found: Recognised) -> str:
    """How it was found out what the file is."""
    if found.by == "format":
        return translate("ImportDialog", "{0}, recognised.").format(found.title)
    if found.by == "memory":
        return translate("ImportDialog", "A table like one that you explained before.")
    return translate(
        "ImportDialog",
        "Not a kind of report that is known: say below what its columns tell; it is remembered.",
    )


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
        translate("ImportDialog", "Line"),
        translate("ImportDialog", "File name"),
        translate("ImportDialog", "Number"),
        translate("ImportDialog", "Sold"),
        translate("ImportDialog", "Sales"),
        translate("ImportDialog", "Earned"),
        translate("ImportDialog", "Uploaded"),
        translate("ImportDialog", "Title"),
        translate("ImportDialog", "Not usable"),
    ]
    cells = [_cells(row) for row in rows]
    told = [i for i in range(len(headings)) if i == 0 or any(row[i] for row in cells)]
    return [headings[i] for i in told], [[row[i] for i in told] for row in cells]


def came_of_it(result: ImportResult, matched: MatchReport | None) -> str:
    """An import and the matching after it, in two lines."""
    parts = [
        translate("ImportDialog", "{0}: {1}").format(
            result.agency,
            _counted(result.rows, translate("ImportDialog", "1 row"), translate("ImportDialog", "{0} rows")),
        ),
        translate("ImportDialog", "{0} new").format(f"{result.added:,}"),
    ]
    if result.known:
        parts.append(translate("ImportDialog", "{0} known before").format(f"{result.known:,}"))
    if result.refunds:
        parts.append(
            _counted(
                result.refunds,
                translate("ImportDialog", "1 refund"),
                translate("ImportDialog", "{0} refunds"),
            )
        )
    if len(result.refused):
        parts.append(translate("ImportDialog", "{0} not usable").format(f"{len(result.refused):,}"))
    if result.period:
        parts.append(f"{result.period[0]:%Y-%m-%d} – {result.period[1]:%Y-%m-%d}")
    text = translate("ImportDialog", "Imported. ") + "  ·  ".join(parts)
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
