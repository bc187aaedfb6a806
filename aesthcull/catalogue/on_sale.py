"""Files that the user says are on sale at an agency, noted as a report of it: even if nothing ever sold."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aesthcull.catalogue import matches
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.report_writer import NewReport, writing
from aesthcull.catalogue.store import Catalogue
from aesthcull.photos.naming import fold

FORM = "uploads"  # of the report


def put_on_sale(catalogue: Catalogue, folder: Path, paths: Sequence[Path], agency: str) -> int:
    """Note that these files are on sale at an agency, as a report would; returns how many are new assets.

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
    with writing(catalogue, NewReport(folder, digest, date.today(), agency, FORM, "{}")) as writer:
        refused = writer.store(rows)
        tally = writer.finish(len(rows), len(refused))
    return tally.new_assets
