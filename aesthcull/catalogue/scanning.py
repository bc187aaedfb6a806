"""Writing what a scan finds: frames and their files, embeddings, scores.

Nothing here touches a decision: a frame that changed, vanished or came back keeps its marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import clocks, keywords
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import EMBEDDING_DTYPE, below
from aesthcull.catalogue.records import Capture, Shoot, StoredFile
from aesthcull.catalogue.store import Catalogue

_CHUNK = 500


@dataclass(frozen=True)
class KnownFrame:
    """What the catalogue holds of a frame before a scan. `embedded_by`: the backbone's id, or None."""

    id: int
    files: tuple[StoredFile, ...]
    missing: bool
    problem: str | None
    embedded_by: str | None


@dataclass(frozen=True)
class NewScore:
    """A score to store; `model_id` as `register_model` returned it."""

    name: str
    model_id: int
    value: float
    spread: float | None = None


@dataclass(frozen=True)
class NewTags:
    """What the model `name@version` says of a frame: keywords with their confidence, perhaps none."""

    name: str
    version: str
    model_id: int
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Judged:
    """The outcome of decoding and judging one frame: `problem` with the file that is to be shown, and
    the rest where it, or another file of the frame, could be read."""

    frame_id: int
    problem: str | None = None
    width: int | None = None
    height: int | None = None
    capture: Capture = field(default_factory=Capture)
    embedding: NDArray[np.float16] | None = None
    embedding_model: int | None = None
    signature: bytes | None = None
    scores: tuple[NewScore, ...] = ()
    tags: tuple[NewTags, ...] = ()


def known_frames(catalogue: Catalogue, shoot: Shoot) -> dict[Path, KnownFrame]:
    """The frames below the shoot's folder, by the path of the file that is shown."""
    model = t.model
    query = (
        sa.select(
            t.frame.c.id, t.frame.c.path, t.frame.c.missing, t.frame.c.problem, model.c.name, model.c.version
        )
        .outerjoin(t.embedding, t.embedding.c.frame_id == t.frame.c.id)
        .outerjoin(model, model.c.id == t.embedding.c.model_id)
        .where(below(t.frame.c.folder, shoot.path))
    )
    files_query = (
        sa.select(t.frame_file)
        .join(t.frame)
        .where(below(t.frame.c.folder, shoot.path))
        .order_by(t.frame_file.c.frame_id, t.frame_file.c.position)
    )
    with catalogue.read() as connection:
        files: dict[int, list[StoredFile]] = {}
        for row in connection.execute(files_query):
            files.setdefault(row.frame_id, []).append(StoredFile(row.path, row.size, row.mtime_ns))
        return {
            row.path: KnownFrame(
                id=row.id,
                files=tuple(files.get(row.id, ())),
                missing=row.missing,
                problem=row.problem,
                embedded_by=f"{row.name}@{row.version}" if row.name else None,
            )
            for row in connection.execute(query)
        }


def add_frames(catalogue: Catalogue, found: Sequence[tuple[StoredFile, ...]]) -> list[int]:
    """Add new frames, each given by its files, the shown one first. Returns their ids in the same order.

    Frames that another scan of the folder, running at the same time, has just added are taken as they are.
    """
    now = datetime.now()
    with catalogue.write() as connection:
        ids = _ids_by_path(connection, [files[0].path for files in found])
        fresh = [files for files in found if files[0].path not in ids]
        paths = [files[0].path for files in fresh]
        if fresh:  # one statement for all: a statement for each takes six times as long
            plain = {"added_at": now, "missing": False, "rating": 0}
            rows = [{"path": path, "folder": path.parent, **plain} for path in paths]
            connection.execute(sa.insert(t.frame), rows)
            ids |= _ids_by_path(connection, paths)
        _insert_files(connection, [(ids[files[0].path], files) for files in fresh])
    return [ids[files[0].path] for files in found]


def _ids_by_path(connection: sa.Connection, paths: Sequence[Path]) -> dict[Path, int]:
    ids: dict[Path, int] = {}
    for start in range(0, len(paths), _CHUNK):
        chunk = list(paths[start : start + _CHUNK])
        query = sa.select(t.frame.c.path, t.frame.c.id).where(t.frame.c.path.in_(chunk))
        ids.update({row.path: row.id for row in connection.execute(query)})
    return ids


def update_files(
    catalogue: Catalogue, changed: Sequence[tuple[int, tuple[StoredFile, ...]]], outdated: Sequence[int] = ()
) -> None:
    """Replace the files of frames whose files changed, appeared or went, the shown one first.

    `outdated` frames show something else now: their embedding and problem go in the same transaction, so
    that a scan cut short before it judged them is made good by the next one.
    """
    with catalogue.write() as connection:
        for start in range(0, len(outdated), _CHUNK):
            some = outdated[start : start + _CHUNK]
            connection.execute(sa.delete(t.embedding).where(t.embedding.c.frame_id.in_(some)))
            connection.execute(sa.update(t.frame).where(t.frame.c.id.in_(some)).values(problem=None))
        for start in range(0, len(changed), _CHUNK):
            ids = [frame_id for frame_id, _ in changed[start : start + _CHUNK]]
            connection.execute(sa.delete(t.frame_file).where(t.frame_file.c.frame_id.in_(ids)))
        _insert_files(connection, changed)
        shown = [
            {"this": frame_id, "path": f.path, "folder": f.path.parent, "pair": None}
            for frame_id, (f, *_) in changed
        ]
        if shown:
            connection.execute(sa.update(t.frame).where(t.frame.c.id == sa.bindparam("this")), shown)


def set_missing(catalogue: Catalogue, frame_ids: Sequence[int], missing: bool) -> None:
    """Mark frames as vanished from the disk, or as back."""
    with catalogue.write() as connection:
        for start in range(0, len(frame_ids), _CHUNK):
            chunk = list(frame_ids[start : start + _CHUNK])
            connection.execute(sa.update(t.frame).where(t.frame.c.id.in_(chunk)).values(missing=missing))


def register_model(catalogue: Catalogue, name: str, version: str, sha256: str) -> int:
    """The catalogue's id of a model version, added when new."""
    c = t.model.c
    with catalogue.write() as connection:
        known = connection.execute(
            sa.select(c.id).where(c.name == name, c.version == version, c.sha256 == sha256)
        ).scalar()
        if known is not None:
            return int(known)
        key = connection.execute(
            sa.insert(t.model).values(name=name, version=version, sha256=sha256, added_at=datetime.now())
        ).inserted_primary_key
        assert key is not None
        return int(key[0])


def store_judged(catalogue: Catalogue, batch: Sequence[Judged], shoot: Shoot | None = None) -> None:
    """Store a batch of decoded and judged frames in one transaction. New frames' clocks are put right as
    those of the `shoot` are."""
    ids = [judged.frame_id for judged in batch]
    with catalogue.write() as connection:
        _update_frames(connection, batch, shoot)
        connection.execute(sa.delete(t.embedding).where(t.embedding.c.frame_id.in_(ids)))
        embeddings = [
            {
                "frame_id": judged.frame_id,
                "model_id": judged.embedding_model,
                "vector": judged.embedding.astype(EMBEDDING_DTYPE).tobytes(),
                "signature": judged.signature,
            }
            for judged in batch
            if judged.embedding is not None
        ]
        if embeddings:
            connection.execute(sa.insert(t.embedding), embeddings)
        _replace_scores(connection, [(judged.frame_id, judged.scores) for judged in batch], whole=True)
        connection.execute(sa.delete(t.tagging).where(t.tagging.c.frame_id.in_(ids)))
        machine = sa.and_(t.keyword.c.frame_id.in_(ids), t.keyword.c.source.not_in(keywords.DECIDED))
        connection.execute(sa.delete(t.keyword).where(machine))
        _insert_tags(connection, [(judged.frame_id, judged.tags) for judged in batch])


def _update_frames(connection: sa.Connection, batch: Sequence[Judged], shoot: Shoot | None) -> None:
    """One statement for all readable frames and one for the others: a statement a frame costs more than all
    the rest of the transaction. What is known of a frame that cannot be read any more stays."""
    this = sa.update(t.frame).where(t.frame.c.id == sa.bindparam("this"))
    captures = {judged.frame_id: judged.capture for judged in batch if judged.width is not None}
    times = clocks.with_shifts(connection, captures, shoot)
    readable = [
        {
            "this": judged.frame_id,
            "problem": judged.problem,
            "width": judged.width,
            "height": judged.height,
            **asdict(judged.capture),
            **times[judged.frame_id],
        }
        for judged in batch
        if judged.width is not None
    ]
    broken = [{"this": j.frame_id, "problem": j.problem} for j in batch if j.width is None]
    for rows in (readable, broken):
        if rows:
            connection.execute(this, rows)


def frames_without_score(catalogue: Catalogue, shoot: Shoot, name: str, model_id: int) -> list[int]:
    """Ids of embedded frames that lack the score `name`, or have it from another version than `model_id`."""
    current = sa.and_(
        t.score.c.frame_id == t.embedding.c.frame_id, t.score.c.name == name, t.score.c.model_id == model_id
    )
    query = (
        sa.select(t.embedding.c.frame_id)
        .join(t.frame, t.frame.c.id == t.embedding.c.frame_id)
        .outerjoin(t.score, current)
        .where(below(t.frame.c.folder, shoot.path), t.score.c.frame_id.is_(None))
    )
    with catalogue.read() as connection:
        return list(connection.execute(query).scalars())


def store_scores(catalogue: Catalogue, scores: Sequence[tuple[int, Sequence[NewScore]]]) -> None:
    """Replace the named scores of frames, leaving their other scores."""
    with catalogue.write() as connection:
        _replace_scores(connection, scores, whole=False)


def frames_without_tags(catalogue: Catalogue, shoot: Shoot, name: str, model_id: int) -> list[int]:
    """Ids of embedded frames that the model `name` has not tagged, or not in the version `model_id`."""
    c = t.tagging.c
    current = sa.and_(c.frame_id == t.embedding.c.frame_id, c.name == name, c.model_id == model_id)
    query = (
        sa.select(t.embedding.c.frame_id)
        .join(t.frame, t.frame.c.id == t.embedding.c.frame_id)
        .outerjoin(t.tagging, current)
        .where(below(t.frame.c.folder, shoot.path), c.frame_id.is_(None))
    )
    with catalogue.read() as connection:
        return list(connection.execute(query).scalars())


def store_tags(catalogue: Catalogue, tags: Sequence[tuple[int, NewTags]]) -> None:
    """Replace what earlier versions of these models said of these frames; a person's keywords stay."""
    with catalogue.write() as connection:
        put_tags(connection, tags)


def put_tags(connection: sa.Connection, tags: Sequence[tuple[int, NewTags]]) -> None:
    """`store_tags` as a part of a larger transaction."""
    names = {new.name for _, new in tags}
    by_these = sa.or_(*(t.keyword.c.source.startswith(f"{name}@", autoescape=True) for name in names))
    for start in range(0, len(tags), _CHUNK):
        ids = [frame_id for frame_id, _ in tags[start : start + _CHUNK]]
        connection.execute(
            sa.delete(t.tagging).where(t.tagging.c.frame_id.in_(ids), t.tagging.c.name.in_(names))
        )
        connection.execute(sa.delete(t.keyword).where(t.keyword.c.frame_id.in_(ids), by_these))
    _insert_tags(connection, [(frame_id, (new,)) for frame_id, new in tags])


def set_scanned(catalogue: Catalogue, shoot: Shoot, moment: datetime | None) -> None:
    """Remember when the shoot was scanned to its end; None while what was found is not yet grouped."""
    with catalogue.write() as connection:
        connection.execute(sa.update(t.shoot).where(t.shoot.c.id == shoot.id).values(scanned_at=moment))


def _insert_files(connection: sa.Connection, frames: Iterable[tuple[int, tuple[StoredFile, ...]]]) -> None:
    rows = [
        {"frame_id": frame_id, "position": position, "path": f.path, "size": f.size, "mtime_ns": f.mtime_ns}
        for frame_id, files in frames
        for position, f in enumerate(files)
    ]
    if rows:
        connection.execute(sa.insert(t.frame_file), rows)


def _insert_tags(connection: sa.Connection, frames: Iterable[tuple[int, Sequence[NewTags]]]) -> None:
    found = [(frame_id, new) for frame_id, tags in frames for new in tags]
    taggings = [{"frame_id": i, "name": new.name, "model_id": new.model_id} for i, new in found]
    suggested = [
        {"frame_id": i, "name": word, "source": f"{new.name}@{new.version}", "confidence": confidence}
        for i, new in found
        for word, confidence in new.words
    ]
    if taggings:
        connection.execute(sa.insert(t.tagging), taggings)
    if suggested:
        connection.execute(sa.insert(t.keyword), suggested)


def _replace_scores(
    connection: sa.Connection, scores: Sequence[tuple[int, Sequence[NewScore]]], *, whole: bool
) -> None:
    """`whole`: the frames' other scores go too (the frame was decoded anew)."""
    c = t.score.c
    names = {score.name for _, found in scores for score in found}
    for start in range(0, len(scores), _CHUNK):
        ids = [frame_id for frame_id, _ in scores[start : start + _CHUNK]]
        old = c.frame_id.in_(ids)
        connection.execute(sa.delete(t.score).where(old if whole else sa.and_(old, c.name.in_(names))))
    rows = [{"frame_id": frame_id, **vars(score)} for frame_id, found in scores for score in found]
    if rows:
        connection.execute(sa.insert(t.score), rows)
