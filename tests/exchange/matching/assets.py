"""Frames and assets in a catalogue without files, for tests of matching."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from aesthcull.catalogue import matches, scanning
from aesthcull.catalogue.matches import NamedAsset
from aesthcull.catalogue.records import ReportedRow, StoredFile
from aesthcull.catalogue.report_writer import NewReport, writing
from aesthcull.catalogue.store import Catalogue

ADOBE = "Adobe Stock"


def add_frames(catalogue: Catalogue, *paths: str | tuple[str, ...]) -> list[int]:
    """Frames with these files each, below /photos; a tuple is one frame with several files."""
    files = [(path,) if isinstance(path, str) else path for path in paths]
    stored = [tuple(StoredFile(Path("/photos", name), 1, 1) for name in names) for names in files]
    return scanning.add_frames(catalogue, stored)


def report(catalogue: Catalogue, *rows: ReportedRow, agency: str = ADOBE) -> None:
    """What an import of these rows stores."""
    digest = sha256(repr((agency, rows)).encode()).hexdigest()
    new = NewReport(Path("/reports", digest), digest, date(2024, 5, 1), agency, "test", "{}")
    with writing(catalogue, new) as writer:
        assert writer.store(rows) == []
        writer.finish(len(rows), 0)


def add_assets(catalogue: Catalogue, *file_names: str, agency: str = ADOBE) -> list[int]:
    """Assets on sale under these file names; their ids."""
    numbers = [str(1000 + place) for place in range(len(file_names))]
    rows = [ReportedRow(n, "asset", numbers[n], name) for n, name in enumerate(file_names)]
    report(catalogue, *rows, agency=agency)
    known = {(a.agency, a.number): a.id for a in matches.known_assets(catalogue)}
    return [known[agency, number] for number in numbers]


def asset(catalogue: Catalogue, asset_id: int) -> NamedAsset:
    """The asset as the catalogue has it."""
    return next(a for a in matches.known_assets(catalogue) if a.id == asset_id)


def outcome(catalogue: Catalogue, asset_id: int) -> tuple[str, int | None, str | None, set[int]]:
    """State, frame, how, and the candidates' frames."""
    found = asset(catalogue, asset_id)
    return found.state, found.frame_id, found.how, {c.frame_id for c in found.candidates}
