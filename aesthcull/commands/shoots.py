"""Commands on a shoot: scan it, list its frames and series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import (
    Options,
    UsageError,
    formatted,
    frames_of,
    problems_of,
    report_problems,
    workplace,
)
from aesthcull.terminal import cancellable, run_scan, say, write

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Frame
    from aesthcull.vision.registry import Registry


def scan(options: Options) -> int:
    """Bring the catalogue up to date with a shoot."""
    from aesthcull.exchange import listing
    from aesthcull.exchange.matching import match_names

    job = cancellable()
    with workplace(options) as work:
        sidecars = None if options.sidecars == "off" else options.sidecars
        report = run_scan(work, options.folder, job, sidecars, inside=not options.sidecars_only)
        # New frames may be what an asset shows; a folder that was moved takes its sales along.
        matched = match_names(work.catalogue, job) if report.new or report.missing else None
    counts: dict[str, Any] = {
        "shoot": str(report.shoot.path),
        "found": report.found,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "scanned": report.scanned,
        "missing": report.missing,
        "sidecars": report.sidecars.read,
        "series": report.series,
        "seconds": round(report.seconds, 3),
        "provider": report.provider,
    }
    problems = listing.problems_json(report.problems)
    if options.format == "json":
        write(listing.to_json({**counts, "notices": list(report.notices), "problems": problems}))
    else:
        write(formatted([{**counts, "problems": len(problems)}], options.format))
    for notice in report.notices:
        say(f"aesthcull: {notice}")
    if report.sidecars.asking:
        count = len(report.sidecars.asking)
        say(f"aesthcull: {count:,} changed here and in a file; see: aesthcull xmp read {options.folder}")
    if matched is not None and matched.changed:
        say(f"sales: {matched.line()}; {matched.changed:,} changed")
    return report_problems(report.problems)


def rank(options: Options) -> int:
    """List a shoot's frames, best first."""
    from aesthcull.exchange import listing

    with workplace(options, existing=True) as work:
        shoot, frames = frames_of(work, options.folder)
        problems = problems_of(work, shoot)
        _say_unscored(frames, options.by, work.registry, options.folder)
    best = ranked(frames, options.by)[: options.top]
    if options.format == "json":
        document = {"frames": [listing.frame_json(f) for f in best]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        rows = [listing.frame_row(f, str(shoot.path), options.by) for f in best]
        write(formatted(rows, options.format))
    return report_problems(problems)


def series(options: Options) -> int:
    """List a shoot's near-duplicate series with the suggested frame of each."""
    from aesthcull.exchange import listing

    with workplace(options, existing=True) as work:
        shoot, frames = frames_of(work, options.folder)
        problems = problems_of(work, shoot)
    found = listing.series_of(frames)
    if options.format == "json":
        document = {"series": [listing.series_json(members) for members in found]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        write(formatted(series_rows(found, str(shoot.path)), options.format))
    return report_problems(problems)


def tags(options: Options) -> int:
    """List a shoot's frames with their keywords, the models' and the photographer's."""
    from aesthcull.exchange import listing

    with workplace(options, existing=True) as work:
        shoot, frames = frames_of(work, options.folder)
        problems = problems_of(work, shoot)
    if options.format == "json":
        document = {"frames": [listing.frame_json(f) for f in frames]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        write(formatted([listing.keyword_row(f, str(shoot.path)) for f in frames], options.format))
    return report_problems(problems)


def ranked(frames: Sequence[Frame], by: str) -> list[Frame]:
    """Best first, ties by path; frames without the score are left out."""
    scored = [frame for frame in frames if by in frame.scores]
    return sorted(scored, key=lambda f: (-f.scores[by].value, f.path))


def _say_unscored(frames: Sequence[Frame], by: str, registry: Registry, folder: Path) -> None:
    """Say how many frames are left out although they were judged. Raise UsageError where all are."""
    judged = [frame for frame in frames if frame.scores]
    known = sorted({name for frame in judged for name in frame.scores})
    left = sum(by not in frame.scores for frame in judged)
    if judged and left == len(judged):
        advice = _unscored(by, registry, folder)
        raise UsageError(advice or f"no score {by!r}; there are: {', '.join(known)}")
    if left:
        say(
            f"aesthcull: {left:,} of {len(judged):,} frames have no score {by}: left out; "
            f"run: aesthcull scan {folder}"
        )


def _unscored(by: str, registry: Registry, folder: Path) -> str | None:
    """What to do where a registered model has judged no frame; None where there is no such model."""
    own = [e for e in registry.versions() if e.name == by and e.output in ("votes", "probability")]
    if not own:
        return None
    used = next((e for e in own if registry.in_use(e)), None)
    if used is not None:
        return f"no frame has been judged by {used.id} yet; run: aesthcull scan {folder}"
    newest = max(own, key=lambda e: [int(n) for n in re.findall(r"\d+", e.version)])
    return f"{by}: registered, but not yet in use; run: aesthcull models use {newest.id}"


def series_rows(found: Sequence[Sequence[Frame]], root: str) -> list[dict[str, Any]]:
    rows = []
    for number, members in enumerate(found, 1):
        # A set has no suggested frame; what makes it one stands beside its first.
        speaker = next((f for f in members if f.series and f.series.suggested), members[0])
        for frame in members:
            place = frame.series
            assert place is not None
            rows.append(
                {
                    "series": number,
                    "kind": place.kind,
                    "file": str(frame.path).removeprefix(root).lstrip("/\\"),
                    "suggested": "suggested" if place.suggested else "",
                    "why": ", ".join(place.reasons) if frame is speaker else "",
                }
            )
    return rows
