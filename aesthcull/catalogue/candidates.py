"""The frames among which the user is asked to choose for an asset, the likeliest first."""

from __future__ import annotations

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.records import Candidate, MatchedBy

_LIKELIEST_FIRST: tuple[MatchedBy, ...] = ("picture", "name", "stem", "edited", "title")


def candidates_of(
    connection: sa.Connection, of: sa.ColumnElement[bool] | None = None
) -> dict[int, tuple[Candidate, ...]]:
    """The candidates of the assets for which `of` holds (None: all), by asset id.

    What a picture says goes first, then the exact name; among equals the likest.
    """
    c = t.asset_candidate.c
    rank = sa.case({how: place for place, how in enumerate(_LIKELIEST_FIRST)}, value=c.how, else_=9)
    query = sa.select(c.asset_id, c.frame_id, c.how, c.similarity).order_by(
        c.asset_id, rank, sa.func.coalesce(c.similarity, -2.0).desc(), c.frame_id
    )
    if of is not None:
        query = query.join(t.asset).where(of)
    found: dict[int, list[Candidate]] = {}
    for asset_id, frame_id, how, similarity in connection.execute(query).all():
        found.setdefault(asset_id, []).append(Candidate(frame_id, how, similarity))
    return {asset_id: tuple(some) for asset_id, some in found.items()}
