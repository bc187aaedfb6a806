"""Commands about this machine and installation: doctor, demo, the window."""

from __future__ import annotations

import os

from aesthcull import places
from aesthcull.commands.common import (
    DONE,
    SOME_FAILED,
    Options,
    UsageError,
    formatted,
    frames_of,
    has_display,
    model_folders,
    workplace,
)
from aesthcull.commands.shoots import ranked, series_rows
from aesthcull.terminal import cancellable, quiet_native_libraries, run_scan, say, write


def gui(options: Options) -> int:
    """Open the window, on a folder if one is named."""
    if options.folder is not None and not options.folder.expanduser().exists():
        raise UsageError(f"{options.folder}: no such folder, nor a command; see: aesthcull --help")
    if not has_display():
        raise UsageError("there is no display for the window; the commands work without: aesthcull --help")
    from aesthcull.gui.app import run

    with workplace(options) as work:
        return run(work, options.folder)


def doctor(options: Options) -> int:
    """Say what this machine has: providers, codecs, models, catalogue health."""
    from aesthcull.checkup import examine
    from aesthcull.exchange import listing

    with quiet_native_libraries():
        findings = examine(
            options.catalogue or places.default_catalogue(), model_folders(), places.thumbnail_cache()
        )
    if options.format == "json":
        write(
            listing.to_json(
                {f.name: f.value for f in findings} | {"faults": [f.name for f in findings if f.fault]}
            )
        )
    else:
        rows = [{"what": f.name, "found": f.value, "": "FAULT" if f.fault else ""} for f in findings]
        write(formatted(rows, options.format))
    return SOME_FAILED if any(f.fault for f in findings) else DONE


def demo(options: Options) -> int:
    """Do the main job on the bundled sample shoot: scan, rank, group, contact sheet, then the window."""
    from aesthcull.exchange import listing
    from aesthcull.exchange.reports.contact_sheet import write_contact_sheet

    out = options.out or places.thumbnail_cache().parent / "demo"
    options.catalogue = options.catalogue or os.environ.get("AESTHCULL_CATALOGUE") or str(out / "demo.sqlite")
    with workplace(options) as work:
        report = run_scan(work, places.resources_folder() / "sample_shoot", cancellable())
        shoot, frames = frames_of(work, report.shoot.path)
        best, root = ranked(frames, "aesthetic"), str(shoot.path)
        write(
            f"{report.found} frames, {report.new} new, in {report.seconds:.1f} s on the {report.provider}\n"
        )
        write("Ranking by aesthetic score")
        write(formatted([listing.frame_row(f, root, "aesthetic") for f in best], "table"))
        write("\nSeries of near-duplicates, and the frame that is suggested of each")
        write(formatted(series_rows(listing.series_of(frames), root), "table"))
        sheet = out / "contact-sheet.png"
        try:
            write_contact_sheet(best, work.thumbnails, sheet, title="Sample shoot, best first")
        except OSError as error:
            raise UsageError(f"{sheet}: cannot be written: {error.strerror or error}") from error
        write(f"\nContact sheet: {sheet}")
        for notice in report.notices:
            say(f"aesthcull: {notice}")
        if not options.no_gui and has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
            from aesthcull.gui.app import run

            return run(work, report.shoot.path)
    return DONE
