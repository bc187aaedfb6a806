"""Frames are marked while a report is imported."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

from aesthcull.catalogue import decisions, sales, scanning
from aesthcull.catalogue.records import ReportedRow, StoredFile
from aesthcull.catalogue.report_writer import NewReport, writing
from aesthcull.catalogue.store import Catalogue, CatalogueError, open_catalogue
from aesthcull.exchange.sales.importing import import_report
from aesthcull.job import Job
from tests.bench.bench_sales_import import write_activity

ROWS = 40_000
DAY = date(2024, 1, 1)


class Marks(threading.Thread):
    """Marks a frame again and again, as another program would, until it is told to `stop`."""

    def __init__(self, place: Path, frame_id: int) -> None:
        super().__init__()
        self._place, self._frame_id = place, frame_id
        self._over = threading.Event()
        self.done = 0
        self.longest_s = 0.0
        self.failed: list[str] = []

    def run(self) -> None:
        catalogue = open_catalogue(str(self._place))
        while not self._over.is_set():
            begun = time.perf_counter()
            try:
                decisions.mark(catalogue, [self._frame_id], {"rating": self.done % 5 + 1}, "rate")
                self.done += 1
            except CatalogueError as error:
                self.failed.append(str(error))
            self.longest_s = max(self.longest_s, time.perf_counter() - begun)
            time.sleep(0.1)
        catalogue.close()

    def stop(self) -> None:
        self._over.set()
        self.join()


def test_marks_made_during_an_import_all_succeed(tmp_path: Path) -> None:
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    (frame_id,) = scanning.add_frames(catalogue, [(StoredFile(Path("/a.jpg"), 1, 1),)])
    write_activity(tmp_path / "a.csv", ROWS)
    marks = Marks(tmp_path / "c.sqlite", frame_id)
    marks.start()
    result = import_report(catalogue, tmp_path / "a.csv", job=Job())
    marks.stop()
    assert result.added == ROWS and marks.failed == [] and marks.done > 5
    assert marks.longest_s < 1.5  # the import takes several times as long
    assert [asset.sales for asset in sales.assets(catalogue)].count(0) == 0
    catalogue.close()


class OtherImport(Job):
    """Another program tells of an asset of the same agency while the rows are read."""

    def __init__(self, catalogue: Catalogue, times: int) -> None:
        super().__init__()
        self._catalogue, self._times = catalogue, times

    def advance(self, items: int = 1) -> None:
        if self._times:
            self._times -= 1
            name = str(self._times)
            report = NewReport(Path(f"/{name}.csv"), name.ljust(64, "0"), DAY, "Adobe Stock", "test", "{}")
            with writing(self._catalogue, report) as writer:
                writer.store([ReportedRow(1, "asset", number=name)])
                writer.finish(1, 0)
        super().advance(items)


def test_two_imports_at_once_both_arrive(tmp_path: Path) -> None:
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    write_activity(tmp_path / "a.csv", 10)
    result = import_report(catalogue, tmp_path / "a.csv", job=OtherImport(catalogue, 2))
    assert (result.rows, result.added, len(result.refused)) == (10, 10, 0)
    assert len(sales.assets(catalogue)) == result.assets_new + 2
    catalogue.close()
