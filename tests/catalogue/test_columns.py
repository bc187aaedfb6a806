"""Columns say what the records say, however they were read and changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from aesthcull.catalogue import column_changes, decisions, queries, scanning
from aesthcull.catalogue.column_details import read_details, read_score
from aesthcull.catalogue.column_reading import read_changed, read_frames
from aesthcull.catalogue.columns import FrameColumns
from aesthcull.catalogue.records import Capture, Frame, Shoot, StoredFile
from aesthcull.catalogue.scanning import Judged, NewScore, NewTags
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace

FRAMES = 24


@pytest.fixture
def catalogue(work: Workplace) -> Catalogue:
    return work.catalogue


@pytest.fixture
def shoot(catalogue: Catalogue) -> Shoot:
    """A shoot with some of everything; "a-b" stands before "a/…" in the order of paths, not of folders."""
    folder = Path("/shoots/one")
    shoot = queries.open_shoot(catalogue, folder)
    places = ["", "a", "a-b", "é\udcff"]
    files = [folder / places[n % 4] / f"IMG_{n:03d}.{'tif' if n % 5 == 0 else 'JPG'}" for n in range(FRAMES)]
    ids = scanning.add_frames(
        catalogue,
        [
            (
                StoredFile(path, 10 + n, n),
                *([StoredFile(path.with_suffix(".CR3"), 99, n)] if n % 6 == 0 else []),
            )
            for n, path in enumerate(files)
        ],
    )
    models = [scanning.register_model(catalogue, name, "1", "0" * 64) for name in ("aesthetic", "other")]
    scanning.store_judged(catalogue, [_judged(i, n, models) for n, i in enumerate(ids)])
    scanning.set_missing(catalogue, ids[3:5], True)
    store_found(
        catalogue,
        shoot,
        [
            NewSeries("series", tuple(ids[8:11]), ids[9], ("sharpest of 3", "eyes open")),
            NewSeries("bracket", tuple(ids[12:15]), None, ()),
        ],
    )
    decisions.mark(catalogue, ids[:5], {"flag": "pick", "rating": 4, "label": "blue"}, "Mark")
    decisions.mark(catalogue, ids[4:7], {"keyword": ("dog", "Zoo")}, "Keyword")
    queries.open_shoot(catalogue, Path("/shoots/one beside"))
    scanning.add_frames(catalogue, [(StoredFile(Path("/shoots/one beside/x.jpg"), 1, 1),)])
    return shoot


def _judged(frame_id: int, number: int, models: list[int]) -> Judged:
    if number % 7 == 6:
        return Judged(frame_id, problem="cut short")
    scores = [NewScore("aesthetic", models[number % 2], number / 4, number / 8 if number % 3 else None)]
    return Judged(
        frame_id,
        width=600 + number,
        height=400,
        capture=Capture(
            captured_at=datetime(2024, 5, 1, 10, 0, 0, 125_000) + timedelta(minutes=-number),
            utc_offset=120 if number % 2 else None,
            camera=f"Camera {number % 3}" if number % 4 else None,
            exposure_time=1 / 200,
            iso=100 * number,
        ),
        scores=tuple([*scores, NewScore("sharpness", models[1], 0.5)] if number % 2 else scores),
        tags=(NewTags("tags", "1", models[0], (("dog", 0.5), ("sea", 0.25))[: number % 3]),),
    )


def whole(catalogue: Catalogue, shoot: Shoot) -> FrameColumns:
    columns = read_frames(catalogue, shoot, Job())
    column_changes.put_details(columns, read_details(catalogue, shoot, columns.ids, Job()))
    return columns


def records(columns: FrameColumns) -> list[Frame]:
    return [columns.frame(index) for index in range(len(columns))]


def test_columns_say_what_the_records_say(catalogue: Catalogue, shoot: Shoot) -> None:
    columns, frames = whole(catalogue, shoot), queries.frames_of(catalogue, shoot)
    assert records(columns) == frames and len(frames) == FRAMES
    assert sum(len(frame.other_files) for frame in frames) == 4
    assert columns.score_names()[0] == "aesthetic"
    assert {columns.file_type.at(i) for i in range(FRAMES)} == {"jpg", "tif", "jpg+cr3", "tif+cr3"}
    assert columns.index_of([frames[5].id, -7]).tolist() == [5, -1]


def test_the_first_stage_lacks_only_the_details(catalogue: Catalogue, shoot: Shoot) -> None:
    frames = queries.frames_of(catalogue, shoot)
    for frame in frames:
        frame.scores, frame.keywords, frame.series = {}, [], None
    assert records(read_frames(catalogue, shoot, Job())) == frames


@pytest.mark.parametrize("seed", range(8))
def test_frames_put_in_piece_by_piece_come_to_the_same(catalogue: Catalogue, shoot: Shoot, seed: int) -> None:
    frames = queries.frames_of(catalogue, shoot)
    rng = np.random.default_rng(seed)
    ids = rng.permutation([frame.id for frame in frames]).tolist()
    columns = FrameColumns.empty() if seed < 2 else read_frames(catalogue, shoot, Job(), ids[: 3 * seed])
    for start in range(0, FRAMES, 5):  # some are there already, some are new, some come twice
        column_changes.put(columns, read_changed(catalogue, shoot, ids[start : start + 8], Job()))
    assert records(columns) == frames
    for rows in (columns.keywords.frame, columns.other_files.frame):
        assert (np.diff(rows) >= 0).all()


def test_details_that_come_late_leave_frames_that_were_added_meanwhile(
    catalogue: Catalogue, shoot: Shoot
) -> None:
    frames = queries.frames_of(catalogue, shoot)
    first = [frame.id for frame in frames[::2]]
    columns = read_frames(catalogue, shoot, Job(), first)
    details = read_details(catalogue, shoot, columns.ids, Job(), some=True)
    column_changes.put(columns, read_changed(catalogue, shoot, [f.id for f in frames[1::2]], Job()))
    column_changes.put_details(columns, details)
    assert records(columns) == frames


def test_what_a_frame_no_longer_has_goes(catalogue: Catalogue, shoot: Shoot) -> None:
    columns = whole(catalogue, shoot)
    ids = columns.ids.tolist()
    store_found(catalogue, shoot, [])
    decisions.undo(catalogue, shoot.path)
    decisions.undo(catalogue, shoot.path)
    scanning.set_missing(catalogue, ids, False)
    scanning.store_judged(catalogue, [Judged(i, width=1, height=1) for i in ids])
    column_changes.put(columns, read_changed(catalogue, shoot, ids, Job()))
    assert records(columns) == queries.frames_of(catalogue, shoot)
    assert not any(f.scores or f.keywords or f.series or f.problem or f.missing for f in records(columns))


def test_marks_and_scores_are_set_where_they_belong(catalogue: Catalogue, shoot: Shoot) -> None:
    columns = whole(catalogue, shoot)
    ids = columns.ids[2:9].tolist()
    changes = {"flag": "reject", "rating": 2, "label": None}
    decisions.mark(catalogue, ids, changes, "Mark")
    for field, value in changes.items():
        column_changes.set_mark(columns, columns.index_of(ids), field, value)
    model = scanning.register_model(catalogue, "own", "2", "1" * 64)
    scanning.store_scores(catalogue, [(i, [NewScore("sells", model, 0.5)]) for i in ids])
    column_changes.set_score(columns, "sells", *read_score(catalogue, shoot, "sells", Job()))
    assert records(columns) == queries.frames_of(catalogue, shoot)


def test_reading_is_cancelled(catalogue: Catalogue, shoot: Shoot) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_frames(catalogue, shoot, job)


def test_an_empty_shoot_has_empty_columns(catalogue: Catalogue) -> None:
    columns = whole(catalogue, queries.open_shoot(catalogue, Path("/shoots/none")))
    assert len(columns) == 0 and columns.score_names() == [] and columns.index_of([1]).tolist() == [-1]


def test_a_cameras_nonsense_is_cut_to_what_a_column_holds(catalogue: Catalogue, shoot: Shoot) -> None:
    (frame_id,) = scanning.add_frames(catalogue, [(StoredFile(shoot.path / "z.jpg", 1, 1),)])
    scanning.store_judged(catalogue, [Judged(frame_id, width=1, height=1, capture=Capture(iso=2**40))])
    assert read_changed(catalogue, shoot, [frame_id], Job()).frame(0).capture.iso == 2**31 - 1


def test_frames_of_another_shoot_are_not_read_into_this_one(catalogue: Catalogue, tmp_path: Path) -> None:
    files = [(StoredFile(tmp_path / folder / "a.jpg", 1, 1),) for folder in ("here", "there")]
    ids = scanning.add_frames(catalogue, files)
    shoot = queries.open_shoot(catalogue, tmp_path / "here")
    assert read_changed(catalogue, shoot, ids, Job()).ids.tolist() == ids[:1]
