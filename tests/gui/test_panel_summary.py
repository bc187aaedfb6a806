from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from aesthcull.catalogue import decisions, queries
from aesthcull.catalogue.column_reading import read_details, read_frames
from aesthcull.catalogue.columns import FrameColumns
from aesthcull.catalogue.records import PERSON, Capture, Frame, Keyword, Score, Shoot, StoredFile
from aesthcull.gui.panel import summary, summary_many
from aesthcull.gui.panel.faults import faults
from aesthcull.gui.panel.medians import Medians
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan


def measured(**values: float) -> dict[str, Score]:
    return {name: Score(value, "technical@1.1") for name, value in values.items()}


def frame(**changes: object) -> Frame:
    file = StoredFile(Path("/shoot/IMG_1.JPG"), 12_345_678, 1)
    plain = Frame(1, file.path, file, False, None, 6000, 4000, Capture(), None, 0, None)
    return replace(plain, **changes)  # type: ignore[arg-type]


def value_of(facts: tuple[summary.Fact, ...], name: str) -> str | None:
    return next((fact.value for fact in facts if fact.name == name), None)


def test_a_frame_of_which_little_is_known_says_only_that() -> None:
    told = summary.of_frame(frame(width=None, height=None, problem="the file is truncated"))
    assert told.title == "IMG_1.JPG" and told.problem == "the file is truncated"
    assert [fact.name for fact in told.file] == ["Folder", "Type", "Size", "Marks"]
    assert not (told.scores or told.faults or told.series or told.capture or told.keywords)


def test_exposure_and_time_are_written_as_cameras_do() -> None:
    capture = Capture(
        captured_at=datetime(2024, 5, 1, 12, 3, 4),
        utc_offset=-210,
        camera="Maker Model",
        exposure_time=0.004,
        f_number=2.8,
        iso=400,
        exposure_bias=-0.7,
        focal_length=35.0,
    )
    facts = tuple(summary.capture_facts(capture))
    assert (value_of(facts, "Exposure") or "").replace("\u00a0", " ") == "1/250 s  f/2.8  ISO 400  -0.7 EV"
    assert value_of(facts, "Taken") == "2024-05-01 12:03:04  UTC-03:30"
    assert value_of(facts, "Focal length") == "35 mm" and value_of(facts, "Lens") is None
    assert [summary.shutter(s) for s in (0.5, 30.0, 1 / 8000, 1.3)] == ["0.5", "30", "1/8000", "1.3"]


def test_a_clock_that_was_adjusted_is_told_beside_the_time() -> None:
    moment = datetime(2024, 5, 1, 12, 3, 4)
    ahead = tuple(summary.capture_facts(Capture(moment, 120, clock_shift=3600)))
    assert value_of(ahead, "Taken") == "2024-05-01 12:03:04  UTC+02:00  (clock\u00a0+1:00:00)"
    behind = tuple(summary.capture_facts(Capture(moment, clock_shift=-75)))
    assert value_of(behind, "Taken") == "2024-05-01 12:03:04  (clock\u00a0−0:01:15)"
    assert value_of(tuple(summary.capture_facts(Capture(clock_shift=5))), "Taken") is None


def test_a_raw_beside_the_jpeg_is_told_with_its_size() -> None:
    raw = StoredFile(Path("/shoot/IMG_1.CR3"), 30_000_000, 1)
    told = summary.of_frame(frame(other_files=(raw,), flag="pick", rating=3, label="green"))
    assert value_of(told.file, "Type") == "JPG + CR3"
    assert value_of(told.file, "Size") == "12.3 MB + 30.0 MB"
    assert value_of(told.file, "Pixels") == "6000 × 4000 (24.0 MP)"
    assert value_of(told.file, "Marks") == "pick  ★★★  green"


def test_scores_stand_on_their_own_scale_and_bare_measures_are_left_out() -> None:
    scores = measured(sharpness=0.7, noise=0.001, tilt=0.1)
    scores["popular"] = Score(0.4, "popular@1.0")
    scores["aesthetic"] = Score(6.2, "aesthetic@2.0", 1.5)
    lines = summary.of_frame(frame(scores=scores)).scores
    assert [(s.name, s.bottom, s.top) for s in lines] == [
        ("aesthetic", 1.0, 10.0),
        ("popular", 0.0, 1.0),
        ("sharpness", 0.0, 1.0),
    ]


def test_keywords_are_the_photographers_first_then_the_surest() -> None:
    words = [
        Keyword("sea", "scene@1.0", 0.6),
        Keyword("sea", "keywords@1.0", 0.9),
        Keyword("gull", "keywords@1.0", 0.95),
        Keyword("mine", PERSON, None),
    ]
    lines = summary.of_frame(frame(keywords=words)).keywords
    assert [(k.word, k.accepted, k.confidence) for k in lines] == [
        ("mine", 1, None),
        ("gull", 0, 0.95),
        ("sea", 0, 0.9),
    ]
    assert lines[2].models == ("scene@1.0", "keywords@1.0")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"sharpness": 0.8, "noise": 0.002, "white_point": 1.0, "highlights": 0.001}, []),
        ({"sharpness": 0.4}, ["nothing sharp (certain)"]),
        ({"sharpness": 0.59}, ["nothing sharp (possible)"]),
        ({"motion_blur": 0.3, "motion_direction": 178.0}, ["motion blur, sideways (probable)"]),
        ({"motion_blur": 0.9, "motion_direction": 90.0}, ["motion blur, up and down (certain)"]),
        ({"motion_blur": 0.0}, []),
        ({"noise": 0.05, "white_point": 0.7}, ["too dark (probable)", "noise (certain)"]),
        ({"highlights": 0.13, "shadows": 0.01}, ["13 % burnt out to white"]),
        ({"tilt": -1.23}, ["horizon drops 1.2° to the left (certain)"]),
        ({"tilt": 0.2, "colour_cast": 0.4}, []),
    ],
)
def test_faults_are_told_with_their_certainty(values: dict[str, float], told: list[str]) -> None:
    assert faults(measured(**values)) == told


@pytest.fixture
def columns(work: Workplace, sample_shoot: Path) -> FrameColumns:
    scan(work, sample_shoot, Job())
    return read(work, sample_shoot)


def read(work: Workplace, folder: Path) -> FrameColumns:
    shoot: Shoot | None = queries.find_shoot(work.catalogue, folder.resolve())
    assert shoot is not None
    columns = read_frames(work.catalogue, shoot, Job())
    details = read_details(work.catalogue, shoot, columns.ids, Job())
    columns.scores, columns.series, columns.keywords = details.scores, details.series, details.keywords
    return columns


def test_several_frames_have_what_is_common_and_a_dash_where_they_differ(
    work: Workplace, sample_shoot: Path, columns: FrameColumns
) -> None:
    ids = columns.ids[:3].tolist()
    decisions.mark(work.catalogue, ids, {"rating": 3, "keyword": "our trip"}, "all")
    decisions.mark(work.catalogue, ids[:1], {"dismissed": "our trip"}, "one")
    columns = read(work, sample_shoot)
    told = summary_many.of_rows(columns, np.arange(3))
    frames = [columns.frame(row) for row in range(3)]
    assert told.count == 3 and told.title == "3 frames"
    assert value_of(told.file, "Folder") == str(frames[0].path.parent)
    assert value_of(told.file, "Marks") == "★★★"
    assert value_of(told.capture, "Taken") not in (None, summary.DIFFERENT)
    aesthetic = told.scores[0]
    values = [f.scores["aesthetic"].value for f in frames]
    assert (aesthetic.low, aesthetic.high) == pytest.approx((min(values), max(values)))
    ours = told.keywords[0]
    assert (ours.word, ours.count, ours.accepted) == ("our trip", 2, 2)
    for line in told.keywords:
        assert line.count == sum(any(k.name == line.word for k in f.keywords) for f in frames)
    decisions.mark(work.catalogue, ids[:1], {"flag": "pick"}, "one")
    other = summary_many.of_rows(read(work, sample_shoot), np.arange(3))
    assert value_of(other.file, "Marks") == summary.DIFFERENT


def test_medians_are_those_of_the_frames_that_are_there(columns: FrameColumns) -> None:
    known = columns.scores["aesthetic"].values
    assert Medians().of(columns)["aesthetic"] == pytest.approx(float(np.median(known)))
    columns.missing[known > np.median(known)] = True
    assert Medians().of(columns)["aesthetic"] < float(np.median(known))
