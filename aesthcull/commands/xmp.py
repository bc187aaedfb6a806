"""The commands `xmp read` and `xmp write`: what other programs know of a shoot, and telling them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import Options, UsageError, formatted, report_problems, workplace
from aesthcull.terminal import cancellable, say, shown, write

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Marks, Shoot
    from aesthcull.exchange.xmp.agreement import Field
    from aesthcull.photos.problems import Problem
    from aesthcull.pipeline import Workplace
    from aesthcull.pipeline.sidecar_conflicts import Conflict


def xmp(options: Options) -> int:
    """Read or write XMP sidecars."""
    with workplace(options, existing=True) as work:
        shoot = _shoot(work, options.folder)
        return (_read if options.action == "read" else _write)(work, shoot, options)


def _shoot(work: Workplace, folder: Path) -> Shoot:
    from aesthcull.catalogue import queries
    from aesthcull.pipeline import shoot_folder

    shoot = queries.find_shoot(work.catalogue, shoot_folder(folder))
    if shoot is None:
        raise UsageError(f"{folder}: not scanned yet; run: aesthcull scan {folder}")
    return shoot


def _read(work: Workplace, shoot: Shoot, options: Options) -> int:
    from aesthcull.catalogue import sidecars
    from aesthcull.photos.walk import walk
    from aesthcull.pipeline.sidecar_reading import SidecarReading, read_sidecars

    job = cancellable()
    reading = SidecarReading(options.differing, dry=options.dry_run, inside=not options.sidecars_only)
    with shown(job):
        found = walk(shoot.path, job)
        report = read_sidecars(work.catalogue, shoot.path, found.frames, reading, job)
    paths = {id: path for path, id in sidecars.frames_below(work.catalogue, shoot.path).items()}
    marks = sidecars.marks_of(work.catalogue, report.frames)
    rows = [_row(paths[id], marks[id]) for id in report.frames if id in paths]
    problems = [*found.unreadable, *report.problems, *report.damaged]
    counts = {"read": report.read, "changed": len(report.frames)}
    return _tell(work, shoot, options, sorted(rows, key=lambda row: str(row["path"])), counts, problems)


def _write(work: Workplace, shoot: Shoot, options: Options) -> int:
    from aesthcull.catalogue import sidecars
    from aesthcull.exchange.xmp.profiles import XmpSettings
    from aesthcull.pipeline.sidecar_writing import write_sidecars

    ids = list(sidecars.frames_below(work.catalogue, shoot.path).values())
    settings = XmpSettings(
        profile=options.profile,
        naming=options.naming,
        rejects=options.reject,
        differing=options.differing,
        everywhere=options.everywhere,
        into_files=options.into_files,
    )
    job = cancellable()
    with shown(job):
        report = write_sidecars(work.catalogue, ids, settings, job, dry=options.dry_run)
    rows = [{"path": str(path)} for path in sorted(report.written)]
    counts = {"read": report.read.read, "written": len(report.written)}
    return _tell(work, shoot, options, rows, counts, report.problems)


def _tell(
    work: Workplace,
    shoot: Shoot,
    options: Options,
    rows: Sequence[dict[str, Any]],
    counts: dict[str, int],
    problems: Sequence[Problem],
) -> int:
    from aesthcull.exchange import listing
    from aesthcull.pipeline.sidecar_conflicts import conflicts

    waiting, unreadable = conflicts(work.catalogue, shoot.path)
    problems = list({problem.path: problem for problem in (*problems, *unreadable)}.values())
    if options.format == "json":
        name = "frames" if options.action == "read" else "sidecars"
        document = {**counts, name: rows, "conflicts": [_conflict_json(c) for c in waiting]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    elif rows:
        root = str(shoot.path)
        write(formatted([_short(row, root) for row in rows], options.format))
    for conflict in waiting:
        where = f"changed here and in {conflict.sidecar.name}"
        say(f"aesthcull: {str(conflict.picture)!r}: {where}: {_said(conflict)}")
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    say(f"xmp {options.action}: {said}{' (only told, nothing done)' if options.dry_run else ''}")
    return report_problems(problems)


def _row(path: Path, marks: Marks) -> dict[str, Any]:
    plain = {name: getattr(marks, name) for name in ("flag", "rating", "label", "title", "description")}
    return {"path": str(path), **plain, "keywords": sorted(marks.keywords)}


def _short(row: dict[str, Any], root: str) -> dict[str, Any]:
    """A row for a table: the path below the shoot, nothing for what there is not."""
    short = {"file": row["path"].removeprefix(root).lstrip("/\\")}
    for name, value in row.items():
        if name != "path":
            short[name] = ", ".join(value) if isinstance(value, list) else "" if value is None else value
    return short


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    fields = {name: _both(conflict, name) for name in conflict.fields}
    sides = {name: {"catalogue": mine, "sidecar": theirs} for name, (mine, theirs) in fields.items()}
    return {"path": str(conflict.picture), "sidecar": str(conflict.sidecar), "fields": sides}


def _said(conflict: Conflict) -> str:
    def word(value: object) -> str:
        return "none" if value is None else str(value)

    both = {name: _both(conflict, name) for name in conflict.fields}
    return "; ".join(
        f"{name} {word(mine)} here, {word(theirs)} there" for name, (mine, theirs) in both.items()
    )


def _both(conflict: Conflict, name: Field) -> tuple[Any, Any]:
    return getattr(conflict.frame, name), getattr(conflict.file, name)
