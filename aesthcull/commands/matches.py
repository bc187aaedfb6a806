"""Commands on matches: which frame each asset shows, and the user's word on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import (
    DONE,
    Options,
    UsageError,
    file_path,
    formatted,
    report_problems,
    workplace,
)
from aesthcull.terminal import cancellable, quiet_native_libraries, say, shown, write

if TYPE_CHECKING:
    from aesthcull.catalogue.matches import NamedAsset
    from aesthcull.exchange.matching import MatchReport
    from aesthcull.pipeline import Workplace
    from aesthcull.pipeline.uploads import UploadReport


def match(options: Options) -> int:
    from aesthcull.exchange.matching import match_names, read_table
    from aesthcull.exchange.sales.problems import ReportError

    job = cancellable()
    with workplace(options) as work, shown(job):
        try:
            agency = _agency(work, options.agency)
            table = read_table(options.table, job, agency) if options.table else None
        except ReportError as error:
            raise UsageError(str(error)) from error
        found = match_names(work.catalogue, job, table)
    _write_report(options, found)
    return DONE


def list_matches(options: Options) -> int:
    from aesthcull.catalogue import sales
    from aesthcull.exchange import listing
    from aesthcull.exchange.matching.listing import asset_json, files_of, rows_of

    with workplace(options) as work:
        found = sales.assets(work.catalogue, options.state)
        files = files_of(work.catalogue, found)
    if options.format == "json":
        write(listing.to_json({"assets": [asset_json(asset, files) for asset in found], "problems": []}))
    else:
        write(formatted(rows_of(found, files, options.format), options.format))
    return DONE


def decide(options: Options) -> int:
    from aesthcull.catalogue import matches, queries
    from aesthcull.exchange.matching import match_names

    frame = None if options.frame is None else file_path(options.frame)
    with workplace(options) as work:
        chosen = _assets(work, options.asset, options.alike)
        ids = [asset.id for asset in chosen]
        if options.reopen:
            if not matches.reopen(work.catalogue, ids):
                say("nothing was decided about it")
            match_names(work.catalogue, cancellable())
        elif frame is None:
            matches.decide(work.catalogue, ids, None)
        else:
            known = queries.frame_ids(work.catalogue, [frame])
            if frame not in known:
                raise UsageError(f"{frame}: not in the catalogue; scan its folder first")
            matches.decide(work.catalogue, ids, known[frame])
        for asset in _assets(work, options.asset, options.alike):
            say(_said(work, asset))
    return DONE


def uploads(options: Options) -> int:
    from aesthcull.exchange import listing
    from aesthcull.exchange.matching import match_names, match_report
    from aesthcull.pipeline.uploads import match_uploads

    job = cancellable()
    with workplace(options) as work:
        agency = _agency(work, options.agency)
        with quiet_native_libraries(), shown(job):
            found = match_uploads(work, options.folder, job, match_names, agency)
        report = match_report(work.catalogue, found.changed)
    counts = _upload_counts(found)
    if options.format == "json":
        document = {**counts, "strangers": list(found.strangers), "match": report.as_json()}
        write(listing.to_json({**document, "problems": listing.problems_json(found.problems)}))
    else:
        write(formatted([{**counts, "strangers": len(found.strangers)}], options.format))
    say(report.line())
    if found.strangers:
        first = ", ".join(found.strangers[:3])
        say(
            f"{len(found.strangers):,} files are no asset's ({first} …); if they are on sale, say where: "
            "--agency NAME"
        )
    for notice in found.notices:
        say(f"aesthcull: {notice}")
    return report_problems(found.problems)


MATCH_ACTIONS: dict[str, Callable[[Options], int]] = {
    "match": match,
    "matches": list_matches,
    "decide": decide,
    "uploads": uploads,
}


def _write_report(options: Options, found: MatchReport) -> None:
    from aesthcull.exchange import listing

    if options.format == "json":
        write(listing.to_json({**found.as_json(), "problems": []}))
    else:
        how = {f"by {name}": count for name, count in found.matched.items()}
        flat = {name: value for name, value in found.as_json().items() if isinstance(value, int)}
        write(formatted([{**flat, **how}], options.format))
    say(found.line())
    for state, some in found.examples.items() if options.format == "table" else ():
        names = ", ".join(f"{name} ({agency})" for agency, name in some)
        if names:
            say(f"{'not found' if state == 'open' else state}: {names} …; see: aesthcull sales matches")
    for notice in found.notices:
        say(f"aesthcull: {notice}")


def _upload_counts(found: UploadReport) -> dict[str, Any]:
    names = ("files", "recognised", "ambiguous", "unknown", "contradicted", "new_assets", "changed")
    return {name: getattr(found, name) for name in names}


def _agency(work: Workplace, name: str | None) -> str | None:
    """The agency as the catalogue calls it. Raises UsageError."""
    from aesthcull.catalogue import sales_reports
    from aesthcull.exchange.sales.agencies import agency_called

    if name is None:
        return None
    try:
        return agency_called(name, sales_reports.agencies(work.catalogue))
    except ValueError as error:
        raise UsageError(f"--agency: {error}") from error


def _assets(work: Workplace, asset_id: int, alike: bool) -> list[NamedAsset]:
    """The asset, and with `alike` those of the same file name. Raises UsageError when there is none."""
    from aesthcull.catalogue import matches
    from aesthcull.photos.naming import fold

    known = matches.known_assets(work.catalogue)
    asset = next((one for one in known if one.id == asset_id), None)
    if asset is None:
        raise UsageError(f"there is no asset {asset_id}; see: aesthcull sales matches")
    if not alike or not asset.file_name:
        return [asset]
    return [one for one in known if one.file_name and fold(one.file_name) == fold(asset.file_name)]


def _said(work: Workplace, asset: NamedAsset) -> str:
    from aesthcull.catalogue import matches
    from aesthcull.exchange.matching.listing import question

    called = asset.file_name or asset.number
    what = {
        "open": "no frame was found",
        "dismissed": "shows no frame",
        "ambiguous": f"ambiguous, {question(asset.candidates, pictured=asset.pictured)}",
    }.get(asset.state)
    if what is None and asset.frame_id is not None:
        what = f"shows {matches.shown_files(work.catalogue, [asset.frame_id])[asset.frame_id].path}"
    return f"asset {asset.id} ({asset.agency}, {called}): {what}"
