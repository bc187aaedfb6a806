"""What a frame's RAW and the picture beside it are to each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Pair, Shoot
from aesthcull.catalogue.store import Catalogue


def uncompared_pairs(catalogue: Catalogue, shoot: Shoot) -> dict[int, tuple[Path, ...]]:
    """The files of the shoot's present frames that have several and were not compared yet, by frame."""
    c = t.frame_file.c
    several = sa.select(c.frame_id).where(c.position == 1)
    query = (
        sa.select(c.frame_id, c.path)
        .join(t.frame)
        .where(below(t.frame.c.folder, shoot.path), t.frame.c.pair.is_(None), ~t.frame.c.missing)
        .where(c.frame_id.in_(several))
        .order_by(c.frame_id, c.position)
    )
    found: dict[int, tuple[Path, ...]] = {}
    with catalogue.read() as connection:
        for row in connection.execute(query):
            found[row.frame_id] = (*found.get(row.frame_id, ()), row.path)
    return found


def store_pairs(catalogue: Catalogue, found: Mapping[int, Pair]) -> None:
    """Remember what was found of frames' files."""
    this = sa.update(t.frame).where(t.frame.c.id == sa.bindparam("this"))
    if found:
        with catalogue.write() as connection:
            connection.execute(this, [{"this": i, "pair": pair} for i, pair in found.items()])
