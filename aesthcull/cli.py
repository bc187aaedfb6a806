"""The command line: one function per subcommand, no logic of its own.

Exit status: 0 done; 1 done, but some files could not be read or some models are damaged; 2 the call itself
was wrong, or the catalogue cannot be used; 130 cancelled. Listings go to standard output, everything else
to standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.arguments import command_parser, window_parser
from aesthcull.job import Cancelled
from aesthcull.terminal import cancellable, quiet_native_libraries, run_scan, say, write

if TYPE_CHECKING:  # a command imports what it needs; `aesthcull --help` should not wait for OpenCV
    from aesthcull.catalogue.decisions import Changes
    from aesthcull.catalogue.records import Frame, Shoot
    from aesthcull.photos.problems import Problem
    from aesthcull.pipeline import Workplace
    from aesthcull.vision.registry import ModelEntry, Registry

DONE, SOME_FAILED, WRONG, CANCELLED = 0, 1, 2, 130
Options = argparse.Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Bad input ends in one line on standard error."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = [word for word in arguments if not word.startswith("-")]
    if not {"-h", "--help", "--version"} & set(arguments) and (not words or words[0] not in COMMANDS):
        options = window_parser(gui).parse_args(arguments)
    else:
        options = command_parser(COMMANDS).parse_args(arguments)
    try:
        return _run(options)
    except (Cancelled, KeyboardInterrupt):
        say("aesthcull: cancelled; what was finished is kept, the next scan goes on from there")
        return CANCELLED
    except BrokenPipeError:  # the reader, such as `head`, has gone
        sys.stdout = None  # so that the interpreter does not flush into it
        return DONE


def _run(options: Options) -> int:
    """Run the command; what is wrong with its input ends in one line."""
    from aesthcull.catalogue.store import CatalogueError
    from aesthcull.pipeline import FolderError
    from aesthcull.vision.registry import ModelError

    try:
        return int(options.run(options))
    except (CatalogueError, FolderError, ModelError, UsageError) as error:
        say(f"aesthcull: {error}")
        return WRONG


class UsageError(Exception):
    """The call was wrong; one line that says how."""


def gui(options: Options) -> int:
    """Open the window, on a folder if one is named."""
    if options.folder is not None and not options.folder.expanduser().exists():
        raise UsageError(f"{options.folder}: no such folder, nor a command; see: aesthcull --help")
    if not _has_display():
        raise UsageError("there is no display for the window; the commands work without: aesthcull --help")
    from aesthcull.gui.app import run

    with _workplace(options) as work:
        return run(work, options.folder)


def scan(options: Options) -> int:
    """Bring the catalogue up to date with a shoot."""
    from aesthcull.exchange import listing

    with _workplace(options) as work:
        report = run_scan(work, options.folder, cancellable())
    counts: dict[str, Any] = {
        "shoot": str(report.shoot.path),
        "found": report.found,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "scanned": report.scanned,
        "missing": report.missing,
        "series": report.series,
        "seconds": round(report.seconds, 3),
        "provider": report.provider,
    }
    problems = listing.problems_json(report.problems)
    if options.format == "json":
        write(listing.to_json({**counts, "notices": list(report.notices), "problems": problems}))
    else:
        write(_formatted([{**counts, "problems": len(problems)}], options.format))
    for notice in report.notices:
        say(f"aesthcull: {notice}")
    return _report_problems(report.problems)


def rank(options: Options) -> int:
    """List a shoot's frames, best first."""
    from aesthcull.exchange import listing

    with _workplace(options) as work:
        shoot, frames = _frames(work, options.folder)
        problems = _problems(work, shoot)
    ranked = _ranked(frames, options.by)[: options.top]
    if options.format == "json":
        document = {"frames": [listing.frame_json(f) for f in ranked]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        rows = [listing.frame_row(f, str(shoot.path), options.by) for f in ranked]
        write(_formatted(rows, options.format))
    return _report_problems(problems)


def series(options: Options) -> int:
    """List a shoot's near-duplicate series with the suggested frame of each."""
    from aesthcull.exchange import listing

    with _workplace(options) as work:
        shoot, frames = _frames(work, options.folder)
        problems = _problems(work, shoot)
    found = listing.series_of(frames)
    if options.format == "json":
        document = {"series": [listing.series_json(members) for members in found]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        write(_formatted(_series_rows(found, str(shoot.path)), options.format))
    return _report_problems(problems)


def mark(options: Options) -> int:
    """Flag, rate, label or tag frames, as one step that `undo` takes back."""
    from aesthcull.catalogue import decisions, queries

    changes = _changes(options)
    paths = [_file(file) for file in options.files]
    with _workplace(options) as work:
        known = queries.frame_ids(work.catalogue, paths)
        unknown = [str(path) for path in paths if path not in known]
        if unknown:
            raise UsageError(f"not in the catalogue: {', '.join(unknown)}; scan the folder first")
        ids = sorted(set(known.values()))
        step = decisions.mark(work.catalogue, ids, changes, _step_name(changes, len(ids)))
    say(f"{step.name}: done" if step else "nothing to change")
    return DONE


def undo(options: Options) -> int:
    """Take back the last decision in a shoot."""
    from aesthcull.catalogue import decisions
    from aesthcull.pipeline import shoot_folder

    with _workplace(options) as work:
        step = decisions.undo(work.catalogue, shoot_folder(options.folder))
    say(f"undone: {step.name}" if step else "nothing to undo")
    return DONE


def models(options: Options) -> int:
    """List, show or verify the models."""
    from aesthcull.exchange import listing
    from aesthcull.vision.registry import ModelError, verify

    registry = _registry()
    if options.action == "show":
        entry = registry.get(_name_of_model(options))
        card = _card(entry)
        as_json = options.format == "json"
        write(listing.to_json({**entry.as_json(), "text": card}) if as_json else card)
        return DONE
    rows = [
        {"name": e.name, "version": e.version, "kind": e.kind, "file": e.file, "what": e.summary}
        for e in registry.entries()
    ]
    status = DONE
    if options.action == "verify":
        for row, entry in zip(rows, registry.entries(), strict=True):
            row["what"] = "whole"
            try:
                verify(entry)
            except ModelError as error:
                row["what"], status = "damaged", SOME_FAILED
                say(f"aesthcull: {error}")
    if options.format == "json":
        write(listing.to_json({"models": [e.as_json() for e in registry.entries()]}))
    else:
        write(_formatted(rows, options.format))
    return status


def doctor(options: Options) -> int:
    """Say what this machine has: providers, codecs, models, catalogue health."""
    from aesthcull.checkup import examine
    from aesthcull.exchange import listing

    with quiet_native_libraries():
        findings = examine(
            options.catalogue or places.default_catalogue(), _model_folders(), places.thumbnail_cache()
        )
    if options.format == "json":
        write(
            listing.to_json(
                {f.name: f.value for f in findings} | {"faults": [f.name for f in findings if f.fault]}
            )
        )
    else:
        rows = [{"what": f.name, "found": f.value, "": "FAULT" if f.fault else ""} for f in findings]
        write(_formatted(rows, options.format))
    return SOME_FAILED if any(f.fault for f in findings) else DONE


def demo(options: Options) -> int:
    """Do the main job on the bundled sample shoot: scan, rank, group, contact sheet, then the window."""
    from aesthcull.exchange import listing
    from aesthcull.exchange.contact_sheet import write_contact_sheet

    out = options.out or places.thumbnail_cache().parent / "demo"
    options.catalogue = options.catalogue or os.environ.get("AESTHCULL_CATALOGUE") or str(out / "demo.sqlite")
    with _workplace(options) as work:
        report = run_scan(work, places.resources_folder() / "sample_shoot", cancellable())
        shoot, frames = _frames(work, report.shoot.path)
        ranked, root = _ranked(frames, "aesthetic"), str(shoot.path)
        write(
            f"{report.found} frames, {report.new} new, in {report.seconds:.1f} s on the {report.provider}\n"
        )
        write("Ranking by aesthetic score")
        write(_formatted([listing.frame_row(f, root, "aesthetic") for f in ranked], "table"))
        write("\nSeries of near-duplicates, and the frame that is suggested of each")
        write(_formatted(_series_rows(listing.series_of(frames), root), "table"))
        sheet = out / "contact-sheet.png"
        try:
            write_contact_sheet(
                ranked, work.thumbnails, sheet, title="Sample shoot, best first", score="aesthetic"
            )
        except OSError as error:
            raise UsageError(f"{sheet}: cannot be written: {error.strerror or error}") from error
        write(f"\nContact sheet: {sheet}")
        for notice in report.notices:
            say(f"aesthcull: {notice}")
        if not options.no_gui and _has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
            from aesthcull.gui.app import run

            return run(work, report.shoot.path)
    return DONE


COMMANDS: dict[str, Callable[[Options], int]] = {
    "scan": scan,
    "rank": rank,
    "series": series,
    "mark": mark,
    "undo": undo,
    "models": models,
    "doctor": doctor,
    "demo": demo,
}


def _model_folders() -> list[Path]:
    return [places.models_folder(), places.user_models_folder()]


def _registry() -> Registry:
    from aesthcull.vision.registry import Registry

    return Registry(_model_folders())


@contextlib.contextmanager
def _workplace(options: Options) -> Iterator[Workplace]:
    """The catalogue, registry and cache that a command works with; closes the catalogue."""
    from aesthcull.catalogue.store import open_catalogue
    from aesthcull.photos.thumbnails import ThumbnailCache
    from aesthcull.pipeline import Workplace

    catalogue = open_catalogue(options.catalogue or places.default_catalogue())
    try:
        if catalogue.notice:
            say(f"aesthcull: {catalogue.notice}")
        yield Workplace(catalogue, _registry(), ThumbnailCache(places.thumbnail_cache()))
    finally:
        catalogue.close()


def _frames(work: Workplace, folder: Path) -> tuple[Shoot, list[Frame]]:
    """The present frames of a scanned shoot. Raises UsageError when it was never scanned."""
    from aesthcull.catalogue import queries
    from aesthcull.pipeline import shoot_folder

    shoot = queries.find_shoot(work.catalogue, shoot_folder(folder))
    if shoot is None:
        raise UsageError(f"{folder}: not scanned yet; run: aesthcull scan {folder}")
    return shoot, [f for f in queries.frames_of(work.catalogue, shoot) if not f.missing]


def _problems(work: Workplace, shoot: Shoot) -> tuple[Problem, ...]:
    from aesthcull.pipeline import problems_of

    return problems_of(work.catalogue, shoot)


def _ranked(frames: Sequence[Frame], by: str) -> list[Frame]:
    """Best first, ties by path; frames without the score are left out. Raises UsageError for an unknown."""
    known = sorted({name for frame in frames for name in frame.scores})
    if frames and known and by not in known:
        raise UsageError(f"no frame has the score {by!r}; there are: {', '.join(known)}")
    scored = [frame for frame in frames if by in frame.scores]
    return sorted(scored, key=lambda f: (-f.scores[by].value, f.path))


def _series_rows(found: Sequence[Sequence[Frame]], root: str) -> list[dict[str, Any]]:
    rows = []
    for number, members in enumerate(found, 1):
        for frame in members:
            place = frame.series
            assert place is not None
            rows.append(
                {
                    "series": number,
                    "kind": place.kind,
                    "file": str(frame.path).removeprefix(root).lstrip("/\\"),
                    "suggested": "suggested" if place.suggested else "",
                    "why": ", ".join(place.reasons) if place.suggested else "",
                }
            )
    return rows


def _changes(options: Options) -> Changes:
    changes: dict[Any, Any] = {}
    if options.flag is not None:
        changes["flag"] = None if options.flag == "none" else options.flag
    if options.stars is not None:
        changes["rating"] = options.stars
    if options.label is not None:
        changes["label"] = None if options.label == "none" else options.label
    if options.keyword:
        if any(not 0 < len(word.strip()) <= 200 for word in options.keyword):
            raise UsageError("a keyword must have between 1 and 200 characters")
        changes["keyword"] = tuple(options.keyword)
    if not changes:
        raise UsageError("say what to mark: --pick, --reject, --unflag, --stars, --label or --keyword")
    return changes


def _step_name(changes: Changes, count: int) -> str:
    def words(value: object) -> str:
        return ", ".join(value) if isinstance(value, tuple) else "none" if value is None else str(value)

    what = "; ".join(f"{field} {words(value)}" for field, value in changes.items())
    return f"{what} ({count} {'frame' if count == 1 else 'frames'})"


def _file(file: Path) -> Path:
    """The path as the catalogue names it: folders resolved, the file's own name as it is."""
    try:
        return file.expanduser().parent.resolve(strict=True) / file.name
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{file}: no such file") from error


def _name_of_model(options: Options) -> str:
    if not options.name:
        raise UsageError("say which model to show: aesthcull models show NAME")
    return str(options.name)


def _card(entry: ModelEntry) -> str:
    try:
        return entry.card_path.read_text(encoding="utf-8").rstrip()
    except OSError as error:
        raise UsageError(f"{entry.card_path}: the model card cannot be read: {error.strerror}") from error


def _formatted(rows: Sequence[dict[str, Any]], form: str) -> str:
    from aesthcull.exchange import listing

    return listing.to_csv(rows) if form == "csv" else listing.to_table(rows)


def _report_problems(problems: Sequence[Problem]) -> int:
    for problem in problems:
        say(f"aesthcull: {str(problem.path)!r}: {problem.reason}")
    return SOME_FAILED if problems else DONE


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    # QT_QPA_PLATFORM: offscreen, vnc and the like need none.
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
