"""Files that the user says are on sale at an agency, noted as a report of it: even if nothing ever sold."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from aesthcull.catalogue import matches
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import UPLOADS, ReportedRow
from aesthcull.catalogue.report_writer import NewReport, writing
from aesthcull.catalogue.sales_reports import drop_unspoken
from aesthcull.catalogue.store import Catalogue
from aesthcull.photos.naming import fold


def put_on_sale(catalogue: Catalogue, folder: Path, paths: Sequence[Path], agency: str) -> tuple[int, int]:
    """Note that these files are on sale at an agency, as a report would.

    Returns the report's id and how many are new assets.
    Assets that it has under such a name, however it writes capitals, are meant by the file.
    """
    known: dict[str, list[tuple[str | None, str]]] = defaultdict(list)
    for asset in matches.known_assets(catalogue):
        if asset.agency == agency and asset.file_name:
            known[fold(asset.file_name)].append((asset.number, asset.file_name))
    names = {fold(path.name): path.name for path in paths}
    told = [one for name, written in names.items() for one in known.get(name) or [(None, written)]]
    rows = [ReportedRow(line, "asset", number, name) for line, (number, name) in enumerate(told, 1)]
    content = "\n".join(["uploads", agency, str(folder), *sorted(names)])
    digest = hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()
    with writing(catalogue, NewReport(folder, digest, date.today(), agency, UPLOADS, "{}")) as writer:
        refused = writer.store(rows)
        tally = writer.finish(len(rows), len(refused))
    return writer.report_id, tally.new_assets


def take_off_sale(catalogue: Catalogue, report_id: int, names: Collection[str]) -> int:
    """Unsay that files of these names are on sale, as far as the report `report_id` of `put_on_sale` said it;
    assets of which nothing else tells go. Returns how many went."""
    wanted = {fold(name) for name in names}
    listed = t.asset_listing.c
    with catalogue.write() as connection:
        query = (
            sa.select(t.asset.c.id, t.asset.c.file_name)
            .join(t.asset_listing, listed.asset_id == t.asset.c.id)
            .where(listed.report_id == report_id)
        )
        ids = [row.id for row in connection.execute(query) if row.file_name and fold(row.file_name) in wanted]
        for some in chunks(ids):
            mine = sa.and_(listed.report_id == report_id, listed.asset_id.in_(some))
            connection.execute(sa.delete(t.asset_listing).where(mine))
        return drop_unspoken(connection, ids)
