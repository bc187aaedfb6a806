"""The ranking for a spreadsheet: the columns of `rank --format csv`, and what else is known of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aesthcull.catalogue.columns import by_weight
from aesthcull.catalogue.records import Frame
from aesthcull.exchange.listing import JsonObject, frame_row, keyword_row, to_csv
from aesthcull.writing import replacing


def ranking_rows(frames: Sequence[Frame], root: str, score: str | None) -> list[JsonObject]:
    """A row for each frame, in the order given, with the same keys in all of them. `score` stands first."""
    models: dict[str, set[str]] = {}
    for frame in frames:
        for name, found in frame.scores.items():
            models.setdefault(name, set()).add(found.model)
    others = [name for name in by_weight(models) if name != score]
    return [_row(frame, root, score, others) for frame in frames]


def write_ranking(
    frames: Sequence[Frame], root: str, out: Path, *, score: str | None, byte_order_mark: bool = False
) -> None:
    """Write the rows as CSV in UTF-8; a byte order mark lets Excel see that. Raises OSError."""
    text = to_csv(ranking_rows(frames, root, score)) + "\n"
    # Names that are no text are escaped, as on the terminal.
    data = text.encode("utf-8-sig" if byte_order_mark else "utf-8", "backslashreplace")
    with replacing(out) as beside:
        beside.write_bytes(data)


def _row(frame: Frame, root: str, score: str | None, others: Sequence[str]) -> JsonObject:
    found, place = frame.scores.get(score or ""), frame.series
    row = frame_row(frame, root, score)
    row |= {
        "model": found.model if found else "",
        "series": place.id if place else "",
        "kind": place.kind if place else "",
        "suggested": "suggested" if place and place.suggested else "",
        "keywords": keyword_row(frame, root)["keywords"],
    }
    return row | {name: _rounded(frame, name) for name in others}


def _rounded(frame: Frame, name: str) -> float | None:
    found = frame.scores.get(name)
    return round(found.value, 3) if found else None
