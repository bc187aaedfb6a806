"""Matching by name: every asset that neither a person, a picture nor the user's table settled, against all
files of the catalogue.

It runs after each import and each scan that added frames. An asset is matched only while exactly one frame
bears its name, whichever was scanned first: when another comes, the user is asked.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from aesthcull.catalogue import matches
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.matches import NamedAsset, NewMatch
from aesthcull.catalogue.records import Candidate
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching.index import Found, NameIndex
from aesthcull.exchange.matching.likeness import compared
from aesthcull.exchange.matching.report import MatchReport, match_report
from aesthcull.exchange.matching.table import AssetTable
from aesthcull.job import Job

MOST_CANDIDATES = 50  # of one asset; beyond, nobody compares pictures


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """A million small objects are made here, none in a cycle. To look for cycles among them, Python would
    stop all threads, the window's too, for a quarter of a second now and then."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_collector_paused()
def match_names(catalogue: Catalogue, job: Job, table: AssetTable | None = None) -> MatchReport:
    """Match assets by file name, by the user's `table`, and by title. Nothing that a person decided changes.

    The table goes before what the agency told. Raises CatalogueError, or Cancelled; then nothing is stored.
    """
    if not matches.has_assets(catalogue):
        return match_report(catalogue)
    job.stage("Matching sales with frames")
    assets = [asset for asset in matches.known_assets(catalogue) if not asset.decided]
    told = {asset.id: table.files_of(asset) for asset in assets} if table is not None else {}
    due = [asset for asset in assets if _is_due(asset) or told.get(asset.id)]
    if not due:
        return match_report(catalogue, notices=_notices(table))
    index = NameIndex(matches.named_files(catalogue))
    job.stage("Matching sales with frames", len(due))
    found: list[NewMatch] = []
    for some in chunks(due):
        for asset in some:
            match = _match(asset, _find(index, asset, told.get(asset.id, ())), told=bool(told.get(asset.id)))
            if not _stands(asset, match):
                found.append(match)
        job.advance(len(some))
    found = compared(catalogue, found, job)
    matched = {match.asset_id for match in found if match.frame_id is not None}
    # Of several names that the table tells of one frame, the first is as good as the others.
    names = {i: some[0] for i, some in told.items() if len(some) == 1 or (some and i in matched)}
    changed = matches.store_matches(catalogue, found, names)
    return match_report(catalogue, changed, _notices(table))


def _is_due(asset: NamedAsset) -> bool:
    """Not yet settled; or settled by its names alone: another frame of the name may have come, or the matched
    one may have vanished with a folder that was moved."""
    if asset.state != "matched":
        return True
    if asset.how == "picture":
        return False
    by_table = asset.how == "title" and asset.file_name is not None  # a title alone settles it only without
    return asset.missing or not (asset.pictured or by_table)


def _find(index: NameIndex, asset: NamedAsset, told: Sequence[str]) -> Found | None:
    if told:
        return _all_told(index, told)
    if asset.file_name:
        found = index.named(asset.file_name)
        if found is not None:
            return found
    if asset.number:
        found = index.numbered(asset.agency, asset.number)
        if found is not None:
            return found
    titled = index.titled(asset.title) if asset.title else None
    if titled is not None and asset.file_name:
        return replace(titled, sure=False)  # its file is called otherwise
    return titled


def _all_told(index: NameIndex, names: Iterable[str]) -> Found | None:
    found = [one for one in map(index.catalogued, names) if one is not None]
    frame_ids = dict.fromkeys(frame_id for one in found for frame_id in one.frame_ids)
    told = tuple(Candidate(frame_id, "title") for frame_id in frame_ids)
    return Found(told, len(told) == 1 and found[0].sure) if found else None


def _match(asset: NamedAsset, found: Found | None, *, told: bool) -> NewMatch:
    """What the names come to, beside what pictures have shown before.

    Where the uploaded picture left the asset ambiguous, a name does not settle it: perhaps it contradicts.
    """
    seen = [candidate for candidate in asset.candidates if candidate.how == "picture"]
    doubted = asset.pictured and asset.state == "ambiguous"
    if found is None:
        return NewMatch(asset.id, candidates=tuple(seen))
    if found.sure and (told or not doubted):
        return NewMatch(asset.id, found.candidates[0].frame_id, found.candidates[0].how)
    known = {candidate.frame_id for candidate in seen}
    named = [one for one in found.candidates[:MOST_CANDIDATES] if one.frame_id not in known]
    return NewMatch(asset.id, candidates=(*seen, *named))


def _stands(asset: NamedAsset, match: NewMatch) -> bool:
    """Whether the asset stands already as the match says."""
    if asset.state == "matched" and match.state == "open":
        return True  # no other frame bears the name: the vanished one may come back
    before = {(c.frame_id, c.how) for c in asset.candidates}
    now = {(c.frame_id, c.how) for c in match.candidates}
    return (asset.state, asset.frame_id) == (match.state, match.frame_id) and before == now


def _notices(table: AssetTable | None) -> tuple[str, ...]:
    if table is None:
        return ()
    lost = table.unused()
    if not lost:
        return ()
    some = ", ".join(lost[:5]) + (" …" if len(lost) > 5 else "")
    return (f"{table.path.name}: {len(lost):,} of {len(table.files):,} rows name no asset: {some}",)
