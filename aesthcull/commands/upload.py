"""The command that writes a CSV for an agency's upload."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import (
    DONE,
    SOME_FAILED,
    Options,
    UsageError,
    formatted,
    frames_of,
    output_path,
    workplace,
)
from aesthcull.commands.filtering import filtered
from aesthcull.terminal import cancellable, say, shown, write

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Frame, Shoot
    from aesthcull.exchange.upload.agency import Agency
    from aesthcull.exchange.upload.rows import UploadRow
    from aesthcull.job import Job
    from aesthcull.pipeline import Workplace


def upload_csv(options: Options) -> int:
    """Write titles and keywords of a shoot's frames as an agency imports them."""
    from aesthcull.exchange.upload.agencies import BY_ID
    from aesthcull.exchange.upload.presence import looked_up

    agency, out = BY_ID[options.agency], _out(options)
    job = cancellable()
    with workplace(options, existing=True) as work, shown(job):
        shoot, known = frames_of(work, options.folder)
        frames = looked_up(_frames(work, shoot, known, options, job))
        rows = _rows(work, frames, agency, options)
    files = _write(rows, agency, out) if out is not None else []
    _tell(rows, files, str(shoot.path), options)
    nothing = out is not None and not files
    return SOME_FAILED if nothing or any(row.troubled for row in rows) else DONE


def _out(options: Options) -> Path | None:
    if options.dry_run:
        return None
    if options.out is None:
        raise UsageError("say where the CSV goes with --out FILE, or only check with --dry-run")
    if options.out.suffix.lower() != ".csv":
        raise UsageError(f"{options.out}: agencies take files that end in .csv")
    return output_path(options.out)


def _frames(work: Workplace, shoot: Shoot, known: Sequence[Frame], options: Options, job: Job) -> list[Frame]:
    from aesthcull.exchange.upload.choice import to_upload

    if options.filter is not None:
        return filtered(work, shoot, known, options.filter, job)
    return [f for f in known if f.flag == "pick"] if options.picks else to_upload(known)


def _rows(work: Workplace, frames: Sequence[Frame], agency: Agency, options: Options) -> list[UploadRow]:
    from aesthcull.catalogue import keywords
    from aesthcull.exchange.upload.rows import UploadSettings, upload_rows

    if options.editorial and not agency.tells_editorial:
        raise UsageError(f"{agency.name}'s CSV has no column for editorial use: say so on its pages")
    settings = UploadSettings(
        options.keywords,
        options.min_confidence,
        _categories(options.category or [], agency),
        options.editorial,
        options.propose_titles,
        options.suggest_categories,
    )
    given = keywords.given(work.catalogue, [frame.id for frame in frames])
    return upload_rows(frames, agency, settings, given)


def _categories(typed: Sequence[str], agency: Agency) -> tuple[str, ...]:
    if not typed:
        return ()
    if agency.categories is None:
        raise UsageError(f"{agency.name} has no categories")
    names = {text: agency.categories.named(text) for text in typed}
    unknown = [text for text, name in names.items() if name is None]
    if unknown:
        raise UsageError(
            f"{agency.name} has no category {unknown[0]!r}; there are: {', '.join(agency.categories.codes)}"
        )
    if len(names) > agency.categories.most:
        raise UsageError(f"{agency.name} takes {agency.categories.most} of the categories")
    return tuple(name for name in names.values() if name)


def _write(rows: Sequence[UploadRow], agency: Agency, out: Path) -> list[Path]:
    from aesthcull.exchange.upload.writing import csv_files, write_files
    from aesthcull.photos.problems import os_reason

    try:
        return write_files(csv_files(rows, agency), out)
    except OSError as error:
        raise UsageError(f"{error.filename or out}: {os_reason(error)}") from error


def _tell(rows: Sequence[UploadRow], files: Sequence[Path], root: str, options: Options) -> None:
    from aesthcull.exchange import listing
    from aesthcull.exchange.upload import checks

    if options.format == "json":
        document: dict[str, Any] = {
            "agency": options.agency,
            "files": [str(path) for path in files],
            "frames": [_json(row) for row in rows],
            "problems": [
                {
                    "path": str(row.frame.path),
                    "reason": _reason(row),
                }
                for row in rows
                if row.troubled
            ],
        }
        write(listing.to_json(document))
    else:
        write(formatted([_flat(row, root) for row in rows], options.format))
    for row in rows:
        if row.remarks:
            told = f"left out: {_reason(row)}" if row.refused else "; ".join(r.text for r in row.remarks)
            say(f"aesthcull: {str(row.frame.path)!r}: {told}")
    _sum_up(rows, files, options.dry_run)
    if any(checks.NO_CATEGORY in row.remarks for row in rows):
        say("categories: --suggest-categories, or --category NAME")


def _reason(row: UploadRow) -> str:
    """Why a frame is left out; of one that is written, what the agency may not like."""
    level = "refused" if row.refused else "warning"
    return "; ".join(remark.text for remark in row.remarks if remark.level == level)


def _sum_up(rows: Sequence[UploadRow], files: Sequence[Path], dry_run: bool) -> None:
    written = sum(not row.refused for row in rows)
    told = f"{written:,} of {len(rows):,} frames"
    if dry_run:
        say(f"{told} would be written")
    elif files:
        say(f"{told} written: {', '.join(map(str, files))}")
    else:
        say("nothing written: there is no frame that the agency would take")


def _json(row: UploadRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "path": str(row.frame.path),
        "file_name": entry.file_name,
        "title": entry.title,
        "description": entry.description,
        "keywords": list(entry.keywords),
        "categories": list(entry.categories),
        "written": not row.refused,
        "remarks": [{"level": remark.level, "text": remark.text} for remark in row.remarks],
    }


def _flat(row: UploadRow, root: str) -> dict[str, Any]:
    entry = row.entry
    return {
        "file": str(row.frame.path).removeprefix(root).lstrip("/\\"),
        "title": entry.title or entry.description,
        "keywords": len(entry.keywords),
        "category": "; ".join(entry.categories),
        "left out": "left out" if row.refused else "",
    }
