"""Frames and series as tables, JSON and CSV: the command line's output, which scripts rely on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aesthcull.catalogue.records import Frame
from aesthcull.photos.problems import Problem

JsonObject = dict[str, Any]


def frame_json(frame: Frame) -> JsonObject:
    """One frame with the field names that design.md fixes; `utc_offset` in minutes."""
    return {
        "path": str(frame.path),
        "files": [str(f.path) for f in (frame.file, *frame.other_files)],
        "pair": frame.pair,
        "width": frame.width,
        "height": frame.height,
        "captured_at": frame.capture.captured_at.isoformat() if frame.capture.captured_at else None,
        "utc_offset": frame.capture.utc_offset,
        "camera": frame.capture.camera,
        "lens": frame.capture.lens,
        "scores": {name: round(score.value, 6) for name, score in sorted(frame.scores.items())},
        "spreads": {n: round(s.spread, 6) for n, s in sorted(frame.scores.items()) if s.spread is not None},
        "model_versions": {name: score.model for name, score in sorted(frame.scores.items())},
        "series": frame.series.id if frame.series else None,
        "suggested": frame.series.suggested if frame.series else None,
        "flag": frame.flag,
        "rating": frame.rating,
        "label": frame.label,
        "title": frame.title,
        "description": frame.description,
        "missing": frame.missing,
        "keywords": [
            {"name": k.name, "source": k.source, "confidence": k.confidence} for k in frame.keywords
        ],
    }


def problems_json(problems: Iterable[Problem]) -> list[JsonObject]:
    """Each unreadable file with its reason."""
    return [{"path": str(p.path), "reason": p.reason} for p in problems]


def series_of(frames: Iterable[Frame]) -> list[list[Frame]]:
    """The frames of each series in its order, the series by their first frame's path."""
    groups: dict[int, list[Frame]] = {}
    for frame in frames:
        if frame.series is not None:
            groups.setdefault(frame.series.id, []).append(frame)
    for members in groups.values():
        members.sort(key=lambda f: f.series.position if f.series else 0)
    return sorted(groups.values(), key=lambda members: members[0].path)


def series_json(members: Sequence[Frame]) -> JsonObject:
    """One series: its frames, the suggested one and its reasons."""
    place = members[0].series
    assert place is not None
    suggested = next((str(f.path) for f in members if f.series and f.series.suggested), None)
    return {
        "kind": place.kind,
        "frames": [frame_json(f) for f in members],
        "suggested": suggested,
        "reasons": list(place.reasons),
    }


def to_json(document: Mapping[str, Any]) -> str:
    """One JSON document; names that are not valid Unicode stay readable as escapes."""
    return json.dumps(document, indent=2, ensure_ascii=True)


def to_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows with equal keys as CSV with a header. Cells that a spreadsheet would run are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0].keys())
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue().rstrip("\n")


def to_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows with equal keys as aligned columns; numbers stand on the right."""
    if not rows:
        return "(nothing)"
    head = list(rows[0].keys())
    body = [[_shown(row[key]) for key in head] for row in rows]
    widths = [max(len(line[i]) for line in [head, *body]) for i in range(len(head))]
    numeric = [all(isinstance(row[key], int | float | None) for row in rows) for key in head]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [head, *body]
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def frame_row(frame: Frame, root: str, score: str | None = None) -> JsonObject:
    """One frame as a flat row for tables and CSV; the path is relative to the shoot's folder."""
    path = str(frame.path)
    row: JsonObject = {"file": path.removeprefix(root).lstrip("/\\")}
    if score is not None:
        found = frame.scores.get(score)
        row[score] = round(found.value, 3) if found else None
    row |= {
        "flag": frame.flag or "",
        "stars": frame.rating,
        "label": frame.label or "",
        "captured": frame.capture.captured_at.isoformat(" ") if frame.capture.captured_at else "",
        "camera": frame.capture.camera or "",
        "size": f"{frame.width}×{frame.height}" if frame.width else "",
        "other files": ", ".join(file.path.name for file in frame.other_files),
    }
    return row


def keyword_row(frame: Frame, root: str) -> JsonObject:
    """One frame with its keywords as a flat row: the surest first, each word once."""
    sure: dict[str, float] = {}
    for keyword in frame.keywords:
        known = 1.0 if keyword.confidence is None else keyword.confidence
        sure[keyword.name] = max(known, sure.get(keyword.name, 0.0))
    ordered = sorted(sure, key=lambda word: (-sure[word], word))
    return {"file": str(frame.path).removeprefix(root).lstrip("/\\"), "keywords": "; ".join(ordered)}


def _shown(value: Any) -> str:
    text = "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1] else value
