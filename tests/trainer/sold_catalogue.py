"""A catalogue with frames on sale, without files: simulated sales over oasis_beauty's train photographs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from aesthcull.catalogue import scanning
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import EMBEDDING_DTYPE
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.report_writer import NewReport, writing
from aesthcull.catalogue.store import Catalogue
from aesthcull.vision.registry import ModelEntry
from tests.trainer.simulated_sales import oasis_train, simulated_sales

FIRST = datetime(2020, 1, 1, 12)


def with_frames(catalogue: Catalogue, backbone: ModelEntry, data: Path, per_day: int = 3) -> list[int]:
    """The photographs as frames of a shoot, `per_day` exposed on each day; theirs are the ids 1…N."""
    paths, _, themes, embeddings = oasis_train(data)
    model = scanning.register_model(catalogue, backbone.name, backbone.version, backbone.sha256)
    days = np.unique(themes, return_inverse=True)[1] // per_day
    with catalogue.write() as connection:
        connection.execute(
            sa.insert(t.frame),
            [
                {
                    "path": path,
                    "folder": path.parent,
                    "added_at": FIRST,
                    "captured_at": FIRST + timedelta(int(day)),
                }
                for path, day in zip(paths, days, strict=True)
            ],
        )
        ids = list(connection.execute(sa.select(t.frame.c.id).order_by(t.frame.c.id)).scalars())
        connection.execute(
            sa.insert(t.frame_file),
            [
                {"frame_id": i, "position": 0, "path": path, "size": 1, "mtime_ns": 1}
                for i, path in zip(ids, paths, strict=True)
            ],
        )
        connection.execute(
            sa.insert(t.embedding),
            [
                {"frame_id": i, "model_id": model, "vector": row.astype(EMBEDDING_DTYPE).tobytes()}
                for i, row in zip(ids, embeddings, strict=True)
            ],
        )
    return ids


def with_sales(
    catalogue: Catalogue,
    ids: Sequence[int],
    sales: Sequence[int],
    *,
    agency: str = "Agency",
    price: float = 0.5,
    currency: str = "USD",
    uploaded: date | None = date(2022, 1, 1),
) -> None:
    """Import lifetime totals of these frames' assets, and match them."""
    rows = [
        ReportedRow(
            line, "total", number=f"{i}", file_name=f"{i}.jpg", uploaded_on=uploaded, count=int(count),
            amount=round(count * price, 2), currency=currency,
        )
        for line, (i, count) in enumerate(zip(ids, sales, strict=True), 1)
    ]  # fmt: skip
    report = NewReport(
        Path(f"/{agency}.csv"), agency.ljust(64, "0"), date(2024, 1, 1), agency, "totals", "{}"
    )
    with writing(catalogue, report) as writer:
        assert writer.store(rows) == []
        writer.finish(len(rows), 0)
    with catalogue.write() as connection:
        for i in ids:
            connection.execute(
                sa.update(t.asset)
                .where(t.asset.c.agency == agency, t.asset.c.number == f"{i}")
                .values(state="matched", frame_id=i, how="name")
            )


def simulated(data: Path, seed: int = 0) -> list[int]:
    """Sales of each photograph of `oasis_train`."""
    return [int(n) for n in simulated_sales(oasis_train(data)[1], seed)]
