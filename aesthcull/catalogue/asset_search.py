"""Finding assets for a list that shows some of them at a time: 100,000 are listed in 0.2 s, as ids."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.records import AssetState
from aesthcull.catalogue.store import Catalogue

# What is to be decided comes first, what is settled last.
ORDER: tuple[AssetState, ...] = ("ambiguous", "open", "matched", "dismissed")
_PIECE = 1000  # rows taken at once, so that other threads get their turn


@dataclass(frozen=True)
class Wanted:
    """Which assets to list. `text` is looked for in agency, number, file name, title and the frame's path;
    capitals count in letters beyond ASCII only."""

    state: AssetState | None = None
    text: str = ""


def find_assets(catalogue: Catalogue, wanted: Wanted) -> list[int]:
    """The ids: by state in `ORDER`, then by agency, file name and number."""
    c = t.asset.c
    rank = sa.case(*((c.state == state, place) for place, state in enumerate(ORDER)), else_=len(ORDER))
    query = sa.select(c.id).order_by(rank, c.agency, c.file_name, c.number, c.id)
    if wanted.state is not None:
        query = query.where(c.state == wanted.state)
    text = wanted.text.strip()
    if text:
        path = sa.type_coerce(t.frame.c.path, sa.Text)
        told = (c.agency, c.number, c.file_name, c.title, path)
        query = query.outerjoin(t.frame, t.frame.c.id == c.frame_id)
        query = query.where(sa.or_(*(column.icontains(text, autoescape=True) for column in told)))
    found: list[int] = []
    with catalogue.read() as connection:
        for some in connection.execute(query).scalars().partitions(_PIECE):
            found += some
    return found


def of_the_same_file(catalogue: Catalogue, asset_id: int) -> list[int]:
    """The other assets of this one's file name for which no frame is settled: other agencies' most often."""
    c, own = t.asset.c, t.asset.alias()
    query = (
        sa.select(c.id)
        .join(own, sa.func.lower(own.c.file_name) == sa.func.lower(c.file_name))
        .where(own.c.id == asset_id, c.id != asset_id, c.state.in_(("ambiguous", "open")))
        .order_by(c.id)
    )
    with catalogue.read() as connection:
        return list(connection.execute(query).scalars())


def find_frames(catalogue: Catalogue, text: str, most: int) -> tuple[list[int], bool]:
    """The present frames with `text` in a file's name, by path; and whether there are more than `most`."""
    c = t.frame_file.c
    path = sa.type_coerce(c.path, sa.Text)
    query = (
        sa.select(c.frame_id, path)
        .join(t.frame)
        .where(sa.not_(t.frame.c.missing), path.icontains(text, autoescape=True))
        .order_by(c.path)
    )
    found: dict[int, None] = {}
    with catalogue.read() as connection:
        for frame_id, name in connection.execute(query):
            if text.casefold() in name.replace("\\", "/").rpartition("/")[2].casefold():
                found[frame_id] = None
                if len(found) > most:
                    return list(found)[:most], True
    return list(found), False
