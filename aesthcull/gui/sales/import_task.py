"""What the import dialog has done in the background: the import, and the matching after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching import MatchReport, match_names
from aesthcull.exchange.sales.importing import ImportResult, NothingUsable, import_report
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.refused import RefusedRows
from aesthcull.job import Job


@dataclass(frozen=True)
class Imported:
    """An import that ended: what came of it, and of the matching; or the rows of which none could be used."""

    result: ImportResult | None
    matched: MatchReport | None
    refused: RefusedRows
    problem: str = ""


def import_and_match(
    catalogue: Catalogue, path: Path, agency: str, mapping: ColumnMapping, job: Job
) -> Imported:
    """Import a report and match its assets by name. Raises as `import_report` does, but for NothingUsable."""
    try:
        result = import_report(catalogue, path, agency=agency or None, mapping=mapping, job=job)
    except NothingUsable as error:
        return Imported(None, None, error.refused, str(error))
    return Imported(result, match_names(catalogue, job), result.refused)
