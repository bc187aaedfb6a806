"""How long a million rows take to import, and how much memory: sales, the same file again, lifetime totals;
and how long the catalogue needs to tell of the assets.

Run:  python -m tests.bench.bench_sales_import [ROWS]

Aims, for a million rows on one core: 60 s and 300 MB for each import; 5 s for a list of 100,000 assets.
Memory is the process's peak, the program itself (some 60 MB) and SQLite's cache (64 MB) included; each
measurement is a process of its own.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROWS = 1_000_000
ASSETS = 100_000
AIM_S, AIM_MB, AIM_LIST_S = 60.0, 300.0, 5.0


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_activity(folder / "activity.csv", rows)
        write_totals(folder / "totals.csv", rows)
        kept = [
            measure("sales", folder, "import", "activity.csv", "sales.sqlite"),
            measure("the same again", folder, "import", "activity.csv", "sales.sqlite"),
            measure("lifetime totals", folder, "import", "totals.csv", "totals.sqlite"),
            measure("the list of assets", folder, "list", "", "sales.sqlite"),
        ]
    return 0 if all(kept) else 1


def measure(what: str, folder: Path, *task: str) -> bool:
    """Run one task in a process of its own and print what it took."""
    command = [sys.executable, "-m", "tests.bench.bench_sales_import", "--task", str(folder), *task]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    seconds, processor, megabytes, count = (float(word) for word in done.stdout.split())
    aim = AIM_LIST_S if task[0] == "list" else AIM_S
    kept = seconds <= aim and megabytes <= AIM_MB
    print(
        f"{what:<20}{count:12,.0f} {seconds:7.1f} s ({processor:.1f} s of CPU) {count / seconds:9,.0f}/s"
        f"{megabytes:6.0f} MB   aim {aim:.0f} s, {AIM_MB:.0f} MB  {'kept' if kept else 'MISSED'}",
        flush=True,
    )
    return kept


def run_task(folder: Path, task: str, file: str, catalogue_name: str) -> None:
    """Print seconds, seconds of processor time, peak megabytes and rows."""
    from aesthcull.catalogue.sales import assets
    from aesthcull.catalogue.store import open_catalogue
    from aesthcull.exchange.sales.importing import import_report
    from aesthcull.job import Job

    catalogue = open_catalogue(str(folder / catalogue_name))
    begun, worked = time.perf_counter(), time.process_time()
    if task == "import":
        count = import_report(catalogue, folder / file, job=Job()).rows
    else:
        count = len(assets(catalogue))
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    catalogue.close()
    print(seconds, processor, peak, count)


def write_activity(path: Path, rows: int) -> None:
    """Adobe's activity of a large account, over nine years."""
    rng = random.Random(0)
    begun = datetime(2015, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for _ in range(rows):
            asset = rng.randrange(ASSETS)
            moment = begun + timedelta(seconds=rng.randrange(280_000_000))
            royalty = rng.choice(("$0.33", "$0.38", "$0.99", "$1.25", "$3.30"))
            title = f"Title of {asset}, with a comma"
            told = (f"{moment.isoformat()}+0000", 200_000_000 + asset, title, "subscription", royalty)
            writer.writerow((*told, "photos", f"IMG_{asset:06}.jpg", "A. Contributor", "XXL"))


def write_totals(path: Path, rows: int) -> None:
    """Shutterstock's totals: every row another asset."""
    rng = random.Random(0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Media ID", "Upload Date", "Downloads", "Earnings"])
        for number in range(rows):
            sold = rng.randrange(20)
            writer.writerow([10_000_000 + number, "2018-03-14", sold, f"${0.33 * sold:.2f}"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        run_task(Path(sys.argv[2]), *sys.argv[3:])
    else:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        sys.exit(main())
