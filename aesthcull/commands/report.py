"""The command that writes a report of a shoot: contact sheet, proof sheet, ranking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aesthcull.commands.common import (
    Options,
    UsageError,
    frames_of,
    output_path,
    problems_of,
    report_problems,
    workplace,
)
from aesthcull.commands.shoots import ranked
from aesthcull.terminal import cancellable, shown, write

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Frame
    from aesthcull.job import Job
    from aesthcull.photos.thumbnails import ThumbnailCache


def report(options: Options) -> int:
    """Write a contact sheet, a proof sheet or the ranking of a shoot, best first."""
    from aesthcull.catalogue import queries
    from aesthcull.photos.problems import os_reason

    out, job = output_path(options.out), cancellable()
    if options.kind == "sheet" and out.suffix.lower() not in (".pdf", ".png"):
        raise UsageError(f"{options.out}: a contact sheet is a .pdf or a .png")
    with workplace(options, existing=True) as work:
        shoot, frames = frames_of(work, options.folder)
        problems = problems_of(work, shoot)
        if queries.frame_ids(work.catalogue, [out]):
            raise UsageError(f"{options.out}: this is a photograph; choose another name")
        if options.picks:
            frames = [frame for frame in frames if frame.flag == "pick"]
        known = sorted({name for frame in frames for name in frame.scores})
        if known and options.by not in known:
            raise UsageError(f"no score {options.by!r}; there are: {', '.join(known)}")
        best = ranked(frames, options.by)
        best += [frame for frame in frames if options.by not in frame.scores]
        title = options.title or shoot.path.name
        try:
            with shown(job):
                _write(options, best, work.thumbnails, out, title, str(shoot.path), job)
        except OSError as error:
            raise UsageError(f"{options.out}: {os_reason(error)}") from error
    write(f"{len(best):,} frame{'s' * (len(best) != 1)}: {out}")
    return report_problems(problems)


def _write(
    options: Options,
    frames: list[Frame],
    thumbnails: ThumbnailCache,
    out: Path,
    title: str,
    root: str,
    job: Job,
) -> None:
    from aesthcull.exchange.reports.captions import Captions
    from aesthcull.exchange.reports.contact_sheet import write_contact_sheet
    from aesthcull.exchange.reports.proof_sheet import write_proof_sheet
    from aesthcull.exchange.reports.ranking import write_ranking

    captions = Captions(score=options.by)
    if options.kind == "csv":
        write_ranking(frames, root, out, score=options.by)
    elif options.kind == "proof":
        write_proof_sheet(frames, thumbnails, out, title=title, captions=captions, job=job)
    elif out.suffix.lower() == ".png":
        write_contact_sheet(frames, thumbnails, out, title=title, captions=captions, job=job)
    else:
        try:
            from aesthcull.gui.reporting.sheet_pdf import Sheet, application, write_sheet_pdf
        except ImportError as error:  # a server without the libraries of a display
            raise UsageError(f"a PDF needs Qt, which cannot be loaded ({error}); a .png does not") from error
        _qt = application()
        write_sheet_pdf(frames, thumbnails, out, Sheet(title, captions, options.paper), job)
